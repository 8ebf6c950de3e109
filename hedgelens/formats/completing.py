"""What people leave out who mark an article by hand, as far as the article says it: sentences, names, nesting, quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.article.words import word_starts
from hedgelens.language import load_language
from hedgelens.moving import moved
from hedgelens.records import Article, Naming, Quotation, Sentence, SourceKind, Spans

_DETERMINER = re.compile(r"(?i)\A(?:the|a|an|this|that|these|those|some|many|his|her|its|their)\s+(?!of\b)")
_MARKS = re.compile(r"[“”„«»\"]|''|``")
_OUTSIDE = re.compile(r"[\s,.;:!?“”„«»\"'`]+")


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Returns the sentences of an article as the language model divides it."""
    language = load_language()
    read = language.as_read(article)
    if read is None:
        return language.parse(article).sentences
    words = tuple(word_starts(article.text))
    parsed = language.parse(read.article)
    bare = Analysis(article=read.article, sentences=parsed.sentences, word_starts=parsed.word_starts, sources=(), attributions=())
    return tuple(moved(bare, article, read.span, words).sentences)


def quotation_of(text: str, content: Spans) -> Quotation:
    """Says how much of a content stands in quotation marks, by the marks in and right around it."""
    quoted = [_is_quoted(text, start, end) for start, end in content]
    if content and all(quoted):
        return Quotation.DIRECT
    any_mark = any(quoted) or any(_MARKS.search(text, start, end) for start, end in content)
    return Quotation.MIXED if any_mark else Quotation.INDIRECT


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Says whether a stretch begins and ends with a mark, its own or one beside it, and has none between."""
    while start < end and not text[start].isalnum() and not _MARKS.match(text, start):
        start += 1
    around = text[max(start - 1, 0) : start + 1], text[max(end - 2, 0) : end + 1]
    inside = _OUTSIDE.sub("", text[start : start + 1]) + text[start + 1 : max(end - 2, start + 1)]
    return all(_MARKS.search(edge) for edge in around) and not _MARKS.search(inside)


def name_in(text: str, spans: Spans) -> str:
    """Returns the name that words give a source: proper names as they stand, else in lower case without determiner."""
    words = " ".join("".join(_with_what_joins(text, spans)).split())
    bare = _DETERMINER.sub("", words) or words
    return bare if bare[:1].isupper() else bare.lower()


def _with_what_joins(text: str, spans: Spans) -> Iterator[str]:
    """Yields the pieces of a name, and the words between two that join them ("Ada Okoro **and** Teo Marsh")."""
    before = None
    for start, end in spans:
        between = "" if before is None else text[before:start]
        yield between if between.strip() in ("and", "or", "&") else " "
        yield text[start:end]
        before = end


def new_source(id: str, name: str, mentions: Spans) -> dict[str, Any]:
    """Returns the row of a source of which no more is known than its name."""
    naming = Naming.NAMED if name[:1].isupper() else Naming.DESCRIBED
    return {
        "id": id,
        "name": name,
        "kind": str(SourceKind.UNKNOWN),
        "naming": str(naming),
        "aliases": [],
        "groups": [],
        "mentions": [list(span) for span in mentions],
    }


def parents(contents: Mapping[str, Spans], anchors: Mapping[str, int]) -> dict[str, str | None]:
    """Returns for each attribution the one in whose content its anchor stands, the smallest of several.

    Args:
        contents: content of each attribution.
        anchors: where each of them is noted.
    """
    sizes = {id: sum(end - start for start, end in spans) for id, spans in contents.items()}

    def holder(id: str) -> str | None:
        at = anchors[id]
        held = [
            other
            for other, spans in contents.items()
            if other != id and _holds(spans, at) and (sizes[other], other) > (sizes.get(id, 0), id)
        ]
        return min(held, key=lambda other: sizes[other], default=None)

    return {id: holder(id) for id in anchors}


def innermost(rows: Iterable[Mapping[str, Any]], source_id: str, at: int) -> str | None:
    """Returns the id of the smallest attribution of a source whose content or cue holds a character."""
    held = [row for row in rows if row["source_id"] == source_id and (_holds(row["content"], at) or _holds(row["cue"], at))]
    return min(held, key=lambda row: sum(end - start for start, end in row["content"]), default={"id": None})["id"]


def _holds(spans: Sequence[Sequence[int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)
