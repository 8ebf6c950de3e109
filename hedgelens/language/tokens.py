"""The parse of an article as columns: the one view of its tokens, made once and asked by every room."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any

from hedgelens.language.quotations import QuotedWords, Quotes, find_quotes
from hedgelens.records import Article, Kind, ParsedArticle, Sentence, Span

_TITLE_CASE = 0.7
_SHORTEST_TITLE = 5  # words of more than three letters
_SMALL = frozenset(["ADP", "DET", "CCONJ", "SCONJ", "PART", "PRON", "AUX"])
_LEMMAS = {"hopes": "hope", "hoped": "hope", "hoping": "hope", "hates": "hate"}
"""Forms that the model takes for those of other verbs ("hop", "hat"), far rarer in news."""
_KEPT = "hedgelens"
"""Under this name the columns are kept with spaCy's document."""


@dataclass(eq=False)
class Syntax:
    """The tokens of a parsed article by position, as spaCy numbers them; no object of a token is made.

    Attributes:
        article, sentences, word_starts: the article, its sentences in order, and the offsets of its words.
        text, lower, lemma, pos, tag, dep: what spaCy says of each token.
        punct, number: whether it is a mark of punctuation, a figure or a word for one.
        head: position of each token's head; a root is its own head.
        start, end: offsets into the article.
        sentence: index of each token's sentence.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    word_starts: tuple[int, ...]
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    punct: list[int]
    number: list[int]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]

    @classmethod
    def of(cls, parsed: ParsedArticle) -> Syntax:
        """Returns the columns of a parsed article, which are read the first time only."""
        kept: dict[Any, Any] = parsed.doc.user_data
        found: Syntax | None = kept.get(_KEPT)
        if found is None:
            found = kept[_KEPT] = cls(parsed.article, parsed.sentences, parsed.word_starts, **_columns(parsed))
        return found

    @cached_property
    def without_space(self) -> Syntax:
        """The same tokens for rules about words: white space left out and numbered anew, apostrophes straight."""
        kept = [i for i, pos in enumerate(self.pos) if pos != "SPACE"]
        number = {token: i for i, token in enumerate(kept)}
        same = ("text", "pos", "tag", "dep", "punct", "number", "start", "end", "sentence")
        columns: dict[str, Any] = {name: list(map(getattr(self, name).__getitem__, kept)) for name in same}
        columns["lower"] = [self.lower[i].replace("’", "'") for i in kept]
        columns["lemma"] = [self.lemma[i].replace("’", "'") for i in kept]
        columns["head"] = [number.get(self.head[i], own) for own, i in enumerate(kept)]
        return replace(self, **columns)

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def children(self) -> list[tuple[int, ...]]:
        """Positions of the tokens that depend on each token, ordered, white space left out."""
        pos, found = self.pos, self.dependents.copy()
        for i in {self.head[i] for i, kind in enumerate(pos) if kind == "SPACE"}:
            found[i] = tuple(c for c in found[i] if pos[c] != "SPACE")
        return found

    @cached_property
    def dependents(self) -> list[tuple[int, ...]]:
        """The same with white space."""
        below: dict[int, list[int]] = {}
        for i, head in enumerate(self.head):
            if head != i:
                below.setdefault(head, []).append(i)
        found: list[tuple[int, ...]] = [()] * len(self)  # most tokens have none
        for head, tokens in below.items():
            found[head] = tuple(tokens)
        return found

    @cached_property
    def left(self) -> list[int]:
        """Position of the first token of all that each token governs."""
        return self._edges(min)

    @cached_property
    def right(self) -> list[int]:
        """Position of the last token of all that each token governs, white space among it."""
        return self._edges(max)

    def _edges(self, further: Callable[[int, int], int]) -> list[int]:
        edges, head = list(range(len(self))), self.head
        for token in reversed(self._downward):
            above = head[token]
            edges[above] = further(edges[above], edges[token])
        return edges

    @cached_property
    def _downward(self) -> list[int]:
        """All tokens, each behind its head."""
        order, dependents = [token for token, head in enumerate(self.head) if head == token], self.dependents
        for token in order:
            order += dependents[token]
        return order

    @cached_property
    def first(self) -> list[int]:
        """Position of the first token of each sentence, and the number of tokens behind the last."""
        return [*(bisect_right(self.end, sentence.start) for sentence in self.sentences), len(self)]

    @cached_property
    def quotes(self) -> Quotes:
        """The quotations of the article."""
        return find_quotes(self.article)

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each token stands in quotation marks."""
        inside = [False] * len(self)
        for quote in self.quotes.all:
            tokens = self.between(quote.start, quote.end)
            inside[tokens.start : tokens.stop] = [True] * len(tokens)
        return inside

    @cached_property
    def quoted_words(self) -> QuotedWords:
        """How many words of some spans stand in quotation marks."""
        return QuotedWords(self.quotes, self.word_starts)

    @cached_property
    def _verbs(self) -> list[int]:
        found = (i for i, pos in enumerate(self.pos) if pos in ("VERB", "AUX") and self.lemma[i][:1].isalpha())
        return [i for i in found if self.dep[i] not in ("aux", "auxpass")]

    def verbs_of(self, sentence: range) -> list[int]:
        """Returns the verbs of a sentence that are not auxiliaries; many ask for them."""
        return self._verbs[bisect_left(self._verbs, sentence.start) : bisect_left(self._verbs, sentence.stop)]

    @cached_property
    def title_case(self) -> set[int]:
        """Sentences in which capitals say nothing (headlines)."""
        return {sentence.index for sentence in self.sentences if self._is_title_case(sentence)}

    def _is_title_case(self, sentence: Sentence) -> bool:
        tokens = self.tokens_of(sentence.index)
        words = [word for word in self.text[tokens.start : tokens.stop] if word.isalpha() and len(word) > 3]
        if sum(word[0].isupper() for word in words) < _TITLE_CASE * max(len(words), 1):
            return False
        if sentence.kind in (Kind.TITLE, Kind.HEADING):
            return len(words) > 1 and not any(self.pos[i] == "VERB" and self.text[i].islower() for i in tokens)
        return len(words) >= _SHORTEST_TITLE and self._looks_like_title(sentence, tokens)

    def _looks_like_title(self, sentence: Sentence, tokens: range) -> bool:
        """Says whether a paragraph is a title that stands as the first one: all but its small words have capitals."""
        if sentence.index > 0 and any(self.tag[i] == "," for i in tokens):
            return False
        return all(self.pos[i] in _SMALL or not self.text[i][0].islower() for i in tokens)

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that are names by their tag, outside of titles in title case."""
        return frozenset(self.text[i] for i in self._proper)

    @cached_property
    def capital_pairs(self) -> frozenset[tuple[str, str]]:
        """Two such words that follow on each other."""
        return frozenset((self.text[i], self.text[i + 1]) for i in self._proper & {i - 1 for i in self._proper})

    @cached_property
    def _proper(self) -> set[int]:
        return {i for i, tag in enumerate(self.tag) if tag == "NNP" and self.sentence[i] not in self.title_case}

    def tokens_of(self, sentence: int) -> range:
        """Returns the positions of the tokens of a sentence."""
        if sentence + 1 >= len(self.first):
            return range(0)
        return range(self.first[sentence], self.first[sentence + 1])

    def sentence_of(self, token: int) -> range:
        """Returns the positions of the tokens of the sentence that a token stands in."""
        return self.tokens_of(self.sentence[token])

    def paragraph(self, token: int) -> int:
        """Returns the index of the block that a token stands in."""
        return self.sentences[self.sentence[token]].paragraph

    def between(self, start: int, end: int) -> range:
        """Returns the tokens that begin between two offsets."""
        return range(bisect_left(self.start, start), bisect_left(self.start, end))

    def touching(self, span: Span) -> range:
        """Returns the tokens that a span touches, white space among them."""
        return range(bisect_right(self.end, span[0]), bisect_left(self.start, span[1]))

    def within(self, spans: tuple[Span, ...]) -> list[int]:
        """Returns the positions of the tokens that touch the spans."""
        if len(spans) == 1:
            tokens = self.touching(spans[0])
            if tokens and self._spaces_before[tokens.start] == self._spaces_before[tokens.stop]:
                return list(tokens)  # most hold no white space
            return [i for i in tokens if self.pos[i] != "SPACE"]
        return [i for i in sorted(set().union(*map(self.touching, spans))) if self.pos[i] != "SPACE"]

    @cached_property
    def _spaces_before(self) -> list[int]:
        """How many tokens of white space stand before each token, and how many there are."""
        return list(accumulate((pos == "SPACE" for pos in self.pos), initial=0))

    def visible(self, tokens: Iterable[int]) -> list[int]:
        """Returns those of some tokens that are not white space."""
        blank = self._blank
        return [i for i in tokens if i not in blank]

    @cached_property
    def _blank(self) -> frozenset[int]:
        return frozenset(i for i, word in enumerate(self.text) if word.isspace())

    def words(self, start: int, end: int) -> str:
        """Returns the text from one token to another (excluded), white space made single blanks."""
        if start >= end:
            return ""
        return " ".join(self.article.text[self.start[start] : self.end[end - 1]].split())

    def quote(self, tokens: Iterable[int]) -> str:
        """Returns the words of some tokens, for explanations."""
        return " ".join(self.text[i] for i in sorted(tokens))

    def ancestors(self, token: int) -> Iterator[int]:
        """Yields the heads above a token, nearest first, up to the root."""
        while self.head[token] != token:
            token = self.head[token]
            yield token


def _columns(parsed: ParsedArticle) -> dict[str, list[Any]]:
    """Reads a document column by column: to make the object of a token takes longer than all there is to ask it."""
    doc: Any = parsed.doc
    strings = _Strings(doc.vocab.strings)

    def column(attribute: str) -> list[int]:
        numbers: list[int] = doc.to_array(attribute).astype("int64").tolist()
        return numbers

    def words(attribute: str) -> list[str]:
        return list(map(strings.__getitem__, column(attribute)))

    text, lower, start = words("ORTH"), words("LOWER"), column("IDX")
    return {
        "text": text,
        "lower": lower,
        "lemma": [_LEMMAS.get(lower, strings.lower(number)) for lower, number in zip(lower, column("LEMMA"), strict=True)],
        **{name: words(name.upper()) for name in ("pos", "tag", "dep")},
        "punct": column("IS_PUNCT"),
        "number": column("LIKE_NUM"),
        "head": [i + offset for i, offset in enumerate(column("HEAD"))],
        "start": start,
        "end": [first + len(word) for first, word in zip(start, text, strict=True)],
        "sentence": _sentence_indices(parsed.sentences, start),
    }


class _Strings(dict[int, str]):
    """The strings behind spaCy's numbers, each looked up once."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self._store = store
        self._lower: dict[int, str] = {}

    def __missing__(self, key: int) -> str:
        value: str = self._store[key % 2**64]
        self[key] = value
        return value

    def lower(self, key: int) -> str:
        """Returns a string in lower case."""
        value = self._lower.get(key)
        if value is None:
            value = self._lower[key] = self[key].lower()
        return value


def _sentence_indices(sentences: Sequence[Sentence], starts: list[int]) -> list[int]:
    """Returns the index of the sentence of each token."""
    opens = [sentence.start for sentence in sentences[1:]]
    return [bisect_right(opens, start) for start in starts]
