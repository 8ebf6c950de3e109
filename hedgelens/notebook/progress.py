"""How far something is, told in a notebook as it goes; elsewhere nothing is told."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any, TypeVar

T = TypeVar("T")
Told = Callable[[int, int], None]
"""Is told how many are done, and of how many."""

_EVERY = 0.25
"""Seconds between two looks: more often nobody reads it."""


def in_notebook() -> bool:
    """Says whether this runs in a notebook, whose cells can show HTML."""
    interactive = sys.modules.get("IPython")
    shell = interactive.get_ipython() if interactive else None
    return shell is not None and hasattr(shell, "kernel")


@contextmanager
def progress_of(doing: str) -> Iterator[Told]:
    """Gives a function that shows progress in a notebook, with the pace and the remaining time; the bar disappears at the end."""
    if not in_notebook():
        yield lambda done, total: None
        return
    from IPython import display as notebook

    bar: Any = notebook.display(_bar(doing, 0, 0, 0.0), display_id=True, raw=True)
    began, last = time.monotonic(), 0.0

    def told(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY:
            last = now
            bar.update(_bar(doing, done, total, now - began), raw=True)

    try:
        yield told
    finally:
        bar.update({"text/plain": "", "text/html": ""}, raw=True)


def shown(items: Iterable[T], doing: str, total: int) -> Iterator[T]:
    """Yields items while a notebook shows how many of them are done; for a single item, nothing is shown."""
    if total < 2:
        yield from items
        return
    with progress_of(doing) as told:
        for done, item in enumerate(items, 1):
            yield item
            told(done, total)


def _bar(doing: str, done: int, total: int, seconds: float) -> dict[str, str]:
    """Returns what is shown, as a notebook takes it."""
    words = f"{doing}: {done:,} of {total:,}" if total else f"{doing} …"
    if done and total:
        words += f", {done / seconds:.1f} a second, {_rest((total - done) * seconds / done)} left" if seconds else ""
    value = f' value="{done}" max="{total}"' if total else ""
    html = f'<label>{escape(words)} <progress{value} style="width: 16rem; vertical-align: middle"></progress></label>'
    return {"text/plain": words, "text/html": html}


def _rest(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
