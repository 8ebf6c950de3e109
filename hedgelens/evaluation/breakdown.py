"""Where an engine fails: its figures article by article, and how many attributions of each construction it finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hedgelens import bundled
from hedgelens.article import article_from_text
from hedgelens.attribution import attribution_engine
from hedgelens.evaluation.attributions import Roles, Score, flat_view, pair_attributions, score_attributions
from hedgelens.evaluation.gold import read_gold
from hedgelens.evaluation.polnear import read_marked_texts
from hedgelens.language import load_language
from hedgelens.language.tokens import Syntax
from hedgelens.records import Attribution, ParsedArticle, Quotation, Spans

_SHOWN = ("attribution", "content words", "source words", "cue", "sentence")
_CUES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADP": "phrase", "SCONJ": "phrase"}
_QUOTED = {
    Quotation.DIRECT: "quotation",
    Quotation.MIXED: "some words quoted",
    Quotation.INDIRECT: "nothing quoted",
}


@dataclass(frozen=True)
class Scored:
    """One article with what annotators and an engine say about it, outermost attributions only."""

    parsed: ParsedArticle
    gold: Sequence[Roles]
    found: Sequence[Attribution]


def scored(engine: str, folder: str | Path | None = None) -> Iterator[Scored]:
    """Yields articles with gold and found attributions.

    Args:
        engine: name of the engine.
        folder: marked texts (``text/``, ``attributions/``); by default the bundled articles.

    Raises:
        HedgeLensError: the folder holds no marked texts, or there is no such engine.
    """
    attribute, language = attribution_engine(engine), load_language()
    for id, text, gold in _bundled() if folder is None else ((t.id, t.text, t.attributions) for t in read_marked_texts(folder)):
        parsed = language.parse(article_from_text(text, id=id))
        yield Scored(parsed, gold, flat_view(attribute(parsed)))


def _bundled() -> Iterator[tuple[str, str, Sequence[Roles]]]:
    for name in bundled.names():
        gold = read_gold(bundled.folder() / "gold" / f"{name}.json", bundled.path(name))
        yield name, gold.article.text, flat_view(gold.attributions)


def article_table(articles: Iterable[Scored]) -> str:
    """Returns F1 in percent, a row for each article, as a table for the terminal."""
    rows = [f"{'':32}" + "".join(f"{name:>15}" for name in _SHOWN) + f"{'gold':>7}"]
    for article in articles:
        figures = score_attributions([(article.parsed.article.text, article.gold, article.found)])
        shown = "".join(f"{100 * figures[name].f1:15.1f}" for name in _SHOWN)
        rows.append(f"{article.parsed.article.id[:31]:32}{shown}{len(article.gold):7}")
    return "\n".join(rows) + "\n"


def construction_table(articles: Iterable[Scored]) -> str:
    """Returns how many attributions of each construction are found, as a table for the terminal, in percent."""
    rows = [f"{'':32}{'found':>8}{'of':>7}"]
    for name, score in by_construction(articles).items():
        rows.append(f"{name:32}{100 * score.recall:8.1f}{score.gold:7}")
    return "\n".join(rows) + "\n"


def by_construction(articles: Iterable[Scored]) -> dict[str, Score]:
    """Returns for each construction how many of the gold attributions are found, the frequent ones first.

    A construction is what carries the cue, by the parse (a verb, a noun, an adjective, a phrase such as "according to", a mark,
    nothing), with whether the content stands in quotation marks, as a whole or in part. Attributions without a source and those
    whose content runs over several sentences are counted once more.
    """
    gold: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for article in articles:
        matched = {i for i, _ in pair_attributions(article.parsed.article.text, article.gold, article.found)}
        for i, attribution in enumerate(article.gold):
            for name in constructions(article.parsed, attribution):
                gold[name] += 1
                right[name] += i in matched
    return {name: Score(right[name], n, n) for name, n in gold.most_common()}


def constructions(parsed: ParsedArticle, attribution: Roles) -> Iterator[str]:
    """Yields the names of what an attribution is an example of."""
    syntax = Syntax.of(parsed)
    yield f"{_carrier(syntax, attribution.cue)}, {_QUOTED[syntax.quoted_words.quotation(attribution.content)]}"
    if not attribution.source:
        yield "no source"
    if len({syntax.sentence[i] for i in syntax.within(attribution.content) if not syntax.punct[i]}) > 1:
        yield "content over several sentences"


def _carrier(syntax: Syntax, cue: Spans) -> str:
    tokens = syntax.within(cue)
    if not tokens:
        return "no cue"
    # "According" is a verb by its form, and a preposition by what it does.
    known = ["phrase" if syntax.dep[i] == "prep" else _CUES[syntax.pos[i]] for i in tokens if syntax.pos[i] in _CUES]
    if "verb" in known:
        return "verb"
    return next(
        (name for name in ("phrase", "noun", "adjective") if name in known), "mark" if syntax.punct[tokens[0]] else "other cue"
    )


TABLES: dict[str, Callable[[Iterable[Scored]], str]] = {"article": article_table, "construction": construction_table}
"""What ``hedgelens evaluate --by`` prints."""
