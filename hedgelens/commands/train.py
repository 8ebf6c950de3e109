"""``hedgelens train``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hedgelens.commands.writing import LOUDNESS, Loudness, note, say
from hedgelens.records import HedgeLensError

if TYPE_CHECKING:
    from hedgelens.training.loop import Progress

_TELL_EVERY = 25
_ENGINE = ("manifest.json", "reader.onnx", "decoder.onnx", "tokenizer.json", "MODEL_CARD.md")
"""The files that a training writes into its folder; the rooms that do it need PyTorch to be loaded."""
_CHECKPOINT = "training.safetensors"


def train(
    texts: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="Annotated texts: train/ and dev/, each with text/ and attributions/, such as PolNeAR."
        ),
    ],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Name of the engine, for --engine NAME.")] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FOLDER", help="Folder for the engine; by default the one in which --engine NAME looks."
        ),
    ] = None,
    encoder: Annotated[
        str, typer.Option("--encoder", metavar="NAME", help="small, large, or the folder of a pretrained encoder.")
    ] = "small",
    epochs: Annotated[
        float | None,
        typer.Option(
            "--epochs", metavar="X", min=0.0, help="Number of passes over all texts; with 0, the initial weights are kept."
        ),
    ] = None,
    rate: Annotated[
        float | None,
        typer.Option(
            "--rate", metavar="X", min=1e-7, help="Learning rate of the encoder; that of the other layers is scaled with it."
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same weights.")] = 0,
    teacher: Annotated[
        Path | None, typer.Option("--teacher", metavar="FILE.npz", help="Also learn from the predictions of a larger engine.")
    ] = None,
    soft_labels: Annotated[
        Path | None,
        typer.Option("--soft-labels", metavar="FILE.npz", help="Write the predictions of this engine, for --teacher."),
    ] = None,
    layers: Annotated[
        int | None, typer.Option("--layers", metavar="N", min=0, help="Number of encoder layers to keep; fewer are faster.")
    ] = None,
    decoder_layers: Annotated[
        int | None, typer.Option("--decoder-layers", metavar="N", min=1, help="Layers of the decoder.")
    ] = None,
    start: Annotated[
        list[str] | None,
        typer.Option(
            "--start",
            metavar="FILE",
            help="Start from the weights of another training run, or of an engine (its name or folder); if repeated, from "
            "their mean.",
        ),
    ] = None,
    weights: Annotated[
        Path | None, typer.Option("--weights", metavar="FILE.safetensors", help="Write the weights, for --start.")
    ] = None,
    also: Annotated[
        list[Path] | None,
        typer.Option(
            "--also",
            metavar="FOLDER",
            help="Also learn from these: NAME.txt with inline marks, or annotations NAME.json; a folder named twice has twice "
            "the weight.",
        ),
    ] = None,
    standoff_texts: Annotated[
        Path | None, typer.Option("--texts", metavar="FOLDER", help="Texts of the annotations in --also.")
    ] = None,
    without: Annotated[
        str | None,
        typer.Option(
            "--without", metavar="PUBLISHER", help="Leave out texts whose names begin with this, and also score on them."
        ),
    ] = None,
) -> None:
    """Trains an attribution engine from annotated texts, which takes hours. Interrupted training resumes when called again.

    Existing engines and files are never overwritten.
    """
    from hedgelens.attribution import trained_engine_folder

    folder = output or trained_engine_folder(name or (encoder if encoder == "large" else "trained"))
    files = [file for file in (soft_labels, weights) if file is not None]
    _check_free(folder, files)
    try:
        from hedgelens.training.building import RECIPES, build_engine
        from hedgelens.training.texts import read_texts
    except ModuleNotFoundError as error:
        raise HedgeLensError(
            f"Training needs the package '{error.name}', which is not installed. In your copy of the repository, type: "
            "pip install '.[train]'"
        ) from None

    recipe = replace(RECIPES.get(encoder, RECIPES["large"]), seed=seed)
    head_rate = None if rate is None else recipe.head_rate * rate / recipe.rate
    chosen = {"epochs": epochs, "rate": rate, "head_rate": head_rate, "layers": layers, "decoder_layers": decoder_layers}
    given: dict[str, Any] = {name: value for name, value in chosen.items() if value is not None}
    recipe = replace(recipe, **given)
    marked = read_texts(texts, without, also=also or (), standoff=standoff_texts)
    with _bar() as shown:
        figures = build_engine(
            marked,
            folder,
            encoder=encoder,
            recipe=recipe,
            teacher=teacher,
            start=[_weights_of(one) for one in start or ()],
            soft_labels=soft_labels,
            weights=weights,
            tell=shown,
        )
    from hedgelens.evaluation.analyses import scores_table

    for part, figure in figures.items():
        say(f"{part} (fitted on the other half; calibration error {figure.error:.3f})\n{scores_table(figure.scores)}")
    say(f"The engine is in '{folder}'. Use it with: --engine '{folder if output else folder.name}'\n")
    for written in (folder, *files):
        note(f"wrote {written}")


def _weights_of(start: str) -> Path:
    """Returns where the weights lie that a training begins with: a file of them, or the folder of an engine."""
    from hedgelens.attribution import engine_folder

    return Path(start) if Path(start).is_file() else engine_folder(start)


def _check_free(folder: Path, files: list[Path]) -> None:
    """Checks, before it takes hours, that a training takes the place of no file, unless it goes on."""
    from hedgelens.files.writing import target_of

    for file in files:
        target_of(file)
    if (folder / _CHECKPOINT).is_file():
        return
    there = next((file for file in (*(folder / name for name in _ENGINE), *files) if file.exists()), None)
    if there is not None:
        raise HedgeLensError(
            f"'{there}' already exists, and training never overwrites anything. Name another file, or another engine with --name."
        )


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    """Shows on the error stream how far the training is, how long it still takes, and the loss; a line at a time in a file."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    quiet = LOUDNESS.get() is Loudness.QUIET
    with Bar(*columns, console=console, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("training")

        def tell(progress: Progress) -> None:
            said = f"training, loss {progress.loss:.3f}"
            bar.update(task, total=progress.steps, completed=progress.step, description=said)
            if not quiet and not console.is_terminal and progress.step % _TELL_EVERY == 0:
                console.print(f"{said}, step {progress.step} of {progress.steps}, {progress.seconds / 60:.0f} minutes")

        yield tell
