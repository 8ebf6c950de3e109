"""``hedgelens study``: many articles and their analyses in one file, which goes on where it was stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hedgelens.article import USUAL, ReadingOptions
from hedgelens.commands.articles import SOME_LEFT_OUT, tell_notes
from hedgelens.commands.options import Force, Hedges, MinConfidence, Sources, Types, one_of, reads_articles
from hedgelens.commands.progress import bar_of
from hedgelens.commands.study_tables import File, export, query
from hedgelens.commands.study_together import COMMANDS as TOGETHER
from hedgelens.commands.writing import note, say, tell, tell_problems, use_no_window
from hedgelens.files.text import counted, one_line
from hedgelens.records import HedgeLensError

if TYPE_CHECKING:
    from hedgelens.study import Added, Progress, Status

_FORMATS = ("table", "json")
_SHOWN = 20
"""So many problems are named; all of them with --problems, and in the report."""

Engine = Annotated[
    str | None,
    typer.Option(
        "--engine", metavar="NAME", help="What finds attributions: rules, learned, or the name or folder of a trained one."
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", metavar="N", help="Number of processes that analyse, at most the number of the processor's cores."
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Analyse on a Dask cluster instead: the address of its scheduler, the file that holds it, or local:4.",
    ),
]


def new(
    file: File,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = None,
    min_confidence: MinConfidence = None,
    types: Types = None,
) -> None:
    """Creates a study: one file that holds articles, their analyses, and the settings."""
    from hedgelens.study import Study

    Study.new(file, sources=sources, hedges=hedges, engine=engine, min_confidence=min_confidence, types=types).close()
    note(f"made {file}. Add articles with: hedgelens study add {file} FOLDER")


@reads_articles
def add(
    file: File,
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="INPUT", help=f"Articles ({USUAL}), files that hold several, or folders of them."),
    ],
    *,
    reading: ReadingOptions,
) -> None:
    """Adds articles to a study; what was added before is read again only if it has changed.

    The reading options are kept, and used whenever the articles are read again. Exit codes: 0 everything was added, 2 nothing
    could be done or an option is wrong, 3 some could not be read (each is named).
    """
    from hedgelens.study import Study

    with Study.open(file) as study, bar_of("Reading") as bar:
        added = study.add(*inputs, options=reading, told=lambda now: bar(now.new + now.changed + now.unchanged, None, ""))
    _tell_added(added)
    note(f"Analyse them with: hedgelens study run {file}")
    _exit(bool(added.problems), nothing=not (added.new or added.changed or added.unchanged or added.unchanged_files))


def run(
    file: File,
    jobs: Jobs = 1,
    scheduler: Scheduler = None,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = None,
    min_confidence: MinConfidence = None,
    types: Types = None,
) -> None:
    """Analyses what is not analysed yet, and what has changed: files, settings, the registry, or HedgeLens itself.

    It can be stopped at any time, and the same command resumes; several runs may work at once. New files in folders that were
    added are read first. Exit codes: 0 everything is done, 2 nothing could be done or an option is wrong, 3 some articles could
    not be read or analysed (each is named).
    """
    from hedgelens.study import Study

    with Study.open(file) as study:
        with bar_of("Reading") as bar:
            added = study.refresh(told=lambda added: bar(added.new + added.changed, None, ""))
        if added.new or added.changed or added.gone:
            _tell_added(added)
        last: list[Progress] = []

        def told(progress: Progress) -> None:
            last[:] = [progress]
            bar(progress.done + progress.problems, progress.total, _pace(progress))

        try:
            with bar_of("Analysing") as bar:
                status = study.run(
                    jobs=jobs,
                    scheduler=scheduler,
                    engine=engine,
                    sources=sources,
                    hedges=hedges,
                    min_confidence=min_confidence,
                    types=types,
                    told=told,
                )
        except KeyboardInterrupt as stop:
            if last:
                stop.add_note(
                    f"{last[0].done:,} of {counted(last[0].total, 'article')} are done; the same command goes on from there."
                )
            raise
        _tell_problems(status)
        note(str(status) + (f" {last[0].rate:.1f} articles a second." if last and last[0].rate else ""))
        _exit(bool(status.problems), nothing=not status.analysed)


def status(
    file: File,
    problems: Annotated[bool, typer.Option("--problems", help="Name every problem and note, not only the first ones.")] = False,
    format: Annotated[str, one_of("--format", _FORMATS)] = "table",
) -> None:
    """Reports the progress of a study, how its articles are analysed, and what could not be read or analysed."""
    from hedgelens.study import Study

    with Study.open(file) as study:
        found, notes = study.status(), study.notes
    say(_as_json(found, notes) if format == "json" else _as_text(found, notes, shown=None if problems else _SHOWN))


def report(
    file: File,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="The folder to write, by default STUDY-report.")
    ] = None,
    articles: Annotated[bool, typer.Option("--articles/--no-articles", help="Whether each article also gets a page.")] = True,
    force: Force = False,
) -> None:
    """Writes the study's page, and one for each article: who dominates, by kind, outlet and time, with intervals and charts.

    The page of the study is written first, and can be viewed while those of the articles are being written.
    """
    from hedgelens.study import Study

    use_no_window()
    folder = output or file.with_name(f"{file.stem}-report")
    with Study.open(file) as study, bar_of("Writing") as bar:
        index = study.report(folder, articles=articles, force=force, told=lambda done, total: bar(done, total, ""))
    note(f"wrote {index}")


COMMANDS: tuple[Callable[..., None], ...] = (new, add, run, status, report, export, query, *TOGETHER)
"""The commands of a study, in the order in which they are used."""


# -- what is said -----------------------------------------------------------------------------------------------------------


def _tell_added(added: Added) -> None:
    tell_problems(added.problems)
    tell_notes(added.notes)
    note(str(added))


def _tell_problems(status: Status) -> None:
    tell_problems(status.problems[:_SHOWN])
    if len(status.problems) > _SHOWN:
        tell(f"… and {len(status.problems) - _SHOWN:,} more: hedgelens study status STUDY --problems names them all.")


def _pace(progress: Progress) -> str:
    if progress.rest is None:
        return ""
    minutes, seconds = divmod(round(progress.rest), 60)
    hours, minutes = divmod(minutes, 60)
    left = f"{hours} h {minutes:02} min" if hours else f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"
    return f"{progress.rate:.1f} a second, {left} left"


def _as_text(status: Status, notes: Sequence[str], shown: int | None) -> str:
    settings = status.settings
    files = [f"{what} {file.path}" for what, file in (("registry", settings.sources), ("hedge rules", settings.hedges)) if file]
    lines = [
        str(status),
        f"Inputs: {', '.join(status.inputs) or 'none yet'}",
        f"Engine: {settings.engine}{''.join(f'; {file}' for file in files)}",
        f"Size: {status.size / 1e6:,.1f} MB",
    ]
    if status.left_out:
        lines.append(f"Left out of the results: {counted(status.left_out, 'article')}")
    if status.at_work:
        lines.append(f"Runs at work, or broken off: {status.at_work}")
    for what, sentences in (
        ("Problems", [f"{one_line(problem.article)}: {problem.reason}" for problem in status.problems]),
        ("Notes", list(notes)),
    ):
        if sentences:
            more = f"  … and {len(sentences) - shown:,} more (--problems names all)" if shown and len(sentences) > shown else None
            lines += [f"{what}: {len(sentences):,}", *(f"  {one_line(sentence)}" for sentence in sentences[:shown])]
            lines += [more] if more else []
    return "\n".join(lines) + "\n"


def _as_json(status: Status, notes: Sequence[str]) -> str:
    from hedgelens.records import plain
    from hedgelens.views.rows import json_text

    found: dict[str, Any] = plain(status)
    return json_text({**found, "notes": list(notes)}, indent=2) + "\n"


def _exit(problems: bool, *, nothing: bool) -> None:
    if nothing and problems:
        raise HedgeLensError("Nothing could be done with any of the articles.")
    if problems:
        raise typer.Exit(SOME_LEFT_OUT)
