"""The shipped network: two ONNX graphs, a tokenizer and their settings, checked by hash and run on one core."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from hedgelens.attribution.learned.arrays import Anchor, by_length, region_arrays, window_inputs
from hedgelens.attribution.learned.decoding import DecoderSettings, Floats, Reading, cue_candidates
from hedgelens.attribution.learned.windows import Window, WindowCutter
from hedgelens.records import HedgeLensError, Span

MANIFEST = "manifest.json"
"""Names the files of an engine with their hashes, and holds what was chosen on development data."""

_WORDS = 800
"""That the decoder reads at a time, so that what it computes stays in the processor's cache."""

_WINDOWS = 100
"""That are read before their cues are: what the reader says about more of them would fill the memory."""

_SLOWER = ("SkipLayerNormFusion",)
"""The fused operator takes several times as long as the two that it replaces (measured with onnxruntime 1.32)."""


class Network:
    """Reads texts: their words, and what the decoder says about each place that may be a cue.

    Attributes:
        settings: how its outputs become attributions.
        name: what the engine is called in outputs.
        longest_window: word pieces in a window at most.
    """

    def __init__(self, folder: str | Path) -> None:
        """Loads the engine of a folder.

        Raises:
            HedgeLensError: a file is missing, or is not the one that the manifest names.
        """
        folder = Path(folder)
        manifest = _manifest(folder)
        self.longest_window = int(manifest["longest_window"])
        self._cutter = WindowCutter(folder / "tokenizer.json", self.longest_window)
        self._reader, self._decoder = (_session(folder / name) for name in ("reader.onnx", "decoder.onnx"))
        chosen = manifest["settings"]
        self.settings = DecoderSettings(chosen["bar"], chosen["threshold"], chosen["switch"], tuple(chosen["weights"]))
        self.name = str(manifest["name"])

    def read(self, text: str, paragraphs: Sequence[Span] | None = None) -> tuple[list[Span], list[Reading]]:
        """Returns the words of a text and a reading for each place that may be a cue.

        Args:
            text: the text.
            paragraphs: its paragraphs; by default its lines.
        """
        words: list[Span] = []
        readings: list[Reading] = []
        windows = self._cutter.windows_of(text, paragraphs)
        while part := list(itertools.islice(windows, _WINDOWS)):
            words += [word for window in part for word in window.words]
            # One window at a time: nothing is padded, and nothing has to be masked.
            said = [self._reader.run(None, window_inputs([window])) for window in part]
            states = np.concatenate([states[0] for states, _ in said])
            tags = [tags[0][window.first] for window, (_, tags) in zip(part, said, strict=True)]
            readings += self._readings(part, states, tags)
        return words, sorted(readings, key=lambda r: r.cue)

    def _readings(self, windows: list[Window], states: Floats, tags: list[Floats]) -> Iterator[Reading]:
        bases = np.cumsum([0, *(len(window.pieces) for window in windows)]).tolist()
        places = [(b, *c) for b, rows in enumerate(tags) for c in cue_candidates(rows, self.settings.bar)]
        anchors: list[Anchor] = [(b, start, end) for b, start, end, _ in places]
        for part in by_length(windows, anchors, _WORDS):
            arrays = region_arrays(windows, [anchors[i] for i in part], bases)
            labels, valid = self._decoder.run(None, {"states": states[arrays.pop("piece")], **arrays})
            for row, i in enumerate(part):
                b, start, end, probability = places[i]
                first, n = windows[b].start, int(arrays["mask"][row].sum())
                low = start - int(np.flatnonzero(arrays["cue"][row])[0])
                cue = (first + start, first + end)
                yield Reading(cue, first + low, labels[row, :n], float(valid[row]), probability)


@lru_cache(maxsize=2)
def load_network(folder: str | Path) -> Network:
    """Returns the engine of a folder, loaded at the first call only."""
    return Network(folder)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        hashes: dict[str, str] = manifest["sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise HedgeLensError(f"'{folder}' holds no attribution engine: {MANIFEST} is missing or broken ({error}).") from None
    for name, expected in hashes.items():
        path = folder / name
        if not path.is_file():
            raise HedgeLensError(f"The attribution engine in '{folder}' lacks the file '{name}'. Install or train it again.")
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise HedgeLensError(
                f"'{path}' is not the file that {MANIFEST} names: its hash differs. Install or train the engine again."
            )
    return manifest


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_SLOWER))
