"""What goes out of a command: to the terminal, or into a file."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelens.files.text import encodable, one_line, printable
from hedgelens.records import HedgeLensError, Problem

if TYPE_CHECKING:
    from hedgelens.files.overwriting import Own


class Loudness(IntEnum):
    """How much a command says on the error stream; warnings, what is left out and errors it always says."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


LOUDNESS: ContextVar[Loudness] = ContextVar("loudness", default=Loudness.USUAL)
"""How much the command that is running says."""


def use_no_window() -> None:
    """Lets matplotlib draw into files only."""
    import matplotlib as mpl

    mpl.use("agg")


def say(text: str) -> None:
    """Writes to the terminal.

    Raises:
        HedgeLensError: it goes into a file, and the disk is full.
    """
    # Bytes: an article may hold characters that the terminal's own encoding has not.
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(encodable(text).encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # whoever read has enough
    except OSError as error:
        raise HedgeLensError(f"The output cannot be written: {error.strerror or error}.") from None


def tell(text: str) -> None:
    """Writes a line to the error stream."""
    with contextlib.suppress(OSError):  # whoever listens to it has gone
        print(f"hedgelens: {printable(text)}", file=sys.stderr)


def note(text: str) -> None:
    """Writes a line to the error stream that nobody needs who asked for quiet: what was written, what to do next."""
    if LOUDNESS.get() > Loudness.QUIET:
        tell(text)


def tell_problems(problems: Iterable[Problem]) -> None:
    """Names articles that are left out, and says why."""
    for problem in problems:
        tell(f"left out: {one_line(problem.article)}: {problem.reason}")


def tell_warnings(warnings: Iterable[str]) -> None:
    """Says what is doubtful."""
    for warning in warnings:
        tell(f"warning: {warning}")


def write(path: Path, content: str | bytes, own: Own | None = None, *, force: bool = False) -> None:
    """Writes a file, whole or not at all, and says where it is; see :func:`hedgelens.files.writing.write_whole`."""
    from hedgelens.files.writing import write_whole

    write_whole(path, content, own, force=force)
    note(f"wrote {path}")


def say_or_write(text: str, output: Path | None, own: Own | None = None, *, force: bool = False) -> None:
    """Writes to a file where one is named, else to the terminal."""
    if output is None:
        say(text)
    else:
        write(output, text, own, force=force)
