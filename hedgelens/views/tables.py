"""An analysis as tables: pandas DataFrames, CSV and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hedgelens.analysis import Analysis
from hedgelens.files.text import encodable
from hedgelens.measures import DEFAULT_COUNTING, Articles, By, Counting, SummaryRow, common_sources, summary_rows
from hedgelens.measures.counting import words_in
from hedgelens.measures.owners import OWNER_COLUMNS, owner_rows
from hedgelens.records import Attribution, HedgeLensError, ResultRow, Source, plain
from hedgelens.settings import Types
from hedgelens.views.rows import csv_lines, csv_text, markdown_table

if TYPE_CHECKING:
    import pandas as pd

TABLES = (
    "summary",
    "groups",
    "kinds",
    "naming",
    "roles",
    "affiliations",
    "sentences",
    "attributions",
    "hedges",
    "sources",
    "owners",
)
"""Names of the tables."""

COMMON_COLUMNS = (
    "name", "kind", "groups", "articles", "first", "attributions", "sentences", "words", "share_words", "share_words_low",
    "share_words_high", "forms", "warning",
)  # fmt: skip
"""Columns of who dominates many articles."""

CORRECTED = "corrected"
"""The column that says who went over an analysis by hand, and when; empty where nobody did."""

Row = dict[str, Any]


def table(analysis: Analysis, name: str) -> pd.DataFrame:
    """Returns a table of an analysis by its name.

    Raises:
        HedgeLensError: there is no such table.
    """
    return frame(_rows(analysis, name), name)


def rows(analysis: Analysis, name: str) -> list[Row]:
    """Returns the rows of a table of an analysis by its name.

    Raises:
        HedgeLensError: there is no such table.
    """
    return _rows(analysis, name)


def summary(analysis: Analysis, by: By, counting: Counting) -> pd.DataFrame:
    """Returns how much of the body rests on each source, or on each group or kind of them, one row each."""
    return frame(_marked(analysis, _summary(analysis, counting, by)), "summary")


def common(articles: Articles, types: Types | None = None) -> pd.DataFrame:
    """Returns how much of many articles rests on each named source, one row each."""
    import pandas as pd

    return pd.DataFrame(writable(common_rows(articles, types)), columns=list(COMMON_COLUMNS))


def common_to_csv(articles: Articles, *, raw: bool = False) -> str:
    """Writes how much of many articles rests on each named source as CSV; ``raw`` as in :func:`to_csv`."""
    return csv_text(COMMON_COLUMNS, (row.values() for row in common_rows(articles)), raw=raw)


def common_rows(articles: Articles, types: Types | None = None) -> Iterator[Row]:
    """Yields how much of many articles rests on each named source, one row each."""
    for row in common_sources(articles, types=types):
        low, high = row.interval or (None, None)
        words = {"groups": _joined(row.groups), "forms": _joined(row.forms)}
        found = {**row.as_dict(), **words, "share_words_low": low, "share_words_high": high}
        yield {name: found[name] for name in COMMON_COLUMNS}


def of_rows(rows: Iterable[ResultRow], kind: type[ResultRow]) -> pd.DataFrame:
    """Returns rows of a result as a table: a column a field, and two for the ends of an interval (``low``, ``high``)."""
    import pandas as pd

    return pd.DataFrame(writable(map(_spread, rows)), columns=list(columns_of(kind)))


def columns_of(kind: type[ResultRow]) -> tuple[str, ...]:
    """Returns the columns of :func:`of_rows` and :func:`cells_of`."""
    return tuple(column for name in kind.columns() for column in _ends(name))


def cells_of(row: ResultRow) -> list[Any]:
    """Returns the cells of a row of a result, in the order of its columns; lists are joined."""
    found = _spread(row)
    return [_joined(map(str, cell)) if isinstance(cell := found[name], list) else cell for name in columns_of(type(row))]


def _spread(row: ResultRow) -> Row:
    found = row.as_dict()
    spans = {name: found[name] or (None, None) for name in found if name.endswith(_INTERVAL)}
    return {**found, **{end: edge for name, span in spans.items() for end, edge in zip(_ends(name), span, strict=True)}}


_INTERVAL = "interval"


def _ends(name: str) -> tuple[str, ...]:
    """Returns the columns of a field."""
    if not name.endswith(_INTERVAL):
        return (name,)
    return tuple(name.removesuffix(_INTERVAL) + end for end in ("low", "high"))


def to_csv(
    analyses: Iterable[Analysis], name: str = "summary", counting: Counting = DEFAULT_COUNTING, *, raw: bool = False
) -> str:
    """Writes a table of one or more articles as CSV; every row names its article and outlet, and who corrected the analysis.

    Args:
        analyses: the articles.
        name: which table.
        counting: how the summary counts.
        raw: whether a text that a spreadsheet would run as a formula stands as it is; else an apostrophe is put before it.
    """
    return "".join(csv_lines_of(analyses, name, counting, raw=raw))


def csv_lines_of(
    analyses: Iterable[Analysis], name: str = "summary", counting: Counting = DEFAULT_COUNTING, *, raw: bool = False
) -> Iterator[str]:
    """Yields the rows of a table as CSV, below that of the names of its columns; see :func:`to_csv`."""
    return csv_lines([columns(name), *_cells(analyses, name, counting)], raw=raw)


def to_markdown(analyses: Iterable[Analysis], name: str = "summary", counting: Counting = DEFAULT_COUNTING) -> str:
    """Writes a table of one or more articles as Markdown."""
    return markdown_table(columns(name), _cells(analyses, name, counting))


def _cells(analyses: Iterable[Analysis], name: str, counting: Counting) -> Iterator[list[Any]]:
    for analysis in analyses:
        yield from ([row[column] for column in columns(name)] for row in _rows(analysis, name, counting))


def frame(rows: Iterable[Row], name: str) -> pd.DataFrame:
    """Returns rows of a table as a DataFrame, with all its columns also where there is no row."""
    import pandas as pd

    return pd.DataFrame(writable(rows), columns=list(columns(name)))


def writable(rows: Iterable[Row]) -> list[Row]:
    """Returns rows whose texts every column of pandas can hold: a half of a character becomes the sign for what is unknown."""
    return [{name: encodable(cell) if isinstance(cell, str) else cell for name, cell in row.items()} for row in rows]


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "summary": SummaryRow.columns(),
    "groups": SummaryRow.columns(),
    "kinds": SummaryRow.columns(),
    "naming": SummaryRow.columns(),
    "roles": SummaryRow.columns(),
    "affiliations": SummaryRow.columns(),
    "sentences": (
        "index", "paragraph", "kind", "start", "end", "words", "sources", "continued", "source_ids", "continued_ids",
        "attributions", "hedges", "text",
    ),
    "attributions": (
        "id", "sentence", "source", "source_id", "via", "via_id", "parent", "quotation", "type", "stance", "source_text",
        "cue_text", "content_text", "start", "end", "words", "confidence", "counted", "why",
    ),
    "hedges": (
        "id", "sentence", "start", "end", "text", "category", "owner", "owner_id", "attribution", "confidence", "why",
    ),
    "sources": (
        "id", "name", "kind", "naming", "role", "affiliation", "affiliation_id", "pronoun", "disclosure", "aliases", "groups",
        "mentions", "first_start", "counted",
    ),
    "owners": OWNER_COLUMNS,
}  # fmt: skip
"""The columns of each table between those that all have: which article a row is about, and who corrected the analysis."""


def columns(name: str) -> tuple[str, ...]:
    """Returns the names of the columns of a table.

    Raises:
        HedgeLensError: there is no such table.
    """
    if name not in _COLUMNS:
        raise HedgeLensError(f"There is no table '{name}'. There are: {', '.join(TABLES)}.")
    return "article", "outlet", *_COLUMNS[name], CORRECTED


def _rows(analysis: Analysis, name: str, counting: Counting = DEFAULT_COUNTING) -> list[Row]:
    columns(name)
    makers: Mapping[str, Callable[[], Iterable[Row]]] = {
        "summary": lambda: _summary(analysis, counting, "source"),
        "groups": lambda: _summary(analysis, counting, "group"),
        "kinds": lambda: _summary(analysis, counting, "kind"),
        "naming": lambda: _summary(analysis, counting, "naming"),
        "roles": lambda: _summary(analysis, counting, "role"),
        "affiliations": lambda: _summary(analysis, counting, "affiliation"),
        "sentences": lambda: _sentences(analysis),
        "attributions": lambda: (_attribution(analysis, a) for a in analysis.attributions),
        "hedges": lambda: ({**plain(h), "owner": analysis.name_of(h.owner), "owner_id": h.owner} for h in analysis.hedges),
        "sources": lambda: (_source(analysis, s) for s in analysis.sources),
        "owners": lambda: owner_rows(analysis),
    }
    return _marked(analysis, makers[name]())


def _marked(analysis: Analysis, rows: Iterable[Row]) -> list[Row]:
    """Says of rows which article they are about, and who corrected the analysis by hand."""
    by = "; ".join(map(str, analysis.revisions)) or None
    return [{"article": analysis.article.id, "outlet": analysis.article.outlet, **row, CORRECTED: by} for row in rows]


def _summary(analysis: Analysis, counting: Counting, by: By) -> Iterator[Row]:
    return (row.as_dict() for row in summary_rows(analysis, by=by, **counting.options()))


def _sentences(analysis: Analysis) -> Iterator[Row]:
    for sentence, links in zip(analysis.sentences, analysis.links, strict=True):
        yield {
            "index": sentence.index,
            "paragraph": sentence.paragraph,
            "kind": str(sentence.kind),
            "start": sentence.start,
            "end": sentence.end,
            "words": sentence.words,
            "sources": _joined(map(analysis.name_of, links.sources)),
            "continued": _joined(map(analysis.name_of, links.continued)),
            "source_ids": _joined(links.sources),
            "continued_ids": _joined(links.continued),
            "attributions": _joined(links.attributions),
            "hedges": _joined(links.hedges),
            "text": analysis.article.text[sentence.start : sentence.end],
        }


def _attribution(analysis: Analysis, a: Attribution) -> Row:
    return {
        **plain(a),
        "source": analysis.name_of(a.source_id),
        "via": analysis.name_of(a.via) if a.via else None,
        "via_id": a.via,
        "source_text": analysis.article.quote(a.source),
        "cue_text": analysis.article.quote(a.cue),
        "content_text": analysis.article.quote(a.content),
        "start": a.start,
        "end": max(end for _, end in (*a.source, *a.cue, *a.content)),
        "words": sum(1 for _ in words_in(analysis, a.content)),
        "counted": analysis.counts(a),
    }


def _source(analysis: Analysis, s: Source) -> Row:
    first = s.mentions[0][0] if s.mentions else None
    lists = {"aliases": _joined(s.aliases), "groups": _joined(s.groups), "mentions": len(s.mentions), "first_start": first}
    profile = {
        "affiliation": analysis.affiliation_of(s),
        "affiliation_id": s.affiliation if analysis.source(s.affiliation) else None,
        "disclosure": _joined(dict.fromkeys(disclosure.what for disclosure in s.disclosure)),
    }
    return {**plain(s), **lists, **profile, "counted": analysis.counts_source(s.id)}


def _joined(items: Iterable[str]) -> str:
    return "; ".join(items)
