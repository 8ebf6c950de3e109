"""One colour for one source: the same in charts, pages and data, after a correction, and in all articles of a collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from hedgelens.analysis import Analysis
from hedgelens.measures import By, ranked, summary_rows
from hedgelens.measures.remembering import counted_once
from hedgelens.records import AUTHOR, Naming, SourceKind

A = TypeVar("A", bound=Analysis)

SOURCE_COLOURS = ("#332288", "#cc6677", "#117733", "#ddcc77", "#88ccee", "#882255", "#44aa99", "#999933", "#aa4499")
"""The qualitative scheme "muted" of Paul Tol (2021), which people with any common kind of colour vision can tell apart."""

OTHER = "#7b7b7b"
"""For the sources beyond the number of colours, and for the unknown source."""

WRITER = "#c9c9c9"
"""For what is the writer's own."""

INK = "#1b1b1b"
FAINT = "#6b6b6b"

_OF_ALL: Mapping[By, type[SourceKind] | type[Naming]] = {"kind": SourceKind, "naming": Naming}
"""What is coloured by what it is, whatever an article holds."""

Names = Mapping[str, str]
"""For the ids of some sources of an article the name that other articles know them by."""


@counted_once
def source_colours(analysis: Analysis) -> dict[str, str]:
    """Returns the colour of every source by its id.

    A source keeps the colour that it was given (:attr:`Analysis.colours`). The others, those with most of the body first and
    those that do not count last, take what is left; those for whom nothing is left are grey.
    """
    ids = [str(row.source) for row in ranked(summary_rows(analysis))]
    all = [source.id for source in analysis.sources]
    kept = [id for id in all if id in analysis.colours and id not in ids]  # all of theirs was corrected away, and may come back
    uncounted = [id for id in all if id not in (*ids, *kept) and not analysis.counts_source(id)]
    return dict.fromkeys(all, OTHER) | _fitted([*ids, *kept, *uncounted], analysis.colours, SOURCE_COLOURS)


def palette(analysis: Analysis, *, by: By = "source") -> dict[str, str]:
    """Returns the colour of every source (by its id), group, kind or naming (by its name).

    A kind has one colour in all articles. Those for whom no colour is left share a grey, and so does the unknown source. A group
    has the colour of the strongest of its sources.
    """
    if by in _OF_ALL:
        return common_palette(by)
    colours = source_colours(analysis)
    if by == "group":
        return _of_groups(analysis, colours)
    return {**colours, AUTHOR: WRITER}


def common_palette(by: By) -> dict[str, str]:
    """Returns the colours of kinds or of ways of naming, which are the same in all articles."""
    return dict(zip(map(str, _OF_ALL[by]), SOURCE_COLOURS, strict=False))


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


def with_kept_colours(before: Analysis, after: A) -> A:
    """Returns an analysis in the colours of the one that it was made of: no source changes its colour with its rank."""
    there = {source.id for source in after.sources}
    kept = {id: colour for id, colour in source_colours(before).items() if colour != OTHER and id in there}
    return replace(after, colours=kept)


def with_common_colours(analyses: Sequence[A]) -> tuple[A, ...]:
    """Returns analyses in which a source that several articles name has the same colour in all of them.

    No article has a colour twice. Where more than nine names meet, some get their colour in each article apart. Which sources
    of an article are coloured at all does not change: those with most of it.
    """
    coloured = [{id: c for id, c in source_colours(analysis).items() if c != OTHER} for analysis in analyses]
    names = [_names(analysis, of) for analysis, of in zip(analyses, coloured, strict=True)]
    common = _common(analyses, names)
    every = zip(analyses, coloured, names, strict=True)
    return tuple(replace(analysis, colours=_in_common(analysis, own, of, common)) for analysis, own, of in every)


def _in_common(analysis: Analysis, own: Iterable[str], of: Names, common: Mapping[str, str]) -> dict[str, str]:
    """Returns the colours of the sources of one article, those that are common fixed, in their order."""
    fixed = {id: common[name] for id, name in of.items() if name in common}
    rest = [colour for colour in SOURCE_COLOURS if colour not in fixed.values()]
    colours = {**fixed, **_fitted([id for id in own if id not in fixed], analysis.colours, rest)}
    return {id: colours[id] for id in own}


def _fitted(ids: Iterable[str], given: Mapping[str, str], colours: Sequence[str]) -> dict[str, str]:
    """Gives each of the sources its own colour if nobody before has it, then the others what is left, in their order."""
    ids, found = list(ids), dict[str, str]()
    for id in ids:
        if (colour := given.get(id)) in colours and colour not in found.values():
            found[id] = str(colour)
    left = [colour for colour in colours if colour not in found.values()]
    return found | dict(zip((id for id in ids if id not in found), left, strict=False))


def _names(analysis: Analysis, coloured: Mapping[str, str]) -> dict[str, str]:
    """Returns names that mean one and the same in other articles; "officials" are others there."""
    named = {s.id: " ".join(s.name.split()).casefold() for s in analysis.sources if s.naming is Naming.NAMED and s.id in coloured}
    times = Counter(named.values())
    return {id: name for id, name in named.items() if times[name] == 1}


def _common(analyses: Sequence[Analysis], names: Sequence[Names]) -> dict[str, str]:
    """Returns the colour of each name that several articles have, those with most words first."""
    times = Counter(name for of in names for name in of.values())
    words, given = _words(analyses, names), _given(analyses, names)
    found: dict[str, str] = {}
    for name in sorted((name for name in times if times[name] > 1), key=lambda name: (-words[name], name)):
        beside = {found.get(other) for of in names if name in of.values() for other in of.values()}
        if free := [colour for colour in SOURCE_COLOURS if colour not in beside]:
            used = Counter(found.values())
            # Least used first: names that never meet are told apart, too, as long as there are colours.
            found[name] = given[name] if given.get(name) in free else min(free, key=lambda colour: used[colour])
    return found


def _given(analyses: Sequence[Analysis], names: Sequence[Names]) -> dict[str, str]:
    """Returns the colour that the first article with a name has given it already."""
    pairs = [(name, analysis.colours.get(id)) for analysis, of in zip(analyses, names, strict=True) for id, name in of.items()]
    return {name: colour for name, colour in reversed(pairs) if colour in SOURCE_COLOURS}


def _words(analyses: Sequence[Analysis], names: Sequence[Names]) -> Counter[str]:
    """Counts the words of each name over all articles."""
    words: Counter[str] = Counter()
    for analysis, of in zip(analyses, names, strict=True):
        for row in ranked(summary_rows(analysis)):
            if (name := of.get(str(row.source))) is not None:
                words[name] += round(row.words)
    return words
