"""Patterns: the words that a rule looks for.

A pattern is read from left to right, its elements stand between blanks:

=================  =======================================================================
``whether``        this word, in any case
``EXPECT``         any form of this word (its lemma)
``may|MIGHT``      one of these
``@groups``        a word or ``@GROUPS`` any form of a word of that list
``<NUM>``          any word of this part of speech (``<NUM|DET>``: of one of these)
``(very)``         an element that may be missing
``...``            up to four words of any kind, not beyond a full stop, semicolon or colon
``[`` and ``]``    what stands between them is the mark; without them it is all of the match
=================  =======================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hedgelens.language.tokens import Syntax

LONGEST_GAP = 4
_STOPS = frozenset(".;:!?")
_COMMON_WORDS = "the a an of to in at as on for by it that and or is was be are"
_COMMON = frozenset([*_COMMON_WORDS.split(), *"\"“”’'-"])
"""Words and marks that stand everywhere: a pattern that is looked up by one of them is tried in vain thousands of times."""
_ELEMENT = re.compile(r"^[^()\[\]<>\s]+$")
_CLASS = re.compile(r"^<([A-Z|]+)>$")


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern."""

    words: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    pos: frozenset[str] = frozenset()
    optional: bool = False
    gap: bool = False

    def accepts(self, syntax: Syntax, token: int) -> bool:
        """Says whether a token fits this place."""
        if self.gap:
            return syntax.lower[token] not in _STOPS
        word = syntax.lower[token]
        if word in self.words or syntax.lemma[token] in self.lemmas or syntax.pos[token] in self.pos:
            return True
        return "NUM" in self.pos and word[0].isdigit()  # "3bn" and "10k" are numbers, whatever the tagger says


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern.

    Attributes:
        elements: its places.
        first, last: the places at which the mark begins and ends.
        anchor: the place by whose words a match is looked up.
    """

    elements: tuple[Element, ...]
    first: int
    last: int
    anchor: int

    def match_at(self, syntax: Syntax, token: int) -> tuple[int, int] | None:
        """Returns the first and last token of the mark when the anchor's place is ``token``, else nothing."""
        left = next(_walk(syntax, self.elements, self.anchor - 1, token - 1, -1, syntax.sentence[token]), None)
        if left is None:
            return None
        right = next(_walk(syntax, self.elements, self.anchor + 1, token + 1, 1, syntax.sentence[token]), None)
        if right is None:
            return None
        places = {**left, **right, self.anchor: token}
        inside = [at for place, at in places.items() if self.first <= place <= self.last]
        return min(inside), max(inside)


def _walk(
    syntax: Syntax, elements: Sequence[Element], place: int, token: int, step: int, sentence: int
) -> Iterator[dict[int, int]]:
    """Yields for each way to match the places from ``place`` on (in the direction ``step``) where each one lies."""
    if not 0 <= place < len(elements):
        yield {}
        return
    element = elements[place]
    if element.gap:
        for width in range(LONGEST_GAP + 1):
            yield from _walk(syntax, elements, place + step, token + step * width, step, sentence)
            at = token + step * width
            if not _in_sentence(syntax, at, sentence) or not element.accepts(syntax, at):
                return
        return
    if _in_sentence(syntax, token, sentence) and element.accepts(syntax, token):
        for rest in _walk(syntax, elements, place + step, token + step, step, sentence):
            yield {place: token, **rest}
    if element.optional:
        yield from _walk(syntax, elements, place + step, token, step, sentence)


def _in_sentence(syntax: Syntax, token: int, sentence: int) -> bool:
    return 0 <= token < len(syntax.lower) and syntax.sentence[token] == sentence


def compile_pattern(source: str, lists: Mapping[str, frozenset[str]]) -> Pattern:
    """Compiles a pattern.

    Raises:
        ValueError: it cannot be read; the message says why.
    """
    pieces = source.replace("[", " [ ").replace("]", " ] ").split()
    elements = tuple(_element(piece, lists) for piece in pieces if piece not in ("[", "]"))
    return Pattern(elements, *_marked(pieces), _anchor(elements))


def _marked(pieces: Sequence[str]) -> tuple[int, int]:
    """Returns the first and last place between the brackets, of all places where there are none."""
    if "[" not in pieces and "]" not in pieces:
        return 0, len(pieces) - 1
    if "[" in pieces and "]" in pieces and pieces.index("]") > pieces.index("[") + 1:
        return pieces.index("["), pieces.index("]") - 2
    raise ValueError("the brackets around the mark do not match")


def _anchor(elements: Sequence[Element]) -> int:
    """Returns the place of no common word with the fewest words, the longest of these: the rarer, the fewer vain attempts."""
    anchors = [i for i, element in enumerate(elements) if not element.optional and (element.words or element.lemmas)]
    if not anchors:
        raise ValueError("it holds no word that must be there")
    return min(
        anchors,
        key=lambda i: (_is_common(elements[i]), len(elements[i].words) + len(elements[i].lemmas), -_shortest(elements[i])),
    )


def _is_common(element: Element) -> bool:
    return not _COMMON.isdisjoint(element.words | element.lemmas)


def _shortest(element: Element) -> int:
    return min(map(len, element.words | element.lemmas))


def _element(piece: str, lists: Mapping[str, frozenset[str]]) -> Element:
    optional = piece.startswith("(") and piece.endswith(")")
    inner = piece[1:-1] if optional else piece
    if inner == "...":
        return Element(gap=True)
    if match := _CLASS.match(inner):
        return Element(pos=frozenset(match[1].split("|")), optional=optional)
    if not _ELEMENT.match(inner):
        raise ValueError(f"'{piece}' is no element of a pattern")
    words: set[str] = set()
    lemmas: set[str] = set()
    for choice in inner.split("|"):
        target = lemmas if choice.isupper() and any(map(str.isalpha, choice)) else words
        target.update(words_of(choice.lower(), lists))
    return Element(frozenset(words), frozenset(lemmas), optional=optional)


def words_of(choice: str, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Returns the words that ``word`` or ``@list`` stands for.

    Raises:
        ValueError: there is no such list.
    """
    if not choice.startswith("@"):
        return frozenset([choice])
    if choice[1:] not in lists:
        raise ValueError(f"there is no list '{choice[1:]}'")
    return lists[choice[1:]]
