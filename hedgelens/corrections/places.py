"""What a correction names: records by their ids, words by their places; and what is said where there is no such thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from hedgelens.analysis import Analysis
from hedgelens.article.words import word_starts
from hedgelens.records import AUTHOR, UNKNOWN, Attribution, Hedge, HedgeLensError, Sentence, Source, Spans

R = TypeVar("R", Attribution, Hedge, Source)

SURE = 1.0
"""The confidence of what a person says."""
BY_HAND = "marked by hand"


def attribution(analysis: Analysis, id: str) -> Attribution:
    """Returns an attribution.

    Raises:
        HedgeLensError: there is none of this id.
    """
    return _there(analysis.attributions, id, "attribution")


def hedge(analysis: Analysis, id: str) -> Hedge:
    """Returns a hedge.

    Raises:
        HedgeLensError: there is none of this id.
    """
    return _there(analysis.hedges, id, "hedge")


def source(analysis: Analysis, id: str) -> Source:
    """Returns a source.

    Raises:
        HedgeLensError: there is none of this id.
    """
    return _there(analysis.sources, id, "source")


def _there(records: Iterable[R], id: str, what: str) -> R:
    found = next((one for one in records if one.id == id), None)
    if found is None:
        raise HedgeLensError(f"There is no {what} '{id}' any more. Look at the article as it is now.")
    return found


def sentence(analysis: Analysis, index: int) -> Sentence:
    """Returns a sentence.

    Raises:
        HedgeLensError: there is none of this index.
    """
    if not 0 <= index < len(analysis.sentences):
        raise HedgeLensError(f"There is no sentence {index}: the article has {len(analysis.sentences)}.")
    return analysis.sentences[index]


def owner(analysis: Analysis, id: str) -> str:
    """Returns whose a doubt is.

    Raises:
        HedgeLensError: it is nobody's who is there.
    """
    return id if id in (AUTHOR, UNKNOWN) else source(analysis, id).id


def spans(analysis: Analysis, given: Spans, what: str, *, may_be_none: bool = True) -> Spans:
    """Returns places in the text, in order, those that touch joined, without the white space at their ends.

    Raises:
        HedgeLensError: they lie outside of the text, or hold no word where there must be one.
    """
    text = analysis.article.text
    found: list[tuple[int, int]] = []
    for start, end in sorted(given):
        if not 0 <= start <= end <= len(text):
            raise HedgeLensError(f"The {what} does not lie in the text, which has {len(text):,} characters.")
        piece = text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    if not may_be_none and not any(True for begin, stop in found for _ in word_starts(text[begin:stop])):
        raise HedgeLensError(f"The {what} holds no word. Select the words in the text.")
    return tuple(found)


def next_id(letter: str, ids: list[str]) -> str:
    """Returns an id that no other record has."""
    numbers = [int(id[1:]) for id in ids if id[:1] == letter and id[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"
