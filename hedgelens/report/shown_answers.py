"""A chart as a page shows it, with what belongs to it: its data, its formula, and the sentences for a methods section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from hedgelens.measures.formulas import Formula
from hedgelens.report.figures import PageFigure
from hedgelens.report.mathml import as_mathml
from hedgelens.report.study_answers import Answer
from hedgelens.views.methods import Made
from hedgelens.views.rows import csv_text

MOST_ROWS = 60
"""So many rows of the data a page shows below a chart; the file has more."""
_MOST_IN_PAGE = 300
"""So many rows a page holds as a file to save."""


@dataclass(frozen=True)
class ShownAnswer:
    """What stands at a chart.

    Attributes:
        id: the name of its files.
        figure: the drawing; ``None`` where the page asks for it later.
        formulas: each with its MathML.
        method: the sentences for a methods section.
        columns, rows, more: its data: names, the first rows, and how many rows there are beyond.
        csv, svg, png: addresses of the files; without one of a picture the page makes that itself.
        drawing: the address of the drawing, where the page asks for it later.
    """

    id: str
    figure: PageFigure | None
    formulas: tuple[tuple[Formula, Markup], ...]
    method: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    more: int
    csv: str
    svg: str = ""
    png: str = ""
    drawing: str = ""


def in_page(answer: Answer, made: Made, figure: PageFigure) -> ShownAnswer:
    """Returns a chart for a page that stands alone."""
    return in_page_of(answer.id, figure, answer.formulas, answer.method(made), answer.columns, list(answer.cells()))


def in_page_of(
    id: str, figure: PageFigure, formulas: Iterable[Formula], said: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> ShownAnswer:
    """Returns a chart for a page that stands alone, of its parts."""
    text = csv_text(columns, rows[:_MOST_IN_PAGE])
    return ShownAnswer(
        id=id,
        figure=figure,
        formulas=tuple(_with_mathml(formulas)),
        method=said,
        columns=tuple(columns),
        rows=_filled(rows[:MOST_ROWS]),
        more=max(len(rows) - MOST_ROWS, 0),
        csv=f"data:text/csv;charset=utf-8,{quote(text)}",
    )


def asked_for(answer: Answer, made: Made, address: str, asking: str) -> ShownAnswer:
    """Returns a chart for a page whose server draws it when it is asked for.

    Args:
        answer: the chart.
        made: how the analyses were made.
        address: where the server answers; the form of the file is put behind it.
        asking: what says which articles it is about, as in an address.
    """
    query = f"?id={quote(answer.id)}{f'&{asking}' if asking else ''}"
    files = {form: f"{address}.{form}{query}" for form in ("csv", "svg", "png")}
    return ShownAnswer(
        id=answer.id,
        figure=None,
        formulas=tuple(_with_mathml(answer.formulas)),
        method=answer.method(made),
        columns=answer.columns,
        rows=_filled(answer.cells(MOST_ROWS)),
        more=max(len(answer.rows) - MOST_ROWS, 0),
        drawing=f"{address}{query}",
        **files,
    )


def _filled(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Returns rows in which what is not there is an empty cell."""
    return [["" if cell is None else cell for cell in row] for row in rows]


def _with_mathml(formulas: Iterable[Formula]) -> Iterable[tuple[Formula, Markup]]:
    return ((one, as_mathml(one.formula)) for one in formulas)
