"""Reads the articles of many files and folders: one that cannot be read stops no other, and what is left out is said."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hedgelens.article.access import cannot_be_read
from hedgelens.article.formats import DOCUMENTS, PAGES, SUFFIXES, is_report, may_hold_articles, read_each
from hedgelens.article.holding import Held, Note, ReadingOptions
from hedgelens.files.text import counted
from hedgelens.records import Article, HedgeLensError, Problem

_NAMED = 3
"""So many files or sub-folders are named where there are many."""

# Control characters and line ends that a file name may hold, and bytes of it that are no UTF-8 (as lone surrogates).
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        articles: the articles, in the order of the input; no two have the same id.
        problems: those that could not be read, each with the reason.
        extra: for the id of an article what the further columns of its row hold.
        notes: what was passed over on purpose, a sentence each: sub-folders, formats that are not read, HedgeLens' own reports.
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()
    extra: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file to read.

    Attributes:
        path: where it lies.
        id: the id of its article: the stem of its name, with as much of its path as tells it from the others.
        name: the same with the suffix, for what is said of the file; the whole path where that was given.
    """

    path: Path
    id: str
    name: str


@dataclass(frozen=True)
class Listing:
    """The files to read, those that cannot be, and what is passed over."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def read_files(paths: Iterable[str | Path], options: ReadingOptions | None = None) -> Reading:
    """Reads the articles of files and folders, in the order of :func:`list_files`; nothing is raised for one that is broken."""
    listing = list_files(paths)
    results = [result for _, result in read_listed(listing, options)]
    articles = tuple(result for result in results if isinstance(result, Article))
    problems = tuple(result for result in results if isinstance(result, Problem))
    notes = tuple(result.sentence for result in results if isinstance(result, Note))
    return Reading(articles, (*problems, *listing.problems), notes=(*notes, *listing.notes))


def read_listed(listing: Listing, options: ReadingOptions | None = None) -> Iterator[tuple[File, Held]]:
    """Reads files one after the other, and yields what each holds: its article or articles, problems and notes."""
    for file in listing.files:
        for held in read_each(file.path, id=file.id, name=file.name, options=options):
            yield file, held


def read_articles(paths: Iterable[str | Path]) -> tuple[Article, ...]:
    """Reads the articles of files and folders that can be read.

    Raises:
        HedgeLensError: there are paths, and nothing in them can be read.
    """
    reading = read_files(paths)
    if reading.problems and not reading.articles:
        raise HedgeLensError(reading.problems[0].reason)
    return reading.articles


def list_files(paths: Iterable[str | Path], suffixes: Sequence[str] = SUFFIXES) -> Listing:
    """Lists the files of articles: files as given, those of the known kinds in folders in alphabetical order.

    Sub-folders, files of other kinds and reports that HedgeLens wrote are passed over in folders, and noted.

    Args:
        paths: files and folders.
        suffixes: the endings of the files that are read, with their full stop.
    """
    found: list[Path] = []
    documents: list[Path] = []
    problems: list[Problem] = []
    notes: list[str] = []
    given, again = _once(map(Path, paths))
    places = set(map(_place, given))
    for path in given:
        if not _is_folder(path):
            found.append(path)  # who reads it says what is wrong
            continue
        try:
            folder = _Folder.of(path, suffixes)
        except OSError as error:
            problems.append(Problem(str(path), str(cannot_be_read(path, error))))
            continue
        found += folder.articles
        documents += folder.documents
        notes += folder.notes(path, suffixes, places)
        problems += folder.problems(path)
    found, twice = _once(found)
    ids = _distinct([path for path in found if path.suffix.lower() in SUFFIXES], lambda path: path.stem)
    names = _distinct([*found, *documents], lambda path: path.name) | {path: _printable(str(path)) for path in given}
    problems += [Problem(names[path], _unread(path)) for path in documents]
    files = tuple(File(path, ids.get(path, path.stem), names[path]) for path in found)
    return Listing(files, tuple(problems), (*again, *twice, *notes))


@dataclass
class _Folder:
    """What lies in a folder."""

    articles: list[Path] = field(default_factory=list)
    documents: list[Path] = field(default_factory=list)
    reports: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path, suffixes: Sequence[str]) -> _Folder:
        """Looks into a folder.

        Raises:
            OSError: it may not be looked into.
        """
        found = cls()
        for inside in sorted(path.iterdir()):
            suffix = inside.suffix.lower()
            if inside.name.startswith((".", "~$")):  # what systems and word processors leave lying about
                continue
            if _is_folder(inside):
                found.folders.append(inside)
            elif is_report(inside):
                found.reports.append(inside)
            elif suffix in suffixes and may_hold_articles(inside):
                found.articles.append(inside)
            else:
                (found.documents if suffix in DOCUMENTS else found.others).append(inside)
        return found

    def problems(self, path: Path) -> list[Problem]:
        """Says that there is nothing to read, if there is not."""
        if self.articles or self.documents:
            return []
        own = ", but for reports that HedgeLens wrote" if self.reports else ""
        return [Problem(str(path), f"The folder '{path}' holds no articles: no file in it ends in {' or '.join(SUFFIXES)}{own}.")]

    def notes(self, path: Path, suffixes: Sequence[str], places: Container[str]) -> list[str]:
        """Says what is passed over; sub-folders that lie in one of the places are read."""
        said = []
        if folders := [inside for inside in self.folders if _place(inside) not in places and _may_hold(inside, suffixes)]:
            what = f"{counted(len(folders), 'sub-folder')} {_is_or_are(folders)}"
            said.append(f"In '{path}', {what} not read: {_named(folders)}. Name it, too, to have its articles.")
        if self.others:
            kinds = defaultdict(list)
            for other in self.others:
                kinds[other.suffix.lower()].append(other)
            listed = "; ".join(f"{len(of)} {kind or 'without an ending'} ({_named(of)})" for kind, of in sorted(kinds.items()))
            what = f"{counted(len(self.others), 'file')} of other formats {_is_or_are(self.others)}"
            said.append(f"In '{path}', {what} not read (only {_listed(suffixes)} are): {listed}.")
        if self.reports:
            what = f"{counted(len(self.reports), 'report')} that HedgeLens wrote {_is_or_are(self.reports)}"
            said.append(f"In '{path}', {what} passed over: {_named(self.reports)}.")
        return said


def _may_hold(folder: Path, suffixes: Sequence[str]) -> bool:
    """Says whether there may be articles in a sub-folder: not beside a page saved as 'complete', or with pictures alone in it."""
    page = folder.name.removesuffix("_files")
    if page != folder.name and any(folder.with_name(page + suffix).exists() for suffix in PAGES):
        return False
    try:
        inside = _Folder.of(folder, suffixes)
    except OSError:
        return True
    return bool(inside.articles or inside.documents or inside.folders)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a link that leads round in a circle, a folder that may not be entered
        return False


def _unread(path: Path) -> str:
    return f"'{path}' ends in '{path.suffix}', and only {_listed(SUFFIXES)} are read. Save the article's text as a .txt file."


def _once(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """Leaves out a file that is there already, and says so."""
    first: dict[str, Path] = {}
    notes = []
    for path in paths:
        there = first.setdefault(_place(path), path)
        if there is not path:
            notes.append(
                f"'{path}' is named twice, and read once."
                if there == path
                else f"'{path}' is the same file as '{there}', and read once."
            )
    return list(first.values()), notes


def _place(path: Path) -> str:
    """Says where a file really lies, whatever links lead there."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # who reads it says what is wrong
        return str(path)


def _distinct(paths: Iterable[Path], of: Callable[[Path], str]) -> dict[Path, str]:
    """Names files by their stems or names, with as few of the folders above them as tell them apart.

    Files of one stem that lie in one folder are told apart by their suffixes.
    """
    above = {path: Path(_place(path.parent)).parts[1:] for path in paths}
    ends = {path: of(path) for path in above}
    depth = dict.fromkeys(above, 0)
    while True:
        named = {path: _printable("/".join((*parts[len(parts) - depth[path] :], ends[path]))) for path, parts in above.items()}
        same: dict[str, list[Path]] = defaultdict(list)
        for path, name in named.items():
            same[name].append(path)
        if len(same) == len(named):
            return named
        for group in same.values():
            if len(group) > 1:
                _tell_apart(group, above, ends, depth)


def _tell_apart(
    group: Sequence[Path], above: Mapping[Path, Sequence[str]], ends: dict[Path, str], depth: dict[Path, int]
) -> None:
    """Changes the ends of names that are one, or takes a folder more of their paths."""
    folders = Counter(path.parent for path in group)
    beside = {path for path in group if folders[path.parent] > 1 and ends[path] != path.name}
    alone = [path for path in group if folders[path.parent] == 1 or not beside]
    deeper = [path for path in alone if depth[path] < len(above[path])]
    ends.update({path: path.name for path in beside})
    depth.update({path: depth[path] + 1 for path in deeper})
    if not beside and not deeper:  # one place by two ways
        ends.update({path: f"{ends[path]} ({number})" for number, path in enumerate(group, start=1)})


def _printable(name: str) -> str:
    """Writes what cannot be printed in a file's name as an escape, so that two names stay two."""
    return _UNPRINTABLE.sub(lambda match: _escape(ord(match.group())), name)


def _escape(code: int) -> str:
    byte = code - 0xDC00 if 0xDC80 <= code <= 0xDCFF else code  # as Python reads a byte that is no UTF-8
    return f"\\x{byte:02x}" if byte <= 0xFF else f"\\u{byte:04x}"


def _named(paths: Sequence[Path]) -> str:
    named = ", ".join(_printable(path.name) for path in paths[:_NAMED])
    return f"{named} and {len(paths) - _NAMED} more" if len(paths) > _NAMED else named


def _listed(suffixes: Sequence[str]) -> str:
    return f"{', '.join(suffixes[:-1])} and {suffixes[-1]}"


def _is_or_are(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"
