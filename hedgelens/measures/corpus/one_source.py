"""Articles that rest on one source, and how many sources articles have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hedgelens.measures.bootstrap import warning
from hedgelens.measures.corpus.asking import Grouping, check_given, group_of
from hedgelens.measures.corpus.tally import Articles, Tally, tallies
from hedgelens.measures.rates import wilson
from hedgelens.records import HedgeLensError, ResultRow

RESTS_ON_ONE = "rests on one source"
NOBODY = "no attributed words"
SOURCES = ("no known source", "one source", "two sources", "three or more sources")


@dataclass(frozen=True, slots=True)
class OneSource(ResultRow):
    """How many articles rest on one source, or have a certain number of sources.

    Attributes:
        group: the group of the articles; ``None`` if they are not divided into groups.
        what: "rests on one source": the largest known source has at least the threshold of the attributed words. "no known
            source", "one source", "two sources" or "three or more sources": so many have words. "no attributed words":
            no words are attributed.
        articles: number of articles to which that applies.
        n: number of articles of which it is a share: those that attribute words; for the last, all.
        share: the share.
        interval: its 95% interval (Wilson 1927).
        warning: a sentence if there are too few articles.
    """

    group: str | None
    what: str
    articles: int
    n: int
    share: float | None
    interval: tuple[float, float] | None
    warning: str | None


def one_source(articles: Articles, *, threshold: float = 0.5, by: Grouping | None = None) -> list[OneSource]:
    """Returns the share of articles that rest on one source, and of those with no, one, two, and three or more sources.

    An article rests on one source if at least the threshold of the words that the article attributes to anybody is credited to
    the largest known source, max wᵢ / Σ w ≥ threshold; the words of the unknown source are in the sum.

    Args:
        articles: analyses or tallies; read once, one at a time.
        threshold: the share of the attributed words from which an article rests on a source.
        by: what divides the articles into groups; by default nothing does.

    Raises:
        HedgeLensError: the threshold is not a share above 0, or no article has such a field.
    """
    if not 0 < threshold <= 1:
        raise HedgeLensError(f"The threshold is {threshold}, and it must be a share of the attributed words: above 0, at most 1.")
    counts: dict[str | None, Counter[str]] = {}
    for tally in tallies(articles):
        mine = counts.setdefault(None if by is None else group_of(tally, by), Counter())
        mine.update(_what(tally, threshold))
    if by is not None:
        check_given([str(group) for group in counts], by)
    return [_row(group, what, counts[group]) for group in sorted(counts, key=str) for what in (RESTS_ON_ONE, *SOURCES, NOBODY)]


def _what(tally: Tally, threshold: float) -> tuple[str, ...]:
    if not tally.attributed:
        return (NOBODY,)
    words = [source.words for source in tally.sources if source.words]
    number = SOURCES[min(len(words), len(SOURCES) - 1)]
    return (number, RESTS_ON_ONE) if words and max(words) >= threshold * tally.attributed else (number,)


def _row(group: str | None, what: str, counts: Counter[str]) -> OneSource:
    attributing = sum(counts[number] for number in SOURCES)
    n = attributing + counts[NOBODY] if what == NOBODY else attributing
    part = counts[what]
    share, span = (round(part / n, 4), wilson(part, n)) if n else (None, None)
    return OneSource(group, what, part, n, share, span, warning(n, "articles"))
