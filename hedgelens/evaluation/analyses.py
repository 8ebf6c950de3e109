"""Scores whole analyses against annotations of the same articles, and an engine against marked texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from hedgelens import bundled
from hedgelens.analysis import BY_MODELS, MARKED_BY
from hedgelens.analyzer import Analyzer
from hedgelens.article import article_from_text
from hedgelens.attribution import attribution_engine
from hedgelens.evaluation.attributions import Score, flat_view, score_attributions
from hedgelens.evaluation.gold import read_gold
from hedgelens.evaluation.polnear import read_marked_texts
from hedgelens.faces import Analysis
from hedgelens.hedging import HedgeRules
from hedgelens.language import load_language
from hedgelens.records import HedgeLensError, Kind

Pair = tuple[Analysis, Analysis]
"""The gold annotation of an article, and the analysis of it by an engine."""


def score_engine(folder: str | Path, engine: str) -> dict[str, Score]:
    """Scores an engine on a folder of marked texts (``text/``, ``attributions/``), as :func:`score_attributions` does.

    Raises:
        HedgeLensError: the folder holds no marked texts, or there is no such engine.
    """
    attribute, language = attribution_engine(engine), load_language()
    texts = read_marked_texts(folder)
    return score_attributions(
        (t.text, t.attributions, flat_view(attribute(language.parse(article_from_text(t.text, id=t.id))))) for t in texts
    )


def score_corpus(engine: str) -> dict[str, Score]:
    """Scores an engine on the bundled articles, each with its own registry, as :func:`score_analyses` does."""
    names = bundled.names()
    rules = HedgeRules.built_in()
    analyses = [Analyzer(sources=bundled.registry_path(n), hedges=rules, engine=engine).analyze(bundled.path(n)) for n in names]
    return score_analyses(list(gold_pairs(bundled.folder() / "gold", analyses)))


def gold_in_words(folder: str | Path | None) -> str:
    """Says what an engine is held against, and who marked it."""
    if folder is None:
        return f"the {len(bundled.names())} bundled articles, marked {MARKED_BY[BY_MODELS]} (see corpus/DATASHEET.md)"
    return f"the texts of '{folder}', as the files beside them mark them (who did that, they do not say)"


def scores_table(scores: dict[str, Score]) -> str:
    """Returns scores as a table for the terminal, in percent."""
    rows = [f"{'':20}{'P':>7}{'R':>7}{'F1':>7}{'predicted':>11}{'gold':>7}"]
    for name, s in scores.items():
        figures = "".join(f"{100 * x:7.1f}" for x in (s.precision, s.recall, s.f1))
        rows.append(f"{name:20}{figures}{s.predicted:11}{s.gold:7}")
    return "\n".join(rows) + "\n"


def gold_pairs(folder: str | Path, analyses: Iterable[Analysis]) -> Iterator[Pair]:
    """Yields each analysis with the gold annotation of its article, ``NAME.json`` in a folder.

    Raises:
        HedgeLensError: an annotation is missing or broken, or is one of another text.
    """
    for analysis in analyses:
        path = Path(folder) / f"{analysis.article.id}.json"
        if not path.is_file():
            raise HedgeLensError(f"There is no annotation '{path}' of the article '{analysis.article.id}'.")
        yield read_gold(path, analysis.article), analysis


def score_analyses(pairs: Sequence[Pair]) -> dict[str, Score]:
    """Scores analyses against gold annotations.

    Returns:
        The scores of :func:`score_attributions` over the flat views; "kind of sentence"; "explicit" and "inclusive": which
        sources each body sentence rests on (the same when a name or alias is); "hedge overlap", "hedge exact", and of the hedges
        that overlap "hedge category" and "hedge owner" (the author, or somebody else).
    """
    scores = score_attributions((g.article.text, flat_view(g.attributions), flat_view(p.attributions)) for g, p in pairs)
    scores["kind of sentence"] = _summed(
        _sets({(s.start, s.kind) for s in g.sentences}, {(s.start, s.kind) for s in p.sentences}) for g, p in pairs
    )
    for name, inclusive in (("explicit", False), ("inclusive", True)):
        scores[name] = _summed(_sets(_rests(g, g, inclusive), _rests(p, g, inclusive)) for g, p in pairs)
    scores |= _hedges(pairs)
    return scores


def _sets(gold: set[object], predicted: set[object]) -> Score:
    return Score(len(gold & predicted), len(predicted), len(gold))


def _summed(scores: Iterable[Score]) -> Score:
    scores = list(scores)
    return Score(sum(s.right for s in scores), sum(s.predicted for s in scores), sum(s.gold for s in scores))


def _rests(analysis: Analysis, gold: Analysis, inclusive: bool) -> set[object]:
    """Returns (body sentence of the gold, source) for all that an analysis says a sentence rests on."""
    forms = {form.casefold(): source.name for source in gold.sources for form in (*source.aliases, source.name)}
    starts = {s.start: s.index for s in gold.body}
    found: set[object] = set()
    for sentence, links in zip(analysis.sentences, analysis.links, strict=True):
        if sentence.kind is not Kind.BODY:
            continue
        for id in (*links.sources, *(links.continued if inclusive else ())):
            source = analysis.source(id)
            names = [source.name, *source.aliases] if source else []
            name = next((forms[n.casefold()] for n in names if n.casefold() in forms), names[0] if names else None)
            found.add((starts.get(sentence.start, -sentence.start - 1), name))
    return found


def _hedges(pairs: Sequence[Pair]) -> dict[str, Score]:
    touched = right = predicted = gold = exact = category = owner = 0
    for g, p in pairs:
        body = {s.index for s in g.body}
        theirs = [h for h in g.hedges if h.sentence in body]
        ours = [h for h in p.hedges if any(s.start <= h.start < s.end for s in g.body)]
        overlaps = [(a, b) for a in theirs for b in ours if a.start < b.end and b.start < a.end]
        first = {a.id: b for a, b in reversed(overlaps)}
        touched += len(first)
        right += len({b.id for _, b in overlaps})
        predicted, gold = predicted + len(ours), gold + len(theirs)
        exact += len({(h.start, h.end) for h in theirs} & {(h.start, h.end) for h in ours})
        category += sum(a.category == first[a.id].category for a in theirs if a.id in first)
        owner += sum((a.owner == "author") == (first[a.id].owner == "author") for a in theirs if a.id in first)
    # Overlap has two counts of "right": marks of ours that touch one of theirs, and the other way round; the F1 uses their mean.
    return {
        "hedge overlap": Score(round((touched + right) / 2), predicted, gold),
        "hedge exact": Score(exact, predicted, gold),
        "hedge category": Score(category, touched, touched),
        "hedge owner": Score(owner, touched, touched),
    }
