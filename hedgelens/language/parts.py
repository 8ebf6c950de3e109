"""Parts what is too long for the parser, whose time and memory grow faster than the text: paragraphs and words without end."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hedgelens.language.boundaries import sentence_starts
from hedgelens.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

CHARACTERS, UNITS = 10_000, 2_000
"""Characters, and words and marks, that are parsed at a time at most: more than any paragraph that a writer makes."""

LONGEST_WORD = 200
"""Characters without a blank that are cut into tokens at a time at most: more than the longest address of a web page."""

_UNIT = re.compile(r"\w+|[^\w\s]")


def parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Yields the parts of a paragraph, which follow each other; those that are not too long have one.

    A paragraph is parted before a sentence, a sentence without end behind a blank, a word without end anywhere.
    """
    if end - start > UNITS:
        units = [match.start() for match in _UNIT.finditer(text, start, end)]
        if end - start > CHARACTERS or len(units) > UNITS:
            sentences = [start + offset for offset in sentence_starts(text[start:end])]
            while (limit := _limit(start, units)) < end:
                cut = sentences[bisect.bisect_right(sentences, limit) - 1]
                if cut <= start:
                    cut = next((i for i in range(limit, start, -1) if text[i - 1].isspace()), limit)
                yield start, cut
                start = cut
    yield start, end


def _limit(start: int, units: list[int]) -> int:
    """Returns where a part that begins at ``start`` ends at the latest."""
    after = bisect.bisect_left(units, start) + UNITS
    return min(start + CHARACTERS, units[after]) if after < len(units) else start + CHARACTERS


_STYLED = re.compile(r"(?<![\w$])(?:[A-Z]\w*\$[A-Za-z$][\w$]*|_\w+_)(?![\w$])")
"""Names that are written with signs, and that spaCy takes apart: "A$ter Ru$$", "_rook_"."""


class BoundedTokenizer:
    """A tokenizer whose time is bounded: it is given words without end in pieces; names with signs in them stay whole."""

    def __init__(self, tokenizer: Any, vocab: Vocab) -> None:
        """Takes a tokenizer of spaCy's."""
        self._tokenizer = tokenizer
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Returns the tokens of a text."""
        doc = self._tokens(text)
        styled = [match.span() for match in _STYLED.finditer(text)] if "$" in text or "_" in text else []
        if styled:
            with doc.retokenize() as retokenizer:
                for start, end in styled:
                    span = doc.char_span(start, end)
                    if span is not None and len(span) > 1:
                        retokenizer.merge(span)
        return doc

    def _tokens(self, text: str) -> Doc:
        if len(text) <= LONGEST_WORD or max(map(len, text.split()), default=0) <= LONGEST_WORD:
            return self._tokenizer(text)
        from spacy.tokens import Doc

        cuts = [i for word in re.finditer(r"\S+", text) for i in range(word.start() + LONGEST_WORD, word.end(), LONGEST_WORD)]
        docs = [self._tokenizer(text[a:b]) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        words = [token.text for doc in docs for token in doc]
        return Doc(self._vocab, words=words, spaces=[bool(token.whitespace_) for doc in docs for token in doc])
