"""An analysis as tables: pandas DataFrames, CSV and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hedgelens.analysis import Analysis
from hedgelens.measures import DEFAULT_COUNTING, By, Count, Counting, Level, SummaryRow, Types, owner_name, summary_rows
from hedgelens.measures.owners import OWNER_COLUMNS, owner_rows
from hedgelens.records import HedgeLensError, Spans
from hedgelens.views.rows import csv_text, markdown_table

if TYPE_CHECKING:
    import pandas as pd

TABLES = ("summary", "groups", "sentences", "attributions", "hedges", "sources", "owners")
"""Names of the tables."""

CORRECTED = "corrected"
"""The column that says who went over an analysis by hand, and when; empty where nobody did."""

Row = dict[str, Any]


def table(analysis: Analysis, name: str) -> pd.DataFrame:
    """Returns a table of an analysis by its name.

    Raises:
        HedgeLensError: there is no such table.
    """
    return _frame(_rows(analysis, name), list(_columns(name)))


def summary(
    analysis: Analysis, *, by: By, count: Count = "full", level: Level = "outer", types: Types | None = None
) -> pd.DataFrame:
    """Returns how much of the body rests on each source or group, one row each."""
    rows = summary_rows(analysis, by=by, count=count, level=level, types=types)
    return _frame(
        [_marked(analysis, row.as_dict()) for row in rows],
        list(_columns("summary")),
    )


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
    return csv_text(_columns(name), _cells(analyses, name, counting), raw=raw)


def to_markdown(analyses: Iterable[Analysis], name: str = "summary", counting: Counting = DEFAULT_COUNTING) -> str:
    """Writes a table of one or more articles as Markdown."""
    return markdown_table(_columns(name), _cells(analyses, name, counting))


def _cells(analyses: Iterable[Analysis], name: str, counting: Counting) -> Iterator[list[Any]]:
    for analysis in analyses:
        yield from ([row[column] for column in _columns(name)] for row in _rows(analysis, name, counting))


def _frame(rows: list[Row], columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=columns)


_SUMMARY_COLUMNS = ("article", "outlet", *SummaryRow.columns(), "corrected")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "summary": _SUMMARY_COLUMNS,
    "groups": _SUMMARY_COLUMNS,
    "sentences": (
        "article", "outlet", "index", "paragraph", "kind", "start", "end", "words",
        "sources", "continued", "source_ids", "continued_ids", "attributions", "hedges", "text", "corrected",
    ),
    "attributions": (
        "article", "outlet", "id", "sentence", "source", "source_id", "via", "via_id", "parent", "quotation", "type",
        "source_text", "cue_text", "content_text", "start", "end", "words", "confidence", "why", "corrected",
    ),
    "hedges": (
        "article", "outlet", "id", "sentence", "start", "end", "text", "category",
        "owner", "owner_id", "attribution", "confidence", "why", "corrected",
    ),
    "sources": ("article", "outlet", "id", "name", "kind", "naming", "aliases", "groups", "mentions", "first_start", "corrected"),
    "owners": ("article", "outlet", *OWNER_COLUMNS, "corrected"),
}  # fmt: skip


def _columns(name: str) -> tuple[str, ...]:
    if name not in _COLUMNS:
        raise HedgeLensError(f"There is no table '{name}'. There are: {', '.join(TABLES)}.")
    return _COLUMNS[name]


def _rows(analysis: Analysis, name: str, counting: Counting = DEFAULT_COUNTING) -> list[Row]:
    _columns(name)
    how: dict[str, Any] = {"count": counting.count, "level": counting.level, "types": counting.types}
    makers: Mapping[str, Callable[[Analysis], list[Row]]] = {
        "summary": lambda a: [row.as_dict() for row in summary_rows(a, **how)],
        "groups": lambda a: [row.as_dict() for row in summary_rows(a, by="group", **how)],
        "sentences": _sentences,
        "attributions": _attributions,
        "hedges": _hedges,
        "sources": _sources,
        "owners": owner_rows,
    }
    return [_marked(analysis, row) for row in makers[name](analysis)]


def _marked(analysis: Analysis, row: Row) -> Row:
    """Says of a row which article it is about, and who corrected the analysis by hand."""
    by = "; ".join(map(str, analysis.revisions)) or None
    return {"article": analysis.article.id, "outlet": analysis.article.outlet, **row, "corrected": by}


def _sentences(analysis: Analysis) -> list[Row]:
    return [
        {
            "index": sentence.index,
            "paragraph": sentence.paragraph,
            "kind": str(sentence.kind),
            "start": sentence.start,
            "end": sentence.end,
            "words": sentence.words,
            "sources": _joined(owner_name(analysis, s) for s in links.sources),
            "continued": _joined(owner_name(analysis, s) for s in links.continued),
            "source_ids": _joined(links.sources),
            "continued_ids": _joined(links.continued),
            "attributions": _joined(links.attributions),
            "hedges": _joined(links.hedges),
            "text": analysis.article.text[sentence.start : sentence.end],
        }
        for sentence, links in zip(analysis.sentences, analysis.links, strict=True)
    ]


def _attributions(analysis: Analysis) -> list[Row]:
    from hedgelens.measures.counting import words_in

    return [
        {
            "id": a.id,
            "sentence": a.sentence,
            "source": owner_name(analysis, a.source_id),
            "source_id": a.source_id,
            "via": owner_name(analysis, a.via) if a.via else None,
            "via_id": a.via,
            "parent": a.parent,
            "quotation": str(a.quotation),
            "type": str(a.type),
            "source_text": analysis.article.quote(a.source),
            "cue_text": analysis.article.quote(a.cue),
            "content_text": analysis.article.quote(a.content),
            "start": a.start,
            "end": _end(a.source, a.cue, a.content),
            "words": sum(1 for _ in words_in(analysis, a.content)),
            "confidence": a.confidence,
            "why": a.why,
        }
        for a in analysis.attributions
    ]


def _hedges(analysis: Analysis) -> list[Row]:
    return [
        {
            "id": h.id,
            "sentence": h.sentence,
            "start": h.start,
            "end": h.end,
            "text": h.text,
            "category": str(h.category),
            "owner": owner_name(analysis, h.owner),
            "owner_id": h.owner,
            "attribution": h.attribution,
            "confidence": h.confidence,
            "why": h.why,
        }
        for h in analysis.hedges
    ]


def _sources(analysis: Analysis) -> list[Row]:
    return [
        {
            "id": s.id,
            "name": s.name,
            "kind": str(s.kind),
            "naming": str(s.naming),
            "aliases": _joined(s.aliases),
            "groups": _joined(s.groups),
            "mentions": len(s.mentions),
            "first_start": s.mentions[0][0] if s.mentions else None,
        }
        for s in analysis.sources
    ]


def _joined(items: Iterable[str]) -> str:
    return "; ".join(items)


def _end(*marks: Spans) -> int:
    return max(end for spans in marks for _, end in spans)
