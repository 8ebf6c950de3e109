"""How far two or more coders agree on the same articles: on every variable, on the spans, and where they disagree.

The measures are described in ``docs/correcting.md``. Krippendorff's alpha and Cohen's kappa come from
``nltk.metrics.agreement``; F1 of one coder against the other does not depend on which is taken as right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from statistics import mean
from typing import Any

from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, masi_distance

from hedgelens.analysis import BY_MODELS, MARKED_BY, Analysis
from hedgelens.evaluation.attributions import Score, score_attributions
from hedgelens.evaluation.units import SETS, Code, Disagreement, codes, disagreements
from hedgelens.records import HedgeLensError, plain

Codings = Mapping[str, Sequence[Analysis]]
"""For each coder, the analyses of the articles that this coder has coded."""

_WANTED = "Agreement takes two codings of a text that were made independently of each other."


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the coders agree on one variable.

    Attributes:
        variable: its name.
        units: how many units at least two coders coded.
        observed: share of the pairs of codes that are the same.
        alpha: Krippendorff's alpha; ``None`` if there is only one code, so that chance cannot be told from agreement.
        kappa: Cohen's kappa; for more than two coders, the mean over their pairs.
    """

    variable: str
    units: int
    observed: float
    alpha: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class CoderAgreement:
    """How far coders agree.

    Attributes:
        coders: their names.
        articles: names of the articles that at least two of them coded.
        left_out: names of those that only one of them coded.
        variables: alpha and kappa of each variable.
        spans: F1 of marks and spans, over all pairs of coders.
        disagreements: every unit that coders coded differently.
        notes: sentences to read with the figures: what the codings have in common, and which of them were not made by people.
    """

    coders: tuple[str, ...]
    articles: tuple[str, ...]
    left_out: tuple[str, ...]
    variables: tuple[Reliability, ...]
    spans: dict[str, Score]
    disagreements: tuple[Disagreement, ...]
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Returns it as plain data."""
        spans = {name: {"f1": s.f1, "same": s.right, "first": s.gold, "second": s.predicted} for name, s in self.spans.items()}
        rest: dict[str, Any] = plain(self)
        return rest | {"spans": spans}


def agree(codings: Codings) -> CoderAgreement:
    """Measures how far coders agree.

    Args:
        codings: for each coder, analyses corrected or made by hand. Articles are the same if their texts are.

    Raises:
        HedgeLensError: there are fewer than two coders, one has the same article twice, they share no article, or two codings of
            an article are not independent: the same one, one and its correction, or two by a machine that nobody reviewed.
    """
    shared, _ = _shared(codings)
    notes = [note for by_coder in shared for pair in combinations(by_coder.items(), 2) for note in _relation(*pair)]
    return replace(compared(codings), notes=tuple(dict.fromkeys(notes)))


def corrected(before: Analysis, after: Analysis) -> CoderAgreement:
    """Measures how far a correction left a coding unchanged; because it was made from that coding, this is not agreement."""
    return compared({"before": [before], "corrected": [after]})


def compared(codings: Codings) -> CoderAgreement:
    """Computes the figures whether or not the codings were made independently, which :func:`agree` checks.

    Raises:
        HedgeLensError: there are fewer than two codings, one has the same article twice, or they share no article.
    """
    shared, alone = _shared(codings)
    found = [code for by_coder in shared for code in codes(by_coder)]
    return CoderAgreement(
        coders=tuple(codings),
        articles=tuple(map(_name, shared)),
        left_out=tuple(map(_name, alone)),
        variables=tuple(reliabilities(found)),
        spans=_spans([pair for by_coder in shared for pair in combinations(by_coder.values(), 2)]),
        disagreements=tuple(d for by_coder in shared for d in disagreements(by_coder)),
    )


def by_article(codings: Codings) -> Iterator[CoderAgreement]:
    """Yields the figures of :func:`compared` separately for each article that several coders coded."""
    for by_coder in _shared(codings)[0]:
        yield compared({coder: [analysis] for coder, analysis in by_coder.items()})


def _shared(codings: Codings) -> tuple[list[dict[str, Analysis]], list[dict[str, Analysis]]]:
    """Returns the codings by coder of each article that several coded, and of those that one did."""
    if len(codings) < 2:
        raise HedgeLensError("Agreement needs at least two coders. Give the files or folders of two or more.")
    texts: dict[str, dict[str, Analysis]] = {}
    for coder, analyses in codings.items():
        for analysis in analyses:
            if texts.setdefault(analysis.article.sha256, {}).setdefault(coder, analysis) is not analysis:
                raise HedgeLensError(f"'{coder}' has the article '{analysis.article.id}' twice. Leave one of the two out.")
    shared = [by_coder for by_coder in texts.values() if len(by_coder) > 1]
    if not shared:
        raise HedgeLensError(
            "The coders have no article in common: no text was coded by two of them (texts are compared by their hashes)."
        )
    return shared, [by_coder for by_coder in texts.values() if len(by_coder) == 1]


def _relation(one: tuple[str, Analysis], other: tuple[str, Analysis]) -> Iterator[str]:
    """Yields what is to be known of two codings of an article.

    Raises:
        HedgeLensError: they are not two codings.
    """
    (first, a), (second, b) = sorted((one, other), key=lambda coding: len(coding[1].revisions))
    _check_made_apart(first, a, second, b)
    if a.revisions and b.revisions and _begun_alike(a, b):
        start = MARKED_BY.get(a.engine, f"by the engine '{a.engine}'")
        yield (
            f"'{first}' and '{second}' both corrected what was marked {start}. Whoever corrects tends to leave what is there, so "
            "they agree more than people who begin with the bare text; say so beside the figures."
        )
    for name, coding in ((first, a), (second, b)):
        if _is_machines(coding):
            yield f"'{name}' is what the engine '{coding.engine}' marked: this is agreement with a machine, not between coders."
        elif coding.engine == BY_MODELS and not coding.revisions:
            yield f"'{name}' was marked {MARKED_BY[BY_MODELS]}: this does not say how far people agree."


def _check_made_apart(first: str, a: Analysis, second: str, b: Analysis) -> None:
    article = f"'{a.article.id}'"
    if a == b:
        raise HedgeLensError(
            f"'{first}' and '{second}' hold one and the same coding of {article}: there is no agreement to measure. {_WANTED}"
        )
    if _is_machines(a) and _is_machines(b):
        raise HedgeLensError(
            f"'{first}' and '{second}' both contain the marks of a machine in {article}, and nobody reviewed them. {_WANTED} "
            "hedgelens evaluate measures how often an engine is right."
        )
    if len(a.revisions) < len(b.revisions) and b.revisions[: len(a.revisions)] == a.revisions and _begun_alike(a, b):
        raise HedgeLensError(
            f"In {article} '{second}' is a correction of '{first}': their similarity shows how much was corrected, and is "
            f"not agreement. {_WANTED} hedgelens import-sheet --table corrections lists what was corrected."
        )


def _is_machines(coding: Analysis) -> bool:
    """Says whether a coding is an engine's, and nobody went over it."""
    return coding.engine not in MARKED_BY and not coding.revisions


def _begun_alike(one: Analysis, other: Analysis) -> bool:
    """Says whether two codings can come from the same marks: those of one engine, or what the same person corrected before."""
    same = one.engine == other.engine and one.model == other.model
    return same and (one.engine not in MARKED_BY or bool(one.revisions))


def reliabilities(found: Iterable[Code]) -> list[Reliability]:
    """Computes alpha and kappa of every variable, in the order in which the variables occur."""
    by_variable: dict[str, dict[str, dict[str, frozenset[str]]]] = {}
    for code in found:
        by_variable.setdefault(code.variable, {}).setdefault(code.unit, {})[code.coder] = code.label
    return [_reliability(variable, units) for variable, units in by_variable.items()]


def _reliability(variable: str, units: Mapping[str, Mapping[str, frozenset[str]]]) -> Reliability:
    shared = {unit: by_coder for unit, by_coder in units.items() if len(by_coder) > 1}
    same = [one == other for by_coder in shared.values() for one, other in combinations(by_coder.values(), 2)]
    rows = _rows(shared)
    varied = len({label for _, _, label in rows}) > 1
    distance = masi_distance if variable in SETS else binary_distance
    return Reliability(
        variable,
        len(shared),
        mean(same or [0.0]),
        float(AnnotationTask(data=rows, distance=distance).alpha()) if varied else None,
        _kappa(shared) if varied else None,
    )


def _rows(units: Mapping[str, Mapping[str, frozenset[str]]]) -> list[tuple[str, str, frozenset[str]]]:
    return [(coder, unit, label) for unit, by_coder in units.items() for coder, label in by_coder.items()]


def _kappa(units: Mapping[str, Mapping[str, frozenset[str]]]) -> float | None:
    """Returns Cohen's kappa, the mean over the pairs of coders who used more than one label on what both coded."""
    found = []
    for pair in combinations(sorted(set(chain.from_iterable(units.values()))), 2):
        both = {unit: {coder: said[coder] for coder in pair} for unit, said in units.items() if said.keys() >= set(pair)}
        rows = _rows(both)
        if len({label for _, _, label in rows}) > 1:
            found.append(float(AnnotationTask(data=rows).kappa()))
    return mean(found) if found else None


def _spans(pairs: Sequence[tuple[Analysis, Analysis]]) -> dict[str, Score]:
    """Returns F1 of attributions, nested ones too, and of hedges; whether a sentence is attributed is a variable already."""
    scores = score_attributions((one.article.text, one.counted, other.counted) for one, other in pairs)
    del scores["sentence"]
    hedges = [[{(h.start, h.end) for h in analysis.hedges} for analysis in pair] for pair in pairs]
    touched = sum(any(s < end and start < e for s, e in other) for one, other in hedges for start, end in one)
    exact = Score.of((one, other) for one, other in hedges)
    return {**scores, "hedge overlap": Score(touched, exact.predicted, exact.gold), "hedge exact": exact}


def _name(by_coder: Mapping[str, Analysis]) -> str:
    return next(iter(by_coder.values())).article.id
