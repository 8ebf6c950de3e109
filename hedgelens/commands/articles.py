"""What comes into a command: articles, what becomes of each, and what is left out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from hedgelens.article import SINGLE, SUFFIXES, Reading, ReadingOptions
from hedgelens.commands.progress import shown
from hedgelens.commands.writing import note, tell_problems
from hedgelens.files.text import counted
from hedgelens.records import Article, HedgeLensError, Problem

if TYPE_CHECKING:
    from hedgelens.faces import Analysis
    from hedgelens.files.overwriting import Own
    from hedgelens.interchange.codings import Item

T = TypeVar("T")

_STANDARD_INPUT = Path("-")
SOME_LEFT_OUT = 3
"""The exit code where all is done, and some articles are left out."""


class Articles:
    """The articles of a command, and those that are left out, each of which is named as soon as that is known."""

    def __init__(self, items: Sequence[Item], problems: Iterable[Problem]) -> None:
        """Takes what was read, and what could not be."""
        self.items, self.problems = items, list(problems)
        self.number_done = 0

    def done(self, results: Iterable[T | Problem], doing: str = "Analysing") -> Iterator[T]:
        """Yields what became of the articles; where there are several, a bar on the terminal says how far it is.

        Raises:
            HedgeLensError: nothing became of any.
        """
        self.number_done = 0
        alone = len(self.items) == 1
        for result in shown(results, doing, len(self.items)):
            if not isinstance(result, Problem):
                self.number_done += 1
                yield result
                continue
            if alone:
                raise HedgeLensError(result.reason)
            self.leave_out(result)
        if not self.number_done:
            raise HedgeLensError(f"None of the {len(self.items):,} articles could be processed.")

    def leave_out(self, problem: Problem) -> None:
        """Names an article that is left out, and says why."""
        self.problems.append(problem)
        tell_problems([problem])


@contextmanager
def articles_of(items: Sequence[Item], problems: Sequence[Problem], output: Path | None = None) -> Iterator[Articles]:
    """Works on articles; where some are left out the exit code is 3.

    Args:
        items: articles, and analyses that are there already.
        problems: those that could not be read.
        output: a file that is only written when all is done.

    Raises:
        HedgeLensError: there is none to work on.
    """
    if len(items) + len(problems) > 1:
        tell_problems(problems)
    if not items:
        raise HedgeLensError(
            problems[0].reason if len(problems) == 1 else f"None of the {len(problems):,} files or folders could be read."
        )
    articles = Articles(items, problems)
    try:
        yield articles
    except KeyboardInterrupt as stop:
        if output is not None and not hasattr(stop, "__notes__"):
            stop.add_note(f"Nothing was written to '{output}'.")
        stop.add_note(f"{articles.number_done:,} of {counted(len(items), 'article')} were done.")
        raise
    if articles.problems:
        raise typer.Exit(SOME_LEFT_OUT)


@contextmanager
def read_articles(files: Sequence[Path], output: Path | None = None, reading: ReadingOptions | None = None) -> Iterator[Articles]:
    """Reads all articles before the first is analysed, and works on them as :func:`articles_of` does.

    What was passed over in folders is said.

    Args:
        files: articles, or folders of them.
        output: a file that is only written when all is done.
        reading: how files of many articles are read.
    """
    read = _reading(files, reading)
    tell_notes(read.notes)
    with articles_of(read.articles, read.problems, output) as articles:
        yield articles


def _reading(files: Sequence[Path], options: ReadingOptions | None) -> Reading:
    from hedgelens.article import read_files

    if _STANDARD_INPUT not in files:
        return read_files(files, options)
    if len(files) > 1:
        raise HedgeLensError("'-' stands for the text that is piped in, but files are named as well. Give one or the other.")
    return Reading((_piped_in(),))


def _piped_in() -> Article:
    """Reads the one article of standard input.

    Raises:
        HedgeLensError: nothing is piped in, or no text.
    """
    from hedgelens.article import article_from_text
    from hedgelens.article.access import LARGEST
    from hedgelens.article.decoding import decoded

    if sys.stdin is None or sys.stdin.isatty():
        raise HedgeLensError("'-' reads the text that is piped in, but there is none. Write: hedgelens analyze - < article.txt")
    raw = sys.stdin.buffer.read(LARGEST + 1)
    if not raw.strip():
        raise HedgeLensError("The text that is piped in is empty or blank: there is nothing to analyse.")
    if len(raw) > LARGEST:
        raise HedgeLensError(f"More than {LARGEST / 1e6:.0f} MB are piped in, and '-' reads one article. Name the file instead.")
    return article_from_text(decoded(raw, _STANDARD_INPUT), id="standard-input")


def results_of(
    items: Iterable[Item],
    sources: Path | None,
    hedges: Path | None,
    engine: str,
    min_confidence: float | None = None,
    types: str | None = None,
) -> Iterator[Analysis | Problem]:
    """Analyses articles one after the other; those that cannot be become problems."""
    from hedgelens.analyzer import Analyzer
    from hedgelens.collection.saving import each_analysed

    analyzer = Analyzer(sources=sources, hedges=hedges, engine=engine, min_confidence=min_confidence, types=types)
    return each_analysed(analyzer, items)


def each_made(analyses: Iterable[Analysis | Problem], make: Callable[[Analysis], T]) -> Iterator[T | Problem]:
    """Makes something of each analysis; where that fails it becomes a problem of its article."""
    from hedgelens.article.containing import attempted

    for analysis in analyses:
        yield analysis if isinstance(analysis, Problem) else attempted(analysis.article.id, make, analysis)


def each_sound(analyses: Iterable[Analysis | Problem], work: Callable[[list[Analysis]], object]) -> Iterator[Analysis | Problem]:
    """Yields the analyses with which something works that is then done with all together; the others become problems."""
    return each_made(analyses, lambda analysis: (work([analysis]), analysis)[1])


def check_output(
    output: Path | None,
    articles: Iterable[Path],
    others: Iterable[Path | None] = (),
    *,
    own: Own | None = None,
    new: bytes | None = b"",
    force: bool = False,
    suffixes: Sequence[str] = SINGLE,
) -> None:
    """Checks before anything is done that the file to write can be written, and that nothing is lost by it.

    Args:
        output: the file, if any.
        articles: files and folders that are read.
        others: further files and folders that are read, such as a registry.
        own: tells whether HedgeLens wrote a file that is there, in the form that is to be written.
        new: what is to be written, as far as is known: nothing that holds corrections by hand.
        force: whether to replace a file that HedgeLens did not write.
        suffixes: endings of the files that are read in folders, and not known to be ours.

    Raises:
        HedgeLensError: it cannot be written, or must stay.
    """
    if output is None:
        return
    from hedgelens.article import list_files
    from hedgelens.files.writing import check_free, remove_leftovers

    given = [path for path in (*articles, *others) if path is not None]
    for folder in given:
        if folder.is_dir() and output.suffix.lower() in suffixes and _lies_in(output, folder):
            raise HedgeLensError(
                f"'{output}' would be read as one of the articles in '{folder}' the next time. Name a file in another folder."
            )
    if any(_same(file.path, output) for file in list_files(given, (*SUFFIXES, *suffixes)).files):
        raise HedgeLensError(
            f"'{output}' is the article itself, or another file that is read here. "
            "Name another file to write, so that it is not lost."
        )
    check_free(output, own, new=new, force=force)
    remove_leftovers(output.parent)


def _lies_in(file: Path, folder: Path) -> bool:
    return any(_same(above, folder) for above in Path(os.path.realpath(file)).parents)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False


def tell_notes(notes: Iterable[str]) -> None:
    """Says what was passed over on purpose."""
    for passed_over in notes:
        note(f"note: {passed_over}")
