"""Names of the files of pages: made of ids, they lead out of no folder, and no two are the same on any system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_LONGEST_NAME = 160
"""Bytes of the id in the name of a page; systems take 255 for all of it."""


def page_names(ids: Iterable[str], *taken: str) -> Iterator[str]:
    """Yields for each id the file name of its page; names that are taken already are given without their ending."""
    used = set(map(_as_compared, taken))
    for id in ids:
        stem = re.sub(r"[^\w-]+", "-", id).strip("-").encode()[:_LONGEST_NAME].decode(errors="ignore") or "article"
        name, number = stem, 2
        while _as_compared(name) in used:
            name, number = f"{stem}-{number}", number + 1
        used.add(_as_compared(name))
        yield f"{name}.html"


def _as_compared(name: str) -> str:
    """Returns a file name as systems compare it that take large and small letters, or two ways to write a letter, as the same."""
    return unicodedata.normalize("NFKC", name).casefold()
