"""Undoes the capitals of headlines for the parser, which else takes every capitalised verb for a name."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from functools import cache

from hedgelens.language.words import word_set
from hedgelens.records import Block, Kind

_WORD = re.compile(r"[^\W\d_][\w’']*")
# A capitalised word that follows a lower-case word or a comma stands inside a sentence, and is a name.
_INSIDE = re.compile(r"(?<=[a-z,’'] )[A-Z][\w’']*(?: [A-Z][\w’']*)*")
_TITLE_CASE = 0.6
_SMALL = string.ascii_lowercase.encode()
_IN_CAPITALS, _FEWEST_LETTERS = 0.9, 30
_OPENS = re.compile(r"[.?!:][\"”’)]?\s[\"“‘(]?$")
_AMBIGUOUS = frozenset(["may", "march", "sun", "sat", "mar", "dec", "jan", "wed", "mon", "i"])
_BEFORE_MONTH = frozenset(["in", "of", "last", "next", "this", "until", "since", "on", "by"])


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


def without_capitals(text: str, blocks: Sequence[Block]) -> str:
    """Returns an article that is written in capitals throughout with those of sentences, days and names alone; its length stays.

    A name is what stands behind a title ("SENATOR ADA OKORO"), and each word of it wherever it comes again. Other articles stay.
    """
    body = "".join(text[block.start : block.end] for block in blocks if block.kind is Kind.BODY)
    if not _is_in_capitals(body) or len(text.lower()) != len(text):
        return text
    capital = [block for block in blocks if _is_in_capitals(text[block.start : block.end])]
    names = frozenset[str]().union(*(_behind_titles(text, block) for block in capital))
    characters = list(text)
    for block in capital:
        characters[block.start : block.end] = _in_sentences(text[block.start : block.end], names)
    return "".join(characters)


def _is_in_capitals(text: str) -> bool:
    plain = text.encode("ascii", "ignore")
    if len(plain) - len(plain.translate(None, _SMALL)) > (1 - _IN_CAPITALS) * len(text):
        return False  # that is soon seen, and so it is nearly always
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= _FEWEST_LETTERS and sum(map(str.isupper, letters)) > _IN_CAPITALS * len(letters)


def _in_sentences(text: str, names: frozenset[str]) -> str:
    """Returns a paragraph in capitals in lower case, but for the first letter of sentences, names and words of the calendar."""
    characters, before = list(text.lower()), ""
    for number, match in enumerate(_WORD.finditer(text)):
        word = match[0].lower()
        first = number == 0 and not text[: match.start()].strip(' "“‘(')
        opens = first or _OPENS.search(text, max(match.start() - 4, 0), match.start()) is not None
        day = word in word_set("calendar") and (word not in _AMBIGUOUS or before in _BEFORE_MONTH)
        if opens or day or _stem(word) in names:
            characters[match.start()] = text[match.start()]
        before = word
    return "".join(characters)


def _behind_titles(text: str, block: Block) -> frozenset[str]:
    """Returns the titles of a paragraph with a name behind them, and the words of the names, in lower case."""
    found = [(match.start(), match.end(), match[0].lower()) for match in _WORD.finditer(text, block.start, block.end)]
    names: set[str] = set()
    for number, (_, end, word) in enumerate(found):
        taken: list[str] = []
        if word in word_set("title"):
            for start, stop, behind in found[number + 1 : number + 4]:
                if text[end:start].strip() or behind in _no_names():
                    break
                taken.append(_stem(behind))
                end = stop
        names.update([word, *taken] if taken else [])
    return frozenset(names)


@cache
def _no_names() -> frozenset[str]:
    """Returns the small words and the verbs of speech that end a name in capitals."""
    return word_set("speech_after_quotation") | word_set("sentence_opener") | {"of", "that", "will", "is", "was", "has"}


def _lowered(match: re.Match[str], names: frozenset[str]) -> str:
    word = match.group()
    keep = match.start() == 0 or _stem(word) in names or word.isupper() or len(word.lower()) != len(word)
    return word if keep else word.lower()
