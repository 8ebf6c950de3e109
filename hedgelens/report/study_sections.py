"""What the page of a study answers, section by section: a sentence on how it was taken, a chart, and the numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from hedgelens.files.text import counted
from hedgelens.measures import (
    ARTICLE_MEASURES,
    NOT_GIVEN,
    By,
    CommonSource,
    Described,
    GroupRate,
    OneSource,
    OwnerHedging,
    PeriodRate,
    QuotedTogether,
    WordShare,
)
from hedgelens.measures.overview import shown_value
from hedgelens.records import Category
from hedgelens.report.study_answers import Answer, Asked

_MOST_SOURCES = 300
"""So many sources the page has; the export has all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what it says, what it is sorted by, and what stands smaller behind it."""

    text: str
    key: float | None = None
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table.

    Attributes:
        cells: its cells.
        more: what stands smaller behind the first.
        search: has the list of articles on the page show those that quote this source.
        listed: what a list of articles elsewhere is asked for, by the names of its filters.
    """

    cells: tuple[Cell, ...]
    more: str = ""
    search: str = ""
    listed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page.

    Attributes:
        id, title: its name in the address, and its heading.
        note: how its numbers were taken.
        columns, rows: its table.
        answers: its charts, with what belongs to each.
        open: whether the table is shown where there is a chart.
    """

    id: str
    title: str
    note: str
    columns: tuple[str, ...] = ()
    rows: tuple[Line, ...] = ()
    answers: tuple[Answer, ...] = ()
    open: bool = False


def sections_of(asked: Asked) -> list[Section]:
    """Returns the sections that the articles have something for, each with its charts."""
    return [replace(section, answers=tuple(a for a in asked.answers if a.section == section.id)) for section in _sections(asked)]


def _sections(asked: Asked) -> list[Section]:
    about_all = asked.kind is None
    found = [
        _dominance(asked),
        _shares(asked, "kind", "By kind"),
        *((_shares(asked, "naming", "By naming"), _shares(asked, "role", "By role")) if about_all else ()),
        *((_shares(asked, "affiliation", "By affiliation"), _concentration(asked)) if about_all else ()),
        _doubt(asked),
        *((_categories(asked),) if about_all else ()),
        _time(asked),
        _groups(asked, "outlet", "By outlet"),
        _groups(asked, "section", "By section"),
        _together(asked),
    ]
    return [section for section in found if section.rows]


def cards_of(asked: Asked) -> list[tuple[str, str, str]]:
    """Returns the main numbers of a study: number, what it is, and how firm."""
    tallies = asked.tallies
    words = "article" if len(tallies) == 1 else "articles"
    cards = [(f"{len(tallies):,}", words, f"{sum(tally.words for tally in tallies):,} words in their bodies")]
    for name, row in asked.overall.items():
        measure = ARTICLE_MEASURES[name]
        if row.value is not None:
            shown = _number(measure.percent)
            cards.append((shown(row.value), measure.label, _mean(row.interval, shown, row.n)))
    alone = [row for row in asked.one_source if row.group is None and row.share is not None]
    if alone:
        cards.append((_fine(alone[0].share or 0.0), "of articles rest on a single source", f"N = {alone[0].n:,}"))
    return cards


# -- who --------------------------------------------------------------------------------------------------------------------


def _dominance(asked: Asked) -> Section:
    rows = asked.dominant

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
        return Line(cells, f"{row.kind}{also}", row.name, {"source": row.name})

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


def _shares(asked: Asked, by: By, title: str) -> Section:
    rows = [row for row in asked.shares(by) if row.words]

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


def _concentration(asked: Asked) -> Section:
    rows = asked.one_source

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


def _together(asked: Asked) -> Section:
    rows = asked.together

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


# -- whose doubt ------------------------------------------------------------------------------------------------------------


def _doubt(asked: Asked) -> Section:
    def line(row: OwnerHedging) -> Line:
        rate = Cell("–")
        if row.per_1000 is not None:
            rate = Cell(f"{row.per_1000:.1f}", row.per_1000, _interval(row.interval, "{:.1f}".format))
        return Line((Cell(row.owner), _whole(row.n), _whole(row.hedges), _whole(row.words), rate))

    return Section(
        "doubt",
        "Whose doubt",
        "Hedges of the writers, and of the sources that they quote, per 1,000 words of the same owner.",
        ("Owner", "Articles", "Hedges", "Words", "Hedges per 1,000 words"),
        tuple(map(line, asked.hedging)) if any(row.hedges for row in asked.hedging) else (),
    )


def _categories(asked: Asked) -> Section:
    writers, sources = Counter[str](), Counter[str]()
    for tally in asked.tallies:
        writers.update(tally.writer.hedges)
        for owned in (tally.others, *(source.owned for source in tally.sources)):
            sources.update(owned.hedges)

    def line(category: Category) -> Line:
        mine, theirs = writers[category], sources[category]
        return Line((Cell(category), _whole(mine + theirs), _whole(mine), _whole(theirs)), category.gloss)

    return Section(
        "categories",
        "Kinds of hedges",
        "Hedges by category; the first seven weaken the commitment to a statement, the others blur a quantity, a membership or a "
        "frequency.",
        ("Category", "Hedges", "Writers'", "Sources'"),
        tuple(line(category) for category in Category if writers[category] + sources[category]),
    )


# -- when and where ---------------------------------------------------------------------------------------------------------


def _time(asked: Asked) -> Section:
    every, found = asked.every, asked.over_time
    first = next(iter(found.values()))
    if sum(row.start is not None for row in first) < 2:
        return Section("time", "Over time", "")
    undated = sum(row.articles for row in first if row.start is None)

    def lines() -> Iterator[Line]:
        for rows in zip(*found.values(), strict=True):
            yield Line((Cell(rows[0].period), _whole(rows[0].articles), *map(_rate, asked.measures.values(), rows)))

    note = f"Means over the articles of each {every}, with 95% bootstrap intervals."
    return Section(
        "time",
        "Over time",
        f"{note} {counted(undated, 'article')} without a date." if undated else note,
        (str(every).capitalize(), "Articles", *(_capital(measure.label) for measure in asked.measures.values())),
        tuple(lines()),
    )


def _groups(asked: Asked, by: str, title: str) -> Section:
    found = asked.groups(by)
    if not found:
        return Section(by, title, "")
    by_group = [{row.group: row for row in rows} for rows in found.values()]

    def line(row: GroupRate) -> Line:
        cells = (_rate(measure, rows[row.group]) for measure, rows in zip(asked.measures.values(), by_group, strict=True))
        listed = {by: row.group} if by == "outlet" and row.group != NOT_GIVEN else {}
        return Line((Cell(row.group), _whole(row.articles), *cells), listed=listed)

    return Section(
        by,
        title,
        f"Means over the articles of each {by}, with 95% bootstrap intervals.",
        (title.removeprefix("By ").capitalize(), "Articles", *(_capital(m.label) for m in asked.measures.values())),
        tuple(map(line, next(iter(found.values())))),
    )


def _rate(measure: Described, row: PeriodRate | GroupRate) -> Cell:
    if row.value is None:
        return Cell("–")
    shown = _number(measure.percent)
    return Cell(shown(row.value), row.value, _interval(row.interval, shown))


# -- how it is written ------------------------------------------------------------------------------------------------------


def _fine(share: float) -> str:
    """Returns a share of which many are small, with a digit behind the point."""
    return f"{100 * share:.1f}%"


def _number(is_share: bool) -> Callable[[float], str]:
    return partial(shown_value, is_share=is_share)


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
