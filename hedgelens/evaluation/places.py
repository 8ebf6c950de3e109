"""Where coders of an article disagree, mark by mark: a place in the text, and what each of them said there, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hedgelens.analysis import Analysis
from hedgelens.evaluation.source_units import OF_SOURCES, Names, source_clusters, source_place
from hedgelens.evaluation.units import CODED, EDGES, anchor, attribution_clusters, hedge_clusters, quoted
from hedgelens.records import Sentence

Marked = Literal["sentence", "attribution", "hedge", "source"]
"""What is coded at a place."""
MARKED, NOT_MARKED = "marked", "not marked"
_FOLLOWS = ("quotation",)
"""Codes that follow from the words of a mark."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place where something was coded, by whom, and how.

    Attributes:
        key: tells it from all others of the article.
        mark: what is coded there.
        sentence, start, end: where it is.
        text: the passage, or the name of the source.
        said: for each coder who marked something there, what, by variable.
        ids: for each of these the id of the mark, or the index of the sentence.
        differ: the variables in which coders differ.
    """

    key: str
    mark: Marked
    sentence: int
    start: int
    end: int
    text: str
    said: dict[str, dict[str, str]]
    ids: dict[str, str]
    differ: tuple[str, ...]


def places(by_coder: Mapping[str, Analysis], coders: Sequence[str]) -> list[Place]:
    """Returns the places of an article where coders differ, in the order of the text.

    What a sentence rests on follows from its marks, and has no place of its own.

    Args:
        by_coder: what each made of it, coders first.
        coders: those who are compared; what others (a machine, somebody who adjudicates) said is told beside it.
    """
    names = Names(by_coder.values())
    found = [*_sentences(by_coder, names), *_marks(by_coder, names), *_sources(by_coder, names)]
    compared = (_compared(place, coders) for place in found)
    return sorted((place for place in compared if place.differ), key=lambda place: (place.start, place.mark, place.key))


def _compared(place: Place, coders: Sequence[str]) -> Place:
    said = [place.said[coder] for coder in coders if coder in place.said]
    differ = [variable for variable in (said[0] if said else ()) if len({one.get(variable) for one in said}) > 1]
    # A source that somebody gives nothing to is not missing: its attributions are.
    if place.mark in ("attribution", "hedge") and 0 < len(said) < len(coders):
        differ = [MARKED, *differ]
    return Place(place.key, place.mark, place.sentence, place.start, place.end, place.text, place.said, place.ids, tuple(differ))


def _sentences(by_coder: Mapping[str, Analysis], names: Names) -> Iterator[Place]:
    sides: dict[int, dict[str, Sentence]] = {}
    for coder, analysis in by_coder.items():
        for sentence in analysis.sentences:
            sides.setdefault(sentence.start, {})[coder] = sentence
    carried = {coder: _carried(analysis, names) for coder, analysis in by_coder.items()}
    for start, cut in sides.items():
        one = next(iter(cut.values()))
        said = {
            coder: {"kind": str(s.kind), "carries on": "; ".join(carried[coder].get(s.index, ())) or "nobody"}
            for coder, s in cut.items()
        }
        text = next(iter(by_coder.values())).article.text[start : one.end]
        ids = {coder: str(s.index) for coder, s in cut.items()}
        yield Place(f"sentence {start}", "sentence", one.index, start, one.end, " ".join(text.split()), said, ids, ())


def _carried(analysis: Analysis, names: Names) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for one in analysis.continuations:
        found.setdefault(one.sentence, []).append(names.of(analysis, one.source_id))
    return {sentence: sorted(said) for sentence, said in found.items()}


def _marks(by_coder: Mapping[str, Analysis], names: Names) -> Iterator[Place]:
    for cluster in attribution_clusters(by_coder):
        one = next(iter(cluster.values()))
        spans = anchor(one)
        text = next(iter(by_coder.values())).article.text
        key = f"attribution {'-'.join(str(offset) for span in spans for offset in span)}"
        said = {
            coder: {**_codes(by_coder[coder], names, "attribution", a), "through": _through(by_coder[coder], names, a)}
            for coder, a in cluster.items()
        }
        ids = {coder: a.id for coder, a in cluster.items()}
        yield Place(key, "attribution", one.sentence, spans[0][0], spans[-1][1], quoted(text, spans), said, ids, ())
    for hedges in hedge_clusters(by_coder):
        hedge = next(iter(hedges.values()))
        said = {coder: _codes(by_coder[coder], names, "hedge", h) for coder, h in hedges.items()}
        ids = {coder: h.id for coder, h in hedges.items()}
        key = f"hedge {hedge.start}-{hedge.end}"
        yield Place(key, "hedge", hedge.sentence, hedge.start, hedge.end, hedge.text, said, ids, ())


def _codes(analysis: Analysis, names: Names, mark: str, one: Any) -> dict[str, str]:
    told = {**CODED[mark], **EDGES[mark]}
    return {variable: tell(names, analysis, one) for variable, tell in told.items() if variable not in _FOLLOWS}


def _through(analysis: Analysis, names: Names, attribution: Any) -> str:
    return names.of(analysis, attribution.via) if attribution.via else "nobody"


def _sources(by_coder: Mapping[str, Analysis], names: Names) -> Iterator[Place]:
    for name, cluster in source_clusters(by_coder, names).items():
        coder, one = next(iter(cluster.items()))
        start, sentence = source_place(by_coder[coder], one)
        said = {
            coder: {variable: str(getattr(source, variable) or "none") for variable in OF_SOURCES}
            for coder, source in cluster.items()
        }
        ids = {coder: source.id for coder, source in cluster.items()}
        yield Place(f"source {name}", "source", sentence, start, start, name, said, ids, ())
