"""What a study answers: of each chart the drawing, the data, the formula, and the sentence for a methods section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from hedgelens import charts
from hedgelens.measures import (
    ARTICLE_MEASURES,
    By,
    CommonSource,
    Described,
    Every,
    Grouping,
    GroupRate,
    OneSource,
    OwnerHedging,
    PeriodRate,
    QuotedTogether,
    Tally,
    WordShare,
    common_sources,
    hedging_by_owner,
    one_source,
    over_time,
    quoted_together,
    rates_by_group,
    share_given_to,
    word_shares,
)
from hedgelens.measures.corpus.periods import day_of
from hedgelens.measures.formulas import Formula, formulas
from hedgelens.records import ResultRow
from hedgelens.views.methods import Made, method
from hedgelens.views.rows import csv_text
from hedgelens.views.tables import cells_of, columns_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MEASURES = ("words_attributed", "anonymity_share", "hedges_per_1000")
"""What is shown by outlet and over time."""
MOST_PAIRS = 100
_DAYS_IN_MONTHS = 92
"""From so many days on months are the periods, below it weeks; from six years on years."""
_DAYS_IN_YEARS = 6 * 365


class Asked:
    """The articles of a study with what is asked of them; each question is answered once, for tables and charts alike."""

    def __init__(self, tallies: Sequence[Tally], kind: str | None = None) -> None:
        """Takes the articles, and the kind of sources that the questions are about; by default all."""
        self.tallies, self.kind = tallies, kind
        self._shares: dict[tuple[By, Grouping | None], list[WordShare]] = {}
        self._groups: dict[tuple[str, str], list[GroupRate]] = {}

    @cached_property
    def measures(self) -> dict[str, Described]:
        """The measures that are shown by outlet and over time."""
        if self.kind is not None:
            return {"share-given": share_given_to(self.kind)}
        return {name: ARTICLE_MEASURES[name] for name in MEASURES}

    @cached_property
    def dominant(self) -> list[CommonSource]:
        """The named sources, those with most words first."""
        return [row for row in common_sources(self.tallies) if self.kind in (None, row.kind)]

    def shares(self, by: By, within: Grouping | None = None) -> list[WordShare]:
        """Returns how the attributed words are shared by what sources are."""
        if (by, within) not in self._shares:
            self._shares[by, within] = word_shares(self.tallies, by=by, within=within)
        return self._shares[by, within]

    @cached_property
    def one_source(self) -> list[OneSource]:
        """Articles that rest on one source."""
        return one_source(self.tallies)

    @cached_property
    def hedging(self) -> list[OwnerHedging]:
        """How densely the writers, and kinds of sources, hedge."""
        return hedging_by_owner(self.tallies)

    @cached_property
    def together(self) -> list[QuotedTogether]:
        """Who is quoted with whom."""
        found = quoted_together(self.tallies, most=MOST_PAIRS)
        return [row for row in found if self.kind in (None, row.kind_one, row.kind_other)]

    @cached_property
    def every(self) -> Every:
        """The periods that suit the time which the articles span: weeks, months or years."""
        days = [day for tally in self.tallies if (day := day_of(tally.date)) is not None]
        span = (max(days) - min(days)).days if days else 0
        return "year" if span >= _DAYS_IN_YEARS else "month" if span >= _DAYS_IN_MONTHS else "week"

    @cached_property
    def over_time(self) -> dict[str, list[PeriodRate]]:
        """Each measure by period."""
        return {name: over_time(self.tallies, measure, every=self.every) for name, measure in self.measures.items()}

    @cached_property
    def overall(self) -> dict[str, GroupRate]:
        """The main measures, each of all articles together; nothing where there is no article."""
        together = {tally.id: "all" for tally in self.tallies}
        found = {name: rates_by_group(self.tallies, name, by=together) for name in MEASURES}
        return {name: rows[0] for name, rows in found.items() if rows}

    def groups(self, by: str) -> dict[str, list[GroupRate]]:
        """Returns each measure by outlet or section; nothing where there are not two of them."""
        if len({getattr(tally, by) for tally in self.tallies if getattr(tally, by)}) < 2:
            return {}
        for name, measure in self.measures.items():
            if (name, by) not in self._groups:
                self._groups[name, by] = rates_by_group(self.tallies, measure, by=by)
        return {name: self._groups[name, by] for name in self.measures}

    @cached_property
    def answers(self) -> list[Answer]:
        """The charts that there are data for."""
        return answers_of(self)


@dataclass(frozen=True)
class Answer:
    """A chart with what belongs to it.

    Attributes:
        id: its name in addresses and file names.
        section: the section of the page that it stands in.
        make: draws it.
        rows: its data.
        kind: what these are.
        formulas: how its numbers are taken, step by step.
        n: over how many, in words.
        part: what the articles, or the sources, are parted by.
    """

    id: str
    section: str
    make: Callable[[], Axes]
    rows: Sequence[ResultRow]
    kind: type[ResultRow]
    formulas: tuple[Formula, ...]
    n: str
    part: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of its data."""
        return columns_of(self.kind)

    def cells(self, most: int | None = None) -> Iterator[list[Any]]:
        """Yields the cells of its data, row by row."""
        return map(cells_of, self.rows[:most])

    def csv(self, *, raw: bool = False) -> str:
        """Returns its data as CSV."""
        return csv_text(self.columns, self.cells(), raw=raw)

    def method(self, made: Made) -> str:
        """Returns the sentences for a methods section."""
        return f"{method(self.formulas, self.n, self.part)} {made.sentences}"


def answers_of(asked: Asked) -> list[Answer]:
    """Returns the charts of a study that there are data for, in their order."""
    found = [*_who(asked), *_when_and_where(asked), *_together(asked)]
    return [answer for answer in found if answer.rows]


def _who(asked: Asked) -> Iterator[Answer]:
    tallies, known = asked.tallies, formulas()
    attributing = sum(1 for tally in tallies if tally.attributed)
    everything, some = f"{len(tallies):,} articles", f"{attributing:,} articles with attributed words"
    yield Answer(
        "dominance", "dominance", partial(charts.dominant_sources, tallies, kind=asked.kind),
        asked.dominant, CommonSource, (known["dominance"],), everything,
    )  # fmt: skip
    for by in ("kind", "naming") if asked.kind is None else ("kind",):
        yield Answer(
            by, by, partial(charts.kinds, tallies, by=by), asked.shares(by, "outlet"), WordShare, (known["composition"],), some
        )
    if asked.kind is None:
        rows = [row for row in asked.one_source if row.share is not None]
        yield Answer(
            "one-source", "one-source", partial(charts.one_source, tallies), rows, OneSource, (known["one-source"],), some
        )
    rated = [row for row in asked.hedging if row.per_1000 is not None]
    make = partial(charts.hedging_by_owner, tallies)
    yield Answer("doubt", "doubt", make, rated, OwnerHedging, (known["hedging"],), everything)


def _when_and_where(asked: Asked) -> Iterator[Answer]:
    tallies, known = asked.tallies, formulas()
    for name, measure in asked.measures.items():
        rows = asked.over_time[name]
        if sum(row.start is not None for row in rows) > 1:
            make = partial(charts.over_time, tallies, measure, every=asked.every)
            n, part = f"{sum(row.n for row in rows):,} articles", asked.kind or str(asked.every)
            steps = (known[name], _mean(str(asked.every)))
            yield Answer(f"time-{_file(name)}", "time", make, rows, PeriodRate, steps, n, part)
    for name, by_group in asked.groups("outlet").items():
        n, part = f"{sum(row.n for row in by_group):,} articles", asked.kind or "outlet"
        make = partial(charts.rates_by_group, tallies, asked.measures[name])
        steps = (known[name], _mean("outlet"))
        yield Answer(f"outlet-{_file(name)}", "outlet", make, by_group, GroupRate, steps, n, part)


def _together(asked: Asked) -> Iterator[Answer]:
    rows = asked.together
    n = f"{rows[0].n:,} articles with attributed words, {len(rows):,} pairs" if rows else ""
    make = partial(charts.quoted_together, asked.tallies, kind=asked.kind)
    yield Answer("together", "together", make, rows, QuotedTogether, (formulas()["together"],), n)


def _mean(part: str) -> Formula:
    """Returns the formula of a mean over the articles of each part."""
    mean = formulas()["mean"]
    return Formula(mean.measure, mean.formula, mean.where, mean.method.format(part=part), mean.interval)


def _file(name: str) -> str:
    return name.replace("_", "-")
