"""One thread for an analysis.

Its products of matrices are so small that several threads wait for each other longer than they work.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


@contextmanager
def one_thread() -> Iterator[None]:
    """Has NumPy multiply matrices in one thread meanwhile, and in as many as before after that."""
    with _products().limit(limits=1, user_api="blas"):
        yield


@cache
def _products() -> ThreadpoolController:
    """Returns what steers the libraries that are loaded, which NumPy's has to be by now."""
    import numpy  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
