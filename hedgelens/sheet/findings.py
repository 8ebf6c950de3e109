"""What a coding sheet was changed in, and what in it cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hedgelens.records import HedgeLensError, ResultRow


@dataclass(frozen=True, slots=True)
class Change(ResultRow):
    """One cell in which a person corrected the analysis or left a note, or a new row.

    Attributes:
        article: name of the article.
        page: the page of the workbook.
        cell: the cell, as in ``C7``.
        row: id of the mark (``a3``), index of the sentence, or the id that a new mark was given.
        column: name of the column, ``new row`` for a whole one; ``note`` changes nothing in the analysis.
        before: the content of the cell as it was; empty for a new row.
        after: its content now, or the contents of a new row.
    """

    article: str
    page: str
    cell: str
    row: str
    column: str
    before: str
    after: str


class SheetError(HedgeLensError):
    """A coding sheet that cannot be read as it is; the message says what is wrong with each cell.

    Attributes:
        problems: one sentence per problem, each with page and cell.
    """

    def __init__(self, sheet: str, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        number = len(self.problems)
        what = "1 cell or page" if number == 1 else f"{number} cells or pages"
        head = f"The coding sheet '{sheet}' has {what} that cannot be read. Nothing was imported; correct these and try again:"
        super().__init__("\n  ".join([head, *self.problems]))


@dataclass
class Findings:
    """What is found while a sheet is read: changes, problems that stop it, and things to look at again."""

    changes: list[Change] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def problem(self, place: str, said: str) -> None:
        """Notes what is wrong with a cell or page."""
        self.problems.append(f"{place}: {said}.")

    def warning(self, place: str, said: str) -> None:
        """Notes what is to be looked at again."""
        self.warnings.append(f"{place}: {said}.")
