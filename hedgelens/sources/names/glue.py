"""Names that a page which lost its blanks runs into the next word: "Ada OkoroThe mayor", "AdaOkoro"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import cities, first_names, surnames
from hedgelens.sources.names.parts import Name

_GLUED = re.compile("([A-Z][a-z’']{2,})([A-Z][a-z]+)")
_LONG = 4
"""Letters of what is a name of its own before a first name, and none of "MacArthur"."""

_ENDS_NAMES = frozenset(["in", "on", "by", "at", "up", "to", "it", "you", "we", "one", "this", "that", "us", "my"])
"""Words that open sentences, and end names of firms ("ShopOn")."""


@dataclass(frozen=True, slots=True)
class Glued:
    """Two words that stand as one.

    Attributes:
        first, second: the words.
        is_one: whether they are first name and surname of one person, or another name that stands elsewhere with its blank.
    """

    first: str
    second: str
    is_one: bool


def glued(syntax: Syntax, token: int) -> Glued | None:
    """Parts a word that is two for want of a blank; ``None``: it is one, like "McDonald", "YouTube" or "BuzzFeed"."""
    word = syntax.text[token]
    found = _GLUED.fullmatch(word) if not word[1:].islower() else None
    if found is None or found[1].lower() in word_set("name_prefix"):
        return None
    first, second = found[1], found[2]
    if _is_pair(syntax, token, first, second):
        return Glued(first, second, True)
    return Glued(first, second, False) if _ends_name(syntax, token, first, second) else None


def _is_pair(syntax: Syntax, token: int, first: str, second: str) -> bool:
    """Says whether two words are one name: they stand so elsewhere, or are a known first name and another's surname."""
    if (first, second) in syntax.capital_pairs and first.lower() not in word_set("sentence_opener"):
        return True
    given, alone = first.lower() in first_names(), second in syntax.capitals
    known = alone or (second.lower() in surnames() and first.lower() not in surnames())
    return given and known and not _is_behind_name(syntax, token) and second.lower() not in _openers() | first_names().keys()


def _ends_name(syntax: Syntax, token: int, first: str, second: str) -> bool:
    """Says whether the first of two words ends a name, and the second begins what follows."""
    low, after = first.lower(), second.lower()
    alone = first in syntax.capitals
    if after in _openers():
        return after not in _ENDS_NAMES or alone or low in surnames() or low in first_names() or _is_behind_name(syntax, token)
    if after in first_names() and low not in first_names() and (low in surnames() or len(first) >= _LONG):
        return True
    given = token > 0 and syntax.lower[token - 1] in first_names()
    if not given and {low, after} & word_set("common_in_names"):
        return False  # "TowerNation", in an article of the Tower Foundation
    return alone and (given or second in syntax.capitals or after in surnames() or after in cities())


def _is_behind_name(syntax: Syntax, token: int) -> bool:
    return token > 0 and syntax.pos[token - 1] == "PROPN" and syntax.sentence[token - 1] == syntax.sentence[token]


def _openers() -> frozenset[str]:
    return word_set("sentence_opener")


def without_glue(syntax: Syntax, name: Name) -> Name | None:
    """Returns a name without what hangs on it for want of a blank; ``None`` where nothing is left that could be a name."""
    if name.end - name.start != len(name.words):
        return name
    found = {i: parted for i in range(name.start, name.end) if (parted := glued(syntax, i)) is not None}
    if not found:
        return name
    words: list[str] = []
    for i, word in enumerate(name.words, start=name.start):
        parted = found.get(i)
        words += [word] if parted is None else [parted.first, parted.second] if parted.is_one else [parted.first]
    person = True if name.may_be_person and words[0].lower() in first_names() and len(words) > 1 else name.person
    last = words[-1]
    known = last.lower() in surnames() or last.lower() in first_names() or last in syntax.capitals
    return replace(name, words=tuple(words), person=person) if known or len(words) > 1 else None


def ends_in_glue(syntax: Syntax, token: int) -> bool:
    """Says whether a word ends a name, and what follows hangs on it."""
    found = glued(syntax, token)
    return found is not None and not found.is_one
