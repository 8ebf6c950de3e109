"""Reads the weights of an engine in eight bits as full ones, so that it can learn on.

Each weight is (integer − zero point) · scale (Jacob et al. 2018), with a scale for each channel; half a step is lost, which a few
batches mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from hedgelens.attribution.learned.network import Network

_PARTS = ("reader", "decoder")
_INTEGERS = "_quantized"
_FROZEN = "reader.encoder.embeddings.word_embeddings.weight"
"""Is never trained: the pretrained encoder has it in full."""

Values = Mapping[str, NDArray[Any]]


def engine_weights(folder: Path, own: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Returns the weights of the engine in a folder by the names that the network gives them, those that it can find.

    Args:
        folder: holds ``reader.onnx`` and ``decoder.onnx``, in eight bits.
        own: the network's own weights, for the names.

    Raises:
        HedgeLensError: it holds no engine, or one whose files were changed.
    """
    Network(folder)  # checks the files
    found: dict[str, Tensor] = {}
    for part in _PARTS:
        graph = onnx.load(str(folder / f"{part}.onnx")).graph
        values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        named = ((f"{part}.{name}", array) for name, array in (*_kept(values), *_products(graph, values)))
        found |= {name: torch.from_numpy(array.astype(np.float32)) for name, array in ((_known(n, own), a) for n, a in named)}
    return found | ({_FROZEN: own[_FROZEN]} if _FROZEN in own else {})


def _kept(values: Values) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yields what the graph keeps under the network's own names: embeddings as integers, biases and norms as they are."""
    for name, value in values.items():
        if name.endswith(_INTEGERS):
            yield name.removesuffix(_INTEGERS), _full(name, values)
        else:
            yield name, value


def _products(graph: Any, values: Values) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yields the matrices of the linear layers by the path of their layer, told by the node that takes one or several of them."""
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in values:
            taken = [(node.name, node.input[1])]
        elif node.op_type == "Concat" and all(name in values and name.endswith(_INTEGERS) for name in node.input):
            taken = list(zip(node.name.split(), node.input, strict=True))
        else:
            continue
        for told, name in taken:
            path = told.strip("/").split("/")[:-1]
            yield f"{'.'.join(path)}.weight", _full(name, values).T.copy()


def _full(name: str, values: Values) -> NDArray[Any]:
    base = name.removesuffix(_INTEGERS)
    integers, zero = values[name].astype(np.float32), values[f"{base}_zero_point"].astype(np.float32)
    full: NDArray[Any] = (integers - zero) * values[f"{base}_scale"]
    return full


def _known(name: str, own: Mapping[str, Tensor]) -> str:
    """Returns what the network calls a weight: the path in the graph leaves out the encoder, and repeats sequences."""
    part, _, rest = name.partition(".")
    once = re.sub(r"\b(\w+)\.\1\.(?=\d)", r"\1.", rest)
    tried = (name, f"{part}.{once}", f"{part}.encoder.encoder.{once}")
    return next((one for one in tried if one in own), name)
