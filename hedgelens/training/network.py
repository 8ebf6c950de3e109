"""The attribution network: a pretrained encoder with a tagger, and a decoder that reads the words around one cue.

The tagger says of each word whether it is source, cue or content of any attribution. The decoder sees the encoder's states near
one cue, and labels the words of that cue's own attribution; so attributions may share words, and a source may serve several.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from hedgelens.attribution.learned.arrays import FARTHEST
from hedgelens.attribution.learned.decoding import LABELS
from hedgelens.records import HedgeLensError
from hedgelens.training.examples import Example

CASES, QUOTES, PLACES, PARAGRAPHS = 5, 4, 3, 5
"""Values of the surface features (see ``WindowCutter``), and of the distance in paragraphs to the cue."""

WIDTH = 256
"""Size of the states that go from the encoder to the decoder."""


class DecoderLayer(nn.Module):
    """A transformer layer that normalises first.

    Attention is written out: PyTorch's fused one is several times slower in the backward pass on a CPU.
    """

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Takes words of shape (cues, words, width), and what is added to the scores of the attention."""
        cues, words, width = x.shape
        query, key, value = self.qkv(self.norm1(x)).view(cues, words, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weight = torch.softmax(query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias.to(query.dtype), -1)
        mixed = (weight.to(value.dtype) @ value).transpose(1, 2).reshape(cues, words, width)
        x = x + self.out(mixed)
        return x + self.down(functional.gelu(self.up(self.norm2(x))))


class Decoder(nn.Module):
    """Labels the words around one cue as parts of that cue's attribution, and says how likely it is a cue at all."""

    def __init__(self, width: int = WIDTH, layers: int = 2, heads: int = 4, inner: int = 3 * WIDTH) -> None:
        super().__init__()
        self.dim = width
        self.cue_row = nn.Embedding(2, width)
        self.distance = nn.Embedding(2 * FARTHEST + 1, width)
        self.paragraph = nn.Embedding(PARAGRAPHS, width)
        self.condition = nn.Linear(width, width)
        self.left, self.right = nn.Linear(width, width), nn.Linear(width, width)
        self.norm_in, self.norm_out = nn.LayerNorm(width), nn.LayerNorm(width)
        self.layers = nn.ModuleList(DecoderLayer(width, heads, inner) for _ in range(layers))
        self.label = nn.Linear(width, len(LABELS))
        self.valid = nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, 1))
        for embedding in (self.cue_row, self.distance, self.paragraph):
            nn.init.normal_(embedding.weight, std=0.1)

    def forward(self, states: Tensor, cue: Tensor, distance: Tensor, paragraph: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the logits of the labels and of being a cue.

        Args:
            states: of shape (cues, words, width).
            cue: 1 where the cue is, of shape (cues, words), as are the rest.
            distance: in words to the cue, shifted to be no less than 0.
            paragraph: distance in paragraphs, likewise.
            mask: 1 where there is a word.
        """
        weight = cue.to(states.dtype).unsqueeze(-1)
        centre = (states * weight).sum(1, keepdim=True) / weight.sum(1, keepdim=True).clamp(min=1.0)
        x = states + self.cue_row(cue) + self.distance(distance) + self.paragraph(paragraph)
        x = self.norm_in(x + self.condition(centre) + self.left(states) * self.right(centre))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = self.norm_out(x)
        pooled = (x * weight).sum(1) / weight.sum(1).clamp(min=1.0)
        alive = mask.to(x.dtype).unsqueeze(-1)
        mean = (x * alive).sum(1) / alive.sum(1)
        return self.label(x), self.valid(torch.cat([pooled, mean], -1)).squeeze(-1)


class Reader(nn.Module):
    """Encoder and tagger. Surface features join above the frozen layers, so that the output of those can be kept."""

    def __init__(self, encoder: Any, frozen: int = 0, width: int = WIDTH) -> None:
        super().__init__()
        self.encoder, self.frozen = encoder, frozen
        inner = encoder.config.hidden_size
        self.case, self.quote, self.place = (nn.Embedding(n, inner) for n in (CASES, QUOTES, PLACES))
        for embedding in (self.case, self.quote, self.place):
            nn.init.zeros_(embedding.weight)
        self.tag = nn.Linear(inner, len(LABELS))
        self.project = nn.Linear(inner, width)

    def lower(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """Returns the output of the embeddings and of the frozen layers."""
        x = self.encoder.embeddings(input_ids=ids)
        return self._layers(x, mask, 0, self.frozen) if self.frozen else x

    def upper(self, x: Tensor, case: Tensor, quote: Tensor, place: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Returns the states for the decoder and the tagger's logits, of shape (windows, pieces, …)."""
        x = x + self.case(case) + self.quote(quote) + self.place(place)
        x = self._layers(x, mask, self.frozen, len(self.encoder.encoder.layer))
        return self.project(x), self.tag(x)

    def forward(
        self, ids: Tensor, case: Tensor, quote: Tensor, place: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """As :meth:`upper`, from the pieces; without a mask where nothing is padded."""
        return self.upper(self.lower(ids, mask), case, quote, place, mask)

    def _layers(self, x: Tensor, mask: Tensor | None, start: int, end: int) -> Tensor:
        bias = None if mask is None else ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        stack = self.encoder.encoder
        # MPNet adds a bias for relative positions to every layer; BERT has none.
        relative = (stack.compute_position_bias(x),) if hasattr(stack, "compute_position_bias") else ()
        for layer in stack.layer[start:end]:
            out = layer(x, bias, *relative)
            x = out[0] if isinstance(out, tuple) else out
        return x


class Attributor(nn.Module):
    """The whole network."""

    def __init__(self, encoder: Any, frozen: int = 0, decoder_layers: int = 2) -> None:
        super().__init__()
        self.reader = Reader(encoder, frozen)
        self.decoder = Decoder(layers=decoder_layers)

    def read(self, windows: Sequence[Example], inputs: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Runs the reader on windows that do not change, keeping what their frozen layers say."""
        features = [inputs[name] for name in ("case", "quote", "place", "mask")]
        if not self.reader.frozen:
            return self.reader(inputs["ids"], *features)  # type: ignore[no-any-return]
        if any(window.lower is None for window in windows):
            with torch.no_grad():
                lower = self.reader.lower(inputs["ids"], inputs["mask"])
            for i, window in enumerate(windows):
                window.lower = lower[i, : len(window.pieces)].clone()
        size = (*inputs["ids"].shape, self.reader.encoder.config.hidden_size)
        kept = torch.zeros(*size, dtype=windows[0].lower.dtype)
        for i, window in enumerate(windows):
            kept[i, : len(window.pieces)] = window.lower
        return self.reader.upper(kept, *features)


def evenly_spaced(kept: int, layers: int) -> list[int]:
    """Returns which of so many layers are kept, the first and the last among them; of one layer alone it is the first.

    A network that begins with some layers of a trained one (every other one in DistilBERT, Sanh et al. 2019) learns again in a
    tenth of the time.
    """
    return [round(i * (layers - 1) / max(1, kept - 1)) for i in range(kept)]


def load_encoder(folder: str | Path, frozen: int = 0, layers: int | None = None) -> Any:
    """Loads a pretrained encoder from a folder as transformers keeps them.

    Its word embeddings stay as they are, as do the lowest layers: with few texts more would be forgotten than learned.

    Args:
        folder: holds ``config.json`` and ``model.safetensors``.
        frozen: layers that are not trained, from below.
        layers: how many are kept; by default all.

    Raises:
        HedgeLensError: it has fewer layers.
    """
    from transformers import AutoConfig, AutoModel

    config = AutoConfig.from_pretrained(folder, local_files_only=True)
    config.attention_probs_dropout_prob = config.hidden_dropout_prob = 0.0
    encoder = AutoModel.from_pretrained(
        folder,
        config=config,
        add_pooling_layer=False,
        dtype=torch.float32,
        attn_implementation="eager",
        local_files_only=True,
    )
    if layers is not None:
        stack = encoder.encoder.layer
        if layers > len(stack):
            raise HedgeLensError(f"The encoder in '{folder}' has {len(stack)} layers, of which {layers} cannot be kept.")
        encoder.encoder.layer = nn.ModuleList(stack[i] for i in evenly_spaced(layers, len(stack)))
        config.num_hidden_layers = layers
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    if frozen:
        encoder.embeddings.requires_grad_(False)
        for layer in encoder.encoder.layer[:frozen]:
            layer.requires_grad_(False)
    return encoder
