"""Whether the text in a file is that of the article, and where in the article what the file counts stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Sequence
from itertools import accumulate

from hedgelens.files.text import shortened
from hedgelens.records import HedgeLensError, Span, Spans

REPLACED = "\ufffd"
"""What stands in a file for a character that its format cannot hold."""

_LINE_END = re.compile(r"\r\n?|\n")
_SHOWN = 40


class Utf16:
    """Offsets in units of UTF-16, as Java and JavaScript count, and in characters."""

    def __init__(self, text: str) -> None:
        """Counts through a text."""
        self._units = [0, *accumulate(2 if ord(character) > 0xFFFF else 1 for character in text)]

    def units(self, offset: int) -> int:
        """Returns the units before a character."""
        return self._units[offset]

    def characters(self, units: int) -> int:
        """Returns the characters before a unit; beyond the end, and within a character, one that cannot be.

        What is beyond the text stays beyond it, so that it is found when spans are checked.
        """
        if units > self._units[-1]:
            return len(self._units)
        place = bisect_left(self._units, units)
        return place if self._units[place] == units else place - 1


def placing(found: str, text: str, name: str) -> Callable[[int], int]:
    """Returns what turns offsets into the text of a file into those into the article.

    The file may have other ends of lines, and a sign in place of characters that its format cannot hold.

    Args:
        found: the text in the file.
        text: that of the article.
        name: the file, for messages.

    Raises:
        HedgeLensError: it is another text.
    """
    if found == text or _stands_for(found, text):
        return lambda offset: offset
    there, here = _LINE_END.sub("\n", found), _LINE_END.sub("\n", text)
    if not _stands_for(there, here):
        at = next(
            (n for n, (one, other) in enumerate(zip(there, here, strict=False)) if one != other), min(len(there), len(here))
        )
        raise HedgeLensError(
            f"'{name}' annotates a different text from that of the article: they differ at character {at:,} "
            f"('{_around(there, at)}' and '{_around(here, at)}')."
        )
    to_plain, from_plain = plain_offsets(found), plain_offsets(text)

    def place(offset: int) -> int:
        if not 0 <= offset < len(to_plain):
            return len(text) + 1
        return bisect_right(from_plain, to_plain[offset]) - 1

    return place


def check_quoted(quoted: Iterable[tuple[Span, str]], text: str, name: str) -> None:
    """Checks that the words that a file says it marks stand where it marks them.

    Raises:
        HedgeLensError: they do not.
    """
    for (start, end), words in quoted:
        there = text[start:end]
        if " ".join(there.split()) != " ".join(words.split()) and not _stands_for(words, there):
            raise HedgeLensError(
                f"'{name}' marks '{shortened(words, _SHOWN)}' at characters {start:,} to {end:,}, and in the article "
                f"'{shortened(there, _SHOWN)}' stands there. The file annotates a different text, or its offsets were changed."
            )


def check_spans(spans: Spans, length: int, what: str, name: str) -> None:
    """Checks that stretches lie in a text.

    Raises:
        HedgeLensError: one does not.
    """
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise HedgeLensError(
                f"'{name}', {what}: characters {start:,} to {end:,} are not within the text, which has {length:,} characters. "
                "It annotates another text, or it was damaged."
            )


def joined(pieces: Iterable[Span]) -> Spans:
    """Returns pieces in order, those that overlap made one."""
    result: list[Span] = []
    for start, end in sorted(pieces):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)


def closed(spans: Spans, gaps: Container[Span], text: str) -> Spans:
    """Returns pieces, those made one between which there is nothing but the ends of lines at which a file had to part them."""
    result: list[Span] = []
    for start, end in spans:
        gap = (result[-1][1], start) if result else (0, 0)
        if result and gap in gaps and not text[slice(*gap)].strip("\r\n"):
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return tuple(result)


def _stands_for(found: str, text: str) -> bool:
    same = len(found) == len(text)
    return same and (found == text or all(a in (b, REPLACED) for a, b in zip(found, text, strict=True)))


def plain_offsets(text: str) -> Sequence[int]:
    """Returns for each offset the one where each end of a line is one character."""
    shorter = {match.end() - 1 for match in _LINE_END.finditer(text) if len(match[0]) > 1}
    return [0, *accumulate(0 if place in shorter else 1 for place in range(len(text)))]


def _around(text: str, at: int) -> str:
    return shortened(text[at : at + _SHOWN], _SHOWN)
