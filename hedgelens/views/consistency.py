"""Says what of an analysis that was read points nowhere, or cannot be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.files.checking import MisfitError, shown
from hedgelens.records import AUTHOR, UNKNOWN, Attribution, Hedge, HedgeOwner, Sentence, Source, Span


def check(analysis: Analysis) -> None:
    """Checks that the marks of an analysis lie in its text and hang together.

    Raises:
        MisfitError: they do not; the place is named as in the contract of the output.
    """
    for name in ("sources", "attributions", "hedges"):
        _check_ids(name, [mark.id for mark in getattr(analysis, name)])
    checked = _Checked(analysis)
    checked.passages("article.blocks", [(b.start, b.end) for b in analysis.article.blocks])
    checked.passages("sentences", [(s.start, s.end) for s in analysis.sentences])
    checks: Sequence[tuple[str, Sequence[Any], Any]] = (
        ("sentences", analysis.sentences, checked.sentence),
        ("sources", analysis.sources, checked.source),
        ("attributions", analysis.attributions, checked.attribution),
        ("hedges", analysis.hedges, checked.hedge),
        ("continuations", analysis.continuations, checked.link),
    )
    for name, marks, check_one in checks:
        for number, mark in enumerate(marks):
            check_one(f"{name}[{number}]", mark)
    _check_parents(analysis.attributions)


class _Checked:
    """One analysis, and what its marks may point to."""

    def __init__(self, analysis: Analysis) -> None:
        self._text, self._words, self._sentences = analysis.article.text, analysis.word_starts, analysis.sentences
        self._sources = {source.id for source in analysis.sources}
        self._attributions = {attribution.id for attribution in analysis.attributions}

    def sentence(self, place: str, sentence: Sentence) -> None:
        if self._sentences[sentence.index : sentence.index + 1] != (sentence,):
            raise MisfitError(f"{place}.index: {shown(sentence.index)} is not its place in the list")
        words = bisect_left(self._words, sentence.end) - bisect_left(self._words, sentence.start)
        if sentence.words != words:
            raise MisfitError(f"{place}.words: there are {words}, and not {shown(sentence.words)}")
        _within(f"{place}.paragraph", sentence.paragraph, len(self._text))

    def source(self, place: str, source: Source) -> None:
        for span in source.mentions:
            self.passages(f"{place}.mentions", [span])
        for number, disclosure in enumerate(source.disclosure):
            self.passages(f"{place}.disclosure[{number}].span", [disclosure.span])
        if source.affiliation == source.id:
            raise MisfitError(f"{place}.affiliation: no source belongs to itself")

    def attribution(self, place: str, attribution: Attribution) -> None:
        for role in ("source", "cue", "content", "via_span"):
            self.passages(f"{place}.{role}", getattr(attribution, role))
        if not attribution.cue and not attribution.content:
            raise MisfitError(f"{place}: has neither a cue nor a content")
        if attribution.link is not None and attribution.link.antecedent is not None:
            self.passages(f"{place}.link.antecedent", [attribution.link.antecedent])
        self.link(place, attribution)
        _known(f"{place}.via", attribution.via, self._sources, "source")
        _known(f"{place}.parent", attribution.parent, self._attributions, "attribution")

    def hedge(self, place: str, hedge: Hedge) -> None:
        self.passages(place, [(hedge.start, hedge.end)])
        there = self._text[hedge.start : hedge.end]
        if hedge.text != there:
            raise MisfitError(f"{place}.text: {shown(hedge.text)} does not stand there, but {shown(there)}")
        self._owned(place, hedge)
        for number, owner in enumerate(hedge.owners):
            self._owned(f"{place}.owners[{number}]", owner)
        self._judged(place, hedge)

    def _owned(self, place: str, owned: Hedge | HedgeOwner) -> None:
        _known(f"{place}.owner", owned.owner, {*self._sources, AUTHOR, UNKNOWN}, "source")
        _known(f"{place}.attribution", owned.attribution, self._attributions, "attribution")

    def link(self, place: str, linked: Any) -> None:
        """Checks what gives a sentence to a source: an attribution, or a continuation."""
        _known(f"{place}.source_id", linked.source_id, self._sources, "source")
        self._judged(place, linked)

    def _judged(self, place: str, mark: Any) -> None:
        if not 0 <= mark.sentence < len(self._sentences):
            raise MisfitError(f"{place}.sentence: there is no sentence {shown(mark.sentence)}")
        _within(f"{place}.confidence", mark.confidence, 1)

    def passages(self, place: str, spans: Iterable[Span]) -> None:
        spans = list(spans)
        for start, end in spans:
            if not 0 <= start < end <= len(self._text):
                raise MisfitError(
                    f"{place}: [{shown(start)}, {shown(end)}] is no passage of a text of {len(self._text)} characters"
                )
        for one, other in pairwise(spans):
            if one[1] > other[0]:
                raise MisfitError(f"{place}: {list(one)} and {list(other)} overlap, or are not in order")


def _check_ids(name: str, ids: Sequence[str]) -> None:
    taken = {AUTHOR, UNKNOWN, ""}
    for number, id in enumerate(ids):
        if id in taken or not id.isprintable():
            raise MisfitError(f"{name}[{number}].id: {shown(id)} is no id, or is another one's, too")
        taken.add(id)


def _check_parents(attributions: Iterable[Attribution]) -> None:
    parents = {a.id: a.parent for a in attributions}
    sound: set[str | None] = {None}
    for number, first in enumerate(parents):
        way: dict[str | None, None] = {}
        id: str | None = first
        while id not in sound:
            if id in way:
                raise MisfitError(f"attributions[{number}].parent: it stands in its own content")
            way[id] = None
            id = parents[str(id)]
        sound.update(way)


def _within(place: str, number: float, most: int) -> None:
    if not 0 <= number <= most:
        raise MisfitError(f"{place}: expected a number from 0 to {most}, found {shown(number)}")


def _known(place: str, id: str | None, known: Collection[str], what: str) -> None:
    if id is not None and id not in known:
        raise MisfitError(f"{place}: there is no {what} {shown(id)}")
