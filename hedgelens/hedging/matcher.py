"""Interprets the rules: finds what they mark, lets look-alikes stop it, and settles marks that overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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


def find_marks(syntax: Syntax, rules: HedgeRules) -> list[Mark]:
    """Returns the marks that stand after look-alikes and overlaps are settled, in the order of the text.

    A pseudo rule stops a mark that it touches, unless the mark is longer: a longer match knows more. Of the marks that
    overlap, the longest stands; of equally long ones that of the earlier category.
    """
    found = list(find_matches(syntax, rules))
    stops = _longest_by_token(mark for mark in found if mark.rule.category is None)
    marks = [mark for mark in found if mark.rule.category is not None and not _stopped(mark, stops)]
    return sorted(_without_overlaps(marks), key=lambda mark: mark.first)


def find_matches(syntax: Syntax, rules: HedgeRules) -> Iterator[Mark]:
    """Yields all that the rules match, look-alikes too, before anything is settled."""
    by_word, by_lemma = rules.by_word, rules.by_lemma
    for token, (word, lemma) in enumerate(zip(syntax.lower, syntax.lemma, strict=True)):
        if word not in by_word and lemma not in by_lemma:
            continue
        candidates = by_word.get(word, ()) + by_lemma.get(lemma, ())
        for rank, rule, pattern in candidates:
            found = rule.mark(syntax, pattern, token)
            if found is not None:
                yield Mark(*found, rank, rule)


def _longest_by_token(pseudo: Iterable[Mark]) -> dict[int, int]:
    """Returns for each token how long the longest mark of a look-alike is that it stands in."""
    longest: dict[int, int] = {}
    for mark in pseudo:
        for token in range(mark.first, mark.last + 1):
            longest[token] = max(longest.get(token, 0), mark.last - mark.first)
    return longest


def _stopped(mark: Mark, stops: Mapping[int, int]) -> bool:
    return any(stops.get(token, -1) >= mark.last - mark.first for token in range(mark.first, mark.last + 1))


def _without_overlaps(marks: Iterable[Mark]) -> Iterator[Mark]:
    taken: set[int] = set()
    for mark in sorted(marks, key=lambda mark: (mark.first - mark.last, mark.rank, mark.first)):
        tokens = range(mark.first, mark.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            yield mark
