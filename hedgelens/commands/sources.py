"""``hedgelens sources``."""

from __future__ import annotations

from hedgelens.article import ReadingOptions
from hedgelens.commands.articles import check_output, each_sound, read_articles, results_of
from hedgelens.commands.options import Engine, Files, MinConfidence, Output, Sources, Types, reads_articles
from hedgelens.commands.writing import say_or_write
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError


@reads_articles
def sources(
    files: Files,
    known: Sources = None,
    engine: Engine = DEFAULT_ENGINE,
    min_confidence: MinConfidence = None,
    types: Types = None,
    output: Output = None,
    *,
    reading: ReadingOptions,
) -> None:
    """Proposes a registry of the sources in the articles, for you to edit; sources in --sources are left out.

    Existing files are never overwritten, because they may contain your own work. Exit codes: 0 all articles are in it, 2 nothing
    is written, 3 some are left out.
    """
    from hedgelens.files.writing import target_of
    from hedgelens.sources import Registry
    from hedgelens.views.proposal import propose_registry

    if output is not None and output.exists() and target_of(output) is not None:
        raise HedgeLensError(
            f"'{output}' already exists, and may contain your own work. Name another file, so that it is not lost."
        )
    check_output(output, files, [known])
    registry = Registry.read(known) if known else None
    with read_articles(files, output, reading) as articles:
        results = results_of(articles.items, known, None, engine, min_confidence, types)
        analyses = articles.done(each_sound(results, propose_registry))
        say_or_write(propose_registry(analyses, registry), output)
