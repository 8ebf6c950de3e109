"""What a sieve proposes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from hedgelens.language.tokens import Syntax
from hedgelens.records import AttributionType


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

    @classmethod
    def of(
        cls,
        syntax: Syntax,
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
        evidence = seen.replace("{}", f"“{syntax.quote(cue)}”")
        return cls(sieve, frozenset(source) - cue, cue, frozenset(content) - cue, kind, evidence, **further)


Sieve = Callable[[Syntax, range], Iterator[Candidate]]
"""Takes the columns of an article and the tokens of a sentence, yields what it finds."""
