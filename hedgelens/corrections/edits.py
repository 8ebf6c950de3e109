"""The corrections that a person can make of an analysis, one small record each: what is kept, listed, undone and done again.

Each is plain data: an object with its name under ``edit`` and the fields of its record. Spans are offsets into the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from hedgelens.files.checking import MisfitError, record
from hedgelens.records import (
    AttributionType,
    Category,
    HedgeLensError,
    Kind,
    Naming,
    SourceKind,
    Spans,
    plain,
)


@dataclass(frozen=True, slots=True)
class AddAttribution:
    """Words are given to a source.

    Attributes:
        content, cue, source: what is attributed, the words that say so, and the words for who.
        source_id: who it is; ``None`` for nobody who is known.
        name: the name of a source that is new; ``source_id`` is then none.
        type: what the source is given.
        parent: the attribution in whose content it stands.
    """

    content: Spans
    cue: Spans = ()
    source: Spans = ()
    source_id: str | None = None
    name: str | None = None
    type: AttributionType = AttributionType.ASSERTION
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class MoveAttribution:
    """The words of an attribution are others; a part that is ``None`` stays."""

    attribution: str
    content: Spans | None = None
    cue: Spans | None = None
    source: Spans | None = None


@dataclass(frozen=True, slots=True)
class GiveAttribution:
    """An attribution is another source's; with ``name`` one that is new, with neither that of nobody who is known."""

    attribution: str
    source_id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class RelayAttribution:
    """An attribution reached the article through a source, or (``None``) through nobody."""

    attribution: str
    via: str | None = None


@dataclass(frozen=True, slots=True)
class RetypeAttribution:
    """What the source of an attribution is given is of another type."""

    attribution: str
    type: AttributionType


@dataclass(frozen=True, slots=True)
class NestAttribution:
    """An attribution stands in the content of another one, or (``None``) of none."""

    attribution: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class AcceptAttribution:
    """An attribution is right, however unsure the program was."""

    attribution: str


@dataclass(frozen=True, slots=True)
class RemoveAttribution:
    """There is no such attribution."""

    attribution: str


@dataclass(frozen=True, slots=True)
class CarryOn:
    """A sentence carries on the accounts of these sources, and of no other."""

    sentence: int
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RekindSentence:
    """A sentence is something else, such as a caption."""

    sentence: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class AddHedge:
    """Words are a hedge: of a category, and somebody's (``"author"``, ``"unknown"`` or the id of a source)."""

    start: int
    end: int
    category: Category
    owner: str


@dataclass(frozen=True, slots=True)
class ChangeHedge:
    """A hedge is of another category, or somebody else's; what is ``None`` stays."""

    hedge: str
    category: Category | None = None
    owner: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveHedge:
    """There is no such hedge."""

    hedge: str


@dataclass(frozen=True, slots=True)
class ChangeSource:
    """A source has another name, kind, role …; what is ``None`` stays, and an empty text says that there is none."""

    source_id: str
    name: str | None = None
    kind: SourceKind | None = None
    naming: Naming | None = None
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class MergeSources:
    """A source is really another one, which takes over all that it has."""

    source_id: str
    into: str


@dataclass(frozen=True, slots=True)
class SplitSource:
    """Some attributions of a source are those of another one, which is new."""

    source_id: str
    attributions: tuple[str, ...]
    name: str


Edit = (
    AddAttribution
    | MoveAttribution
    | GiveAttribution
    | RelayAttribution
    | RetypeAttribution
    | NestAttribution
    | AcceptAttribution
    | RemoveAttribution
    | CarryOn
    | RekindSentence
    | AddHedge
    | ChangeHedge
    | RemoveHedge
    | ChangeSource
    | MergeSources
    | SplitSource
)
"""A correction."""

EDITS: tuple[type[Edit], ...] = get_args(Edit)
"""All of them."""

_BY_NAME = {kind.__name__: kind for kind in EDITS}


def edit_to_dict(edit: Edit) -> dict[str, Any]:
    """Returns a correction as plain data."""
    return {"edit": type(edit).__name__, **plain(edit)}


def edit_from_dict(data: Mapping[str, Any]) -> Edit:
    """Makes a correction of plain data; fields with a default may be missing.

    Raises:
        HedgeLensError: the data are none.
    """
    name = data.get("edit") if isinstance(data, Mapping) else None
    kind = _BY_NAME.get(name) if isinstance(name, str) else None
    if kind is None:
        raise HedgeLensError(f"There is no correction '{name}'. There are: {', '.join(_BY_NAME)}.")
    try:
        return record(kind, data, f"the correction {name}", may_lack=tuple(kind.__dataclass_fields__))
    except (MisfitError, TypeError) as error:
        raise HedgeLensError(f"This is not a correction of HedgeLens: {error}.") from None
