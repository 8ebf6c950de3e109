"""How sure the learned engine is in the end: what the network says, weighed with whether a sieve sees the same.

The network's probability holds on texts like those that it was fitted on. On news at large it is too high where no sieve sees the
attribution, too, and too low where one gives it the same content. A second logistic regression (stacked on the first, Wolpert
1992) over a few signs that mean the same in any news corrects that; it grows with what the network says, and nothing else of an
attribution changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import exp, log

from hedgelens.attribution.candidates import Candidate
from hedgelens.language.grammar import head_among
from hedgelens.language.speakers import can_speak
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.records import Attribution, Quotation

SIGNS = (
    "what the network says, in logits",
    "no sieve has a cue there",
    "overlap of its content with that of the sieve",
    "direct quotation",
    "no source",
    "the source is a pronoun",
    "the source can speak",
    "the cue is of a verb that reports",
)
"""What is weighed, in the order of the weights; the constant is the last of these."""

AGREEMENT_WEIGHTS = len(SIGNS) + 1
_LEAST = 1e-3


def with_agreement(
    syntax: Syntax,
    attributions: Iterable[Attribution],
    by_rules: Sequence[Candidate],
    engine: str,
    weights: Sequence[float],
) -> tuple[Attribution, ...]:
    """Returns attributions in which what the network found is as sure as the second regression says.

    Args:
        syntax: the article.
        attributions: what an engine found.
        by_rules: what the sieves propose.
        engine: its name, the rule of what its network found; the sieves' own finds stay as they are.
        weights: of the regression; without any, all stays as it is.
    """
    if not weights:
        return tuple(attributions)
    by_cue = candidates_by_cue(by_rules)
    return tuple(
        replace(a, confidence=_probability(signs_of(syntax, a, by_cue), weights)) if a.rule == engine else a for a in attributions
    )


def candidates_by_cue(by_rules: Sequence[Candidate]) -> dict[int, Candidate]:
    """Returns what the sieves propose by the tokens of its cues; the first that has a token keeps it."""
    return {token: candidate for candidate in reversed(by_rules) for token in candidate.cue}


def signs_of(syntax: Syntax, attribution: Attribution, by_cue: Mapping[int, Candidate]) -> tuple[float, ...]:
    """Returns the signs of an attribution that a network found, in the order of :data:`SIGNS`."""
    cue, source = syntax.within(attribution.cue), syntax.within(attribution.source)
    content = frozenset(syntax.within(attribution.content))
    same = next((by_cue[i] for i in cue if i in by_cue), None)
    overlap = len(same.content & content) / max(len(same.content | content), 1) if same is not None else 0.0
    head = head_among(syntax, source)
    return (
        _logit(attribution.confidence),
        float(same is None),
        overlap,
        float(attribution.quotation is Quotation.DIRECT),
        float(not source),
        float(head is not None and syntax.pos[head] == "PRON"),
        float(head is not None and can_speak(syntax, head)),
        float(any(syntax.lemma[i] in word_set("reporting") for i in cue)),
    )


def _probability(signs: Sequence[float], weights: Sequence[float]) -> float:
    logit = sum(sign * weight for sign, weight in zip(signs, weights, strict=False)) + weights[-1]
    return round(1 / (1 + exp(-logit)), 3)


def _logit(probability: float) -> float:
    return log(max(probability, _LEAST) / max(1 - probability, _LEAST))
