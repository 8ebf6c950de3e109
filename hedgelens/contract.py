"""The contract of the output: an analysis as plain data, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hedgelens.analysis import Analysis, Links
from hedgelens.article.words import word_starts
from hedgelens.colours import OTHER, source_colours
from hedgelens.hedging.ownership import UNKNOWN
from hedgelens.measures import measures, summary_rows
from hedgelens.records import (
    AUTHOR,
    Article,
    Attribution,
    AttributionType,
    Block,
    Category,
    Continuation,
    Hedge,
    HedgeLensError,
    Kind,
    Naming,
    Quotation,
    Revision,
    Sentence,
    Source,
    SourceKind,
    Spans,
)

SCHEMA = 1
"""Number of the contract; it changes when a reader of the old one would misread the new one."""


def to_dict(analysis: Analysis) -> dict[str, Any]:
    """Returns an analysis as plain data; ``docs/output.md`` describes every key."""
    from hedgelens import __version__

    colours = source_colours(analysis)
    return {
        "schema": SCHEMA,
        "hedgelens": __version__,
        "article": _article(analysis.article),
        "sentences": [_sentence(s, links) for s, links in zip(analysis.sentences, analysis.links, strict=True)],
        "sources": [{**_source(s), "colour": colours[s.id]} for s in analysis.sources],
        "attributions": [_attribution(a) for a in analysis.attributions],
        "hedges": [_hedge(h) for h in analysis.hedges],
        "summary": [row.as_dict() for row in summary_rows(analysis)],
        "groups": [row.as_dict() for row in summary_rows(analysis, by="group")],
        "measures": measures(analysis),
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "sha256": article.sha256,
        "chars": len(article.text),
        "language": article.language,
        "outlet": article.outlet,
        "date": article.date,
        "author": article.author,
    }


def _sentence(sentence: Sentence, links: Links) -> dict[str, Any]:
    return {
        "index": sentence.index,
        "start": sentence.start,
        "end": sentence.end,
        "kind": str(sentence.kind),
        "paragraph": sentence.paragraph,
        "words": sentence.words,
        "sources": list(links.sources),
        "continued": list(links.continued),
        "attributions": list(links.attributions),
        "hedges": list(links.hedges),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "kind": str(source.kind),
        "naming": str(source.naming),
        "aliases": list(source.aliases),
        "groups": list(source.groups),
        "mentions": _pairs(source.mentions),
    }


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "sentence": attribution.sentence,
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "source_id": attribution.source_id,
        "via": attribution.via,
        "parent": attribution.parent,
        "quotation": str(attribution.quotation),
        "type": str(attribution.type),
        "confidence": round(attribution.confidence, 3),
        "why": attribution.why,
    }


def _hedge(hedge: Hedge) -> dict[str, Any]:
    return {
        "id": hedge.id,
        "sentence": hedge.sentence,
        "start": hedge.start,
        "end": hedge.end,
        "text": hedge.text,
        "category": str(hedge.category),
        "owner": hedge.owner,
        "attribution": hedge.attribution,
        "confidence": round(hedge.confidence, 3),
        "why": hedge.why,
    }


def _pairs(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def from_dict(data: Mapping[str, Any], text: str) -> Analysis:
    """Makes an analysis of plain data and the text of the article.

    Two things are not in the contract and do not come back: the span of a relaying medium, and the reason of a
    continuation.

    Raises:
        HedgeLensError: the text is not the one that was analysed, or the data are not an analysis.
    """
    if data.get("schema") != SCHEMA:
        raise HedgeLensError(f"This is not an analysis in schema {SCHEMA} of HedgeLens (its 'schema' is {data.get('schema')!r}).")
    try:
        return _analysis(data, text)
    except (KeyError, TypeError, ValueError) as error:
        raise HedgeLensError(f"This is not an analysis of HedgeLens: {type(error).__name__} at {error}.") from None


def _analysis(data: Mapping[str, Any], text: str) -> Analysis:
    sentences = tuple(
        Sentence(s["index"], s["start"], s["end"], Kind(s["kind"]), s["paragraph"], s["words"]) for s in data["sentences"]
    )
    fields = {key: data["article"][key] for key in ("id", "title", "outlet", "date", "author", "language")}
    article = Article(text=text, blocks=_blocks(sentences), **fields)
    if article.sha256 != data["article"]["sha256"]:
        raise HedgeLensError(f"The text is not the one that was analysed as '{article.id}': their hashes differ.")
    settings = data["measures"].get("settings", {})
    analysis = Analysis(
        article=article,
        sentences=sentences,
        word_starts=tuple(word_starts(text)),
        sources=tuple(_source_of(s) for s in data["sources"]),
        attributions=tuple(_attribution_of(a) for a in data["attributions"]),
        continuations=tuple(
            Continuation(s["index"], source, 1.0, "carries on the account of this source")
            for s in data["sentences"]
            for source in s["continued"]
        ),
        hedges=tuple(_hedge_of(h) for h in data["hedges"]),
        engine=settings.get("engine", ""),
        model=settings.get("model", ""),
        colours={s["id"]: s["colour"] for s in data["sources"] if s.get("colour") not in (None, OTHER)},
        revisions=tuple(Revision(r["by"], r["date"], r["corrections"]) for r in settings.get("corrected", ())),
    )
    _check(analysis)
    return analysis


def _check(analysis: Analysis) -> None:
    """Says what of an analysis points nowhere."""
    length = len(analysis.article.text)
    sources, attributions = {s.id for s in analysis.sources}, {a.id for a in analysis.attributions}
    spans = [(s.start, s.end) for s in analysis.sentences] + [(h.start, h.end) for h in analysis.hedges]
    spans += [span for a in analysis.attributions for span in (*a.source, *a.cue, *a.content)]
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise ValueError(f"span [{start}, {end}], in a text of {length} characters")
    linked = [source for a in analysis.attributions for source in (a.source_id, a.via)]
    linked += [c.source_id for c in analysis.continuations]
    linked += [h.owner for h in analysis.hedges if h.owner not in (AUTHOR, UNKNOWN)]
    held = [a.parent for a in analysis.attributions] + [h.attribution for h in analysis.hedges]
    for what, used, known in (("source", linked, sources), ("attribution", held, attributions)):
        for id in used:
            if id is not None and id not in known:
                raise ValueError(f"{what} {id!r}, which is not in its list")
    for hedge in analysis.hedges:
        if not 0 <= hedge.sentence < len(analysis.sentences):
            raise ValueError(f"sentence {hedge.sentence} of hedge {hedge.id!r}")


def _blocks(sentences: Iterable[Sentence]) -> tuple[Block, ...]:
    blocks: dict[int, Block] = {}
    for sentence in sentences:
        first = blocks.get(sentence.paragraph)
        blocks[sentence.paragraph] = Block(first.start if first else sentence.start, sentence.end, sentence.kind)
    return tuple(blocks.values())


def _source_of(data: Mapping[str, Any]) -> Source:
    return Source(
        id=data["id"],
        name=data["name"],
        kind=SourceKind(data["kind"]),
        naming=Naming(data["naming"]),
        aliases=tuple(data["aliases"]),
        groups=tuple(data["groups"]),
        mentions=_spans(data["mentions"]),
    )


def _attribution_of(data: Mapping[str, Any]) -> Attribution:
    return Attribution(
        id=data["id"],
        sentence=data["sentence"],
        source=_spans(data["source"]),
        cue=_spans(data["cue"]),
        content=_spans(data["content"]),
        quotation=Quotation(data["quotation"]),
        type=AttributionType(data["type"]),
        confidence=data["confidence"],
        why=data["why"],
        source_id=data["source_id"],
        via=data["via"],
        parent=data["parent"],
    )


def _hedge_of(data: Mapping[str, Any]) -> Hedge:
    return Hedge(**{**data, "category": Category(data["category"])})


def _spans(pairs: Iterable[Iterable[int]]) -> Spans:
    return tuple((start, end) for start, end in pairs)
