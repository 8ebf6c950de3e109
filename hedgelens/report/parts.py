"""What a page shows of an analysis beside its text: lines of the tables, cells of the strip, key figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hedgelens.analysis import Analysis
from hedgelens.files.text import counted
from hedgelens.measures import (
    DEFAULT_COUNTING,
    Counting,
    SummaryRow,
    anonymity,
    coverage,
    diversity,
    hedge_rates,
    ranked,
    shares,
    size,
    summary_rows,
)
from hedgelens.measures.overview import (
    NO_WORDS,
    NO_WORDS_MEANS,
    finding,
    number_range,
    percent,
    percent_range,
    what_counts,
    word_share,
)
from hedgelens.records import AUTHOR, Source, SourceKind
from hedgelens.report.numbers import Numbers


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of the page's table of sources."""

    row: SummaryRow
    number: int | None
    colour: int
    naming: str
    office: str
    strict: float
    inclusive: float

    @property
    def label(self) -> str:
        """The share, strict to inclusive."""
        return word_share(self.strict, self.inclusive)

    @property
    def filtered(self) -> bool:
        """Whether there are sentences that can be shown alone."""
        return self.number is not None and self.row.sentences_inclusive > 0


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A line of the page's table of groups, with its share of the words."""

    row: SummaryRow
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence in the strip; its parts are colours, solid, pale ("more", where it carries on) or hollow (source not known)."""

    index: int
    left: float
    width: float
    title: str
    parts: tuple[tuple[int, str], ...]


def table_rows(analysis: Analysis, numbers: Numbers, counting: Counting) -> list[TableRow]:
    """Returns the lines of the table of sources."""
    share_of = {s.source: s for s in shares(analysis, **counting.options())}
    rows = []
    for row in summary_rows(analysis, **counting.options()):
        source, share = analysis.source(row.source), share_of[row.source]
        rows.append(
            TableRow(
                row=row,
                number=numbers.source.get(row.source or ""),
                colour=numbers.colour.get(row.source, 0),
                naming=_described(source) if source else "not named",
                office=_office(analysis, source) if source else "",
                strict=share.words,
                inclusive=share.words_inclusive,
            )
        )
    return rows


def _described(source: Source) -> str:
    """Returns how a source is named, and what it is where that is known."""
    return f"{source.naming} {'source' if source.kind is SourceKind.UNKNOWN else source.kind}"


def _office(analysis: Analysis, source: Source) -> str:
    """Returns role and house of a source; not the house where the role names it."""
    role, house = source.role or "", analysis.affiliation_of(source) or ""
    return ", ".join(one for one in (role, "" if house in role else house) if one)


def group_rows(analysis: Analysis, counting: Counting) -> list[GroupRow]:
    """Returns the lines of the table of groups."""
    share_of = {s.source: s for s in shares(analysis, by="group", **counting.options())}
    rows = ranked(summary_rows(analysis, by="group", **counting.options()))
    return [GroupRow(row, word_share(share_of[row.source].words, share_of[row.source].words_inclusive)) for row in rows]


def strip_cells(analysis: Analysis, numbers: Numbers) -> list[Cell]:
    """Returns the cells of the strip, one for each sentence of the body."""
    total = sum(max(s.words, 1) for s in analysis.body)
    breaks = len({s.paragraph for s in analysis.body}) - 1
    gap = min(4.0, 150 / max(breaks, 1))
    scale = (1000 - gap * breaks) / max(total, 1)
    cells: list[Cell] = []
    left, paragraph = 0.0, analysis.body[0].paragraph if analysis.body else 0
    for sentence in analysis.body:
        if sentence.paragraph != paragraph:
            left, paragraph = left + gap, sentence.paragraph
        width = max(sentence.words, 1) * scale
        links = analysis.links[sentence.index]
        unknown = any(analysis.attribution(a).source_id is None for a in links.counted)
        parts = (
            [(numbers.colour.get(s, 0), "solid") for s in links.sources]
            + [(0, "hollow")] * unknown
            + [(numbers.colour.get(s, 0), "more") for s in links.continued]
        )
        names = (
            [analysis.name_of(s) for s in links.sources]
            + ["unknown source"] * unknown
            + [f"continues the account of {analysis.name_of(s)}" for s in links.continued]
        )
        title = f"Sentence {len(cells) + 1}: {', '.join(names) or 'the writer'}"
        cells.append(Cell(sentence.index, round(left, 2), round(width * 0.97, 2), title, tuple(parts)))
        left += width
    return cells


def cards(analysis: Analysis) -> list[tuple[str, str, str]]:
    """Returns the key figures: value, what it is, what goes with it."""
    n, cover, variety = size(analysis), coverage(analysis), diversity(analysis)
    nobody = anonymity(analysis)["anonymity_share"]
    own = next((rate for rate in hedge_rates(analysis) if rate.owner == AUTHOR), None)
    found = [
        (
            percent(cover.words_attributed),
            "of the words are attributed to a source",
            f"N = {counted(n.words, 'word')} in the body",
        )
    ]
    if variety.effective_number is not None:
        span = (variety.intervals or {}).get("effective_number")
        between = f"95% interval {span[0]:.1f}–{span[1]:.1f}; " if span else ""
        few = " (small N: interpret with caution)" if variety.warning else ""
        found.append(
            (
                f"{variety.effective_number:.1f}",
                "effective number of sources",
                f"as concentrated as this number of equally strong sources; {between}N = {variety.n} of {n.attributions} "
                f"outermost attributions, those with a known source{few}",
            )
        )
    if nobody is not None:
        found.append(
            (
                percent(nobody),
                "of the attributions are to unnamed sources",
                f"N = {n.attributions} outermost attributions; {n.named} of {counted(n.sources, 'source')} "
                f"{'is' if n.named == 1 else 'are'} named",
            )
        )
    if own and own.per_1000 is not None:
        found.append(
            (
                f"{own.per_1000:.0f}",
                "hedges per 1,000 of the writer's own words",
                f"{counted(own.hedges, 'hedge')} in {counted(own.words, 'word')}",
            )
        )
    return found


def headline(analysis: Analysis, counting: Counting, found: str | None = None) -> str:
    """Returns the verdict on an article; where its table is counted otherwise, what is counted how.

    Args:
        analysis: the analysis.
        counting: how the table counts.
        found: the beginning of the verdict, where it is known from an analysis in which the same attributions count.
    """
    if counting == DEFAULT_COUNTING:
        return _without_turns(f"{finding(analysis) if found is None else found} {what_counts(analysis)}".strip())
    how = f"The tables are counted with {counting}; key figures and charts with {DEFAULT_COUNTING}."
    return f"{how} {analysis.counted_in_words}".rstrip()


def _without_turns(text: str) -> str:
    """Takes out the characters that turn the direction of writing: one in a name that was cut would turn all that follows."""
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


def note_of(rows: Sequence[TableRow] | Sequence[GroupRow]) -> str:
    """Returns what stands below a table of these rows."""
    return NO_WORDS_MEANS if any(row.label == NO_WORDS for row in rows) else ""


def own_of(analysis: Analysis) -> tuple[str, str]:
    """Returns how many words, and how many sentences, are the writer's own."""
    cover = coverage(analysis)
    words = percent_range(cover.words_unattributed_inclusive, cover.words_unattributed)
    return (
        f"{words} of the words",
        f"{number_range(*cover.own_sentences)} of {counted(cover.sentences, 'sentence')} without an attribution",
    )
