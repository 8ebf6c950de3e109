"""What the page of a study answers, section by section: a sentence on how it was taken, a chart, and the numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from hedgelens import charts
from hedgelens.measures import (
    ARTICLE_MEASURES,
    By,
    CommonSource,
    Every,
    GroupRate,
    OneSource,
    PeriodRate,
    QuotedTogether,
    Tally,
    WordShare,
    common_sources,
    one_source,
    over_time,
    quoted_together,
    rates_by_group,
    word_shares,
)
from hedgelens.measures.corpus.periods import day_of
from hedgelens.measures.overview import percent
from hedgelens.report.figures import PageFigure, draw

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_SOURCES = 300
"""So many sources the page has; the export has all."""
_MOST_PAIRS = 100
_MEASURES = ("words_attributed", "anonymity_share", "hedges_per_1000")
"""What is shown by outlet and over time."""
_BY: tuple[tuple[By, str], ...] = (("kind", "By kind"), ("naming", "By naming"))
_DAYS_IN_MONTHS = 92
"""From so many days on months are the periods, below it weeks; from six years on years."""
_DAYS_IN_YEARS = 6 * 365


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what it says, what it is sorted by, and what stands smaller behind it."""

    text: str
    key: float | None = None
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table; ``search`` has the list of articles show those that quote this source."""

    cells: tuple[Cell, ...]
    more: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page.

    Attributes:
        id, title: its name in the address, and its heading.
        note: how its numbers were taken.
        columns, rows: its table.
        figures: its charts.
        open: whether the table is shown where there is a chart.
    """

    id: str
    title: str
    note: str
    columns: tuple[str, ...] = ()
    rows: tuple[Line, ...] = ()
    figures: tuple[PageFigure, ...] = field(default=())
    open: bool = False


def sections_of(tallies: Sequence[Tally]) -> list[Section]:
    """Returns the sections that the articles have something for, each with its charts."""
    sections = _sections(tallies)
    makers = [(section, make) for section in sections for make in _charts(section, tallies)]
    drawn: dict[str, list[PageFigure]] = {}
    for number, (section, make) in enumerate(makers):
        drawn.setdefault(section.id, []).append(draw(make, number))
    return [replace(section, figures=tuple(drawn.get(section.id, ()))) for section in sections]


def _charts(section: Section, tallies: Sequence[Tally]) -> list[Callable[[], Axes]]:
    """Returns what draws the charts of a section."""
    every = periods_of(tallies)
    found: dict[str, list[Callable[[], Axes]]] = {
        "dominance": [partial(charts.dominant_sources, tallies)],
        "kind": [partial(charts.kinds, tallies)],
        "naming": [partial(charts.kinds, tallies, by="naming")],
        "one-source": [partial(charts.one_source, tallies)],
        "time": [partial(charts.over_time, tallies, name, every=every) for name in _MEASURES],
        "outlet": [partial(charts.rates_by_group, tallies, name) for name in _MEASURES],
        "together": [partial(charts.quoted_together, tallies)],
    }
    return found.get(section.id, [])


def _sections(tallies: Sequence[Tally]) -> list[Section]:
    makers: tuple[Callable[[Sequence[Tally]], Section], ...] = (
        _dominance,
        *(partial(_shares, by=by, title=title) for by, title in _BY),
        partial(_shares, by="role", title="By role"),
        partial(_shares, by="affiliation", title="By affiliation"),
        _concentration,
        _time,
        partial(_groups, by="outlet", title="By outlet"),
        partial(_groups, by="section", title="By section"),
        _together,
    )
    found = (make(tallies) for make in makers)
    return [section for section in found if section.rows]


def cards_of(tallies: Sequence[Tally]) -> list[tuple[str, str, str]]:
    """Returns the main numbers of a study: number, what it is, and how firm."""
    cards = [(f"{len(tallies):,}", "articles", f"{sum(tally.words for tally in tallies):,} words in their bodies")]
    for name in _MEASURES:
        measure = ARTICLE_MEASURES[name]
        rows = rates_by_group(tallies, name, by={tally.id: "all" for tally in tallies})
        if rows and (row := rows[0]).value is not None:
            shown = _number(measure.percent)
            cards.append((shown(row.value), measure.label, _mean(row.interval, shown, row.n)))
    alone = [row for row in one_source(tallies) if row.group is None and row.share is not None]
    if alone:
        cards.append((_fine(alone[0].share or 0.0), "of articles rest on a single source", f"N = {alone[0].n:,}"))
    return cards


# -- who --------------------------------------------------------------------------------------------------------------------


def _dominance(tallies: Sequence[Tally]) -> Section:
    rows = common_sources(tallies)

    def line(row: CommonSource) -> Line:
        also = f", also {', '.join(row.forms[1:])}" if len(row.forms) > 1 else ""
        share = Cell(_fine(row.share_words), row.share_words, _interval(row.interval, _fine))
        cells = (
            Cell(row.name),
            _whole(row.articles),
            _whole(row.first),
            _whole(row.attributions),
            _whole(round(row.words)),
            share,
        )
        return Line(cells, f"{row.kind}{also}", row.name)

    more = (
        f" The table shows the {_MOST_SOURCES} with most words of {len(rows):,}; the export has all."
        if len(rows) > _MOST_SOURCES
        else ""
    )
    return Section(
        "dominance",
        "Who dominates",
        "Named sources across all articles. The share is of the body words of all articles, including those that do not mention "
        f"the source. Sources with the same name are counted as one; merged variants follow the name.{more}",
        ("Source", "Articles", "Leads in", "Attributions", "Words", "Share of all words"),
        tuple(map(line, rows[:_MOST_SOURCES])),
        open=True,
    )


def _shares(tallies: Sequence[Tally], by: By, title: str) -> Section:
    rows = [row for row in word_shares(tallies, by=by) if row.group is None and row.words]

    def line(row: WordShare) -> Line:
        share = Cell(_fine(row.share), row.share, _interval(row.interval, _fine))
        mean = Cell(_fine(row.mean), row.mean, _interval(row.mean_interval, _fine))
        return Line((Cell(row.name), _whole(row.articles), _whole(round(row.words)), share, mean))

    return Section(
        str(by),
        title,
        "Shares of the attributed words: pooled over all articles, and as the mean of the articles.",
        (title.removeprefix("By ").capitalize(), "Articles", "Words", "Share of attributed words", "Mean over articles"),
        tuple(map(line, rows[:_MOST_SOURCES])),
    )


def _concentration(tallies: Sequence[Tally]) -> Section:
    rows = one_source(tallies)

    def line(row: OneSource) -> Line:
        share = Cell("–") if row.share is None else Cell(_fine(row.share), row.share, _interval(row.interval, _fine))
        return Line((Cell(row.what), _whole(row.articles), _whole(row.n), share))

    return Section(
        "one-source",
        "Single-source articles",
        "Articles that rest on a single source (at least half of their attributed words), and articles by number of known "
        "sources. Wilson (1927) intervals.",
        ("Articles with", "Articles", "N", "Share"),
        tuple(map(line, rows)),
        open=True,
    )


def _together(tallies: Sequence[Tally]) -> Section:
    rows = quoted_together(tallies, most=_MOST_PAIRS)

    def line(row: QuotedTogether) -> Line:
        lift, p = Cell(f"{row.lift:.1f}", row.lift), Cell(_p(row.p_adjusted), row.p_adjusted)
        cells = (Cell(f"{row.one} · {row.other}"), _whole(row.articles), Cell(f"{row.expected:.1f}", row.expected), lift, p)
        return Line(cells, f"{row.kind_one} · {row.kind_other}")

    return Section(
        "together",
        "Who is quoted with whom",
        "Pairs of named sources quoted in the same article. Expected: number of articles if the two were quoted independently. "
        "p adjusted for the number of pairs (Benjamini and Hochberg 1995).",
        ("Pair", "Articles", "Expected", "Lift", "p"),
        tuple(map(line, rows)),
    )


# -- when and where ---------------------------------------------------------------------------------------------------------


def periods_of(tallies: Iterable[Tally]) -> Every:
    """Returns the periods that suit the time which articles span: weeks, months or years."""
    days = [day for tally in tallies if (day := day_of(tally.date)) is not None]
    span = (max(days) - min(days)).days if days else 0
    return "year" if span >= _DAYS_IN_YEARS else "month" if span >= _DAYS_IN_MONTHS else "week"


def _time(tallies: Sequence[Tally]) -> Section:
    every = periods_of(tallies)
    found = {name: [row for row in over_time(tallies, name, every=every) if row.group is None] for name in _MEASURES}
    first = found[_MEASURES[0]]
    dated = [row for row in first if row.start is not None]
    if len(dated) < 2:
        return Section("time", "Over time", "")
    undated = sum(row.articles for row in first if row.start is None)

    def lines() -> Iterator[Line]:
        for rows in zip(*found.values(), strict=True):
            yield Line((Cell(rows[0].period), _whole(rows[0].articles), *map(_rate, _MEASURES, rows)))

    note = f"Means over the articles of each {every}."
    return Section(
        "time",
        "Over time",
        f"{note} {undated:,} articles have no date." if undated else note,
        (str(every).capitalize(), "Articles", *(_capital(ARTICLE_MEASURES[name].label) for name in _MEASURES)),
        tuple(lines()),
    )


def _groups(tallies: Sequence[Tally], by: str, title: str) -> Section:
    if len({getattr(tally, by) for tally in tallies if getattr(tally, by)}) < 2:
        return Section(by, title, "")
    found = [rates_by_group(tallies, name, by=by) for name in _MEASURES]
    by_group = [{row.group: row for row in rows} for rows in found]

    def line(row: GroupRate) -> Line:
        cells = (_rate(name, rows[row.group]) for name, rows in zip(_MEASURES, by_group, strict=True))
        return Line((Cell(row.group), _whole(row.articles), *cells))

    return Section(
        by,
        title,
        f"Means over the articles of each {by}, with 95% bootstrap intervals.",
        (title.removeprefix("By ").capitalize(), "Articles", *(_capital(ARTICLE_MEASURES[name].label) for name in _MEASURES)),
        tuple(map(line, found[0])),
    )


def _rate(name: str, row: PeriodRate | GroupRate) -> Cell:
    if row.value is None:
        return Cell("–")
    shown = _number(ARTICLE_MEASURES[name].percent)
    return Cell(shown(row.value), row.value, _interval(row.interval, shown))


# -- how it is written ------------------------------------------------------------------------------------------------------


def _fine(share: float) -> str:
    """Returns a share of which many are small, with a digit behind the point."""
    return f"{100 * share:.1f}%"


def _number(is_share: bool) -> Callable[[float], str]:
    return percent if is_share else "{:.1f}".format


def _interval(interval: tuple[float, float] | None, shown: Callable[[float], str]) -> str:
    if interval is None:
        return ""
    low, high = map(shown, interval)
    return f"{low.removesuffix('%') if high.endswith('%') else low}–{high}"


def _mean(interval: tuple[float, float] | None, shown: Callable[[float], str], n: int) -> str:
    return f"mean over articles{f', {_interval(interval, shown)}' if interval else ''}; N = {n:,}"


def _whole(number: int) -> Cell:
    return Cell(f"{number:,}", number)


def _p(p: float) -> str:
    return "< .001" if p < 0.001 else f"{p:.3f}".removeprefix("0")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
