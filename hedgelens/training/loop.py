"""The training loop: the same seed, texts and library versions give the same weights."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from hedgelens.attribution.learned.windows import WindowCutter
from hedgelens.evaluation.polnear import MarkedText
from hedgelens.records import HedgeLensError
from hedgelens.training.examples import CutText, Example, batches, examples
from hedgelens.training.export import Arithmetic
from hedgelens.training.network import Attributor, load_encoder
from hedgelens.training.objective import batch_loss
from hedgelens.training.optimization import MasterWeights, make_optimizer, set_rates
from hedgelens.training.soft_labels import SoftLabels
from hedgelens.training.starting import read_weights

CHECKPOINT = "training.safetensors"
_KEEP_EVERY = 100


@dataclass(frozen=True)
class Recipe:
    """How a network is trained.

    Attributes:
        epochs: times that all texts are seen; with none the network stays as it begins.
        rate, head_rate: learning rates of the encoder and of what is on top of it.
        layer_decay: factor of the rate from each layer of the encoder to the one below.
        layers: of the encoder that are kept, evenly spaced; by default all.
        decoder_layers: of the decoder.
        frozen: lowest layers of the encoder that are not trained; window borders do not move then.
        pieces: word pieces in a batch, about.
        window: word pieces in a window at most.
        hidden: share of pieces that are masked.
        trust: weight of a teacher's labels, where there is a teacher.
        arithmetic: of the engine that is written, not of the training.
        seed: of all chance.
    """

    epochs: float = 5.0
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 1.0
    layers: int | None = None
    decoder_layers: int = 2
    frozen: int = 0
    pieces: int = 2048
    window: int = 256
    hidden: float = 0.05
    trust: float = 0.6
    arithmetic: Arithmetic = "int8"
    seed: int = 0


@dataclass(frozen=True)
class Progress:
    """How far a training is.

    Attributes:
        step, steps: batches seen, and batches in all.
        loss: running mean.
        seconds: since the start, earlier runs of the same training included.
    """

    step: int
    steps: int
    loss: float
    seconds: float


def train(
    texts: Iterable[MarkedText],
    encoder: str | Path,
    recipe: Recipe,
    *,
    teacher: Mapping[str, SoftLabels] | None = None,
    start: Sequence[Path] = (),
    keep_in: Path | None = None,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Attributor:
    """Trains a network, and returns it in full precision.

    Args:
        texts: marked texts; those without any attribution are left out.
        encoder: folder of the pretrained encoder.
        recipe: how.
        teacher: soft labels by name of text.
        start: weights of other trainings to begin with (see :func:`read_weights`), of several their mean.
        keep_in: folder where the state is kept, and from which a training that was broken off goes on.
        tell: is told after each batch how far it is.

    Raises:
        HedgeLensError: no text has an attribution.
    """
    torch.manual_seed(recipe.seed)
    cutter = WindowCutter(Path(encoder) / "tokenizer.json", recipe.window)
    cut = [CutText(t.id, cutter.paragraphs(t.text), t.attributions) for t in texts if t.attributions]
    if not cut:
        raise HedgeLensError("There is nothing to train on: none of the texts has an attribution marked in it.")
    model = Attributor(load_encoder(encoder, recipe.frozen, recipe.layers), recipe.frozen, recipe.decoder_layers)
    if start:
        read_weights(model, *start)
    masters = MasterWeights(model)
    optimizer = make_optimizer(model, masters, rate=recipe.rate, head_rate=recipe.head_rate, layer_decay=recipe.layer_decay)
    state = _State(model, masters, optimizer, repr(recipe))
    if keep_in is not None and (keep_in / CHECKPOINT).is_file():
        state.read(keep_in / CHECKPOINT)
    began = time.monotonic() - state.seconds
    model.train()
    for step, steps, windows in _schedule(cut, cutter, recipe, dict(teacher or {}), state.step):
        # All chance hangs on the step, so that a training that goes on after a break gives the same weights.
        rng = random.Random(f"{recipe.seed} {step}")
        torch.manual_seed(rng.getrandbits(60))
        set_rates(optimizer, step / steps)
        loss = batch_loss(model, windows, cutter, rng, hidden=recipe.hidden, trust=recipe.trust if teacher else 0.0)
        loss.backward()
        masters.step(optimizer)
        state.count(float(loss.detach()), time.monotonic() - began)
        tell(Progress(state.step, steps, state.loss, state.seconds))
        if keep_in is not None and state.step % _KEEP_EVERY == 0:
            state.write(keep_in / CHECKPOINT)
    weights = masters.state(model)
    model.float().load_state_dict(weights)
    model.eval()
    return model


def _schedule(
    texts: Sequence[CutText], cutter: WindowCutter, recipe: Recipe, teacher: dict[str, SoftLabels], done: int
) -> Iterator[tuple[int, int, list[Example]]]:
    """Yields the batches that are left to do: how many were done, how many there are, the batch."""
    fixed = examples(texts, cutter, random.Random(recipe.seed), teacher) if recipe.frozen else None
    step = steps = 0
    for epoch in count() if recipe.epochs else ():
        rng = random.Random(f"{recipe.seed} epoch {epoch}")
        group = batches(fixed or examples(texts, cutter, rng, teacher), recipe.pieces, rng)
        steps = steps or max(1, round(recipe.epochs * len(group)))
        for windows in group:
            if step == steps:
                return
            if step >= done:
                yield step, steps, windows
            step += 1


class _State:
    """What a training has come to, kept so that it can go on after a break."""

    def __init__(self, model: Attributor, masters: MasterWeights, optimizer: Any, recipe: str) -> None:
        self.step, self.loss, self.seconds = 0, 0.0, 0.0
        self._model, self._masters, self._optimizer, self._recipe = model, masters, optimizer, recipe

    def count(self, loss: float, seconds: float) -> None:
        self.loss = loss if self.step == 0 else 0.97 * self.loss + 0.03 * loss
        self.step, self.seconds = self.step + 1, seconds

    def write(self, path: Path) -> None:
        tensors = {f"master {i}": weight for i, (_, weight) in enumerate(self._masters.named())}
        for i, kept in self._optimizer.state_dict()["state"].items():
            tensors |= {f"optimizer {i} {name}": value for name, value in kept.items()}
        progress = json.dumps([self.step, self.loss, self.seconds])
        part = path.with_suffix(".part")
        save_file(tensors, part, metadata={"recipe": self._recipe, "progress": progress})
        part.replace(path)

    def read(self, path: Path) -> None:
        try:
            with safe_open(path, framework="pt") as kept:
                about, tensors = kept.metadata(), {name: kept.get_tensor(name) for name in kept.keys()}  # noqa: SIM118
        except (OSError, SafetensorError) as error:
            raise HedgeLensError(f"'{path}' cannot be read ({error}). Delete it to start the training again.") from None
        if about["recipe"] != self._recipe:
            raise HedgeLensError(
                f"'{path}' is from a training run with other options: {about['recipe']}. Delete it to start again."
            )
        self._masters.restore([tensors[f"master {i}"] for i in range(len(self._masters.named()))])
        described = self._optimizer.state_dict()
        described["state"] = {}
        for name, value in tensors.items():
            if name.startswith("optimizer "):
                _, i, part = name.split(" ")
                described["state"].setdefault(int(i), {})[part] = value
        self._optimizer.load_state_dict(described)
        self.step, self.loss, self.seconds = json.loads(about["progress"])
