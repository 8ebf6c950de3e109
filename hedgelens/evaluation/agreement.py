"""How far two annotations of the same articles agree: attributions, sources of sentences, kinds, hedges.

F1 of one annotation against the other does not depend on which is taken as right. Krippendorff's alpha and Cohen's kappa
(``nltk.metrics.agreement``) take chance into account where both coders label the same units, the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nltk.metrics.agreement import AnnotationTask

from hedgelens.evaluation.attributions import Score, score_attributions
from hedgelens.evaluation.polnear import FlatAttribution
from hedgelens.records import HedgeLensError

Annotation = dict[str, Any]
"""An annotated article as the corpus keeps it (``corpus/DATASHEET.md`` describes the fields)."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree.

    Attributes:
        scores: F1 and its counts by measure: attributions, nested ones too, as in :mod:`hedgelens.evaluation.attributions`;
            "source of sentence", "hedge overlap", "hedge exact".
        shares: of the hedges both mark, the share with the same category and the same owner.
        kappa, alpha: Cohen's kappa and Krippendorff's alpha over body sentences, for "attributed" (or not) and "hedged" (or
            not); over all sentences for "kind".
    """

    scores: dict[str, Score]
    shares: dict[str, float]
    kappa: dict[str, float]
    alpha: dict[str, float]


def agreement(pairs: Iterable[tuple[str, Annotation, Annotation]]) -> Agreement:
    """Compares two coders' annotations, given as (text, first coder's, second coder's).

    Raises:
        HedgeLensError: the two are not of the same text.
    """
    pairs = list(pairs)
    for _, one, other in pairs:
        if one["sha256"] != other["sha256"]:
            raise HedgeLensError(
                f"The annotations of '{one['id']}' and '{other['id']}' are not of the same text (sha256 differs)."
            )
    scores = score_attributions((text, _flat(one), _flat(other)) for text, one, other in pairs)
    linked = [({*_links(one)}, {*_links(other)}) for _, one, other in pairs]
    scores["source of sentence"] = _score(linked)
    marks = [(_marks(one), _marks(other)) for _, one, other in pairs]
    scores["hedge overlap"] = _overlap(marks)
    scores["hedge exact"] = _score([({*a}, {*b}) for a, b in marks])
    shared = [(a[span], b[span]) for a, b in marks for span in a.keys() & b.keys()]
    shares = {
        name: sum(one[name] == other[name] for one, other in shared) / max(len(shared), 1) for name in ("category", "owner")
    }
    tasks = _tasks(pairs)
    return Agreement(
        scores,
        shares,
        {name: float(task.multi_kappa()) for name, task in tasks.items()},
        {name: float(task.alpha()) for name, task in tasks.items()},
    )


def _flat(annotation: Annotation) -> list[FlatAttribution]:
    def pieces(spans: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
        return tuple((start, end) for start, end in spans)

    return [FlatAttribution(*(pieces(a[role]) for role in ("source", "cue", "content"))) for a in annotation["attributions"]]


def _links(annotation: Annotation) -> Iterable[tuple[int, str]]:
    """Yields the start of each body sentence with a source it rests on, named without regard to case and articles."""
    forms = {
        form.casefold(): source["canonical"].casefold()
        for source in annotation.get("sources", ())
        for form in (*source.get("aliases", ()), source["canonical"])
    }
    for sentence in annotation["sentences"]:
        for name in sentence["sources"] if sentence["kind"] == "body" else ():
            yield sentence["start"], forms.get(name.casefold(), name.casefold())


def _marks(annotation: Annotation) -> dict[tuple[int, int], Annotation]:
    return {(h["span"][0], h["span"][1]): {**h, "owner": h["owner"].casefold()} for h in annotation["hedges"]}


def _score(sets: Iterable[tuple[set[Any], set[Any]]]) -> Score:
    sets = list(sets)
    return Score(sum(len(a & b) for a, b in sets), sum(len(b) for _, b in sets), sum(len(a) for a, _ in sets))


def _overlap(marks: Iterable[tuple[dict[tuple[int, int], Annotation], dict[tuple[int, int], Annotation]]]) -> Score:
    marks = list(marks)
    touched = sum(any(s < end and start < e for s, e in b) for a, b in marks for start, end in a)
    return Score(touched, sum(len(b) for _, b in marks), sum(len(a) for a, _ in marks))


def _tasks(pairs: Sequence[tuple[str, Annotation, Annotation]]) -> dict[str, AnnotationTask]:
    """Builds one task a variable; the units are the sentences that both coders cut alike."""
    rows: dict[str, list[tuple[str, str, str]]] = {"kind": [], "attributed": [], "hedged": []}
    for _, *coders in pairs:
        by_start = [{s["start"]: s for s in coder["sentences"]} for coder in coders]
        shared = by_start[0].keys() & by_start[1].keys()
        for coder, annotation, sentences in zip("AB", coders, by_start, strict=True):
            hedged = {h["span"][0] for h in annotation["hedges"]}
            for start in shared:
                item, sentence = f"{annotation['id']} {start}", sentences[start]
                rows["kind"].append((coder, item, sentence["kind"]))
                if all(side[start]["kind"] == "body" for side in by_start):
                    inside = any(sentence["start"] <= h < sentence["end"] for h in hedged)
                    rows["attributed"].append((coder, item, str(bool(sentence["sources"]))))
                    rows["hedged"].append((coder, item, str(inside)))
    return {name: AnnotationTask(data=data) for name, data in rows.items() if len({label for _, _, label in data}) > 1}
