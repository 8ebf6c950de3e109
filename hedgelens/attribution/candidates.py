"""What a sieve proposes, and what it may ask: the parse, the quotations, the words that attribute."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from hedgelens.language.grammar import VERBAL
from hedgelens.language.quotations import QuotedWords
from hedgelens.language.tokens import Syntax
from hedgelens.records import AttributionType, ParsedArticle


class Yields(Enum):
    """To what else in its sentence a candidate gives way."""

    NOTHING = 0
    SAME_CONTENT = 1
    ANYTHING = 2


@dataclass(frozen=True)
class Candidate:
    """An attribution as a sieve proposes it: three sets of tokens and the reason.

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

    @cached_property
    def syntax(self) -> Syntax:
        """The tokens of the article."""
        return Syntax.of(self.parsed)

    def verbs(self, sentence: range) -> list[int]:
        """Returns the verbs of a sentence that are not auxiliaries; many sieves ask for them."""
        return _of(sentence, self._verbs)

    def full_verbs(self, sentence: range) -> list[int]:
        """Returns the verbs of a sentence that neither help another one nor stand before a noun."""
        return _of(sentence, self._full_verbs)

    @cached_property
    def _verbs(self) -> list[int]:
        syntax = self.syntax
        return [
            i
            for i, pos in enumerate(syntax.pos)
            if pos in VERBAL and syntax.dep[i] not in ("aux", "auxpass") and syntax.lemma[i][:1].isalpha()
        ]

    @cached_property
    def _full_verbs(self) -> list[int]:
        return [i for i, pos in enumerate(self.syntax.pos) if pos == "VERB" and self.syntax.dep[i] != "amod"]

    def quoted(self, token: int) -> bool:
        """Says whether a token stands in quotation marks."""
        return self.syntax.quoted[token]

    @cached_property
    def quoted_words(self) -> QuotedWords:
        """How many words of some spans stand in quotation marks."""
        return QuotedWords(self.syntax.quotes, self.parsed.word_starts)

    def candidate(
        self,
        sieve: str,
        source: Iterable[int],
        cue: Iterable[int],
        content: Iterable[int],
        seen: str,
        kind: AttributionType = AttributionType.ASSERTION,
        **further: Any,
    ) -> Candidate:
        """Builds a candidate, whose cue is neither source nor content; ``{}`` in what was seen stands for its words."""
        cue = frozenset(cue)
        evidence = seen.replace("{}", f"“{self.text(cue)}”")
        return Candidate(sieve, frozenset(source) - cue, cue, frozenset(content) - cue, kind, evidence, **further)

    def text(self, tokens: Iterable[int]) -> str:
        """Returns the words of some tokens, for explanations."""
        return " ".join(self.syntax.text[i] for i in sorted(tokens))


def _of(sentence: range, tokens: list[int]) -> list[int]:
    return tokens[bisect_left(tokens, sentence.start) : bisect_left(tokens, sentence.stop)]


Sieve = Callable[[range, Context], Iterator[Candidate]]
"""Takes the tokens of a sentence and the context, yields what it finds."""
