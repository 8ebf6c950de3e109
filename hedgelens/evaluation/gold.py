"""Reads an annotation (stand-off JSON) as an analysis, so that it has the same tables, charts and page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hedgelens.analysis import BY_MODELS, HAND, MARKED_BY, Analysis
from hedgelens.article import read_article
from hedgelens.article.words import word_starts
from hedgelens.contract import attribution_of, spans_of
from hedgelens.hedging.ownership import UNKNOWN
from hedgelens.records import (
    AUTHOR,
    Article,
    Attribution,
    Category,
    Continuation,
    Hedge,
    HedgeLensError,
    Kind,
    Naming,
    Sentence,
    Source,
    SourceKind,
)

_ENGINES = {"people": HAND, "language models": BY_MODELS}


def read_gold(path: str | Path, article: Article | str | Path) -> Analysis:
    """Reads the annotation of an article, such as its gold.

    Args:
        path: the JSON file of the annotation.
        article: the article, or the file of its text.

    Raises:
        HedgeLensError: the annotation is broken, or is one of another text.
    """
    if not isinstance(article, Article):
        article = read_article(article)
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise HedgeLensError(f"The annotation '{path}' cannot be read: {error.strerror or error}.") from None
    except ValueError as error:
        raise HedgeLensError(f"'{path}' is not an annotation of HedgeLens: {type(error).__name__} at {error}.") from None
    return from_annotation(data, article, path)


def from_annotation(data: Any, article: Article, path: str | Path) -> Analysis:
    """Makes an analysis of the data of an annotation.

    It is taken to be made by people, unless ``annotators`` in it says "language models".

    Args:
        data: what the JSON file holds.
        article: the article that is annotated.
        path: the file, for messages.

    Raises:
        HedgeLensError: the annotation is broken, or is one of another text.
    """
    try:
        if data["sha256"] != article.sha256:
            raise HedgeLensError(f"'{path}' annotates another text than that of '{article.id}': their hashes differ.")
        return _analysis(data, article)
    except (KeyError, TypeError, ValueError) as error:
        raise HedgeLensError(f"'{path}' is not an annotation of HedgeLens: {type(error).__name__} at {error}.") from None


def _analysis(data: Mapping[str, Any], article: Article) -> Analysis:
    words = tuple(word_starts(article.text))
    sentences = tuple(_sentences(data["sentences"], article, words))
    ids = {name: f"s{number}" for number, name in enumerate(_names(data), start=1)}
    engine = _ENGINES[data.get("annotators", "people")]
    why = f"marked {MARKED_BY[engine]}"
    attributions = tuple(_attribution(a, ids, why) for a in data["attributions"])
    return Analysis(
        article=article,
        sentences=sentences,
        word_starts=words,
        sources=tuple(_source(name, id, data, attributions) for name, id in ids.items()),
        attributions=attributions,
        continuations=tuple(
            Continuation(s["index"], ids[name], 1.0, f"{why} as carrying on this account")
            for s in data["sentences"]
            for name in s["continued"]
        ),
        hedges=tuple(_hedge(number, h, article.text, ids, attributions, why) for number, h in enumerate(data["hedges"], start=1)),
        engine=engine,
    )


def _sentences(rows: Iterable[Mapping[str, Any]], article: Article, words: Sequence[int]) -> Iterable[Sentence]:
    for row in rows:
        start, end = row["start"], row["end"]
        paragraph = next((n for n, block in enumerate(article.blocks) if block.start <= start < block.end), 0)
        yield Sentence(row["index"], start, end, Kind(row["kind"]), paragraph, sum(start <= word < end for word in words))


def _names(data: Mapping[str, Any]) -> list[str]:
    """Lists the sources by their names, in order of appearance."""
    names: dict[str, None] = {}
    for attribution in data["attributions"]:
        names.update(dict.fromkeys(name for name in (attribution["canonical"], attribution.get("via")) if name))
    for sentence in data["sentences"]:
        names.update(dict.fromkeys((*sentence["sources"], *sentence["continued"])))
    return list(names)


def _source(name: str, id: str, data: Mapping[str, Any], attributions: Iterable[Attribution]) -> Source:
    known: Mapping[str, Any] = next((s for s in data.get("sources", ()) if s["canonical"] == name), {})
    mentions = [
        span
        for a in attributions
        for spans in ((a.source if a.source_id == id else ()), (a.via_span if a.via == id else ()))
        for span in spans
    ]
    return Source(
        id=id,
        name=name,
        kind=SourceKind(known.get("kind", SourceKind.UNKNOWN)),
        naming=Naming(known.get("naming", Naming.NAMED if name[:1].isupper() else Naming.DESCRIBED)),
        aliases=tuple(known.get("aliases", ())),
        groups=tuple(group for group, members in data.get("groups", {}).items() if name in members),
        mentions=tuple(sorted(set(mentions))),
    )


def _attribution(row: Mapping[str, Any], ids: Mapping[str, str], why: str) -> Attribution:
    linked = {
        "source_id": ids[row["canonical"]] if row["canonical"] else None,
        "via": ids[row["via"]] if row.get("via") else None,
    }
    attribution = attribution_of({**row, **linked, "confidence": 1.0, "why": why})
    return replace(attribution, via_span=spans_of(row.get("via_span", ())))


def _hedge(
    number: int, row: Mapping[str, Any], text: str, ids: Mapping[str, str], attributions: Sequence[Attribution], why: str
) -> Hedge:
    start, end = row["span"]
    owner = row["owner"]
    holders = [a for a in attributions if any(s <= start < e for s, e in (*a.content, *a.cue))]
    inner = min(
        (a for a in holders if a.source_id == ids.get(owner)), key=lambda a: sum(e - s for s, e in a.content), default=None
    )
    return Hedge(
        id=f"h{number}",
        sentence=row["sentence"],
        start=start,
        end=end,
        text=text[start:end],
        category=Category(row["category"]),
        owner=AUTHOR if owner == AUTHOR else ids.get(owner, UNKNOWN),
        attribution=inner.id if inner and owner != AUTHOR else None,
        confidence=1.0,
        why=why,
    )
