"""Who dominates many articles: the sources that several of them rest on, each brought together from all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from hedgelens.files.text import one_line
from hedgelens.measures.bootstrap import warning
from hedgelens.measures.corpus.drawing import Drawing, Interval
from hedgelens.measures.corpus.source_tally import SourceTally
from hedgelens.measures.corpus.tally import Articles, Tally, tallies
from hedgelens.records import ResultRow, SourceKind
from hedgelens.settings import Types
from hedgelens.sources.registry import normal as _normal

normal = lru_cache(maxsize=1_000_000)(_normal)
"""A name as it is compared; the same ones come back in one article after the other."""

_written = lru_cache(maxsize=1_000_000)(one_line)
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class CommonSource(ResultRow):
    """How much of many articles rests on one source.

    Attributes:
        name: its name: the one in the registry, or otherwise the full name that most articles use.
        kind: its kind in most articles.
        groups: its groups of the registry.
        articles: number of articles in which it has a row.
        first: number of those articles in which nobody has more words.
        attributions: attributions credited to it.
        sentences: sentences with an attribution to it.
        words: words credited to it.
        share_words: the same as a share of the words of all bodies, including those of articles that do not name it.
        forms: the names in the articles that were taken to be this source.
        interval: 95% bootstrap interval of the share, over all articles; ``None`` for fewer than two.
        warning: a sentence if it occurs in too few articles.
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


@dataclass(slots=True)
class Gathered:
    """What is known of one name over all articles."""

    names: dict[str, int] = field(default_factory=dict)
    short_names: dict[str, int] = field(default_factory=dict)
    registered: set[str] = field(default_factory=set)
    kinds: dict[SourceKind, int] = field(default_factory=dict)
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
        return max(self.kinds, key=self.kinds.__getitem__)

    @property
    def forms(self) -> tuple[str, ...]:
        """Its names: those of the registry first, then those that most articles use, the short ones last."""
        if len(self.names) == 1 and not self.short_names:
            return tuple(self.names)
        names = [*_most_first(self.names), *_most_first(self.short_names)]
        return tuple(dict.fromkeys(sorted(names, key=lambda name: name not in self.registered)))

    def add(self, article: int, source: SourceTally) -> None:
        """Adds what one article has of it."""
        name = _written(source.name)
        if source.aliases:
            self.aliases.update(map(normal, source.aliases))
        self.names[name] = self.names.get(name, 0) + 1
        self.kinds[source.kind] = self.kinds.get(source.kind, 0) + 1
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
        _add(self.short_names, other.names)
        self.registered |= other.registered
        _add(self.kinds, other.kinds)
        self.groups.update(other.groups)
        self.aliases |= other.aliases
        self.first |= other.first
        self.attributions += other.attributions
        self.sentences += other.sentences
        _add(self.words, other.words)


def _add(to: dict[K, int], numbers: Mapping[K, int]) -> None:
    for key, number in numbers.items():
        to[key] = to.get(key, 0) + number


def _most_first(names: Mapping[str, int]) -> list[str]:
    return sorted(names, key=names.__getitem__, reverse=True)


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
            if (one := self._found.get(key)) is None:
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

    Sources of the same name are one source (ignoring case and article), and so are an institution and the short form by which
    another article refers to it, such as "ORA" beside "Ocean Research Agency (ORA)". People are matched by identical names only:
    "Okoro" in two articles may be two people. A registry can say what else is one source, and what is not. Unnamed sources, who
    are different in each article, and several sources who speak together have no row.

    The share is a ratio of sums over articles, Σ w / Σ W; its interval comes from resampling the articles (Efron and Tibshirani
    1993, chapter 13), and is the same in every run.

    Args:
        articles: analyses or tallies; read once, one at a time.
        types: types of attribution that count; by default those of each analysis.
    """
    names, drawing = Names(), Drawing()
    for tally in tallies(articles, types):
        names.add(drawing.add(tally.id, tally.words), tally)
    found = list(names.joined().values())
    total = max(drawing.whole, 1)
    intervals = drawing.intervals([one.words for one in found])
    rows = [_row(one, total, span) for one, span in zip(found, intervals, strict=True)]
    return sorted(rows, key=lambda row: (-row.words, -row.sentences, row.name))


def _row(one: Gathered, total: float, interval: Interval) -> CommonSource:
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
