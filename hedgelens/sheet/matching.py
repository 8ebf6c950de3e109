"""Which rows of a page are of which mark, and in which cells they differ from what the sheet was made with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hedgelens.faces import Analysis
from hedgelens.records import AUTHOR
from hedgelens.sheet.cells import Row, alike, normal, short
from hedgelens.sheet.findings import Change, Findings
from hedgelens.sheet.pages import DELETE, SENTENCES, SOURCES, Page, rows

NEW_ROW = "new row"
_NOTE = "note"
_FIXED = frozenset([AUTHOR, "unknown"])
_YES = frozenset([DELETE, "x", "yes"])


@dataclass(frozen=True, slots=True)
class Edited:
    """A mark's row: the columns that a person changed, each with its new content."""

    key: str
    row: Row
    changed: dict[str, str]
    deleted: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of a page: those of marks that the sheet was made with, and those of new ones."""

    edited: list[Edited]
    added: list[Row]

    def numbered(self, prefix: str, taken: Iterable[str]) -> list[tuple[str, Row]]:
        """Returns the rows of new marks with ids for them, after the highest one there is."""
        numbers = [int(id.removeprefix(prefix)) for id in taken if re.fullmatch(rf"{prefix}\d+", id)]
        return [(f"{prefix}{number}", row) for number, row in enumerate(self.added, start=max(numbers, default=0) + 1)]


def match(page: Page, analysis: Analysis, found: Iterable[Row], findings: Findings) -> Matched:
    """Compares the rows of an article on a page with what stood there when the sheet was made."""
    before = {row[page.key]: row for row in rows(analysis, page)}
    edited: list[Edited] = []
    added: list[Row] = []
    seen: dict[str, Row] = {}
    for row in found:
        key = row[page.key]
        if page is SOURCES and key in _FIXED:
            continue
        if not key and page is not SENTENCES:
            added.append(row)
        elif key not in before:
            new = "" if page is SENTENCES else ". Leave the cell blank for a new mark"
            row.problem(page.key, f"there is no {page.key} '{key}' in '{analysis.article.id}'{new}")
        elif key in seen:
            row.problem(page.key, f"'{key}' is also in row {seen[key].number}. Keep only one of them")
        else:
            seen[key] = row
            edited.append(_edited(page, analysis, row, before[key]))
    for key in before.keys() - seen.keys():
        how = "" if page is SENTENCES else f". To remove a mark, keep its row and write '{DELETE}' in it"
        missing = f"the row of {page.key} '{key}' of '{analysis.article.id}' is missing. Put it back"
        findings.problem(page.title, f"{missing}{how}")
    return Matched(edited, added)


def new_row(page: Page, analysis: Analysis, row: Row, id: str) -> None:
    """Notes what a new row says; the columns that are the program's stay blank there."""
    said = []
    for column in page.columns:
        if column.name in ("article", page.key) or not row[column.name]:
            continue
        if not column.editable and column.name != "sentence":
            row.problem(column.name, "must be blank in a new row")
        else:
            said.append(f"{column.name}: {normal(row[column.name])}")
    row.findings.changes.append(
        Change(analysis.article.id, row.page, f"{row.number}:{row.number}", id, NEW_ROW, "", "; ".join(said))
    )


def is_deleted(row: Row) -> bool:
    """Reads the column that takes a mark away."""
    said = row[DELETE].casefold()
    if said and said not in _YES:
        row.problem(DELETE, f"says '{row[DELETE]}'. Write '{DELETE}', or nothing")
    return said in _YES


def _edited(page: Page, analysis: Analysis, row: Row, before: dict[str, str]) -> Edited:
    changed: dict[str, str] = {}
    for column in page.columns:
        name = column.name
        if name == page.key or name not in row.letters or alike(row[name], before[name]):
            continue
        if not column.editable:
            row.problem(
                name,
                f"was changed, but this column is not read. It said '{short(before[name])}'; restore that, and "
                "make the correction in a white column",
            )
            continue
        row.findings.changes.append(_change(analysis, row, row[page.key], name, before[name], row[name]))
        if name not in (_NOTE, DELETE):
            changed[name] = row[name]
    return Edited(row[page.key], row, changed, is_deleted(row))


def _change(analysis: Analysis, row: Row, id: str, column: str, before: str, after: str) -> Change:
    return Change(analysis.article.id, row.page, row.cell(column), id, column, normal(before), normal(after))
