"""Cuts a text into windows of whole paragraphs for the network.

The unit of labels is the word, a run of word characters or a single mark; the unit of the encoder is the word piece, and every
word points at its first one. A window is a sequence of whole paragraphs, each closed by the separator piece. Beside its pieces
the network sees three surface features that a lower-casing tokenizer loses: capitals, quotation marks and the headline.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from tokenizers import Encoding, Tokenizer

from hedgelens.language.parts import parts
from hedgelens.language.pipeline import readable
from hedgelens.records import Span

_WORD = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
_OPENING, _CLOSING = ("“", "‟", "``"), ("”",)
# '' and `` are how some archives write double marks.
_MARK = re.compile(r"[“‟”\"]|''|``")
_OPENS = re.compile(r"\s*(?:[“‟\"]|''|``)")


@dataclass
class Paragraph:
    """A line of the text in pieces.

    Attributes:
        pieces: numbers of its word pieces.
        cases, quotes: surface features of each piece.
        words: offsets of its words.
        first: for each word the index of its first piece.
        continues: whether it opens with a quotation mark or follows a colon, so that what is said before it may go on in it.
    """

    pieces: list[int]
    cases: list[int]
    quotes: list[int]
    words: list[Span]
    first: list[int]
    continues: bool = False

    def part(self, words: Span, pieces: Span, continues: bool) -> Paragraph:
        """Returns what stands between two words and between two pieces."""
        (first, after), (low, high) = words, pieces
        return Paragraph(
            self.pieces[low:high],
            self.cases[low:high],
            self.quotes[low:high],
            self.words[first:after],
            [max(0, f - low) for f in self.first[first:after]],
            continues,
        )


@dataclass
class Window:
    """One input of the encoder.

    Attributes:
        start: number of its first word within the article.
        paragraph: for each word the number of its paragraph within the article.
        continues: by number of paragraph, as in :class:`Paragraph`.
    """

    pieces: list[int]
    cases: list[int]
    quotes: list[int]
    places: list[int]
    start: int
    words: list[Span] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    continues: dict[int, bool] = field(default_factory=dict)


class WindowCutter:
    """Cuts texts into windows with one tokenizer.

    Attributes:
        opening, separator, padding, mask: numbers of the special pieces.
        vocabulary: how many pieces there are.
        longest: pieces in a window at most.
    """

    def __init__(self, tokenizer: str | Path, longest: int = 256) -> None:
        """Loads a tokenizer.

        Args:
            tokenizer: its JSON file.
            longest: pieces in a window at most.
        """
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        known: dict[str, int] = self._tokenizer.get_vocab()
        # MPNet's vocabulary knows BERT's names, too, but uses its own.
        self.opening, self.separator, self.padding, self.mask = (
            known[roberta] if roberta in known else known[bert]
            for bert, roberta in (("[CLS]", "<s>"), ("[SEP]", "</s>"), ("[PAD]", "<pad>"), ("[MASK]", "<mask>"))
        )
        self.vocabulary = max(known.values()) + 1
        self.longest = longest

    def paragraphs(self, text: str, spans: Sequence[Span] | None = None) -> list[Paragraph]:
        """Returns the paragraphs of a text in pieces; those longer than a window are cut after a full stop where one is near.

        Args:
            text: the text.
            spans: its paragraphs; by default its lines.
        """
        return list(self._paragraphs(text, spans))

    def windows(self, paragraphs: Iterable[Paragraph], first: int | None = None) -> list[Window]:
        """Packs paragraphs into windows, as many as fit.

        Args:
            paragraphs: of one text.
            first: pieces in the first window at most, if other than in the rest.
        """
        return list(self._windows(paragraphs, first))

    def windows_of(self, text: str, spans: Sequence[Span] | None = None) -> Iterator[Window]:
        """Yields the windows of a text one by one, so that those of a long one are never there all at once."""
        return self._windows(self._paragraphs(text, spans), None)

    def _paragraphs(self, text: str, spans: Sequence[Span] | None) -> Iterator[Paragraph]:
        text, before = readable(text), ""
        for start, end in [m.span() for m in _LINE.finditer(text)] if spans is None else spans:
            line = text[start:end]
            if line.strip():
                continues = before.endswith(":") or _OPENS.match(line) is not None
                for paragraph in self._parts(text, start, _quote_states(line), parts(text, start, end)):
                    yield from self._cut(paragraph, text, continues)
                    before, continues = line.rstrip(), True

    def _parts(self, text: str, start: int, states: bytearray, stretches: Iterable[Span]) -> Iterator[Paragraph]:
        for low, high in stretches:
            words = [(m.start() + low, m.end() + low) for m in _WORD.finditer(text[low:high])]
            encoding = self._tokenizer.encode(text[low:high], add_special_tokens=False)
            if words and encoding.ids:
                yield _paragraph(text, states[low - start : high - start], low, words, encoding)

    def _cut(self, whole: Paragraph, text: str, continues: bool) -> Iterator[Paragraph]:
        room = self.longest - 2
        word = piece = 0
        while word < len(whole.words) and len(whole.pieces) - piece > room:
            fits = max(bisect.bisect_right(whole.first, piece + room) - 1 - word, 1)
            stops = (w for w in range(fits, fits // 2, -1) if text[slice(*whole.words[word + w - 1])] in ".!?")
            cut = word + next(stops, fits)
            at = whole.first[cut] if cut < len(whole.words) else len(whole.pieces)
            at = at if at > piece else piece + room
            # Of a word that is longer than a window, its beginning is read.
            yield whole.part((word, cut), (piece, min(at, piece + room)), continues)
            word, piece, continues = cut, at, True
        if word < len(whole.words):
            yield whole.part((word, len(whole.words)), (piece, len(whole.pieces)), continues)

    def _windows(self, paragraphs: Iterable[Paragraph], first: int | None) -> Iterator[Window]:
        window: Window | None = None
        start = 0
        for i, paragraph in enumerate(paragraphs):
            longest = first if first and not start else self.longest
            if window is not None and len(window.pieces) + len(paragraph.pieces) + 1 > longest:
                yield window
                start += len(window.words)
                window = None
            window = window or Window([self.opening], [0], [0], [2], start)
            self._add(window, paragraph, i)
        if window is not None:
            yield window

    def _add(self, window: Window, paragraph: Paragraph, number: int) -> None:
        base = len(window.pieces)
        window.pieces += [*paragraph.pieces, self.separator]
        window.cases += [*paragraph.cases, 0]
        window.quotes += [*paragraph.quotes, 0]
        window.places += [0 if number else 1] * len(paragraph.pieces) + [2]
        window.words += paragraph.words
        window.first += [base + f for f in paragraph.first]
        window.paragraph += [number] * len(paragraph.words)
        window.continues[number] = paragraph.continues


def _paragraph(text: str, states: bytearray, start: int, words: list[Span], encoding: Encoding) -> Paragraph:
    offsets = [start + offset for offset, _ in encoding.offsets]
    word_starts = [a for a, _ in words]
    cases = [_case(text[a:b]) for a, b in words]
    return Paragraph(
        pieces=list(encoding.ids),
        cases=[cases[max(0, bisect.bisect_right(word_starts, offset) - 1)] for offset in offsets],
        quotes=[states[offset - start] for offset in offsets],
        words=words,
        first=[max(0, bisect.bisect_right(offsets, a) - 1) for a in word_starts],
    )


@lru_cache(maxsize=20_000)
def _case(word: str) -> int:
    """0 no letter, 1 lower case, 2 Title, 3 UPPER (two letters or more), 4 mixed or a digit."""
    if not word[0].isalnum():
        return 0
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() and word[1:].islower() else 4


def _quote_states(line: str) -> bytearray:
    """For each character: 0 outside, 1 inside double quotation marks, 2 an opening mark, 3 a closing mark."""
    states = bytearray(len(line))
    inside, since = False, 0
    for mark in _MARK.finditer(line):
        if inside:
            states[since : mark.start()] = b"\1" * (mark.start() - since)
        inside = mark.group() in _OPENING or (mark.group() not in _CLOSING and not inside)
        states[mark.start() : mark.end()] = (b"\2" if inside else b"\3") * len(mark.group())
        since = mark.end()
    if inside:
        states[since:] = b"\1" * (len(line) - since)
    return states
