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
=====================  ================================================================

``A or B`` holds when one of the two does. A name from a ``[conditions]`` table stands for the condition it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
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

    def holds(syntax: Syntax, match: Match) -> bool:
        return any(_arrives(walk, syntax, match) for walk in walks)

    return holds


def _arrives(walk: list[Step], syntax: Syntax, match: Match) -> bool:
    tokens = [match[2]]
    for step in walk:
        tokens = step(syntax, match, tokens)
        if not tokens:
            return False
    return True


def compile_walk(source: str, lists: Mapping[str, frozenset[str]]) -> Walk:
    """Compiles a walk, and returns what gives the tokens at which it arrives.

    Raises:
        ValueError: it cannot be read; the message says why.
    """
    steps = [_step(step, lists, {}) for step in source.split()]

    def arrive(syntax: Syntax, match: Match) -> list[int]:
        tokens = [match[2]]
        for step in steps:
            tokens = step(syntax, match, tokens)
        return tokens

    return arrive


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


def _head(syntax: Syntax, match: Match, tokens: list[int]) -> list[int]:
    return [syntax.head[t] for t in tokens if syntax.head[t] != t]


def _child(syntax: Syntax, match: Match, tokens: list[int]) -> list[int]:
    return [child for t in tokens for child in syntax.children[t]]


def _clause(syntax: Syntax, match: Match, tokens: list[int]) -> list[int]:
    return [clause_head(syntax, token) for token in tokens]


def _ancestors(syntax: Syntax, match: Match, tokens: list[int]) -> list[int]:
    return [above for token in tokens for above in syntax.ancestors(token)]


def _subtree(syntax: Syntax, match: Match, tokens: list[int]) -> list[int]:
    found = list(tokens)
    for token in found:
        found.extend(syntax.children[token])
    return found


def _next(syntax: Syntax, match: Match, tokens: list[int]) -> list[int]:
    return [t + 1 for t in tokens if t + 1 < len(syntax) and syntax.sentence[t + 1] == syntax.sentence[t]]


def _before(syntax: Syntax, match: Match, tokens: list[int]) -> list[int]:
    return [t - 1 for t in tokens if t > 0 and syntax.sentence[t - 1] == syntax.sentence[t]]


def _sentence(syntax: Syntax, match: Match, tokens: list[int]) -> list[int]:
    return list(syntax.sentence_of(match[0]))


_MOVES: dict[str, Step] = {
    "head": _head,
    "child": _child,
    "clause": _clause,
    "ancestors": _ancestors,
    "subtree": _subtree,
    "next": _next,
    "before": _before,
    "sentence": _sentence,
    "first": lambda syntax, match, tokens: [match[0]],
    "last": lambda syntax, match, tokens: [match[1]],
    "left": lambda syntax, match, tokens: [t for t in tokens if t < match[0]],
    "right": lambda syntax, match, tokens: [t for t in tokens if t > match[1]],
    "capital": lambda syntax, match, tokens: [t for t in tokens if syntax.text[t][:1].isupper()],
}

_FIELDS = {"dep": "dep", "pos": "pos", "tag": "tag", "lemma": "lemma", "word": "lower"}
"""Which column a step looks at."""
