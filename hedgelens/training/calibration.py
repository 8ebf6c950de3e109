"""Fits the probability that an attribution is right: logistic regression on what the network says (Platt 1999).

A second one weighs that with what the sieves see at the same place; it learns from news of several kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hedgelens.attribution.learned.agreement import AGREEMENT_WEIGHTS, candidates_by_cue, signs_of
from hedgelens.attribution.learned.decoding import DecoderSettings, evidence, roles_of
from hedgelens.attribution.learned.engine import Look, attribute, look
from hedgelens.attribution.learned.network import Network
from hedgelens.attribution.sieves import candidates_in
from hedgelens.evaluation.attributions import Score, flat_view, pair_attributions, score_attributions
from hedgelens.evaluation.polnear import FlatAttribution, MarkedText
from hedgelens.evaluation.reliability import ConfidenceError, confidence_error
from hedgelens.measures.rates import Rate, calibration_error
from hedgelens.records import Attribution, ParsedArticle

Numbers = NDArray[np.float64]
_ROUNDS, _STEPS = 30, 10
_FIRST_RIDGE, _SECOND_RIDGE = 1.0, 3.0
"""The second one was chosen looking at the article that HedgeLens began with, too (docs/attribution.md)."""


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
        listed: how well the confidence of what is listed holds, in which the sieves have their say.
    """

    scores: dict[str, Score]
    steps: tuple[Rate, ...]
    listed: ConfidenceError

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
    """Returns the weights of the regression.

    Args:
        observed: what was seen in each text.
        otherwise: what is returned where no place was seen at all, as with a network that has learned nothing.
    """
    some = [o for o in observed if len(o.right)]
    if not some:
        return otherwise
    x, y = np.concatenate([o.evidence for o in some]), np.concatenate([o.right for o in some])
    return _regression(x, y, np.ones(len(y)), _FIRST_RIDGE)


def fit_agreement(settings: DecoderSettings, sets: Iterable[Sequence[Observed]]) -> tuple[float, ...]:
    """Returns the weights of the second regression, fitted on the outermost attributions that a network finds with settings.

    Args:
        settings: with the weights of the first regression.
        sets: sets of texts; each weighs the same, however many attributions it has.
    """
    first = replace(settings, agreement=())
    found = [rows for observed in sets if len((rows := _agreement_rows(observed, first))[1])]
    if not found:
        return ()
    total = sum(len(right) for _, right in found)
    weights = [np.full(len(right), total / len(found) / len(right)) for _, right in found]
    signs, right = (np.concatenate([rows[column] for rows in found]) for column in (0, 1))
    return _regression(signs, right, np.concatenate(weights), _SECOND_RIDGE)


def _agreement_rows(observed: Iterable[Observed], settings: DecoderSettings) -> tuple[Numbers, Numbers]:
    """Returns the signs of what the network found in texts, with a column of ones, and which of it is right."""
    rows: list[tuple[float, ...]] = []
    right: list[float] = []
    for one in observed:
        syntax = one.seen.syntax
        found = flat_view(attribute(one.seen, settings))
        matched = {j for _, j in pair_attributions(one.text.text, one.text.attributions, found)}
        by_cue = candidates_by_cue(candidates_in(syntax))
        own = [j for j, attribution in enumerate(found) if attribution.rule == one.seen.engine]
        rows += [(*signs_of(syntax, found[j], by_cue), 1.0) for j in own]
        right += [float(j in matched) for j in own]
    return np.array(rows).reshape(-1, AGREEMENT_WEIGHTS), np.array(right)


def _regression(x: Numbers, y: Numbers, weights: Numbers, price: float) -> tuple[float, ...]:
    """Fits a logistic regression by Newton's method; the ridge is on all but the constant, the last column."""
    found, ridge = np.zeros(x.shape[1]), np.append(np.full(x.shape[1] - 1, price), 0.0)
    for _ in range(_ROUNDS):
        p = _probability(x, found)
        curvature = (x * (weights * p * (1 - p))[:, None]).T @ x + np.diag(ridge + 1e-6)
        found = found - np.linalg.solve(curvature, x.T @ (weights * (p - y)) + ridge * found)
    return tuple(float(round(w, 4)) for w in found)


def two_fold(shipped: DecoderSettings, observed: Sequence[Observed], news: Sequence[Observed] = ()) -> TwoFold:
    """Scores an engine on each half of the texts with weights that were fitted on the other half.

    Args:
        shipped: its settings but for the weights.
        observed: what was seen in each text.
        news: the same of texts of another kind, on which the second regression is fitted, too.
    """
    said: list[Numbers] = []
    figures: list[tuple[str, tuple[FlatAttribution, ...], list[Attribution]]] = []
    for half in (0, 1):
        settings = fitted(shipped, observed[1 - half :: 2], news)
        for one in observed[half::2]:
            p = _probability(one.evidence, np.array(settings.weights))
            said.append(np.stack([p, one.right]) if len(one.right) else np.zeros((2, 0)))
            figures.append((one.text.text, one.text.attributions, flat_view(attribute(one.seen, settings))))
    pairs = np.concatenate(said, axis=1)
    return TwoFold(score_attributions(figures), tuple(_steps(pairs[0], pairs[1])), confidence_error(figures))


def fitted(settings: DecoderSettings, observed: Sequence[Observed], news: Sequence[Observed] = ()) -> DecoderSettings:
    """Returns settings with weights that are fitted on all of the texts: the first regression's, and the second one's.

    Args:
        settings: the settings but for the weights.
        observed: what was seen in each text.
        news: the same of texts of another kind; they and the others weigh the same in the second regression.
    """
    first = replace(settings, weights=fit(observed, settings.weights))
    return replace(first, agreement=fit_agreement(first, (observed, news)))


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
