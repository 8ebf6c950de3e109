"""Sentences for a methods section: what was measured how, over how many, and with which settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hedgelens._start import VERSION
from hedgelens.analysis import MARKED_BY, Analysis
from hedgelens.files.text import counted
from hedgelens.measures import Tally
from hedgelens.measures.formulas import Formula
from hedgelens.settings import ALL_TYPES, EVERYTHING, short


@dataclass(frozen=True, slots=True)
class Made:
    """How analyses were made, as a methods section says it.

    Attributes:
        engine, engine_sha256: what found attributions, and the hash of its weights.
        model, model_sha256: the language model, and its hash.
        counting: what counts, in words; several where articles differ.
        corrected, articles: how many articles were corrected by hand, of how many.
        chosen: which articles these are, in words; empty for all.
    """

    engine: str
    engine_sha256: str = ""
    model: str = ""
    model_sha256: str = ""
    counting: tuple[str, ...] = ()
    corrected: int = 0
    articles: int = 1
    chosen: str = ""
    version: str = field(default=VERSION)

    @classmethod
    def of(cls, analysis: Analysis) -> Made:
        """Says how one analysis was made."""
        return cls(
            engine=analysis.engine,
            engine_sha256=analysis.engine_sha256 or "",
            model=analysis.model or "",
            model_sha256=analysis.model_sha256 or "",
            counting=(_counts(analysis.min_confidence, analysis.types),),
            corrected=int(bool(analysis.revisions)),
        )

    @property
    def sentences(self) -> str:
        """What is said of the coding, once for all measures."""
        parts = [
            self._coded,
            *(f"{words[0].upper()}{words[1:]} were counted." for words in self.counting),
            self._corrected,
            self.chosen,
        ]
        return " ".join(part for part in parts if part)

    @property
    def _coded(self) -> str:
        if self.engine in MARKED_BY:
            return f"Attributions and hedges were marked {MARKED_BY[self.engine]} and evaluated with HedgeLens {self.version}."
        engine = f"engine '{self.engine}'{_hash(self.engine_sha256)}"
        model = f"; language model {self.model}{_hash(self.model_sha256)}" if self.model else ""
        return f"Attributions and hedges were coded automatically with HedgeLens {self.version} ({engine}{model})."

    @property
    def _corrected(self) -> str:
        if not self.corrected:
            return ""
        if self.articles == 1:
            return "The coding was corrected by hand."
        return f"The coding of {self.corrected:,} of {counted(self.articles, 'article')} was corrected by hand."


def counting_of(tallies: Iterable[Tally]) -> tuple[str, ...]:
    """Says what counts in articles: once for each way in which any of them is counted, the most frequent first."""
    ways = Counter((tally.min_confidence, tally.types) for tally in tallies)
    return tuple(_counts(confidence, types) for (confidence, types), _ in ways.most_common())


def method(formulas: Iterable[Formula], n: str, part: str = "") -> str:
    """Says what was measured and over how many.

    Args:
        formulas: what is computed, one step after the other.
        n: over how many, in words.
        part: what the articles, or the sources, are parted by.
    """
    steps = [f"{one.method.format(part=part)}. Formula: {one.formula}, with {one.where}" for one in formulas]
    intervals = "; ".join(one.interval for one in formulas if one.interval)
    return f"{'. '.join(steps)}. N = {n}{f'; {intervals}' if intervals else ''}."


def _counts(confidence: float, types: Iterable[str]) -> str:
    of_types = tuple(types)
    sure = "all attributions" if confidence == EVERYTHING else f"attributions with a confidence of at least {short(confidence)}"
    return sure if len(of_types) == len(ALL_TYPES) else f"{sure}, of the types {', '.join(of_types)}"


def _hash(sha256: str) -> str:
    return f", SHA-256 {sha256[:12]}" if sha256 else ""
