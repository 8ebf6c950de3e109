"""``hedgelens demo``: the bundled article as a table, a page and charts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.commands.analyze import show
from hedgelens.commands.options import Engine
from hedgelens.commands.reading import analyses_of
from hedgelens.commands.writing import use_no_window, write
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError

if TYPE_CHECKING:
    from hedgelens.analysis import Analysis


def demo(
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Folder for the page and the charts.")] = Path(
        "hedgelens-demo"
    ),
    engine: Engine = DEFAULT_ENGINE,
) -> None:
    """Analyses the bundled article: the table here, the page and the charts in a folder."""
    from hedgelens import bundled

    if folder.exists() and not folder.is_dir():
        raise HedgeLensError(f"'{folder}' is a file, and the demo writes a folder. Name another one with -o.")
    article = bundled.article()
    use_no_window()
    analysis = next(analyses_of([article], bundled.registry_path(), None, engine))
    show(iter([analysis]), None)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HedgeLensError(f"The folder '{folder}' cannot be made: {error.strerror or error}.") from None
    write(folder / "report.html", analysis.to_html())
    write(folder / "analysis.json", analysis.to_json(indent=1) + "\n")
    _write_charts(analysis, folder)
    print(f"\nThe page: {folder / 'report.html'}\nBeside it: the charts as PNG, the analysis as JSON.")


def _write_charts(analysis: Analysis, folder: Path) -> None:
    import io

    import matplotlib.pyplot as plt

    from hedgelens import charts

    for name, chart in (
        ("share", charts.share),
        ("strip", charts.strip),
        ("hedges", charts.hedges_by_owner),
        ("quotation", charts.quotation_by_source),
    ):
        figure = chart(analysis).get_figure(root=True)
        assert figure is not None
        picture = io.BytesIO()
        figure.savefig(picture, format="png", dpi=150)
        plt.close(figure)
        write(folder / f"{name}.png", picture.getvalue())
