"""Lets a trained network read marked texts, so that a smaller one can learn from what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import torch

from hedgelens.attribution.learned.arrays import Anchor, by_length, region_arrays, window_arrays
from hedgelens.attribution.learned.decoding import LABELS, Reading, cue_candidates
from hedgelens.attribution.learned.windows import WindowCutter
from hedgelens.evaluation.polnear import MarkedText
from hedgelens.training.examples import Example, labelled
from hedgelens.training.network import Attributor
from hedgelens.training.objective import states_of, tensors
from hedgelens.training.soft_labels import SoftLabels

_BATCH = 8
_BAR = 0.08
_WORDS = 4000


def teach(
    model: Attributor, texts: Iterable[MarkedText], cutter: WindowCutter, tell: Callable[[str], None] = lambda name: None
) -> dict[str, SoftLabels]:
    """Returns what a network says about texts: about all their words, the marked cues, and those that it proposes itself.

    Args:
        model: the teacher; it is turned to bfloat16.
        texts: the texts.
        cutter: of the teacher's tokenizer.
        tell: is told the name of each text that is done.
    """
    model.to(torch.bfloat16).eval()
    found: dict[str, SoftLabels] = {}
    for text in texts:
        paragraphs = cutter.paragraphs(text.text)
        windows = [labelled(window, text.attributions) for window in cutter.windows(paragraphs)]
        soft = SoftLabels(np.zeros((sum(len(p.words) for p in paragraphs), len(LABELS)), np.float32))
        ordered = sorted(windows, key=lambda w: len(w.pieces))
        for k in range(0, len(ordered), _BATCH):
            with torch.inference_mode():
                _read_batch(model, ordered[k : k + _BATCH], cutter.padding, soft)
        soft.readings.sort(key=lambda r: r.cue)
        found[text.id] = soft
        tell(text.id)
    return found


def _read_batch(model: Attributor, windows: Sequence[Example], padding: int, soft: SoftLabels) -> None:
    inputs = tensors(window_arrays(windows, padding))
    states, logits = model.reader(*(inputs[name] for name in ("ids", "case", "quote", "place", "mask")))
    places: list[tuple[Anchor, float]] = []
    bases = [b * inputs["ids"].shape[1] for b in range(len(windows))]
    for b, window in enumerate(windows):
        tags = logits[b].float().numpy()[window.first]
        soft.tags[window.start : window.start + len(window.words)] = tags
        proposed = [(start, end, p) for start, end, p in cue_candidates(tags, _BAR) if (start, end) not in window.cues]
        places += [((b, start, end), p) for start, end, p in [*((s, e, 1.0) for s, e in window.cues), *proposed]]
    for part in by_length(windows, [anchor for anchor, _ in places], _WORDS):
        arrays = region_arrays(windows, [places[i][0] for i in part], bases)
        regions = tensors(arrays)
        around = states_of(states, regions.pop("piece"))
        labels, valid = model.decoder(around, *(regions[name] for name in ("cue", "distance", "paragraph", "mask")))
        for row, i in enumerate(part):
            (b, start, end), probability = places[i]
            first, length = windows[b].start, int(arrays["mask"][row].sum())
            low = start - int(np.flatnonzero(arrays["cue"][row])[0])
            cue = (first + start, first + end)
            said = labels[row, :length].float().numpy()
            soft.readings.append(Reading(cue, first + low, said, float(valid[row]), probability))
