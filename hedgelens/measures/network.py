"""Who reports whom: through whose hands the statements of an article came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hedgelens.analysis import Analysis
from hedgelens.measures.counting import ancestors, credited
from hedgelens.records import AUTHOR, UNKNOWN


class Link(NamedTuple):
    """Who reports whom, and how often.

    Attributes:
        reporter: ``"author"`` for the writer, the id of a source, or ``"unknown"``.
        reported: the id of a source, or ``"unknown"``.
        relayed: whether the reporter is a relaying medium ("told the *Gazette*"); otherwise the reported
            words are within the reporter's.
        number: attributions.
    """

    reporter: str
    reported: str
    relayed: bool
    number: int


def report_links(analysis: Analysis) -> list[Link]:
    """Returns who reports whom in the body, and how often: the writer's links first, then the most frequent."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for attribution in credited(analysis, level="all"):
        parent = next(ancestors(analysis, attribution), None)
        reporter = AUTHOR if parent is None else parent.source_id or UNKNOWN
        source = attribution.source_id or UNKNOWN
        if attribution.via:
            counts[reporter, attribution.via, False] += 1
            counts[attribution.via, source, True] += 1
        else:
            counts[reporter, source, False] += 1
    links = [Link(*key, number) for key, number in counts.items() if key[0] != key[1]]
    return sorted(links, key=lambda link: (link.reporter != AUTHOR, -link.number))


def hands(links: Iterable[Link]) -> dict[str, int]:
    """Returns for everybody the number of hands on the longest chain from the writer; the writer has 0.

    A chain never returns to somebody in it: of two who report each other, the one met first is nearer to the writer.
    """
    onward: dict[str, list[str]] = {}
    for link in links:
        onward.setdefault(link.reporter, []).append(link.reported)
    order = _from_the_writer(onward)
    place_of = {person: place for place, person in enumerate(order)}
    depth = {AUTHOR: 0}
    for place, person in enumerate(order):
        for reported in onward.get(person, ()):
            if place_of[reported] >= place:
                depth[reported] = max(depth.get(reported, 0), depth[person] + 1)
    return depth


def _from_the_writer(onward: Mapping[str, Sequence[str]]) -> list[str]:
    """Returns everybody after those who report them (depth first; a link back onto the way is not followed)."""
    way = {AUTHOR: iter(onward.get(AUTHOR, ()))}
    done: dict[str, None] = {}
    while way:
        person = next(reversed(way))
        reported = next((other for other in way[person] if other not in way and other not in done), None)
        if reported is not None:
            way[reported] = iter(onward.get(reported, ()))
        else:
            del way[person]
            done[person] = None
    return list(reversed(done))
