"""Finds words that people wrote into a cell in the text of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from hedgelens.records import Span, Spans
from hedgelens.sheet.cells import short
from hedgelens.sheet.pages import CUT, PIECES, UNWRITABLE_MARK


class PassageError(Exception):
    """Words that stand nowhere in the text, or where they stand is not clear; the message ends a sentence about the cell."""


def find_mark(text: str, words: str, near: Sequence[Span]) -> Spans:
    """Finds the passage of a mark, in one piece or several.

    Args:
        text: the text of the article.
        words: what stands in the cell; white space does not count.
        near: where the mark was, or the sentence it is in: of several passages, the one that overlaps, or the nearest.

    Raises:
        PassageError: the words do not stand in the text, or two passages are equally near.
    """
    if words.endswith(CUT):
        raise PassageError("was cut to fit into the cell, so it cannot be corrected here")
    pieces = [words]
    if PIECES.strip() in words and not _occurrences(text, words):
        pieces = [piece for piece in re.split(rf"\s{PIECES.strip()}\s", words) if piece.strip()]
    found = sorted(_nearest(text, piece, near) for piece in pieces)
    for one, other in pairwise(found):
        if other[0] < one[1]:
            raise PassageError("has two pieces that overlap in the text")
    return tuple(found)


def occurrences_within(text: str, words: str, stretch: Span) -> list[Span]:
    """Returns where words stand inside of a stretch of text."""
    return [span for span in _occurrences(text, words) if stretch[0] <= span[0] and span[1] <= stretch[1]]


def _nearest(text: str, words: str, near: Sequence[Span]) -> Span:
    found = _occurrences(text, words)
    if not found:
        raise PassageError(f"says '{short(words)}', which does not occur in the article; copy the words from the text")
    ranked = sorted((_distance(span, near), span) for span in found)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        raise PassageError(
            f"says '{short(words)}', which occurs there more than once; copy more words, so that only one place fits"
        )
    return ranked[0][1]


def _distance(span: Span, near: Iterable[Span]) -> tuple[int, int]:
    """Ranks a passage: by how far it is from where it should be, then, where it overlaps, by how much of it lies outside."""
    distances = []
    for start, end in near:
        apart = max(start - span[1], span[0] - end, 0)
        outside = max(start - span[0], 0) + max(span[1] - end, 0)
        distances.append((apart, outside if not apart else 0))
    return min(distances, default=(0, 0))


def _occurrences(text: str, words: str) -> list[Span]:
    """Returns where words stand: as whole words if they do so anywhere, else as parts of words."""
    parts = words.split()
    if not parts:
        return []
    # A character that the workbook could not hold may be any.
    pattern = r"\s+".join(re.escape(part).replace(UNWRITABLE_MARK, r"[\s\S]") for part in parts)
    before, after = parts[0][0].isalnum(), parts[-1][-1].isalnum()
    whole = (r"(?<!\w)" if before else "") + pattern + (r"(?!\w)" if after else "")
    for tried in (whole, pattern):
        if found := [match.span(1) for match in re.finditer(f"(?=({tried}))", text)]:
            return found
    return []
