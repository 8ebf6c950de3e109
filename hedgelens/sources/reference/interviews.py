"""The turns of an interview or a transcript: paragraphs behind a label, in which "I" is not the writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from hedgelens.language.tokens import Syntax
from hedgelens.language.turns import find_turns
from hedgelens.sources.names.parts import is_bare_label, label_end
from hedgelens.sources.reference.entity import Entity

_FEWEST = 2


def turns(syntax: Syntax, named: dict[int, Entity]) -> dict[int, int]:
    """Returns for the sentences of an interview or transcript the token that labels their turn."""
    found = {
        syntax.sentence[syntax.touching(span).start]: syntax.touching(turn.label).stop - 1
        for turn in find_turns(syntax)
        if turn.label is not None
        for span in turn.words
    }
    return found or _labelled(syntax, named)


def guest_before(place: int, named: Mapping[int, Entity], turns: Collection[int]) -> Entity | None:
    """Returns whom an interview is with: the person named most before a token, outside of turns."""
    people = ((token, entity.root) for token, entity in named.items() if token < place and token not in turns)
    named_most = Counter(entity for _, entity in people if entity.person and not entity.is_author).most_common(1)
    return named_most[0][0] if named_most else None


def _labelled(syntax: Syntax, named: dict[int, Entity]) -> dict[int, int]:
    """Finds turns where labels of known people stand, be they two only."""
    labels: dict[int, int] = {}
    for sentence in syntax.sentences:
        tokens = syntax.tokens_of(sentence.index)
        colon = label_end(syntax, tokens.start) if tokens else -1
        if colon > 0 and (is_bare_label(syntax, tokens.start) or _is_speaker(syntax, named, colon - 1)):
            labels[sentence.index] = colon - 1
    if len(labels) < _FEWEST:
        return {}
    label, found = -1, {}
    for sentence in syntax.sentences[min(labels) :]:
        label = found[sentence.index] = labels.get(sentence.index, label)
    return found


def _is_speaker(syntax: Syntax, named: dict[int, Entity], token: int) -> bool:
    """Says whether a label names a person, in capitals where nothing else tells that it is one."""
    person = named[token].root.person if token in named else False
    return bool(person) or (person is None and syntax.text[token].isupper())
