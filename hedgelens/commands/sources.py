"""``hedgelens sources``."""

from __future__ import annotations

from hedgelens.commands.options import Engine, Files, Output, Sources
from hedgelens.commands.reading import analyses_of, read_articles
from hedgelens.commands.writing import say_or_write
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError


def sources(files: Files, known: Sources = None, engine: Engine = DEFAULT_ENGINE, output: Output = None) -> None:
    """Proposes a registry of the sources of articles, for you to edit; those of --sources are left out."""
    from hedgelens.proposal import propose_registry
    from hedgelens.sources import Registry

    if output is not None and output.exists():
        raise HedgeLensError(f"'{output}' exists, and may hold what you wrote. Name another file, so that it is not lost.")
    registry = Registry.read(known) if known else None
    say_or_write(propose_registry(analyses_of(read_articles(files, output), known, None, engine), registry), output)
