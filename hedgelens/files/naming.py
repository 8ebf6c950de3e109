"""Names of files that are made of ids or come from elsewhere: systems take them all, and no two of ids are the same on any."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_LONGEST = 160
"""Bytes of the id in a name; systems take 255 for all of it."""
_LONGEST_ENDING = 20
_TAKEN_SIGNS = frozenset('<>:"/\\|?*')
_TAKEN_BY_WINDOWS = re.compile(r"(?i)\A(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)")


def distinct_names(stems: Iterable[str], ending: str, taken: Iterable[str] = ()) -> Iterator[str]:
    """Yields for each stem the name of a file; the second of two that would be the same has a number.

    Args:
        stems: what the files are to be called after, without anything that would lead into another folder.
        ending: the ending of all of them.
        taken: stems that are taken already.
    """
    used = set(map(_as_compared, taken))
    for given in stems:
        stem = _usable(given) or "article"
        name, number = stem, 2
        while _as_compared(name) in used:
            name, number = f"{stem}-{number}", number + 1
        used.add(_as_compared(name))
        yield f"{name}{ending}"


def usable_name(given: str) -> str:
    """Returns the name of a file or folder as systems take it, cut before its ending; empty where nothing of it is left."""
    name = "".join(c for c in given if c.isprintable() and c not in _TAKEN_SIGNS).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode(errors="replace")) > _LONGEST_ENDING:
        return _usable(name)
    return f"{_usable(stem)}{dot}{ending}"


def _usable(stem: str) -> str:
    cut = stem.encode(errors="replace")[:_LONGEST].decode(errors="ignore")
    return _TAKEN_BY_WINDOWS.sub(r"\g<0>-", cut).rstrip(". ")


def _as_compared(name: str) -> str:
    """Returns a file name as systems compare it that take large and small letters, or two ways to write a letter, as the same."""
    return unicodedata.normalize("NFKC", name).casefold()
