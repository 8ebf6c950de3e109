"""Whose doubt it is in many articles: the writers', and that of the kinds of sources that they quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hedgelens.analysis import AUTHOR_NAME, UNKNOWN_NAME
from hedgelens.measures.articles import Valued
from hedgelens.measures.corpus.asking import NOT_GIVEN, Grouping, Sums, check_given, group_of
from hedgelens.measures.corpus.source_tally import Owned
from hedgelens.measures.corpus.tally import Articles, Tally, tallies
from hedgelens.measures.counting import By, check
from hedgelens.records import Category, HedgeLensError, ResultRow


@dataclass(frozen=True, slots=True)
class OwnerHedging(ResultRow):
    """How densely the writers, or sources of one kind, hedge across many articles.

    Attributes:
        group: the group of the articles; ``None`` if they are not divided into groups.
        owner: "the writer", the kind (naming, role …) of the sources, "unknown source" or "not given".
        hedges: their hedges, or those of the requested category.
        words: their words.
        n: number of articles in which they have words.
        per_1000: hedges per 1,000 of these words, a ratio of sums over articles.
        interval: its 95% bootstrap interval over articles; ``None`` for fewer than two.
        warning: a sentence if there are too few articles.
    """

    group: str | None
    owner: str
    hedges: int
    words: int
    n: int
    per_1000: float | None
    interval: tuple[float, float] | None
    warning: str | None


@dataclass
class _Owner:
    hedges: int = 0
    words: int = 0
    rate: Sums = field(default_factory=lambda: Sums("pooled"))

    def add(self, words: int, hedges: int) -> None:
        self.hedges += hedges
        self.words += words
        self.rate.add(Valued(1000 * hedges / words if words else None, words))


def hedging_by_owner(
    articles: Articles, *, by: By = "kind", category: str | None = None, within: Grouping | None = None
) -> list[OwnerHedging]:
    """Returns how densely the writers of many articles hedge, and the sources of each kind: the writers first, then most words.

    1,000 × Σ hedges / Σ words of the same owners, over all articles (Hyland 2005 on rates per 1,000 words); the interval comes
    from resampling the articles (Efron and Tibshirani 1993, chapter 13).

    Args:
        articles: analyses or tallies; read once, one at a time.
        by: ``"kind"``, ``"naming"``, ``"role"``, ``"affiliation"`` or ``"group"`` of the sources.
        category: only hedges of this category; by default all.
        within: what divides the articles into groups (outlet, section …); by default nothing does.

    Raises:
        HedgeLensError: there is no such category, sources have no such property, or no article has such a field.
    """
    if category is not None and category not in list(Category):
        raise HedgeLensError(f"There is no category of hedges '{category}'. There are: {', '.join(Category)}.")
    if check(by, By) == "source":
        raise HedgeLensError("Sources differ between articles. Owners of hedges can be grouped by 'kind' or 'naming'.")
    found: dict[str | None, dict[str, _Owner]] = {}
    for tally in tallies(articles):
        owners = found.setdefault(None if within is None else group_of(tally, within), {})
        for owner, (words, hedges) in _counts(tally, by, category).items():
            owners.setdefault(owner, _Owner()).add(words, hedges)
    if within is not None:
        check_given([str(group) for group in found], within)
    return [row for group in sorted(found, key=str) for row in _rows(group, found[group])]


def _counts(tally: Tally, by: By, category: str | None) -> dict[str, tuple[int, int]]:
    """Returns the words and hedges of each owner in an article."""
    counts: dict[str, tuple[int, int]] = {}
    for owner, owned in _owners(tally, by):
        number = sum(owned.hedges.values()) if category is None else owned.hedges.get(category, 0)
        words, hedges = counts.get(owner, (0, 0))
        counts[owner] = (words + owned.words, hedges + number)
    return {owner: both for owner, both in counts.items() if any(both)}


def _owners(tally: Tally, by: By) -> Iterator[tuple[str, Owned]]:
    yield AUTHOR_NAME, tally.writer
    yield UNKNOWN_NAME, tally.others
    for source in tally.sources:
        for key in source.keys(by) or (NOT_GIVEN,):
            yield key, source.owned


def _rows(group: str | None, owners: dict[str, _Owner]) -> Iterator[OwnerHedging]:
    for name in sorted(owners, key=lambda name: (name != AUTHOR_NAME, -owners[name].words, name)):
        one = owners[name]
        rate = one.rate.estimate
        yield OwnerHedging(group, name, one.hedges, one.words, rate.n, rate.value, rate.interval, rate.warning)
