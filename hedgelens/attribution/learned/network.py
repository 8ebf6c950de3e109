"""The shipped network: two ONNX graphs, a tokenizer and their settings, checked by hash and run on one core."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from hedgelens.attribution.learned.arrays import Anchor, by_length, region_arrays, window_arrays
from hedgelens.attribution.learned.decoding import DecoderSettings, Reading, cue_candidates
from hedgelens.attribution.learned.windows import Window, WindowCutter
from hedgelens.records import HedgeLensError, Span

MANIFEST = "manifest.json"
"""Names the files of an engine with their hashes, and holds what was chosen on development data."""

_BATCH = 4


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
        pieces = self._cutter.paragraphs(text, paragraphs)
        windows = sorted(self._cutter.windows(pieces), key=lambda w: len(w.pieces))
        readings = [r for k in range(0, len(windows), _BATCH) for r in self._read_batch(windows[k : k + _BATCH])]
        return [word for p in pieces for word in p.words], sorted(readings, key=lambda r: r.cue)

    def _read_batch(self, windows: list[Window]) -> list[Reading]:
        inputs = window_arrays(windows, self._cutter.padding)
        states, tags = self._reader.run(None, inputs)
        flat = states.reshape(-1, states.shape[-1])
        places = [(b, *c) for b, w in enumerate(windows) for c in cue_candidates(tags[b][w.first], self.settings.bar)]
        anchors: list[Anchor] = [(b, start, end) for b, start, end, _ in places]
        readings: list[Reading] = []
        for part in by_length(windows, anchors):
            arrays = region_arrays(windows, [anchors[i] for i in part], inputs["ids"].shape[1])
            piece = arrays.pop("piece")
            labels, valid = self._decoder.run(None, {"states": flat[piece], **arrays})
            for row, i in enumerate(part):
                b, start, end, probability = places[i]
                first, n = windows[b].start, int(arrays["mask"][row].sum())
                low = start - int(np.flatnonzero(arrays["cue"][row])[0])
                cue = (first + start, first + end)
                readings.append(Reading(cue, first + low, labels[row, :n], float(valid[row]), probability))
        return readings


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
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
