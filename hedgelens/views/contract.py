"""The contract of the output: an analysis as plain data, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from hedgelens._start import VERSION
from hedgelens.analysis import Analysis, Links
from hedgelens.article.words import word_starts
from hedgelens.files.checking import MisfitError, record, shown, value
from hedgelens.files.many_records import read_records, read_value
from hedgelens.language.stance import stance_at
from hedgelens.measures import measures, summary_rows
from hedgelens.records import (
    Article,
    Attribution,
    AttributionType,
    Block,
    Continuation,
    Hedge,
    HedgeLensError,
    Kind,
    Revision,
    Sentence,
    Source,
    plain,
)
from hedgelens.settings import ALL_TYPES, EVERYTHING, types_of
from hedgelens.views import consistency
from hedgelens.views.colours import OTHER, source_colours

A = TypeVar("A", bound=Analysis)

SCHEMA = 1
"""Number of the contract; it changes when a reader of the old one would misread the new one."""

_ATTRIBUTION = (
    "id", "sentence", "source", "cue", "content", "source_id", "via", "parent", "quotation", "type", "confidence", "why",
    "via_span", "rule", "link", "stance",
)  # fmt: skip
_PROFILE = ("role", "affiliation", "pronoun", "disclosure")
_ABOUT = ("date_text", "section", "page", "url", "near_duplicate_of")
_LINKS = ("sources", "continued", "attributions", "hedges")
_SETTINGS = ("engine", "engine_sha256", "model", "model_sha256")


def to_dict(analysis: Analysis) -> dict[str, Any]:
    """Returns an analysis as plain data; ``docs/output.md`` describes every key."""
    colours = source_colours(analysis)
    return {
        "schema": SCHEMA,
        "hedgelens": VERSION,
        "article": article_to_dict(analysis.article),
        "sentences": [{**plain(one), **_linked(links)} for one, links in zip(analysis.sentences, analysis.links, strict=True)],
        "sources": [
            {**plain(source), "colour": colours[source.id], "counted": analysis.counts_source(source.id)}
            for source in analysis.sources
        ],
        "attributions": [{**_attribution(a), "counted": analysis.counts(a)} for a in analysis.attributions],
        "hedges": plain(analysis.hedges),
        "continuations": plain(analysis.continuations),
        "summary": [row.as_dict() for row in summary_rows(analysis)],
        "groups": [row.as_dict() for row in summary_rows(analysis, by="group")],
        "measures": measures(analysis),
    }


def _linked(links: Links) -> dict[str, Any]:
    return {key: plain(getattr(links, key)) for key in _LINKS}


def _attribution(attribution: Attribution) -> dict[str, Any]:
    row = plain(attribution)
    return {key: row[key] for key in _ATTRIBUTION}


def article_to_dict(article: Article) -> dict[str, Any]:
    """Returns what the contract says of an article: all but its text."""
    return {
        "id": article.id,
        "title": article.title,
        "sha256": article.sha256,
        "chars": len(article.text),
        "language": article.language,
        "outlet": article.outlet,
        "date": article.date,
        "author": article.author,
        "warnings": list(article.warnings),
        "blocks": [[block.start, block.end, str(block.kind)] for block in article.blocks],
        **{key: getattr(article, key) for key in _ABOUT},
        "fields": dict(article.fields),
    }


def from_dict(data: Mapping[str, Any], text: str, kind: type[A]) -> A:
    """Makes an analysis of plain data and the text of the article; of what :func:`to_dict` gave, the same analysis.

    Keys that came into the contract later may be missing: ``warnings``, ``blocks`` and what stands behind them of the article,
    ``via_span``, ``link``, ``rule``, ``owners`` of hedges, ``role``, ``affiliation``, ``pronoun`` and ``disclosure`` of sources,
    ``continuations`` and hashes. Without ``min_confidence`` everything counts; a ``stance`` is read from the cue.

    Raises:
        HedgeLensError: the text is not the one that was analysed, or the data are not an analysis; the first value that cannot be
            right is named with its place.
    """
    if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
        found = f"its 'schema' is {shown(data.get('schema'))}" if isinstance(data, Mapping) else f"it is {shown(data)}"
        raise HedgeLensError(f"This is not an analysis in schema {SCHEMA} of HedgeLens ({found}).")
    try:
        analysis = _analysis(data, text, kind)
        consistency.check(analysis)
    except MisfitError as error:
        raise HedgeLensError(f"This is not an analysis of HedgeLens, or it was damaged: {error}.") from None
    return analysis


def _analysis(data: Mapping[str, Any], text: str, kind: type[A]) -> A:
    sentences = read_records(Sentence, data.get("sentences"), "sentences")
    sources = read_records(Source, data.get("sources"), "sources", may_lack=_PROFILE)
    settings = _object(_object(data, "measures", "measures"), "settings", "measures.settings")
    least, types = _counting(settings)
    return kind(
        article=_article_of(_object(data, "article", "article"), text, sentences),
        sentences=sentences,
        word_starts=tuple(word_starts(text)),
        sources=sources,
        attributions=tuple(_attributions(data.get("attributions"), text)),
        continuations=read_records(Continuation, data["continuations"], "continuations")
        if "continuations" in data
        else tuple(_earlier_continuations(data["sentences"])),
        hedges=read_records(Hedge, data.get("hedges"), "hedges", may_lack=("rule", "owners")),
        revisions=read_records(Revision, settings.get("corrected", ()), "measures.settings.corrected"),
        colours=dict(_colours(data["sources"])),
        min_confidence=least,
        types=types,
        **{key: value(str | None, settings.get(key), f"measures.settings.{key}") or "" for key in _SETTINGS},
    )


def _attributions(rows: Any, text: str) -> Iterator[Attribution]:
    read = read_records(Attribution, rows, "attributions", may_lack=("via_span", "rule", "link", "stance"))
    for row, attribution in zip(rows, read, strict=True):
        yield attribution if "stance" in row else replace(attribution, stance=stance_at(text, attribution.cue))


def _counting(settings: Mapping[str, Any]) -> tuple[float, tuple[AttributionType, ...]]:
    """Returns what counts by the settings of an analysis; everything, where it was saved before that could be chosen."""
    least = value(float, settings.get("min_confidence", EVERYTHING), "measures.settings.min_confidence")
    if not 0 <= least <= 1:
        raise MisfitError(f"measures.settings.min_confidence: expected a number from 0 to 1, found {shown(least)}")
    named = value(tuple[AttributionType, ...], settings.get("types", ALL_TYPES), "measures.settings.types")
    return least, types_of(named)


def article_from_dict(data: Mapping[str, Any], text: str) -> Article:
    """Makes an article of what :func:`article_to_dict` says of it, and its text.

    Raises:
        HedgeLensError: the text is another one, or the data are not of an article.
    """
    try:
        return _article_of(value(dict[str, Any], data, "article"), text, ())
    except MisfitError as error:
        raise HedgeLensError(f"This is not an article of HedgeLens, or it was damaged: {error}.") from None


def _article_of(data: Mapping[str, Any], text: str, sentences: Iterable[Sentence]) -> Article:
    blocks = read_value(tuple[tuple[int, int, Kind], ...], data.get("blocks", ()), "article.blocks")
    fields = value(dict[str, str], data.get("fields", {}), "article.fields")
    whole = {**data, "text": text, "blocks": (), "fields": tuple(fields.items())}
    article = record(Article, whole, "article", may_lack=("warnings", *_ABOUT))
    if value(str, data.get("sha256"), "article.sha256") != article.sha256:
        raise HedgeLensError(f"The text is not the one that was analysed as '{article.id}': their hashes differ.")
    return replace(article, blocks=tuple(Block(*block) for block in blocks) if "blocks" in data else _blocks(sentences))


def _object(data: Mapping[str, Any], key: str, place: str) -> dict[str, Any]:
    found: dict[str, Any] = value(dict[str, Any], data.get(key), place)
    return found


def _colours(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        colour = row.get("colour")  # what is none of ours is passed over
        if isinstance(colour, str) and colour != OTHER:
            yield row["id"], colour


def _earlier_continuations(rows: Iterable[Mapping[str, Any]]) -> Iterator[Continuation]:
    """Yields the continuations of an analysis that was saved before these had a list of their own."""
    for number, row in enumerate(rows):
        for id in value(tuple[str, ...], row.get("continued", ()), f"sentences[{number}].continued"):
            yield Continuation(number, id, 1.0, "continues the account of this source; the confidence was not saved")


def _blocks(sentences: Iterable[Sentence]) -> tuple[Block, ...]:
    """Returns the blocks of an analysis that was saved before these were, as far as its sentences show them."""
    blocks: dict[int, Block] = {}
    for sentence in sentences:
        first = blocks.get(sentence.paragraph)
        blocks[sentence.paragraph] = Block(first.start if first else sentence.start, sentence.end, sentence.kind)
    return tuple(blocks.values())
