"""Writes analyses in the formats of other programs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hedgelens.analysis import Analysis
from hedgelens.formats import write_files


def write(
    analyses: Analysis | Iterable[Analysis], path: str | Path, *, format: str | None = None, force: bool = False
) -> list[Path]:
    """Writes analyses in a format of another program, each file whole or not at all.

    A warning says what the format cannot hold. In a format with one article per file, several articles are written to a folder,
    one file each.

    Args:
        analyses: one analysis, or several.
        path: the file, or the folder.
        format: one of :data:`hedgelens.interchange.NAMES`; by default the one that the extension names.
        force: whether to replace existing files, which may contain people's marks.

    Returns:
        The files in the format; further files that its program needs may be written beside them.

    Raises:
        HedgeLensError: there is no analysis or no such format, or a file cannot be written or must not be replaced.
    """
    return write_files([analyses] if isinstance(analyses, Analysis) else list(analyses), Path(path), format=format, force=force)
