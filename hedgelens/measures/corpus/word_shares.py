"""What the sources are that the words of many articles are given to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import get_args

from hedgelens.measures.bootstrap import warning
from hedgelens.measures.corpus.asking import NOT_GIVEN, Grouping, check_given, group_of
from hedgelens.measures.corpus.drawing import Drawing
from hedgelens.measures.corpus.tally import Articles, Tally, tallies
from hedgelens.measures.counting import By, check
from hedgelens.measures.summary import OF_SOME
from hedgelens.records import HedgeLensError, ResultRow


@dataclass(frozen=True, slots=True)
class WordShare(ResultRow):
    """How many of the attributed words of many articles are attributed to sources of one kind.

    Attributes:
        group: the group of the articles; ``None`` if they are not divided into groups.
        name: the kind, the way of naming, the role …; "not given" for sources of which no article states it.
        articles: number of articles that attribute words to them.
        n: number of articles that attribute words to anybody: both averages are over these.
        words: words attributed to them; those that sources of two kinds share are split.
        share: the ratio of sums, words / attributed words of all articles, in which long articles weigh more.
        interval: its 95% bootstrap interval over articles; ``None`` for fewer than two.
        mean: the mean over articles of the share in each, in which all articles have the same weight.
        mean_interval: the same for the mean.
        warning: a sentence if there are too few articles.
    """

    group: str | None
    name: str
    articles: int
    n: int
    words: float
    share: float
    interval: tuple[float, float] | None
    mean: float
    mean_interval: tuple[float, float] | None
    warning: str | None


@dataclass
class _Group:
    drawing: Drawing = field(default_factory=Drawing)
    words: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    shares: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, tally: Tally, by: By) -> None:
        if not tally.attributed:
            return
        number = self.drawing.add(tally.id, tally.attributed)
        credit = tally.credit(by)
        rest = tally.attributed - sum(credit.values()) if by in OF_SOME else 0
        for name, words in {**credit, **({NOT_GIVEN: rest} if rest > _ROUNDING else {})}.items():
            self.words[name][number] = words
            self.shares[name][number] = words / tally.attributed


_ROUNDING = 1e-6


def word_shares(articles: Articles, *, by: By = "kind", within: Grouping | None = None) -> list[WordShare]:
    """Returns how the attributed words of many articles are divided among kinds of sources; the shares of a group add up to 1.

    Both averages are given, because they answer two questions: for all the words that are attributed to anybody, the ratio of
    sums Σ wₖ / Σ w, and for the average article, the mean of wₖ / w. Intervals: 1,000 resamples of the articles (Efron and
    Tibshirani 1993, chapter 13).

    Args:
        articles: analyses or tallies; read once, one at a time.
        by: ``"kind"``, ``"naming"``, ``"role"``, ``"affiliation"`` or ``"group"``. Words of sources without a role (affiliation,
            group) are in the row "not given".
        within: what divides the articles into groups (outlet, section …); by default nothing does.

    Raises:
        HedgeLensError: sources have no such property, or no article has such a field.
    """
    if check(by, By) == "source":
        kinds = ", ".join(repr(one) for one in get_args(By) if one != "source")
        raise HedgeLensError(f"For single sources there is common_sources. Words are shared by one of {kinds}.")
    groups: dict[str | None, _Group] = {}
    for tally in tallies(articles):
        groups.setdefault(None if within is None else group_of(tally, within), _Group()).add(tally, by)
    if within is not None:
        check_given([str(group) for group in groups], within)
    return [row for name in sorted(groups, key=str) for row in _rows(name, groups[name])]


def _rows(group: str | None, found: _Group) -> Iterator[WordShare]:
    drawing, names = found.drawing, list(found.words)
    spans = dict(zip(names, drawing.intervals([found.words[name] for name in names]), strict=True))
    mean_spans = dict(zip(names, drawing.mean_intervals([found.shares[name] for name in names]), strict=True))
    words = {name: sum(some.values()) for name, some in found.words.items()}
    for name in sorted(names, key=lambda name: (-words[name], name)):
        yield WordShare(
            group=group,
            name=name,
            articles=sum(some > 0 for some in found.words[name].values()),
            n=len(drawing),
            words=round(words[name], 4),
            share=round(words[name] / drawing.whole, 4),
            interval=spans[name],
            mean=round(sum(found.shares[name].values()) / len(drawing), 4),
            mean_interval=mean_spans[name],
            warning=warning(len(drawing), "articles"),
        )
