"""The units that coders code, what each said of each, and the units on which they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from hedgelens.analysis import Analysis
from hedgelens.evaluation.attributions import pair_attributions
from hedgelens.evaluation.polnear import FlatAttribution
from hedgelens.evaluation.source_units import Names, source_labels
from hedgelens.measures.counting import words_in
from hedgelens.records import Attribution, Hedge, Kind, Sentence, Spans

KIND, ATTRIBUTED, BASIS, SOURCES, HEDGED = "kind of sentence", "attributed", "basis", "sources of sentence", "hedged"
SETS = frozenset([SOURCES])
"""Variables whose codes are sets, compared by how far they overlap."""

Mark = TypeVar("Mark", Attribution, Hedge)
Clusters = list[dict[str, Mark]]
"""Marks of several coders that are the same one, by coder."""


@dataclass(frozen=True, slots=True)
class Code:
    """What one coder said of one unit; a code that is no set has one member."""

    variable: str
    unit: str
    coder: str
    label: frozenset[str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit that coders coded differently.

    Attributes:
        article: id of the article.
        sentence: index of the sentence.
        start: offset of the passage.
        variable: the variable on which they differ.
        text: the passage.
        codes: what each coder said.
    """

    article: str
    sentence: int
    start: int
    variable: str
    text: str
    codes: dict[str, str]


def codes(by_coder: Mapping[str, Analysis], *, words: bool = True) -> Iterator[Code]:
    """Yields all codes of one article.

    Args:
        by_coder: the analyses of the article.
        words: whether those of words are among them, which say in or out of a role.
    """
    names = Names(by_coder.values())
    article = next(iter(by_coder.values())).article.sha256
    for variable, unit, _, _, labels in _labels(by_coder, names):
        for coder, label in labels.items():
            yield Code(variable, f"{article} {unit}", coder, label)
    if words:
        yield from _words(by_coder, article)


def disagreements(by_coder: Mapping[str, Analysis]) -> list[Disagreement]:
    """Returns where coders differ in one article, in the order of the text."""
    first = next(iter(by_coder.values()))
    names = Names(by_coder.values())
    found = [
        Disagreement(first.article.id, sentence, int(unit.split("-")[0]), variable, text, _shown(labels))
        for variable, unit, sentence, text, labels in (
            *_labels(by_coder, names),
            *_missed(by_coder),
            *_of_marks(by_coder, names, EDGES),
        )
        if len(set(labels.values())) > 1
    ]
    return sorted(found, key=lambda d: (d.start, d.variable))


_Labelled = tuple[str, str, int, str, dict[str, frozenset[str]]]
"""Variable, unit, sentence, text, and what each coder said."""

_Told = Callable[[Names, Analysis, Any], str]
CODED: dict[str, dict[str, _Told]] = {
    "attribution": {
        "source": lambda names, analysis, a: names.of(analysis, a.source_id),
        "type": lambda names, analysis, a: str(a.type),
        "quotation": lambda names, analysis, a: str(a.quotation),
    },
    "hedge": {
        "category": lambda names, analysis, h: str(h.category),
        "owner": lambda names, analysis, h: names.of(analysis, h.owner),
    },
}
"""What is coded of a mark."""
EDGES: dict[str, dict[str, _Told]] = {
    "attribution": {
        "source words": lambda names, analysis, a: quoted(analysis.article.text, a.source) or "none",
        "cue words": lambda names, analysis, a: quoted(analysis.article.text, a.cue) or "none",
        "content words": lambda names, analysis, a: quoted(analysis.article.text, a.content) or "none",
    },
    "hedge": {"words": lambda names, analysis, h: h.text},
}
"""Where a mark begins and ends, by its words."""


def _labels(by_coder: Mapping[str, Analysis], names: Names) -> Iterator[_Labelled]:
    yield from _of_sentences(by_coder, names)
    yield from _of_marks(by_coder, names, CODED)
    yield from source_labels(by_coder, names)


def _of_sentences(by_coder: Mapping[str, Analysis], names: Names) -> Iterator[_Labelled]:
    """Yields what coders said of the sentences that begin at one place; all but the kind only where all call it body."""
    cut: dict[int, dict[str, Sentence]] = {}
    for coder, analysis in by_coder.items():
        for sentence in analysis.sentences:
            cut.setdefault(sentence.start, {})[coder] = sentence
    for start, sides in sorted(cut.items()):
        one = next(iter(sides.values()))
        text = next(iter(by_coder.values())).article.text[start : one.end]
        yield KIND, str(start), one.index, text, {coder: frozenset([str(s.kind)]) for coder, s in sides.items()}
        if all(s.kind is Kind.BODY for s in sides.values()):
            said = {coder: _of_body(by_coder[coder], s, names) for coder, s in sides.items()}
            for variable in (ATTRIBUTED, BASIS, SOURCES, HEDGED):
                yield variable, str(start), one.index, text, {coder: codes[variable] for coder, codes in said.items()}


def _of_body(analysis: Analysis, sentence: Sentence, names: Names) -> dict[str, frozenset[str]]:
    links = analysis.links[sentence.index]
    return {
        ATTRIBUTED: frozenset(["yes" if links.counted else "no"]),
        BASIS: frozenset([links.basis]),
        SOURCES: frozenset(names.of(analysis, id) for id in links.sources) or frozenset(["none"]),
        HEDGED: frozenset(["yes" if links.hedges else "no"]),
    }


def _words(by_coder: Mapping[str, Analysis], article: str) -> Iterator[Code]:
    """Yields for each word of the body whether it is inside of a role or a hedge."""
    body = {
        word
        for analysis in by_coder.values()
        for word in words_in(analysis, tuple((s.start, s.end) for s in analysis.body))
    }  # fmt: skip
    for role in ("source", "cue", "content", "hedge"):
        for coder, analysis in by_coder.items():
            inside = {word for pieces in _spans(analysis, role) for word in words_in(analysis, pieces)}
            for word in sorted(body):
                yield Code(f"words of {role}", f"{article} {word}", coder, frozenset(["in" if word in inside else "out"]))


def _spans(analysis: Analysis, role: str) -> list[Spans]:
    if role == "hedge":
        return [((h.start, h.end),) for h in analysis.hedges]
    return [getattr(a, role) for a in analysis.counted]


def attribution_clusters(by_coder: Mapping[str, Analysis]) -> Clusters[Attribution]:
    """Puts together the attributions of coders whose contents overlap by half, one of each coder, the closest first."""
    clusters: Clusters[Attribution] = []
    for coder, analysis in by_coder.items():
        known = [next(iter(cluster.values())) for cluster in clusters]
        alike = pair_attributions(analysis.article.text, _contents(known), _contents(analysis.counted))
        pairs = {place: number for number, place in alike}
        _add(clusters, coder, analysis.counted, pairs)
    return clusters


def _contents(attributions: Iterable[Attribution]) -> list[FlatAttribution]:
    # Without sources: who it is shall be compared, not decide about what is compared.
    return [FlatAttribution((), (), a.content) for a in attributions]


def hedge_clusters(by_coder: Mapping[str, Analysis]) -> Clusters[Hedge]:
    """Puts together the hedges of coders that overlap, one of each coder, those that overlap most first."""
    clusters: Clusters[Hedge] = []
    for coder, analysis in by_coder.items():
        ranked = sorted(
            (-overlap, place, number)
            for number, cluster in enumerate(clusters)
            for place, hedge in enumerate(analysis.hedges)
            if (overlap := _overlap(next(iter(cluster.values())), hedge)) > 0
        )
        taken: dict[int, int] = {}
        for _, place, number in ranked:
            if place not in taken and number not in taken.values():
                taken[place] = number
        _add(clusters, coder, analysis.hedges, taken)
    return clusters


def _add(clusters: Clusters[Mark], coder: str, marks: Iterable[Mark], known: Mapping[int, int]) -> None:
    """Puts the marks of a coder into clusters: each into that of its place, if any, else into a new one."""
    for place, mark in enumerate(marks):
        if place in known:
            clusters[known[place]][coder] = mark
        else:
            clusters.append({coder: mark})


def _overlap(one: Hedge, other: Hedge) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


_Cluster = dict[str, Attribution] | dict[str, Hedge]


def _marks(by_coder: Mapping[str, Analysis]) -> Iterator[tuple[str, str, int, str, _Cluster]]:
    """Yields what stands for one mark: whether attribution or hedge, unit, sentence, text, and the mark of each coder."""
    text = next(iter(by_coder.values())).article.text
    for cluster in attribution_clusters(by_coder):
        one = next(iter(cluster.values()))
        yield "attribution", _unit(anchor(one)), one.sentence, quoted(text, anchor(one)), cluster
    for hedges in hedge_clusters(by_coder):
        mark = next(iter(hedges.values()))
        yield "hedge", f"{mark.start}-{mark.end}", mark.sentence, mark.text, hedges


def _of_marks(
    by_coder: Mapping[str, Analysis], names: Names, variables: Mapping[str, Mapping[str, _Told]]
) -> Iterator[_Labelled]:
    """Yields what each coder who has a mark says of it."""
    for mark, unit, sentence, text, cluster in _marks(by_coder):
        for variable, told in variables[mark].items():
            labels = {coder: frozenset([told(names, by_coder[coder], one)]) for coder, one in cluster.items()}
            yield f"{mark}: {variable}", unit, sentence, text, labels


def _missed(by_coder: Mapping[str, Analysis]) -> Iterator[_Labelled]:
    """Yields the marks with who marked them and who did not."""
    for mark, unit, sentence, text, cluster in _marks(by_coder):
        yield mark, unit, sentence, text, {c: frozenset(["marked" if c in cluster else "not marked"]) for c in by_coder}


def anchor(attribution: Attribution) -> Spans:
    """Returns the spans that stand for an attribution; a few have no content."""
    return attribution.content or attribution.cue or attribution.source


def _unit(spans: Spans) -> str:
    return "-".join(str(offset) for span in spans for offset in span)


def quoted(text: str, spans: Spans) -> str:
    """Returns the words of spans, with an ellipsis between those that do not touch."""
    return " ".join(" … ".join(text[start:end] for start, end in spans).split())


def _shown(labels: Mapping[str, frozenset[str]]) -> dict[str, str]:
    return {coder: "; ".join(sorted(label)) for coder, label in labels.items()}
