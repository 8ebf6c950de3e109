"""Reads the articles in an archive (``.zip``) as those of a folder; each file of it lies on the disk only while it is read.

An archive may be made to fill the disk, or to write where it should not: its names lead nowhere, links in it are not followed,
and what is unpacked is counted as it comes, whatever the archive says of itself.
"""

from __future__ import annotations

import stat
import tempfile
import zipfile
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import Protocol

from hedgelens.article.access import larger_than
from hedgelens.article.hidden import beside_page, hidden_above, is_hidden, is_passed_over, said_of_hidden
from hedgelens.article.holding import Held, HoldsNone, Limits, Note, ReadingOptions
from hedgelens.article.naming import distinct, named, printable
from hedgelens.files.text import counted
from hedgelens.records import HedgeLensError, Problem

ENDING = ".zip"
_BLOCK = 1 << 20
_MOST_PACKED, _SMALL = 200, 10_000_000
"""How many times smaller a large file is packed at most: texts reach 10, what is made to fill the disk 1,000."""
_DEEPEST = 1
"""So many archives one within the other are opened."""


class Read(Protocol):
    """Reads a file, as :func:`hedgelens.article.formats.read_each` does."""

    def __call__(self, path: Path, *, id: str, name: str, options: ReadingOptions, folders: Sequence[str]) -> Iterator[Held]:
        """Yields what it holds; the folders are those above it."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """What is to be done with the files of an archive.

    Attributes:
        read: reads one.
        suffixes: endings of those that are read.
        documents: endings of those that hold an article, most likely, and cannot be read.
        endings: endings of all files that may hold articles, read or not.
        pages: endings of saved pages, beside which their pictures lie.
        tables: endings of those that may hold any number of articles.
        is_own: says whether HedgeLens made one.
    """

    read: Read
    suffixes: Sequence[str]
    documents: Sequence[str]
    endings: Sequence[str]
    pages: Sequence[str]
    tables: Sequence[str]
    is_own: Callable[[Path], bool]


@dataclass
class _Work:
    """What has been done with an archive and with those in it."""

    kinds: Kinds
    options: ReadingOptions
    unpacked: int = 0
    others: list[PurePosixPath] = field(default_factory=list)
    own: list[PurePosixPath] = field(default_factory=list)
    hidden_files: list[PurePosixPath] = field(default_factory=list)
    hidden_folders: list[PurePath] = field(default_factory=list)
    of_pages: list[PurePath] = field(default_factory=list)


class _FullError(HedgeLensError):
    """An archive unpacks to more than is read."""


def read_packed(kinds: Kinds, path: Path, id: str, options: ReadingOptions, folders: Sequence[str]) -> Iterator[Held]:
    """Yields the articles of an archive.

    Args:
        kinds: what is to be done with its files.
        path: the archive.
        id: what it is called.
        options: how files are read.
        folders: the names of those above it; its own name counts as one.

    Raises:
        HedgeLensError: it cannot be opened.
    """
    work = _Work(kinds, options)
    try:
        yield from _members(work, path, path.name, (*folders, path.stem), 0)
    except _FullError as full:
        yield Problem(id, str(full))
    if work.others:
        listed = ", ".join(kinds.suffixes)
        what = f"{counted(len(work.others), 'file')} of other formats {'is' if len(work.others) == 1 else 'are'}"
        yield Note(f"In '{path}', {what} not read (only {listed} are): {named(work.others)}.")
    yield from map(Note, said_of_hidden(path, work.hidden_files, work.hidden_folders, work.of_pages))
    if work.own:
        yield Note(f"In '{path}', what HedgeLens wrote itself is passed over: {named(work.own)}.")


def _members(work: _Work, path: Path, called: str, folders: Sequence[str], depth: int) -> Iterator[Held]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _each(work, archive, called, folders, depth)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise HedgeLensError(
            f"The archive '{called}' cannot be opened ({type(error).__name__}): it is damaged, or something else. "
            "Unpack it by hand, and give the folder."
        ) from error


def _each(work: _Work, archive: zipfile.ZipFile, called: str, folders: Sequence[str], depth: int) -> Iterator[Held]:
    parts = list(_shown(work, archive))
    if len(parts) > work.options.limits.members:
        raise HedgeLensError(
            f"The archive '{called}' holds {len(parts):,} files, and up to {work.options.limits.members:,} are read."
        )
    parts = list(_without_pictures(work, parts))
    paths = {part.filename: _path(part) for part in sorted(parts, key=lambda part: part.filename)}
    ids = distinct(paths.values(), lambda one: one.stem, lambda one: one.parts[:-1])
    seen: set[str] = set()
    for part in sorted(parts, key=lambda part: part.filename):
        member = paths[part.filename]
        name = f"{called}/{printable(part.filename)}"
        if problem := _wrong_with(part, member, seen, work.kinds):
            yield Problem(name, f"'{name}' {problem}.")
        elif member.suffix.lower() not in (*work.kinds.suffixes, ENDING):
            work.others.append(member)
        elif member.suffix.lower() == ENDING and depth == _DEEPEST:
            yield Problem(
                name, f"'{name}' is an archive within an archive within an archive, and was not opened. Unpack it by hand."
            )
        else:
            work.hidden_files += [member] if is_hidden(member.name) else []
            yield from _unpacked(work, archive, part, name, ids[member], (*folders, *member.parts[:-1]), depth)
        seen.add(part.filename)


def _shown(work: _Work, archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Yields the files of an archive that somebody wrote and that are in no hidden folder."""
    for part in archive.infolist():
        member = _path(part)
        if part.is_dir() or is_passed_over(member, work.kinds.endings):
            continue
        if folder := hidden_above(member):
            work.hidden_folders.append(folder)
        else:
            yield part


def _without_pictures(work: _Work, parts: Sequence[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    """Yields those files that lie in no folder beside a saved page."""
    pages = {page.with_suffix("") for page in map(_path, parts) if page.suffix.lower() in work.kinds.pages}
    endings = beside_page(work.kinds.endings, work.kinds.pages)
    for part in parts:
        folder = next((folder for folder in _path(part).parents if _of_page(folder, pages)), None)
        if folder is None:
            yield part
        elif _path(part).suffix.lower() in endings:
            work.of_pages.append(folder)


def _unpacked(
    work: _Work, archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, id: str, folders: Sequence[str], depth: int
) -> Iterator[Held]:
    """Unpacks a file for as long as it is read; what is said of it calls it by its name in the archive."""
    member = PurePosixPath(part.filename)
    with tempfile.TemporaryDirectory(prefix="hedgelens-") as folder:
        path = Path(folder) / f"article{member.suffix.lower()}"
        try:
            _unpack(work, archive, part, path, name)
        except _FullError:
            raise
        except HedgeLensError as error:
            yield Problem(name, str(error))
            return
        except Exception as error:  # whatever the library stumbles over
            yield Problem(name, f"'{name}' is damaged and cannot be unpacked ({type(error).__name__}).")
            return
        if work.kinds.is_own(path):
            work.own.append(member)
            return
        if member.suffix.lower() == ENDING:
            try:
                yield from _members(work, path, name, (*folders, member.stem), depth + 1)
            except HedgeLensError as error:
                if isinstance(error, _FullError):
                    raise
                yield Problem(name, str(error))
            return
        for held in work.kinds.read(path, id=id, name=name, options=work.options, folders=folders):
            yield _renamed(held, path, name)


def _unpack(work: _Work, archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path, name: str) -> None:
    limits: Limits = work.options.limits
    is_one = path.suffix not in (*work.kinds.tables, ENDING)
    size = 0
    with archive.open(part) as packed, path.open("wb") as file:
        while block := packed.read(_BLOCK):
            size += len(block)
            work.unpacked += len(block)
            if size > max(_SMALL, _MOST_PACKED * part.compress_size):
                raise HedgeLensError(
                    f"'{name}' unpacks to more than {_MOST_PACKED} times its size, which no text does, and was not read."
                )
            if is_one and size > limits.file:
                raise HedgeLensError(larger_than(name, limits.file))
            if work.unpacked > limits.unpacked:
                raise _FullError(
                    f"From '{name}' on nothing was read: the archive unpacks to more than {limits.unpacked / 1e6:,.0f} MB. "
                    "Unpack it by hand and give the folder, or raise the limit with --largest MB."
                )
            file.write(block)


def _wrong_with(part: zipfile.ZipInfo, member: PurePosixPath, seen: set[str], kinds: Kinds) -> str | None:
    """Says why a file of an archive is not unpacked, as the sentence goes on after its name."""
    mode = part.external_attr >> 16
    if ".." in member.parts or member.is_absolute() or "\\" in part.filename or ":" in member.parts[0]:
        return "has a name that leads out of the archive, and was not read"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is a link or a device, and was not read"
    if part.flag_bits & 0x1:
        return "is protected by a password. Unpack the archive by hand, and give the folder"
    if part.filename in seen:
        return "is in the archive twice; the first was read"
    if member.suffix.lower() in kinds.documents:
        return f"ends in '{member.suffix}', which cannot be read. Save the article's text as a .txt file"
    return None


def _path(part: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(part.filename)


def _of_page(folder: PurePosixPath, pages: Container[PurePosixPath]) -> bool:
    """Says whether a folder holds the pictures and scripts of a page that was saved as 'complete' beside it."""
    return folder.name.endswith("_files") and folder.with_name(folder.name.removesuffix("_files") or "_") in pages


def _renamed(held: Held, path: Path, name: str) -> Held:
    """Has what is said of an unpacked file call it by its name in the archive."""

    def said(sentence: str) -> str:
        return sentence.replace(str(path), name).replace(f"'{path.name}'", f"'{name}'")

    if isinstance(held, HoldsNone):
        return Note(f"{name} was passed over: {said(held.reason)}")
    if isinstance(held, Problem):
        return replace(held, reason=said(held.reason))
    if isinstance(held, Note):
        return replace(held, sentence=said(held.sentence), name=said(held.name))
    return replace(held, warnings=tuple(map(said, held.warnings))) if held.warnings else held
