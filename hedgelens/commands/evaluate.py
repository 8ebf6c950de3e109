"""``hedgelens evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hedgelens.commands.options import Engine, one_of
from hedgelens.commands.writing import say
from hedgelens.files.text import printable
from hedgelens.records import DEFAULT_ENGINE
from hedgelens.views.rows import json_text


def evaluate(
    gold: Annotated[
        Path | None,
        typer.Option("--gold", metavar="DIR", help="Marked texts (text/, attributions/); by default the bundled corpus."),
    ] = None,
    engine: Engine = DEFAULT_ENGINE,
    by: Annotated[
        str | None, one_of("--by", ("article", "construction"), "Print how attributions are found in parts of the texts: ")
    ] = None,
    format: Annotated[str, one_of("--format", ("table", "json"))] = "table",
) -> None:
    """Says how often an engine is right: on marked texts such as PolNeAR, or on the articles that come with HedgeLens."""
    from hedgelens.evaluation.analyses import gold_in_words, score_corpus, score_engine, scores_table

    about = f"Gold: {gold_in_words(gold)}. Engine: {engine}. Attributions: the outermost ones."
    if by is not None:
        from hedgelens.evaluation.breakdown import TABLES, scored

        say(printable(f"{about}\n\n{TABLES[by](scored(engine, gold))}"))
        return
    scores = score_corpus(engine) if gold is None else score_engine(gold, engine)
    if format == "json":
        figures = {
            name: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "predicted": s.predicted, "gold": s.gold}
            for name, s in scores.items()
        }
        say(json_text({**figures, "about": about}, indent=1) + "\n")
    else:
        say(printable(f"{about}\n\n{scores_table(scores)}"))
