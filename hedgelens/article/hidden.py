"""What lies in folders and was written by nobody, and what is hidden there: an article is lost in neither without a word."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from hedgelens.article.naming import distinct, named
from hedgelens.files.text import counted, first_of

_OF_SYSTEMS = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
_OF_PROGRAMS = ("._", "~$", ".~", ".#", ".hedgelens-")
"""How the names begin of what macOS, word processors, editors and HedgeLens itself lay beside a file while they need it."""


def is_left_lying(name: str) -> bool:
    """Says whether a file or folder of this name is one that a system or a program keeps for itself."""
    return name.lower() in _OF_SYSTEMS or name.startswith(_OF_PROGRAMS)


def is_hidden(name: str) -> bool:
    """Says whether most systems do not show a file or folder of this name."""
    return name.startswith(".") and name not in (".", "..")


def is_passed_over(path: PurePath, endings: Sequence[str]) -> bool:
    """Says whether nobody misses a file: it is left lying, or hidden and of no kind that holds articles.

    Args:
        path: the file, with those folders above it that lie in the one that was given.
        endings: endings of files that hold articles, be they read or not.
    """
    return any(map(is_left_lying, path.parts)) or (any(map(is_hidden, path.parts)) and not _is_article(path.name, endings))


def hidden_above(path: PurePath) -> PurePath | None:
    """Returns the first hidden folder above a file, if there is one."""
    return next((folder for folder in reversed(path.parents) if is_hidden(folder.name)), None)


def holds_articles(folder: Path, endings: Sequence[str]) -> bool:
    """Says whether a folder that is not read has a file in it, at any depth, that may hold an article; none is opened."""
    files = (PurePath(above, name).relative_to(folder) for above, _, names in os.walk(folder) for name in names)
    return any(_is_article(file.name, endings) and not any(map(is_left_lying, file.parts)) for file in files)


def beside_page(endings: Iterable[str], pages: Iterable[str]) -> tuple[str, ...]:
    """Returns the endings of articles that browsers do not give the pictures, frames and data beside a page that they save."""
    return tuple(ending for ending in endings if ending not in (*pages, ".xml", ".json"))


def files_in(folder: Path, endings: Sequence[str]) -> list[Path]:
    """Lists the files right in a folder that end so, by name, and none in a folder that is not there or may not be entered."""
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in endings and not is_left_lying(path.name))


def said_of_hidden(
    where: Path, read: Sequence[PurePath], folders: Iterable[PurePath], pages: Iterable[PurePath]
) -> Iterator[str]:
    """Says which hidden files are read in a folder or an archive, and which folders are not.

    Args:
        where: the folder or the archive.
        read: the hidden files that are read.
        folders: hidden folders with files that may be articles.
        pages: folders with such files that lie beside saved pages.
    """
    if read:
        whose, like = ("whose name begins", "is") if len(read) == 1 else ("whose names begin", "are")
        yield f"In '{where}', {counted(len(read), 'file')} {whose} with a full stop {like} read like the others: {named(read)}."
    if folders := list(folders):
        yield f"In '{where}', {said_of_folders(folders)}."
    if pages := list(pages):
        yield f"In '{where}', {said_of_folders(pages, 'folder beside a saved page', 'folders beside saved pages')}."


def said_of_folders(folders: Iterable[PurePath], one: str = "hidden folder", several: str = "hidden folders") -> str:
    """Says which folders are not read, as a sentence goes on; each once, in their order."""
    called = list(distinct(sorted(set(folders)), lambda folder: folder.name, lambda folder: folder.parent.parts).values())
    what, are = (one, "is") if len(called) == 1 else (several, "are")
    return f"{len(called):,} {what} that may hold articles {are} not read: {first_of(called)}"


def _is_article(name: str, endings: Sequence[str]) -> bool:
    suffix = PurePath(name).suffix or (f".{name.lstrip('.')}" if is_hidden(name) else "")  # ".txt" was saved without a name
    return suffix.lower() in endings
