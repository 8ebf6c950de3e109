"""How much a command says on the error stream: ``--quiet`` and ``--verbose``, which every command has."""

from __future__ import annotations

import functools
import inspect
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from hedgelens.commands.writing import LOUDNESS, Loudness, tell
from hedgelens.records import HedgeLensError

_OPTIONS = {
    "quiet": Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Show only warnings, what is left out, and errors: no progress, no notes."),
    ],
    "verbose": Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Also report progress if no terminal shows a bar, and how long the command took."),
    ],
}


def with_loudness(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that say how much it says."""
    signature = inspect.signature(command, eval_str=True)
    own = list(signature.parameters.values())
    further = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=of) for name, of in _OPTIONS.items()
    ]

    @functools.wraps(command)
    def run(*, quiet: bool = False, verbose: bool = False, **given: Any) -> None:
        if quiet and verbose:
            raise HedgeLensError("--quiet and --verbose contradict each other. Give only one of them.")
        with _said(Loudness.QUIET if quiet else Loudness.VERBOSE if verbose else Loudness.USUAL):
            command(**given)

    run.__signature__ = signature.replace(parameters=[*own, *further])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *further)}
    return run


@contextmanager
def _said(how: Loudness) -> Iterator[None]:
    token, began = LOUDNESS.set(how), time.monotonic()
    try:
        yield
    finally:
        if how is Loudness.VERBOSE:
            tell(f"took {time.monotonic() - began:,.1f} seconds")
        LOUDNESS.reset(token)
