"""Whose belief or question a mark is by its grammar: the subject of "fear", the "her" of "in her view", who asks "whether"."""

from __future__ import annotations

from hedgelens.hedging.matcher import Mark
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.records import Category, Span


def holder_of(syntax: Syntax, mark: Mark) -> Span | None:
    """Returns the word that names who holds a belief or asks a question, where that is neither the writer nor the reader."""
    token = None
    if mark.rule.category is Category.DOXASTIC:
        possessor = _possessor(syntax, mark)
        token = _subject_of_verb(syntax, mark) if possessor is None else possessor
    elif mark.rule.category is Category.INVESTIGATIVE:
        token = _asker(syntax, mark)
    if token is None or syntax.lower[token] in word_set("writer_or_reader"):
        return None
    return syntax.start[token], syntax.end[token]


def _subject_of_verb(syntax: Syntax, mark: Mark) -> int | None:
    verb = next((t for t in range(mark.first, mark.last + 1) if syntax.pos[t] == "VERB"), None)
    return None if verb is None else _subject(syntax, verb)


def _possessor(syntax: Syntax, mark: Mark) -> int | None:
    return next((t for t in range(mark.first, mark.last + 1) if syntax.lower[t] in word_set("possessive")), None)


def _asker(syntax: Syntax, mark: Mark) -> int | None:
    """Climbs from "whether" over its clause and a preposition ("spar over whether") to the verb that asks."""
    token = mark.first
    for _ in range(3):
        token = syntax.head[token]
        if syntax.lemma[token] in word_set("open_question"):
            return _subject(syntax, token)
    return None


def _subject(syntax: Syntax, verb: int) -> int | None:
    """Returns the subject of a verb, or that of the verb it is joined to ("rose and asked")."""
    for governor in (verb, syntax.head[verb]):
        for child in syntax.children[governor]:
            if child < verb and syntax.dep[child] in ("nsubj", "nmod"):
                return child
        if syntax.dep[verb] not in ("conj", "xcomp"):
            break
    return None
