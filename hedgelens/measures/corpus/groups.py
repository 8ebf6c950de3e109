"""Groups of articles beside each other: outlets, sections, whatever is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hedgelens.measures.articles import Described, described, sought
from hedgelens.measures.bootstrap import Array, difference_interval, warning
from hedgelens.measures.comparison import holm, permutation_test
from hedgelens.measures.corpus.asking import Average, Grouping, Sums, asked, check_given, group_of
from hedgelens.measures.corpus.tally import Articles, tallies
from hedgelens.records import HedgeLensError, ResultRow


@dataclass(frozen=True, slots=True)
class GroupRate(ResultRow):
    """A number of the articles of one group.

    Attributes:
        group: the group.
        articles: number of its articles.
        n: number of those that have a value.
        value: the number: the mean over the articles, or the ratio of sums over them.
        interval: 95% bootstrap interval over articles; ``None`` for fewer than two.
        warning: a sentence if there are too few articles.
    """

    group: str
    articles: int
    n: int
    value: float | None
    interval: tuple[float, float] | None
    warning: str | None


@dataclass(frozen=True, slots=True)
class Difference(ResultRow):
    """How far the mean of one group is from that of the group that all are compared with.

    Attributes:
        group: the group.
        reference: the group that it is compared with.
        n: number of the group's articles that have a value.
        n_reference: the same for the reference group.
        mean: mean over these articles.
        mean_reference: the same for the reference group.
        difference: the first mean minus the second.
        interval: its 95% bootstrap interval over the articles of both; ``None`` if a group has fewer than two.
        p: two-sided *p* of a permutation test over articles.
        p_holm: the same, adjusted for all groups that were compared (Holm 1979).
        warning: a sentence if one of the groups has too few articles.
    """

    group: str
    reference: str
    n: int
    n_reference: int
    mean: float
    mean_reference: float
    difference: float
    interval: tuple[float, float] | None
    p: float
    p_holm: float
    warning: str | None


def rates_by_group(
    articles: Articles, measure: str | Described = "words_attributed", *, by: Grouping = "outlet", average: Average = "mean"
) -> list[GroupRate]:
    """Returns a number of each group of articles, the greatest first; articles without a group form a group of their own.

    ``"mean"`` is Σ xᵢ / N over the articles, each with the same weight; ``"pooled"`` is the ratio of sums Σ aᵢ / Σ bᵢ, in which
    long articles weigh more. Intervals: 1,000 resamples of the articles of a group, the same in every run (Efron and Tibshirani
    1993, chapter 13).

    Args:
        articles: analyses or tallies; read once, one at a time.
        measure: name of a measure (``hedgelens.measures.ARTICLE_MEASURES``), or one such as ``share_of("officials")`` or
            ``share_given_to("government")``.
        by: what divides the articles into groups.
        average: how the numbers of articles are combined.

    Raises:
        HedgeLensError: there is no such measure, or no article has such a field.
    """
    one = asked(measure, average)
    sums, sizes = dict[str, Sums](), dict[str, int]()
    for tally in sought(described(measure), tallies(articles)):
        group = group_of(tally, by)
        sizes[group] = sizes.get(group, 0) + 1
        sums.setdefault(group, Sums(average)).add(one.of(tally))
    check_given(sizes, by)
    found = [(group, some.estimate) for group, some in sums.items()]
    rows = [GroupRate(group, sizes[group], e.n, e.value, e.interval, e.warning) for group, e in found]
    return sorted(rows, key=lambda row: (row.value is None, -(row.value or 0), row.group))


def differences(
    articles: Articles, measure: str | Described = "words_attributed", *, reference: str, by: Grouping = "outlet"
) -> list[Difference]:
    """Returns how far the mean of each group is from that of one of them, the greatest difference first.

    The difference is that of the means over articles. The interval comes from resampling the articles of each group (Efron and
    Tibshirani 1993, chapter 8), p from a permutation test over the articles of both (Fisher 1935), and p_holm from all the tests
    together (Holm 1979). Groups in which no article has a value are left out.

    Args:
        articles: analyses or tallies; read once, one at a time.
        measure: as in :func:`rates_by_group`.
        reference: the group that the others are compared with.
        by: what divides the articles into groups.

    Raises:
        HedgeLensError: there is no such measure, or no such group with a value.
    """
    one, sums = asked(measure), dict[str, Sums]()
    for tally in sought(described(measure), tallies(articles)):
        sums.setdefault(group_of(tally, by), Sums()).add(one.of(tally))
    check_given(sums, by)
    return differences_of({group: some.numbers.tolist() for group, some in sums.items()}, reference)


def differences_of(values: Mapping[str, Sequence[float]], reference: str) -> list[Difference]:
    """Returns how far the mean of each group of numbers is from that of one of them, as :func:`differences` does.

    Raises:
        HedgeLensError: there is no such group with a value.
    """
    # In order of size: sums then round alike, in whichever order the articles come.
    numbers = {group: np.sort(np.array(some, dtype=np.float64)) for group, some in values.items() if len(some)}
    if reference not in numbers:
        there = ", ".join(map(repr, sorted(numbers))) or "none"
        raise HedgeLensError(f"There is no group '{reference}' with this number to compare with. There are: {there}.")
    base = numbers.pop(reference)
    tests = {group: permutation_test(found.tolist(), base.tolist()) for group, found in numbers.items()}
    p_values = {group: test.p for group, test in tests.items() if test is not None}
    adjusted = holm(p_values)
    rows = [_difference(group, found, reference, base, (p_values[group], adjusted[group])) for group, found in numbers.items()]
    return sorted(rows, key=lambda row: (-abs(row.difference), row.group))


def _difference(group: str, found: Array, reference: str, base: Array, p_values: tuple[float, float]) -> Difference:
    return Difference(
        group=group,
        reference=reference,
        n=len(found),
        n_reference=len(base),
        mean=round(float(found.mean()), 4),
        mean_reference=round(float(base.mean()), 4),
        difference=round(float(found.mean() - base.mean()), 4),
        interval=difference_interval(found, base),
        p=p_values[0],
        p_holm=p_values[1],
        warning=warning(min(len(found), len(base)), "articles of the smaller group"),
    )
