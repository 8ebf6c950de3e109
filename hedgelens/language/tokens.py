"""The parse of an article as plain lists: one look at each token instead of many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hedgelens.records import Kind, ParsedArticle, Sentence, Span

_OPEN, _CLOSE = "“«„", "”»"
_PLAIN = frozenset(['"', "''", "``"])
"""Marks that open and close alike, two typewriter apostrophes among them."""
_TITLE_CASE = 0.7
_SMALL = frozenset(["ADP", "DET", "CCONJ", "SCONJ", "PART", "PRON", "AUX"])


class Syntax:
    """The tokens of a parsed article by position.

    Attributes:
        text, lower, lemma, pos, tag, dep: what spaCy says of each token.
        head: position of each token's head; a root is its own head.
        children: positions of each token's children, ordered.
        start, end: offsets into the article.
        sentence: index of each token's sentence.
        quoted: whether a token stands between double quotation marks.
        title_case: sentences in which capitals say nothing (headlines).
    """

    def __init__(self, parsed: ParsedArticle) -> None:
        """Reads the parse once."""
        self.parsed = parsed
        doc: Any = parsed.doc
        # No token is kept: a long article has many, and Python's garbage collector would look at each of them again and again.
        self.text: list[str] = []
        self.lemma: list[str] = []
        self.pos: list[str] = []
        self.tag: list[str] = []
        self.dep: list[str] = []
        self.start: list[int] = []
        for token in doc:  # once: to make the object of a token takes longer than to ask it something
            self.text.append(token.text)
            self.lemma.append(token.lemma_.lower())
            self.pos.append(token.pos_)
            self.tag.append(token.tag_)
            self.dep.append(token.dep_)
            self.start.append(token.idx)
        self.lower = [text.lower() for text in self.text]
        self.head: list[int] = [i + offset for i, offset in enumerate(doc.to_array("HEAD").astype("int64").tolist())]
        self.end = [start + len(text) for start, text in zip(self.start, self.text, strict=True)]
        below: dict[int, list[int]] = {}
        for i, head in enumerate(self.head):
            if head != i and self.pos[i] != "SPACE":
                below.setdefault(head, []).append(i)
        self.children: list[tuple[int, ...]] = [tuple(below.get(i, ())) for i in range(len(self.text))]
        self.sentence = self._sentences()
        self.first = self._first_tokens()
        self.quoted = self._quoted()
        self.title_case = self._title_case()

    def __len__(self) -> int:
        return len(self.text)

    def _sentences(self) -> list[int]:
        starts = [sentence.start for sentence in self.parsed.sentences]
        found, index = [], 0
        for start in self.start:
            while index + 1 < len(starts) and starts[index + 1] <= start:
                index += 1
            found.append(index)
        return found

    def _first_tokens(self) -> list[int]:
        """Position of the first token of each sentence, and the number of tokens behind the last."""
        first: list[int] = []
        for i, sentence in enumerate(self.sentence):
            while len(first) <= sentence:
                first.append(i)
        return [*first, len(self)]

    def _quoted(self) -> list[bool]:
        inside, found = False, []
        paragraph = -1
        for i, text in enumerate(self.text):
            sentence = self.parsed.sentences[self.sentence[i]] if self.parsed.sentences else None
            if sentence is not None and sentence.paragraph != paragraph:
                paragraph, inside = sentence.paragraph, False
            if text in _OPEN or (text in _PLAIN and not inside):
                inside = True
            elif text in _CLOSE or text in _PLAIN:
                inside = False
            found.append(inside)
        return found

    def _title_case(self) -> set[int]:
        return {sentence.index for sentence in self.parsed.sentences if self._is_title_case(sentence)}

    def _is_title_case(self, sentence: Sentence) -> bool:
        words = [i for i in self.tokens_of(sentence.index) if self.text[i].isalpha() and len(self.text[i]) > 3]
        share = sum(self.text[i][0].isupper() for i in words) / max(len(words), 1)
        if sentence.kind in (Kind.TITLE, Kind.HEADING):
            told = any(self.pos[i] == "VERB" and self.text[i].islower() for i in self.tokens_of(sentence.index))
            return len(words) > 1 and share >= _TITLE_CASE and not told
        # A title that stands as the first paragraph: all but its small words have capitals.
        opens = sentence.index == 0 or not any(self.tag[i] == "," for i in self.tokens_of(sentence.index))
        return (
            len(words) >= 5
            and share >= _TITLE_CASE
            and opens
            and all(self.pos[i] in _SMALL or not self.text[i][0].islower() for i in self.tokens_of(sentence.index))
        )

    def tokens_of(self, sentence: int) -> range:
        """Returns the positions of the tokens of a sentence."""
        if sentence + 1 >= len(self.first):
            return range(0)
        return range(self.first[sentence], self.first[sentence + 1])

    def paragraph(self, token: int) -> int:
        """Returns the index of the block that a token stands in."""
        return self.parsed.sentences[self.sentence[token]].paragraph

    def within(self, spans: tuple[Span, ...]) -> list[int]:
        """Returns the positions of the tokens that touch the spans."""
        found: list[int] = []
        for start, end in spans:
            piece = self.parsed.tokens((start, end))
            if piece is not None:
                found += [i for i in range(piece.start, piece.end) if self.pos[i] != "SPACE"]
        return sorted(set(found))

    def subtree_end(self, token: int) -> int:
        """Returns the position of the last token under a token."""
        last = token
        while self.children[last] and self.children[last][-1] > last:
            last = self.children[last][-1]
        return last

    def words(self, start: int, end: int) -> str:
        """Returns the text from one token to another (excluded), white space made single blanks."""
        if start >= end:
            return ""
        return " ".join(self.parsed.article.text[self.start[start] : self.end[end - 1]].split())

    def ancestors(self, token: int) -> Iterator[int]:
        """Yields the heads above a token, nearest first, up to the root."""
        while self.head[token] != token:
            token = self.head[token]
            yield token
