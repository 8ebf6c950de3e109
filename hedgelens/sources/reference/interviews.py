"""The turns of an interview or a transcript: paragraphs behind a label, in which "I" is not the writer."""

from __future__ import annotations

from hedgelens.language.tokens import Syntax
from hedgelens.sources.names.parts import is_bare_label, label_end
from hedgelens.sources.reference.entity import Entity

_FEWEST = 2


def turns(syntax: Syntax, named: dict[int, Entity]) -> dict[int, int]:
    """Returns for the sentences of an interview or transcript the token that labels their turn.

    Args:
        syntax: the article.
        named: the tokens that name somebody.
    """
    labels: dict[int, int] = {}
    for sentence in syntax.sentences:
        tokens = syntax.tokens_of(sentence.index)
        if not tokens or (colon := label_end(syntax, tokens.start)) < 0:
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
