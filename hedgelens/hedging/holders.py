"""Whose belief or question a mark is by its grammar: the subject of "fear", the "her" of "in her view", who asks "whether"."""

from __future__ import annotations

from hedgelens.hedging.columns import Columns
from hedgelens.hedging.matcher import Mark
from hedgelens.records import Category, Span

IN_ONES_VIEW = "doxastic/in-ones-view"
"""The rule that marks "in her view": whose view it is, is also whose doubt the rest of the sentence is."""

_WRITER_OR_READER = frozenset(["i", "we", "you", "one", "my", "our", "your"])
_ASKING = frozenset(["ask", "inquire", "wonder", "question", "debate", "dispute", "spar", "quarrel", "disagree"])
_POSSESSIVES = frozenset(["his", "her", "their", "its"])


def holder_of(columns: Columns, mark: Mark) -> Span | None:
    """Returns the word that names who holds a belief or asks a question, where that is neither the writer nor the reader."""
    token = None
    if mark.rule.category is Category.DOXASTIC:
        possessor = _possessor(columns, mark)
        token = _subject_of_verb(columns, mark) if possessor is None else possessor
    elif mark.rule.category is Category.INVESTIGATIVE:
        token = _asker(columns, mark)
    if token is None or columns.words[token] in _WRITER_OR_READER:
        return None
    return columns.starts[token], columns.ends[token]


def _subject_of_verb(columns: Columns, mark: Mark) -> int | None:
    verb = next((t for t in range(mark.first, mark.last + 1) if columns.pos[t] == "VERB"), None)
    return None if verb is None else _subject(columns, verb)


def _possessor(columns: Columns, mark: Mark) -> int | None:
    return next((t for t in range(mark.first, mark.last + 1) if columns.words[t] in _POSSESSIVES), None)


def _asker(columns: Columns, mark: Mark) -> int | None:
    """Climbs from "whether" over its clause and a preposition ("spar over whether") to the verb that asks."""
    token = mark.first
    for _ in range(3):
        token = columns.heads[token]
        if columns.lemmas[token] in _ASKING:
            return _subject(columns, token)
    return None


def _subject(columns: Columns, verb: int) -> int | None:
    """Returns the subject of a verb, or that of the verb it is joined to ("rose and asked")."""
    for governor in (verb, columns.heads[verb]):
        for child in columns.children[governor]:
            if child < verb and columns.deps[child] in ("nsubj", "nmod"):
                return child
        if columns.deps[verb] not in ("conj", "xcomp"):
            break
    return None
