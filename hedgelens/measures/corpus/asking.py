"""Which number of each article is asked for, and how the numbers of many become one with its interval."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from hedgelens.analysis import UNKNOWN_NAME, Analysis
from hedgelens.measures.articles import ARTICLE_MEASURES, ArticleMeasure, Described, Ratio, Valued, described
from hedgelens.measures.bootstrap import Array, article_interval, warning
from hedgelens.measures.corpus.tally import Tally
from hedgelens.measures.counting import By, check, keys_of, word_credit, words_in
from hedgelens.measures.summary import OF_SOME
from hedgelens.records import HedgeLensError, Naming, ResultRow, SourceKind

Average = Literal["mean", "pooled"]
"""How the numbers of articles are combined: their mean, each with the same weight, or one ratio of sums over all of them."""

Grouping = str | Mapping[str, str]
"""What divides articles into groups: ``"outlet"``, ``"section"``, ``"author"``,
``"language"``, the name of a further field, or a mapping of ids to groups."""

NOT_GIVEN = "not given"
"""The group of the articles that belong to none."""

_ABOUT = ("outlet", "section", "author", "language", "title", "date", "near_duplicate_of")
_UNPOOLED = ("effective_number",)
_CLOSED: Mapping[str, Iterable[str]] = {"kind": SourceKind, "naming": Naming}
"""What sources may be, where there is a list of it."""


class Asked(NamedTuple):
    """A number of articles: what it is called, and how it is found in a tally."""

    label: str
    percent: bool
    of: Callable[[Tally], Valued]


def asked(measure: str | Described, average: Average = "mean") -> Asked:
    """Returns how a measure of articles is found in tallies.

    Raises:
        HedgeLensError: there is no such measure or average, or the measure cannot be taken of tallies, or not in this way.
    """
    check(average, Average)
    one = described(measure)
    name = next((name for name, other in ARTICLE_MEASURES.items() if other is one), None)
    if average == "pooled" and name in _UNPOOLED:
        raise HedgeLensError(f"'{name}' is not a ratio, so articles cannot be pooled for it. Use their mean: average='mean'.")
    if name is not None:
        return Asked(one.label, one.percent, lambda tally: Valued(*tally.values.get(name, (None, 0))))
    if one.of_tally is None:
        raise HedgeLensError(
            f"The measure '{one.label}' does not say how to compute it from a tally. Add that as its 'of_tally', a "
            f"function that returns the value and its base."
        )
    return Asked(one.label, one.percent, one.of_tally)


def share_given_to(value: str, *, by: By = "kind") -> Described:
    """Returns the measure of the share of the attributed words that are attributed to sources of a kind, role or the like.

    Words that sources of two kinds share are split, as in :func:`hedgelens.measures.composition`.

    Args:
        value: the kind, such as ``"government"``.
        by: ``"kind"``, ``"naming"``, ``"role"``, ``"affiliation"`` or ``"group"``.

    Raises:
        HedgeLensError: there is no such kind or naming.
    """

    def of(analysis: Analysis) -> ArticleMeasure:
        keys = {source.id: keys_of(analysis, source, by) for source in analysis.sources}
        credit = word_credit(analysis)
        parts, wholes = dict[int, float](), dict[int, float]()
        for sentence in analysis.body:
            given = [credit[word] for word in words_in(analysis, ((sentence.start, sentence.end),)) if word in credit]
            wholes[sentence.index] = len(given)
            parts[sentence.index] = sum(_part(value, [keys.get(id or "", _unknown(by)) for id in ids]) for ids in given)
        return Ratio(parts, wholes, "attributed words").measured

    def of_tally(tally: Tally) -> Valued:
        words = tally.credit(by).get(value, 0)
        return Valued(round(words / tally.attributed, 4) if tally.attributed else None, tally.attributed)

    def names(article: Analysis | Tally) -> set[str]:
        if isinstance(article, Tally):
            return {key for source in article.sources for key in source.keys(by)}
        return {key for source in article.sources for key in keys_of(article, source, by)}

    if check(by, By) in _CLOSED and value not in (allowed := (*_CLOSED[by], UNKNOWN_NAME)):
        raise HedgeLensError(f"No source has the {by} '{value}'. Use one of: {', '.join(allowed)}.")
    return Described(f"share of attributed words that go to {value}", True, of, of_tally, value, None if by in _CLOSED else names)


def _unknown(by: By) -> tuple[str, ...]:
    return () if by in OF_SOME else (UNKNOWN_NAME,)


def _part(value: str, keys: list[tuple[str, ...]]) -> float:
    rows = {key for of_source in keys for key in of_source}
    return (value in rows) / len(rows) if rows else 0.0


def group_of(tally: Tally, by: Grouping) -> str:
    """Returns the group that an article belongs to."""
    if not isinstance(by, str):
        return by.get(tally.id) or NOT_GIVEN
    found = getattr(tally, by) if by in _ABOUT else tally.fields.get(by)
    return found or NOT_GIVEN


def check_given(groups: Iterable[str], by: Grouping) -> None:
    """Sees to it that a field that articles are parted by is there in one of them.

    Raises:
        HedgeLensError: it is not.
    """
    found = set(groups)
    if isinstance(by, str) and by not in _ABOUT and found == {NOT_GIVEN}:
        raise HedgeLensError(
            f"No article has a field '{by}'. Articles can be grouped by {', '.join(_ABOUT[:4])}, by a field from a table, "
            f"or by a mapping of their ids to groups."
        )


@dataclass(frozen=True, slots=True)
class Estimate(ResultRow):
    """One number of many articles.

    Attributes:
        value: the number; ``None`` of no articles.
        n: number of articles that have it.
        interval: 95% bootstrap interval over articles; ``None`` for fewer than two.
        warning: a sentence if there are too few articles.
    """

    value: float | None
    n: int
    interval: tuple[float, float] | None
    warning: str | None


class Sums:
    """The numbers of articles, from one to the next."""

    def __init__(self, average: Average = "mean") -> None:
        self._pooled = average == "pooled"
        self._parts, self._wholes = array("d"), array("d")

    def add(self, found: Valued) -> None:
        """Adds the number of an article, if it has it."""
        if found.value is not None:
            weight = float(found.n) if self._pooled else 1.0
            self._parts.append(found.value * weight)
            self._wholes.append(weight)

    @property
    def numbers(self) -> Array:
        """The numbers of the articles."""
        parts, wholes = np.array(self._parts), np.array(self._wholes)
        found: Array = parts[wholes > 0] / wholes[wholes > 0]
        return found

    @property
    def value(self) -> float | None:
        """The number of all of them: Σ parts / Σ wholes, and for the mean the wholes are ones."""
        total = sum(self._wholes)
        return round(sum(self._parts) / total, 4) if total else None

    @property
    def estimate(self) -> Estimate:
        """The number of all of them with its interval."""
        n = len(self._parts)
        value = self.value
        span = None if value is None else article_interval(np.array(self._parts), np.array(self._wholes))
        return Estimate(value, n, span, warning(n, "articles"))
