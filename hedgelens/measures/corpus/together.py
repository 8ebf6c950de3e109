"""Who is quoted with whom: pairs of sources that stand in the same articles."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log2

from hedgelens.measures.bootstrap import warning
from hedgelens.measures.corpus.association import benjamini_hochberg, log_likelihood, p_value
from hedgelens.measures.corpus.dominance import Gathered, Names
from hedgelens.measures.corpus.tally import Articles, tallies
from hedgelens.measures.rates import wilson
from hedgelens.records import ResultRow

FEWEST = 2
MOST = 500


@dataclass(frozen=True, slots=True)
class QuotedTogether(ResultRow):
    """Two sources to whom words are attributed in the same articles.

    Attributes:
        one: name of the one, across all articles.
        other: name of the other.
        kind_one: kind of the one in most articles.
        kind_other: kind of the other.
        articles: number of articles that attribute words to both.
        articles_one: number of articles that attribute words to the one.
        articles_other: number of articles that attribute words to the other.
        n: number of articles that attribute words to any source.
        share: articles with both / n.
        interval: 95% interval of that share (Wilson 1927).
        expected: articles that would have both if the two were independent: articles_one × articles_other / n.
        lift: articles / expected; above 1, they occur together more often than by chance.
        pmi: pointwise mutual information, its logarithm to base 2 (Church and Hanks 1990).
        likelihood: log-likelihood ratio G² (Dunning 1993).
        p: *p* of G².
        p_adjusted: the same, adjusted for all pairs (Benjamini and Hochberg 1995).
        warning: a sentence if one of the two occurs in too few articles.
    """

    one: str
    other: str
    kind_one: str
    kind_other: str
    articles: int
    articles_one: int
    articles_other: int
    n: int
    share: float
    interval: tuple[float, float]
    expected: float
    lift: float
    pmi: float
    likelihood: float
    p: float
    p_adjusted: float
    warning: str | None


def quoted_together(articles: Articles, *, fewest: int = FEWEST, most: int = MOST) -> list[QuotedTogether]:
    """Returns which named sources are quoted in the same articles, the most frequent pairs first.

    What is one source across articles is decided as in :func:`hedgelens.measures.common_sources`. A source is quoted in an
    article that attributes words to it. The measures assume that articles are independent; those about one event are not, so
    leave out near duplicates before.

    Args:
        articles: analyses or tallies; read once, one at a time.
        fewest: pairs in fewer articles are left out.
        most: how many sources are paired: those in most articles.
    """
    names, quoted = Names(), _Quoted()
    for number, tally in enumerate(tallies(articles)):
        keys = names.add(number, tally)
        words = [source.words for source in tally.named]
        quoted.add([key for key, some in zip(keys, words, strict=True) if some])
        quoted.n += any(source.words for source in tally.sources)
    owners = names.owners()
    one_name = [owners.get(key, key) for key in quoted.names]
    return _rows(quoted, one_name, names.joined(), fewest, most)


def _rows(quoted: _Quoted, one_name: list[str], found: Mapping[str, Gathered], fewest: int, most: int) -> list[QuotedTogether]:
    counts = Counter(key for keys in quoted.articles(one_name) for key in keys)
    chosen = {key for key, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most] if number >= fewest}
    pairs = Counter(pair for keys in quoted.articles(one_name) for pair in combinations(sorted(chosen.intersection(keys)), 2))
    kept = {pair: number for pair, number in pairs.items() if number >= fewest}
    p_values = {pair: p_value(_likelihood(pair, number, counts, quoted.n)) for pair, number in kept.items()}
    adjusted = benjamini_hochberg(p_values)
    rows = []
    for pair, number in kept.items():
        alone = (counts[pair[0]], counts[pair[1]])
        sources = (found[pair[0]], found[pair[1]])
        rows.append(_row(sources, (number, *alone, quoted.n), p_values[pair], adjusted[pair]))
    return sorted(rows, key=lambda row: (-row.articles, -row.lift, row.one, row.other))


def _row(sources: tuple[Gathered, Gathered], counts: tuple[int, int, int, int], p: float, adjusted: float) -> QuotedTogether:
    one, other = sources
    both, first, second, n = counts
    expected = first * second / n
    return QuotedTogether(
        one=one.forms[0],
        other=other.forms[0],
        kind_one=str(one.kind),
        kind_other=str(other.kind),
        articles=both,
        articles_one=first,
        articles_other=second,
        n=n,
        share=round(both / n, 4),
        interval=wilson(both, n),
        expected=round(expected, 4),
        lift=round(both / expected, 4),
        pmi=round(log2(both / expected), 4),
        likelihood=round(log_likelihood(both, first - both, second - both, n - first - second + both), 4),
        p=p,
        p_adjusted=adjusted,
        warning=warning(min(first, second), "articles of the rarer of the two"),
    )


def _likelihood(pair: tuple[str, str], both: int, counts: Mapping[str, int], n: int) -> float:
    one, other = counts[pair[0]], counts[pair[1]]
    return log_likelihood(both, one - both, other - both, n - one - other + both)


class _Quoted:
    """Who is quoted in each article, in as little memory as it takes."""

    def __init__(self) -> None:
        self.n = 0
        """Articles that give words to anybody."""
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._flat, self._ends = array("L"), array("L")

    def add(self, keys: list[str]) -> None:
        """Adds an article."""
        for key in keys:
            if key not in self._numbers:
                self._numbers[key] = len(self.names)
                self.names.append(key)
            self._flat.append(self._numbers[key])
        self._ends.append(len(self._flat))

    def articles(self, one_name: list[str]) -> Iterator[set[str]]:
        """Yields for each article who is quoted in it, under one name each."""
        start = 0
        for end in self._ends:
            yield {one_name[number] for number in self._flat[start:end]}
            start = end
