"""Blocks of an article written in Markdown: the marks stay in the text, the blocks leave them out."""

from __future__ import annotations

import re

from hedgelens.article.blocks import classify, paragraphs
from hedgelens.records import Block, Kind, Span

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$", re.DOTALL)
_PICTURE = re.compile(r"^!\[(.*)\]\([^)]*\)$", re.DOTALL)
_RULE = re.compile(r"^([-*_=]\s*){3,}$")
_MARK = re.compile(r"^(>\s*|[-*+]\s+|\d{1,3}[.)]\s+)+")
_FIELDS = {
    "title": "title",
    "date": "date",
    "author": "author",
    "outlet": "outlet",
    "source": "outlet",
    "publication": "outlet",
}


def front_matter(text: str) -> dict[str, str]:
    """Returns title, date, author and outlet from the ``key: value`` lines between two ``---`` lines at the head."""
    match = _FRONT_MATTER.match(text)
    pairs = (line.partition(":") for line in (match.group(1).splitlines() if match else ()))
    return {_FIELDS[key.strip().lower()]: value.strip().strip("\"'") for key, _, value in pairs if key.strip().lower() in _FIELDS}


def markdown_blocks(text: str) -> list[Block]:
    """Returns the blocks of a Markdown text, in order."""
    head = _FRONT_MATTER.match(text)
    start = head.end() if head else 0
    blocks = [Block(0, len(text[:start].rstrip()), Kind.BOILERPLATE)] if head else []
    pieces = [(start + a, start + b) for a, b in paragraphs(text[start:])]
    pieces = [piece for span in pieces for piece in _split_headings(text, span)]
    plain: list[Span] = []
    marked: dict[Span, Kind] = {}
    seen_title = False
    for a, b in pieces:
        piece = text[a:b]
        if heading := _HEADING.match(piece):
            span = (a + heading.start(2), a + heading.end(2))
            marked[span] = Kind.HEADING if seen_title else Kind.TITLE
            seen_title = True
        elif picture := _PICTURE.match(piece):
            span = (a + picture.start(1), a + picture.end(1)) if picture.group(1).strip() else (a, b)
            marked[span] = Kind.CAPTION if picture.group(1).strip() else Kind.BOILERPLATE
        elif _RULE.match(piece):
            span = (a, b)
            marked[span] = Kind.BOILERPLATE
        else:
            mark = _MARK.match(piece)
            span = (a + (mark.end() if mark and mark.end() < len(piece) else 0), b)
        plain.append(span)
    for block in classify(text, [s for s in plain if s[1] > s[0]]):
        span = (block.start, block.end)
        kind = marked.get(span, block.kind)
        if seen_title and span not in marked and kind is Kind.TITLE:
            kind = Kind.BODY
        blocks.append(Block(*span, kind))
    return sorted(blocks, key=lambda block: block.start)


def _split_headings(text: str, span: Span) -> list[Span]:
    """Parts a heading line from the paragraph that follows it without a blank line."""
    first, newline, _ = text[span[0] : span[1]].partition("\n")
    if not newline or not _HEADING.match(first.rstrip()):
        return [span]
    cut = span[0] + len(first) + 1
    return [(span[0], span[0] + len(first.rstrip())), (cut, span[1])]
