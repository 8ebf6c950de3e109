"""Scores who the sources are: their kinds and naming, and whether attributions to one source are kept together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hedgelens.analysis import Analysis
from hedgelens.evaluation.attributions import Score, pair_attributions
from hedgelens.evaluation.polnear import FlatAttribution
from hedgelens.records import ResultRow, Source, Span

Compared = Callable[[Source, Source], bool]
TRAITS: dict[str, Compared] = {
    "source kind": lambda gold, found: gold.kind is found.kind,
    "source naming": lambda gold, found: gold.naming is found.naming,
}
"""What is compared of a source of the gold and the one that an engine has in its place."""


def score_entities(pairs: Iterable[tuple[Analysis, Analysis]]) -> dict[str, Score]:
    """Says how often it is right who a source is, one unit a source of the gold that the engine found.

    Args:
        pairs: gold and found analyses of the same articles. A source of the gold is found where an attribution that counts has
            words of its source or cue; the found source with most such attributions is compared with it.

    Returns:
        A score for each of :data:`TRAITS`.
    """
    met = [partners for gold, found in pairs for partners in met_sources(gold, found)]
    return {name: Score(sum(same(gold, found) for gold, found in met), len(met), len(met)) for name, same in TRAITS.items()}


def met_sources(gold: Analysis, found: Analysis) -> Iterator[tuple[Source, Source]]:
    """Yields the sources of the gold that speak in the body, each with the found one that has most of its attributions."""
    ours = spoken(found)
    for id, spans in spoken(gold).items():
        shared = Counter({other: sum(touch([span], words) for span in spans) for other, words in ours.items()})
        nearest = next(iter(shared.most_common(1)), ("", 0))
        source, partner = gold.source(id), found.source(nearest[0])
        if nearest[1] and source and partner:
            yield source, partner


def spoken(analysis: Analysis) -> dict[str, list[Span]]:
    """Returns for each source the source and cue words (without any, the contents) of its attributions in the body."""
    body = {s.index for s in analysis.body}
    spans: dict[str, list[Span]] = {}
    for a in analysis.counted:
        if a.source_id is not None and a.sentence in body:
            spans.setdefault(a.source_id, []).extend((*a.source, *a.cue) or a.content)
    return spans


def touch(some: Iterable[Span], others: Sequence[Span]) -> bool:
    """Says whether any of some spans shares a character with any of others."""
    return any(start < stop and begin < end for start, end in some for begin, stop in others)


@dataclass(frozen=True, slots=True)
class ClusterScore(ResultRow):
    """How far attributions to one source are kept together, and those to several apart (B-cubed; Bagga and Baldwin 1998).

    Attributes:
        precision: the mean over attributions: of what the engine gives to the same source, how much the gold does.
        recall: the same the other way round.
        attributions: over how many.
    """

    precision: float
    recall: float
    attributions: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(clusters: Sequence[tuple[Hashable, Hashable]]) -> ClusterScore:
    """Scores clusters, given for each attribution as those of the gold and of the engine that it is in."""
    pairs, theirs, ours = Counter(clusters), Counter(gold for gold, _ in clusters), Counter(found for _, found in clusters)
    n = len(clusters)
    if not n:
        return ClusterScore(0.0, 0.0, 0)
    precision = sum(shared * shared / ours[found] for (_, found), shared in pairs.items()) / n
    recall = sum(shared * shared / theirs[gold] for (gold, _), shared in pairs.items()) / n
    return ClusterScore(precision, recall, n)


def score_clusters(pairs: Iterable[tuple[Analysis, Analysis]]) -> ClusterScore:
    """Scores whether attributions that both sides have, by their contents, are kept together by their sources.

    Attributions without a source in the gold are left out; those without one in the analysis are alone.
    """
    return b_cubed([cluster for number, (gold, found) in enumerate(pairs) for cluster in _clusters(number, gold, found)])


def _clusters(article: int, gold: Analysis, found: Analysis) -> Iterator[tuple[Hashable, Hashable]]:
    theirs = [a for a in gold.counted if a.source_id is not None]
    contents = [[FlatAttribution((), (), a.content) for a in side] for side in (theirs, found.counted)]
    for place, other in pair_attributions(gold.article.text, *contents):
        partner = found.counted[other]
        yield (article, theirs[place].source_id), (article, partner.source_id or partner.id)


def clusters_table(score: ClusterScore) -> str:
    """Returns the score of clusters as a line for the terminal, in percent, beneath the table of scores."""
    figures = "".join(f"{100 * x:7.1f}" for x in (score.precision, score.recall, score.f1))
    return f"{'B-cubed':20}{figures}{score.attributions:11}{score.attributions:7}\n"
