"""``hedgelens evaluate``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.commands.options import Engine, MinConfidence, Types, one_of
from hedgelens.commands.writing import say
from hedgelens.files.text import printable
from hedgelens.records import DEFAULT_ENGINE, HedgeLensError
from hedgelens.settings import confidence_of, types_of
from hedgelens.views.rows import json_text

if TYPE_CHECKING:
    from hedgelens.faces import Analysis


def evaluate(
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            metavar="DIR",
            help="Annotated texts (text/, attributions/), or with --texts annotations (NAME.json); by default the bundled "
            "corpus.",
        ),
    ] = None,
    texts: Annotated[
        Path | None, typer.Option("--texts", metavar="DIR", help="The texts that the annotations in --gold belong to.")
    ] = None,
    part: Annotated[
        str | None, typer.Option("--part", metavar="NAME", help="With --texts: only the annotations of one part, train or dev.")
    ] = None,
    engine: Engine = DEFAULT_ENGINE,
    min_confidence: MinConfidence = None,
    types: Types = None,
    by: Annotated[
        str | None,
        one_of(
            "--by",
            ("article", "construction", "hedge"),
            "Print figures for each article, each construction, or each category of hedges: ",
        ),
    ] = None,
    format: Annotated[str, one_of("--format", ("table", "json"))] = "table",
) -> None:
    """Measures how often an engine is right, on annotated texts such as PolNeAR or on the articles that come with HedgeLens."""
    from hedgelens.evaluation.analyses import (
        corpus_pairs,
        gold_in_words,
        score_analyses,
        scores_table,
        share_errors,
        shares_table,
    )
    from hedgelens.evaluation.attributions import flat_view, score_attributions
    from hedgelens.evaluation.breakdown import TABLES, scored
    from hedgelens.evaluation.entities import clusters_table, score_clusters
    from hedgelens.evaluation.reliability import confidence_error, confidence_table
    from hedgelens.evaluation.standoff import standoff_pairs

    _check(gold, texts, part, by)
    counting = _Counting(min_confidence, types)
    counting.check(gold, texts, by)
    pairs = list(standoff_pairs(gold, texts, engine, part)) if gold is not None and texts is not None else []
    about = f"Gold: {gold_in_words(gold, pairs)}. Engine: {engine}."
    if by == "hedge":
        from hedgelens.evaluation.hedges import score_categories

        rows = scores_table(score_categories(corpus_pairs(engine) if gold is None else pairs))
        say(printable(f"{about} Hedges that overlap.\n\n{rows}"))
        return
    about += " Attributions: the outermost ones, all that are listed."
    if by is not None:
        say(printable(f"{about}\n\n{TABLES[by](scored(engine, gold))}"))
        return
    pairs = [(counting.of_gold(one), counting.of(found)) for one, found in (corpus_pairs(engine) if gold is None else pairs)]
    marked = [] if pairs else list(scored(engine, gold))
    articles = [(a.parsed.article.text, a.gold, a.found) for a in marked]
    articles += [(g.article.text, flat_view(g.attributions), flat_view(p.attributions)) for g, p in pairs]
    scores = score_analyses(pairs) if pairs else score_attributions(articles)
    confidence = confidence_error(articles)
    shares = share_errors(pairs) if pairs else {}
    if pairs:
        about += f" The rows from 'explicit' on and the shares rest on what counts. {pairs[0][1].counted_in_words}".rstrip()
    if format == "json":
        figures = {
            name: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "predicted": s.predicted, "gold": s.gold}
            for name, s in scores.items()
        }
        errors = {"shares": {name: error.as_dict() for name, error in shares.items()}} if shares else {}
        errors |= {"clusters": score_clusters(pairs).as_dict()} if pairs else {}
        say(json_text({**figures, **errors, "confidence": confidence.as_dict(), "about": about}, indent=1) + "\n")
    else:
        below = f"{clusters_table(score_clusters(pairs))}\n{shares_table(shares)}" if pairs else ""
        say(printable(f"{about}\n\n{scores_table(scores)}{below}\n{confidence_table(confidence)}"))


def _check(gold: Path | None, texts: Path | None, part: str | None, by: str | None) -> None:
    """Checks that what is given goes together."""
    if texts is None and part is not None:
        raise HedgeLensError("--part needs --texts, the folder of the annotated texts.")
    if texts is not None and (gold is None or by not in (None, "hedge")):
        raise HedgeLensError("--texts needs --gold, the folder of the annotations, and accepts only --by hedge.")
    if by == "hedge" and gold is not None and texts is None:
        raise HedgeLensError(
            "Texts in the form of PolNeAR have no annotated hedges: --by hedge needs annotations, with --texts, or the "
            "bundled corpus."
        )


@dataclass(frozen=True)
class _Counting:
    """What counts, as it is given; ``None`` where it is not."""

    min_confidence: float | None
    types: str | None

    def check(self, gold: Path | None, texts: Path | None, by: str | None) -> None:
        """Checks that it says something, before anything is analysed, and that something rests on it."""
        if self.min_confidence is not None:
            confidence_of(self.min_confidence)
        types_of(self.types)
        if (self.min_confidence, self.types) != (None, None) and (by is not None or (gold is not None and texts is None)):
            raise HedgeLensError(
                "--min-confidence and --types determine what shares and sources are based on: use them with annotations "
                "(--gold and --texts) or the bundled corpus, and without --by."
            )

    def of(self, found: Analysis) -> Analysis:
        """Returns an analysis that counts so."""
        return found.counting(min_confidence=self.min_confidence, types=self.types)

    def of_gold(self, gold: Analysis) -> Analysis:
        """Returns an annotation of which the same types count; people are sure of all that they marked."""
        return gold.counting(types=self.types)
