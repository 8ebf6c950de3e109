"""The sentences of an article as they are collected: without the white space around them, with the number of their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hedgelens.records import Kind, Sentence


class SentenceList:
    """The sentences of a text so far, in their order.

    Attributes:
        sentences: the sentences.
    """

    def __init__(self, text: str, words: Sequence[int]) -> None:
        """Begins with none.

        Args:
            text: the text.
            words: the offset of every word of it.
        """
        self._text, self._words = text, words
        self.sentences: list[Sentence] = []

    def add(self, start: int, end: int, kind: Kind, paragraph: int) -> None:
        """Adds the sentence between two offsets, trimmed; nothing where only white space is there."""
        piece = self._text[start:end]
        if piece.strip():
            start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
            words = bisect_left(self._words, end) - bisect_left(self._words, start)
            self.sentences.append(Sentence(len(self.sentences), start, end, kind, paragraph, words))
