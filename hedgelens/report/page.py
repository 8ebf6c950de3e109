"""Fills the templates."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hedgelens._start import VERSION
from hedgelens.analysis import MARKED_BY, Analysis
from hedgelens.files.text import counted, encodable
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
    verdict,
)
from hedgelens.measures.overview import NO_WORDS, NO_WORDS_MEANS, number_range, percent, percent_range, word_share
from hedgelens.records import AUTHOR, Article, Kind
from hedgelens.report.figures import figures
from hedgelens.report.marks import paragraphs
from hedgelens.report.numbers import Numbers
from hedgelens.views.tables import to_csv

_FOREIGN = "This text does not look like English. It was analysed as if it were; do not rely on the result."


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of the page's table."""

    row: SummaryRow
    number: int | None
    colour: int
    naming: str
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
class Cell:
    """A sentence in the strip; its parts are colours, solid, pale ("more", where it carries on) or hollow (source not known)."""

    index: int
    left: float
    width: float
    title: str
    parts: tuple[tuple[int, str], ...]


def page(analysis: Analysis, counting: Counting = DEFAULT_COUNTING) -> str:
    """Returns the self-contained page of an analysis.

    Args:
        analysis: the analysis.
        counting: how its tables count; key figures and charts keep to the default, and the page says so.
    """
    script = _asset("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    numbers, groups = Numbers(analysis), _group_rows(analysis, counting)
    return filled(
        "page.html.j2",
        **_common(analysis, numbers, counting),
        cells=_cells(analysis, numbers),
        figures=list(figures(analysis)),
        script=Markup(script),  # our own file
        script_hash=digest,
        details=_json({**numbers.details(), "csv": to_csv([analysis], "summary", counting)}),
        groups=groups,
        no_words_group=NO_WORDS_MEANS if any(label == NO_WORDS for _, label in groups) else "",
        cards=_cards(analysis),
        found_by=found_by(analysis.engine),
        annotated=analysis.engine in MARKED_BY,
    )


def fragment(analysis: Analysis) -> str:
    """Returns the analysis as a piece of HTML for a notebook: verdict, table and text, without script."""
    return filled("fragment.html.j2", **_common(analysis, Numbers(analysis), DEFAULT_COUNTING))


def headline(analysis: Analysis, counting: Counting) -> str:
    """Returns the verdict on an article; where its table is counted otherwise, what is counted how."""
    if counting == DEFAULT_COUNTING:
        return verdict(analysis)
    how = f"The tables are counted with {counting}; key figures and charts with {DEFAULT_COUNTING}."
    return f"{how} {analysis.counted_in_words}".rstrip()


def found_by(engine: str) -> str:
    """Says by the name of an engine who marked an article."""
    return f"Marked {MARKED_BY[engine]}" if engine in MARKED_BY else "Found by machine"


def warnings(article: Article) -> list[str]:
    """Returns what is to be known before relying on an analysis; of one saved without such sentences what can still be told."""
    foreign = article.language != "en" and not article.warnings
    return [_FOREIGN] if foreign else list(article.warnings)


def shown_date(date: str | None) -> str | None:
    """Returns the date of an article, ``None`` where that is only a time of day or the length of a recording."""
    return None if date and ":" in date and set(date) <= set("0123456789:. ") else date


def _common(analysis: Analysis, numbers: Numbers, counting: Counting) -> dict[str, Any]:
    rows, cover = _rows(analysis, numbers, counting), coverage(analysis)
    return {
        "article": analysis.article,
        "date": shown_date(analysis.article.date),
        "warnings": warnings(analysis.article),
        "analysis": analysis,
        "verdict": _without_turns(headline(analysis, counting)),
        "coverage": cover,
        "own_words": percent_range(cover.words_unattributed_inclusive, cover.words_unattributed),
        "own_sentences": number_range(*cover.own_sentences),
        "rows": rows,
        "widest": max([row.inclusive for row in rows] + [0.01]),
        "no_words": NO_WORDS_MEANS if any(row.label == NO_WORDS for row in rows) else "",
        "paragraphs": paragraphs(analysis, numbers),
        "style": stylesheet(),
        "version": VERSION,
        "Kind": Kind,
    }


def _without_turns(text: str) -> str:
    """Takes out the characters that turn the direction of writing: one in a name that was cut would turn all that follows."""
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


def _rows(analysis: Analysis, numbers: Numbers, counting: Counting) -> list[TableRow]:
    share_of = {s.source: s for s in shares(analysis, **counting.options())}
    rows = []
    for row in summary_rows(analysis, **counting.options()):
        source, share = analysis.source(row.source), share_of[row.source]
        rows.append(
            TableRow(
                row=row,
                number=numbers.source.get(row.source or ""),
                colour=numbers.colour.get(row.source, 0),
                naming=f"{source.naming} {source.kind}" if source else "not named",
                strict=share.words,
                inclusive=share.words_inclusive,
            )
        )
    return rows


def _group_rows(analysis: Analysis, counting: Counting) -> list[tuple[SummaryRow, str]]:
    """Returns the rows of the groups, each with its share of the words."""
    share_of = {s.source: s for s in shares(analysis, by="group", **counting.options())}
    rows = ranked(summary_rows(analysis, by="group", **counting.options()))
    return [(row, word_share(share_of[row.source].words, share_of[row.source].words_inclusive)) for row in rows]


def _cells(analysis: Analysis, numbers: Numbers) -> list[Cell]:
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
            + [f"carries on {analysis.name_of(s)}" for s in links.continued]
        )
        title = f"Sentence {len(cells) + 1}: {', '.join(names) or 'the writer'}"
        cells.append(Cell(sentence.index, round(left, 2), round(width * 0.97, 2), title, tuple(parts)))
        left += width
    return cells


def _cards(analysis: Analysis) -> list[tuple[str, str, str]]:
    """Returns the key figures: value, what it is, what goes with it."""
    n, cover, variety = size(analysis), coverage(analysis), diversity(analysis)
    nobody = anonymity(analysis)["anonymity_share"]
    own = next((rate for rate in hedge_rates(analysis) if rate.owner == AUTHOR), None)
    cards = [(percent(cover.words_attributed), "of the words are given to a source", f"N = {n.words:,} words of the body")]
    if variety.effective_number is not None:
        span = (variety.intervals or {}).get("effective_number")
        between = f"95% interval {span[0]:.1f}–{span[1]:.1f}; " if span else ""
        few = " (few: take with care)" if variety.warning else ""
        cards.append(
            (
                f"{variety.effective_number:.1f}",
                "sources, in effect, were they equally strong",
                f"{between}N = {variety.n} of {n.attributions} outermost attributions, those whose source is known{few}",
            )
        )
    if nobody is not None:
        cards.append(
            (
                percent(nobody),
                "of the attributions have a source nobody could ask",
                f"N = {n.attributions} outermost attributions; {n.named} of {counted(n.sources, 'source')} "
                f"{'is' if n.named == 1 else 'are'} named",
            )
        )
    if own and own.per_1000 is not None:
        cards.append(
            (f"{own.per_1000:.0f}", "hedges per 1,000 of the writer's own words", f"{own.hedges} hedges in {own.words:,} words")
        )
    return cards


def _json(data: Any) -> Markup:
    text = json.dumps(data, ensure_ascii=True)
    for character in "<>&'":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # the characters that could end the element are gone


def stylesheet() -> Markup:
    """Returns the style of all pages."""
    return Markup(_asset("style.css"))  # our own file


@cache
def _asset(name: str) -> str:
    return files("hedgelens.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("hedgelens.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = percent
    environment.filters["number"] = lambda value: f"{value:,}"
    return environment


def filled(name: str, **values: Any) -> str:
    """Fills a template; everything that is put in is escaped, and what comes out can be written in UTF-8."""
    return encodable(_environment().get_template(name).render(**values))
