"""What begins capitalised words: a sort of body, a body or a state before a name, a noun of another language in it."""

from __future__ import annotations

import re
from functools import lru_cache

from hedgelens.files.text import without_accents
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, word_set
from hedgelens.sources.lexicon import BODY, classes_of, first_names, surnames

PURPOSE = frozenset(["for", "against", "without"])
"""Words before what a body is for, inside its name ("the charity Water for All")."""
_STATE_AND_NAME = 3
_ELIDED = re.compile(r"(?:[dlDL]|[DdAa]ll|[DdNn]ell|[Ss]ull)['’][^\W\d_a-zß-ÿ]")
"""How a word of a name begins whose article or preposition lost its vowel ("d'Arcy", "dell'Orso")."""


def has_capital(text: str) -> bool:
    """Says whether a word is written like one of a name: with a capital, also behind an elision ("d'Arcy")."""
    return text[:1].isupper() or is_elided(text)


def is_elided(text: str) -> bool:
    """Says whether a word of a name hangs on what lost its vowel before it."""
    return ("'" in text or "’" in text) and _ELIDED.match(text) is not None


def foreign_body(syntax: Syntax, start: int, end: int) -> tuple[frozenset[str], str] | None:
    """Returns what a body's noun of another language in a name denotes, and the English noun ("Banco de Denholm")."""
    if end - start == 1:
        return None
    first = start + (syntax.lower[start] in word_set("foreign_article"))
    nouns = (first, end - 1) if syntax.lower[start] not in first_names() else (first,)
    found = (noun for i in nouns if (noun := _english(syntax.lower[i])) is not None)
    noun = next(found, None)
    return (classes_of(noun) & BODY, noun) if noun is not None else None


def says_purpose(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether a name tells what its bearer is for, and so is no person's."""
    return not PURPOSE.isdisjoint(syntax.lower[start + 1 : end - 1])


def is_called_in_another_language(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether words are the name of a thing in another language ("La Rana de Denholm")."""
    opens = end - start > 3 and syntax.lower[start] in word_set("foreign_article")
    return opens and any(syntax.text[i] in word_set("foreign_of") for i in range(start + 2, end - 1))


@lru_cache(maxsize=20_000)
def _english(word: str) -> str | None:
    """Returns the English noun for one of another language that bodies are called by."""
    return marked("foreign_noun", "noun").get(without_accents(word))


def is_sort_of_body(word: str) -> bool:
    """Says whether a word only tells what sort of body is called by the name behind it ("NGO Clean Rivers")."""
    return word.isupper() and "organisation" in classes_of(word.lower())


def opens_with_sort(syntax: Syntax, start: int) -> bool:
    """Says whether a name follows a common noun that has a capital because it opens a sentence ("Carmaker Okoro has …").

    Where it has one inside a sentence, too, it is a part of the name ("… by Startup Corran").
    """
    if syntax.lower[start] not in word_set("before_name") or not _opens_sentence(syntax, start):
        return False
    pair, behind = syntax.text[start : start + 2], syntax.text[start + 1]
    again = (i for i in range(len(syntax) - 1) if syntax.text[i] == pair[0] and syntax.text[i + 1] == pair[1])
    return behind[:1].isupper() and all(_opens_sentence(syntax, i) for i in again)


def _opens_sentence(syntax: Syntax, token: int) -> bool:
    return all(syntax.pos[i] == "PUNCT" for i in range(syntax.first[syntax.sentence[token]], token))


def person_behind_body(syntax: Syntax, start: int, end: int) -> int | None:
    """Returns where a person's name begins behind a body's of several words ("Ministry of the Harbor Ada Okoro")."""
    of = next((i for i in range(start + 1, end) if syntax.lower[i] in ("of", "for")), end)
    if of + 2 >= end - 1 or syntax.lower[end - 1] not in surnames() or classes_of(syntax.lower[end - 1]) & BODY:
        return None
    firsts = (i for i in range(of + 2, end - 1) if syntax.lower[i] in first_names() and syntax.text[i - 1][:1].isupper())
    first = next(firsts, None)
    alone = first is not None and syntax.lower[first - 1].rstrip(".") not in word_set("place_word") | word_set("title")
    return first if alone and all(syntax.text[i][:1].isupper() for i in range(of + 1, end)) else None


def is_state_before_person(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether a name of several words follows a state right behind a preposition ("ambassador to Britain Ada Okoro")."""
    single = syntax.lower[start] in word_set("state") and syntax.lower[start] not in word_set("capital")
    return single and start > 0 and end - start == _STATE_AND_NAME and syntax.lower[start - 1] in ("to", "in", "for")
