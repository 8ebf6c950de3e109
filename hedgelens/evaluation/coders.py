"""How far two or more coders agree on the same articles: every variable, the spans, and where they disagree.

The measures are described in ``docs/correcting.md``. Krippendorff's alpha and Cohen's kappa come from
``nltk.metrics.agreement``, F1 of spans from :mod:`hedgelens.evaluation.agreement`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from statistics import mean
from typing import Any

from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, masi_distance

from hedgelens.analysis import Analysis
from hedgelens.evaluation.agreement import agreement
from hedgelens.evaluation.attributions import Score
from hedgelens.evaluation.units import SETS, Code, Disagreement, codes, disagreements
from hedgelens.records import HedgeLensError

Codings = Mapping[str, Sequence[Analysis]]
"""For each coder the analyses of the articles that this coder went over."""

# What the two-coder comparison also scores and is a variable here.
_VARIABLES = frozenset(["sentence", "source of sentence"])


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the coders agree on one variable.

    Attributes:
        variable: its name.
        units: how many units at least two coders coded.
        observed: share of the pairs of codes that are the same.
        alpha: Krippendorff's alpha; ``None`` where there is one code only, so that chance cannot be told from agreement.
        kappa: Cohen's kappa; of more than two coders the mean over their pairs.
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
        left_out: names of those that only one did.
        variables: alpha and kappa of each variable.
        spans: F1 of marks and spans, over all pairs of coders.
        disagreements: every unit that coders coded differently.
    """

    coders: tuple[str, ...]
    articles: tuple[str, ...]
    left_out: tuple[str, ...]
    variables: tuple[Reliability, ...]
    spans: dict[str, Score]
    disagreements: tuple[Disagreement, ...]

    def as_dict(self) -> dict[str, Any]:
        """Returns it as plain data."""
        return {
            "coders": list(self.coders),
            "articles": list(self.articles),
            "left_out": list(self.left_out),
            "variables": [asdict(v) for v in self.variables],
            "spans": {
                name: {"f1": s.f1, "same": s.right, "first": s.gold, "second": s.predicted} for name, s in self.spans.items()
            },
            "disagreements": [asdict(d) for d in self.disagreements],
        }


def agree(codings: Codings) -> CoderAgreement:
    """Compares coders.

    Args:
        codings: for each coder, analyses corrected or made by hand. Articles are the same where their texts are.

    Raises:
        HedgeLensError: there are fewer than two coders, one has the same article twice, or they share no article.
    """
    if len(codings) < 2:
        raise HedgeLensError("Agreement takes two coders at least. Give the files or folders of two or more.")
    texts: dict[str, dict[str, Analysis]] = {}
    for coder, analyses in codings.items():
        for analysis in analyses:
            if texts.setdefault(analysis.article.sha256, {}).setdefault(coder, analysis) is not analysis:
                raise HedgeLensError(f"'{coder}' has the article '{analysis.article.id}' twice. Leave one of the two out.")
    shared = [by_coder for by_coder in texts.values() if len(by_coder) > 1]
    if not shared:
        raise HedgeLensError("The coders share no article: no text was coded by two of them (they are compared by their hashes).")
    found = [code for by_coder in shared for code in codes(by_coder)]
    return CoderAgreement(
        coders=tuple(codings),
        articles=tuple(_name(by_coder) for by_coder in shared),
        left_out=tuple(_name(by_coder) for by_coder in texts.values() if len(by_coder) == 1),
        variables=tuple(reliabilities(found)),
        spans={name: s for name, s in agreement(_pairs(shared)).scores.items() if name not in _VARIABLES},
        disagreements=tuple(d for by_coder in shared for d in disagreements(by_coder)),
    )


def reliabilities(found: Iterable[Code]) -> list[Reliability]:
    """Computes alpha and kappa of every variable, in the order in which the variables come."""
    by_variable: dict[str, dict[str, dict[str, frozenset[str]]]] = {}
    for code in found:
        by_variable.setdefault(code.variable, {}).setdefault(code.unit, {})[code.coder] = code.label
    return [_reliability(variable, units) for variable, units in by_variable.items()]


def _reliability(variable: str, units: Mapping[str, Mapping[str, frozenset[str]]]) -> Reliability:
    shared = {unit: by_coder for unit, by_coder in units.items() if len(by_coder) > 1}
    same = [one == other for by_coder in shared.values() for one, other in combinations(by_coder.values(), 2)]
    rows = [(coder, unit, label) for unit, by_coder in shared.items() for coder, label in by_coder.items()]
    varied = len({label for _, _, label in rows}) > 1
    distance = masi_distance if variable in SETS else binary_distance
    return Reliability(
        variable,
        len(shared),
        mean(same) if same else 0.0,
        float(AnnotationTask(data=rows, distance=distance).alpha()) if varied else None,
        _kappa(shared) if varied else None,
    )


def _kappa(units: Mapping[str, Mapping[str, frozenset[str]]]) -> float | None:
    """Returns Cohen's kappa, the mean over the pairs of coders who used more than one label on what both coded."""
    found = []
    for one, other in combinations(sorted({coder for by_coder in units.values() for coder in by_coder}), 2):
        both = {unit: by_coder for unit, by_coder in units.items() if one in by_coder and other in by_coder}
        rows = [(coder, unit, by_coder[coder]) for unit, by_coder in both.items() for coder in (one, other)]
        if len({label for _, _, label in rows}) > 1:
            found.append(float(AnnotationTask(data=rows).kappa()))
    return mean(found) if found else None


def _pairs(shared: Iterable[Mapping[str, Analysis]]) -> Iterable[tuple[str, dict[str, Any], dict[str, Any]]]:
    for by_coder in shared:
        for one, other in combinations(by_coder.values(), 2):
            yield one.article.text, annotation(one), annotation(other)


def annotation(analysis: Analysis) -> dict[str, Any]:
    """Returns an analysis in the form of a hand annotation, as far as agreement looks at it."""
    return {
        "id": analysis.article.id,
        "sha256": analysis.article.sha256,
        "sentences": [
            {"start": s.start, "end": s.end, "kind": str(s.kind), "sources": [analysis.name_of(id) for id in links.sources]}
            for s, links in zip(analysis.sentences, analysis.links, strict=True)
        ],
        "sources": [{"canonical": s.name, "aliases": s.aliases} for s in analysis.sources],
        "attributions": [{"source": a.source, "cue": a.cue, "content": a.content} for a in analysis.attributions],
        "hedges": [
            {"span": [h.start, h.end], "category": str(h.category), "owner": analysis.name_of(h.owner)} for h in analysis.hedges
        ],
    }


def _name(by_coder: Mapping[str, Analysis]) -> str:
    return next(iter(by_coder.values())).article.id
