"""Which words of a person's name are the family's."""

from __future__ import annotations

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import cities, classes_of, first_names, surnames

_WORDS = 4


def is_surname(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether a plural behind a first name is a surname ("Ada Banks")."""
    last = syntax.lower[end - 1]
    known = syntax.lower[start] in first_names() and last in surnames()
    return end - start == 2 and known and last.endswith("s") and not classes_of(last)


def has_family_first(syntax: Syntax, start: int, first: int, end: int) -> bool:
    """Says whether a name of four words begins with the one of the family ("Nguyen Van Minh Chau")."""
    before = range(start, first)
    family = syntax.lower[start] in surnames() and syntax.lower[start] not in first_names()
    nouns = any(classes_of(syntax.lower[i]) or syntax.lower[i] in word_set("place_word") for i in before)
    return end - start == _WORDS and family and not nouns and all(syntax.tag[i] == "NNP" for i in before)


def is_middle_name(syntax: Syntax, start: int, first: int, end: int) -> bool:
    """Says whether the second of three words, which some have as first name, is the middle one ("Sabeer Mir Reese")."""
    word = syntax.lower[start]
    noun = classes_of(word) or classes_of(word.rstrip("s"))
    told = noun or word in word_set("place_word") | word_set("state") or word in cities()
    proper = word.isalpha() and all(syntax.tag[i] == "NNP" for i in range(start, end))
    return end - start == _WORDS - 1 and first == start + 1 and not told and proper and syntax.lower[first] in surnames()


def is_name_behind_name(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether four words are two names, as where a headline runs into the text ("Teo Brandvold Ada Okoro")."""
    first = [syntax.lower[i] in first_names() for i in range(start, end)]
    return first[:3] == [True, False, True] and len(first) == _WORDS and syntax.lower[start + 2] not in surnames()
