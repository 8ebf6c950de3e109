"""Numbers of articles over time: week by week, month by month, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from hedgelens.measures.articles import Described, described, sought
from hedgelens.measures.corpus.asking import Average, Grouping, Sums, asked, check_given, group_of
from hedgelens.measures.corpus.tally import Articles, tallies
from hedgelens.measures.counting import check
from hedgelens.records import HedgeLensError, ResultRow

Every = Literal["week", "month", "year"]

UNDATED = "undated"
"""The period of the articles without a day."""


@dataclass(frozen=True, slots=True)
class PeriodRate(ResultRow):
    """A number of the articles of one period, and of one group if they are divided into groups.

    Attributes:
        group: the group; ``None`` if the articles are not divided into groups.
        period: the ISO week ("2026-W05"), month ("2026-05") or year ("2026"); "undated" for articles without a day.
        start: its first day in ISO 8601; ``None`` for the undated articles.
        articles: number of articles.
        n: number of those that have a value.
        value: the number: the mean over the articles, or the ratio of sums over them; ``None`` if ``n`` is 0.
        interval: 95% bootstrap interval over articles; ``None`` for fewer than two.
        smoothed: the mean of the values of the periods around it, weighted by ``n``; ``None`` without smoothing.
        smoothed_over: number of periods in this mean.
        warning: a sentence if there are too few articles.
    """

    group: str | None
    period: str
    start: str | None
    articles: int
    n: int
    value: float | None
    interval: tuple[float, float] | None
    smoothed: float | None
    smoothed_over: int
    warning: str | None


def over_time(
    articles: Articles,
    measure: str | Described = "words_attributed",
    *,
    every: Every = "month",
    by: Grouping | None = None,
    average: Average = "mean",
    smooth: int = 1,
) -> list[PeriodRate]:
    """Returns a number of articles period by period, one group after the other.

    Every group has a row for every period from the first article of all to the last; if it has no article, N is 0 and there is no
    value. Articles whose day is not known have a row at the end, so that none is omitted. Values and intervals are those of
    :func:`hedgelens.measures.rates_by_group`.

    Smoothed values are centred moving means over ``smooth`` periods, weighted by their articles, Σ nⱼ xⱼ / Σ nⱼ (Kendall and Ord
    1990); at the ends, and around empty periods, they are based on fewer. Intervals remain those of the single periods.

    Args:
        articles: analyses or tallies; read once, one at a time.
        measure: name of a measure (``hedgelens.measures.ARTICLE_MEASURES``), or one such as ``share_of("officials")`` or
            ``share_given_to("government")``.
        every: ``"week"`` (ISO 8601: Monday to Sunday), ``"month"`` or ``"year"``.
        by: what divides the articles into groups; by default nothing does.
        average: how the numbers of articles are combined: ``"mean"`` or ``"pooled"``.
        smooth: number of periods in a smoothed value, which must be odd; 1 for no smoothing.

    Raises:
        HedgeLensError: there is no such measure, period or field, or the number for smoothing is not odd.
    """
    check(every, Every)
    if smooth < 1 or smooth % 2 == 0:
        raise HedgeLensError(
            f"Values cannot be smoothed over {smooth} periods: give an odd number, such as 3 or 5 (1 for no smoothing)."
        )
    one = asked(measure, average)
    sums: dict[str | None, dict[date | None, tuple[int, Sums]]] = {}
    for tally in sought(described(measure), tallies(articles)):
        start = first_day(tally.date, every)
        of_group = sums.setdefault(None if by is None else group_of(tally, by), {})
        number, found = of_group.get(start) or (0, Sums(average))
        found.add(one.of(tally))
        of_group[start] = (number + 1, found)
    if by is not None:
        check_given([str(group) for group in sums], by)
    periods = _periods({start for of_group in sums.values() for start in of_group if start}, every)
    groups = sorted(sums, key=str)
    return [row for group in groups for row in _rows(group, sums[group], periods, every, smooth)]


def _rows(
    group: str | None, found: Mapping[date | None, tuple[int, Sums]], periods: Sequence[date], every: Every, smooth: int
) -> Iterator[PeriodRate]:
    rows = [_row(group, start, found.get(start), every) for start in periods]
    reach = smooth // 2
    for place, row in enumerate(rows):
        yield row if smooth == 1 else _smoothed(row, rows[max(place - reach, 0) : place + reach + 1])
    if None in found:
        yield _row(group, None, found[None], every)


def _row(group: str | None, start: date | None, found: tuple[int, Sums] | None, every: Every) -> PeriodRate:
    articles, sums = found or (0, Sums())
    e = sums.estimate
    day = str(start) if start else None
    return PeriodRate(group, name_of(start, every), day, articles, e.n, e.value, e.interval, None, 1, e.warning)


def _smoothed(row: PeriodRate, around: Sequence[PeriodRate]) -> PeriodRate:
    there = [(one.value, one.n) for one in around if one.value is not None]
    weight = sum(n for _, n in there)
    mean = round(sum(value * n for value, n in there) / weight, 4) if weight else None
    return replace(row, smoothed=mean, smoothed_over=len(there))


def day_of(text: str | None) -> date | None:
    """Returns the day that a text in ISO 8601 names; ``None`` where it names none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def first_day(day: str | None, every: Every) -> date | None:
    """Returns the first day of the period that a day in ISO 8601 is in; ``None`` where the words are no such day."""
    found = day_of(day)
    if found is None:
        return None
    if every == "week":
        return found - timedelta(days=found.weekday())
    return found.replace(day=1) if every == "month" else found.replace(month=1, day=1)


def name_of(start: date | None, every: Every) -> str:
    """Returns the name of the period that begins with a day."""
    if start is None:
        return UNDATED
    year, week, _ = start.isocalendar()
    return {"week": f"{year}-W{week:02}", "month": f"{start.year}-{start.month:02}", "year": f"{start.year}"}[every]


def _periods(starts: set[date], every: Every) -> list[date]:
    """Returns the first days of all periods from the first to the last."""
    found = [min(starts)] if starts else []
    last = max(starts, default=None)
    while last and found[-1] < last:
        found.append(_next(found[-1], every))
    return found


def _next(start: date, every: Every) -> date:
    if every == "week":
        return start + timedelta(days=7)
    months = start.month if every == "month" else 12
    return date(start.year + months // 12, months % 12 + 1, 1)
