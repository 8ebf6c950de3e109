"""What a teacher says about marked texts: probabilities that a smaller network learns beside the marks (distillation).

(Hinton, Vinyals & Dean 2015.) They are kept in one ``.npz`` file of numbers, read without pickle.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedgelens.attribution.learned.decoding import Floats, Reading
from hedgelens.files.writing import in_place_of
from hedgelens.records import HedgeLensError


@dataclass(frozen=True)
class SoftReading:
    """What the teacher's decoder says about one cue of a window.

    Attributes:
        start: first word that it read, within the window; may lie before it.
        labels: probabilities, of shape (words, labels).
        valid: probability of its being a cue.
    """

    start: int
    labels: Floats
    valid: float


@dataclass
class SoftLabels:
    """What the teacher says about one text; words are numbered within the text.

    Attributes:
        tags: logits of the tagger, of shape (words, labels).
        readings: of the decoder, for the marked cues and for those that the tagger proposed.
    """

    tags: NDArray[Any]
    readings: list[Reading] = field(default_factory=list)


def write_soft_labels(path: str | Path, labels: Mapping[str, SoftLabels]) -> None:
    """Writes the soft labels of texts, by the text's name."""
    readings = [(k, r) for k, text in enumerate(labels.values()) for r in text.readings]
    arrays: dict[str, Any] = {
        "texts": np.array(list(labels)),
        "words": np.array([len(text.tags) for text in labels.values()]),
        "tags": np.concatenate([text.tags for text in labels.values()]).astype(np.float16),
        "text": np.array([k for k, _ in readings]),
        "cue": np.array([r.cue for _, r in readings]).reshape(-1, 2),
        "start": np.array([r.start for _, r in readings]),
        "length": np.array([len(r.logits) for _, r in readings]),
        "logits": np.concatenate([r.logits for _, r in readings]).astype(np.float16),
        "valid": np.array([r.valid for _, r in readings], np.float32),
        "tag": np.array([r.tag for _, r in readings], np.float32),
    }
    path = Path(path)
    with in_place_of(path, path) as temporary, temporary.open("wb") as file:
        np.savez(file, **arrays)


def read_soft_labels(path: str | Path) -> dict[str, SoftLabels]:
    """Reads the soft labels of texts, by the text's name.

    Raises:
        HedgeLensError: the file is missing or is none of soft labels.
    """
    try:
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        names = [str(name) for name in arrays["texts"]]
        rows = np.split(arrays["logits"], np.cumsum(arrays["length"])[:-1])
        found = {n: SoftLabels(t) for n, t in zip(names, np.split(arrays["tags"], np.cumsum(arrays["words"])[:-1]), strict=True)}
        columns = (arrays[name] for name in ("text", "cue", "start", "valid", "tag"))
        for k, cue, start, valid, tag, row in zip(*columns, rows, strict=True):
            reading = Reading((int(cue[0]), int(cue[1])), int(start), row, float(valid), float(tag))
            found[names[int(k)]].readings.append(reading)
    except (OSError, EOFError, KeyError, ValueError, IndexError, AttributeError, TypeError, zipfile.BadZipFile) as error:
        raise HedgeLensError(f"'{path}' holds no labels of a teacher, as 'hedgelens train' writes them ({error}).") from None
    return found
