"""Who can speak: names, pronouns of people, people, bodies and documents."""

from __future__ import annotations

from functools import cache

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import related, word_list, word_set

_NOBODY = frozenset(["it", "which", "that", "this", "these", "those", "what", "there"])


def can_speak(syntax: Syntax, head: int) -> bool:
    """Says whether the head of a noun phrase is who can say something."""
    if syntax.pos[head] == "PRON":
        return syntax.lower[head] not in _NOBODY
    return syntax.pos[head] == "PROPN" or names_speaker(syntax.lemma[head]) or _has_capital(syntax, head)


def _has_capital(syntax: Syntax, token: int) -> bool:
    """Says whether a word has a capital within a sentence, and so is a name, whatever the tagger takes it for."""
    inside = token > syntax.first[syntax.sentence[token]] and not syntax.text[token].isupper()
    return inside and syntax.text[token][:1].isupper() and syntax.sentence[token] not in syntax.title_case


def denoted_by(lemma: str) -> frozenset[str]:
    """Returns what a noun denotes by the tables of words ("person", "media", "document"); nothing where they do not have it."""
    return related("noun", "class").get(lemma, frozenset())


@cache
def names_speaker(lemma: str) -> bool:
    """Says whether a noun denotes a person, a group, a body, a medium or a document."""
    known = bool(denoted_by(lemma) - {"work"}) or lemma in word_set("collective")
    return known or lemma.endswith(word_list("person_ending"))
