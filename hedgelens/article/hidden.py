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
    """Says whether a hidden folder has a file in it, at any depth, that may hold an article; none is opened."""
    files = (PurePath(above, name) for above, _, names in os.walk(folder) for name in names)
    return any(not is_passed_over(file.relative_to(folder.parent), endings) for file in files)


def files_in(folder: Path, endings: Sequence[str]) -> list[Path]:
    """Lists the files right in a folder that end so, by name, and none in a folder that is not there or may not be entered."""
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in endings and not is_left_lying(path.name))


def said_of_hidden(where: Path, read: Sequence[PurePath], folders: Iterable[PurePath]) -> Iterator[str]:
    """Says which hidden files are read in a folder or an archive, and which hidden folders are not."""
    if read:
        whose, like = ("whose name begins", "is") if len(read) == 1 else ("whose names begin", "are")
        yield f"In '{where}', {counted(len(read), 'file')} {whose} with a full stop {like} read like the others: {named(read)}."
    if folders := list(folders):
        yield f"In '{where}', {said_of_folders(folders)}."


def said_of_folders(folders: Iterable[PurePath]) -> str:
    """Says which hidden folders are not read, as a sentence goes on; each once, in their order."""
    called = list(distinct(sorted(set(folders)), lambda folder: folder.name, lambda folder: folder.parent.parts).values())
    are = "is" if len(called) == 1 else "are"
    return f"{counted(len(called), 'hidden folder')} that may hold articles {are} not read: {first_of(called)}"


def _is_article(name: str, endings: Sequence[str]) -> bool:
    suffix = PurePath(name).suffix or f".{name.lstrip('.')}"  # ".txt" has no suffix, and was saved without a name
    return suffix.lower() in endings
