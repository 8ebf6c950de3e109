"""The command line: reads what it is told, runs the analysis, writes what is asked for. All else is in the library."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens import __version__
from hedgelens.records import HedgeLensError

if TYPE_CHECKING:
    from hedgelens.analysis import Analysis
    from hedgelens.records import Article

# Everything else is imported where it is needed: spaCy, pandas and matplotlib take seconds, and `--help` shall not.

FORMATS = ("table", "json", "jsonl", "csv", "md")
BAD_INPUT = 2

app = typer.Typer(
    name="hedgelens",
    help="Reads a news article and says, sentence by sentence, who says it, how sure they are, and whose doubt it is.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Sources = Annotated[
    Path | None, typer.Option("--sources", metavar="REG.toml", help="Registry of sources: names, aliases, groups.")
]
Hedges = Annotated[Path | None, typer.Option("--hedges", metavar="RULES.toml", help="Hedge rules that add to the built-in ones.")]
Engine = Annotated[str, typer.Option("--engine", metavar="NAME", help="What finds attributions.")]


def main() -> None:
    """Runs the command line; what cannot be worked with is said in one sentence, and the exit code is 2."""
    try:
        app()
    except HedgeLensError as error:
        print(f"hedgelens: {error}", file=sys.stderr)
        sys.exit(BAD_INPUT)
    except BrokenPipeError:
        # Whoever read the output (`| head`) has enough; a second message at exit would help nobody.
        sys.stderr.close()
        sys.exit(1)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"hedgelens {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads a news article and says, sentence by sentence, who says it, how sure they are, and whose doubt it is."""


@app.command()
def analyze(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Articles (.txt, .md), or folders of them.")],
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = "rules",
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")] = "table",
    table: Annotated[
        str,
        typer.Option(
            "--table", metavar="TABLE", help="For csv and md: summary, groups, sentences, attributions, hedges or sources."
        ),
    ] = "summary",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to write to instead of the terminal.")
    ] = None,
) -> None:
    """Says of each article who it rests on, and how sure they are."""
    articles = _articles(files, format)
    _check_table(table)
    _check_output(output, files)
    analyses = _analyses(articles, sources, hedges, engine)
    if format == "table":
        _show(analyses, output)
    elif output is None and format == "jsonl":
        for analysis in analyses:  # as they come: the first article need not wait for the last
            _say(analysis.to_json() + "\n")
    else:
        text = _written(analyses, format, table)
        _say(text) if output is None else _write(output, text)


@app.command()
def report(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The article (.txt, .md).")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="page.html", help="The page to write; by default FILE with .html.")
    ] = None,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = "rules",
) -> None:
    """Writes a self-contained page: verdict, table, charts, and the whole text with its sources and hedges."""
    if file.is_dir():
        raise HedgeLensError(f"'{file}' is a folder, and a page is of one article. Give one file.")
    articles = _articles([file], "html")
    page = output or Path(f"{file.stem}.html")
    _check_output(page, [file])
    _use_no_window()
    _write(page, next(_analyses(articles, sources, hedges, engine)).to_html())


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Folder for the page and the charts.")] = Path(
        "hedgelens-demo"
    ),
    engine: Engine = "rules",
) -> None:
    """Analyses the bundled article: the table here, the page and the charts in a folder."""
    from hedgelens import bundled

    if folder.exists() and not folder.is_dir():
        raise HedgeLensError(f"'{folder}' is a file, and the demo writes a folder. Name another one with -o.")
    article = bundled.article()
    _use_no_window()
    analysis = next(_analyses([article], bundled.registry_path(), None, engine))
    _show(iter([analysis]), None)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HedgeLensError(f"The folder '{folder}' cannot be made: {error.strerror or error}.") from None
    _write(folder / "report.html", analysis.to_html())
    _write(folder / "analysis.json", analysis.to_json(indent=1) + "\n")
    _write_charts(analysis, folder)
    print(f"\nThe page: {folder / 'report.html'}\nBeside it: the charts as PNG, the analysis as JSON.")


@app.command()
def evaluate(
    gold: Annotated[
        Path | None,
        typer.Option("--gold", metavar="DIR", help="Marked texts (text/, attributions/); by default the bundled corpus."),
    ] = None,
    engine: Engine = "rules",
    format: Annotated[str, typer.Option("--format", help="One of table, json.")] = "table",
) -> None:
    """Says how often an engine is right: on marked texts such as PolNeAR, or on the articles that come with HedgeLens."""
    from hedgelens.evaluation.analyses import score_corpus, score_engine, scores_table

    if format not in ("table", "json"):
        raise HedgeLensError(f"There is no format '{format}' for figures. Use table or json.")
    scores = score_corpus(engine) if gold is None else score_engine(gold, engine)
    if format == "json":
        import json

        figures = {
            name: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "predicted": s.predicted, "gold": s.gold}
            for name, s in scores.items()
        }
        _say(json.dumps(figures, indent=1) + "\n")
    else:
        _say(scores_table(scores))


# -- what comes in ------------------------------------------------------------------------------------------------------


def _articles(files: list[Path], format: str) -> list[Article]:
    """Reads all articles before the first is analysed.

    What is wrong with the last is said at once, and nothing is half done.
    """
    from hedgelens.article import article_paths, read_article

    if format not in (*FORMATS, "html"):
        raise HedgeLensError(f"There is no format '{format}'. Use one of: {', '.join(FORMATS)}.")
    paths = article_paths(files)
    if format == "json" and len(paths) > 1:
        raise HedgeLensError(
            f"The format json holds one article, and there are {len(paths)}: use --format jsonl, which writes one a line."
        )
    articles = [read_article(path) for path in paths]
    for article in articles:
        if article.language != "en":
            print(
                f"hedgelens: warning: '{article.id}' does not look like English; "
                "it is analysed as if it were, so do not rely on the result.",
                file=sys.stderr,
            )
    return articles


def _check_table(name: str) -> None:
    from hedgelens.tables import TABLES

    if name not in TABLES:
        raise HedgeLensError(f"There is no table '{name}'. Use one of: {', '.join(TABLES)}.")


def _check_output(output: Path | None, files: list[Path]) -> None:
    if output is None:
        return
    if output.is_dir():
        raise HedgeLensError(f"'{output}' is a folder. Name the file to write.")
    if not output.parent.is_dir():
        raise HedgeLensError(
            f"There is no folder '{output.parent}' to write '{output.name}' into. Make it first, or name another one."
        )
    if any(file.exists() and output.exists() and file.samefile(output) for file in files):
        raise HedgeLensError(f"'{output}' is the article itself. Name another file to write, so that it is not lost.")


def _analyses(articles: list[Article], sources: Path | None, hedges: Path | None, engine: str) -> Iterator[Analysis]:
    """Analyses articles one after the other.

    Where there are several, a bar on the terminal's error stream says how far it has come.
    """
    from rich.console import Console
    from rich.progress import track

    from hedgelens.analyzer import Analyzer

    analyzer = Analyzer(sources=sources, hedges=hedges, engine=engine)
    console = Console(stderr=True)
    hidden = len(articles) < 2 or not console.is_terminal
    yield from track(analyzer.pipe(articles), "Analysing", total=len(articles), console=console, disable=hidden, transient=True)


# -- what goes out ------------------------------------------------------------------------------------------------------


def _written(analyses: Iterator[Analysis], format: str, table: str) -> str:
    from hedgelens import tables

    if format == "json":
        return next(analyses).to_json(indent=1) + "\n"
    if format == "jsonl":
        return "".join(analysis.to_json() + "\n" for analysis in analyses)
    return (tables.to_csv if format == "csv" else tables.to_markdown)(analyses, table)


def _show(analyses: Iterator[Analysis], output: Path | None) -> None:
    from hedgelens.terminal import render

    if output is not None:
        _write(output, render(analyses, width=80, colour=False))
        return
    for number, analysis in enumerate(analyses):
        _say(("\n" if number else "") + render([analysis], width=None, colour=sys.stdout.isatty()))


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
        _write(folder / f"{name}.png", picture.getvalue())


def _use_no_window() -> None:
    import matplotlib as mpl

    mpl.use("agg")


def _say(text: str) -> None:
    # Bytes: an article may hold characters that the terminal's own encoding has not.
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _write(path: Path, content: str | bytes) -> None:
    from hedgelens.files import write_whole

    write_whole(path, content)


if __name__ == "__main__":
    main()
