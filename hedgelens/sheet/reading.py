"""Reads a coding sheet back: the corrected analyses, or every cell that cannot be read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelens.faces import Analysis
from hedgelens.records import UNNAMED, HedgeLensError, Revision
from hedgelens.sheet.archive import opened, worksheet
from hedgelens.sheet.cells import Row, normal, plain_text, read_page
from hedgelens.sheet.corrections import corrected
from hedgelens.sheet.findings import Change, Findings, SheetError
from hedgelens.sheet.guide import CODER, DATE
from hedgelens.sheet.hidden_page import unpacked
from hedgelens.sheet.pages import CARRIED, PAGES, README, Page

if TYPE_CHECKING:
    from openpyxl import Workbook

_NOTE = "note"


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a coding sheet says.

    Attributes:
        analyses: the corrected analyses, in the order of the sheet.
        changes: every cell that was changed.
        warnings: what should be checked again; nothing was left out because of it.
        by: who made the corrections.
        date: when, in ISO 8601.
    """

    analyses: tuple[Analysis, ...]
    changes: tuple[Change, ...]
    warnings: tuple[str, ...]
    by: str
    date: str


def read_sheet(path: str | Path, *, by: str | None = None, date: str | None = None) -> Corrected:
    """Reads a coding sheet.

    An analysis that was changed, or on whose sheet a coder entered a name, says by whom and when in its ``revisions``.

    Args:
        path: the workbook (``.xlsx``).
        by: who made the corrections; by default the name on the first page.
        date: when (ISO 8601); by default the date on the first page, or else the day on which the workbook was saved.

    Raises:
        SheetError: cells cannot be read; every one of them is named, and nothing is imported.
        HedgeLensError: this is not a coding sheet, or the date is not valid.
    """
    workbook = opened(Path(path))
    analyses = _carried(workbook, path)
    findings = Findings()
    coder, day = _who_and_when(workbook, findings)
    rows = _rows(workbook, analyses, findings)
    results = [corrected(a, rows[a.article.id], findings) for a in analyses] if rows else []
    if findings.problems:
        raise SheetError(str(path), findings.problems)
    by, date = normal(by or coder), _iso(date) if date else day
    marked = tuple(_marked(analysis, findings.changes, by, date) for analysis in results)
    return Corrected(marked, tuple(findings.changes), tuple(findings.warnings), by or UNNAMED, date)


def _marked(analysis: Analysis, changes: Sequence[Change], by: str, date: str) -> Analysis:
    number = sum(c.article == analysis.article.id and c.column != _NOTE for c in changes)
    if not number and not by:
        return analysis
    return replace(analysis, revisions=(*analysis.revisions, Revision(by or UNNAMED, date, number)))


def _carried(workbook: Workbook, path: str | Path) -> list[Analysis]:
    try:
        found = [unpacked(whole) for whole in _packed(workbook)]
        if not found:
            raise HedgeLensError("it is empty")
        if len({analysis.article.id for analysis in found}) < len(found):
            raise HedgeLensError("two articles in it have the same name")
        return found
    except (HedgeLensError, ValueError, KeyError) as error:
        reason = str(error) if isinstance(error, HedgeLensError) else "it was changed or damaged"
        raise HedgeLensError(
            f"The hidden page '{CARRIED}' of '{path}' cannot be read: {reason}. "
            "Copy your corrections into a new sheet of the article."
        ) from None


def _packed(workbook: Workbook) -> list[str]:
    """Puts the pieces of each article on the hidden page together."""
    pieces: dict[int, dict[int, str]] = {}
    if (sheet := worksheet(workbook, CARRIED)) is not None:
        for article, number, piece, *_ in sheet.iter_rows(min_row=2, values_only=True):
            if article is not None:
                pieces.setdefault(int(str(article)), {})[int(str(number))] = str(piece)
    return ["".join(parts[n] for n in sorted(parts)) for _, parts in sorted(pieces.items())]


def _rows(workbook: Workbook, analyses: Sequence[Analysis], findings: Findings) -> dict[str, dict[Page, list[Row]]]:
    """Returns the rows of each article on each page; nothing where a page cannot be read at all."""
    pages = {page: read_page(workbook, page, findings) for page in PAGES}
    found: dict[str, dict[Page, list[Row]]] = {a.article.id: {page: [] for page in PAGES} for a in analyses}
    names = {normal(name): name for name in found}
    if len(found) == 1:
        names[""] = next(iter(found))
    for page, row in ((page, row) for page, rows in pages.items() for row in rows or ()):
        if article := names.get(normal(row["article"])):
            found[article][page].append(row)
        else:
            said = f"there is no article '{row['article']}' in this sheet" if row["article"] else "is blank"
            row.problem("article", f"{said}. Use one of: {', '.join(found)}")
    return {} if None in pages.values() else found


def _who_and_when(workbook: Workbook, findings: Findings) -> tuple[str, str]:
    """Reads who coded and when off the first page; where it says no day, the workbook was last saved on one."""
    said: Mapping[str, str] = {}
    if (sheet := worksheet(workbook, README)) is not None:
        cells = sheet.iter_rows(min_row=1, max_row=8, max_col=2, values_only=True)
        said = {str(label): plain_text(value) for label, value in cells if value is not None and label is not None}
    saved = workbook.properties.modified
    day = (saved.date() if isinstance(saved, datetime.datetime) else datetime.datetime.now(datetime.UTC).date()).isoformat()
    if said.get(DATE):
        try:
            day = _iso(said[DATE])
        except HedgeLensError as error:
            findings.problems.append(f"{README}!B4: {error}")
    return said.get(CODER, ""), day


def _iso(day: str) -> str:
    try:
        return datetime.date.fromisoformat(day.strip()).isoformat()
    except ValueError:
        raise HedgeLensError(f"'{day}' is not a date. Write it as in 2026-05-31.") from None
