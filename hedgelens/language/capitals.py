"""Undoes the capitals of headlines for the parser, which else takes every capitalised verb for a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hedgelens.records import Block, Kind

_WORD = re.compile(r"[^\W\d_][\w’']*")
# A capitalised word that follows a lower-case word or a comma stands inside a sentence, and is a name.
_INSIDE = re.compile(r"(?<=[a-z,’'] )[A-Z][\w’']*(?: [A-Z][\w’']*)*")
_TITLE_CASE = 0.6


def names_in(text: str, blocks: Iterable[Block]) -> frozenset[str]:
    """Returns the words that the body of an article capitalises inside sentences."""
    found = (_INSIDE.findall(text, block.start, block.end) for block in blocks if block.kind is Kind.BODY)
    return frozenset(_stem(word) for phrases in found for phrase in phrases for word in phrase.split())


def _stem(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def sentence_case(text: str, names: frozenset[str]) -> str:
    """Returns a headline in title case with lower-case words, names left alone; other lines as they are. The length stays."""
    words = _WORD.findall(text)
    long = [word for word in words if len(word) > 3]
    if not long or sum(word[0].isupper() for word in long) < _TITLE_CASE * len(long):
        return text
    return _WORD.sub(lambda match: _lowered(match, names), text)


def _lowered(match: re.Match[str], names: frozenset[str]) -> str:
    word = match.group()
    keep = match.start() == 0 or _stem(word) in names or word.isupper() or len(word.lower()) != len(word)
    return word if keep else word.lower()
