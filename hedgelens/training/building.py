"""From marked texts to an engine in a folder: training, export, calibration, model card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from hedgelens.article import article_from_text
from hedgelens.attribution.learned.network import Network
from hedgelens.attribution.learned.windows import WindowCutter
from hedgelens.files.writing import write_whole
from hedgelens.language import load_language
from hedgelens.training.calibration import TwoFold, fitted, observe, two_fold
from hedgelens.training.card import CARD, model_card
from hedgelens.training.encoders import encoder_folder
from hedgelens.training.export import export, write_manifest
from hedgelens.training.loop import CHECKPOINT, Progress, Recipe, train
from hedgelens.training.soft_labels import read_soft_labels, write_soft_labels
from hedgelens.training.starting import write_weights
from hedgelens.training.teaching import teach
from hedgelens.training.texts import Texts, bundled_texts

RECIPES: Mapping[str, Recipe] = {
    "small": Recipe(window=160),
    "large": Recipe(
        epochs=2.5, rate=7e-5, head_rate=8e-4, layer_decay=0.95, frozen=4, pieces=3072, hidden=0.0, arithmetic="float32"
    ),
}
"""What was found to work, by encoder; other encoders are trained like the large one."""


def build_engine(
    texts: Texts,
    folder: Path,
    *,
    encoder: str,
    recipe: Recipe,
    teacher: Path | None = None,
    start: Sequence[Path] = (),
    soft_labels: Path | None = None,
    weights: Path | None = None,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> dict[str, TwoFold]:
    """Trains an engine, writes it into a folder with its model card, and returns its figures by name of the part.

    Args:
        texts: to learn from and to score on.
        folder: where the engine goes; a training that was broken off goes on from what it holds.
        encoder: as :func:`encoder_folder` takes it.
        recipe: how to train.
        teacher: a file of soft labels to learn from.
        start: files of weights or folders of engines to begin with, of several with their mean.
        soft_labels: where to write what the engine says about the texts it learned from, for a smaller one to learn from.
        weights: where to write the weights in full precision, for a smaller engine to begin with.
        tell: is told after each batch how far the training is.
    """
    pretrained = encoder_folder(encoder)
    tokenizer = pretrained / "tokenizer.json"
    folder.mkdir(parents=True, exist_ok=True)
    soft = read_soft_labels(teacher) if teacher else None
    model = train(texts.train, pretrained, recipe, teacher=soft, start=start, keep_in=folder, tell=tell)
    if weights is not None:
        write_weights(model, weights)
    export(model, tokenizer, folder, name=folder.name, window=recipe.window, arithmetic=recipe.arithmetic)
    figures = calibrate(folder, texts)
    card = model_card(folder, texts, figures, encoder=encoder, recipe=recipe, taught=soft is not None)
    write_whole(folder / CARD, card, force=True)
    if soft_labels is not None:
        write_soft_labels(soft_labels, teach(model, texts.train, WindowCutter(tokenizer, recipe.window)))
    (folder / CHECKPOINT).unlink(missing_ok=True)
    return figures


def calibrate(folder: Path, texts: Texts) -> dict[str, TwoFold]:
    """Fits the probability of the engine in a folder on the development part, writes it into the manifest, and scores the engine.

    The second regression learns from the bundled articles as well, which are of more subjects.

    Returns:
        The figures of ``dev``, and of ``left out`` where texts were left out; each half is scored with what the other half gave.
    """
    language = load_language()
    network = Network(folder)
    figures: dict[str, TwoFold] = {}
    news = [observe(network, t, language.parse(article_from_text(t.text, id=t.id))) for t in bundled_texts()]
    for name, part in (("dev", texts.dev), ("left out", texts.left_out)):
        if not part:
            continue
        observed = [observe(network, t, language.parse(article_from_text(t.text, id=t.id))) for t in part]
        figures[name] = two_fold(network.settings, observed, news)
        if name == "dev":
            write_manifest(folder, fitted(network.settings, observed, news), name=network.name, window=network.longest_window)
    return figures
