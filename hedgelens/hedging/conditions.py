"""Conditions: what the parse around a match must and must not show.

A condition is a walk through the parse that starts at the head of the match; it holds when the walk arrives anywhere.
Its steps stand between blanks:

=====================  ================================================================
``head``               to the head
``child``              to the dependents; ``child:dobj|ccomp`` only to those
``clause``             up to the verb (or predicate) of the clause the token stands in
``ancestors``          to all tokens above, up to the root of the sentence
``subtree``            to all tokens below
``next``, ``before``   to the next, the preceding token
``first``, ``last``    to the first, the last token of the match
``sentence``           to every token of the sentence
``dep:``, ``pos:``     stays only where the dependency label, the part of speech,
``tag:``, ``lemma:``   the tag, the lemma or the word is one of these (divided by ``|``;
``word:``              ``@list`` stands for the words of a list)
``not-dep:`` …         stays only where it is none of these
``lacks:dobj``         stays only where there is no such dependent
``not:name``           stays only where the condition of this name does not hold
``left``, ``right``    stays only before, only after the match
``capital``            stays only at words with a capital letter
``quoted``             stays only at words in quotation marks, ``unquoted`` at all others
=====================  ================================================================

``A or B`` holds when one of the two does. A name from a ``[conditions]`` table stands for the condition it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter

from hedgelens.hedging.pattern import words_of
from hedgelens.language.grammar import child, children, clause_head
from hedgelens.language.tokens import Syntax

Match = tuple[int, int, int]
"""First token, last token and head of a match."""
Condition = Callable[[Syntax, Match], bool]
Walk = Callable[[Syntax, Match], list[int]]
"""What gives the tokens at which a walk from the head of a match arrives."""
Step = Callable[[Syntax, Match, list[int]], list[int]]


def compile_condition(source: str, lists: Mapping[str, frozenset[str]], names: Mapping[str, str]) -> Condition:
    """Compiles a condition.

    Args:
        source: the condition as the rule states it.
        lists: lists of words by name.
        names: conditions by name.

    Raises:
        ValueError: it cannot be read; the message says why.
    """
    walks = [[_step(step, lists, names) for step in walk.split()] for walk in re.split(r"\s+or\s+", source)]
    if not all(walks):
        raise ValueError("it holds no step")
    return lambda syntax, match: any(_arrived(walk, syntax, match) for walk in walks)


def compile_walk(source: str, lists: Mapping[str, frozenset[str]]) -> Walk:
    """Compiles a walk, and returns what gives the tokens at which it arrives.

    Raises:
        ValueError: it cannot be read; the message says why.
    """
    steps = [_step(step, lists, {}) for step in source.split()]
    return lambda syntax, match: _arrived(steps, syntax, match)


def _arrived(steps: Iterable[Step], syntax: Syntax, match: Match) -> list[int]:
    tokens = [match[2]]
    for step in steps:
        tokens = step(syntax, match, tokens) if tokens else tokens
    return tokens


def _step(source: str, lists: Mapping[str, frozenset[str]], names: Mapping[str, str]) -> Step:
    name, _, argument = source.partition(":")
    if not argument and name in names:
        return _named(name, lists, names, wanted=True)
    if name == "not" and argument in names:
        return _named(argument, lists, names, wanted=False)
    if not argument and name in _MOVES:
        return _MOVES[name]
    values = frozenset(word for choice in argument.split("|") if choice for word in words_of(choice, lists))
    made = _with_values(name, values) if values else None
    if made is None:
        raise ValueError(f"'{source}' is neither a step nor the name of a condition")
    return made


def _named(name: str, lists: Mapping[str, frozenset[str]], names: Mapping[str, str], *, wanted: bool) -> Step:
    holds = compile_condition(names[name], lists, {key: value for key, value in names.items() if key != name})
    return lambda syntax, match, tokens: [t for t in tokens if holds(syntax, (match[0], match[1], t)) is wanted]


def _with_values(name: str, values: frozenset[str]) -> Step | None:
    if name == "child":
        return lambda syntax, match, tokens: [c for t in tokens for c in children(syntax, t, *values)]
    if name == "lacks":
        return lambda syntax, match, tokens: [t for t in tokens if child(syntax, t, *values) is None]
    field = _FIELDS.get(name.removeprefix("not-"))
    if field is None:
        return None
    wanted, read = not name.startswith("not-"), attrgetter(field)
    return lambda syntax, match, tokens: [t for t in tokens if (read(syntax)[t] in values) is wanted]


def _subtree(syntax: Syntax, match: Match, tokens: list[int]) -> list[int]:
    found = list(tokens)
    for token in found:
        found.extend(syntax.children[token])
    return found


def _beside(syntax: Syntax, tokens: list[int], way: int) -> list[int]:
    inside = (t for t in tokens if 0 <= t + way < len(syntax))
    return [t + way for t in inside if syntax.sentence[t + way] == syntax.sentence[t]]


_MOVES: dict[str, Step] = {
    "head": lambda syntax, match, tokens: [syntax.head[t] for t in tokens if syntax.head[t] != t],
    "child": lambda syntax, match, tokens: [child for t in tokens for child in syntax.children[t]],
    "clause": lambda syntax, match, tokens: [clause_head(syntax, t) for t in tokens],
    "ancestors": lambda syntax, match, tokens: [above for t in tokens for above in syntax.ancestors(t)],
    "subtree": _subtree,
    "next": lambda syntax, match, tokens: _beside(syntax, tokens, 1),
    "before": lambda syntax, match, tokens: _beside(syntax, tokens, -1),
    "sentence": lambda syntax, match, tokens: list(syntax.sentence_of(match[0])),
    "first": lambda syntax, match, tokens: [match[0]],
    "last": lambda syntax, match, tokens: [match[1]],
    "left": lambda syntax, match, tokens: [t for t in tokens if t < match[0]],
    "right": lambda syntax, match, tokens: [t for t in tokens if t > match[1]],
    "capital": lambda syntax, match, tokens: [t for t in tokens if syntax.text[t][:1].isupper()],
    "quoted": lambda syntax, match, tokens: [t for t in tokens if syntax.quoted[t]],
    "unquoted": lambda syntax, match, tokens: [t for t in tokens if not syntax.quoted[t]],
}

_FIELDS = {"dep": "dep", "pos": "pos", "tag": "tag", "lemma": "lemma", "word": "lower"}
"""Which column a step looks at."""
