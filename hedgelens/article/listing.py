"""Lists the files of articles, also those in folders within folders; what is passed over is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from hedgelens.article.access import cannot_be_read
from hedgelens.article.formats import DOCUMENTS, ENDINGS, PAGES, SHEETS, SUFFIXES, ending, is_own, is_report, may_hold_articles
from hedgelens.article.hidden import beside_page, holds_articles, is_hidden, is_left_lying, is_passed_over, said_of_hidden
from hedgelens.article.naming import distinct, named, place_of, printable
from hedgelens.files.text import counted
from hedgelens.records import Problem

_NAMED = 3
"""So many files are named where there are many."""
_INDEX = "index.html"
"""The page of a report on many articles by which its folder is known."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read.

    Attributes:
        path: where it lies.
        id: the id of its article: the stem of its name, with as much of its path as tells it from the others.
        name: the same with the suffix, for what is said of the file; the whole path where that was given.
        is_given: whether it was named itself, and not found in a folder.
    """

    path: Path
    id: str
    name: str
    is_given: bool = True


@dataclass(frozen=True)
class Listing:
    """The files to read, those that cannot be, and what is passed over."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def list_files(
    paths: Iterable[str | Path], suffixes: Sequence[str] = SUFFIXES, passed_over: Callable[[Path], bool] = is_own
) -> Listing:
    """Lists the files of articles: files as given, those of the known kinds in folders and their sub-folders by their names.

    Files of other kinds and what HedgeLens wrote are passed over in folders, and noted.

    Args:
        paths: files and folders.
        suffixes: the endings of the files that are read, with their full stop.
        passed_over: says of a file in a folder whether HedgeLens wrote it.
    """
    found: list[Path] = []
    documents: list[Path] = []
    problems: list[Problem] = []
    notes: list[str] = []
    given, again = _once(map(Path, paths))
    for path in given:
        if not _is_folder(path):
            found.append(path)  # who reads it says what is wrong
            continue
        folder = _Folder.of(path, suffixes, passed_over)
        found += folder.articles
        documents += folder.documents
        notes += folder.notes(path, suffixes)
        problems += folder.problems(path, suffixes)
    found, twice = _once(found)
    ids = distinct([path for path in found if ending(path) in SUFFIXES], lambda path: path.stem)
    names = distinct([*found, *documents], lambda path: path.name) | {path: printable(str(path)) for path in given}
    problems += [Problem(names[path], _unread(path)) for path in documents]
    named_itself = set(given)
    files = tuple(File(path, ids.get(path, path.stem), names[path], path in named_itself) for path in found)
    return Listing(files, tuple(problems), (*again, *twice, *notes))


@dataclass
class _Folder:
    """What lies in a folder and in its sub-folders."""

    articles: list[Path] = field(default_factory=list)
    documents: list[Path] = field(default_factory=list)
    reports: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    hidden: list[Path] = field(default_factory=list)
    of_pages: list[Path] = field(default_factory=list)
    closed: list[Problem] = field(default_factory=list)
    deeper: int = 0

    @classmethod
    def of(cls, path: Path, suffixes: Sequence[str], passed_over: Callable[[Path], bool]) -> _Folder:
        """Looks into a folder and into all that lie in it, once each: a link may lead back to where it lies."""
        found, seen, waiting, endings = cls(), {place_of(path)}, [path], (*suffixes, *ENDINGS)
        while waiting:
            folder = waiting.pop()
            inside = found._inside(folder)
            files = [one for one in inside if not _is_folder(one) and not is_passed_over(PurePath(one.name), endings)]
            found._take(files, suffixes, passed_over, within=folder != path)
            for one in reversed(inside):
                if not _is_folder(one) or place_of(one) in seen:
                    continue
                seen.add(place_of(one))
                if _is_of_page(one):
                    found.of_pages += [one] if holds_articles(one, beside_page(endings, PAGES)) else []
                elif is_hidden(one.name):
                    found.hidden += [one] if holds_articles(one, endings) else []
                elif is_report(one / _INDEX):
                    found.reports.append(one)
                else:
                    waiting.append(one)
        return found

    def _inside(self, folder: Path) -> list[Path]:
        try:
            return sorted(one for one in folder.iterdir() if not is_left_lying(one.name))
        except OSError as error:
            self.closed.append(Problem(printable(str(folder)), str(cannot_be_read(folder, error))))
            return []

    def _take(self, files: Sequence[Path], suffixes: Sequence[str], passed_over: Callable[[Path], bool], *, within: bool) -> None:
        """Takes the files of a folder; pictures and the like are not spoken of where a sub-folder holds nothing else."""
        kinds = {file: ending(file) for file in files}
        read = (*suffixes, *DOCUMENTS, *(SHEETS if suffixes is SUFFIXES else ()))
        of_kind = [file for file in files if kinds[file] in read and may_hold_articles(file)]
        reports = [file for file in files if passed_over(file)]
        own, known = set(reports), {*of_kind, *reports}
        self.reports += reports
        self.articles += [file for file in of_kind if kinds[file] in suffixes and file not in own]
        self.documents += [file for file in of_kind if kinds[file] not in suffixes and file not in own]
        spoken_of = files if of_kind or not within else [file for file in files if kinds[file] in (*suffixes, *ENDINGS)]
        self.others += [file for file in spoken_of if file not in known]
        self.deeper += int(bool(of_kind) and within)

    def problems(self, path: Path, suffixes: Sequence[str]) -> Iterator[Problem]:
        """Says which folders may not be looked into, and that there is nothing to read, if there is not."""
        yield from self.closed
        if self.articles or self.documents or self.closed:
            return
        own = ", but for what HedgeLens wrote" if self.reports else ""
        yield Problem(str(path), f"The folder '{path}' holds no articles: no file in it ends in {' or '.join(suffixes)}{own}.")

    def notes(self, path: Path, suffixes: Sequence[str]) -> Iterator[str]:
        """Says how many sub-folders are read, and what is passed over."""
        if self.deeper:
            yield f"In '{path}', {counted(self.deeper, 'sub-folder')} {'is' if self.deeper == 1 else 'are'} read, too."
        if self.others:
            kinds = defaultdict(list)
            for other in self.others:
                kinds[other.suffix.lower()].append(other)
            listed = "; ".join(f"{len(of)} {kind or 'without an ending'} ({named(of)})" for kind, of in sorted(kinds.items()))
            what = f"{counted(len(self.others), 'file')} of other formats {_is_or_are(self.others)}"
            yield f"In '{path}', {what} not read (only {_listed(suffixes)} are): {listed}."
        yield from said_of_hidden(path, [one for one in self.articles if is_hidden(one.name)], self.hidden, self.of_pages)
        if self.reports:
            yield f"In '{path}', what HedgeLens wrote itself is passed over: {named(self.reports)}."


def _is_of_page(folder: Path) -> bool:
    """Says whether a folder holds the pictures and scripts of a page that was saved as 'complete' beside it."""
    page = folder.name.removesuffix("_files")
    return page != folder.name and any(folder.with_name(page + suffix).exists() for suffix in PAGES)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a link that leads round in a circle, a folder that may not be entered
        return False


def _unread(path: Path) -> str:
    how = (
        "Save it as an Excel workbook (.xlsx) or a .csv file."
        if path.suffix.lower() in SHEETS
        else "Save the article's text as a .txt file."
    )
    return f"'{path}' ends in '{path.suffix}', and only {_listed(SUFFIXES)} are read. {how}"


def _once(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """Leaves out a file that is there already, and says so."""
    first: dict[str, Path] = {}
    again: list[Path] = []
    notes = []
    for path in paths:
        there = first.setdefault(place_of(path), path)
        if there is not path:
            again.append(path)
            notes.append(
                f"'{path}' is named twice, and read once."
                if there == path
                else f"'{path}' is the same file as '{there}', and read once."
            )
    if len(again) > _NAMED:
        notes = [f"{len(again):,} files are named twice, and read once: {named(again)}."]
    return list(first.values()), notes


def _listed(suffixes: Sequence[str]) -> str:
    return f"{', '.join(suffixes[:-1])} and {suffixes[-1]}"


def _is_or_are(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"
