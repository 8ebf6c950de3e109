"""Blocks of an article written in Markdown: the marks stay in the text, the blocks leave them out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hedgelens.article.blocks import classify
from hedgelens.article.lines import Mark
from hedgelens.article.wrapping import paragraphs
from hedgelens.records import Block, Kind, Span

_RULE_LINE = re.compile(r"\r?\n---[ \t]*(?:\r?\n|\Z)")
_FIRST_LINE = re.compile(r"---[ \t]*(?=\r?\n)")
_KEY = re.compile(r"[\w-]+(?: [\w-]+){0,2}:(?:\s|$)")
_HEADING = re.compile(r"(#{1,6})\s+")
_MARK = re.compile(r"(>\s*|[-*+]\s+|\d{1,3}[.)]\s+)+")
_FIELDS = {
    "title": "title",
    "date": "date",
    "author": "author",
    "outlet": "outlet",
    "source": "outlet",
    "publication": "outlet",
}


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Returns what stands in the properties at the head of a note, and where they end.

    They stand between two lines of ``---``, and most of their lines are ``key: value``; else it is text between two rules.

    Returns:
        title, date, author and outlet, and the offset of what follows; nothing and 0 where there are no properties.
    """
    first = _FIRST_LINE.match(text)
    last = _RULE_LINE.search(text, first.end()) if first else None
    if first is None or last is None:
        return {}, 0
    lines = [line for line in text[first.end() : last.start()].splitlines() if line.strip()]
    fields = _fields(lines)
    return ({}, 0) if fields is None else (fields, last.end())


def _fields(lines: Sequence[str]) -> dict[str, str] | None:
    """Returns what the lines of properties say of the article; nothing where most of them are none."""
    # Values may go on below their key: indented, or as a list.
    keys = [line for line in lines if _KEY.match(line)]
    others = [line for line in lines if not line.startswith((" ", "\t", "- ", "#"))]
    if lines and 2 * len(keys) <= len(others):
        return None
    pairs = ((key.strip().lower(), value) for key, _, value in (line.partition(":") for line in keys))
    return {_FIELDS[key]: value.strip().strip("\"'") for key, value in pairs if key in _FIELDS}


def markdown_blocks(text: str, start: int) -> list[Block]:
    """Returns the blocks of a Markdown text, in order; what stands before ``start`` are properties."""
    pieces = [(start + a, start + b) for a, b in paragraphs(text[start:])]
    pieces = [piece for span in pieces for piece in _split_headings(text, span)]
    plain: list[Span] = []
    marks: dict[Span, Mark] = {}
    settled: dict[Span, Kind] = {}
    for a, b in pieces:
        first, after, mark = _inside(text[a:b])
        span = (a + first, a + after)
        if isinstance(mark, Mark):
            marks[span] = mark
        elif mark is not None:
            settled[span] = mark
        if after > first:
            plain.append(span)
    found = {(block.start, block.end): block.kind for block in classify(text, plain, marks)}
    if start:
        found[0, len(text[:start].rstrip())] = Kind.BOILERPLATE
    return [Block(*span, settled.get(span, kind)) for span, kind in sorted(found.items())]


def _inside(piece: str) -> tuple[int, int, Kind | Mark | None]:
    """Returns where the words of a piece begin and end within its marks, and what the marks say that it is."""
    if heading := _HEADING.match(piece):
        mark = Mark.HEADLINE if len(heading[1]) == 1 else Mark.HEADING
        return heading.end(), max(heading.end(), len(piece.rstrip("#").rstrip())), mark
    if (words := _picture(piece)) is not None:
        return (*words, Kind.CAPTION) if piece[slice(*words)].strip() else (0, len(piece), Kind.BOILERPLATE)
    if _is_rule(piece):
        return 0, len(piece), Kind.BOILERPLATE
    before = _MARK.match(piece)
    if before is None or before.end() == len(piece):
        return 0, len(piece), None
    return before.end(), len(piece), None if before[0].startswith(">") else Mark.ITEM


def _picture(piece: str) -> Span | None:
    """Returns where the words under a picture stand (``![words](file)``), or ``None`` where there is no picture."""
    cut = piece.rfind("](")
    if piece.startswith("![") and piece.endswith(")") and cut > 1 and ")" not in piece[cut:-1]:
        return 2, cut
    return None


def _is_rule(piece: str) -> bool:
    marks = "".join(piece.split())
    return len(marks) > 2 and set(marks) <= set("-*_=")


def _split_headings(text: str, span: Span) -> list[Span]:
    """Parts a heading line from the paragraph that follows it without a blank line."""
    first, newline, _ = text[span[0] : span[1]].partition("\n")
    if not newline or not _HEADING.match(first.rstrip()):
        return [span]
    cut = span[0] + len(first) + 1
    return [(span[0], span[0] + len(first.rstrip())), (cut, span[1])]
