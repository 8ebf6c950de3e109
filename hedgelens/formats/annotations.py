"""What the formats write and read of an article: its annotations, and a note of all that no format has a place for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from hedgelens._start import VERSION
from hedgelens.analysis import Analysis
from hedgelens.records import AUTHOR, UNKNOWN, Attribution, Continuation, Hedge, Span, Spans, plain
from hedgelens.views.colours import source_colours
from hedgelens.views.contract import article_to_dict
from hedgelens.views.rows import json_text


class Role(StrEnum):
    """What a stretch of text is in an annotation; the words are the labels that annotators see."""

    SOURCE = "Source"
    CUE = "Cue"
    CONTENT = "Content"
    VIA = "Via"
    HEDGE = "Hedge"
    CONTINUED = "Continued"


OF_ATTRIBUTIONS = (Role.SOURCE, Role.CUE, Role.CONTENT, Role.VIA)
"""The roles that make up an attribution."""
ANCHORS = (Role.CUE, Role.CONTENT, Role.SOURCE, Role.VIA)
"""On which of its stretches an attribution is noted: the first that it has."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """An attribution, a hedge, or a sentence that carries on an account.

    Attributes:
        id: its name in the file, such as ``"a1"``.
        spans: the stretches of text, by role.
        said: what annotators see and may change, in words: of an attribution ``source`` and ``via`` (names), ``type``,
            ``quotation``, ``parent`` (an id); of a hedge ``category`` and ``owner`` (a name, ``"author"`` or ``"unknown"``); of a
            continued sentence its ``source``.
        more: what else HedgeLens knows of it, as plain data.
        gaps: what lies between the pieces of a stretch that may be one: it is where only ends of lines stand there.
    """

    id: str
    spans: Mapping[Role, Spans]
    said: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    gaps: frozenset[Span] = frozenset()

    @property
    def anchor(self) -> Role:
        """The role of the stretch on which it is noted."""
        return next((role for role in ANCHORS if self.spans.get(role)), next(iter(self.spans)))

    @property
    def is_attribution(self) -> bool:
        """Whether it has one of the stretches that make up an attribution."""
        return any(role in self.spans for role in OF_ATTRIBUTIONS)

    @property
    def start(self) -> int:
        """Offset of the first character of its anchor."""
        return self.spans[self.anchor][0][0]


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of one article in a file.

    Attributes:
        annotations: its annotations; they may lack all but their spans.
        text: the text of the article, where the file holds it.
        note: what HedgeLens noted when it wrote the file; nothing where others made it.
        id: what the article is called there.
        quoted: stretches with the words that are said to stand there.
        passed_over: the labels of marks that were not read, once for each.
    """

    annotations: Sequence[Annotation]
    text: str | None = None
    note: Mapping[str, Any] | None = None
    id: str | None = None
    quoted: Sequence[tuple[Span, str]] = ()
    passed_over: Sequence[str] = ()


def annotations_of(analysis: Analysis) -> list[Annotation]:
    """Returns the annotations of an analysis: attributions, hedges and continued sentences, each in their order."""
    return [
        *(_attribution(analysis, one) for one in analysis.attributions),
        *(_hedge(analysis, one) for one in analysis.hedges),
        *(_continued(analysis, number, one) for number, one in enumerate(analysis.continuations, start=1)),
    ]


def note_of(analysis: Analysis, annotations: Sequence[Annotation]) -> dict[str, Any]:
    """Returns what is noted of an article beside its annotations, so that the analysis can be read back as it is."""
    colours = source_colours(analysis)
    return {
        "hedgelens": VERSION,
        "article": article_to_dict(analysis.article),
        "settings": {
            "engine": analysis.engine,
            "engine_sha256": analysis.engine_sha256,
            "model": analysis.model,
            "model_sha256": analysis.model_sha256,
            "min_confidence": analysis.min_confidence,
            "types": plain(analysis.types),
            "corrected": plain(analysis.revisions),
        },
        "sentences": plain(analysis.sentences),
        "sources": [{**plain(source), "colour": colours[source.id]} for source in analysis.sources],
        "written": {one.id: digest(one) for one in annotations},
    }


def digest(annotation: Annotation) -> str:
    """Returns a short hash of what annotators see of an annotation: it tells whether somebody changed it."""
    spans = {str(role): plain(spans) for role, spans in sorted(annotation.spans.items()) if spans}
    return hashlib.sha256(json_text([spans, dict(sorted(annotation.said.items()))]).encode()).hexdigest()[:10]


def unlike(one: Annotation, shown: Callable[[Span], Span]) -> dict[str, Any]:
    """Returns the spans of an annotation for the note on it, nothing where the format shows just these.

    Args:
        one: the annotation.
        shown: gives the stretch that the format shows of one, such as that without blanks at its edges.
    """
    same = all(shown(span) == span for spans in one.spans.values() for span in spans)
    return {} if same else {"spans": {str(role): plain(spans) for role, spans in one.spans.items()}}


def as_noted(one: Annotation, noted: Any, text: str, shown: Callable[[Span], Span]) -> Annotation:
    """Returns an annotation with the spans that the note on it has, if those that were read show them.

    Raises:
        ValueError, TypeError: the note was damaged.
    """
    exact = {Role(role): tuple((int(start), int(end)) for start, end in spans) for role, spans in dict(noted or {}).items()}
    in_text = all(0 <= start < end <= len(text) for spans in exact.values() for start, end in spans)
    is_shown = exact and in_text and {role: tuple(map(shown, spans)) for role, spans in exact.items()} == dict(one.spans)
    return replace(one, spans=exact) if is_shown else one


def pieces(annotation: Annotation) -> Iterator[tuple[Role, Span]]:
    """Yields the stretches of an annotation one by one, those of its anchor first."""
    anchor = annotation.anchor
    for role in (anchor, *(role for role in annotation.spans if role != anchor)):
        for span in annotation.spans[role]:
            yield role, span


def _attribution(analysis: Analysis, one: Attribution) -> Annotation:
    spans = {Role.SOURCE: one.source, Role.CUE: one.cue, Role.CONTENT: one.content, Role.VIA: one.via_span}
    said = {
        "source": _name(analysis, one.source_id),
        "via": _name(analysis, one.via),
        "type": str(one.type),
        "quotation": str(one.quotation),
        "parent": one.parent,
    }
    kept = ("sentence", "confidence", "why", "source_id", "via", "rule", "link", "stance")
    return Annotation(
        one.id,
        {role: spans for role, spans in spans.items() if spans},
        {key: value for key, value in said.items() if value is not None},
        {key: plain(getattr(one, key)) for key in kept},
    )


def _hedge(analysis: Analysis, one: Hedge) -> Annotation:
    owner = one.owner if one.owner in (AUTHOR, UNKNOWN) else _name(analysis, one.owner) or UNKNOWN
    kept = ("sentence", "confidence", "why", "owner", "attribution", "rule", "owners")
    said = {"category": str(one.category), "owner": owner}
    return Annotation(one.id, {Role.HEDGE: ((one.start, one.end),)}, said, {key: plain(getattr(one, key)) for key in kept})


def _continued(analysis: Analysis, number: int, one: Continuation) -> Annotation:
    sentence = analysis.sentences[one.sentence]
    said = {"source": _name(analysis, one.source_id) or ""}
    return Annotation(f"c{number}", {Role.CONTINUED: ((sentence.start, sentence.end),)}, said, plain(one))


def _name(analysis: Analysis, id: str | None) -> str | None:
    source = analysis.source(id)
    return source.name if source else None
