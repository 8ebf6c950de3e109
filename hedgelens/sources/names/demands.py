"""Names that are a demand: a verb and what is to be saved, stopped or built ("Save the Children", "Keep Our Rivers Clean")."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from hedgelens.language.grammar import FINITE_OF_ONE, opens_with_capital
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set

_WORDS = 3
"""The verb, the determiner and the noun."""
_DETERMINERS = frozenset(["the", "our", "my", "your"])
_ASIDE = {",": ",", "(": ")"}
_LONGEST_ASIDE = 12
_INSIDE: WeakKeyDictionary[Syntax, frozenset[tuple[str, ...]]] = WeakKeyDictionary()
"""The demands inside sentences of the articles that are being read."""


def demand_end(syntax: Syntax, start: int) -> int:
    """Returns the position behind the noun of a name that is a demand and begins at ``start``, or 0.

    Inside a sentence the capital of the verb tells. At the beginning of one, where a real demand has it too, such a name is
    the subject of a verb, or stands elsewhere inside a sentence.
    """
    if not _is_demand(syntax, start):
        return 0
    inside = not opens_with_capital(syntax, start) or _words(syntax, start) in _standing_inside(syntax)
    return start + _WORDS if inside or _does_something(syntax, start) else 0


def _is_demand(syntax: Syntax, start: int) -> bool:
    noun = start + _WORDS - 1
    if syntax.lower[start] not in word_set("demand") or not syntax.text[start][:1].isupper():
        return False
    fits = noun < len(syntax) and syntax.lower[start + 1] in _DETERMINERS and syntax.text[noun][:1].isupper()
    return fits and syntax.sentence[noun] == syntax.sentence[start]


def _does_something(syntax: Syntax, start: int) -> bool:
    """Says whether a verb with a subject follows, also behind what its bearer is: none does behind a real demand."""
    after = start + _WORDS
    while after < len(syntax) and syntax.text[after][:1].isupper():
        after += 1
    closing = _ASIDE.get(syntax.text[min(after, len(syntax) - 1)])
    if closing is not None:
        ends = (i for i in range(after + 1, min(after + _LONGEST_ASIDE, len(syntax))) if syntax.text[i] == closing)
        after = next(ends, after) + 1
    return after < len(syntax) and syntax.tag[after] in FINITE_OF_ONE


def _standing_inside(syntax: Syntax) -> frozenset[tuple[str, ...]]:
    """Returns the first words of the demands with capitals that stand inside sentences."""
    if syntax not in _INSIDE:
        found = (i for i in range(len(syntax)) if _is_demand(syntax, i) and not opens_with_capital(syntax, i))
        _INSIDE[syntax] = frozenset(_words(syntax, i) for i in found)
    return _INSIDE[syntax]


def _words(syntax: Syntax, start: int) -> tuple[str, ...]:
    return tuple(syntax.text[start : start + _WORDS])
