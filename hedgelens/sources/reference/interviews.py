"""The turns of an interview or a transcript: paragraphs behind a label, in which "I" is not the writer."""

from __future__ import annotations

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.reference.entity import Entity

"""Labels that tell question from answer and name nobody."""
_LONGEST = 5
_FEWEST = 2


def is_bare_label(syntax: Syntax, token: int) -> bool:
    """Says whether a token is the "Q" or "A" that opens a turn of an interview."""
    return syntax.lower[token].rstrip(".") in word_set("interview_label") and _label_end(syntax, token) == token + 1


def _label_end(syntax: Syntax, start: int) -> int:
    """Returns the position of the colon behind a label that begins with a sentence, or -1."""
    if syntax.first[syntax.sentence[start]] != start:
        return -1
    for i in range(start + 1, min(start + _LONGEST, len(syntax))):
        if syntax.text[i] == ":":
            return i
        if not syntax.text[i][:1].isupper():
            break
    return -1


def turns(syntax: Syntax, named: dict[int, Entity]) -> dict[int, int]:
    """Returns for the sentences of an interview or transcript the token that labels their turn.

    Args:
        syntax: the article.
        named: the tokens that name somebody.
    """
    labels: dict[int, int] = {}
    for sentence in syntax.sentences:
        tokens = syntax.tokens_of(sentence.index)
        if not tokens or (colon := _label_end(syntax, tokens.start)) < 0:
            continue
        person = named.get(colon - 1)
        sure = person is not None and (person.root.person or (person.root.person is None and syntax.text[colon - 1].isupper()))
        if is_bare_label(syntax, tokens.start) or sure:
            labels[sentence.index] = colon - 1
    if len(labels) < _FEWEST:
        return {}
    found: dict[int, int] = {}
    label = None
    for sentence in syntax.sentences[min(labels) :]:
        label = labels.get(sentence.index, label)
        if label is not None:
            found[sentence.index] = label
    return found
