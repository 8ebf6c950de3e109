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
    AttributionType,
    Continuation,
    Hedge,
    HedgeOwner,
    Kind,
    ParsedArticle,
    Resolution,
    Revision,
    Sentence,
    Source,
    SourceKind,
    Spans,
)
from hedgelens.settings import ALL_TYPES, EVERYTHING, Types, confidence_of, in_words, types_of

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
    """What one sentence rests on, by the attributions that count.

    Attributes:
        sources: ids of the sources of its counted attributions and of the media that relay them, in order of appearance.
        continued: ids of the sources whose account the sentence continues without a counted attribution to them.
        counted: ids of the attributions that count and have their cue or some of their content in the sentence.
        attributions: ids of all listed ones that do, whether they count or not.
        hedges: ids of the hedges in the sentence.
    """

    sources: tuple[str, ...]
    continued: tuple[str, ...]
    counted: tuple[str, ...]
    attributions: tuple[str, ...]
    hedges: tuple[str, ...]

    @property
    def basis(self) -> str:
        """On what the link to its sources rests: "explicit", "continued", "both", or "writer" where there is none."""
        if self.counted:
            return "both" if self.continued else "explicit"
        return "continued" if self.continued else WRITER


@dataclass(frozen=True)
class Analysis:
    """The analysis of one article.

    Attributes:
        article: the article, its text unaltered.
        sentences: its sentences, in order.
        word_starts: offset of every word of the text.
        sources: everybody to whom something is attributed, whether it counts or not.
        attributions: all attributions that are listed, whether they count or not.
        continuations: the sentences that continue the account of a source.
        hedges: the hedges, each with the nearest owner that counts.
        min_confidence: the confidence from which attributions count; everything that people marked counts.
        types: the types of attribution that count.
        engine: name of the engine that found the attributions, or who annotated the article.
        model: name and version of the language model.
        model_sha256: the hash of its files.
        engine_sha256: the hash of the engine's weights; empty if it has none.
        revisions: who has since reviewed it by hand, and when.
        colours: the colours of sources for which one is set, by their ids.
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
    min_confidence: float = EVERYTHING
    types: tuple[AttributionType, ...] = ALL_TYPES
    colours: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(
        cls,
        parsed: ParsedArticle,
        resolution: Resolution,
        hedges: Iterable[Hedge],
        *,
        engine: str,
        engine_sha256: str = "",
        min_confidence: float = EVERYTHING,
        types: Types | None = None,
    ) -> Self:
        """Puts together what the stages of the analysis found; the parse itself is not kept.

        The reason for an attribution is followed by the reason for its link to its source. Confidences are rounded to three
        digits: more would not be meaningful.
        """
        explanations = resolution.explanations
        found = cls(
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
            min_confidence=confidence_of(min_confidence),
            types=types_of(types),
        )
        return found._with_owners()

    # -- what counts ----------------------------------------------------------------------------------------------------

    def counting(self, *, min_confidence: float | None = None, types: Types | None = None) -> Self:
        """Returns the same analysis, counted by other criteria; nothing is analysed again.

        Args:
            min_confidence: the confidence from which attributions count, 0 for all; by default unchanged.
            types: types of attribution that count ("assertion", "assertion,belief" or a collection); by default unchanged.

        Raises:
            HedgeLensError: the confidence is not a number from 0 to 1, or there is no such type.
        """
        confidence = self.min_confidence if min_confidence is None else confidence_of(min_confidence)
        wanted = self.types if types is None else types_of(types)
        if (confidence, wanted) == (self.min_confidence, self.types):
            return self
        return replace(self, min_confidence=confidence, types=wanted)._with_owners()

    @property
    def counted_in_words(self) -> str:
        """What counts, as it is written below tables and charts; empty if everything that is listed counts."""
        return in_words(self.min_confidence, self.types)

    @cached_property
    def counted(self) -> tuple[Attribution, ...]:
        """The attributions that count, in order."""
        return tuple(filter(self.counts, self.attributions))

    def counts(self, attribution: Attribution) -> bool:
        """Says whether an attribution counts: it is sure enough, of a type that counts, and not the writer's own."""
        sure = attribution.confidence >= self.min_confidence
        return sure and attribution.type in self.types and not self._is_writers(attribution)

    def counts_source(self, id: str) -> bool:
        """Says whether a source counts: it does unless it has attributions and none of them counts."""
        return id not in self._uncounted_sources

    @cached_property
    def _uncounted_sources(self) -> frozenset[str]:
        listed, counted = ({id for a in some for id in (a.source_id, a.via) if id} for some in (self.attributions, self.counted))
        return frozenset(listed - counted)

    def _with_owners(self) -> Self:
        return replace(self, hedges=tuple(map(self._with_owner, self.hedges)))

    def _with_owner(self, hedge: Hedge) -> Hedge:
        found = self.owner_of(hedge)
        if (found.owner, found.attribution) == (hedge.owner, hedge.attribution):
            return hedge
        owners = _owners(hedge)
        return replace(hedge, owner=found.owner, attribution=found.attribution, why=found.why, owners=owners)

    def owner_of(self, hedge: Hedge) -> HedgeOwner:
        """Returns the owner of a hedge, given which attributions count: the nearest one that counts."""
        owners = _owners(hedge)
        return next((owner for owner in owners if self._may_own(owner)), owners[-1])

    def _may_own(self, owner: HedgeOwner) -> bool:
        held = self._attributions.get(owner.attribution or "")
        return self.counts_source(owner.owner) if held is None else self.counts(held)

    # -- what is asked of it --------------------------------------------------------------------------------------------

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences of the body, to which all counts are limited."""
        return tuple(s for s in self.sentences if s.kind is Kind.BODY)

    @cached_property
    def links(self) -> tuple[Links, ...]:
        """What each sentence rests on, in the order of :attr:`sentences`."""
        found = [(list[Attribution](), list[str](), list[str]()) for _ in self.sentences]
        for attribution in sorted(self.attributions, key=lambda a: (a.start, a.id)):
            if self._is_writers(attribution):
                continue
            for index in self._reached((*attribution.cue, *attribution.content)):
                found[index][0].append(attribution)
        for continuation in self.continuations:
            if self.counts_source(continuation.source_id):
                found[continuation.sentence][1].append(continuation.source_id)
        for hedge in self.hedges:
            found[hedge.sentence][2].append(hedge.id)
        return tuple(self._links(*of_sentence) for of_sentence in found)

    def _links(self, attributions: Iterable[Attribution], carried: Iterable[str], hedges: Iterable[str]) -> Links:
        counted = list(filter(self.counts, attributions))
        sources = dict.fromkeys(source for a in counted for source in (a.source_id, a.via) if source)
        return Links(
            sources=tuple(sources),
            continued=tuple(dict.fromkeys(source for source in carried if source not in sources)),
            counted=tuple(a.id for a in counted),
            attributions=tuple(a.id for a in attributions),
            hedges=tuple(hedges),
        )

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
        """Returns the source with an id; ``None`` if there is none."""
        return self._sources.get(id or "")

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    def attribution(self, id: str) -> Attribution:
        """Returns the attribution with an id.

        Raises:
            KeyError: there is none.
        """
        return self._attributions[id]

    @cached_property
    def _attributions(self) -> dict[str, Attribution]:
        return {attribution.id: attribution for attribution in self.attributions}

    def name_of(self, id: str | None) -> str:
        """Returns the name of a source or of the owner of a hedge, or what an unknown one is called."""
        source = self.source(id)
        return source.name if source else AUTHOR_NAME if id == AUTHOR else UNKNOWN_NAME

    def affiliation_of(self, source: Source) -> str | None:
        """Returns the name of the institution that a source belongs to; ``None`` if the article names none."""
        body = self.source(source.affiliation)
        return body.name if body else source.affiliation

    def __eq__(self, other: object) -> bool:
        """Says whether the same was found in the same article, with faces or without."""
        if not isinstance(other, Analysis):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(Analysis) if f.compare)


def _owners(hedge: Hedge) -> tuple[HedgeOwner, ...]:
    """Returns whose a hedge may be: where only one owner is known, that one's while it counts anywhere, else the writer's."""
    return hedge.owners or (
        HedgeOwner(hedge.owner, hedge.attribution, hedge.why),
        HedgeOwner(hedge.owner, None, hedge.why),
        HedgeOwner(AUTHOR, None, f"{hedge.why}; what makes it another's does not count"),
    )


def _rounded(mark: Attribution | Continuation | Hedge) -> float:
    return round(mark.confidence, 3)
