"""What goes wrong with one article, or in a library, is said in a sentence and ends nothing else."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from hedgelens.records import HedgeLensError, Problem

T = TypeVar("T")


def attempted(article: str, work: Callable[..., T], *arguments: Any) -> T | Problem:
    """Does something with one article; whatever is raised becomes a problem of this article.

    Args:
        article: its id.
        work: what is to be done.
        arguments: what it is done with.
    """
    try:
        return work(*arguments)
    except Exception as error:  # one article's bad luck
        return Problem(article, str(error) if isinstance(error, HedgeLensError) else unexpected(error))


def unexpected(error: Exception) -> str:
    """Returns a sentence about an error that nobody thought of."""
    if isinstance(error, MemoryError):
        return "There was not enough memory for it."
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return (
        f"HedgeLens failed at it ({type(error).__name__}{where}). That is an error in HedgeLens: please report it, "
        "with the text if you may."
    )


@contextmanager
def sound(what: str, why: str) -> Iterator[None]:
    """Has what a library stumbles over said in a sentence.

    Args:
        what: what cannot be done, as the sentence begins; the kind of the error is put behind it.
        why: how it may be, and what to do.

    Raises:
        HedgeLensError: the library stumbled.
    """
    try:
        yield
    except HedgeLensError:
        raise
    except Exception as error:
        raise HedgeLensError(f"{what} ({type(error).__name__}): {why}") from error
