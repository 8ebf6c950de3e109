"""Windows, and the words around a cue, as arrays for the network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hedgelens.attribution.learned.windows import Window

Arrays = dict[str, NDArray[np.int64]]
Anchor = tuple[int, int, int]
"""A place that may be a cue: number of the window in its batch, first word, word after the last."""

LEFT, RIGHT, FARTHEST = 56, 80, 48
"""Words seen to the left and right of a cue, and the largest distance told apart; nearly all attributions fit."""


def window_inputs(windows: Sequence[Window], padding: int = 0) -> Arrays:
    """Returns the inputs of the reader for windows, each of shape (windows, pieces); shorter ones are filled up."""
    width = max(len(w.pieces) for w in windows)
    arrays = {name: np.zeros((len(windows), width), np.int64) for name in ("ids", "case", "quote", "place")}
    arrays["ids"][:], arrays["place"][:] = padding, 2
    for i, window in enumerate(windows):
        n = len(window.pieces)
        for name, row in (("ids", window.pieces), ("case", window.cases), ("quote", window.quotes), ("place", window.places)):
            arrays[name][i, :n] = row
    return arrays


def window_arrays(windows: Sequence[Window], padding: int) -> Arrays:
    """Returns the inputs of the reader with ``mask``, which is 1 where a window has a piece."""
    arrays = window_inputs(windows, padding)
    lengths = np.array([len(w.pieces) for w in windows])
    mask = np.arange(arrays["ids"].shape[1]) < lengths[:, None]
    return arrays | {"mask": mask.astype(np.int64)}


def region(window: Window, cue: tuple[int, int]) -> tuple[int, int]:
    """Returns the words that the decoder sees for a cue: near it, in its paragraph and up to two that continue it."""
    here = last = window.paragraph[cue[0]]
    while last < here + 2 and window.continues.get(last + 1, False):
        last += 1
    low, high = max(0, cue[0] - LEFT), min(len(window.words), cue[0] + RIGHT)
    while window.paragraph[low] < here:
        low += 1
    while window.paragraph[high - 1] > last:
        high -= 1
    return low, max(high, cue[0] + 1)


def by_length(windows: Sequence[Window], anchors: Sequence[Anchor], words: int) -> list[list[int]]:
    """Returns the numbers of the anchors in groups of like length, so that little is padded; about so many words in each."""
    lengths = [high - low for low, high in (region(windows[b], (start, end)) for b, start, end in anchors)]
    groups: list[list[int]] = []
    for i in sorted(range(len(anchors)), key=lambda i: -lengths[i]):
        if not groups or (len(groups[-1]) + 1) * lengths[groups[-1][0]] > words:
            groups.append([])
        groups[-1].append(i)
    return groups


def region_arrays(windows: Sequence[Window], anchors: Sequence[Anchor], bases: Sequence[int]) -> Arrays:
    """Returns the inputs of the decoder, each of shape (anchors, words).

    ``piece`` indexes the reader's states of all windows, in one row; those of each window begin at its number in ``bases``.
    """
    regions = [region(windows[b], (start, end)) for b, start, end in anchors]
    length = max(high - low for low, high in regions)
    arrays = {name: np.zeros((len(anchors), length), np.int64) for name in ("piece", "cue", "distance", "paragraph", "mask")}
    for i, ((b, start, end), (low, high)) in enumerate(zip(anchors, regions, strict=True)):
        window, n = windows[b], high - low
        position = np.arange(low, high)
        away = np.where(position < start, position - start, np.where(position >= end, position - end + 1, 0))
        arrays["piece"][i, :n] = bases[b] + np.asarray(window.first[low:high])
        arrays["cue"][i, start - low : min(end, high) - low] = 1
        arrays["distance"][i, :n] = np.clip(away, -FARTHEST, FARTHEST) + FARTHEST
        arrays["paragraph"][i, :n] = np.clip(np.asarray(window.paragraph[low:high]) - window.paragraph[start], -2, 2) + 2
        arrays["mask"][i, :n] = 1
    return arrays
