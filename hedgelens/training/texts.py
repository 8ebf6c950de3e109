"""The marked texts that an engine is made from, parted into what it learns from and what its figures are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hedgelens import bundled
from hedgelens.evaluation.attributions import flat_view
from hedgelens.evaluation.gold import read_gold
from hedgelens.evaluation.polnear import FlatAttribution, MarkedText, read_marked_texts
from hedgelens.records import HedgeLensError
from hedgelens.training.further import read_further

TRAIN, DEV = "train", "dev"


@dataclass(frozen=True)
class Texts:
    """What an engine is made from.

    Attributes:
        train: what it learns from.
        dev: what its settings are fitted on and its figures are of.
        left_out: texts of a publisher that was kept out of the training, to score on as well.
    """

    train: Sequence[MarkedText]
    dev: Sequence[MarkedText]
    left_out: Sequence[MarkedText] = ()


def read_texts(
    folder: str | Path,
    without: str | None = None,
    *,
    also: Iterable[str | Path] = (),
    standoff: str | Path | None = None,
) -> Texts:
    """Reads the parts ``train`` and ``dev`` of a folder of marked texts, such as PolNeAR.

    Args:
        folder: holds ``train`` and ``dev``, each as :func:`read_marked_texts` reads it.
        without: beginning of the names of the texts that are left out of the training.
        also: folders of further texts to learn from, as :func:`read_further` reads them.
        standoff: the folder of the texts of their annotations.

    Raises:
        HedgeLensError: a part is missing, or no name begins so.
    """
    train, dev = (list(read_marked_texts(Path(folder) / part)) for part in (TRAIN, DEV))
    left_out = [t for t in train if without and t.id.startswith(without)]
    if without and not left_out:
        beginnings = ", ".join(sorted({t.id.partition("_")[0] for t in train})[:12])
        raise HedgeLensError(
            f"No text in '{Path(folder) / TRAIN}' has a name that begins with '{without}'. Names begin with: {beginnings}."
        )
    return Texts([*(t for t in train if t not in left_out), *read_further(also, standoff)], dev, left_out)


def bundled_texts() -> Iterator[MarkedText]:
    """Yields the articles that come with HedgeLens, of many subjects, with the outermost attributions of their annotations."""
    for name in bundled.names():
        gold = read_gold(bundled.folder() / "gold" / f"{name}.json", bundled.path(name))
        flat = (FlatAttribution(a.source, a.cue, a.content, a.id) for a in flat_view(gold.attributions))
        yield MarkedText(name, gold.article.text, tuple(flat))
