"""What goes out of a command: to the terminal, or into a file."""

from __future__ import annotations

import sys
from pathlib import Path

from hedgelens.labels import encodable


def use_no_window() -> None:
    """Lets matplotlib draw into files only."""
    import matplotlib as mpl

    mpl.use("agg")


def say(text: str) -> None:
    """Writes to the terminal."""
    # Bytes: an article may hold characters that the terminal's own encoding has not.
    sys.stdout.flush()
    sys.stdout.buffer.write(encodable(text).encode("utf-8"))
    sys.stdout.buffer.flush()


def write(path: Path, content: str | bytes) -> None:
    """Writes a file, whole or not at all."""
    from hedgelens.files import write_whole

    write_whole(path, content)


def say_or_write(text: str, output: Path | None) -> None:
    """Writes to a file where one is named, else to the terminal."""
    if output is None:
        say(text)
    else:
        write(output, text)
