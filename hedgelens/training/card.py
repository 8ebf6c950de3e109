"""The model card of a trained engine: what it is, what it learned from, how often it is right (Mitchell et al. 2019)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelens.evaluation.polnear import MarkedText
from hedgelens.training.calibration import TwoFold

if TYPE_CHECKING:
    from hedgelens.training.loop import Recipe
    from hedgelens.training.texts import Texts

CARD = "MODEL_CARD.md"
_PUBLISHER = re.compile(r"[_\d].*")
_CONSTRUCTS = ("attribution", "content words", "source words", "cue", "sentence", "segment content")


def model_card(folder: Path, texts: Texts, figures: Mapping[str, TwoFold], *, encoder: str, recipe: Recipe, taught: bool) -> str:
    """Returns the model card of the engine in a folder, in Markdown.

    Args:
        folder: holds the engine's files.
        texts: what it was made from.
        figures: by name of the part.
        encoder: name of the pretrained encoder.
        recipe: how it was trained.
        taught: whether it learned from a larger engine, too.
    """
    rows = {
        "what it does": "finds cues, sources and contents of attributions in English news",
        "network": f"encoder “{encoder}” with a role tagger, and a decoder that reads the words around one cue at a time",
        "computes in": recipe.arithmetic,
        "files": ", ".join(f"`{p.name}` {p.stat().st_size / 1e6:.1f} MB" for p in _files(folder)),
        "learned from": _described(texts.train),
        "left out of training": _described(texts.left_out) if texts.left_out else "nothing",
        "fitted on": f"{_described(texts.dev)}: the logistic regression that gives the probability of an attribution; "
        "on these and the bundled articles, the second one, which also uses what the sieves find",
        "training": f"{recipe}" + (", from the marks and from the soft labels of a larger engine" if taught else ""),
    }
    lines = [f"# Model card: the attribution engine “{folder.name}”", "", "| | |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in rows.items()]
    lines += ["", "## Figures", "", "F1 in percent; the regression was fitted on the half of the texts that is not scored.", ""]
    lines += ["| part | " + " | ".join(_CONSTRUCTS) + " | calibration error |", "|---" * (len(_CONSTRUCTS) + 2) + "|"]
    for name, figure in figures.items():
        shown = [f"{100 * figure.scores[c].f1:.1f}" for c in _CONSTRUCTS]
        lines.append(f"| {name} | " + " | ".join(shown) + f" | {figure.error:.3f} |")
    return "\n".join([*lines, "", _LIMITS])


_LIMITS = """## What it was not taught

Nested attributions, relaying media and types come from the rules. Names, lists of names and the identity of an article are
not used as features. Expect lower figures on news from other countries, times and subjects than those of the texts above, and
look at the marked text.
"""


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".onnx", ".json"))


def _described(texts: Sequence[MarkedText]) -> str:
    by_publisher = Counter(_PUBLISHER.sub("", t.id) for t in texts)
    listed = ", ".join(f"{name} {n}" for name, n in by_publisher.most_common(12))
    return f"{len(texts)} texts with {sum(len(t.attributions) for t in texts):,} attributions ({listed})"
