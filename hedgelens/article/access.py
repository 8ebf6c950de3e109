"""Files that are read: whether they can be, and their bytes."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from hedgelens.files.writing import no_such_file
from hedgelens.records import HedgeLensError

LARGEST = 50_000_000
"""So many bytes an article's file may hold; the longest news texts have a hundredth of it."""


def check_file(path: Path, largest: float = LARGEST) -> None:
    """Checks that something is a file that can be read to its end, without opening it: opening a pipe may wait for ever.

    Args:
        path: the file.
        largest: so many bytes it may hold.

    Raises:
        HedgeLensError: it is not there, is a folder, a pipe or a device, or far too large.
    """
    try:
        about = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise HedgeLensError(f"'{path}' is a link to a file that does not exist. Give the file itself.") from None
        raise no_such_file(path) from None
    except (OSError, ValueError) as error:
        raise cannot_be_read(path, error) from None
    if stat.S_ISDIR(about.st_mode):
        raise HedgeLensError(
            f"'{path}' is a folder, and one article was expected. Give a file, or use hl.Collection.analyze('{path}')."
        )
    if not stat.S_ISREG(about.st_mode):
        raise HedgeLensError(f"'{path}' is a pipe or a device, and only files are read. Save the article's text as a .txt file.")
    if about.st_size > largest:
        raise HedgeLensError(larger_than(path, largest, _megabytes(about.st_size)))


def check_readable(path: Path) -> None:
    """Checks that a file is there and may be read; whether it is a file that can be used is for others to say.

    Raises:
        HedgeLensError: it is not, or may not be.
    """
    if not path.exists():
        raise no_such_file(path)
    if not os.access(path, os.R_OK):
        raise cannot_be_read(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def larger_than(name: str | Path, largest: float, size: str | None = None) -> str:
    """Says that a file holds more than is read of one article; how much, where that is known."""
    most = _megabytes(largest)
    return (
        f"'{name}' holds {size or f'more than {most}'} MB, and articles of up to {most} MB are read. "
        "Save the article's text alone as a .txt file."
    )


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f}" if size >= 1e6 else f"{size / 1e6:.4g}"


def file_bytes(path: Path, most: int = LARGEST) -> bytes:
    """Returns what a file holds, or its beginning.

    Raises:
        HedgeLensError: it cannot be read.
    """
    check_file(path)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise no_such_file(path) from None
    except OSError as error:
        raise cannot_be_read(path, error) from None


def cannot_be_read(path: Path, error: OSError | ValueError) -> HedgeLensError:
    """Returns the error of a file or folder that the system does not let one read."""
    reason = error.strerror if isinstance(error, OSError) else None
    return HedgeLensError(f"'{path}' cannot be read: {reason or error}.")
