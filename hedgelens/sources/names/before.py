"""What may stand before a name within the same capitalised words: a sort of body, a body, a state."""

from __future__ import annotations

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import classes_of, first_names, surnames

_BODY = frozenset({"organisation", "government", "media", "document", "work"})
_STATE_AND_NAME = 3


def is_sort_of_body(word: str) -> bool:
    """Says whether a word only tells what sort of body is called by the name behind it ("NGO Clean Rivers")."""
    return word.isupper() and "organisation" in classes_of(word.lower())


def person_behind_body(syntax: Syntax, start: int, end: int) -> int | None:
    """Returns where a person's name begins behind a body's of several words ("Ministry of the Harbor Ada Okoro")."""
    of = next((i for i in range(start + 1, end) if syntax.lower[i] in ("of", "for")), end)
    if of + 2 >= end - 1 or syntax.lower[end - 1] not in surnames() or classes_of(syntax.lower[end - 1]) & _BODY:
        return None
    firsts = (i for i in range(of + 2, end - 1) if syntax.lower[i] in first_names() and syntax.text[i - 1][:1].isupper())
    first = next(firsts, None)
    alone = first is not None and syntax.lower[first - 1].rstrip(".") not in word_set("place_word") | word_set("title")
    return first if alone and all(syntax.text[i][:1].isupper() for i in range(of + 1, end)) else None


def is_state_before_person(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether a name of several words follows a state right behind a preposition ("ambassador to Britain Ada Okoro")."""
    single = syntax.lower[start] in word_set("state") and syntax.lower[start] not in word_set("capital")
    return single and start > 0 and end - start == _STATE_AND_NAME and syntax.lower[start - 1] in ("to", "in", "for")
