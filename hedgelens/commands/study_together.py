"""``hedgelens study coders``, ``sample``, ``codings``, ``import-codings``, ``agree``: a study that several people code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from hedgelens.commands.articles import SOME_LEFT_OUT
from hedgelens.commands.options import Force, Output, RawCells, check_table, one_of
from hedgelens.commands.study_tables import File
from hedgelens.commands.writing import note, say, say_or_write, tell_problems, tell_warnings
from hedgelens.files.text import counted, one_line, printable

_FORMATS = ("table", "csv", "md")
_TABLES = ("variables", "disagreements")
_BY = ("outlet", "confidence", "unsure")


def coders(
    file: File,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Names of the coders; without names, the coders are listed.")
    ] = None,
    blind: Annotated[
        bool | None,
        typer.Option(
            "--blind/--not-blind",
            help="Whether coders see each other's codings of an article only when all who code it have finished.",
        ),
    ] = None,
) -> None:
    """Lists the coders of a study and their progress, or names them.

    If they are blind to each other, lists, results and reports use a coding of an article only when all coders have finished it.
    """
    from hedgelens.study import Study

    with Study.open(file) as study:
        if names or blind is not None:
            study.name_coders(*names or (), blind=blind)
        said = "blind to each other until all are done with an article" if study.blind else "not blind to each other"
        who = ", ".join(map(one_line, study.coders)) or "none named yet"
        say(f"Coders: {who} ({said})\n{''.join(_lines(study))}")


def sample(
    file: File,
    n: Annotated[int | None, typer.Option("--n", metavar="N", help="Number of articles to draw.")] = None,
    share: Annotated[
        float | None,
        typer.Option("--share", metavar="X", help="Share of the articles that can be drawn, such as 0.1, instead of a number."),
    ] = None,
    by: Annotated[
        str | None,
        one_of(
            "--by",
            _BY,
            "In proportion from each outlet, or from each tenth of the articles by the program's confidence; or the least "
            "certain first (unsure), which is not a random sample: ",
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", metavar="N", help="Determines which are drawn: the same seed draws the same sample again."),
    ] = None,
    coder: Annotated[
        list[str] | None,
        typer.Option("--coder", metavar="NAME", help="Coder of the sample; may be repeated; default: the coders of the study."),
    ] = None,
) -> None:
    """Draws a sample for several coders, or, without --n and --share, lists those that were drawn.

    It is kept with its date, its seed and a sentence for the methods section. Articles of earlier samples, and near duplicates,
    are not drawn.
    """
    from hedgelens.study import Study

    with Study.open(file) as study:
        if n is None and share is None:
            say("".join(_lines(study)) or "No sample was drawn yet: --n says how many articles to draw.\n")
            return
        found = study.sample(n, share=share, by=by, seed=seed, coders=coder)
        say("".join(f"{printable(id)}\n" for id in found["article"]))
        last = study.samples().iloc[-1]
        note(last["how"])
        note(f"assigned to: {', '.join(last['coders'])}" if last["coders"] else _unassigned(file))


def _unassigned(file: Any) -> str:
    return f"assigned to nobody: name the coders first, hedgelens study coders {file} NAME NAME, or give --coder NAME"


def _lines(study: Any) -> list[str]:
    """Says of each sample how it was drawn, and how far its coders are."""
    progress = study.progress()
    return [
        line
        for one in study.samples().itertuples()
        for line in (
            f"Sample {one.number}: {one.how}\n",
            *(
                f"  {one_line(row.coder)}: {row.finished:,} of {counted(row.articles, 'article')} finished, {row.begun:,} begun\n"
                for row in progress[progress["sample"] == one.number].itertuples()
            ),
        )
    ]


def agree(
    file: File,
    format: Annotated[str, one_of("--format", _FORMATS)] = "table",
    table: Annotated[str, one_of("--table", _TABLES, "For csv and md: ")] = _TABLES[0],
    output: Output = None,
    raw_cells: RawCells = False,
    force: Force = False,
) -> None:
    """Measures how far the coders of a study agree, together, in pairs and with the machine, over finished articles.

    It gives percent agreement and Krippendorff's alpha with a bootstrap interval over articles, for each variable with its N,
    and, in a separate table, where the coders disagree. If coders are blind to each other, an article counts as soon as all have
    finished it.
    """
    from hedgelens.files.overwriting import headed
    from hedgelens.study import Study
    from hedgelens.views.rows import csv_text, markdown_table, markdown_text

    check_table(table, _TABLES[0], format)
    with Study.open(file) as study:
        found = study.agreement() if table == _TABLES[0] else study.disagreements()
    rows = [list(row) for row in found.astype(object).where(found.notna(), None).itertuples(index=False)]
    if format == "table":
        say_or_write(_as_table(found), output, force=force)
    elif format == "md":
        say_or_write(markdown_table(map(markdown_text, found.columns), rows), output, force=force)
    else:
        head = csv_text(found.columns, (), raw=raw_cells)
        say_or_write(csv_text(found.columns, rows, raw=raw_cells), output, headed(head), force=force)


def _as_table(found: Any) -> str:
    if found.empty:
        return "No article was finished by two coders yet, or by one, to be compared with the machine.\n"
    lines: list[str] = []
    for group, rows in found.groupby("coders", sort=False):
        number = counted(int(rows["articles"].max()), "article")
        lines += [
            f"{one_line(group)}: {number}",
            f"  {'variable':24}{'articles':>9}{'units':>7}{'same':>7}{'alpha':>8}  95% interval",
        ]
        for row in rows.astype(object).where(rows.notna(), None).itertuples():
            between = f"  {row.alpha_low:.3f} to {row.alpha_high:.3f}" if row.alpha_low is not None else ""
            alpha = "-" if row.alpha is None else f"{row.alpha:.3f}"
            lines.append(f"  {row.variable:24}{row.articles:9}{row.units:7}{row.same:7.3f}{alpha:>8}{between}")
        lines += [f"  {said}" for said in rows["warning"].dropna().unique()[:1]]
        lines.append("")
    return "\n".join(lines)


def codings(
    file: File,
    output: Annotated[
        str,
        typer.Argument(
            metavar="OUT",
            help="What to write: .jsonl for every coding, one per line; .xlsx for the coding sheet of one coder; the extension "
            "of another program's format (docs/interchange.md) for the codings of one coder; a name that ends in / "
            "for a folder with the coding sheet of each.",
        ),
    ],
    coder: Annotated[str | None, typer.Option("--coder", metavar="NAME", help="Whose codings; default: everybody's.")] = None,
    to_do: Annotated[
        bool,
        typer.Option(
            "--to-do",
            help="Also put the articles assigned to the coder but not yet begun into the sheets, as the program analysed them.",
        ),
    ] = False,
    force: Force = False,
) -> None:
    """Writes the codings of a study, the latest of each article by each coder, to be corrected or read elsewhere."""
    from hedgelens.study import Study

    with Study.open(file) as study:
        for path in study.export_codings(output, coder, to_do=to_do, force=force):
            note(f"wrote {path}")


def import_codings(
    file: File,
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="INPUT", help="Coding sheets, analyses (.jsonl, .json), files of other programs, or folders."),
    ],
    coder: Annotated[
        str | None, typer.Option("--coder", metavar="NAME", help="Whose codings they are; default: the names in the files.")
    ] = None,
    done: Annotated[bool, typer.Option("--done/--not-done", help="Whether the coder has finished these articles.")] = True,
) -> None:
    """Adds codings that were made elsewhere, such as in coding sheets, to a study.

    Existing codings are never overwritten: what is imported becomes the coder's latest coding, beside the earlier ones. Exit
    codes: 0 everything was imported, 2 nothing could be done, 3 some are of articles that the study does not have (each is
    named).
    """
    from hedgelens.study import Study

    with Study.open(file) as study:
        found = study.import_codings(*inputs, coder=coder, done=done)
    tell_warnings(found.warnings)
    tell_problems(found.problems)
    same = f", {found.same:,} as they were" if found.same else ""
    note(f"codings of {', '.join(map(one_line, found.coders))}: {found.kept:,} new{same}.")
    if found.problems:
        raise typer.Exit(SOME_LEFT_OUT)


COMMANDS: tuple[Callable[..., None], ...] = (coders, sample, codings, import_codings, agree)
"""The commands of a study that several people code, in the order in which they are used."""
