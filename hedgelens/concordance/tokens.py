"""The tokens of an article: its words as they are counted everywhere, and its punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.article.words import WORD, found_as_read

_TOKEN = re.compile(rf"{WORD.pattern}|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark, and its position."""

    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word and not a punctuation mark."""
        return self.text[0].isalnum()

    @property
    def key(self) -> str:
        """The form in which it is looked up, in lower case, with straight apostrophes and plain hyphens."""
        return folded(self.text)


def folded(text: str) -> str:
    """Returns the form of words under which they are looked up."""
    return text.replace("’", "'").replace("‑", "-").casefold()


def tokens_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yields the tokens of a stretch of text, as one reads it."""
    return starmap(Token, found_as_read(_TOKEN, text, start, end))


def tokens_of(analysis: Analysis, *, body_only: bool = True) -> list[Token]:
    """Returns the tokens of an article: those of its body, or all of them."""
    text = analysis.article.text
    if not body_only:
        return list(tokens_in(text))
    return [token for sentence in analysis.body for token in tokens_in(text, sentence.start, sentence.end)]


def nltk_text(analysis: Analysis) -> Any:
    """Returns the body as an ``nltk.text.Text``, for everything that NLTK does with one; nothing is downloaded."""
    from nltk.text import Text

    return Text([token.text for token in tokens_of(analysis)], name=analysis.article.title or analysis.article.id)
