"""Training in bfloat16 on one core: weights in full precision beside the network's, and a rate for each layer."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from hedgelens.training.network import Attributor

_WARM, _LEAST, _LARGEST_GRADIENT, _DECAY = 0.06, 0.02, 1.0, 0.01


class MasterWeights:
    """Copies of the trained weights in float32: gradients go to them, and they come back after each step.

    On processors with bfloat16 arithmetic a network that is in bfloat16 as a whole trains twice as fast as under autocast.
    """

    def __init__(self, model: Attributor) -> None:
        """Keeps the weights of a model and turns the model to bfloat16."""
        self._pairs = [(name, p, p.detach().clone().float()) for name, p in model.named_parameters() if p.requires_grad]
        model.to(torch.bfloat16)

    def named(self) -> list[tuple[str, Tensor]]:
        """Returns the weights with their names."""
        return [(name, master) for name, _, master in self._pairs]

    def step(self, optimizer: Any) -> None:
        """Lets the optimizer make a step, with gradients cut to a length."""
        for _, parameter, master in self._pairs:
            master.grad = None if parameter.grad is None else parameter.grad.float()
            parameter.grad = None
        torch.nn.utils.clip_grad_norm_([master for _, _, master in self._pairs], _LARGEST_GRADIENT)
        optimizer.step()
        self._write_back()

    def restore(self, weights: list[Tensor]) -> None:
        """Takes up weights of an earlier run."""
        with torch.no_grad():
            for (_, _, master), kept in zip(self._pairs, weights, strict=True):
                master.copy_(kept)
        self._write_back()

    def state(self, model: Attributor) -> dict[str, Tensor]:
        """Returns all weights of the model, the trained ones in full precision."""
        weights = {name: value.detach().clone().float() for name, value in model.state_dict().items()}
        return weights | {name: master.detach().clone() for name, _, master in self._pairs}

    def _write_back(self) -> None:
        with torch.no_grad():
            for _, parameter, master in self._pairs:
                parameter.copy_(master)


def make_optimizer(model: Attributor, masters: MasterWeights, *, rate: float, head_rate: float, layer_decay: float) -> Any:
    """Returns AdamW with a rate for each part.

    Args:
        model: the network.
        masters: what is trained.
        rate: of the encoder's highest layer.
        head_rate: of tagger and decoder; surface features get a third of it.
        layer_decay: factor from each layer to the one below, as lower layers need less change.
    """
    layers = model.reader.encoder.config.num_hidden_layers
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, weight in masters.named():
        own = head_rate
        if name.startswith("reader.encoder."):
            depth = int(name.split(".layer.")[1].split(".")[0]) + 1 if ".layer." in name else 0
            own = rate * layer_decay ** (layers - depth)
        elif name.startswith(("reader.case", "reader.quote", "reader.place")):
            own = head_rate * 0.3
        groups.setdefault((own, 0.0 if weight.dim() < 2 else _DECAY), []).append(weight)
    described = [{"params": p, "lr": own, "base": own, "weight_decay": decay} for (own, decay), p in groups.items()]
    return torch.optim.AdamW(described, betas=(0.9, 0.98), fused=True)


def set_rates(optimizer: Any, progress: float) -> None:
    """Sets the rates for a point of the training, from 0 to 1: a linear rise, then a linear fall to almost nothing."""
    share = progress / _WARM if progress < _WARM else _LEAST + (1 - _LEAST) * (1 - progress) / (1 - _WARM)
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * share
