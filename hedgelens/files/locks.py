"""Keeps two processes from writing into one file or folder at once."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Waits until no other process writes into a folder that does so, too, and keeps others waiting."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # not every system opens folders
        yield
        return
    try:
        with contextlib.suppress(OSError):  # not every disk knows locks
            lock(descriptor, wait=True)
        yield
    finally:
        os.close(descriptor)


def lock(descriptor: int, *, wait: bool) -> None:
    """Keeps other processes that do so, too, from what is open, until it is closed.

    Raises:
        OSError: another one has it, and it is not waited for.
    """
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
