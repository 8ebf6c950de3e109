"""Makes articles of the rows of a table: a text, what the other columns say of it, and the rest under its own names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hedgelens.article.containing import attempted
from hedgelens.article.dates import days_come_first
from hedgelens.article.holding import Columns, Held, Note, ReadingOptions
from hedgelens.article.tables.cells import MOST_IN_CELL, as_day, as_text, is_cut
from hedgelens.article.tables.columns import Taken, taken
from hedgelens.article.tables.table import Row, Table
from hedgelens.article.text import article_from_text
from hedgelens.records import Article, HedgeLensError, Problem

DESCRIBING = ("title", "outlet", "author", "section", "page", "url")
"""What a table may say of an article, and the article then says itself; a date is read besides."""
_FEWEST_IDS = 0.5
"""A column of ids has at least so many different values for its rows; one with fewer tells what articles have in common."""
_EACH_SAID = 5
"""So many rows without a text are named each; of further ones their number and the first of them is said."""

_CUT = (
    f"The text is {MOST_IN_CELL:,} characters long, which is all that a cell of Excel can hold: its end is missing, most likely. "
    "Take the text from where the table comes, and not from Excel."
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What all rows of a table together tell.

    Attributes:
        day_first: whether dates in figures begin with the day.
        ids: whether the column of ids tells rows apart.
    """

    day_first: bool | None
    ids: bool


@dataclass(frozen=True, slots=True)
class RowReader:
    """Makes articles of rows.

    Attributes:
        id: what articles without an id are called, with a number.
        columns: what was taken for what.
        survey: what all rows together tell.
        article_of: makes an article of the cell that holds the text, and of an id.
    """

    id: str
    columns: Taken
    survey: Survey
    article_of: Callable[[Any, str], Article]

    def id_of(self, place: int, row: Mapping[str, Any]) -> str:
        """Returns what the article of a row is called; rows are counted from 1."""
        given = self.cell(row, "id").strip() if self.survey.ids else ""
        return given or f"{self.id}-{place}"

    def cell(self, row: Mapping[str, Any], of: str) -> str:
        """Returns what a row says of something, as a text."""
        name = self.columns.columns.get(of)
        return "" if name is None else as_text(row.get(name))

    def article(self, place: int, row: Mapping[str, Any]) -> Article:
        """Makes the article of a row.

        Raises:
            HedgeLensError: it has no text, or something else that is none.
        """
        article = self.article_of(row[self.columns.columns["text"]], self.id_of(place, row))
        given: dict[str, Any] = {of: text for of in DESCRIBING if (text := self.cell(row, of).strip())}
        if date := self.cell(row, "date").strip():
            given |= {"date_text": date, "date": as_day(date, day_first=self.survey.day_first)}
        further = tuple((name, text) for name in self.columns.further if (text := as_text(row.get(name))))
        warnings = (*article.warnings, _CUT) if is_cut(article.text) else article.warnings
        return replace(article, **given, fields=(*article.fields, *further), warnings=warnings)


def surveyed(rows: Iterable[Row], columns: Taken, asked: Columns | None) -> Survey:
    """Looks at all rows once."""
    id, date = columns.columns.get("id"), columns.columns.get("date")
    ids: set[int] = set()
    number = 0

    def dates() -> Iterator[str | None]:
        nonlocal number
        for row in rows:
            if isinstance(row, HedgeLensError):
                continue
            number += 1
            if id is not None:
                ids.add(hash(as_text(row.get(id))))
            if date is not None:
                yield as_text(row.get(date))

    day_first = days_come_first(dates())
    named = asked is not None and asked.id != Columns().id
    return Survey(day_first, id is not None and (named or len(ids) >= _FEWEST_IDS * number))


def article_of_cell(value: Any, id: str) -> Article:
    """Makes the article of a cell of a file; a list of texts is a text of so many paragraphs."""
    paragraphs = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return article_from_text("\n\n".join(value) if paragraphs else as_text(value), id=id)


def articles_of(table: Table, id: str, options: ReadingOptions) -> Iterator[Held]:
    """Yields the articles of a table, problems with rows of it, and what was taken for what.

    Raises:
        HedgeLensError: no column holds the texts.
    """
    columns = taken(table.names, options.columns, f"The table {table.called}")
    yield from _notes(table, columns)
    reader = RowReader(id, columns, surveyed((row for _, row in table.rows()), columns, options.columns), article_of_cell)
    blank = _Blank(table, columns.columns["text"])
    for place, (number, row) in enumerate(table.rows(), start=1):
        if place > options.limits.rows:
            yield Problem(id, f"{table.called} has more than {options.limits.rows:,} rows; the rest were not read.")
            break
        if isinstance(row, HedgeLensError):
            yield Problem(f"{id}-{place}", f"The {table.counts} {number} of {table.called} {row}.")
        elif not as_text(row.get(columns.columns["text"])).strip():
            yield from blank.met(number, reader.id_of(place, row))
        else:
            yield attempted(reader.id_of(place, row), reader.article, place, row)
    yield from blank.rest(id)


class _Blank:
    """The rows that hold no text: the first ones are said each, and of a great many only the number."""

    def __init__(self, table: Table, column: str) -> None:
        self._table, self._column = table, column
        self._further: list[int] = []
        self._number = 0

    def met(self, number: int, id: str) -> Iterator[Problem]:
        """Takes a row, and says that it is blank if few were."""
        self._number += 1
        why = self._table.why_empty(number, self._column) or "is empty or blank: there is nothing to analyse"
        if self._number <= _EACH_SAID:
            yield Problem(id, f"The {self._table.counts} {number} of {self._table.called}, column '{self._column}', {why}.")
        elif len(self._further) < _EACH_SAID:
            self._further.append(number)

    def rest(self, id: str) -> Iterator[Problem]:
        """Says how many more there were."""
        if rest := self._number - min(self._number, _EACH_SAID):
            numbers = ", ".join(f"{number:,}" for number in self._further) + (" …" if rest > len(self._further) else "")
            yield Problem(id, f"{rest:,} further {self._table.counts}s of {self._table.called} hold no text: {numbers}.")


def _notes(table: Table, columns: Taken) -> Iterator[Note]:
    if said := columns.said(table.called):
        yield Note(said)
    for of, name in columns.missing.items():
        yield Note(f"{table.called} has no column '{name}' for the {of}; its articles have none.")
    if table.encoding:
        yield Note(
            f"{table.called} is not in UTF-8; it was read as {table.encoding}.",
            f"{{files}} are not in UTF-8; they were read as {table.encoding}.",
            table.called,
        )
