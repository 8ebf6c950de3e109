"""The colours of charts: of sources, groups, the writer and what is written around."""

from __future__ import annotations

from hedgelens.analysis import Analysis
from hedgelens.measures import By
from hedgelens.records import AUTHOR
from hedgelens.views.colours import OTHER, SOURCE_COLOURS, source_colours

__all__ = ["FAINT", "INK", "OTHER", "SOURCE_COLOURS", "WRITER", "colour_of", "palette"]

WRITER = "#c9c9c9"
"""For what is the writer's own."""

INK = "#1b1b1b"
FAINT = "#6b6b6b"


def palette(analysis: Analysis, *, by: By = "source") -> dict[str, str]:
    """Returns the colour of every source (by its id) or group (by its name).

    Those for whom no colour is left share a grey, and so does the unknown source. A group has the colour of the strongest of
    its sources.
    """
    colours = source_colours(analysis)
    if by == "group":
        return _of_groups(analysis, colours)
    return {**colours, AUTHOR: WRITER}


def _of_groups(analysis: Analysis, colours: dict[str, str]) -> dict[str, str]:
    groups: dict[str, str] = {}
    # In the order of the colours, which is that of the strength but does not change with a correction.
    for id in sorted((id for id in colours if colours[id] != OTHER), key=lambda id: SOURCE_COLOURS.index(colours[id])):
        source = analysis.source(id)
        for group in source.groups if source else ():
            # The strongest source that has not lent its colour yet; of two groups with the same members one stays grey.
            if group not in groups and colours[id] not in groups.values():
                groups[group] = colours[id]
    return {**{group: OTHER for source in analysis.sources for group in source.groups}, **groups, AUTHOR: WRITER}


def colour_of(colours: dict[str, str], key: str | None) -> str:
    """Returns the colour of a source, a group, the writer or the unknown source."""
    return colours.get(key or "", OTHER)
