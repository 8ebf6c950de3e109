"""What a sieve proposes, and what it may ask: the parse, the quotations, the words that attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hedgelens.attribution.lexicon import Lexicon
from hedgelens.attribution.quotes import Quotes
from hedgelens.records import AttributionType, ParsedArticle


@dataclass(frozen=True)
class Candidate:
    """An attribution as a sieve proposes it: three sets of token indices and the reason.

    Attributes:
        sieve: name of the sieve.
        evidence: what it saw, readable.
        addressee: the one spoken to, who may be a relaying medium.
        confidence: probability that it is right; ``None`` where that of the sieve holds.
    """

    sieve: str
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    type: AttributionType
    evidence: str
    addressee: frozenset[int] = frozenset()
    confidence: float | None = None


@dataclass(frozen=True)
class Context:
    """What every sieve may ask."""

    parsed: ParsedArticle
    quotes: Quotes
    lexicon: Lexicon
    _verbs: dict[int, list[Any]] = field(default_factory=dict, repr=False, compare=False)

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

    def quoted(self, index: int) -> bool:
        """Says whether a token stands in quotation marks."""
        return self.quotes.at(self.doc[index].idx) is not None

    def text(self, indices: frozenset[int]) -> str:
        """Returns the words of a set of tokens, for explanations."""
        return " ".join(self.doc[i].text for i in sorted(indices))


Sieve = Callable[[Any, Context], Iterator[Candidate]]
"""Takes a sentence (a spaCy span) and the context, yields what it finds."""
