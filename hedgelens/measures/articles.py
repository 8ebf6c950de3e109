"""One number an article, each with its interval: what articles can be compared by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from hedgelens.analysis import Analysis
from hedgelens.measures.bootstrap import ratio_interval, warning
from hedgelens.measures.counting import body_hedges, credited, word_credit, words_in
from hedgelens.measures.diversity import diversity
from hedgelens.measures.doubt import owned_words
from hedgelens.measures.naming import is_not_named, is_official
from hedgelens.measures.size import size
from hedgelens.records import AUTHOR, Attribution, Hedge, HedgeLensError, Quotation, ResultRow


@dataclass(frozen=True, slots=True)
class ArticleMeasure(ResultRow):
    """One number of one article.

    Attributes:
        value: the number; ``None`` where the article has nothing to take it of.
        interval: 95% interval within the article: over its sentences, for the effective number over its attributions.
        n: what the number is taken over: sentences, words or attributions.
        warning: a sentence where that is too little to rely on.
    """

    value: float | None
    interval: tuple[float, float] | None
    n: int
    warning: str | None


Measure = Callable[[Analysis], ArticleMeasure]


class Described(NamedTuple):
    """A measure with what it is called in a chart."""

    label: str
    percent: bool
    of: Measure


def measure_article(analysis: Analysis, name: str) -> ArticleMeasure:
    """Returns a number of an article by the name of the measure, as :data:`ARTICLE_MEASURES` lists them."""
    return described(name).of(analysis)


def described(name: str | Described) -> Described:
    """Returns the measure of a name; one that is given itself is returned as it is.

    Raises:
        HedgeLensError: there is none.
    """
    if isinstance(name, Described):
        return name
    if name not in ARTICLE_MEASURES:
        raise HedgeLensError(f"There is no measure '{name}' of an article. There are: {', '.join(ARTICLE_MEASURES)}.")
    return ARTICLE_MEASURES[name]


def share_of(name: str) -> Described:
    """Returns the measure of the word share of a source or group of that name (of the sources in the group together)."""

    def of(analysis: Analysis) -> ArticleMeasure:
        wanted = {s.id for s in analysis.sources if name in (s.name, *s.aliases, *s.groups)}
        credit = word_credit(analysis)
        return _over_words(analysis, {word for word, sources in credit.items() if wanted.intersection(sources)})

    return Described(f"share of words of {name}", True, of)


# -- ratios: a part of a whole, both summed over sentences --------------------------------------------------------------


def _ratio(parts: Mapping[int, float], wholes: Mapping[int, float], unit: str, scale: float = 1.0) -> ArticleMeasure:
    """Takes a ratio of sums over sentences, and its interval from drawing sentences again."""
    total = float(sum(wholes.values()))
    value = round(scale * sum(parts.get(sentence, 0) for sentence in wholes) / total, 4) if total else None
    return ArticleMeasure(value, ratio_interval(parts, wholes, scale) if total else None, int(total), warning(int(total), unit))


def _over_words(analysis: Analysis, chosen: set[int]) -> ArticleMeasure:
    spans = {s.index: set(words_in(analysis, ((s.start, s.end),))) for s in analysis.body}
    return _ratio({i: len(w & chosen) for i, w in spans.items()}, {i: len(w) for i, w in spans.items()}, "words")


def _words_attributed(analysis: Analysis) -> ArticleMeasure:
    return _over_words(analysis, set(word_credit(analysis, level="all")))


def _sentences_attributed(analysis: Analysis) -> ArticleMeasure:
    attributed = {s.index: float(bool(analysis.links[s.index].counted)) for s in analysis.body}
    return _ratio(attributed, dict.fromkeys(attributed, 1.0), "sentences")


def _among(counts: Callable[[Analysis, Attribution], bool], of: Callable[[Attribution], bool] = lambda a: True) -> Measure:
    """Makes the measure of the share of attributions for which something holds."""

    def measure(analysis: Analysis) -> ArticleMeasure:
        parts: dict[int, float] = {}
        wholes: dict[int, float] = {}
        for a in filter(of, credited(analysis)):
            wholes[a.sentence] = wholes.get(a.sentence, 0) + 1
            parts[a.sentence] = parts.get(a.sentence, 0) + counts(analysis, a)
        return _ratio(parts, wholes, "attributions")

    return measure


def _hedge_rate(counts: Callable[[Hedge], bool], owners: Callable[[str], bool]) -> Measure:
    """Makes the measure of hedges per 1,000 words, both of the owners chosen."""

    def measure(analysis: Analysis) -> ArticleMeasure:
        wholes: dict[int, float] = {}
        for owner, words in owned_words(analysis).items():
            for sentence, number in words.items() if owners(owner) else ():
                wholes[sentence] = wholes.get(sentence, 0) + number
        parts: dict[int, float] = {}
        for hedge in filter(counts, body_hedges(analysis)):
            wholes.setdefault(hedge.sentence, 0)
            parts[hedge.sentence] = parts.get(hedge.sentence, 0) + 1
        return _ratio(parts, wholes, "words", scale=1000)

    return measure


def _effective_number(analysis: Analysis) -> ArticleMeasure:
    found = diversity(analysis)
    return ArticleMeasure(found.effective_number, (found.intervals or {}).get("effective_number"), found.n, found.warning)


ARTICLE_MEASURES: Mapping[str, Described] = {
    "words_attributed": Described("share of words given to a source", True, _words_attributed),
    "sentences_attributed": Described("share of sentences with an attribution", True, _sentences_attributed),
    "direct_share": Described(
        "share of attributions that are direct", True, _among(lambda _, a: a.quotation is Quotation.DIRECT)
    ),
    "anonymity_share": Described(
        "share of attributions whose source nobody could ask", True, _among(lambda analysis, a: is_not_named(analysis, a))
    ),
    "official_share": Described(
        "share of attributions that go to government",
        True,
        _among(lambda analysis, a: is_official(analysis, a), lambda a: a.source_id is not None),
    ),
    "effective_number": Described("effective number of sources", False, _effective_number),
    "hedges_per_1000": Described("hedges per 1,000 words", False, _hedge_rate(lambda h: True, lambda o: True)),
    "writer_hedges_per_1000": Described(
        "the writer's hedges per 1,000 of the writer's own words",
        False,
        _hedge_rate(lambda h: h.owner == AUTHOR, lambda o: o == AUTHOR),
    ),
    "others_hedges_per_1000": Described(
        "other people's hedges per 1,000 of their words",
        False,
        _hedge_rate(lambda h: h.owner != AUTHOR, lambda o: o != AUTHOR),
    ),
}
"""The measures by their names."""


def article_rows(analyses: Iterable[Analysis]) -> list[dict[str, Any]]:
    """Returns one row an article: its size, and every measure with the ends of its interval."""
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
