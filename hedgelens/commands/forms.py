"""The forms in which commands write analyses: what stands at the head, what is written of each, and where it all goes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelens.commands.writing import note, say, write
from hedgelens.records import HedgeLensError

if TYPE_CHECKING:
    from hedgelens.faces import Analysis
    from hedgelens.files.overwriting import Own
    from hedgelens.measures import Counting

FORMATS = ("table", "json", "jsonl", "csv", "md")


@dataclass(frozen=True)
class Form:
    """How analyses are written.

    Attributes:
        piece: makes what is written of one analysis.
        head: what stands before the first.
        between: what stands between two on the terminal.
        own: tells whether HedgeLens wrote a file in this form; nothing can tell that of a table for the terminal.
        by_line: whether what is written so far is of use before all is written.
    """

    piece: Callable[[Analysis], str]
    head: str = ""
    between: str = ""
    own: Own | None = None
    by_line: bool = False


def form_of(format: str, table: str, counting: Counting, *, raw: bool, output: Path | None) -> Form:
    """Returns the form of the name of a format.

    Args:
        format: one of :data:`FORMATS`.
        table: the table, for csv and md.
        counting: how it counts.
        raw: whether cells of CSV stand as they are.
        output: the file that is written, if it is one.
    """
    from hedgelens.files.overwriting import ANALYSIS, headed

    if format == "table":
        return _for_the_terminal(counting, output)
    if format == "json":
        return Form(lambda analysis: analysis.to_json(indent=1) + "\n", own=ANALYSIS)
    if format == "jsonl":
        return Form(lambda analysis: analysis.to_json() + "\n", own=ANALYSIS, by_line=True)
    from hedgelens.views import tables

    def written(analyses: list[Analysis]) -> str:
        if format == "csv":
            return tables.to_csv(analyses, table, counting, raw=raw)
        return tables.to_markdown(analyses, table, counting)

    head = written([])
    return Form(lambda analysis: written([analysis]).removeprefix(head), head, own=headed(head), by_line=True)


def _for_the_terminal(counting: Counting, output: Path | None) -> Form:
    from hedgelens.views.terminal import render

    if output is not None:
        return Form(lambda analysis: render([analysis], width=80, colour=False, counting=counting))
    colour = sys.stdout.isatty()
    return Form(lambda analysis: render([analysis], width=None, colour=colour, counting=counting), between="\n")


def put(pieces: Iterable[str], form: Form, output: Path | None, *, force: bool) -> None:
    """Writes the pieces of analyses as they come: to the terminal, or into a file and says where.

    A table for the terminal goes into a file when all are there.
    """
    if output is None:
        for number, piece in enumerate(pieces):
            say((form.between if number else form.head) + piece)
    elif form.by_line:
        from hedgelens.files.growing import Growing

        with Growing(output, form.own, force=force) as file:
            for piece in _headed(form.head, pieces):
                file.add(piece)
        note(f"wrote {output}")
    else:
        write(output, "".join(_headed(form.head, pieces)), form.own, force=force)


def _headed(head: str, pieces: Iterable[str]) -> Iterator[str]:
    """Puts the head before the first piece: a file that holds nothing else is none."""
    for piece in pieces:
        yield head + piece
        head = ""


def check_number(format: str, articles: int) -> None:
    """Checks that a format holds so many articles.

    Raises:
        HedgeLensError: it does not.
    """
    if format == "json" and articles > 1:
        raise HedgeLensError(
            f"The format json holds one article, and there are {articles}: use --format jsonl, which writes one per line."
        )
