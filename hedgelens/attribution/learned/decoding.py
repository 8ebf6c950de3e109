"""From the network's outputs to attributions.

Places whose probability to be a cue passes a low bar are read by the decoder, one by one. A Viterbi search under the
constraints of the BIO labels gives the spans. A logistic regression on what both networks say gives the probability that the
attribution is right; the probable ones stay, and claim their words in order of probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""What a word is, for the tagger (of any attribution) and for the decoder (of the one whose cue it looks at)."""

MIN_CONFIDENCE = 0.5
"""From which attributions count where the manifest of an engine does not say it."""

WEIGHTS = 9
"""Of the regression: one for each column of :func:`evidence`, and the constant."""

_PORTION = 500
_ROLES = ("source", "cue", "content")
_NEVER = -1e4
_ALLOWED = np.zeros((len(LABELS), len(LABELS)), np.float32)
for _inside in (2, 4, 6):
    _ALLOWED[:, _inside] = _NEVER
    _ALLOWED[_inside - 1, _inside] = _ALLOWED[_inside, _inside] = 0.0


@dataclass(frozen=True)
class Reading:
    """What the decoder says about one place that may be a cue; words are numbered within the article.

    Attributes:
        cue: first word, word after the last.
        start: first word of the region that was read.
        logits: of shape (words of the region, labels).
        valid: logit of its being a cue at all.
        tag: highest probability that the tagger gave one of its words to be in a cue.
    """

    cue: tuple[int, int]
    start: int
    logits: Floats
    valid: float
    tag: float


@dataclass(frozen=True)
class DecoderSettings:
    """What was chosen on development data.

    Attributes:
        bar: least probability of the tagger for a place to be read.
        threshold: least probability for an attribution to stay.
        switch: price of each span that is begun, in logits.
        weights: of the logistic regression over :func:`evidence`, in its order.
        min_confidence: from which attributions count, where nobody asks for another one.
        agreement: weights of the second regression (``agreement.SIGNS``); none where there is no second one.
    """

    bar: float
    threshold: float
    switch: float
    weights: tuple[float, ...]
    min_confidence: float = MIN_CONFIDENCE
    agreement: tuple[float, ...] = ()


@dataclass(frozen=True)
class WordRoles:
    """An attribution as numbers of words, with the probability that it is right."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    probability: float


def cue_candidates(tag_logits: Floats, bar: float) -> list[tuple[int, int, float]]:
    """Returns the runs of words that may be cues: first word, word after the last, highest probability."""
    likely = probabilities(tag_logits)
    begins, inside = likely[:, 3], likely[:, 4]
    score = begins + inside
    found: list[tuple[int, int, float]] = []
    i = 0
    while i < len(score):
        if score[i] < bar:
            i += 1
            continue
        end = i + 1
        while end < len(score) and score[end] >= bar and inside[end] >= begins[end]:
            end += 1
        found.append((i, end, float(score[i:end].max())))
        i = end
    return found


def decode(proposals: Sequence[WordRoles], threshold: float) -> list[WordRoles]:
    """Returns those of the proposals that stay, in text order.

    Each word is content of one attribution at most; sources may be shared.
    """
    taken: dict[int, str] = {}
    found: list[WordRoles] = []
    for proposal in sorted(proposals, key=lambda p: -p.probability):
        roles = _free(proposal, taken)
        if proposal.probability >= threshold and roles.cue and roles.content:
            taken.update({i: name for name in _ROLES for i in getattr(roles, name)})
            found.append(roles)
    return sorted(found, key=lambda roles: roles.cue[0])


def evidence(readings: Sequence[Reading]) -> Floats:
    """Returns what the probability of attributions is computed from, as far as the network says it, a row for each reading."""
    likely = probabilities(_padded([reading.logits for reading in readings]))
    position = np.arange(likely.shape[1])
    first, end = (np.array([r.cue[k] - r.start for r in readings], np.int64)[:, None] for k in (0, 1))
    cue = np.where((position >= first) & (position < end), likely[:, :, 3:5].sum(-1), 0.0).max(1, initial=0.0)
    content, source = likely[:, :, 5:].sum(-1), likely[:, :, 1:3].sum(-1).max(1, initial=0.0)
    inside = content > 0.5
    words = inside.sum(1)
    columns = (
        _logit(np.array([reading.tag for reading in readings])),
        np.clip([reading.valid for reading in readings], -8, 8),
        _logit(cue),
        content.max(1, initial=0.0),
        (content * inside).sum(1) / np.maximum(words, 1),
        source,
        abs(source - 0.5),
        np.log1p(words),
    )
    rows: Floats = np.stack(columns, axis=1)
    return rows


def probabilities_of(readings: Sequence[Reading], settings: DecoderSettings) -> list[float]:
    """Returns how probable it is that the attribution at each place is right."""
    found: list[float] = []
    for some in _portions(readings):
        logits = evidence(some) @ np.array(settings.weights[:-1]) + settings.weights[-1]
        found += (1.0 / (1.0 + np.exp(-logits))).tolist()
    return found


def _portions(readings: Sequence[Reading]) -> Iterator[Sequence[Reading]]:
    """Yields so many readings at a time as an article has; what is computed from those of a long text would fill the memory."""
    return (readings[i : i + _PORTION] for i in range(0, len(readings), _PORTION))


def _logit(probability: NDArray[Any]) -> NDArray[Any]:
    result: NDArray[Any] = np.log(np.maximum(probability, 1e-4) / np.maximum(1 - probability, 1e-4))
    return result


def _padded(logits: Sequence[Floats]) -> Floats:
    """Returns logits of shape (readings, words, labels); shorter readings are filled up with words that are nothing."""
    rows = np.full((len(logits), max(map(len, logits), default=0), len(LABELS)), _NEVER, np.float32)
    rows[:, :, 0] = 0.0
    for row, own in zip(rows, logits, strict=True):
        row[: len(own)] = own
    return rows


def roles_of(readings: Sequence[Reading], switch: float) -> list[dict[str, list[int]]]:
    """Returns for each reading the numbers of the words of each role, by the best sequence of labels."""
    found: list[dict[str, list[int]]] = []
    labelled = (labels for some in _portions(readings) for labels in best_labels([r.logits for r in some], switch))
    for reading, labels in zip(readings, labelled, strict=True):
        roles: dict[str, list[int]] = {name: [] for name in _ROLES}
        for offset, label in enumerate(labels):
            if label:
                roles[_ROLES[(label - 1) // 2]].append(reading.start + offset)
        if not any(reading.cue[0] <= i < reading.cue[1] for i in roles["cue"]):
            roles["cue"] = list(range(*reading.cue))
        found.append(roles)
    return found


def _free(roles: WordRoles, taken: dict[int, str]) -> WordRoles:
    """Drops the words that a more probable attribution has: a cue in its content is no cue of its own."""
    return WordRoles(
        source=tuple(i for i in roles.source if taken.get(i, "source") == "source"),
        cue=tuple(i for i in roles.cue if taken.get(i) not in ("cue", "content")),
        content=tuple(i for i in roles.content if i not in taken),
        probability=roles.probability,
    )


def best_labels(logits: Sequence[Floats], switch: float) -> list[list[int]]:
    """Returns for each of many readings the best sequence of labels in which an I follows only a B or I of its kind (Viterbi).

    All are searched at once, word by word; the shorter ones are filled up, and what is there is never looked at.
    """
    lengths = np.array([len(rows) for rows in logits], np.int64)
    scores = np.log(probabilities(_padded(logits))).swapaxes(0, 1).copy()
    scores[:, :, (1, 3, 5)] -= switch
    scores[:1, :, (2, 4, 6)] += _NEVER
    back = np.zeros(scores.shape, np.int64)
    for t in range(1, len(scores)):
        total = scores[t - 1][:, :, None] + _ALLOWED
        back[t] = total.argmax(1)
        scores[t] += total.max(1)
    every = np.arange(len(logits))
    label = np.zeros(len(logits), np.int64)
    path = np.zeros(scores.shape[:2], np.int64)
    for t in range(len(scores) - 1, -1, -1):
        label = np.where(lengths - 1 == t, scores[t].argmax(-1), label)
        path[t] = label
        label = back[t, every, label]
    return [path[:n, i].tolist() for i, n in enumerate(lengths)]


def probabilities(logits: Floats) -> Floats:
    """Returns the probabilities of the labels (softmax), never quite nothing."""
    powers = np.exp(logits.astype(np.float32) - logits.max(-1, keepdims=True))
    result: Floats = np.maximum(powers / powers.sum(-1, keepdims=True), 1e-12)
    return result
