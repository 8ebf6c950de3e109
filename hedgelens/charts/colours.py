"""One colour for one source, everywhere."""

from __future__ import annotations

from hedgelens.analysis import Analysis
from hedgelens.measures import By, ranked, summary_rows
from hedgelens.records import AUTHOR

SOURCE_COLOURS = ("#332288", "#cc6677", "#117733", "#ddcc77", "#88ccee", "#882255", "#44aa99", "#999933", "#aa4499")
"""The qualitative scheme "muted" of Paul Tol (2021).

Which people with any common kind of colour vision can tell apart.
"""

OTHER = "#7b7b7b"
"""For the sources beyond the number of colours, and for the unknown source."""

WRITER = "#c9c9c9"
"""For what is the writer's own."""

INK = "#1b1b1b"
FAINT = "#6b6b6b"


def palette(analysis: Analysis, *, by: By = "source") -> dict[str, str]:
    """Returns the colour of every source (by its id) or group (by its name).

    The sources with most of the body come first; those for whom no colour is left share a grey, and so does the
    unknown source. A group has the colour of the strongest of its sources.
    """
    ids = [str(row.source) for row in ranked(summary_rows(analysis))]
    colours = {source.id: OTHER for source in analysis.sources} | dict(zip(ids, SOURCE_COLOURS, strict=False))
    if by == "group":
        return _of_groups(analysis, ids, colours)
    return {**colours, AUTHOR: WRITER}


def _of_groups(analysis: Analysis, ids: list[str], colours: dict[str, str]) -> dict[str, str]:
    groups: dict[str, str] = {}
    for id in ids:
        source = analysis.source(id)
        for group in source.groups if source else ():
            # The strongest source that has not lent its colour yet; of two groups with the same members one stays grey.
            if group not in groups and colours[id] not in groups.values():
                groups[group] = colours[id]
    return {**{group: OTHER for source in analysis.sources for group in source.groups}, **groups, AUTHOR: WRITER}


def colour_of(colours: dict[str, str], key: str | None) -> str:
    """Returns the colour of a source, a group, the writer or the unknown source."""
    return colours.get(key or "", OTHER)
