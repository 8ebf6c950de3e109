"""The result of an analysis.

Who says what, how sure they are, and whose doubt it is, with its faces as tables, JSON and HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgelens.files import saved
from hedgelens.labels import counted, printable
from hedgelens.overwriting import PAGE, headed
from hedgelens.places import Places
from hedgelens.records import (
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
)

if TYPE_CHECKING:
    import pandas as pd

    from hedgelens.display import Shown
    from hedgelens.measures import By, Count, Level, Types

HAND = "hand annotation"
"""The engine of an analysis that people made."""

BY_MODELS = "annotation by language models"
"""The engine of an analysis that language models made under the codebook, such as those of the bundled articles."""

MARKED_BY = {HAND: "by hand", BY_MODELS: "by language models under the codebook"}
"""Who made an annotation, in words, by its engine."""

WRITER = "writer"
"""The basis of a sentence that rests on nobody but its writer."""


@dataclass(frozen=True, slots=True)
class Links:
    """What one sentence rests on.

    Attributes:
        attributions: ids of the attributions that have their cue or some of their content in the sentence.
        sources: ids of the sources of these attributions and of the media that relay them, in order of appearance.
        continued: ids of the sources whose account the sentence carries on without an attribution to them.
        hedges: ids of the hedges in the sentence.
    """

    attributions: tuple[str, ...]
    sources: tuple[str, ...]
    continued: tuple[str, ...]
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
    ) -> Analysis:
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
        hedges: dict[int, list[str]] = {}
        for hedge in self.hedges:
            hedges.setdefault(hedge.sentence, []).append(hedge.id)
        carried: dict[int, list[str]] = {}
        for continuation in self.continuations:
            carried.setdefault(continuation.sentence, []).append(continuation.source_id)
        return tuple(self._links(s, carried.get(s.index, ()), hedges.get(s.index, ())) for s in self.sentences)

    def _links(self, sentence: Sentence, carried: Sequence[str], hedges: Sequence[str]) -> Links:
        here = self._places.touching((sentence.start, sentence.end))
        sources = dict.fromkeys(source for a in here for source in (a.source_id, a.via) if source)
        return Links(
            attributions=tuple(a.id for a in here),
            sources=tuple(sources),
            continued=tuple(dict.fromkeys(source for source in carried if source not in sources)),
            hedges=tuple(hedges),
        )

    @cached_property
    def _places(self) -> Places[Attribution]:
        by_start = sorted(self.attributions, key=lambda a: (a.start, a.id))
        return Places((a, (*a.cue, *a.content)) for a in by_start)

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
        from hedgelens.measures import owner_name

        return owner_name(self, id)

    # -- JSON: the contract of the output -------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Returns the analysis in the contract of the output (``docs/output.md``): dictionaries, lists, strings and numbers."""
        from hedgelens.contract import to_dict

        return to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Returns :meth:`to_dict` as JSON text."""
        from hedgelens.rows import json_text

        return json_text(self.to_dict(), indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], text: str) -> Analysis:
        """Makes an analysis of its dictionary and the text of the article, which the dictionary does not hold.

        Raises:
            HedgeLensError: the text is not the one that was analysed, or the dictionary is not an analysis.
        """
        from hedgelens.contract import from_dict

        return from_dict(data, text)

    # -- tables ---------------------------------------------------------------------------------------------------------

    def summary(
        self,
        *,
        by: By = "source",
        count: Count = "full",
        level: Level = "outer",
        types: Types | None = None,
    ) -> pd.DataFrame:
        """Returns how much of the body rests on each source, one row a source.

        Args:
            by: ``"source"``, or ``"group"`` for the groups of the registry.
            count: ``"full"`` counts what two sources share once for each, ``"fractional"`` splits it.
            level: who is credited with the words of nested attributions: the ``"outer"`` source, the ``"inner"``
                one, or ``"all"``.
            types: types of attribution that count ("assertion", "assertion,belief" or a collection); by default all four.
        """
        from hedgelens import tables

        return tables.summary(self, by=by, count=count, level=level, types=types)

    def table(self, name: str = "summary") -> pd.DataFrame:
        """Returns a table: ``summary``, ``groups``, ``sentences``, ``attributions``, ``hedges``, ``sources`` or ``owners``.

        Raises:
            HedgeLensError: there is no such table.
        """
        from hedgelens import tables

        return tables.table(self, name)

    def to_csv(self, path: str | Path | None = None, *, table: str = "summary", raw: bool = False, force: bool = False) -> str:
        """Returns a table as CSV, and writes it to a file where one is given.

        A text that a spreadsheet would run as a formula has an apostrophe before it; ``raw`` leaves it as it stands.
        A file that HedgeLens did not write in this form, or that holds corrections by hand, is only replaced with ``force``.
        """
        from hedgelens import tables

        text = tables.to_csv([self], table, raw=raw)
        return saved(text, path, headed(text), force=force)

    def to_markdown(self, path: str | Path | None = None, *, table: str = "summary", force: bool = False) -> str:
        """Returns a table as Markdown, and writes it to a file where one is given, as :meth:`to_csv` does."""
        from hedgelens import tables

        text = tables.to_markdown([self], table)
        return saved(text, path, headed(text), force=force)

    def why(self, sentence: int | str) -> str:
        """Says in plain words why a sentence is linked to its sources, and whose its hedges are.

        Args:
            sentence: its index, or a piece of its text.

        Raises:
            HedgeLensError: there is no such sentence, or more than one.
        """
        from hedgelens.reasons import why

        return why(self, sentence)

    def to_nltk_text(self) -> Any:
        """Returns the body as an ``nltk.text.Text`` of our own tokens, for all that NLTK does with one."""
        from hedgelens.concordance import nltk_text

        return nltk_text(self)

    # -- display --------------------------------------------------------------------------------------------------------

    def to_html(self, path: str | Path | None = None, *, force: bool = False) -> str:
        """Returns the self-contained page of the analysis, and writes it to a file where one is given, as :meth:`to_csv` does."""
        from hedgelens.report import page

        return saved(page(self), path, PAGE, force=force)

    def show(self, what: int | str) -> Shown:
        """Returns one thing to look at: a source ("s1"), an attribution ("a1"), a hedge ("h1") or a sentence (index or words).

        Raises:
            HedgeLensError: there is nothing of this name.
        """
        from hedgelens.display import show

        return show(self, what)

    def _repr_html_(self) -> str:
        from hedgelens.report import fragment

        return fragment(self)

    def __str__(self) -> str:
        from hedgelens.measures import verdict

        return printable(verdict(self))

    def __repr__(self) -> str:
        from hedgelens.measures import size

        n = size(self)
        return (
            f"Analysis({self.article.id!r}, in its body: {counted(n.sentences, 'sentence')}, "
            f"{counted(n.attributions, 'outermost attribution')}, {counted(n.sources, 'source')}, {counted(n.hedges, 'hedge')})"
        )


def _rounded(mark: Attribution | Continuation | Hedge) -> float:
    return round(mark.confidence, 3)
