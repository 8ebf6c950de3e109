"""A parsed article as plain columns: what the rules look at, without the cost of a spaCy object per token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hedgelens.records import ParsedArticle


@dataclass(frozen=True, eq=False)
class Columns:
    """One entry per token that is not white space.

    Attributes:
        words: the words in lower case, with straight apostrophes.
        lemmas: the lemmas in lower case.
        pos, tags, deps: universal part of speech, Penn Treebank tag and dependency label.
        heads: position of the head; that of the token itself for the root of a sentence.
        starts, ends: offsets into the article.
        sentences: index of the sentence.
        capitals: whether the word begins with a capital letter.
    """

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[int, ...]
    capitals: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """The tokens that depend on each token, in order."""
        children: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                children[head].append(token)
        return children

    @classmethod
    def of(cls, parsed: ParsedArticle) -> Columns:
        """Reads the columns of an article."""
        from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, SPACY, TAG

        doc: Any = parsed.doc
        rows = doc.to_array([LOWER, LEMMA, POS, TAG, DEP, HEAD, IDX, LENGTH, SPACY]).astype("int64").tolist()
        strings = _Strings(doc.vocab.strings)
        position: dict[int, int] = {}
        for i, row in enumerate(rows):
            if strings[row[3]] != "_SP":
                position[i] = len(position)
        kept = [rows[i] for i in position]
        text = parsed.article.text
        return cls(
            words=tuple(strings[row[0]].replace("’", "'") for row in kept),
            lemmas=tuple(strings[row[1]].lower().replace("’", "'") for row in kept),
            pos=tuple(strings[row[2]] for row in kept),
            tags=tuple(strings[row[3]] for row in kept),
            deps=tuple(strings[row[4]] for row in kept),
            heads=tuple(position.get(i + rows[i][5], own) for i, own in position.items()),
            starts=tuple(row[6] for row in kept),
            ends=tuple(row[6] + row[7] for row in kept),
            sentences=tuple(_sentence_indices(parsed, [row[6] for row in kept])),
            capitals=tuple(text[row[6]].isupper() for row in kept),
        )


class _Strings(dict[int, str]):
    """The strings behind spaCy's hashes, each looked up once."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        value: str = self._store[key % 2**64]
        self[key] = value
        return value


def _sentence_indices(parsed: ParsedArticle, starts: list[int]) -> list[int]:
    """Returns the index of the sentence of each token; both run in order, so one pass does."""
    sentences = parsed.sentences
    indices, index = [], 0
    for start in starts:
        while index + 1 < len(sentences) and sentences[index + 1].start <= start:
            index += 1
        indices.append(index)
    return indices
