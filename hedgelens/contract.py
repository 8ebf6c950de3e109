"""The contract of the output: an analysis as plain data, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from hedgelens.analysis import Analysis
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

_SENTENCE = ("index", "start", "end", "kind", "paragraph", "words")
_LINKS = ("sources", "continued", "attributions", "hedges")
_SOURCE = ("id", "name", "kind", "naming", "aliases", "groups", "mentions")
_ATTRIBUTION = (
    "id", "sentence", "source", "cue", "content", "source_id", "via", "parent", "quotation", "type", "confidence", "why",
)  # fmt: skip
_HEDGE = ("id", "sentence", "start", "end", "text", "category", "owner", "attribution", "confidence", "why")


def to_dict(analysis: Analysis) -> dict[str, Any]:
    """Returns an analysis as plain data; ``docs/output.md`` describes every key."""
    from hedgelens import __version__

    colours = source_colours(analysis)
    return {
        "schema": SCHEMA,
        "hedgelens": __version__,
        "article": _article(analysis.article),
        "sentences": [
            {**_plain(sentence, _SENTENCE), **_plain(links, _LINKS)}
            for sentence, links in zip(analysis.sentences, analysis.links, strict=True)
        ],
        "sources": [{**_plain(s, _SOURCE), "colour": colours[s.id]} for s in analysis.sources],
        "attributions": [_plain(a, _ATTRIBUTION) for a in analysis.attributions],
        "hedges": [_plain(h, _HEDGE) for h in analysis.hedges],
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


def _plain(record: object, keys: Iterable[str]) -> dict[str, Any]:
    """Returns some fields of a record as plain data, in this order."""
    return {key: _value(getattr(record, key)) for key in keys}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, float):
        return round(value, 3)
    return str(value) if isinstance(value, StrEnum) else value


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
        attributions=tuple(attribution_of(a) for a in data["attributions"]),
        continuations=tuple(
            Continuation(s["index"], source, 1.0, "carries on the account of this source")
            for s in data["sentences"]
            for source in s["continued"]
        ),
        hedges=tuple(_hedge_of(h) for h in data["hedges"]),
        engine=settings.get("engine", ""),
        model=settings.get("model", ""),
        model_sha256=settings.get("model_sha256") or "",
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
        mentions=spans_of(data["mentions"]),
    )


def attribution_of(data: Mapping[str, Any]) -> Attribution:
    """Makes an attribution of plain data; other keys in it are passed over."""
    return Attribution(
        id=data["id"],
        sentence=data["sentence"],
        source=spans_of(data["source"]),
        cue=spans_of(data["cue"]),
        content=spans_of(data["content"]),
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


def spans_of(pairs: Iterable[Iterable[int]]) -> Spans:
    """Makes spans of pairs of offsets."""
    return tuple((start, end) for start, end in pairs)
