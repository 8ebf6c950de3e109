"""How far something is, as the terminal shows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from hedgelens.commands.writing import LOUDNESS, Loudness, tell

T = TypeVar("T")

_EVERY = 10.0
"""Seconds between two lines that say how far it is, where there is no terminal."""


@contextmanager
def bar_of(doing: str, *, rest: bool = False) -> Iterator[Callable[[int, int | None, str], None]]:
    """Gives what shows on the error stream how far something is.

    On a terminal that is a bar, in a file lines from time to time where ``--verbose`` asks for them, with ``--quiet`` nothing.

    Args:
        doing: what is done.
        rest: whether the bar reckons how long it still takes.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines(doing) if LOUDNESS.get() is Loudness.VERBOSE else lambda done, total, pace: None
        return
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}")]
    columns += [TimeRemainingColumn()] if rest else []
    with Progress(*columns, console=console, transient=True, disable=LOUDNESS.get() is Loudness.QUIET) as bars:
        task = bars.add_task(doing, total=None, pace="")
        yield lambda done, total, pace: bars.update(task, completed=done, total=total, pace=pace)


def shown(items: Iterable[T], doing: str, total: int) -> Iterator[T]:
    """Yields items, while it is shown how many of them are done; not of a single one."""
    if total < 2:
        yield from items
        return
    with bar_of(doing, rest=True) as bar:
        for done, item in enumerate(items):
            bar(done, total, "")
            yield item
        bar(total, total, "")


def _lines(doing: str) -> Callable[[int, int | None, str], None]:
    last = time.monotonic()

    def said(done: int, total: int | None, pace: str) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            tell(f"{doing}: {done:,}{f' of {total:,}' if total else ''}{f', {pace}' if pace else ''}")

    return said
