"""Finds what stands at a place of a text without a look at all that stands elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from hedgelens.records import Span, Spans

T = TypeVar("T")

_CELL = 256


class Places(Generic[T]):
    """Things that have spans, by where they stand."""

    def __init__(self, things: Iterable[tuple[T, Spans]]) -> None:
        """Takes things with their spans; their order is kept."""
        self._things = list(things)
        self._cells: dict[int, list[int]] = defaultdict(list)
        for number, (_, spans) in enumerate(self._things):
            for cell in {cell for span in spans for cell in _cells(span)}:
                self._cells[cell].append(number)

    def touching(self, span: Span) -> list[T]:
        """Returns the things that share a character with a span, in the order in which they were given."""
        near = sorted({number for cell in _cells(span) for number in self._cells.get(cell, ())})
        return [thing for thing, spans in map(self._things.__getitem__, near) if touches(span, spans)]


def touches(span: Span, spans: Iterable[Span]) -> bool:
    """Says whether a span shares a character with one of others."""
    return any(start < span[1] and span[0] < end for start, end in spans)


def _cells(span: Span) -> range:
    return range(span[0] // _CELL, (span[1] - 1) // _CELL + 1)
