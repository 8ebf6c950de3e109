"""Stretches of text that arrows tie together: for tools that mark stretches, and know nothing of attributions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hedgelens.files.checking import MisfitError
from hedgelens.formats.annotations import Annotation, Role, pieces
from hedgelens.records import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text with its label.

    Attributes:
        id: its name in the file.
        of: the annotation that it is part of.
        first: whether that is noted here; arrows lead from here to the others.
    """

    id: str
    role: Role
    span: Span
    of: Annotation
    first: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """What is noted on a stretch of the annotation that it is part of."""

    id: str
    said: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def stretches_of(annotations: Iterable[Annotation]) -> list[list[Stretch]]:
    """Returns the stretches of each annotation, first the one on which it is noted."""
    return [
        [Stretch(f"{one.id}-{number}", role, span, one, number == 1) for number, (role, span) in enumerate(pieces(one), start=1)]
        for one in annotations
    ]


def tied(
    marked: Mapping[str, tuple[Role, Span]], arrows: Iterable[tuple[str, str]], details: Mapping[str, Detail]
) -> list[Annotation]:
    """Returns the annotations that stretches make up which arrows tie together, in the order of their first ones.

    Args:
        marked: label and place of each stretch.
        arrows: from which stretch to which; their direction tells nothing.
        details: what is noted on stretches.

    Raises:
        MisfitError: an arrow leads to no stretch.
    """
    return [_annotation(ids, marked, details) for ids in groups_of(marked, arrows)]


def groups_of(marked: Iterable[str], arrows: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Returns the ids of the stretches that belong together, in their order.

    Raises:
        MisfitError: an arrow leads to no stretch.
    """
    group = {id: id for id in marked}
    for one, other in arrows:
        if one not in group or other not in group:
            raise MisfitError(f"an arrow leads from '{one}' to '{other}', and one of them is no stretch of text")
        _join(group, one, other)
    groups: dict[str, list[str]] = defaultdict(list)
    for id in group:
        groups[_root(group, id)].append(id)
    return list(groups.values())


def _join(group: dict[str, str], one: str, other: str) -> None:
    group[_root(group, other)] = _root(group, one)


def _root(group: dict[str, str], id: str) -> str:
    while group[id] != id:
        group[id] = group[group[id]]
        id = group[id]
    return id


def _annotation(ids: Sequence[str], marked: Mapping[str, tuple[Role, Span]], details: Mapping[str, Detail]) -> Annotation:
    spans: dict[Role, list[Span]] = defaultdict(list)
    for id in ids:
        role, span = marked[id]
        spans[role].append(span)
    detail = next((details[id] for id in ids if id in details), Detail(ids[0]))
    return Annotation(detail.id, {role: tuple(sorted(given)) for role, given in spans.items()}, detail.said, detail.more)
