"""Fits the probability that an attribution is right: logistic regression on what the network says (Platt 1999)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hedgelens.attribution.learned.decoding import DecoderSettings, evidence, roles_of
from hedgelens.attribution.learned.engine import Look, attribute, look
from hedgelens.attribution.learned.network import Network
from hedgelens.evaluation.attributions import Score, flat_view, pair_attributions, score_attributions
from hedgelens.evaluation.polnear import FlatAttribution, MarkedText
from hedgelens.measures.rates import Rate, calibration_error
from hedgelens.records import Attribution, ParsedArticle

Numbers = NDArray[np.float64]
_ROUNDS, _STEPS = 30, 10


@dataclass(frozen=True)
class Observed:
    """The places of one text that may be cues.

    Attributes:
        text: the text with its marks.
        seen: what the network read in it.
        evidence: of shape (places, weights), the last column of ones.
        right: 1 where the attribution there is right, 0 elsewhere.
    """

    text: MarkedText
    seen: Look
    evidence: Numbers
    right: Numbers


@dataclass(frozen=True)
class TwoFold:
    """How an engine does on texts, its regression fitted on the other half of them.

    Attributes:
        scores: by construct.
        steps: for each tenth of the probability the share of places that are right; all places count, also those below the
            threshold.
    """

    scores: dict[str, Score]
    steps: tuple[Rate, ...]

    @property
    def error(self) -> float:
        """Expected calibration error."""
        return calibration_error(self.steps) or 0.0


def observe(network: Network, text: MarkedText, parsed: ParsedArticle) -> Observed:
    """Returns what the network says about each place of a text that may be a cue, and whether the attribution there is right."""
    seen = look(network, parsed)
    words, readings = seen.words, seen.readings
    roles = roles_of(readings, network.settings.switch)
    source, cue, content = ([tuple(words[i] for i in r[name]) for r in roles] for name in ("source", "cue", "content"))
    spans = [FlatAttribution(*parts) for parts in zip(source, cue, content, strict=True)]
    matched = {j for _, j in pair_attributions(text.text, text.attributions, spans)}
    rows = np.column_stack([evidence(readings), np.ones(len(readings))])
    return Observed(text, seen, rows, np.array([float(j in matched) for j in range(len(readings))]))


def fit(observed: Sequence[Observed], otherwise: tuple[float, ...]) -> tuple[float, ...]:
    """Returns the weights of the regression, by Newton's method; a ridge of one on all but the constant.

    Args:
        observed: what was seen in each text.
        otherwise: what is returned where no place was seen at all, as with a network that has learned nothing.
    """
    some = [o for o in observed if len(o.right)]
    if not some:
        return otherwise
    x, y = np.concatenate([o.evidence for o in some]), np.concatenate([o.right for o in some])
    weights, ridge = np.zeros(x.shape[1]), np.append(np.ones(x.shape[1] - 1), 0.0)
    for _ in range(_ROUNDS):
        p = _probability(x, weights)
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge + 1e-6)
        weights = weights - np.linalg.solve(curvature, x.T @ (p - y) + ridge * weights)
    return tuple(float(round(w, 4)) for w in weights)


def two_fold(shipped: DecoderSettings, observed: Sequence[Observed]) -> TwoFold:
    """Scores an engine on each half of the texts with weights that were fitted on the other half.

    Args:
        shipped: its settings but for the weights.
        observed: what was seen in each text.
    """
    said: list[Numbers] = []
    figures: list[tuple[str, tuple[FlatAttribution, ...], list[Attribution]]] = []
    for half in (0, 1):
        weights = fit(observed[1 - half :: 2], shipped.weights)
        settings = replace(shipped, weights=weights)
        for one in observed[half::2]:
            said.append(
                np.stack([_probability(one.evidence, np.array(weights)), one.right]) if len(one.right) else np.zeros((2, 0))
            )
            figures.append((one.text.text, one.text.attributions, flat_view(attribute(one.seen, settings))))
    pairs = np.concatenate(said, axis=1)
    return TwoFold(score_attributions(figures), tuple(_steps(pairs[0], pairs[1])))


def fitted(settings: DecoderSettings, observed: Sequence[Observed]) -> DecoderSettings:
    """Returns settings with weights that are fitted on all of the texts."""
    return replace(settings, weights=fit(observed, settings.weights))


def _probability(x: Numbers, weights: Numbers) -> Numbers:
    result: Numbers = 1 / (1 + np.exp(-x @ weights))
    return result


def _steps(said: Numbers, right: Numbers) -> Iterator[Rate]:
    number = np.minimum((said * _STEPS).astype(int), _STEPS - 1)
    for step in range(_STEPS):
        members = number == step
        if members.any():
            name = f"{step / _STEPS:g}–{(step + 1) / _STEPS:g}"
            yield Rate(name, int(right[members].sum()), int(members.sum()), round(float(said[members].mean()), 4))
