"""What the network is trained to do: tag words, label the words around cues, and tell cues from words that only look like one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from hedgelens.attribution.learned.arrays import Arrays, by_length, region, region_arrays, window_arrays
from hedgelens.attribution.learned.decoding import LABELS, Floats
from hedgelens.attribution.learned.windows import WindowCutter
from hedgelens.training.examples import CUE, Example, Labels
from hedgelens.training.network import Attributor

_INSIDE = (2, 4, 6)
_WRONG_CUES = 2
"""Words a window that the tagger takes for cues most, and wrongly; the decoder learns to turn them down."""
_PART_OF_CUE, _TEACHERS_ONLY = 0.3, 0.5
_WORDS = 4000
"""That the decoder reads at a time."""
_TYPICAL_WORDS = 25
"""Divides the loss over the words of a region, so that it is of the size of the tagger's."""


@dataclass(frozen=True)
class Place:
    """A place that the decoder reads in training, and what it should say.

    Attributes:
        window: number within the batch.
        start, end: words taken as the cue.
        labels: of the words of the window; none where it is no cue.
        valid: probability that it is a cue.
        cue: the cue by which the teacher knows it.
    """

    window: int
    start: int
    end: int
    labels: Labels | None
    valid: float
    cue: tuple[int, int] | None


def tensors(arrays: Arrays) -> dict[str, Tensor]:
    """Returns arrays as tensors."""
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def states_of(states: Tensor, piece: Tensor) -> Tensor:
    """Returns the reader's states of the pieces of regions, of shape (cues, words, width)."""
    return states.reshape(-1, states.shape[-1]).index_select(0, piece.reshape(-1)).view(*piece.shape, -1)


def batch_loss(
    model: Attributor, windows: Sequence[Example], cutter: WindowCutter, rng: random.Random, *, hidden: float, trust: float
) -> Tensor:
    """Returns the loss on one batch.

    Args:
        model: the network.
        windows: the batch.
        cutter: knows the special pieces.
        rng: chooses wrong and shortened cues.
        hidden: share of pieces that are masked, so that the network leans less on single words and names.
        trust: weight of the teacher's labels beside the annotators', from 0 to 1.
    """
    inputs = tensors(window_arrays(windows, cutter.padding))
    if hidden:
        inputs["ids"][(torch.rand(inputs["ids"].shape) < hidden) & (inputs["place"] != 2)] = cutter.mask
    width = inputs["ids"].shape[1]
    states, logits = model.read(windows, inputs)
    first = np.concatenate([b * width + np.asarray(w.first) for b, w in enumerate(windows)])
    tags = logits.float().reshape(-1, len(LABELS))[torch.from_numpy(first)]
    loss = functional.cross_entropy(tags, torch.from_numpy(_tag_targets(windows, trust)))
    likely = tags.detach().softmax(-1)[:, CUE[0] : CUE[1] + 1].sum(-1).numpy()
    ends = np.cumsum([len(w.words) for w in windows])[:-1]
    places = _places(windows, np.split(likely, ends), rng, trust)
    return loss + _decoder_loss(model, windows, places, states, width, trust) if places else loss


def _tag_targets(windows: Sequence[Example], trust: float) -> Floats:
    marked: Floats = np.eye(len(LABELS), dtype=np.float32)[np.concatenate([w.tags for w in windows])]
    taught = [w.soft_tags for w in windows if w.soft_tags is not None]
    if not trust or len(taught) < len(windows):
        return marked
    mixed: Floats = (1 - np.float32(trust)) * marked + np.float32(trust) * np.concatenate(taught)
    return mixed


def _places(windows: Sequence[Example], likely: Sequence[NDArray[np.float32]], rng: random.Random, trust: float) -> list[Place]:
    """Returns the marked cues (sometimes a part of one only), what the teacher takes for cues, and the likeliest wrong words."""
    found: list[Place] = []
    for b, window in enumerate(windows):
        marked = np.isin(window.tags, CUE)
        for cue, labels in zip(window.cues, window.labels, strict=True):
            start, end = cue
            if end - start > 1 and rng.random() < _PART_OF_CUE:
                start = rng.randrange(start, end)
                end = rng.randrange(start, end) + 1
            doubt = 1 - window.soft[cue].valid if cue in window.soft else 0.0
            found.append(Place(b, start, end, labels, 1.0 - trust * doubt, cue))
        for cue, reading in window.soft.items():
            if trust and cue not in window.cues and not marked[slice(*cue)].any() and rng.random() < _TEACHERS_ONLY:
                found.append(Place(b, *cue, None, trust * reading.valid, cue))
        wrong = np.where(marked, -1.0, likely[b])
        for i in np.argsort(-wrong)[:_WRONG_CUES]:
            if wrong[i] > 0.01:
                found.append(Place(b, int(i), int(i) + 1, None, 0.0, None))
    return found


def _decoder_loss(
    model: Attributor, windows: Sequence[Example], places: list[Place], states: Tensor, width: int, trust: float
) -> Tensor:
    loss = torch.zeros(())
    anchors = [(p.window, p.start, p.end) for p in places]
    bases = [b * width for b in range(len(windows))]
    for part in by_length(windows, anchors, _WORDS):
        inputs = tensors(region_arrays(windows, [anchors[i] for i in part], bases))
        targets = torch.zeros(*inputs["mask"].shape, len(LABELS))
        for row, i in enumerate(part):
            wanted = _region_targets(windows[places[i].window], places[i], trust)
            targets[row, : len(wanted)] = torch.from_numpy(wanted)
        alive = inputs["mask"].bool()
        piece = inputs.pop("piece")
        labels, valid = model.decoder(states_of(states, piece), *(inputs[n] for n in ("cue", "distance", "paragraph", "mask")))
        real = torch.tensor([places[i].valid for i in part])
        each = functional.cross_entropy(labels.float()[alive], targets[alive], reduction="none")
        # Words around what is hardly a cue say little about how to label words.
        weight = (0.3 + 0.7 * real)[:, None].expand_as(alive)[alive]
        loss = loss + (each * weight).sum() / (_TYPICAL_WORDS * len(places))
        judged = functional.binary_cross_entropy_with_logits(valid.float(), real, reduction="sum")
        loss = loss + 0.3 * judged / len(places)
    return loss


def _region_targets(window: Example, place: Place, trust: float) -> Floats:
    """Returns the wanted label probabilities of the words that the decoder sees, those of the teacher mixed in."""
    low, high = region(window, (place.start, place.end))
    hard = np.zeros(high - low, np.int64) if place.labels is None else place.labels[low:high].copy()
    if hard[0] in _INSIDE:
        hard[0] -= 1
    targets = np.eye(len(LABELS), dtype=np.float32)[hard]
    taught = window.soft.get(place.cue) if place.cue else None
    if taught is not None and trust:
        first, after = max(low, taught.start), min(high, taught.start + len(taught.labels))
        if first < after:
            rows = slice(first - low, after - low)
            targets[rows] = (1 - trust) * targets[rows] + trust * taught.labels[first - taught.start : after - taught.start]
    return targets
