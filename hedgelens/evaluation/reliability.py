"""How far to trust an engine: which of its attributions are right, by confidence and by construction, and what it misses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from hedgelens.analysis import Analysis
from hedgelens.evaluation.attributions import Roles, flat_view, pair_attributions
from hedgelens.language.words import word_set
from hedgelens.measures.rates import Rate as Rate
from hedgelens.measures.rates import calibration_error as calibration_error
from hedgelens.records import Attribution, ResultRow

if TYPE_CHECKING:
    from hedgelens.evaluation.analyses import Pair

_TENTHS = tuple(i / 10 for i in range(11))

Form = Literal["name", "description", "pronoun", "no words"]


@dataclass(frozen=True, slots=True)
class Judged:
    """An attribution compared with the gold annotation.

    Attributes:
        article: id of the article.
        attribution: one that an engine found, or (from :func:`judge_recall`) one in the gold.
        right: whether it has a counterpart on the other side: contents overlap by half, and the sources share a word or are both
            missing.
        same_source: whether both sides attribute it to the same source; ``None`` without a counterpart.
        sentence: the words of the sentence that holds it.
        source_form: how the source is mentioned there.
        construction: the kind of construction; for one that was found, the name of the rule.
    """

    article: str
    attribution: Attribution
    right: bool
    same_source: bool | None
    sentence: str
    source_form: Form
    construction: str


def judge_precision(pairs: Iterable[Pair]) -> list[Judged]:
    """Says for every outermost attribution of an engine whether it is in the gold.

    Outermost attributions are paired with outermost ones, as in :func:`hedgelens.evaluation.analyses.score_analyses`: the share
    that is right is the precision given there.
    """
    return [judged for gold, found in pairs for judged in _judge(found, gold, flat_view, lambda found: found.rule or "not saved")]


def judge_recall(pairs: Iterable[Pair]) -> list[Judged]:
    """Says for every outermost attribution of the gold whether the engine found it; the share that was found is the recall."""
    return [judged for gold, found in pairs for judged in _judge(gold, found, flat_view, _shape)]


def judge_nested(pairs: Iterable[Pair]) -> list[Judged]:
    """Says for every nested attribution of the gold whether the engine found it, nested or not."""
    judged = [one for gold, found in pairs for one in _judge(gold, found, list, _shape)]
    return [one for one in judged if one.attribution.parent is not None]


def _judge(
    mine: Analysis,
    other: Analysis,
    view: Callable[[Iterable[Attribution]], list[Attribution]],
    construction: Callable[[Attribution], str],
) -> Iterable[Judged]:
    ours, theirs = view(mine.attributions), view(other.attributions)
    partners = dict(pair_attributions(mine.article.text, ours, theirs))
    for place, attribution in enumerate(ours):
        partner = theirs[partners[place]] if place in partners else None
        sentence = mine.sentences[attribution.sentence]
        yield Judged(
            article=mine.article.id,
            attribution=attribution,
            right=partner is not None,
            same_source=None if partner is None else _same(mine, attribution.source_id, other, partner.source_id),
            sentence=mine.article.text[sentence.start : sentence.end],
            source_form=form_of(mine.article.quote(attribution.source)),
            construction=construction(attribution),
        )


def _shape(attribution: Attribution) -> str:
    return "no cue" if not attribution.cue else "in pieces" if len(attribution.content) > 1 else "in one piece"


def _same(one: Analysis, id: str | None, other: Analysis, its_id: str | None) -> bool:
    source, its = one.source(id), other.source(its_id)
    if source is None or its is None:
        return source is its
    return bool({n.casefold() for n in (source.name, *source.aliases)} & {n.casefold() for n in (its.name, *its.aliases)})


def form_of(mention: str) -> Form:
    """Says how a source is mentioned: by name, by a description, by a pronoun, or not at all."""
    words = mention.split()
    if not words:
        return "no words"
    if len(words) == 1 and words[0].casefold() in word_set("pronoun", room="hedgelens.evaluation"):
        return "pronoun"
    # The first word of a sentence has a capital letter without being a name; an article or a possessive there is none.
    named = [w for w in words if w[:1].isupper()]
    return "name" if len(named) > 1 or (named and named != words[:1]) or (len(words) == 1 and named) else "description"


def rates(judged: Iterable[Judged], by: Callable[[Judged], str]) -> list[Rate]:
    """Returns the share that is right for each kind that ``by`` gives, the most frequent kind first."""
    kinds: dict[str, list[Judged]] = {}
    for one in judged:
        kinds.setdefault(by(one), []).append(one)
    return sorted((_rate(name, group) for name, group in kinds.items()), key=lambda rate: (-rate.n, rate.name))


def _rate(name: str, group: Sequence[Judged]) -> Rate:
    return _rate_of(name, [(one.attribution.confidence, one.right) for one in group])


def _rate_of(name: str, said: Sequence[tuple[float, bool]]) -> Rate:
    confidence = sum(confidence for confidence, _ in said) / len(said)
    return Rate(name, sum(right for _, right in said), len(said), round(confidence, 4))


def calibration(judged: Iterable[Judged], edges: Sequence[float] = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)) -> list[Rate]:
    """Returns the share that is right for each step of confidence with any attributions, the lowest first.

    Args:
        judged: attributions of an engine.
        edges: the edges of the steps; each step includes its lower edge, and the last one its upper edge as well.
    """
    return _steps(((one.attribution.confidence, one.right) for one in judged), edges)


@dataclass(frozen=True, slots=True)
class ConfidenceError(ResultRow):
    """How well the confidence of attributions is calibrated.

    Attributes:
        said: mean confidence.
        right: share that is right.
        error: expected calibration error in ten steps: the difference between the two in each, weighted by number.
        n: number of attributions.
    """

    said: float
    right: float
    error: float
    n: int


def confidence_error(articles: Iterable[tuple[str, Sequence[Roles], Sequence[Attribution]]]) -> ConfidenceError:
    """Measures how well confidence is calibrated on articles given as (text, gold attributions, attributions of an engine)."""
    pairs: list[tuple[float, bool]] = []
    for text, gold, found in articles:
        right = {place for _, place in pair_attributions(text, gold, found)}
        pairs += [(one.confidence, place in right) for place, one in enumerate(found)]
    whole = _rate_of("", pairs or [(0.0, False)])
    error = calibration_error(_steps(pairs, _TENTHS)) or 0.0
    return ConfidenceError(whole.confidence, round(whole.share, 4), error, len(pairs))


def confidence_table(found: ConfidenceError) -> str:
    """Returns how well confidence holds as a table for the terminal, in percent."""
    figures = f"{100 * found.said:7.1f}{100 * found.right:7.1f}{100 * found.error:18.1f}{found.n:7}"
    return f"{'confidence':20}{'said':>7}{'right':>7}{'error':>18}{'n':>7}\n{'attributions':20}{figures}\n"


def _steps(said: Iterable[tuple[float, bool]], edges: Sequence[float]) -> list[Rate]:
    steps: list[list[tuple[float, bool]]] = [[] for _ in edges[1:]]
    for confidence, right in said:
        steps[sum(confidence >= edge for edge in edges[1:-1])].append((confidence, right))
    named = zip(pairwise(edges), steps, strict=True)
    return [_rate_of(f"{low:g}–{high:g}", group) for (low, high), group in named if group]
