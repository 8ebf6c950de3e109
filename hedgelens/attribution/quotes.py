"""Finds what stands in quotation marks: curly, straight, doubled and single marks, over paragraphs, with marks that were lost."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from hedgelens.records import Article, Block, Kind, Span

# Double marks first; '' and `` are how some archives write them.
_MARK = re.compile(r"[“”„«»\"]|''|``")
_SINGLE = re.compile(
    r"(?:(?<=[\s(\[—–-])|^)[‘'](?=\S)(?P<inside>[^‘'“”\"]{2,300}?(?:(?<=\w)[’'](?=\w)[^‘'“”\"]{1,300}?)*)(?<=\S)[’'](?=[\s.,;:?!)\]—–-]|$)"
)
SILENT_KINDS = (Kind.BYLINE, Kind.CREDIT, Kind.BOILERPLATE)
"""Kinds of blocks in which nobody says anything."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks.

    Attributes:
        start, end: with its marks.
        closed: whether its closing mark is there.
        continues: whether it carries on the quotation of the paragraph before (no closing mark there, an opening one here).
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


class Quotes:
    """The quotations of one article, ordered, and what they cover."""

    def __init__(self, quotes: list[Quote]) -> None:
        self.all = quotes
        self._starts = [quote.start for quote in quotes]

    def at(self, offset: int) -> Quote | None:
        """Returns the quotation that holds a character (its marks included)."""
        i = bisect_right(self._starts, offset) - 1
        return self.all[i] if i >= 0 and offset < self.all[i].end else None

    def within(self, span: Span) -> list[Quote]:
        """Returns the quotations that touch a span."""
        i = bisect_right(self._starts, span[0]) - 1
        touched = []
        for quote in self.all[max(i, 0) :]:
            if quote.start >= span[1]:
                break
            if quote.end > span[0]:
                touched.append(quote)
        return touched

    def share(self, spans: tuple[Span, ...], word_starts: Sequence[int]) -> float:
        """Returns the share of the words of the spans that stand in quotation marks."""
        words = [w for s, e in spans for w in word_starts[bisect_right(word_starts, s - 1) : bisect_right(word_starts, e - 1)]]
        return sum(self.at(word) is not None for word in words) / len(words) if words else 0.0


def find_quotes(article: Article) -> Quotes:
    """Finds the quotations of an article, paragraph by paragraph, so that one lost mark spoils one paragraph at most."""
    found: list[Quote] = []
    for block in article.blocks:
        if block.kind in SILENT_KINDS:
            continue
        quotes = _double(article.text, block, found[-1] if found else None)
        if not quotes:
            quotes = [
                Quote(m.start(), m.end()) for m in _SINGLE.finditer(article.text, block.start, block.end) if _is_quotation(m)
            ]
        found += quotes
    return Quotes(found)


def _is_quotation(match: re.Match[str]) -> bool:
    """A single mark may be an apostrophe: two words, or a capital, must stand between a pair of them."""
    return " " in match["inside"].strip() or match["inside"][:1].isupper()


def _double(text: str, block: Block, before: Quote | None) -> list[Quote]:
    quotes: list[Quote] = []
    start: int | None = None
    for mark in _MARK.finditer(text, block.start, block.end):
        if _is_inches(text, mark.start()):
            continue
        opens = _opens(text, mark, block, inside=start is not None)
        if opens and start is None:
            start = mark.start()
        elif opens and start is not None and mark.group() in "“„«":
            continue  # a second opening mark: a quotation within the quotation
        elif not opens and start is not None:
            quotes.append(Quote(start, mark.end(), continues=_continues(text, start, block, before)))
            start = None
    if start is not None:
        quotes.append(Quote(start, block.end, closed=False, continues=_continues(text, start, block, before)))
    return quotes


def _continues(text: str, start: int, block: Block, before: Quote | None) -> bool:
    return start == block.start and before is not None and not before.closed and not text[before.end : start].strip()


def _is_inches(text: str, position: int) -> bool:
    return (
        text[position] == '"'
        and bool(re.search(r"\d$", text[max(position - 1, 0) : position]))
        and not re.match(r"\"(\s*[A-Z,.]|$)", text[position : position + 3])
    )


def _opens(text: str, mark: re.Match[str], block: Block, *, inside: bool) -> bool:
    if mark.group() in "“„«``":
        return True
    if mark.group() in "”»":
        return False
    before = text[mark.start() - 1] if mark.start() > block.start else " "
    after = text[mark.end()] if mark.end() < block.end else " "
    if before.isspace() and not after.isspace():
        return True
    if after.isspace() and not before.isspace():
        return False
    if before in "([—–-" and not inside:
        return True
    return not inside
