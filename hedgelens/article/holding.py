"""What a file holds: one article or many, problems with some of them, and what is to be said of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hedgelens.records import Article, Problem


@dataclass(frozen=True, slots=True)
class Note:
    """What a user should know of a file that was read: what was taken for what, or passed over; a sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; those that a table does not have are left out, but for the text."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    outlet: str = "outlet"
    date: str = "date"
    author: str = "author"


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are to be read that hold many articles.

    Attributes:
        columns: for tables, which column holds what; ``None`` has usual names looked for.
    """

    columns: Columns | None = field(default=None)


Held = Article | Problem | Note
"""What comes out of a file, in the order in which it stands there."""

HoldsMany = Callable[[Path, str, ReadingOptions], Iterator[Held]]
"""Yields what a file holds, one after the other, so that no more than one need be in memory; the text is the id of the file."""
