"""The result of an analysis as data: who says what, how sure they are, whose doubt it is, and what each sentence rests on.

What people look at or keep of it (tables, JSON, pages) stands above, in :mod:`hedgelens.faces`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Self

from hedgelens.records import (
    AUTHOR,
    DEFAULT_ENGINE,
    Article,
    Attribution,
    Continuation,
    Hedge,
    Kind,
    ParsedArticle,
    Resolution,
    Revision,
    Sentence,
    Source,
    SourceKind,
    Spans,
)

HAND = "hand annotation"
"""The engine of an analysis that people made."""

BY_MODELS = "annotation by language models"
"""The engine of an analysis that language models made under the codebook, such as those of the bundled articles."""

MARKED_BY = {HAND: "by hand", BY_MODELS: "by language models under the codebook"}
"""Who made an annotation, in words, by its engine."""

WRITER = "writer"
"""The basis of a sentence that rests on nobody but its writer."""

AUTHOR_NAME = "the writer"
UNKNOWN_NAME = "unknown source"


@dataclass(frozen=True, slots=True)
class Links:
    """What one sentence rests on.

    Attributes:
        sources: ids of the sources of its attributions and of the media that relay them, in order of appearance.
        continued: ids of the sources whose account the sentence carries on without an attribution to them.
        attributions: ids of the attributions that have their cue or some of their content in the sentence.
        hedges: ids of the hedges in the sentence.
    """

    sources: tuple[str, ...]
    continued: tuple[str, ...]
    attributions: tuple[str, ...]
    hedges: tuple[str, ...]

    @property
    def basis(self) -> str:
        """On what the link to its sources rests: "explicit", "continued", "both", or "writer" where there is none."""
        if self.attributions:
            return "both" if self.continued else "explicit"
        return "continued" if self.continued else WRITER


@dataclass(frozen=True)
class Analysis:
    """The analysis of one article.

    Attributes:
        article: the article, its text unaltered.
        sentences: its sentences, in order.
        word_starts: offset of every word of the text.
        sources, attributions, continuations, hedges: what was found.
        engine, engine_sha256: name of what found the attributions, and the hash of its weights where it has any.
        model, model_sha256: name and version of the language model, and the hash of its files.
        revisions: who went over it by hand since, and when.
        colours: for sources whose colour is settled already, its code; no part of what was found.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    word_starts: tuple[int, ...]
    sources: tuple[Source, ...]
    attributions: tuple[Attribution, ...]
    continuations: tuple[Continuation, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    engine: str = DEFAULT_ENGINE
    model: str = ""
    model_sha256: str = ""
    engine_sha256: str = ""
    revisions: tuple[Revision, ...] = ()
    colours: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(
        cls, parsed: ParsedArticle, resolution: Resolution, hedges: Iterable[Hedge], *, engine: str, engine_sha256: str = ""
    ) -> Self:
        """Puts together what the rooms found; the parse itself is let go.

        The reason of an attribution is followed by the reason why it was linked to its source. Of confidences three digits are
        kept: no more is known, and no more is written.
        """
        explanations = resolution.explanations
        return cls(
            article=parsed.article,
            sentences=parsed.sentences,
            word_starts=parsed.word_starts,
            sources=resolution.sources,
            attributions=tuple(
                replace(a, why=f"{a.why}; {explanations[a.id]}" if explanations.get(a.id) else a.why, confidence=_rounded(a))
                for a in resolution.attributions
            ),
            continuations=tuple(replace(c, confidence=_rounded(c)) for c in resolution.continuations),
            hedges=tuple(replace(h, confidence=_rounded(h)) for h in hedges),
            engine=engine,
            engine_sha256=engine_sha256,
            model=parsed.model,
            model_sha256=parsed.model_sha256,
        )

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences of the body: all that counts are taken over."""
        return tuple(s for s in self.sentences if s.kind is Kind.BODY)

    @cached_property
    def links(self) -> tuple[Links, ...]:
        """For every sentence what it rests on, in the order of :attr:`sentences`."""
        found = [(list[Attribution](), list[str](), list[str]()) for _ in self.sentences]
        for attribution in sorted(self.attributions, key=lambda a: (a.start, a.id)):
            if self._is_writers(attribution):
                continue
            for index in self._reached((*attribution.cue, *attribution.content)):
                found[index][0].append(attribution)
        for continuation in self.continuations:
            found[continuation.sentence][1].append(continuation.source_id)
        for hedge in self.hedges:
            found[hedge.sentence][2].append(hedge.id)
        return tuple(_links(*of_sentence) for of_sentence in found)

    def _is_writers(self, attribution: Attribution) -> bool:
        """Says whether nobody but the writer says it ("we asked her"): the writer is no source."""
        source = self.source(attribution.source_id)
        return source is not None and source.kind is SourceKind.AUTHOR and attribution.via is None

    def _reached(self, spans: Spans) -> list[int]:
        """Returns the indices of the sentences that share a character with one of the spans."""
        start_of, end_of = attrgetter("start"), attrgetter("end")
        here = (
            range(bisect_right(self.sentences, start, key=end_of), bisect_left(self.sentences, end, key=start_of))
            for start, end in spans
        )
        return sorted(set(chain.from_iterable(here)))

    def source(self, id: str | None) -> Source | None:
        """Returns the source of an id, ``None`` where there is none."""
        return self._sources.get(id or "")

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    def attribution(self, id: str) -> Attribution:
        """Returns the attribution of an id.

        Raises:
            KeyError: there is none.
        """
        return self._attributions[id]

    @cached_property
    def _attributions(self) -> dict[str, Attribution]:
        return {attribution.id: attribution for attribution in self.attributions}

    def name_of(self, id: str | None) -> str:
        """Returns the name of a source, of the owner of a hedge, or of what is not known."""
        source = self.source(id)
        return source.name if source else AUTHOR_NAME if id == AUTHOR else UNKNOWN_NAME

    def __eq__(self, other: object) -> bool:
        """Says whether the same was found in the same article, with faces or without."""
        if not isinstance(other, Analysis):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(Analysis) if f.compare)


def _links(attributions: Iterable[Attribution], carried: Iterable[str], hedges: Iterable[str]) -> Links:
    sources = dict.fromkeys(source for a in attributions for source in (a.source_id, a.via) if source)
    return Links(
        sources=tuple(sources),
        continued=tuple(dict.fromkeys(source for source in carried if source not in sources)),
        attributions=tuple(a.id for a in attributions),
        hedges=tuple(hedges),
    )


def _rounded(mark: Attribution | Continuation | Hedge) -> float:
    return round(mark.confidence, 3)
