"""What is counted of one analysis again and again: counted once, and kept with it where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from hedgelens.analysis import Analysis

P = ParamSpec("P")
R = TypeVar("R")

_KEPT = "_counted_once"


def remember(analysis: Analysis) -> None:
    """Has an analysis keep what is counted of it for as long as it lives: what is shown of it asks for the same many times."""
    analysis.__dict__.setdefault(_KEPT, {})


@contextmanager
def remembering(analysis: Analysis) -> Iterator[None]:
    """Has an analysis keep what is counted of it within; not longer, since there may be many."""
    already = _KEPT in analysis.__dict__
    remember(analysis)
    try:
        yield
    finally:
        if not already:
            analysis.__dict__.pop(_KEPT, None)


def counted_once(
    function: Callable[Concatenate[Analysis, P], R],
) -> Callable[Concatenate[Analysis, P], R]:
    """Has what a function counts of an analysis kept where that remembers; each caller has a copy."""

    @wraps(function)
    def counting(analysis: Analysis, *args: P.args, **kwargs: P.kwargs) -> R:
        kept = analysis.__dict__.get(_KEPT)
        if kept is None:
            return function(analysis, *args, **kwargs)
        asked = (function, args, tuple(sorted(kwargs.items())))
        try:
            found: R = kept[asked]
        except KeyError:
            found = kept[asked] = function(analysis, *args, **kwargs)
        except TypeError:  # types given as a list
            return function(analysis, *args, **kwargs)
        return copy(found)

    return cast("Callable[Concatenate[Analysis, P], R]", counting)
