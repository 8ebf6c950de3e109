"""One number an article, each with its interval: what articles can be compared by."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from hedgelens.analysis import Analysis
from hedgelens.files.text import did_you_mean
from hedgelens.measures.bootstrap import ratio_interval, warning
from hedgelens.measures.counting import body_hedges, credited, word_credit, words_in
from hedgelens.measures.diversity import diversity, effective_sources
from hedgelens.measures.doubt import owned_words
from hedgelens.measures.naming import is_not_named, is_official
from hedgelens.measures.size import size
from hedgelens.records import AUTHOR, Attribution, Hedge, HedgeLensError, HedgeLensWarning, Quotation, ResultRow
from hedgelens.sources.registry import normal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArticleMeasure(ResultRow):
    """One number of one article.

    Attributes:
        value: the number; ``None`` if the article has nothing to compute it from.
        interval: 95% interval within the article, over its sentences (for the effective number, over its attributions).
        n: how many sentences, words or attributions the number is based on.
        warning: a sentence if these are too few to rely on.
    """

    value: float | None
    interval: tuple[float, float] | None
    n: int
    warning: str | None


class Valued(NamedTuple):
    """A number without its interval, and what it is taken over."""

    value: float | None
    n: int


Measure = Callable[[Analysis], ArticleMeasure]


class Described(NamedTuple):
    """A measure, and how it is labelled in a chart.

    Attributes:
        label: its label.
        percent: whether it is a share, which is shown in percent.
        of: computes it for an analysis.
        of_tally: computes it for a :class:`hedgelens.measures.Tally`; ``None`` for the measures that a tally holds by name.
        name: what the measure is of, if that has a name: a source, a group, a role.
        names: returns all such names in an analysis or a tally.
    """

    label: str
    percent: bool
    of: Measure
    of_tally: Callable[[Any], Valued] | None = None
    name: str | None = None
    names: Callable[[Any], Iterable[str]] | None = None


def measure_article(analysis: Analysis, name: str | Described) -> ArticleMeasure:
    """Returns a number of an article by the name of the measure, as :data:`ARTICLE_MEASURES` lists them, or a measure's own.

    A source or group need not occur in the article; a warning is given if it does not, but one with nearly the same name does.
    """
    measure = described(name)
    (found,) = [measure.of(one) for one in sought(measure, [analysis])]
    return found


def described(name: str | Described) -> Described:
    """Returns the measure of a name; one that is given itself is returned as it is.

    Raises:
        HedgeLensError: there is none.
    """
    if isinstance(name, Described):
        return name
    if name not in ARTICLE_MEASURES:
        raise HedgeLensError(f"There is no article measure '{name}'. There are: {', '.join(ARTICLE_MEASURES)}.")
    return ARTICLE_MEASURES[name]


def share_of(name: str) -> Described:
    """Returns the measure of the word share of a source, or of all sources in a group, by its name.

    It is 0 in an article that has no such source. A warning is given if no article of many has one, with the nearest name that
    there is.
    """

    def of(analysis: Analysis) -> ArticleMeasure:
        wanted = {s.id for s in analysis.sources if is_called(name, (s.name, *s.aliases, *s.groups))}
        credit = word_credit(analysis)
        return _over_words(analysis, {word for word, sources in credit.items() if wanted.intersection(sources)}).measured

    return Described(f"share of words of {name}", True, of, lambda tally: tally.share_of(name), name, _called)


def _called(article: Any) -> Iterator[str]:
    for source in article.sources:
        yield from (source.name, *source.aliases, *source.groups)


def sought(measure: Described, articles: Iterable[T]) -> Iterator[T]:
    """Yields articles, and warns in the end where none of them has what a measure is of: its name may have been mistyped.

    Of a single article that is no wonder, and only said where something in it is called nearly so.

    Args:
        measure: the measure.
        articles: analyses or tallies.
    """
    if measure.name is None or measure.names is None:
        yield from articles
        return
    wanted, known, there, number = normal(measure.name), dict[str, str](), False, 0
    for article in articles:
        number += 1
        if not there:
            known |= {normal(name): name for name in measure.names(article)}
            there = wanted in known
        yield article
    meant = did_you_mean(measure.name, known.values())
    if not there and (number > 1 or meant):
        where = "the article" if number == 1 else f"any of the {number:,} articles"
        sentence = f"Nothing in {where} is attributed to '{measure.name}': the {measure.label} is 0.{meant}"
        warnings.warn(sentence, HedgeLensWarning, stacklevel=3)


def is_called(name: str, names: Iterable[str]) -> bool:
    """Says whether one of some names is this one, without regard to case and article."""
    wanted = normal(name)
    return any(normal(one) == wanted for one in names)


# -- ratios: a part of a whole, both summed over sentences --------------------------------------------------------------


class Ratio(NamedTuple):
    """A ratio of sums over sentences.

    Attributes:
        parts, wholes: what each sentence has of them; a sentence may have no part.
        unit: what the whole is counted in.
        scale: what the ratio is multiplied by.
    """

    parts: Mapping[int, float]
    wholes: Mapping[int, float]
    unit: str
    scale: float = 1.0

    @property
    def valued(self) -> Valued:
        """The ratio, ``None`` of nothing, and the whole."""
        total = float(sum(self.wholes.values()))
        part = sum(self.parts.get(sentence, 0) for sentence in self.wholes)
        return Valued(round(self.scale * part / total, 4) if total else None, int(total))

    @property
    def measured(self) -> ArticleMeasure:
        """The same with its interval from drawing sentences again."""
        value, n = self.valued
        span = None if value is None else ratio_interval(self.parts, self.wholes, self.scale)
        return ArticleMeasure(value, span, n, warning(n, self.unit))


RatioOf = Callable[[Analysis], Ratio]


def _over_words(analysis: Analysis, chosen: Collection[int]) -> Ratio:
    words = {s.index: list(words_in(analysis, ((s.start, s.end),))) for s in analysis.body}
    parts = {index: sum(word in chosen for word in inside) for index, inside in words.items()}
    return Ratio(parts, {index: len(inside) for index, inside in words.items()}, "words")


def _words_attributed(analysis: Analysis) -> Ratio:
    return _over_words(analysis, word_credit(analysis, level="all"))


def _sentences_attributed(analysis: Analysis) -> Ratio:
    attributed = {s.index: float(bool(analysis.links[s.index].counted)) for s in analysis.body}
    return Ratio(attributed, dict.fromkeys(attributed, 1.0), "sentences")


def _among(counts: Callable[[Analysis, Attribution], bool], of: Callable[[Attribution], bool] = lambda a: True) -> RatioOf:
    """Makes the share of attributions for which something holds."""

    def ratio(analysis: Analysis) -> Ratio:
        parts: dict[int, float] = {}
        wholes: dict[int, float] = {}
        for a in filter(of, credited(analysis)):
            wholes[a.sentence] = wholes.get(a.sentence, 0) + 1
            parts[a.sentence] = parts.get(a.sentence, 0) + counts(analysis, a)
        return Ratio(parts, wholes, "attributions")

    return ratio


def _hedge_rate(counts: Callable[[Hedge], bool], owners: Callable[[str], bool]) -> RatioOf:
    """Makes the rate of hedges per 1,000 words, both of the owners chosen."""

    def ratio(analysis: Analysis) -> Ratio:
        wholes: dict[int, float] = {}
        for owner, words in owned_words(analysis).items():
            for sentence, number in words.items() if owners(owner) else ():
                wholes[sentence] = wholes.get(sentence, 0) + number
        parts: dict[int, float] = {}
        for hedge in filter(counts, body_hedges(analysis)):
            wholes.setdefault(hedge.sentence, 0)
            parts[hedge.sentence] = parts.get(hedge.sentence, 0) + 1
        return Ratio(parts, wholes, "words", scale=1000)

    return ratio


def _effective_number(analysis: Analysis) -> ArticleMeasure:
    found = diversity(analysis)
    return ArticleMeasure(found.effective_number, (found.intervals or {}).get("effective_number"), found.n, found.warning)


_SHARES: Mapping[str, tuple[str, RatioOf]] = {
    "words_attributed": ("share of words attributed to a source", _words_attributed),
    "sentences_attributed": ("share of sentences with an attribution", _sentences_attributed),
    "direct_share": ("share of attributions that are direct quotations", _among(lambda _, a: a.quotation is Quotation.DIRECT)),
    "anonymity_share": ("share of attributions to unnamed sources", _among(is_not_named)),
    "official_share": (
        "share of attributions to government sources",
        _among(lambda analysis, a: is_official(analysis, a), lambda a: a.source_id is not None),
    ),
}
_RATES: Mapping[str, tuple[str, RatioOf]] = {
    "hedges_per_1000": ("hedges per 1,000 words", _hedge_rate(lambda h: True, lambda o: True)),
    "writer_hedges_per_1000": (
        "hedges per 1,000 words: the writer's own",
        _hedge_rate(lambda h: h.owner == AUTHOR, lambda o: o == AUTHOR),
    ),
    "others_hedges_per_1000": (
        "hedges per 1,000 words: the sources'",
        _hedge_rate(lambda h: h.owner != AUTHOR, lambda o: o != AUTHOR),
    ),
}


def _described(label: str, ratio: RatioOf, *, percent: bool) -> Described:
    return Described(label, percent, lambda analysis: ratio(analysis).measured)


ARTICLE_MEASURES: Mapping[str, Described] = {
    **{name: _described(*of, percent=True) for name, of in _SHARES.items()},
    "effective_number": Described("effective number of sources", False, _effective_number),
    **{name: _described(*of, percent=False) for name, of in _RATES.items()},
}
"""The measures by their names."""


ARTICLE_COLUMNS = (
    "article", "outlet", "title", "date", "author", "section", "url", "words", "sentences", "attributions", "hedges",
    *(column for name in ARTICLE_MEASURES for column in (name, f"{name}_low", f"{name}_high")),
)  # fmt: skip
"""The columns of :func:`article_rows`."""


def article_values(analysis: Analysis) -> dict[str, Valued]:
    """Returns every measure of an article by its name without its interval, which takes most of the time."""
    return {
        **{name: ratio(analysis).valued for name, (_, ratio) in _SHARES.items()},
        "effective_number": Valued(*effective_sources(analysis)),
        **{name: ratio(analysis).valued for name, (_, ratio) in _RATES.items()},
    }


def article_rows(analyses: Iterable[Analysis]) -> list[dict[str, Any]]:
    """Returns one row per article: its size, and every measure with the ends of its interval."""
    rows = []
    for analysis in analyses:
        counted = size(analysis)
        row: dict[str, Any] = {
            "article": analysis.article.id,
            "outlet": analysis.article.outlet,
            "title": analysis.article.title,
            "date": analysis.article.date,
            "author": analysis.article.author,
            "section": analysis.article.section,
            "url": analysis.article.url,
            "words": counted.words,
            "sentences": counted.sentences,
            "attributions": counted.attributions,
            "hedges": counted.hedges,
        }
        for name, measure in ARTICLE_MEASURES.items():
            found = measure.of(analysis)
            low, high = found.interval or (None, None)
            row |= {name: found.value, f"{name}_low": low, f"{name}_high": high}
        rows.append(row)
    return rows
