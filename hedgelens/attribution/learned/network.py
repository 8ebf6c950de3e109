"""The shipped network: two ONNX graphs, a tokenizer and their settings, checked by hash and run on one core."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from hedgelens.attribution.learned.agreement import AGREEMENT_WEIGHTS
from hedgelens.attribution.learned.arrays import Anchor, by_length, region_arrays, window_inputs
from hedgelens.attribution.learned.decoding import LABELS, WEIGHTS, DecoderSettings, Floats, Reading, cue_candidates
from hedgelens.attribution.learned.sums import sums_exactly
from hedgelens.attribution.learned.windows import Window, WindowCutter
from hedgelens.files.checking import MisfitError, record, shown
from hedgelens.records import HedgeLensError, Span

MANIFEST = "manifest.json"
"""Names the files of an engine with their hashes, and holds what was chosen on development data."""

GRAPHS, TOKENIZER = ("reader.onnx", "decoder.onnx"), "tokenizer.json"
SHORTEST_WINDOW, LONGEST_WINDOW = 8, 512
"""Word pieces; of more than that, encoders of these kinds know no places."""

_WORDS = 800
"""That the decoder reads at a time, so that what it computes stays in the processor's cache."""

_WINDOWS = 100
"""That are read before their cues are: what the reader says about more of them would fill the memory."""

_EXACT_SUMS = "session.x64quantprecision"
"""Has matrices of eight bits multiplied in a way that is exact on all processors; on those with VNNI it takes twice the time."""
_SLOWER = ("SkipLayerNormFusion",)
"""The fused operator takes several times as long as the two that it replaces (measured with onnxruntime 1.32)."""


@dataclass(frozen=True)
class Manifest:
    """What the manifest of an engine says.

    Attributes:
        name: what the engine is called in outputs.
        longest_window: word pieces in a window at most.
        settings: how its outputs become attributions.
        sha256: hash of each of its files.
    """

    name: str
    longest_window: int
    settings: dict[str, Any]
    sha256: dict[str, str]


class Network:
    """Reads texts: their words, and what the decoder says about each place that may be a cue.

    Attributes:
        settings: how its outputs become attributions.
        name: what the engine is called in outputs.
        longest_window: word pieces in a window at most.
        sha256: hash of its files, manifest and all: that of the list which ``sha256sum`` prints of them, in order of their names.
    """

    def __init__(self, folder: str | Path) -> None:
        """Loads the engine of a folder.

        Raises:
            HedgeLensError: a file is missing, is not the one that the manifest names, or does not do what it is there for.
        """
        folder = Path(folder)
        manifest, self.settings = read_manifest(folder)
        self.sha256 = _checked_hash(folder, manifest.sha256)
        self.name, self.longest_window = manifest.name, manifest.longest_window
        try:
            self._cutter = WindowCutter(folder / TOKENIZER, self.longest_window)
            self._reader, self._decoder = (_session(folder / name) for name in GRAPHS)
            self._try_out()
        except (
            Exception
        ) as error:  # what is wrong with files of theirs, ONNX Runtime and tokenizers say in exceptions of their own
            said = str(error).strip().splitlines() or [""]
            raise HedgeLensError(
                f"The attribution engine in '{folder}' cannot be used: {type(error).__name__}: {said[0][:200]}. "
                "Install or train it again."
            ) from None

    def _try_out(self) -> None:
        """Has both graphs compute something, the last piece of the vocabulary among it; what comes out must be what is read."""
        window = next(self._cutter.windows_of("She said so."))
        window.pieces[1] = self._cutter.vocabulary - 1
        states, tags = self._reader.run(None, window_inputs([window]))
        arrays = region_arrays([window], [(0, 1, 2)], [0])
        labels, valid = self._decoder.run(None, {"states": states[0][arrays.pop("piece")], **arrays})
        n, words = len(window.pieces), len(window.words)
        for name, found, shape in (
            ("states", states, (1, n, states.shape[-1])),
            ("tags", tags, (1, n, len(LABELS))),
            ("labels", labels, (1, words, len(LABELS))),
            ("valid", valid, (1,)),
        ):
            if found.shape != shape or not np.isfinite(found).all():
                raise ValueError(f"its {name} are no numbers of the shape {shape}")

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
            readings += self._readings(part, *self._read(part))
        return words, sorted(readings, key=lambda r: r.cue)

    def _read(self, windows: list[Window]) -> tuple[Floats, list[Floats]]:
        """Returns what the reader makes of all pieces, in one row, and of the words of each window."""
        states: list[Floats] = []
        tags: list[Floats] = []
        for window in windows:  # one at a time: nothing is padded, and nothing has to be masked
            of_pieces, of_words = self._reader.run(None, window_inputs([window]))
            states.append(of_pieces[0])
            tags.append(of_words[0][window.first])
        return np.concatenate(states), tags

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


def load_network(folder: str | Path) -> Network:
    """Returns the engine of a folder, loaded at the first call only, and again where its files have changed since.

    Raises:
        HedgeLensError: as :class:`Network`.
    """
    paths = [Path(folder) / name for name in (MANIFEST, TOKENIZER, *GRAPHS)]
    return _loaded(Path(folder), tuple((path.stat().st_mtime_ns, path.stat().st_size) for path in paths if path.is_file()))


@lru_cache(maxsize=2)
def _loaded(folder: Path, _files: tuple[tuple[int, int], ...]) -> Network:
    return Network(folder)


def read_manifest(folder: Path) -> tuple[Manifest, DecoderSettings]:
    """Reads the manifest of an engine, and the settings in it.

    Raises:
        HedgeLensError: it is missing, or something in it cannot be.
    """
    try:
        manifest = record(Manifest, json.loads((folder / MANIFEST).read_text("utf-8")), MANIFEST)
        second = AGREEMENT_WEIGHTS
        settings = record(DecoderSettings, manifest.settings, "settings", may_lack=("min_confidence", "agreement"))
        for name, number, low, high in (
            ("longest_window", manifest.longest_window, SHORTEST_WINDOW, LONGEST_WINDOW),
            ("settings.bar", settings.bar, 0, 1),
            ("settings.threshold", settings.threshold, 0, 1),
            ("settings.min_confidence", settings.min_confidence, 0, 1),
            ("settings.weights: their number", len(settings.weights), WEIGHTS, WEIGHTS),
            ("settings.agreement: their number", len(settings.agreement or (0,) * second), second, second),
        ):
            if not low <= number <= high:
                raise MisfitError(f"{name}: expected {low} to {high}, found {shown(number)}")
    except (OSError, ValueError, RecursionError) as error:
        raise HedgeLensError(f"'{folder}' holds no attribution engine: {MANIFEST} is missing or broken ({error}).") from None
    return manifest, settings


def _checked_hash(folder: Path, hashes: Mapping[str, str]) -> str:
    """Returns the hash of an engine's files, each of which is the one that the manifest names."""
    listed = hashlib.sha256()
    for name in sorted((MANIFEST, TOKENIZER, *GRAPHS)):
        path = folder / name
        if not path.is_file():
            raise HedgeLensError(f"The attribution engine in '{folder}' lacks the file '{name}'. Install or train it again.")
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise HedgeLensError(f"The file '{path}' cannot be read: {error.strerror or error}.") from None
        if name != MANIFEST and found != hashes.get(name):
            raise HedgeLensError(
                f"'{path}' is not the file that {MANIFEST} names: its hash differs. Install or train the engine again."
            )
        listed.update(f"{found}  {name}\n".encode())
    return listed.hexdigest()


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # what is wrong with a file is said in the exception
    if not sums_exactly():  # or the same article has other numbers on this processor
        options.add_session_config_entry(_EXACT_SUMS, "1")
    options.enable_mem_pattern = False  # it keeps a plan for each length of input there was, and saves no time
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_SLOWER))
