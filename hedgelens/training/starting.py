"""Weights of a trained network in full precision, and a network that begins with those of another, larger one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from hedgelens.files.writing import in_place_of
from hedgelens.records import HedgeLensError
from hedgelens.training.network import Attributor, evenly_spaced
from hedgelens.training.quantized import engine_weights

_LAYER = re.compile(r"(reader\.encoder\.encoder\.layer|decoder\.layers)\.(\d+)\.")


def write_weights(model: Attributor, path: Path) -> None:
    """Writes the weights of a network, for another training to begin with."""
    with in_place_of(path, path) as temporary:
        save_file({name: value.detach().float().contiguous() for name, value in model.state_dict().items()}, temporary)


def read_weights(model: Attributor, *paths: Path) -> None:
    """Gives a network the weights of another; where that one has more layers, those that are evenly spaced.

    Of several networks it gets the mean: trainings that began with the same weights lie in one valley, and their mean
    is often better on texts of other kinds than each (Wortsman et al. 2022, model soups).

    Args:
        model: the network.
        paths: files of weights as :func:`write_weights` writes them, or folders of engines in eight bits; what is named
            twice weighs twice.

    Raises:
        HedgeLensError: a file cannot be read, or is of a network of another kind.
    """
    read = [_fitting(model.state_dict(), path) for path in paths]
    model.load_state_dict({name: torch.stack([weights[name] for weights in read]).mean(0) for name in read[0]})


def _fitting(own: Mapping[str, Tensor], path: Path) -> dict[str, Tensor]:
    """Returns the weights of a file by the names that a network gives them."""
    try:
        weights = engine_weights(path, own) if path.is_dir() else load_file(path)
    except (OSError, SafetensorError) as error:
        raise HedgeLensError(
            f"'{path}' holds no weights of a network ({error}). Write them with: hedgelens train --weights"
        ) from None
    theirs = _renamed(weights, {stack: _layers(own, stack) for stack in _stacks(own)})
    different = [name for name in own if name not in theirs or theirs[name].shape != own[name].shape]
    if different:
        raise HedgeLensError(
            f"The weights in '{path}' are of a network of another kind: '{different[0]}' is missing or of another size. "
            "Begin with weights of the same encoder and of no fewer layers."
        )
    return {name: theirs[name] for name in own}


def _renamed(weights: Mapping[str, Tensor], wanted: Mapping[str, int]) -> dict[str, Tensor]:
    """Returns the weights without the layers that are not kept, those that are numbered anew."""
    number = {
        (stack, old): new
        for stack, kept in wanted.items()
        for new, old in enumerate(evenly_spaced(kept, max(kept, _layers(weights, stack))))
    }
    found: dict[str, Tensor] = {}
    for name, weight in weights.items():
        match = _LAYER.match(name)
        if match is None:
            found[name] = weight
        elif (new := number.get((match[1], int(match[2])))) is not None:
            found[f"{match[1]}.{new}.{name[match.end() :]}"] = weight
    return found


def _stacks(weights: Mapping[str, Tensor]) -> set[str]:
    return {match[1] for name in weights if (match := _LAYER.match(name))}


def _layers(weights: Mapping[str, Tensor], stack: str) -> int:
    return 1 + max((int(m[2]) for name in weights if (m := _LAYER.match(name)) and m[1] == stack), default=-1)
