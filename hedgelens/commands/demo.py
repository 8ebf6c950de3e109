"""``hedgelens demo``: the bundled article as a table, a page and charts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.commands.options import Engine
from hedgelens.commands.writing import note, say, use_no_window
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from hedgelens.faces import Analysis


def demo(
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Folder for the page and the charts.")] = Path(
        "hedgelens-demo"
    ),
    engine: Engine = DEFAULT_ENGINE,
) -> None:
    """Analyses the bundled article: prints the table, and writes the page and charts into a folder."""
    from hedgelens import bundled
    from hedgelens.analyzer import Analyzer
    from hedgelens.files.overwriting import ANALYSIS, CHART, PAGE
    from hedgelens.files.writing import check_free, make_folder, write_whole
    from hedgelens.views.terminal import render

    if folder.exists() and not folder.is_dir():
        raise HedgeLensError(f"'{folder}' is a file, and the demo writes to a folder. Name another one with -o.")
    use_no_window()
    analyzer = Analyzer(sources=bundled.registry_path(), engine=engine)
    make_folder(folder)
    files = {"report.html": PAGE, "analysis.json": ANALYSIS} | {f"{name}.png": CHART for name in _charts()}
    for name, own in files.items():
        check_free(folder / name, own, new=b"")
    analysis = analyzer.analyze(bundled.article())
    say(render([analysis], width=None, colour=sys.stdout.isatty()))
    contents = {"report.html": analysis.to_html(), "analysis.json": analysis.to_json(indent=1) + "\n"}
    for name, content in (contents | {f"{name}.png": _picture(chart(analysis)) for name, chart in _charts().items()}).items():
        write_whole(folder / name, content, files[name])
    note(f"wrote {folder / 'report.html'}, and beside it the charts as PNG and the analysis as JSON")


def _charts() -> dict[str, Callable[[Analysis], Axes]]:
    from hedgelens import charts

    return {
        "share": charts.share,
        "strip": charts.strip,
        "hedges": charts.hedges_by_owner,
        "quotation": charts.quotation_by_source,
    }


def _picture(chart: Axes) -> bytes:
    import io

    import matplotlib.pyplot as plt

    from hedgelens.files.overwriting import CHART_MARK

    figure = chart.get_figure(root=True)
    assert figure is not None
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=150, metadata={"Software": CHART_MARK.rpartition(b"\0")[2].decode()})
    plt.close(figure)
    return picture.getvalue()
