"""Writes a trained network as an engine: two ONNX graphs, the tokenizer, and a manifest with their hashes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from hedgelens.attribution.learned.decoding import DecoderSettings
from hedgelens.attribution.learned.network import GRAPHS, MANIFEST, TOKENIZER
from hedgelens.files.writing import write_whole
from hedgelens.training.network import Attributor
from hedgelens.training.simplifying import simplify

UNFITTED = DecoderSettings(bar=0.3, threshold=0.15, switch=0.0, weights=(0.46, 0.1, -0.18, 0.63, 3.02, 1.03, 2.85, 0.44, -6.2))
"""Stands in the manifest until the regression is fitted on development data; bar and threshold stay, chosen for PolNeAR."""

Arithmetic = Literal["int8", "float32"]
"""How the engine computes: int8 is a quarter of the size and several times as fast, but costs a large encoder some points."""

_OPSET = 17


def export(model: Attributor, tokenizer: Path, folder: Path, *, name: str, window: int, arithmetic: Arithmetic = "int8") -> None:
    """Writes an engine into a folder, with settings that are still to be fitted.

    Args:
        model: the network, in full precision.
        tokenizer: the encoder's tokenizer file.
        folder: is made where it is not there.
        name: what the engine is called in outputs.
        window: word pieces in a window at most, as in training.
        arithmetic: of the engine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model.eval().float()
    ones = torch.ones(1, 9, dtype=torch.long)
    pieces = ("ids", "case", "quote", "place")
    _graph(
        model.reader,
        (ones, ones * 0, ones * 0, ones * 0),
        folder / "reader.onnx",
        pieces,
        ("states", "tags"),
        ("windows", "pieces"),
        _ARITHMETIC[arithmetic],
    )
    ones = torch.ones(2, 9, dtype=torch.long)
    states = torch.randn(2, 9, model.decoder.dim)
    words = ("states", "cue", "distance", "paragraph", "mask")
    _graph(
        model.decoder,
        (states, ones, ones, ones, ones),
        folder / "decoder.onnx",
        words,
        ("labels", "valid"),
        ("cues", "words"),
        _ARITHMETIC[arithmetic],
    )
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    write_manifest(folder, UNFITTED, name=name, window=window)


def write_manifest(folder: Path, settings: DecoderSettings, *, name: str, window: int) -> None:
    """Writes the manifest of the engine in a folder: its settings, and the hashes of its files."""
    manifest = {
        "name": name,
        "longest_window": window,
        "settings": asdict(settings),
        "sha256": {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in (*GRAPHS, TOKENIZER)},
    }
    write_whole(folder / MANIFEST, json.dumps(manifest, indent=1) + "\n", force=True)


def _graph(
    part: torch.nn.Module,
    example: tuple[torch.Tensor, ...],
    path: Path,
    inputs: Sequence[str],
    outputs: Sequence[str],
    axes: tuple[str, str],
    finish: Callable[[Path, Path], None],
) -> None:
    """Writes one part as ONNX."""
    full = path.with_suffix(".full.onnx")
    free = {name: dict(enumerate(axes)) for name in (*inputs, *outputs)} | {"valid": {0: axes[0]}}
    torch.onnx.export(
        part,
        example,
        str(full),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: free[name] for name in (*inputs, *outputs)},
        opset_version=_OPSET,
        dynamo=False,
    )
    finish(full, path)


def _in_eight_bits(full: Path, path: Path) -> None:
    """A scale for each channel of the weights; those of the activations are found as it runs."""
    quantize_dynamic(full, path, per_channel=True, weight_type=QuantType.QInt8)
    full.unlink()
    simplify(path)


def _as_it_is(full: Path, path: Path) -> None:
    full.replace(path)


_ARITHMETIC: Mapping[Arithmetic, Callable[[Path, Path], None]] = {"int8": _in_eight_bits, "float32": _as_it_is}
