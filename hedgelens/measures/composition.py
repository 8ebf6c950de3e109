"""What kinds of sources the attributed words of an article are given to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from hedgelens.analysis import UNKNOWN_NAME, Analysis
from hedgelens.measures.counting import By
from hedgelens.measures.summary import summary_rows
from hedgelens.settings import Types


def composition(analysis: Analysis, *, by: By = "kind", types: Types | None = None) -> dict[str, float]:
    """Returns the shares of kinds of sources in the words that are attributed to any source; they add up to 1.

    Words that sources of two kinds share are split. Those whose source is not known are a separate part.

    Args:
        analysis: the analysis.
        by: ``"kind"`` or ``"naming"``, or anything else by which a summary can have rows.
        types: types of attribution that count; by default those of the analysis.
    """
    rows = [row for row in summary_rows(analysis, by=by, count="fractional", types=types) if row.words]
    total = sum(row.words for row in rows)
    return {UNKNOWN_NAME if row.source is None else row.name: round(row.words / total, 4) for row in rows}


def mean_composition(analyses: Iterable[Analysis], *, by: By = "kind") -> Mapping[str, float]:
    """Returns the mean of the compositions of articles, each with the same weight; those that attribute nothing are left out."""
    return mean_shares([shares for analysis in analyses if (shares := composition(analysis, by=by))])


def mean_shares(found: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Returns the mean of the shares in several wholes, each weighing the same, the greatest first."""
    keys = dict.fromkeys(key for shares in found for key in shares)
    means = {key: round(fmean(shares.get(key, 0.0) for shares in found), 4) for key in keys}
    return dict(sorted(means.items(), key=lambda item: -item[1]))
