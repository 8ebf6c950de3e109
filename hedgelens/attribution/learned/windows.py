"""Cuts a text into windows of whole paragraphs for the network.

The unit of labels is the word, a run of word characters or a single mark; the unit of the encoder is the word piece, and every
word points at its first one. A window is a sequence of whole paragraphs, each closed by the separator piece. Beside its pieces
the network sees three surface features that a lower-casing tokenizer loses: capitals, quotation marks and the headline.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

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
    """Cuts texts into windows with one tokenizer."""

    def __init__(self, tokenizer: str | Path, longest: int = 256) -> None:
        """Loads a tokenizer.

        Args:
            tokenizer: its JSON file.
            longest: pieces in a window at most.
        """
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.opening, self.separator, self.padding, self.mask = (
            self._number(bert, roberta)
            for bert, roberta in (("[CLS]", "<s>"), ("[SEP]", "</s>"), ("[PAD]", "<pad>"), ("[MASK]", "<mask>"))
        )
        self.longest = longest

    def _number(self, bert: str, roberta: str) -> int:
        """Returns the number of a special piece; MPNet's vocabulary knows BERT's names, too, but uses its own."""
        vocabulary: dict[str, int] = self._tokenizer.get_vocab()
        return vocabulary[roberta] if roberta in vocabulary else vocabulary[bert]

    def paragraphs(self, text: str, spans: Sequence[Span] | None = None) -> list[Paragraph]:
        """Returns the paragraphs of a text in pieces; those longer than a window are cut after a full stop where one is near.

        Args:
            text: the text.
            spans: its paragraphs; by default its lines.
        """
        found: list[Paragraph] = []
        spans = [m.span() for m in _LINE.finditer(text)] if spans is None else spans
        lines = [(start, text[start:end]) for start, end in spans if text[start:end].strip()]
        before = ""
        for (start, line), encoding in zip(lines, self._encode([line for _, line in lines]), strict=True):
            words = [m.span() for m in _WORD.finditer(line)]
            if words and encoding[0]:
                continues = before.endswith(":") or _OPENS.match(line) is not None
                found += self._cut(_paragraph(line, start, words, *encoding, continues), text)
                before = line.rstrip()
        return found

    def _encode(self, lines: list[str]) -> list[tuple[list[int], list[int]]]:
        encodings = self._tokenizer.encode_batch(lines, add_special_tokens=False)
        return [(list(e.ids), [start for start, _ in e.offsets]) for e in encodings]

    def _cut(self, paragraph: Paragraph, text: str) -> Iterator[Paragraph]:
        room = self.longest - 2
        p = paragraph
        while len(p.pieces) > room:
            fits = bisect.bisect_right(p.first, room) - 1
            stops = (w for w in range(fits, fits // 2, -1) if text[p.words[w - 1][0] : p.words[w - 1][1]] in ".!?")
            cut = max(next(stops, fits), 1)
            at = p.first[cut] or room
            yield Paragraph(p.pieces[:at], p.cases[:at], p.quotes[:at], p.words[:cut], p.first[:cut], p.continues)
            rest = [max(0, f - at) for f in p.first[cut:]]
            p = Paragraph(p.pieces[at:], p.cases[at:], p.quotes[at:], p.words[cut:], rest, True)
        if p.words:
            yield p

    def windows(self, paragraphs: Sequence[Paragraph], first: int | None = None) -> list[Window]:
        """Packs paragraphs into windows, as many as fit.

        Args:
            paragraphs: of one text.
            first: pieces in the first window at most, if other than in the rest.
        """
        found: list[Window] = []
        group: list[int] = []
        size = 1
        for i, paragraph in enumerate(paragraphs):
            need = len(paragraph.pieces) + 1
            if group and size + need > (self.longest if found or first is None else first):
                found.append(self.window(paragraphs, group))
                group, size = [], 1
            group.append(i)
            size += need
        if group:
            found.append(self.window(paragraphs, group))
        return found

    def window(self, paragraphs: Sequence[Paragraph], group: Sequence[int]) -> Window:
        """Makes one window of the paragraphs with the numbers of ``group``, which follow each other."""
        start = sum(len(p.words) for p in paragraphs[: group[0]])
        window = Window([self.opening], [0], [0], [2], start)
        for i in group:
            paragraph, base = paragraphs[i], len(window.pieces)
            window.pieces += [*paragraph.pieces, self.separator]
            window.cases += [*paragraph.cases, 0]
            window.quotes += [*paragraph.quotes, 0]
            window.places += [1 if i == 0 else 0] * len(paragraph.pieces) + [2]
            window.words += paragraph.words
            window.first += [base + f for f in paragraph.first]
            window.paragraph += [i] * len(paragraph.words)
            window.continues[i] = paragraph.continues
        return window


def _paragraph(line: str, start: int, words: list[Span], pieces: list[int], offsets: list[int], continues: bool) -> Paragraph:
    word_starts = [a for a, _ in words]
    owners = [max(0, bisect.bisect_right(word_starts, offset) - 1) for offset in offsets]
    states = _quote_states(line)
    return Paragraph(
        pieces=pieces,
        cases=[_case(line[words[w][0] : words[w][1]]) for w in owners],
        quotes=[states[offset] for offset in offsets],
        words=[(start + a, start + b) for a, b in words],
        first=[max(0, bisect.bisect_right(offsets, a) - 1) for a in word_starts],
        continues=continues,
    )


def _case(word: str) -> int:
    """0 no letter, 1 lower case, 2 Title, 3 UPPER (two letters or more), 4 mixed or a digit."""
    if not word[0].isalnum():
        return 0
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() and word[1:].islower() else 4


def _quote_states(line: str) -> list[int]:
    """For each character: 0 outside, 1 inside double quotation marks, 2 an opening mark, 3 a closing mark."""
    states = [0] * len(line)
    inside, since = False, 0
    for mark in _MARK.finditer(line):
        if inside:
            states[since : mark.start()] = [1] * (mark.start() - since)
        inside = mark.group() in _OPENING or (mark.group() not in _CLOSING and not inside)
        states[mark.start() : mark.end()] = [2 if inside else 3] * len(mark.group())
        since = mark.end()
    if inside:
        states[since:] = [1] * (len(line) - since)
    return states
