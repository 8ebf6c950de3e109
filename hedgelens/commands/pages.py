"""``hedgelens report`` and ``hedgelens demo``: an article as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.commands.analyze import show
from hedgelens.commands.options import Engine, Hedges, Sources
from hedgelens.commands.reading import analyses_of, check_output, read_articles
from hedgelens.commands.writing import use_no_window, write
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError

if TYPE_CHECKING:
    from hedgelens.analysis import Analysis


def report(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The article (.txt, .md), or a coding sheet (.xlsx).")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="page.html", help="The page to write; by default FILE with .html.")
    ] = None,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = DEFAULT_ENGINE,
) -> None:
    """Writes a self-contained page: verdict, table, charts, and the whole text with its sources and hedges."""
    if file.is_dir():
        raise HedgeLensError(f"'{file}' is a folder, and a page is of one article. Give one file.")
    page = output or Path(f"{file.stem}.html")
    check_output(page, [file])
    by_hand = file.suffix.lower() == ".xlsx"
    analysis = _of_sheet(file) if by_hand else next(analyses_of(read_articles([file]), sources, hedges, engine))
    use_no_window()
    write(page, analysis.to_html())


def _of_sheet(file: Path) -> Analysis:
    from hedgelens.interchange import read_sheet

    analyses = read_sheet(file).analyses
    if len(analyses) > 1:
        raise HedgeLensError(
            f"'{file}' holds {len(analyses)} articles, and a page is of one. "
            "In Python, hedgelens.interchange.read_sheet gives the analysis of each."
        )
    return analyses[0]


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
