"""Finds what stands in quotation marks: curly, straight, doubled and single marks, over paragraphs, with marks that were lost."""

from __future__ import annotations

import itertools
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from hedgelens.records import Article, Block, Kind, Quotation, Span, Spans

# Double marks first; '' and `` are how some archives write them.
_MARK = re.compile(r"[“”„«»\"]|''|``")
_SINGLE_MARK = re.compile(r"[‘’'“”\"]")
# "the ‘90s", "get ‘em": an apostrophe that a word processor turned round.
_ELIDED = re.compile(r"[‘'](?:\d0s|(?:em|til|tis|twas|bout|cos|n)(?![\w-]))")
_OPENING, _CLOSING = frozenset([*"“„«", "``"]), frozenset("”»")
_BEFORE_OPENING, _AFTER_CLOSING = frozenset("([—–-"), frozenset(".,;:?!)]—–-")
_ALL, _NONE = 0.95, 0.02
_SPOKEN_END = frozenset(".,?!…—–-")
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
        first, after = max(bisect_right(self._starts, span[0]) - 1, 0), bisect_left(self._starts, span[1])
        return [quote for quote in self.all[first:after] if quote.end > span[0]]


class QuotedWords:
    """How many of the words of an article stand in quotation marks."""

    def __init__(self, quotes: Quotes, words: Sequence[int]) -> None:
        """Takes the quotations, and the offsets of all words."""
        self._words = words
        self._before = array("q", accumulate((quotes.at(word) is not None for word in words), initial=0))

    def share(self, spans: Spans) -> float:
        """Returns the share of the words of spans that stand in quotation marks."""
        words = [(bisect_left(self._words, start), bisect_left(self._words, end)) for start, end in spans]
        quoted = sum(self._before[after] - self._before[first] for first, after in words)
        return quoted / max(sum(after - first for first, after in words), 1)

    def quotation(self, spans: Spans) -> Quotation:
        """Says whether spans stand in quotation marks, but for a stray word."""
        share = self.share(spans)
        return Quotation.DIRECT if share >= _ALL else Quotation.INDIRECT if share <= _NONE else Quotation.MIXED


def find_quotes(article: Article) -> Quotes:
    """Finds the quotations of an article, paragraph by paragraph, so that one lost mark spoils one paragraph at most."""
    found: list[Quote] = []
    blocks = [block for block in article.blocks if block.kind not in SILENT_KINDS]
    for block, following in itertools.zip_longest(blocks, blocks[1:]):
        before = found[-1] if found else None
        after = article.text[following.start] if following else ""
        found += _double(article.text, block, before) or _single(article.text, block, before, after)
    return Quotes(found)


def _single(text: str, block: Block, before: Quote | None, after: str) -> list[Quote]:
    """Finds quotations in single marks, which are apostrophes, too.

    A mark after a plural may be either ("of ‘hard times’ and", "‘It was the players’ fault,’ she said"): the end of a spoken
    sentence or the next opening mark decides. A quotation that is not closed runs on where the paragraph after it opens with the
    same mark (``after``).
    """
    quotes: list[Quote] = []
    start: int | None = None
    maybe: int | None = None

    def end_at(end: int, *, closed: bool = True) -> None:
        if start is not None and _is_quotation(text[start + 1 : end - closed]):
            quotes.append(Quote(start, end, closed=closed, continues=_continues(text, start, block, before)))

    for mark in (_SingleMark.of(text, match.start(), block) for match in _SINGLE_MARK.finditer(text, block.start, block.end)):
        closes = start is not None and mark.closes
        if closes and mark.after_plural:
            maybe = maybe or mark.place + 1
        elif closes or not mark.is_apostrophe:
            if closes and (maybe is None or mark.earlier in _SPOKEN_END):
                end_at(mark.place + 1)
            elif maybe is not None:
                end_at(maybe)
            start, maybe = (mark.place if mark.opens else None), None
    if maybe is not None:
        end_at(maybe)
    elif start is not None and after == text[start]:
        end_at(block.end, closed=False)
    return quotes


class _SingleMark(NamedTuple):
    """A single mark, and what stands beside it in its block."""

    text: str
    place: int
    earlier: str
    later: str

    @classmethod
    def of(cls, text: str, place: int, block: Block) -> _SingleMark:
        earlier = text[place - 1] if place > block.start else " "
        return cls(text, place, earlier, text[place + 1] if place + 1 < block.end else " ")

    @property
    def opens(self) -> bool:
        outside = self.earlier.isspace() or self.earlier in _BEFORE_OPENING
        return outside and self.text[self.place] in "‘'" and not self.later.isspace()

    @property
    def closes(self) -> bool:
        outside = self.later.isspace() or self.later in _AFTER_CLOSING
        return outside and self.text[self.place] in "’'" and not self.earlier.isspace()

    @property
    def after_plural(self) -> bool:
        return self.earlier == "s" and self.text[self.place + 2 : self.place + 3].islower()

    @property
    def is_apostrophe(self) -> bool:
        sign = self.text[self.place]
        inside = sign == "’" or (sign == "'" and self.earlier.isalnum() and self.later.isalnum())
        return inside or (self.opens and _ELIDED.match(self.text, self.place) is not None)


def _is_quotation(inside: str) -> bool:
    """A single mark may be an apostrophe: two words, or a capital, must stand between a pair of them."""
    return len(inside) > 1 and (" " in inside.strip() or inside[:1].isupper())


def _double(text: str, block: Block, before: Quote | None) -> list[Quote]:
    quotes: list[Quote] = []
    start: int | None = None
    for mark in _MARK.finditer(text, block.start, block.end):
        if _is_inches(text, mark.start()):
            continue
        opens = _opens(text, mark, block, inside=start is not None)
        if opens and start is None:
            start = mark.start()
        elif not opens and start is not None:  # a second opening mark is that of a quotation within the quotation
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
    if mark.group() in _OPENING:
        return True
    if mark.group() in _CLOSING:
        return False
    before = mark.start() == block.start or text[mark.start() - 1].isspace()
    after = mark.end() == block.end or text[mark.end()].isspace()
    return not inside if before == after else before
