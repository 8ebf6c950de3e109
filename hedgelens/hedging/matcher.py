"""Interprets the rules: finds what they mark, lets look-alikes stop it, and settles marks that overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hedgelens.hedging.rules import HedgeRules, Rule
from hedgelens.language.tokens import Syntax


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule marks: first and last token."""

    first: int
    last: int
    rank: int
    rule: Rule

    def touches(self, other: Mark) -> bool:
        """Says whether two marks share a token."""
        return self.first <= other.last and other.first <= self.last


def find_marks(syntax: Syntax, rules: HedgeRules) -> list[Mark]:
    """Returns the marks that stand after look-alikes and overlaps are settled, in the order of the text.

    A pseudo rule stops a mark that it touches, unless the mark is longer: a longer match knows more. Of the marks that
    overlap, the longest stands; of equally long ones that of the earlier category.
    """
    found = list(find_matches(syntax, rules))
    pseudo = [mark for mark in found if mark.rule.category is None]
    marks = [mark for mark in found if mark.rule.category is not None and not _stopped(mark, pseudo)]
    return sorted(_without_overlaps(marks), key=lambda mark: mark.first)


def find_matches(syntax: Syntax, rules: HedgeRules) -> Iterator[Mark]:
    """Yields all that the rules match, look-alikes too, before anything is settled."""
    by_word, by_lemma = rules.by_word, rules.by_lemma
    for token, (word, lemma) in enumerate(zip(syntax.lower, syntax.lemma, strict=True)):
        candidates = by_word.get(word, ()) + by_lemma.get(lemma, ())
        for rank, rule, pattern in candidates:
            found = rule.mark(syntax, pattern, token)
            if found is not None:
                yield Mark(*found, rank, rule)


def _stopped(mark: Mark, pseudo: Iterable[Mark]) -> bool:
    return any(mark.touches(stop) and stop.last - stop.first >= mark.last - mark.first for stop in pseudo)


def _without_overlaps(marks: Iterable[Mark]) -> Iterator[Mark]:
    taken: set[int] = set()
    for mark in sorted(marks, key=lambda mark: (mark.first - mark.last, mark.rank, mark.first)):
        tokens = range(mark.first, mark.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            yield mark
