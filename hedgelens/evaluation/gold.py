"""Reads an annotation (stand-off JSON) as an analysis, so that it has the same tables, charts and page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from hedgelens.analysis import BY_MODELS, HAND, MARKED_BY
from hedgelens.article import read_article
from hedgelens.article.words import word_starts
from hedgelens.faces import Analysis
from hedgelens.files.checking import MisfitError, records, shown, value
from hedgelens.files.text import counted
from hedgelens.formats import read_bytes, recognised
from hedgelens.language.stance import stance_at
from hedgelens.records import (
    AUTHOR,
    UNKNOWN,
    Article,
    Attribution,
    AttributionType,
    Category,
    Continuation,
    Disclosure,
    Hedge,
    HedgeLensError,
    Kind,
    Naming,
    Pronoun,
    Quotation,
    Sentence,
    Source,
    SourceKind,
    Span,
    Spans,
)
from hedgelens.views import consistency

_MAY_LACK = ("kind", "naming", "aliases", "role", "affiliation", "pronoun", "disclosure")
_ENGINES = {"people": HAND, "language models": BY_MODELS}


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as it is annotated; sources go by their names."""

    index: int
    start: int
    end: int
    kind: Kind
    sources: tuple[str, ...]
    continued: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Attribution:
    """An attribution as it is annotated; ``canonical`` is the name of its source."""

    id: str
    sentence: int
    source: Spans
    cue: Spans
    content: Spans
    canonical: str | None
    quotation: Quotation
    type: AttributionType
    parent: str | None
    via: str | None = None
    via_span: Spans = ()


@dataclass(frozen=True, slots=True)
class _Hedge:
    """A hedge as it is annotated."""

    sentence: int
    span: Span
    category: Category
    owner: str


@dataclass(frozen=True, slots=True)
class _Source:
    """What is known of a source beside its name."""

    canonical: str
    kind: SourceKind = SourceKind.UNKNOWN
    naming: Naming | None = None
    aliases: tuple[str, ...] = ()
    role: Span | None = None
    affiliation: str | None = None
    pronoun: Pronoun | None = None
    disclosure: tuple[Disclosure, ...] = ()


def read_gold(path: str | Path, article: Article | str | Path) -> Analysis:
    """Reads the annotation of an article, such as its gold.

    Args:
        path: the JSON file of the annotation, an analysis as JSON, or a file of another program
            (:data:`hedgelens.formats.READABLE`).
        article: the article, or the file of its text.

    Raises:
        HedgeLensError: the annotation is damaged, or belongs to another text.
    """
    if not isinstance(article, Article):
        article = read_article(article)
    if (format := recognised(Path(path))) is not None:
        found = read_bytes(Path(path), Analysis, format=format.name, articles=[article], only=True)
        if len(found) > 1:
            raise HedgeLensError(
                f"'{path}' holds {counted(len(found), 'article')}, and one is wanted. Give each a file of its own."
            )
        return found[0]
    data = read_annotation(path)
    if isinstance(data, dict) and "schema" in data:
        return Analysis.from_dict(data, article.text)
    return from_annotation(data, article, path)


def read_annotation(path: str | Path) -> Any:
    """Reads the data of an annotation.

    Raises:
        HedgeLensError: the file cannot be read, or is not JSON.
    """
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise HedgeLensError(f"The annotation '{path}' cannot be read: {error.strerror or error}.") from None
    except (ValueError, RecursionError) as error:
        raise HedgeLensError(f"'{path}' is not an annotation of HedgeLens, which is JSON: {error}.") from None


def from_annotation(data: Any, article: Article, path: str | Path) -> Analysis:
    """Makes an analysis of the data of an annotation.

    It is taken to be made by people, unless ``annotators`` in it says "language models".

    Args:
        data: what the JSON file holds.
        article: the article that is annotated.
        path: the file, for messages.

    Raises:
        HedgeLensError: the annotation is damaged, or belongs to another text.
    """
    with annotating(article, data, path) as given:
        analysis = _analysis(given, article)
        consistency.check(analysis)
    return analysis


@contextmanager
def annotating(article: Article, data: Any, path: str | Path) -> Iterator[Mapping[str, Any]]:
    """Gives the data of an annotation of an article; what is found wrong with them while they are read is said of the file.

    Raises:
        HedgeLensError: the annotation is damaged, or belongs to another text.
    """
    try:
        given = value(dict[str, Any], data, "the annotation")
        if value(str, given.get("sha256"), "sha256") != article.sha256:
            raise HedgeLensError(f"'{path}' annotates a different text from that of '{article.id}': their hashes differ.")
        yield given
    except MisfitError as error:
        raise HedgeLensError(f"'{path}' is not an annotation of HedgeLens, or it was damaged: {error}.") from None


def _analysis(data: Mapping[str, Any], article: Article) -> Analysis:
    words = tuple(word_starts(article.text))
    rows = records(_Sentence, data.get("sentences"), "sentences")
    marked = records(_Attribution, data.get("attributions"), "attributions", may_lack=("via", "via_span"))
    known = records(_Source, data.get("sources", ()), "sources", may_lack=_MAY_LACK)
    groups = value(dict[str, tuple[str, ...]], data.get("groups", {}), "groups")
    ids = {name: f"s{number}" for number, name in enumerate(_names(rows, marked), start=1)}
    annotators = value(str, data.get("annotators", "people"), "annotators")
    if annotators not in _ENGINES:
        raise MisfitError(f"annotators: expected one of {', '.join(_ENGINES)}, found {shown(annotators)}")
    engine = _ENGINES[annotators]
    why = f"marked {MARKED_BY[engine]}"
    attributions = tuple(_attribution(a, article.text, ids, why) for a in marked)
    doubts = records(_Hedge, data.get("hedges"), "hedges")
    by_name = {source.canonical: source for source in reversed(known)}
    return Analysis(
        article=article,
        sentences=tuple(_sentence(row, article, words) for row in rows),
        word_starts=words,
        sources=tuple(
            _source(id, by_name.get(name, _Source(name)), groups, attributions, ids, article.text) for name, id in ids.items()
        ),
        attributions=attributions,
        continuations=tuple(
            Continuation(row.index, ids[name], 1.0, f"{why} as carrying on this account")
            for row in rows
            for name in row.continued
        ),
        hedges=tuple(_hedge(number, h, article.text, ids, attributions, why) for number, h in enumerate(doubts, start=1)),
        engine=engine,
    )


def _sentence(row: _Sentence, article: Article, words: Sequence[int]) -> Sentence:
    paragraph = next((n for n, block in enumerate(article.blocks) if block.start <= row.start < block.end), 0)
    return Sentence(row.index, row.start, row.end, row.kind, paragraph, sum(row.start <= word < row.end for word in words))


def _names(rows: Iterable[_Sentence], marked: Iterable[_Attribution]) -> list[str]:
    """Lists the sources by their names, in order of appearance."""
    names: dict[str, None] = {}
    for attribution in marked:
        names.update(dict.fromkeys(name for name in (attribution.canonical, attribution.via) if name))
    for row in rows:
        names.update(dict.fromkeys((*row.sources, *row.continued)))
    return list(names)


def _source(
    id: str,
    known: _Source,
    groups: Mapping[str, Sequence[str]],
    attributions: Iterable[Attribution],
    ids: Mapping[str, str],
    text: str,
) -> Source:
    name = known.canonical
    mentions = [
        span
        for a in attributions
        for spans in ((a.source if a.source_id == id else ()), (a.via_span if a.via == id else ()))
        for span in spans
    ]
    return Source(
        id=id,
        name=name,
        kind=known.kind,
        naming=known.naming or (Naming.NAMED if name[:1].isupper() else Naming.DESCRIBED),
        aliases=known.aliases,
        groups=tuple(group for group, members in groups.items() if name in members),
        mentions=tuple(sorted(set(mentions))),
        role=" ".join(text[slice(*known.role)].split()) if known.role else None,
        affiliation=ids.get(known.affiliation, known.affiliation) if known.affiliation else None,
        pronoun=known.pronoun,
        disclosure=known.disclosure,
    )


def _attribution(row: _Attribution, text: str, ids: Mapping[str, str], why: str) -> Attribution:
    kept: dict[str, Any] = {f.name: getattr(row, f.name) for f in fields(row) if f.name not in ("canonical", "via")}
    source_id, via = (ids[name] if name else None for name in (row.canonical, row.via))
    stance = stance_at(text, row.cue)
    return Attribution(confidence=1.0, why=why, source_id=source_id, via=via, stance=stance, **kept)


def _hedge(number: int, row: _Hedge, text: str, ids: Mapping[str, str], attributions: Sequence[Attribution], why: str) -> Hedge:
    start, end = row.span
    holders = [a for a in attributions if any(s <= start < e for s, e in (*a.content, *a.cue))]
    inner = min(
        (a for a in holders if a.source_id == ids.get(row.owner)), key=lambda a: sum(e - s for s, e in a.content), default=None
    )
    return Hedge(
        id=f"h{number}",
        sentence=row.sentence,
        start=start,
        end=end,
        text=text[start:end],
        category=row.category,
        owner=AUTHOR if row.owner == AUTHOR else ids.get(row.owner, UNKNOWN),
        attribution=inner.id if inner and row.owner != AUTHOR else None,
        confidence=1.0,
        why=why,
    )
