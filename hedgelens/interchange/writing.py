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

    What the format cannot hold is warned of. Where a file of it holds one article, several go into a folder, a file each.

    Args:
        analyses: one analysis, or several.
        path: the file, or that folder.
        format: a name of :data:`hedgelens.interchange.NAMES`, by default that of the ending.
        force: whether to replace files that are there and may hold what people marked in them.

    Returns:
        The files of the format; others that its program wants may lie beside them.

    Raises:
        HedgeLensError: there is no analysis or no such format, or a file cannot be written, or must stay.
    """
    return write_files([analyses] if isinstance(analyses, Analysis) else list(analyses), Path(path), format=format, force=force)
