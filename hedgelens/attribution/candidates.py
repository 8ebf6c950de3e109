"""What a sieve proposes, and what it may ask: the parse, the quotations, the words that attribute."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import accumulate
from typing import Any

from hedgelens.attribution.lexicon import Lexicon
from hedgelens.attribution.quotes import Quotes
from hedgelens.records import AttributionType, ParsedArticle, Spans


class Yields(Enum):
    """To what else in its sentence a candidate gives way."""

    NOTHING = 0
    SAME_CONTENT = 1
    ANYTHING = 2


@dataclass(frozen=True)
class Candidate:
    """An attribution as a sieve proposes it: three sets of token indices and the reason.

    Attributes:
        sieve: name of the sieve.
        evidence: what it saw, readable.
        addressee: the one spoken to, who may be a relaying medium.
        confidence: probability that it is right; ``None`` where that of the sieve holds.
        yields: what that an earlier sieve found rules it out.
        beside: whether cue and source stand beside the content, and so may interrupt that of others.
        relays: whether it may stand around a whole other attribution.
    """

    sieve: str
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    type: AttributionType
    evidence: str
    addressee: frozenset[int] = frozenset()
    confidence: float | None = None
    yields: Yields = Yields.NOTHING
    beside: bool = False
    relays: bool = False


@dataclass(frozen=True)
class Context:
    """What every sieve may ask."""

    parsed: ParsedArticle
    quotes: Quotes
    lexicon: Lexicon
    _verbs: dict[int, list[Any]] = field(default_factory=dict, repr=False, compare=False)
    _full_verbs: dict[int, list[Any]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def doc(self) -> Any:
        """The whole article as a spaCy document."""
        return self.parsed.doc

    def verbs(self, sentence: Any) -> list[Any]:
        """Returns the verbs of a sentence that are not auxiliaries; many sieves ask for them."""
        found = self._verbs.get(sentence.start)
        if found is None:
            found = self._verbs[sentence.start] = [
                t for t in sentence if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass") and t.lemma_[:1].isalpha()
            ]
        return found

    def full_verbs(self, sentence: Any) -> list[Any]:
        """Returns the verbs of a sentence that neither help another one nor stand before a noun."""
        found = self._full_verbs.get(sentence.start)
        if found is None:
            found = self._full_verbs[sentence.start] = [t for t in sentence if t.pos_ == "VERB" and t.dep_ != "amod"]
        return found

    @cached_property
    def texts(self) -> list[str]:
        """The words and marks of the document."""
        forms: dict[str, str] = {}
        return [forms.setdefault(text, text) for text in (token.text for token in self.doc)]

    @cached_property
    def starts(self) -> array[int]:
        """Where the tokens of the document begin."""
        return array("q", self.doc.to_array("IDX").astype("int64").tobytes())

    def between(self, start: int, end: int) -> range:
        """Returns the tokens that begin between two offsets."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    @cached_property
    def _in_quotes(self) -> bytearray:
        inside = bytearray(len(self.doc))
        for quote in self.quotes.all:
            tokens = self.between(quote.start, quote.end)
            inside[tokens.start : tokens.stop] = b"\1" * len(tokens)
        return inside

    def quoted(self, index: int) -> bool:
        """Says whether a token stands in quotation marks."""
        return bool(self._in_quotes[index])

    @cached_property
    def _quoted_words(self) -> array[int]:
        """For each word of the article, how many before it stand in quotation marks; and of them all."""
        return array("q", accumulate((self.quotes.at(word) is not None for word in self.parsed.word_starts), initial=0))

    def quoted_share(self, spans: Spans) -> float:
        """Returns the share of the words of spans that stand in quotation marks."""
        words = [(bisect_left(self.parsed.word_starts, s), bisect_left(self.parsed.word_starts, e)) for s, e in spans]
        quoted = sum(self._quoted_words[after] - self._quoted_words[first] for first, after in words)
        return quoted / max(sum(after - first for first, after in words), 1)

    def text(self, indices: frozenset[int]) -> str:
        """Returns the words of a set of tokens, for explanations."""
        return " ".join(self.doc[i].text for i in sorted(indices))


Sieve = Callable[[Any, Context], Iterator[Candidate]]
"""Takes a sentence (a spaCy span) and the context, yields what it finds."""
