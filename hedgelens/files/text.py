"""Text to be shown: names cut to a length, numbers of things in words, and nothing in it that steers a terminal."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

LONGEST = 30
_COMPARED = 2_000
"""So many names are compared with one that none has."""

_STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters but tab and line break, separators of lines, and what turns the direction of writing."""
HALVES = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """Returns a text that can be written in UTF-8: half a character, which a cut text may end in, becomes U+FFFD."""
    return HALVES.sub("\ufffd", text)


def without_controls(text: str) -> str:
    """Returns a text with a blank for each control character and each turn of the direction of writing; tabs and breaks stay."""
    return _STEERS.sub(" ", encodable(text))


def printable(text: str) -> str:
    """Returns a text as a terminal may be given it: what an article or a file is called must not steer it."""
    return without_controls(text).replace("\t", " ").replace("\r", " ")


def one_line(text: str) -> str:
    """Returns a text as it may stand within a line on a terminal, all white space as single blanks."""
    return " ".join(printable(text).split())


def without_accents(text: str) -> str:
    """Returns a text as it is compared: letters without their accents, and forms of one letter as that letter."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def shortened(name: str, longest: int = LONGEST) -> str:
    """Cuts a long name so that its beginning and its end can be read."""
    name = " ".join(name.split())
    if len(name) <= longest:
        return name
    tail = longest // 3
    return f"{name[: longest - tail - 1].rstrip()}…{name[-tail:].lstrip()}"


def labels(names: Sequence[str], longest: int = LONGEST) -> list[str]:
    """Cuts names; those that would come out the same show the part in which they differ, or a number where they do not."""
    cut = [shortened(name, longest) for name in names]
    same = {label for label, times in Counter(cut).items() if times > 1}
    for label in same:
        places = [place for place, other in enumerate(cut) if other == label]
        common = _common([" ".join(names[place].split()) for place in places])
        for place in places:
            name = " ".join(names[place].split())
            start = name.rfind(" ", 0, common) + 1  # the word in which they differ
            piece = name[start : start + longest - 2].strip()
            cut[place] = f"{'…' if start else ''}{piece}{'…' if start + longest - 2 < len(name) else ''}"
    return [f"{label} ({cut[:place].count(label) + 1})" if cut.count(label) > 1 else label for place, label in enumerate(cut)]


def counted(number: int, noun: str) -> str:
    """Says how many things there are ("1 source", "1,200 sources")."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def first_of(names: Sequence[str], most: int = 3) -> str:
    """Names the first of some things, and says how many more there are ("a, b, c and 1,200 more")."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def did_you_mean(
    name: str, known: Iterable[str], *, most: int = 2, cutoff: float = 0.75, shown: Callable[[str], str] = str
) -> str:
    """Asks after the known names that are nearly a name that none has, with a blank before it; says nothing where none is.

    Args:
        name: what was given.
        known: the names that there are; the first thousands are compared, since more would take long.
        most: so many of them are named, the likest first.
        cutoff: how alike two names are at least, from 0 to 1; case does not count.
        shown: says how a known name is written in the question.
    """
    names = {one.casefold(): one for one in islice(known, _COMPARED)}
    alike = difflib.get_close_matches(name.casefold(), names, n=most, cutoff=cutoff)
    written = [f"'{shown(names[one])}'" for one in alike]
    return f" Did you mean {' or '.join(written)}?" if alike else ""


def _common(names: Sequence[str]) -> int:
    """Returns how many characters names have in common at their beginning."""
    return next((place for place, letters in enumerate(zip(*names, strict=False)) if len(set(letters)) > 1), min(map(len, names)))
