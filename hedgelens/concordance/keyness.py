"""Key words: those that one group of sources is given more often than another, or that one group of articles gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from math import log, sqrt
from typing import Literal

from hedgelens.analysis import Analysis
from hedgelens.concordance.collocations import LEFT_OUT
from hedgelens.concordance.tokens import tokens_of
from hedgelens.measures import Credit, benjamini_hochberg, holm, word_credit
from hedgelens.measures.articles import is_called
from hedgelens.measures.corpus.association import log_likelihood, p_value
from hedgelens.measures.counting import check
from hedgelens.records import Article, HedgeLensError, ResultRow, Source

Correction = Literal["benjamini-hochberg", "holm"]

SpokenBy = str | Callable[[Source], bool]
"""Sources of a kind ("government"), a naming ("anonymous"), a name or a registry group; or those that a function accepts."""

Articles = Callable[[Article], bool]

FEWEST = 5
_Z = 1.96
_NONE = 0.5
"""What stands for no occurrence in a ratio."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words that are attributed to certain sources, in certain articles.

    Attributes:
        sources: which sources; by default all that are known.
        articles: a function that says whether an article is one of them; by default all are.
        name: what the group is called.
    """

    sources: SpokenBy | None = None
    articles: Articles | None = None
    name: str = ""

    def __str__(self) -> str:
        return self.name or (self.sources if isinstance(self.sources, str) else "the chosen")

    def has(self, source: Source) -> bool:
        """Says whether a source is one of the group."""
        if isinstance(self.sources, str):
            names = (source.name, *source.aliases, *source.groups)
            return self.sources in (source.kind, source.naming) or is_called(self.sources, names)
        return self.sources is None or self.sources(source)

    def has_article(self, article: Article) -> bool:
        """Says whether an article is one of the group."""
        return self.articles is None or self.articles(article)


@dataclass(frozen=True, slots=True)
class KeyWord(ResultRow):
    """A word that is attributed to one of two groups more often than to the other.

    Attributes:
        word: the word in lower case.
        group: the group to which it is attributed more often.
        count_one: how often it occurs in the words attributed to the first group.
        count_other: the same for the second group.
        articles_one: in how many articles it does so for the first group.
        articles_other: the same for the second group.
        words_one: all words attributed to the first group.
        words_other: all words attributed to the second group.
        per_1000_one: occurrences per 1,000 words of the first group.
        per_1000_other: the same for the second group.
        likelihood: log-likelihood ratio G² (Dunning 1993).
        p: *p* of G².
        p_adjusted: the same, adjusted for all words that were compared.
        log_ratio: binary logarithm of the ratio of the two rates (Hardie 2014): 1 is twice as often, −1 half as often. No
            occurrence counts as half of one, or less in a small group.
        interval: its 95% interval (Katz et al. 1978), which assumes that occurrences are independent.
        warning: a sentence if the word occurs in so few articles that it may say more about their topics than about the group.
    """

    word: str
    group: str
    count_one: int
    count_other: int
    articles_one: int
    articles_other: int
    words_one: int
    words_other: int
    per_1000_one: float
    per_1000_other: float
    likelihood: float
    p: float
    p_adjusted: float
    log_ratio: float
    interval: tuple[float, float]
    warning: str | None


@dataclass
class _Counts:
    words: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)

    def add(self, words: Counter[str]) -> None:
        self.words.update(words)
        self.articles.update(words.keys())


def keyness(
    analyses: Analysis | Iterable[Analysis],
    one: Spoken | SpokenBy,
    other: Spoken | SpokenBy | None = None,
    *,
    fewest: int = FEWEST,
    correction: Correction = "benjamini-hochberg",
    leave_out: str | Collection[str] = LEFT_OUT,
) -> list[KeyWord]:
    """Returns the words that distinguish what is attributed to two groups of sources, the highest log-likelihood first.

    For a word that occurs a and b times in the c and d words attributed to the groups, G² is 2 Σ O ln (O / E) over the table of
    a, b, c − a and d − b (Dunning 1993), and the log ratio is log₂ ((a / c) / (b / d)) (Hardie 2014). How certain a difference is
    and how large it is are two things: G² grows with the corpus, the log ratio does not. Words are credited to the outermost
    source; those that sources of both groups share are left out.

    Args:
        analyses: one analysis or several; read once, one at a time.
        one: the first group: a kind ("government"), a naming ("anonymous"), a name or a registry group, a function that accepts a
            source, or a :class:`Spoken`, which may also choose articles.
        other: the second group, likewise; by default all other known sources.
        fewest: words that occur less often in both together are left out.
        correction: ``"benjamini-hochberg"`` (limits the share of words below a level of p that are there by chance) or ``"holm"``
            (limits the probability that there is any such word).
        leave_out: words that are not compared, in lower case; by default function words.

    Raises:
        HedgeLensError: there is no such correction, or no words are attributed to one of the groups.
    """
    check(correction, Correction)
    first = one if isinstance(one, Spoken) else Spoken(one)
    second = other if isinstance(other, Spoken) or other is None else Spoken(other)
    mine, theirs = _Counts(), _Counts()
    for analysis in [analyses] if isinstance(analyses, Analysis) else analyses:
        of_one, of_other = _words(analysis, first, second)
        mine.add(of_one)
        theirs.add(of_other)
    names = names_of(one, other)
    for name, counts in zip(names, (mine, theirs), strict=True):
        if not counts.words:
            raise HedgeLensError(
                f"No words are attributed to '{name}' in these articles, so nothing can be compared. A group can be a kind or "
                f"naming of sources, the name of a source, a group in a registry, or a function that accepts a source."
            )
    return _rows(names, mine, theirs, _compared(mine, theirs, fewest, leave_out), correction)


def names_of(one: Spoken | SpokenBy, other: Spoken | SpokenBy | None) -> tuple[str, str]:
    """Returns what two groups are called."""
    first, second = (group if isinstance(group, Spoken) else Spoken(group) for group in (one, other))
    return str(first), "all others" if other is None else str(second)


def _words(analysis: Analysis, one: Spoken, other: Spoken | None) -> tuple[Counter[str], Counter[str]]:
    """Counts the words that each group is given in an article."""
    found = Counter[str](), Counter[str]()
    here = one.has_article(analysis.article), other is None or other.has_article(analysis.article)
    if not any(here):
        return found
    sides = {source.id: _side(source, one, other, here) for source in analysis.sources}
    for word, sources in _credited(analysis, word_credit(analysis)):
        given = {side for id in sources if (side := sides.get(id or "")) is not None}
        if len(given) == 1:
            found[given.pop()][word] += 1
    return found


def _side(source: Source, one: Spoken, other: Spoken | None, here: tuple[bool, bool]) -> int | None:
    if here[0] and one.has(source):
        return 0
    return 1 if here[1] and (other is None or other.has(source)) else None


def _credited(analysis: Analysis, credit: Credit) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    places = {start: place for place, start in enumerate(analysis.word_starts)}
    for token in tokens_of(analysis):
        place = places.get(token.start) if token.is_word else None
        if place is not None and place in credit:
            yield token.key, credit[place]


def _compared(mine: _Counts, theirs: _Counts, fewest: int, leave_out: str | Collection[str]) -> list[str]:
    left = {leave_out} if isinstance(leave_out, str) else leave_out
    both = sorted({*mine.words, *theirs.words})
    return [word for word in both if word not in left and mine.words[word] + theirs.words[word] >= fewest]


def _rows(names: tuple[str, str], mine: _Counts, theirs: _Counts, words: Iterable[str], correction: Correction) -> list[KeyWord]:
    totals = mine.words.total(), theirs.words.total()
    strength = {word: _likelihood(mine.words[word], theirs.words[word], totals) for word in words}
    p_values = {word: p_value(likelihood) for word, likelihood in strength.items()}
    adjusted = benjamini_hochberg(p_values) if correction == "benjamini-hochberg" else holm(p_values)
    rows = [_row(word, names, (mine, theirs), totals, (strength[word], p_values[word], adjusted[word])) for word in strength]
    return sorted(rows, key=lambda row: (-row.likelihood, row.word))


def _likelihood(a: int, b: int, totals: tuple[int, int]) -> float:
    return log_likelihood(a, b, totals[0] - a, totals[1] - b)


def _row(
    word: str,
    names: tuple[str, str],
    counts: tuple[_Counts, _Counts],
    totals: tuple[int, int],
    tested: tuple[float, float, float],
) -> KeyWord:
    a, b = (of.words[word] for of in counts)
    articles = tuple(of.articles[word] for of in counts)
    ratio, span = log_ratio((a, totals[0]), (b, totals[1]))
    return KeyWord(
        word=word,
        group=names[ratio < 0],
        count_one=a,
        count_other=b,
        articles_one=articles[0],
        articles_other=articles[1],
        words_one=totals[0],
        words_other=totals[1],
        per_1000_one=round(1000 * a / totals[0], 4),
        per_1000_other=round(1000 * b / totals[1], 4),
        likelihood=round(tested[0], 4),
        p=tested[1],
        p_adjusted=tested[2],
        log_ratio=ratio,
        interval=span,
        warning=_warning(articles[ratio < 0], names[ratio < 0]),
    )


def log_ratio(one: tuple[float, int], other: tuple[float, int]) -> tuple[float, tuple[float, float]]:
    """Returns the binary logarithm of the ratio of two rates (Hardie 2014), and its 95% interval (Katz et al. 1978).

    No occurrence counts as half of one (Hardie 2014); in a small group, where one would be many already, as half of those that it
    would have at the rate of the other group, so that the ratio never points to the group without the word.

    Args:
        one: how often, in how many words.
        other: the same of the other one.
    """
    (a, c), (b, d) = one, other
    a, b = a or _of_none(b * c / d), b or _of_none(a * d / c)
    ratio = log((a / c) / (b / d))
    half = _Z * sqrt(max(1 / a - 1 / c + 1 / b - 1 / d, 0))
    low, high = (round(edge / log(2), 4) for edge in (ratio - half, ratio + half))
    return round(ratio / log(2), 4), (low, high)


def _of_none(expected: float) -> float:
    return min(_NONE, expected / 2)


def _warning(articles: int, group: str) -> str | None:
    if articles >= _FEW:
        return None
    return f"N = {articles} (articles of {group}): a word of so few articles may be a matter of their topic."


_FEW = 3
