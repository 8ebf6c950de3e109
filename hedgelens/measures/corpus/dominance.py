"""Who dominates many articles: the sources that several of them rest on, each brought together from all."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from hedgelens.files.text import one_line
from hedgelens.measures.bootstrap import MOST_DRAWN, Array, article_draws, percentiles, warning
from hedgelens.measures.corpus.source_tally import SourceTally
from hedgelens.measures.corpus.tally import Articles, Tally, tallies
from hedgelens.records import ResultRow, SourceKind
from hedgelens.settings import Types
from hedgelens.sources.registry import normal as _normal

normal = lru_cache(maxsize=1_000_000)(_normal)
"""A name as it is compared; the same ones come back in one article after the other."""


@dataclass(frozen=True, slots=True)
class CommonSource(ResultRow):
    """How much of many articles rests on one source.

    Attributes:
        name: its name, that of the registry where there is one, else the one that most articles use in full.
        kind: what most articles make of it.
        groups: its groups of the registry.
        articles: number of articles that it has a row in.
        first: number of those in which nobody has more words.
        attributions: attributions that it is credited with.
        sentences: sentences with an attribution to it.
        words: words that it is credited with.
        share_words: the same as a share of the words of all bodies, also of those that do not name it.
        forms: the names that it has in the articles, which were taken for one.
        interval: 95% bootstrap interval of the share, over all articles; ``None`` below two.
        warning: a sentence where it stands in too few articles.
    """

    name: str
    kind: str
    groups: tuple[str, ...]
    articles: int
    first: int
    attributions: int
    sentences: float
    words: float
    share_words: float
    forms: tuple[str, ...]
    interval: tuple[float, float] | None = None
    warning: str | None = None


@dataclass
class Gathered:
    """What is known of one name over all articles."""

    names: Counter[str] = field(default_factory=Counter)
    short_names: Counter[str] = field(default_factory=Counter)
    registered: set[str] = field(default_factory=set)
    kinds: Counter[SourceKind] = field(default_factory=Counter)
    groups: dict[str, None] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    words: dict[int, int] = field(default_factory=dict)
    """For the number of each article with a row the words in it."""
    first: set[int] = field(default_factory=set)
    attributions: int = 0
    sentences: int = 0

    @property
    def kind(self) -> SourceKind:
        """What most articles make of it."""
        return self.kinds.most_common(1)[0][0]

    @property
    def forms(self) -> tuple[str, ...]:
        """Its names: those of the registry first, then those that most articles use, the short ones last."""
        names = [name for names in (self.names, self.short_names) for name, _ in names.most_common()]
        return tuple(dict.fromkeys(sorted(names, key=lambda name: name not in self.registered)))

    def add(self, article: int, source: SourceTally) -> None:
        """Adds what one article has of it."""
        name = one_line(source.name)
        self.aliases.update(map(normal, source.aliases))
        self.names[name] += 1
        self.kinds[source.kind] += 1
        if source.groups:
            self.groups.update(dict.fromkeys(source.groups))
            self.registered.add(name)
        self.attributions += source.attributions
        self.sentences += source.sentences
        self.words[article] = self.words.get(article, 0) + source.words
        if source.first:
            self.first.add(article)

    def take(self, other: Gathered) -> None:
        """Takes in what is known of the same source by another name."""
        self.short_names.update(other.names)
        self.registered |= other.registered
        self.kinds.update(other.kinds)
        self.groups.update(other.groups)
        self.aliases |= other.aliases
        self.first |= other.first
        self.attributions += other.attributions
        self.sentences += other.sentences
        for article, words in other.words.items():
            self.words[article] = self.words.get(article, 0) + words


class Names:
    """The named sources of all articles by the names that they are compared by.

    Sources of the same name are one (without regard to case and article), and so are a body and the short form that another
    article calls it by alone. People are joined by equal names only.
    """

    def __init__(self) -> None:
        self._found: dict[str, Gathered] = {}

    def add(self, number: int, tally: Tally) -> list[str]:
        """Adds the sources of an article, and returns the names that they are compared by."""
        keys = []
        for source in tally.named:
            keys.append(key := normal(source.name))
            one = self._found.get(key)
            if one is None:
                one = self._found[key] = Gathered()
            one.add(number, source)
        return keys

    def joined(self) -> dict[str, Gathered]:
        """Returns what is one source, under one name each."""
        owner = self.owners()
        kept = {key: one for key, one in self._found.items() if key not in owner}
        for short, whole in owner.items():
            kept[whole].take(self._found[short])
        return kept

    def owners(self) -> dict[str, str]:
        """Returns for each short form of a body the one other body that has it as an alias."""
        claims = Counter(alias for one in self._found.values() for alias in one.aliases)
        owner = {alias: key for key, one in self._found.items() for alias in one.aliases if claims[alias] == 1 and alias != key}
        return {short: owner[short] for short in self._found if self._is_short(short, owner)}

    def _is_short(self, short: str, owner: Mapping[str, str]) -> bool:
        whole = owner.get(short)
        if whole is None or owner.get(whole) is not None:
            return False
        return SourceKind.PERSON not in (self._found[short].kind, self._found[whole].kind)


def common_sources(articles: Articles, *, types: Types | None = None) -> list[CommonSource]:
    """Returns the named sources of many articles, those with most words first.

    Sources of the same name are one (without regard to case and article), and so are a body and the short form that another
    article calls it by alone, as "ORA" beside "Ocean Research Agency (ORA)". People are joined by equal names only: two articles'
    "Okoro" may be two people. What else is one source, and what is not, a registry says. Unnamed sources, who are others in each
    article, and several who speak together have no row.

    The share is a ratio of sums over articles, Σ w / Σ W; its interval comes from drawing articles again (Efron and Tibshirani
    1993, chapter 13), the same in every run.

    Args:
        articles: analyses or tallies; read once, one at a time.
        types: types of attribution that count; by default those of each analysis.
    """
    names, ids, words = Names(), array("Q"), array("q")
    for number, tally in enumerate(tallies(articles, types)):
        names.add(number, tally)
        ids.append(int.from_bytes(blake2b(tally.id.encode("utf-8", "surrogatepass"), digest_size=8).digest()))
        words.append(tally.words)
    found = list(names.joined().values())
    intervals = _intervals(found, np.array(ids, dtype=np.uint64), np.array(words, dtype=np.float64))
    rows = [_row(one, max(sum(words), 1), span) for one, span in zip(found, intervals, strict=True)]
    return sorted(rows, key=lambda row: (-row.words, -row.sentences, row.name))


def _row(one: Gathered, total: int, interval: tuple[float, float] | None) -> CommonSource:
    words = sum(one.words.values())
    return CommonSource(
        name=one.forms[0],
        kind=str(one.kind),
        groups=tuple(one.groups),
        articles=len(one.words),
        first=len(one.first),
        attributions=one.attributions,
        sentences=one.sentences,
        words=words,
        share_words=round(words / total, 4),
        forms=one.forms,
        interval=interval,
        warning=warning(len(one.words), "articles"),
    )


def _intervals(found: Sequence[Gathered], ids: NDArray[np.uint64], words: Array) -> Iterator[tuple[float, float] | None]:
    """Yields the interval of the share of each source in all words.

    The place of an article follows from its id, so that the order of the articles does not matter.
    """
    if len(ids) < 2:
        yield from [None] * len(found)
        return
    units = min(len(ids), MOST_DRAWN)
    places = (np.argsort(np.argsort(ids)) if len(ids) <= MOST_DRAWN else ids % MOST_DRAWN).astype(np.intp)
    weights = article_draws(units)
    under = np.bincount(places, words, units) @ weights
    for one in found:
        there = [(places[number], some) for number, some in one.words.items() if some]
        where, some = zip(*there, strict=True) if there else ((), ())
        yield percentiles(np.array(some, dtype=np.float64) @ weights[list(where)], under)
