"""Where in the article sources stand, and through how many hands its statements came."""

from __future__ import annotations

from hedgelens.analysis import Analysis
from hedgelens.measures.counting import By, Level, ancestors, check, credited, keys_of, owner_name, word_credit, words_in
from hedgelens.settings import Types

TOP = 3
"""Number of paragraphs that make the top of an article."""


def first_mention(analysis: Analysis) -> dict[str, float]:
    """Returns for each source the position of the first body sentence that rests on it, from 0 (first sentence) to 1 (last).

    By the id of the source: (s − 1) / (S − 1) for the s-th of S sentences. After van Dijk (1988), on order by relevance.
    """
    last = max(len(analysis.body) - 1, 1)
    places: dict[str, float] = {}
    for number, sentence in enumerate(analysis.body):
        for source in analysis.links[sentence.index].sources:
            places.setdefault(source, round(number / last, 4))
    return places


def share_at_top(
    analysis: Analysis, *, paragraphs: int = TOP, by: By = "source", level: Level = "outer", types: Types | None = None
) -> dict[str, float]:
    """Returns the share of each known source (or group) in the words of the first paragraphs of the body, greatest first.

    From 0 to 1, by the id of the source or the name of the group. After Pöttker (2003), on the inverted pyramid.

    Args:
        analysis: the analysis.
        paragraphs: how many paragraphs are the top.
        by: what has a share, as in :func:`summary_rows`.
        level: who is credited with the words of nested attributions.
        types: types of attribution that count; by default those of the analysis.

    Raises:
        HedgeLensError: there is no such grouping, level or type.
    """
    check(by, By)
    wanted = sorted({s.paragraph for s in analysis.body})[:paragraphs]
    top = set(words_in(analysis, tuple((s.start, s.end) for s in analysis.body if s.paragraph in wanted)))
    counts: dict[str, int] = {}
    for word, sources in word_credit(analysis, level=level, types=types).items():
        if word in top:
            for key in {key for source in sources for key in _keys(analysis, source, by)}:
                counts[key] = counts.get(key, 0) + 1
    shares = {key: round(number / len(top), 4) for key, number in counts.items()}
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def _keys(analysis: Analysis, id: str | None, by: By) -> tuple[str, ...]:
    source = analysis.source(id)
    return keys_of(analysis, source, by) if source else ()


def chain(analysis: Analysis, id: str) -> list[str]:
    """Returns the names of those through whose hands the content of an attribution came, the one nearest to the reader first."""
    attribution = analysis.attribution(id)
    line: list[str] = []
    for link in reversed([attribution, *ancestors(analysis, attribution)]):
        line += [owner_name(analysis, source) for source in ((link.via, link.source_id) if link.via else (link.source_id,))]
    return line


def chain_depth(analysis: Analysis, *, types: Types | None = None) -> float | None:
    """Returns the mean number of hands that statements passed through: 1 if the writer has them from the source itself.

    ``None`` without attributions. After Pareti (2015), on nesting.

    Args:
        analysis: the analysis.
        types: types of attribution that count; by default those of the analysis.

    Raises:
        HedgeLensError: there is no such type.
    """
    depths = [len(chain(analysis, a.id)) for a in credited(analysis, level="inner", types=types)]
    return round(sum(depths) / len(depths), 4) if depths else None
