"""Scores whole analyses against annotations of the same articles, and an engine against marked texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Literal

from hedgelens import bundled
from hedgelens.analysis import BY_MODELS, MARKED_BY
from hedgelens.analyzer import Analyzer
from hedgelens.evaluation.attributions import Score, flat_view, score_attributions
from hedgelens.evaluation.breakdown import scored
from hedgelens.evaluation.entities import score_entities, spoken, touch
from hedgelens.evaluation.gold import read_gold
from hedgelens.evaluation.hedges import score_hedges
from hedgelens.evaluation.profiles import score_profiles
from hedgelens.faces import Analysis
from hedgelens.files.text import counted
from hedgelens.hedging import HedgeRules
from hedgelens.measures import coverage
from hedgelens.records import HedgeLensError, Kind, ResultRow, Source

Pair = tuple[Analysis, Analysis]
"""The gold annotation of an article, and the analysis of it by an engine."""


def score_engine(folder: str | Path, engine: str) -> dict[str, Score]:
    """Scores an engine on a folder of marked texts (``text/``, ``attributions/``), as :func:`score_attributions` does.

    Raises:
        HedgeLensError: the folder holds no marked texts, or there is no such engine.
    """
    return score_attributions((a.parsed.article.text, a.gold, a.found) for a in scored(engine, folder))


def corpus_pairs(engine: str) -> list[Pair]:
    """Returns the gold annotation of each bundled article, and the analysis of it by an engine, with the article's registry."""
    names = bundled.names()
    rules = HedgeRules.built_in()
    analyses = [Analyzer(sources=bundled.registry_path(n), hedges=rules, engine=engine).analyze(bundled.path(n)) for n in names]
    return list(gold_pairs(bundled.folder() / "gold", analyses))


def gold_in_words(folder: str | Path | None, pairs: Sequence[Pair] = ()) -> str:
    """Says what an engine is held against, and who marked it: the bundled articles, marked texts, or given annotations."""
    if pairs:
        by = " and ".join(sorted({_marked_by(gold) for gold, _ in pairs}))
        return f"{counted(len(pairs), 'text')} annotated in '{folder}', marked {by}"
    if folder is None:
        return f"the {len(bundled.names())} bundled articles, marked {MARKED_BY[BY_MODELS]} (see corpus/DATASHEET.md)"
    return f"the texts of '{folder}', as the files beside them mark them (who did that, they do not say)"


def _marked_by(gold: Analysis) -> str:
    corrected = "corrected by people" if gold.revisions else "corrected by nobody"
    return MARKED_BY.get(gold.engine, f"by the engine '{gold.engine}' ({corrected})")


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
        HedgeLensError: an annotation is missing or damaged, or belongs to another text.
    """
    for analysis in analyses:
        path = Path(folder) / f"{analysis.article.id}.json"
        if not path.is_file():
            raise HedgeLensError(f"There is no annotation '{path}' of the article '{analysis.article.id}'.")
        yield read_gold(path, analysis.article), analysis


def score_analyses(pairs: Sequence[Pair]) -> dict[str, Score]:
    """Scores analyses against gold annotations.

    Scores of attributions cover all that are listed; those of sentences, voices and sources are based on what counts.

    Returns:
        The scores of :func:`score_attributions` over the flat views; "kind of sentence", the kind of what covers most of each
        sentence of the gold, however the text is divided into sentences; "explicit" and "inclusive", the sources that each body
        sentence rests on (the same if they share a name or alias); "attributed", whether it rests on anybody; "continued", which
        sentences continue an account; "voice", the sources to whom something is attributed (several that match one in the gold
        are one); and the scores of :func:`score_hedges`, :func:`score_entities` and :func:`score_profiles`.
    """
    scores = score_attributions((g.article.text, flat_view(g.attributions), flat_view(p.attributions)) for g, p in pairs)
    scores["kind of sentence"] = Score.of(({(s.start, s.kind) for s in g.sentences}, _kinds(g, p)) for g, p in pairs)
    for name, inclusive in (("explicit", False), ("inclusive", True)):
        scores[name] = Score.of((_rests(g, g, inclusive), _rests(p, g, inclusive)) for g, p in pairs)
    scores["attributed"] = Score.of((_having("counted", g, g), _having("counted", p, g)) for g, p in pairs)
    scores["continued"] = Score.of((_having("continued", g, g), _having("continued", p, g)) for g, p in pairs)
    scores["voice"] = Score.of(_voices(g, p) for g, p in pairs)
    return scores | score_hedges(pairs) | score_entities(pairs) | score_profiles(pairs)


@dataclass(frozen=True, slots=True)
class ShareError(ResultRow):
    """How far the attributed share differs from that of the gold, as a mean over articles.

    Attributes:
        gold: the share by the gold.
        found: the share by the engine.
        bias: by how much the engine's share is greater.
        error: by how much they differ.
    """

    gold: float
    found: float
    bias: float
    error: float


def share_errors(pairs: Sequence[Pair]) -> dict[str, ShareError]:
    """Measures how far the attributed shares of words and of sentences, by what counts, differ from the gold's."""
    covers = [(coverage(gold), coverage(found)) for gold, found in pairs]
    return {
        "words": _share_error([(g.words_attributed, f.words_attributed) for g, f in covers]),
        "sentences": _share_error([(1 - g.sentences_unattributed, 1 - f.sentences_unattributed) for g, f in covers]),
    }


def _share_error(shares: Sequence[tuple[float, float]]) -> ShareError:
    gold, found = (fmean(column) for column in zip(*shares, strict=True))
    error = fmean(abs(theirs - ours) for theirs, ours in shares)
    return ShareError(round(gold, 4), round(found, 4), round(found - gold, 4), round(error, 4))


def shares_table(errors: dict[str, ShareError]) -> str:
    """Returns the errors of shares as a table for the terminal, in points of a hundred."""
    rows = [f"{'share of an article':20}{'gold':>7}{'found':>7}{'bias':>7}{'error':>11}"]
    for name, e in errors.items():
        rows.append(f"{name:20}{100 * e.gold:7.1f}{100 * e.found:7.1f}{100 * e.bias:+7.1f}{100 * e.error:11.1f}")
    return "\n".join(rows) + "\n"


def _kinds(gold: Analysis, found: Analysis) -> set[tuple[int, Kind]]:
    """Returns for each sentence of the gold the kind of the sentence of another analysis that holds most of it."""
    kinds: set[tuple[int, Kind]] = set()
    starts = [s.start for s in found.sentences]
    for one in gold.sentences:
        touching = found.sentences[max(bisect_right(starts, one.start) - 1, 0) : bisect_left(starts, one.end)]
        held = {s.kind: 0 for s in touching}
        for s in touching:
            held[s.kind] += max(0, min(s.end, one.end) - max(s.start, one.start))
        if held:
            kinds.add((one.start, max(held, key=held.__getitem__)))
    return kinds


def _having(what: Literal["counted", "continued"], analysis: Analysis, gold: Analysis) -> set[int]:
    """Returns where the body sentences of the gold begin that have attributions, or carry on an account."""
    starts = {s.start for s in gold.body}
    return {s.start for s in analysis.body if getattr(analysis.links[s.index], what) and s.start in starts}


def _voices(gold: Analysis, found: Analysis) -> tuple[set[str], set[str]]:
    """Returns the sources of the gold that say something, and which of them those of an engine meet, or else themselves."""
    theirs = spoken(gold)
    met = {
        next((id for id, words in theirs.items() if touch(spans, words)), f"nobody: {name}")
        for name, spans in spoken(found).items()
    }
    return set(theirs), met


def _rests(analysis: Analysis, gold: Analysis, inclusive: bool) -> set[object]:
    """Returns (body sentence of the gold, source) for all that an analysis says a sentence rests on."""
    forms = {form.casefold(): source.name for source in gold.sources for form in (*source.aliases, source.name)}
    starts = {s.start: s.index for s in gold.body}
    found: set[object] = set()
    for sentence in analysis.body:
        links = analysis.links[sentence.index]
        for id in (*links.sources, *(links.continued if inclusive else ())):
            found.add((starts.get(sentence.start, -sentence.start - 1), _name_in(forms, analysis.source(id))))
    return found


def _name_in(forms: Mapping[str, str], source: Source | None) -> str | None:
    """Returns what the gold calls a source, by its name or an alias, else its own name."""
    names = [source.name, *source.aliases] if source else [None]
    return next((forms[name.casefold()] for name in names if name and name.casefold() in forms), names[0])
