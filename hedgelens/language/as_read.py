"""An article as one reads it: words that the end of a line divides are whole, what nobody sees is gone, ligatures are letters.

The rooms work on that; what they find is given back in offsets into the article as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from hedgelens.article.words import ESCAPE, INVISIBLE, LINK
from hedgelens.records import Article, Block, Kind, Span

_LINE_END = r"(?:\r\n?|\n)[ \t]*+(?:>[> \t]*+)?"  # with what a mail puts before a line that it answers
_CHANGED = re.compile(
    rf"(?P<divided>(?<=[^\W_])(?P<hyphen>[-‐\u00ad])[ \t]*+{_LINE_END}(?=(?P<after>[^\W_]+)))"
    rf"|(?P<line_end>(?<![ \t])[ \t]*+{_LINE_END})"
    rf"|(?P<nothing>(?<=[^\W_])[{INVISIBLE}]+(?=[^\W_])|[\u00ad\u200b\u2060\ufeff]+)"  # what joins emoji stays
    r"|(?P<ligature>[\ufb00-\ufb06])"
    rf"|(?P<escape>{ESCAPE})"
    r"|(?P<emphasis>(?<![\w_])_(?=[^\W_][^_\r\n]{0,80}_(?![\w_]))|(?<=[^\s_])_(?![\w_]))"
    rf"|(?P<link>{LINK})"
)
_LAST_WORD = re.compile(r"[^\W_]+$")
_LONGEST = 40
"""So many characters before a hyphen are looked at: more than a word has."""


@dataclass(frozen=True)
class AsRead:
    """An article as one reads it.

    Attributes:
        article: the article, with another text and other offsets.
        places: where each character of that text stands in the article as it is.
    """

    article: Article
    places: tuple[int, ...]

    def span(self, span: Span) -> Span:
        """Returns where the words of a span stand in the article as it is."""
        return self.places[span[0]], self.places[span[1] - 1] + 1

    def offset(self, place: int) -> int:
        """Returns where in the text a character stands that stands at some place in the article as it is."""
        return bisect_left(self.places, place)


def as_read(article: Article, is_word: Callable[[str], bool]) -> AsRead | None:
    """Returns an article as one reads it; ``None`` where it stands there just so.

    Args:
        article: the article.
        is_word: says whether something in small letters is a word: it tells where a divided word keeps its hyphen.
    """
    seen = (block for block in article.blocks if block.kind is not Kind.BOILERPLATE)
    if not any(_CHANGED.search(article.text, block.start, block.end) for block in seen):
        return None
    writing = _Writing(article, is_word)
    blocks = tuple(writing.block(block) for block in article.blocks)
    writing.copy(len(article.text))
    return AsRead(replace(article, text="".join(writing.pieces), blocks=blocks), tuple(writing.places))


class _Writing:
    """An article's text that is written anew, as one reads it, with the place of each character."""

    def __init__(self, article: Article, is_word: Callable[[str], bool]) -> None:
        self._text = article.text
        self._is_word = is_word
        self._position = 0
        self.pieces: list[str] = []
        self.places: list[int] = []

    def block(self, block: Block) -> Block:
        """Writes a block, and what stands before it."""
        self.copy(block.start)
        start = len(self.places)
        if block.kind is not Kind.BOILERPLATE:
            for match in _CHANGED.finditer(self._text, block.start, block.end):
                self._change(match)
        self.copy(block.end)
        if len(self.places) == start:  # nothing in it can be seen: it stays as it is
            self._position = block.start
            self.copy(block.end)
        return Block(start, len(self.places), block.kind)

    def copy(self, end: int) -> None:
        """Writes what stands up to a place as it stands."""
        self._write(self._text[self._position : end], range(self._position, end))
        self._position = end

    def _change(self, match: re.Match[str]) -> None:
        self.copy(match.start())
        written = self._instead(match)
        self._write(written, [match.start()] * len(written))
        self._position = match.end()

    def _instead(self, match: re.Match[str]) -> str:
        if match["divided"]:
            return match["hyphen"] if self._keeps_hyphen(match) else ""
        if match["line_end"]:
            return " "
        return unicodedata.normalize("NFKC", match["ligature"]) if match["ligature"] else ""

    def _keeps_hyphen(self, match: re.Match[str]) -> bool:
        """Says whether a word that is divided at its hyphen has that hyphen also in the middle of a line ("well-known")."""
        if match["hyphen"] == "\u00ad":
            return False
        last = _LAST_WORD.search(self._text[max(match.start() - _LONGEST, 0) : match.start()])
        before, after = (unicodedata.normalize("NFKC", word).casefold() for word in (last[0] if last else "", match["after"]))
        if not match["after"][0].islower() or not before.isalpha() or f"{before}-{after}" in self._words:
            return True
        if before + after in self._words or self._is_word(before + after):
            return False
        return self._is_word(before) and self._is_word(after)

    def _write(self, piece: str, places: range | list[int]) -> None:
        if piece:
            self.pieces.append(piece)
            self.places.extend(places)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the article, with their hyphens."""
        return frozenset(re.findall(r"[^\W_]+(?:-[^\W_]+)*", unicodedata.normalize("NFKC", self._text).casefold()))
