"""What files and articles are called: by as little as tells each from the others, and so that it can be printed."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path, PurePath
from typing import TypeVar

from hedgelens.article.holding import Note
from hedgelens.files.text import counted, first_of
from hedgelens.records import Article

# Control characters and line ends that a file name may hold, and bytes of it that are no UTF-8 (as lone surrogates).
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

P = TypeVar("P", bound=PurePath)


class Distinct:
    """Sees to it that no two articles have the same id, as those of several tables may."""

    def __init__(self) -> None:
        """Begins with no article."""
        self._taken: set[str] = set()
        self._renamed: list[str] = []

    def of(self, article: Article, file: str) -> Article:
        """Returns an article with an id that none before it has; the id of its file is put before it, or a number behind it."""
        id = free_id(article.id, file, self._taken)
        if id != article.id:
            self._renamed.append(id)
        self._taken.add(id)
        return article if id == article.id else replace(article, id=id)

    def notes(self) -> list[Note]:
        """Says which ids were changed."""
        if not self._renamed:
            return []
        number = len(self._renamed)
        has = "has an id that another one has; it is" if number == 1 else "have ids that others have; they are"
        ids = [f"'{id}'" for id in self._renamed]
        return [Note(f"{counted(number, 'article')} {has} called {first_of(ids)}.")]


def free_id(id: str, file: str, taken: Container[str]) -> str:
    """Returns an id, with that of its file before it or a number behind it where it is taken."""
    if id not in taken:
        return id
    numbered = (f"{id} ({number})" for number in count(2))
    return next(name for name in chain((f"{file}/{id}",), numbered) if name not in taken)


def place_of(path: Path) -> str:
    """Says where a file really lies, whatever links lead there."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # who reads it says what is wrong
        return str(path)


def folders_above(path: PurePath) -> tuple[str, ...]:
    """Returns the names of the folders in which a file really lies."""
    return Path(place_of(Path(path).parent)).parts[1:]


def distinct(paths: Iterable[P], of: Callable[[P], str], folders: Callable[[P], Sequence[str]] = folders_above) -> dict[P, str]:
    """Names files by their stems or names, with as few of the folders above them as tell them apart.

    Files of one stem that lie in one folder are told apart by their suffixes.
    """
    above = {path: folders(path) for path in paths}
    ends = {path: of(path) for path in above}
    depth = dict.fromkeys(above, 0)
    while True:
        named = {path: printable("/".join((*parts[len(parts) - depth[path] :], ends[path]))) for path, parts in above.items()}
        same: dict[str, list[P]] = defaultdict(list)
        for path, name in named.items():
            same[name].append(path)
        if len(same) == len(named):
            return named
        for group in same.values():
            if len(group) > 1:
                _tell_apart(group, above, ends, depth)


def _tell_apart(group: Sequence[P], above: Mapping[P, Sequence[str]], ends: dict[P, str], depth: dict[P, int]) -> None:
    """Changes the ends of names that are one, or takes a folder more of their paths."""
    folders = Counter(path.parent for path in group)
    beside = {path for path in group if folders[path.parent] > 1 and ends[path] != path.name}
    alone = [path for path in group if folders[path.parent] == 1 or not beside]
    deeper = [path for path in alone if depth[path] < len(above[path])]
    ends.update({path: path.name for path in beside})
    depth.update({path: depth[path] + 1 for path in deeper})
    if not beside and not deeper:  # one place by two ways
        ends.update({path: f"{ends[path]} ({number})" for number, path in enumerate(group, start=1)})


def printable(name: str) -> str:
    """Writes what cannot be printed in a file's name as an escape, so that two names stay two."""
    return _UNPRINTABLE.sub(lambda match: _escape(ord(match.group())), name)


def _escape(code: int) -> str:
    byte = code - 0xDC00 if 0xDC80 <= code <= 0xDCFF else code  # as Python reads a byte that is no UTF-8
    return f"\\x{byte:02x}" if byte <= 0xFF else f"\\u{byte:04x}"


def named(paths: Sequence[PurePath]) -> str:
    """Names the first of some files, and says how many more there are."""
    return first_of([printable(path.name) for path in paths])
