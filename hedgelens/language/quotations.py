"""Finds what stands in quotation marks: curly, straight, doubled and single marks, over paragraphs, with marks that were lost."""

from __future__ import annotations

import itertools
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from hedgelens.language.boundaries import sentence_starts
from hedgelens.language.words import word_set
from hedgelens.records import Article, Block, Kind, Quotation, Span, Spans

# Double marks; '' and `` are how some archives write them.
_MARK = re.compile(r"[“”„«»\"]|''|``")
_SINGLE_MARK = re.compile(r"[‘’'“”\"]")
# "the ‘90s", "get ‘em": an apostrophe that a word processor turned round.
_ELIDED = re.compile(r"[‘'](?:\d0s|(?:em|til|tis|twas|bout|cos|n)(?![\w-]))")
_OPENING = frozenset(["“", "„", "«", "»", "``"])
_FOREIGN, _FOREIGN_END = frozenset("„«»”"), frozenset("“”«»")
# What stands behind a closing mark that follows a figure; inches are followed by more of their clause.
_AFTER_FIGURE = re.compile(r"\s*[A-Z,.]|$|\n")
_WORDS_BEHIND = re.compile(r"\W{0,3}(?:[\w.’'-]+,?\s*){1,9}")
_BEFORE_OPENING, _AFTER_CLOSING = frozenset("([—–-"), frozenset(".,;:?!)]—–-")
_ALL, _NONE = 0.95, 0.02
_FURTHEST = 40  # marks that are looked at behind one that may be nested
_SPOKEN_END = frozenset(".,?!…—–-")
SILENT_KINDS = (Kind.BYLINE, Kind.CREDIT, Kind.AUTHOR_NOTE, Kind.BOILERPLATE)
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


@lru_cache(maxsize=1)  # the parse and its columns ask for those of the same article
def find_quotes(article: Article) -> Quotes:
    """Finds the quotations of an article, paragraph by paragraph, so that one lost mark spoils one paragraph at most."""
    found: list[Quote] = []
    blocks = [block for block in article.blocks if block.kind not in SILENT_KINDS]
    for block, following in itertools.zip_longest(blocks, blocks[1:]):
        before = found[-1] if found else None
        after = article.text[following.start] if following else ""
        doubles = _double(article.text, block, before, after)
        found += _outermost(doubles, _single(article.text, block, before, after, doubles))
    return Quotes(found)


def in_english_marks(text: str, quotes: Quotes) -> str:
    """Returns a text whose quotations in the marks of other languages (»…«, „…“) have English ones; offsets stay."""
    changes = {quote.start: "“" for quote in quotes.all if text[quote.start] in _FOREIGN}
    changes |= {quote.end - 1: "”" for quote in quotes.all if quote.start in changes and text[quote.end - 1] in _FOREIGN_END}
    if not changes:
        return text
    characters = list(text)
    for place, mark in changes.items():
        characters[place] = mark
    return "".join(characters)


def _outermost(doubles: Sequence[Quote], singles: Sequence[Quote]) -> list[Quote]:
    """Returns quotations in order, without those in double marks inside of one in single marks."""
    outer = Quotes(list(singles))
    return sorted([*(quote for quote in doubles if outer.at(quote.start) is None), *singles], key=lambda quote: quote.start)


def _single(text: str, block: Block, before: Quote | None, after: str, doubles: Sequence[Quote]) -> list[Quote]:
    """Finds quotations in single marks, which are apostrophes, too.

    A mark after a plural may be either ("of ‘hard times’ and", "‘It was the players’ fault,’ she said"): the end of a spoken
    sentence or the next opening mark decides. A quotation that is not closed runs on where the paragraph after it opens with the
    same mark (``after``). What stands in double marks (``doubles``) is passed over.
    """
    quotes: list[Quote] = []
    start: int | None = None
    maybe: int | None = None
    inner = Quotes(list(doubles))

    def end_at(end: int, *, closed: bool = True) -> None:
        if start is not None and _is_quotation(text[start + 1 : end - closed]):
            quotes.append(Quote(start, end, closed=closed, continues=_continues(text, start, block, before)))

    matches = (match for match in _SINGLE_MARK.finditer(text, block.start, block.end) if inner.at(match.start()) is None)
    for mark in (_SingleMark.of(text, match.start(), block) for match in matches):
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


def _double(text: str, block: Block, before: Quote | None, after: str) -> list[Quote]:
    """Finds quotations in double marks; one that is not closed ends with its block or, where its mark is stray, its sentence."""
    marks = [
        mark for mark in (_Mark.of(text, match, block) for match in _MARK.finditer(text, block.start, block.end)) if mark.role
    ]
    quotes: list[Quote] = []
    first: _Mark | None = None
    nested = 0
    for number, mark in enumerate(marks):
        role = mark.role_inside(first)
        if first is None:
            first = mark if role == "(" else None
            if first is None and not quotes and _tells_who_spoke(text, mark.end, block.end):  # the opening mark was lost
                quotes.append(Quote(block.start, mark.end))
        elif role == "(" and not mark.begins_line:
            if _closes_twice(marks[number + 1 : number + _FURTHEST], mark):
                nested += 1
            elif not first.begins_line:
                quotes.append(_stray(text, first, mark.place))
                first = mark
        elif role == ")" and nested:
            nested -= 1
        elif role == ")":
            quotes.append(Quote(first.place, mark.end, continues=_continues(text, first.place, block, before)))
            first = None
    return quotes if first is None else [*quotes, *_unclosed(text, block, first, before, after, alone=len(marks) == 1)]


def _unclosed(text: str, block: Block, first: _Mark, before: Quote | None, after: str, *, alone: bool) -> list[Quote]:
    """Returns the quotation behind a mark that has no counterpart; a blank on both sides of it may be one before who spoke."""
    before_it = text[block.start : first.place].rstrip()
    if alone and first.is_loose and before_it[-1:] in _SPOKEN_END and _tells_who_spoke(text, first.end, block.end):
        return [Quote(block.start, first.end)]
    led_in = before_it.endswith(":")
    goes_on = after in _OPENING or after == first.glyph
    if first.begins_line or led_in or goes_on:
        return [Quote(first.place, block.end, closed=False, continues=_continues(text, first.place, block, before))]
    return [_stray(text, first, block.end)]


def _stray(text: str, mark: _Mark, end: int) -> Quote:
    """Returns a quotation that is not closed up to the end of its sentence."""
    following = (mark.place + start for start in sentence_starts(text[mark.place : end])[1:])
    return Quote(mark.place, mark.place + len(text[mark.place : next(following, end)].rstrip()), closed=False)


def _closes_twice(marks: Sequence[_Mark], inner: _Mark) -> bool:
    """Says whether the marks behind a second opening one close both."""
    depth = 2
    for mark in marks:
        depth += 1 if mark.role_inside(inner) == "(" else -1
        if not depth:
            return True
    return False


class _Mark(NamedTuple):
    """A double mark: where it stands, and whether what is beside it lets it open ("("), close (")") or do either ("?").

    The same sign opens in one language and closes in another (“ in English and German, « in French and German): what touches
    the mark decides, and only then what the sign does in most texts.
    """

    glyph: str
    place: int
    end: int
    role: str
    begins_line: bool
    is_loose: bool

    @classmethod
    def of(cls, text: str, match: re.Match[str], block: Block) -> _Mark:
        place, end = match.span()
        before = text[place - 1] if place > block.start else " "
        after = text[end] if end < block.end else " "
        free, ends = before.isspace() or before in _BEFORE_OPENING, after.isspace() or after in _AFTER_CLOSING
        begins_line = _begins_line(text, place, block)
        loose = before.isspace() and after.isspace()
        return cls(match.group(), place, end, _role(text, match, free, ends), begins_line, loose and not begins_line)

    def role_inside(self, first: _Mark | None) -> str:
        """Returns what the mark does behind an opening one, or where none is open."""
        if self.glyph == "“" and first is not None and first.glyph == "„":
            return ")"
        if self.role != "?":
            return self.role
        return "(" if first is None else ")"


def _begins_line(text: str, place: int, block: Block) -> bool:
    """Says whether but blanks stand before a place in its line; looks no further than at them, however long the line is."""
    while place > block.start and text[place - 1] != "\n" and text[place - 1].isspace():
        place -= 1
    return place == block.start or text[place - 1] == "\n"


def _role(text: str, match: re.Match[str], free: bool, ends: bool) -> str:
    """Returns what a mark may do; nothing where it stands for inches."""
    glyph, digit = match.group(), text[match.start() - 1 : match.start()].isdigit()
    if glyph == '"' and digit and not _AFTER_FIGURE.match(text, match.end()):
        return ""
    if glyph in ("„", "``"):
        return "("
    if free != ends:
        return "(" if free else ")"
    return {"“": "(", "”": ")", "«": "(", "»": ")"}.get(glyph, "?")


def _tells_who_spoke(text: str, start: int, end: int) -> bool:
    """Says whether a verb of speech stands within a few words behind a place, in the same sentence."""
    words = _WORDS_BEHIND.match(text, start, end)
    return words is not None and any(w.casefold() in word_set("speech_after_quotation") for w in re.findall(r"[\w’']+", words[0]))


def _continues(text: str, start: int, block: Block, before: Quote | None) -> bool:
    return start == block.start and before is not None and not before.closed and not text[before.end : start].strip()
