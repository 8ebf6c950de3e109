"""What a file holds: one article or many, problems with some of them, and what is to be said of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hedgelens.article.access import LARGEST
from hedgelens.records import Article, Problem


@dataclass(frozen=True, slots=True)
class Note:
    """What a user should know of a file that was read: what was taken for what, or passed over; a sentence.

    Attributes:
        sentence: the sentence.
        of_many: the same of several files, with ``{files}`` where their names are to stand, if it may be said once of all.
        name: the name of the file there.
    """

    sentence: str
    of_many: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class HoldsNone(Problem):
    """A file that can be read and is no article, such as a list of addresses; in a folder it is passed over."""


@dataclass(frozen=True, slots=True)
class NotEnglish(Problem):
    """An article that does not look like English, and was left out because that was asked for."""

    @classmethod
    def of(cls, article: Article) -> NotEnglish:
        """Says so of an article."""
        return cls(
            article.id,
            f"'{article.id}' does not look like English, and was left out. Without --only-english (in Python, "
            "only_english=False) it is analysed as if it were.",
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; columns that a table does not have are left out, except for the text.

    A name that is left unchanged stands for all usual names of such a column; an empty one says that there is no such column.
    """

    text: str = "text"
    id: str = "id"
    title: str = "title"
    outlet: str = "outlet"
    date: str = "date"
    author: str = "author"
    section: str = "section"
    page: str = "page"
    url: str = "url"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of files that hold many articles; what holds more was made to fill a disk, or by mistake.

    Attributes:
        file: bytes of a file that is no table and no archive, alone or in an archive; more than by default are never read.
        unpacked: bytes that all files of an archive hold, and a workbook.
        members: files in an archive.
        rows: rows of a table.
    """

    file: int = LARGEST
    unpacked: int = 2_000_000_000
    members: int = 100_000
    rows: int = 5_000_000


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are to be read that hold many articles.

    Attributes:
        columns: for tables, which column holds what; ``None`` has usual names looked for.
        limits: how much is read at most.
        duplicates: what becomes of articles that repeat an earlier one: "report", "leave-out", or "keep": not looked for.
        fields: what the names of the folders right above a file say of its article, that of the nearest last.
        only_english: whether articles that do not look like English are left out, each of them a problem.
    """

    columns: Columns | None = field(default=None)
    limits: Limits = field(default=Limits())
    fields: tuple[str, ...] = ()
    duplicates: str = "report"
    only_english: bool = False


Held = Article | Problem | Note
"""What comes out of a file, in the order in which it stands there."""

HoldsMany = Callable[[Path, str, ReadingOptions], Iterator[Held]]
"""Yields what a file holds, one after the other, so that no more than one need be in memory; the text is the id of the file."""
