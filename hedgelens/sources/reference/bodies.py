"""What the words beside a name tell of a body: an article, what it is called, who works there, where it is."""

from __future__ import annotations

from collections.abc import Set

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import INSTITUTION, are_common, cities, classes_of, first_names, surnames
from hedgelens.sources.names.parts import Name
from hedgelens.sources.reference.telling import has_age, has_occupation

_TWO = 2
"""Common words that begin no person's name."""
_IN_BODY = frozenset(["of", "at", "with", "for"])


def says_body(syntax: Syntax, name: Name, small: Set[str]) -> bool:
    """Says whether what stands at a name, of whose bearer nothing is known, tells that it is no person.

    Args:
        syntax: the article.
        name: the name.
        small: the words that the article also writes small.
    """
    if name.person or name.title or name.people:
        return False
    return (
        _has_article(syntax, name)
        or _has_staff(syntax, name)
        or _is_where_one_works(syntax, name)
        or _is_team(name)
        or _opens_with_place(name)
        or (_is_of_common_words(name, small) and not (has_age(syntax, name) or has_occupation(syntax, name)))
    )


def called_before(syntax: Syntax, name: Name) -> frozenset[str]:
    """Returns what a noun right before a name says that it is a name of ("the rescue group Clean Rivers", "startup Okoro")."""
    before = name.lead - 1
    if name.person or name.title or before < 0 or syntax.tag[before] != "NN" or not syntax.text[before].islower():
        return frozenset()
    joined = syntax.dep[before] in ("compound", "nmod", "appos") and name.start <= syntax.head[before] < name.end
    return (
        classes_of(syntax.lower[before]) & INSTITUTION
        if joined and syntax.lower[before] not in word_set("place")
        else frozenset()
    )


def _has_article(syntax: Syntax, name: Name) -> bool:
    """Says whether a name has a "the" of its own ("the Ravens said", but "the Okoro proposal")."""
    before = name.lead - 1
    if before < 0 or syntax.lower[before] != "the":
        return False
    return syntax.dep[before] == "det" and name.start <= syntax.head[before] < name.end


def _has_staff(syntax: Syntax, name: Name) -> bool:
    """Says whether who works for a body, or what it has, follows ("Okoro employees", "Okoro’s shareholders")."""
    after = name.end + (name.end < len(syntax) and syntax.tag[name.end] == "POS")
    return after < len(syntax) and syntax.lemma[after] in word_set("staff_of_body") and after == name.end


def _is_where_one_works(syntax: Syntax, name: Name) -> bool:
    """Says whether somebody has a post in what bears a name ("an analyst at Okoro")."""
    of = name.lead - 1
    if of < 1 or syntax.lower[of] not in _IN_BODY or syntax.dep[of] != "prep":
        return False
    post = syntax.head[of]
    return syntax.lemma[post] in word_set("post_in_body") and (syntax.lower[of] != "for" or post == of - 1)


def _is_team(name: Name) -> bool:
    """Says whether a name of several words ends as those of teams do ("Denholm Ravens")."""
    team = len(name.words) > 1 and name.words[-1].lower() in word_set("team_name")
    return team and name.words[0].lower() not in first_names()


def _opens_with_place(name: Name) -> bool:
    """Says whether a name of several words begins with that of a city or state ("Rotterdam Ravens")."""
    words = [word.lower() for word in name.words]
    places = ("_".join(words[:end]) for end in range(1, len(words)))
    return any(place in cities() or _is_state(place) for place in places)


def _is_state(key: str) -> bool:
    return key in word_set("state") and key not in word_set("state_or_person")


def _is_of_common_words(name: Name, small: Set[str]) -> bool:
    """Says whether a name is of common words, or of several, none of which is a person's, the last also written small."""
    words = [word.lower() for word in name.words]
    if are_common(words):
        return True
    if len(words) > _TWO and are_common(words[:_TWO]) and words[0] not in first_names():
        return True  # "Box Office Okoro"
    known = any(word in first_names() or word in surnames() for word in words)
    return len(words) > 1 and not known and words[-1] in small
