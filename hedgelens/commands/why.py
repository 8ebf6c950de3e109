"""``hedgelens why``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hedgelens.article import USUAL, ReadingOptions
from hedgelens.commands.articles import read_articles, results_of
from hedgelens.commands.options import Engine, Hedges, MinConfidence, Sources, Types, reads_articles
from hedgelens.commands.writing import say
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError


@reads_articles
def why(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=f"The article ({USUAL}).")],
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="Index of the sentence, or some words of it.")],
    sources: Sources = None,
    hedges: Hedges = None,
    engine: Engine = DEFAULT_ENGINE,
    min_confidence: MinConfidence = None,
    types: Types = None,
    *,
    reading: ReadingOptions,
) -> None:
    """Explains why a sentence is linked to its sources, and whose doubt its hedges express."""
    if file.is_dir():
        raise HedgeLensError(f"'{file}' is a folder, and a sentence belongs to one article. Give one file.")
    with read_articles([file], reading=reading) as articles:
        if len(articles.items) > 1:
            raise HedgeLensError(f"'{file}' holds {len(articles.items)} articles, and a sentence belongs to one.")
        results = results_of(articles.items, sources, hedges, engine, min_confidence, types)
        say(next(articles.done(results)).why(sentence))
