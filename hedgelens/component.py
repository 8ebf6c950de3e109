"""HedgeLens as a component of spaCy pipelines.

``nlp.add_pipe("hedgelens")`` adds it to any English pipeline with a parser.

What is found is kept in ``doc.user_data`` as plain data (the output contract), so that it goes wherever spaCy takes a document:
into a ``DocBin``, or to another process. ``doc._`` and ``span._`` read it from there.
"""

# Without "from __future__ import annotations": the releases of spaCy up to 3.8.11 do not resolve annotations kept as strings.
import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from hedgelens.analyzer import ParsedAnalyzer, told_of
from hedgelens.faces import Analysis
from hedgelens.language.given import parsed_article
from hedgelens.language.loading import check_english
from hedgelens.language.model_hash import model_sha256
from hedgelens.records import AUTHOR, DEFAULT_ENGINE, Attribution, Hedge, HedgeLensWarning, Source
from hedgelens.records import Span as Offsets

__all__ = [
    "DocAttribution",
    "DocHedge",
    "analysis_of",
    "attributions_of",
    "attributions_of_span",
    "continued_of_span",
    "hedges_of",
    "hedges_of_span",
    "sources_of",
    "sources_of_span",
]

FACTORY = "hedgelens"
KEY = ("._.", "hedgelens_analysis", None, None)
"""Under this key of ``doc.user_data`` the analysis lies. It has the form of those of extensions: spaCy then takes it
for what belongs to one document, does not copy it to a part of that, and says in a line that ``Doc.from_docs`` leaves it out."""
_DEFAULTS = {"engine": DEFAULT_ENGINE, "min_confidence": None, "types": None, "sources": None, "hedges": None}
_REMEMBERED = 8
"""Analyses that are kept as objects, so that who asks many spans of one document does not have it made anew for each."""


@dataclass(frozen=True, slots=True)
class DocAttribution:
    """An attribution in a document, with its spans as spaCy's spans.

    Attributes:
        attribution: the record: type, quotation, confidence, why, and the offsets.
        speaker: the source that is credited; ``None`` if it is unknown.
        source: the words that name or describe the source, in one or more pieces of whole tokens.
        content: the words that are attributed, likewise.
        cue: the words that attribute ("said"); ``None`` if there are none.
    """

    attribution: Attribution
    speaker: Source | None
    source: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DocHedge:
    """A hedge in a document.

    Attributes:
        hedge: the record: category, owner, confidence, why, and the offsets.
        span: its words.
        owner: the source whose doubt it is; ``None`` if it is the writer's.
    """

    hedge: Hedge
    span: Span
    owner: Source | None


class Component:
    """Analyses each document that passes; made by ``nlp.add_pipe("hedgelens", config={…})``."""

    def __init__(self, nlp: Language, analyzer: ParsedAnalyzer) -> None:
        """Takes the pipeline that it is in, which is asked for its name, and what analyses."""
        self._nlp: Language | None = nlp
        self._analyzer = analyzer
        self._parsed_by: tuple[str, str] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Analyses a document; one without words stays as it is.

        Raises:
            HedgeLensError: the pipeline has not parsed it, or something goes wrong.
        """
        if doc.text.strip():
            model, sha256 = self._pipeline()
            with told_of("article"):
                analysis = self._analyzer.analyze_parsed(parsed_article(doc, model=model, model_sha256=sha256))
            doc.user_data[KEY] = analysis.to_dict()
        return doc

    def __getstate__(self) -> dict[str, Any]:
        self._pipeline()
        return {**vars(self), "_nlp": None}

    def _pipeline(self) -> tuple[str, str]:
        """Returns name and version of the pipeline, and the hash of its files where it was loaded from some."""
        if self._parsed_by is None and self._nlp is not None:
            meta, folder = self._nlp.meta, self._nlp.path
            known = isinstance(folder, Path) and (folder / "config.cfg").is_file()
            sha256 = model_sha256(folder, self._nlp.pipe_names) if known else ""
            self._parsed_by = f"{meta['lang']}_{meta['name']} {meta['version']}", sha256
        return self._parsed_by or ("", "")


def make_component(
    nlp: Language,
    name: str,
    engine: str,
    min_confidence: float | None,
    types: str | list[str] | None,
    sources: str | None,
    hedges: str | None,
) -> Component:
    """Makes the component.

    Args:
        nlp: the pipeline.
        name: the name of the component in it.
        engine: what finds attributions: ``learned``, ``rules``, or the name or folder of a trained engine.
        min_confidence: the confidence from which attributions count, by default the engine's own.
        types: types of attribution that count, as a list or with commas between them, by default all four.
        sources: the path of a registry of sources.
        hedges: the path of a file of hedge rules.

    Raises:
        HedgeLensError: an option cannot be used, or the pipeline is not one of English.
    """
    check_english(nlp, "The pipeline", "Add it to a pipeline of English, as in spacy.load('en_core_web_sm').")
    if before := [one for one in nlp.component_names if nlp.get_pipe_meta(one).factory == FACTORY]:
        warnings.warn(
            f"The pipeline has '{before[0]}' already, and a document keeps one analysis: what '{name}' finds takes the place of "
            "the other. To compare two settings, make a pipeline for each.",
            HedgeLensWarning,
            stacklevel=2,
        )
    given = ParsedAnalyzer(sources=sources, hedges=hedges, engine=engine, min_confidence=min_confidence, types=types)
    return Component(nlp, given)


Language.factory(
    FACTORY,
    func=make_component,
    default_config=_DEFAULTS,
    requires=["token.dep", "token.tag", "token.lemma"],  # spaCy does not say which of its components gives token.pos
    assigns=["doc._.hedgelens", "doc._.sources", "doc._.attributions", "doc._.hedges"],
)


# -- what doc._ and span._ give ---------------------------------------------------------------------------------------------

_analyses: OrderedDict[int, tuple[dict[str, Any], Analysis]] = OrderedDict()


def analysis_of(doc: Doc) -> Analysis | None:
    """Returns the analysis of a document, with all its methods; ``None`` if it was not analysed."""
    data: dict[str, Any] | None = doc.user_data.get(KEY)
    if data is None:
        return None
    kept = _analyses.get(id(data))
    if kept is None or kept[0] is not data:
        kept = _analyses[id(data)] = data, Analysis.from_dict(data, doc.text)
        if len(_analyses) > _REMEMBERED:
            _analyses.popitem(last=False)
    return kept[1]


def sources_of(doc: Doc) -> tuple[Source, ...]:
    """Returns the sources of a document that count."""
    analysis = analysis_of(doc)
    return tuple(source for source in analysis.sources if analysis.counts_source(source.id)) if analysis else ()


def attributions_of(doc: Doc) -> tuple[DocAttribution, ...]:
    """Returns the attributions of a document that count, in order."""
    analysis = analysis_of(doc)
    return tuple(_attribution(doc, analysis, one) for one in analysis.counted) if analysis else ()


def hedges_of(doc: Doc) -> tuple[DocHedge, ...]:
    """Returns the hedges of a document, in order."""
    analysis = analysis_of(doc)
    return tuple(_hedge(doc, analysis, hedge) for hedge in analysis.hedges) if analysis else ()


def sources_of_span(span: Span) -> tuple[Source, ...]:
    """Returns the sources that a span rests on: those of counted attributions with a cue or content in it, and their media."""
    analysis = analysis_of(span.doc)
    if analysis is None:
        return ()
    ids = dict.fromkeys(id for one in _in(span, analysis) for id in (one.source_id, one.via) if id)
    return tuple(source for source in map(analysis.source, ids) if source)


def continued_of_span(span: Span) -> tuple[Source, ...]:
    """Returns the sources whose account the span's sentences continue without an attribution of their own."""
    analysis = analysis_of(span.doc)
    if analysis is None:
        return ()
    touched = (s.index for s in analysis.sentences if _touches(span, s.start, s.end))
    ids = dict.fromkeys(id for index in touched for id in analysis.links[index].continued)
    return tuple(source for source in map(analysis.source, ids) if source)


def attributions_of_span(span: Span) -> tuple[DocAttribution, ...]:
    """Returns the attributions that count and have their cue or some of their content in a span."""
    analysis = analysis_of(span.doc)
    return tuple(_attribution(span.doc, analysis, one) for one in _in(span, analysis)) if analysis else ()


def hedges_of_span(span: Span) -> tuple[DocHedge, ...]:
    """Returns the hedges in a span."""
    analysis = analysis_of(span.doc)
    if analysis is None:
        return ()
    return tuple(_hedge(span.doc, analysis, one) for one in analysis.hedges if _touches(span, one.start, one.end))


_OF_DOC: dict[str, Callable[[Doc], Any]] = {
    "hedgelens": analysis_of, "sources": sources_of, "attributions": attributions_of, "hedges": hedges_of,
}  # fmt: skip
_OF_SPAN: dict[str, Callable[[Span], Any]] = {
    "sources": sources_of_span, "continued": continued_of_span, "attributions": attributions_of_span, "hedges": hedges_of_span,
}  # fmt: skip


def register() -> None:
    """Gives documents and spans their extensions, once; one of another package stays, and is warned of."""
    for kind, getters in ((Doc, _OF_DOC), (Span, _OF_SPAN)):
        for name, getter in getters.items():
            if not kind.has_extension(name):
                kind.set_extension(name, getter=getter)
            elif kind.get_extension(name)[2] is not getter:
                warnings.warn(
                    f"'{kind.__name__.lower()}._.{name}' belongs to another package, and remains unchanged. What HedgeLens finds "
                    f"is in 'doc._.hedgelens', and hedgelens.component.{getter.__name__} gives it.",
                    HedgeLensWarning,
                    stacklevel=2,
                )


def _in(span: Span, analysis: Analysis) -> Iterable[Attribution]:
    return (one for one in analysis.counted if any(_touches(span, start, end) for start, end in (*one.cue, *one.content)))


def _touches(span: Span, start: int, end: int) -> bool:
    return bool(start < span.end_char and span.start_char < end)


def _attribution(doc: Doc, analysis: Analysis, one: Attribution) -> DocAttribution:
    cue = _spans(doc, one.cue)
    return DocAttribution(
        one, analysis.source(one.source_id), _spans(doc, one.source), cue[0] if cue else None, _spans(doc, one.content)
    )


def _hedge(doc: Doc, analysis: Analysis, hedge: Hedge) -> DocHedge:
    (span,) = _spans(doc, [(hedge.start, hedge.end)])
    return DocHedge(hedge, span, None if hedge.owner == AUTHOR else analysis.source(hedge.owner))


def _spans(doc: Doc, offsets: Iterable[Offsets]) -> tuple[Span, ...]:
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in offsets)
    return tuple(span for span in found if span is not None)


register()
