"""``hedgelens export`` and ``hedgelens import``: annotations to and from other programs; ``hedgelens schema``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.article import ReadingOptions, holds_texts
from hedgelens.commands.articles import articles_of, check_output, results_of, tell_notes
from hedgelens.commands.forms import FORMATS as FORMS
from hedgelens.commands.forms import check_number, form_of, put
from hedgelens.commands.options import (
    TABLES,
    Engine,
    Files,
    Force,
    Hedges,
    MinConfidence,
    Output,
    RawCells,
    Sources,
    Types,
    check_table,
    one_of,
    reads_articles,
)
from hedgelens.commands.writing import note, say
from hedgelens.files.text import counted
from hedgelens.records import DEFAULT_ENGINE, Problem

if TYPE_CHECKING:
    from hedgelens.interchange.codings import Item

NAMES = (
    "brat",
    "cas",
    "inception",
    "web-annotation",
    "doccano",
    "label-studio",
    "conllu",
    "tei",
    "graphml",
    "gexf",
    "ris",
    "bibtex",
)
"""The formats; ``hedgelens.formats.table`` has them, and takes too long to load for ``--help``."""
READABLE = (
    "brat",
    "cas",
    "inception",
    "web-annotation",
    "doccano",
    "label-studio",
    "conllu",
    "tei",
)
_Articles = Annotated[
    list[Path] | None,
    typer.Option(
        "--article",
        "--articles",
        metavar="FILE",
        help="Article or folder, if annotations come without their text; may be repeated.",
    ),
]


@reads_articles
def export(
    files: Files,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="OUT", help="The file to write; for several articles in some formats, a folder."),
    ],
    format: Annotated[str | None, one_of("--format", NAMES, "By default the one that the extension of OUT names; ")] = None,
    articles: _Articles = None,
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = DEFAULT_ENGINE,
    min_confidence: MinConfidence = None,
    types: Types = None,
    force: Force = False,
    *,
    reading: ReadingOptions,
) -> None:
    """Writes articles with their annotations for other programs, such as brat, INCEpTION, Label Studio and Gephi.

    Analyses (.json, .jsonl), coding sheets and files of other programs are written as they are; articles are analysed first. A
    warning says what a format cannot hold; docs/interchange.md lists it. An existing file is replaced only with --force, because
    people may have marked something in it. Exit codes: 0 everything is written, 2 nothing is, 3 some articles are left out.
    """
    from hedgelens.formats import format_to_write
    from hedgelens.interchange import write

    format_to_write(output, format)
    if not output.is_dir() and output.suffix:
        check_output(output, files, [*(articles or []), sources, hedges], own=lambda _: None, new=None, force=force)
    items, problems = _read(files, articles or [], reading)
    with articles_of(items, problems, output) as given:
        analyses = list(given.done(results_of(given.items, sources, hedges, engine, min_confidence, types)))
        written = write(analyses, output, format=format, force=force)
        note(f"wrote {written[0]}" if len(written) == 1 else f"wrote {counted(len(written), 'file')} into {output}")


def _read(files: Sequence[Path], articles: Sequence[Path], reading: ReadingOptions) -> tuple[list[Item], list[Problem]]:
    """Returns the articles and the analyses of files, each in its place."""
    from hedgelens.article import read_files
    from hedgelens.interchange.codings import ENDINGS, read_file

    items: list[Item] = []
    problems: list[Problem] = []
    for file in files:
        if file.is_file() and file.suffix.lower() in ENDINGS and not holds_texts(file, reading):
            material = read_file(file, articles=articles, options=reading)
            items += material.items
            problems += material.problems
        else:
            read = read_files([file], reading)
            tell_notes(read.notes)
            items += read.articles
            problems += read.problems
    return items, problems


def import_annotations(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that people annotated in another program.")],
    articles: _Articles = None,
    source_format: Annotated[
        str | None, one_of("--from", READABLE, "The format of FILE, by default recognised from FILE; ")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Name of the person who made or corrected the annotations.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Date of the annotation; by default today.")
    ] = None,
    format: Annotated[str, one_of("--format", FORMS)] = "json",
    table: Annotated[str, one_of("--table", TABLES, "For csv and md: ")] = "summary",
    raw_cells: RawCells = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """Reads annotations that people made or corrected in another program as analyses: as a gold standard or as a coding.

    Marks that HedgeLens wrote and nobody changed come back as they were; marks that were added or changed count as marked by
    hand.
    """
    from hedgelens.interchange import read_all
    from hedgelens.measures import DEFAULT_COUNTING

    check_table(table, "summary", format)
    form = form_of(format, table, DEFAULT_COUNTING, raw=raw_cells, output=output)
    check_output(output, [file], articles or [], own=form.own, new=None, force=force)
    analyses = read_all(file, source_format, articles or [], by=by, date=date)
    check_number(format, len(analyses))
    put(map(form.piece, analyses), replace(form, by_line=False), output, force=force)


def schema() -> None:
    """Prints the JSON Schema (draft 2020-12) of an analysis, as --format json and each line of --format jsonl have it."""
    from hedgelens.views.schema import schema_text

    say(schema_text())
