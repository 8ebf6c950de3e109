"""Marked texts as labelled windows, packed into batches."""

from __future__ import annotations

import bisect
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedgelens.attribution.learned.decoding import LABELS, probabilities
from hedgelens.attribution.learned.windows import Paragraph, Window, WindowCutter
from hedgelens.evaluation.polnear import FlatAttribution
from hedgelens.training.soft_labels import SoftLabels, SoftReading

Labels = NDArray[np.int64]

CUE = (LABELS.index("B-cue"), LABELS.index("I-cue"))
_FIRST = {"source": LABELS.index("B-source"), "cue": CUE[0], "content": LABELS.index("B-content")}
_LIKE_LENGTH = 24


@dataclass
class Example(Window):
    """A window with what the annotators marked in it, and what a teacher says about it.

    Attributes:
        tags: label of each word in any attribution.
        cues: words of the cue of each attribution.
        labels: for each attribution the label of each word.
        soft_tags: probabilities of the teacher's tagger, of shape (words, labels).
        soft: what the teacher read, by cue.
        lower: output of the encoder's frozen layers, kept between epochs.
    """

    tags: Labels = field(default_factory=lambda: np.zeros(0, np.int64))
    cues: list[tuple[int, int]] = field(default_factory=list)
    labels: list[Labels] = field(default_factory=list)
    soft_tags: NDArray[np.float32] | None = None
    soft: dict[tuple[int, int], SoftReading] = field(default_factory=dict)
    lower: Any = None

    def learn_from(self, teacher: SoftLabels) -> None:
        """Keeps what a teacher says of the words and cues of this window."""
        first, after = self.start, self.start + len(self.words)
        self.soft_tags = probabilities(teacher.tags[first:after])
        for reading in teacher.readings:
            if first <= reading.cue[0] and reading.cue[1] <= after:
                valid = 1.0 / (1.0 + float(np.exp(-np.clip(reading.valid, -30, 30))))
                cue = (reading.cue[0] - first, reading.cue[1] - first)
                self.soft[cue] = SoftReading(reading.start - first, probabilities(reading.logits), valid)


@dataclass(frozen=True)
class CutText:
    """A marked text in paragraphs of word pieces."""

    id: str
    paragraphs: list[Paragraph]
    attributions: tuple[FlatAttribution, ...]


def examples(
    texts: Iterable[CutText], cutter: WindowCutter, rng: random.Random, teacher: dict[str, SoftLabels] | None = None
) -> list[Example]:
    """Returns the labelled windows of all texts.

    The first window of each text is cut short at random, so that window borders move from epoch to epoch.
    """
    found: list[Example] = []
    for text in texts:
        for window in cutter.windows(text.paragraphs, first=rng.randint(cutter.longest // 3, cutter.longest)):
            example = labelled(window, text.attributions)
            if teacher and text.id in teacher:
                example.learn_from(teacher[text.id])
            found.append(example)
    return found


def labelled(window: Window, attributions: Iterable[FlatAttribution]) -> Example:
    """Returns a window with the labels of its words.

    In ``tags`` a word has one label: of several attributions that hold it, the cue counts before the source, and that before
    the content.
    """
    example = Example(**vars(window))
    example.tags = np.zeros(len(window.words), np.int64)
    for attribution in attributions:
        row = _row(window, attribution)
        if not row.any():
            continue
        example.tags = np.where(_rank(row) > _rank(example.tags), row, example.tags)
        cue = np.flatnonzero(np.isin(row, CUE))
        if len(cue):
            example.cues.append((int(cue[0]), int(cue[-1]) + 1))
            example.labels.append(row)
    return example


def _rank(labels: Labels) -> Labels:
    """0 none, 1 content, 2 source, 3 cue."""
    return np.select([labels == 0, labels >= _FIRST["content"], labels < CUE[0]], [0, 1, 2], 3)


def _row(window: Window, attribution: FlatAttribution) -> Labels:
    starts = [start for start, _ in window.words]
    row = np.zeros(len(starts), np.int64)
    for role in ("content", "source", "cue"):
        for start, end in getattr(attribution, role):
            first = bisect.bisect_left(starts, start)
            if first > 0 and window.words[first - 1][1] > start:
                first -= 1
            after = bisect.bisect_left(starts, end)
            if first < after:
                row[first:after] = _FIRST[role] + 1
                row[first] = _FIRST[role]
    return row


def batches(windows: Sequence[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Returns batches of about so many pieces, windows of like length together, in random order."""
    order = list(windows)
    rng.shuffle(order)
    order.sort(key=lambda w: len(w.pieces) // _LIKE_LENGTH)
    found: list[list[Example]] = []
    group: list[Example] = []
    for window in order:
        if group and (len(group) + 1) * max(len(w.pieces) for w in [*group, window]) > pieces:
            found.append(group)
            group = []
        group.append(window)
    if group:
        found.append(group)
    rng.shuffle(found)
    return found
