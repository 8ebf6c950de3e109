"""Attributions written into a text: ``1[Ada Okoro] 1{said} 1<that it leaks>`` is one with source, cue and content."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from hedgelens.article import article_from_text
from hedgelens.language import load_language
from hedgelens.records import (
    Attribution,
    AttributionType,
    Continuation,
    ParsedArticle,
    Quotation,
    Resolution,
    Source,
    sentence_at,
)
from hedgelens.sources import Registry, resolve_sources

ROLES = {"[": "source", "{": "cue", "<": "content", "(": "via"}
CLOSING = {"]": "[", "}": "{", ">": "<", ")": "("}


@dataclass
class Read:
    """What became of a marked text."""

    text: str
    resolution: Resolution

    def source(self, number: int) -> Source | None:
        """Returns the source of the attribution with a number."""
        linked = next(a for a in self.resolution.attributions if a.id == f"a{number}")
        return next((s for s in self.resolution.sources if s.id == linked.source_id), None)

    def name(self, number: int) -> str | None:
        """Returns the name of the source of the attribution with a number."""
        source = self.source(number)
        return source.name if source else None

    def names(self) -> list[str | None]:
        """Returns the names of the sources of all attributions."""
        return [self.name(int(a.id[1:])) for a in self.resolution.attributions]

    def via(self, number: int) -> str | None:
        """Returns the name of the medium that relays."""
        linked = next(a for a in self.resolution.attributions if a.id == f"a{number}")
        return next((s.name for s in self.resolution.sources if s.id == linked.via), None)

    def why(self, number: int) -> str:
        """Returns how the source was found."""
        return self.resolution.explanations[f"a{number}"]

    def continued(self) -> dict[str, Continuation]:
        """Returns the continuations by the text of their sentences."""
        parsed = load_language().parse(article_from_text(self.text))
        found = ((parsed.sentences[c.sentence], c) for c in self.resolution.continuations)
        return {self.text[sentence.start : sentence.end]: c for sentence, c in found}


def read(marked: str, registry: Registry | None = None, *, id: str = "article") -> Read:
    """Resolves the sources of a marked text."""
    parsed, attributions = parse(marked, id=id)
    return Read(parsed.article.text, resolve_sources(parsed, attributions, registry or Registry()))


def parse(marked: str, *, id: str = "article") -> tuple[ParsedArticle, list[Attribution]]:
    """Parses a marked text, and returns the attributions that are marked in it."""
    text, spans = unmark(marked)
    parsed = load_language().parse(article_from_text(text, id=id))
    attributions = []
    for number, roles in sorted(spans.items()):
        content = tuple(roles["content"])
        quoted = [text[start:end].strip()[:1] in "“‘\"'" for start, end in content]
        anchor = (roles["cue"] or roles["content"] or roles["source"])[0][0]
        attributions.append(
            Attribution(
                id=f"a{number}",
                sentence=sentence_at(parsed.sentences, anchor),
                source=tuple(roles["source"]),
                cue=tuple(roles["cue"]),
                content=content,
                quotation=Quotation.DIRECT if quoted and all(quoted) else Quotation.INDIRECT,
                type=AttributionType.ASSERTION,
                confidence=1.0,
                why="by hand",
                via_span=tuple(roles["via"]),
            )
        )
    return parsed, attributions


def unmark(marked: str) -> tuple[str, dict[int, dict[str, list[tuple[int, int]]]]]:
    """Returns the text without marks, and the spans of each number."""
    text, stack = "", []
    spans: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for piece in re.findall(r"\d[\[{<(]|[\]}>]|\)(?=\d?)|[^\d\]}>)]+|\d", marked):
        if len(piece) == 2 and piece[0].isdigit() and piece[1] in ROLES:
            stack.append((int(piece[0]), piece[1], len(text)))
        elif stack and CLOSING.get(piece) == stack[-1][1]:
            number, opening, start = stack.pop()
            spans[number][ROLES[opening]].append((start, len(text)))
        else:
            text += piece
    return text, spans
