"""Which words of a person's name are the family's."""

from __future__ import annotations

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import classes_of, first_names, surnames

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
