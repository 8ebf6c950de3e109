"""The text that the bytes of a file are, and what shows that a text was decoded wrongly."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from hedgelens.records import HedgeLensError

# The longer marks first: that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NARROW = ("cp1252", "mac_roman", "cp1250")
"""Windows in Western Europe, old Macs, Windows in Central Europe: where two fit as well, the first."""
_NAMES = {
    "cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp1250": "Windows-1250", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32", "utf-32-be": "UTF-32",
}  # fmt: skip

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How documents and workbooks of Office begin that are older than 2007, and the lock around newer ones."""
_BINARY = (
    (b"PK\x03\x04", "it is a Word document (.docx) or another archive"),
    (OLD_OFFICE, "it is an old Word document (.doc)"),
)

_HEAD = 4_096
# Encodings that pages are in beside UTF-8; browsers read Latin-1 as Windows-1252.
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}"
    rb"(iso-?8859-\d+|latin-?1|us-ascii|windows-\d+|koi8-[ru]|shift_?jis|euc-(?:jp|kr)|gb\d+|gbk|big5|macintosh)\b",
    re.IGNORECASE,
)
_LATIN_1 = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii"})

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_STRAY = re.compile(r"[\udc80-\udcff]")
_WINDOWS = {ord(bytes([byte]).decode("cp1252")): byte for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"}
"""The characters of Windows-1252 that Latin-1 does not have, and their bytes."""
# What “, ’, é, £ … become where UTF-8 is read as Windows-1252, Latin-1 or Mac Roman, and what stands for an unreadable byte.
_GARBLED = re.compile("â€.?|[ÃÂ][\x80-\xbf]|ï¿½|‚Ä.|¬†|√[©®±§°º]|¬£|[\x80-\x84\x86-\x9f]|\ufffd")
_LOOKED_AT = 2_000
"""So many characters are looked at: what is wrong with the encoding of a text shows in the first ones."""


def decoded(raw: bytes, path: Path) -> str:
    """Returns the text that a file holds: in UTF-8, or in another encoding where it can be told.

    Text that was encoded twice (``â€œ`` for ``“``) is read as it was before.

    Raises:
        HedgeLensError: it holds no text.
    """
    text = (_wide(raw) if b"\0" in raw else _narrow(raw))[0]
    if text is None:
        what = next((what for beginning, what in _BINARY if raw.startswith(beginning)), "it is in no encoding that is known")
        raise HedgeLensError(f"'{path}' is not a text file: {what}. Save the article as plain text (UTF-8).")
    return once_encoded(text)


def decoded_page(raw: bytes) -> str:
    """Returns a web page as a text: in UTF-8 where it is that, else as it says itself, else in an old encoding that fits."""
    text = _wide(raw)[0] if b"\0" in raw else None
    if text is not None:
        return text
    with suppress(UnicodeDecodeError):
        return raw.decode("utf-8-sig")
    declared = _DECLARED.search(raw[:_HEAD])
    with suppress(UnicodeDecodeError, LookupError):
        if declared:
            name = declared[1].decode("ascii").lower()
            return raw.decode("cp1252" if name in _LATIN_1 else name)
    return _narrow(raw)[0] or raw.decode("latin-1")


def encoding_of(raw: bytes) -> tuple[str, bool]:
    """Returns how a text is encoded, as Python calls it, and whether that is certain: it is UTF-8, or its first bytes say so.

    Args:
        raw: the text, or as much of its beginning as shows it. A character that is cut off at the end does not matter.
    """
    marked = next((codec for mark, codec in _MARKS if raw.startswith(mark)), None)
    if marked:
        return marked, True
    text, codec = _wide(raw[: len(raw) // 4 * 4]) if b"\0" in raw else _narrow(raw)
    return codec, codec == "utf-8-sig" or text is None


def name_of(codec: str) -> str:
    """Returns what people call an encoding."""
    return _NAMES.get(codec, codec)


def garbled(text: str) -> str | None:
    """Returns what of a text shows that it was decoded wrongly, or ``None``."""
    if found := _GARBLED.search(text):
        return found.group()
    places = list(islice((match.start() for match in _BEYOND_ASCII.finditer(text)), _LOOKED_AT))
    odd = [place for place in places if _fit(text, place) < 0]
    return text[max(odd[0] - 2, 0) : odd[0] + 3].strip() if len(odd) > 2 and 4 * len(odd) > len(places) else None


def _wide(raw: bytes) -> tuple[str | None, str]:
    """Decodes text in UTF-16 or UTF-32, which is known by its first bytes, or by the zeros in it; says in which of them."""
    marked = next((codec for mark, codec in _MARKS if raw.startswith(mark)), None)
    for codec in (marked,) if marked else _WIDE:
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        beginning = text[:_LOOKED_AT]
        if _CONTROL.search(text):
            continue
        if marked or 2 * sum("\0" < character < "\u0250" for character in beginning) > len(beginning):
            return text, codec
    return None, "utf-8-sig"


def _narrow(raw: bytes) -> tuple[str | None, str]:
    """Decodes text in UTF-8, also where single bytes of it are none, or in an encoding of one byte a character; says which."""
    text = raw.decode("utf-8-sig", "surrogateescape")
    stray = len(_STRAY.findall(text))
    if stray and len(_BEYOND_ASCII.findall(text)) > 2 * stray:
        return mended(text), "utf-8-sig"
    if not stray:
        return text, "utf-8-sig"
    if _CONTROL.search(text):  # no old text, but something else altogether
        return None, "utf-8-sig"
    return max(((raw.decode(codec, "replace"), codec) for codec in _NARROW), key=lambda found: sum(_fits(found[0])))


def mended(text: str) -> str:
    """Returns a text in UTF-8 with those bytes of it that are none (as lone surrogates) read as Windows-1252."""
    return _STRAY.sub(lambda match: bytes([ord(match.group()) - 0xDC00]).decode("cp1252", "replace"), text)


def once_encoded(text: str) -> str:
    """Returns a text without encodings of what had been encoded already, where all of it shows that it had."""
    return _undone(text) if _GARBLED.search(text) else text


def _undone(text: str) -> str:
    """Undoes encodings of what had been encoded already, where all of the text shows that it had."""
    for _ in range(3):
        before = next((found for found in _encoded_before(text)), None)
        if before is None:
            break
        text = before
    return text


def _encoded_before(text: str) -> Iterator[str]:
    """Yields the texts that a text may have been before its bytes in UTF-8 were taken for another encoding's."""
    whole = text.replace("â€\ufffd", "â€\x9d")  # Windows-1252 has no character for this byte of ”
    for codec, changed in (("latin-1", whole.translate(_WINDOWS)), ("mac_roman", text)):
        try:
            found = changed.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        if _GARBLED.search(text) and found != text:
            yield found


def _fits(text: str) -> list[int]:
    return [_fit(text, match.start()) for match in islice(_BEYOND_ASCII.finditer(text), _LOOKED_AT)]


_Rule = tuple[Callable[[str], bool], Callable[[str, str, str], bool], int, int]
# Which characters, what has to stand before and after one, and what that counts for where it does and where it does not.
_RULES: tuple[_Rule, ...] = (
    ("“‘„".__contains__, lambda before, _, after: not before.isalnum() and not after.isspace(), 2, -2),
    ("”".__eq__, lambda before, _, after: not before.isspace() and not after.isalnum(), 2, -2),
    ("’".__eq__, lambda before, _, after: before.isalnum() or before in ".,;:!?…”)]" or after.isalnum(), 2, -2),
    ("–—…\u00a0".__contains__, lambda before, it, after: it != "–" or not (before.islower() and after.islower()), 1, 0),
    (str.isupper, lambda b, _, after: b.isupper() or (b not in ".,!?" and not b.isalnum() and after.isalpha()), 1, -2),
    (str.islower, lambda b, _, after: b not in ".,!?" and not after.isupper() and (b.isalpha() or after.isalpha()), 1, -2),
    (bool, lambda before, it, after: it.isalpha() or not it.isprintable() or not (before.isalpha() and after.isalpha()), 0, -2),
)


def _fit(text: str, place: int) -> int:
    """Says how well a character fits what stands beside it; those of a wrong encoding stand in the midst of words."""
    character, before, after = text[place], text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    fits, right, wrong = next(rule[1:] for rule in _RULES if rule[0](character))
    return right if fits(before, character, after) else wrong
