"""How far something is, as the terminal shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar_of(doing: str) -> Iterator[Callable[[int, int | None, str], None]]:
    """Gives what shows on the terminal's error stream how far something is; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(doing, total=None, pace="")
        yield lambda done, total, pace: shown.update(task, completed=done, total=total, pace=pace)
