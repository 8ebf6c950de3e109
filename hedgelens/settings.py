"""What counts of everything that an engine lists: from which confidence, and which types of attribution."""

from __future__ import annotations

import math
from collections.abc import Collection
from numbers import Real

from hedgelens.records import AttributionType, HedgeLensError

Types = str | Collection[str]
"""Types of attribution: one by its name, several with commas between them, or a collection of names."""

ALL_TYPES = tuple(AttributionType)
"""All four types, in their order."""

EVERYTHING = 0.0
"""The least confidence where everything counts, as in what people marked."""


UNSURE = 0.7
"""Below this confidence a mark is unsure: somebody who corrects looks at it first."""


def types_of(types: Types | None) -> tuple[AttributionType, ...]:
    """Returns the types that are named, in their order: all four where none is.

    Raises:
        HedgeLensError: there is no such type.
    """
    if types is None:
        return ALL_TYPES
    wanted = set(map(_type, several(types)))
    return tuple(type for type in AttributionType if type in wanted)


def several(names: str | Collection[str]) -> list[str]:
    """Returns names, given as a collection or in one string with commas between them; a name is never taken for its letters."""
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else [str(name) for name in names]


def _type(name: str) -> AttributionType:
    try:
        return AttributionType(name)
    except ValueError:
        raise HedgeLensError(f"There is no type of attribution '{name}'. There are: {', '.join(AttributionType)}.") from None


def confidence_of(number: float | Real) -> float:
    """Returns a confidence from which attributions count.

    Raises:
        HedgeLensError: it is no number from 0 to 1.
    """
    is_number = isinstance(number, Real) and not isinstance(number, bool)
    if not is_number or not math.isfinite(number) or not 0 <= float(number) <= 1:
        raise HedgeLensError(
            f"The minimum confidence of attributions that count is {number!r}, and it must be a number from 0 (all count) to 1."
        )
    return float(number)


def in_words(min_confidence: float, types: Collection[str]) -> str:
    """Says what counts, as it stands below tables and charts; nothing where all that is listed does."""
    if min_confidence == EVERYTHING and len(types) == len(ALL_TYPES):
        return ""
    which = "all types" if len(types) == len(ALL_TYPES) else ", ".join(types) or "no type"
    return f"Counted: confidence ≥ {short(min_confidence)}, {which}."


def short(confidence: float) -> str:
    """Writes a confidence without what says nothing: ".5"."""
    return f"{confidence:g}".removeprefix("0") or "0"
