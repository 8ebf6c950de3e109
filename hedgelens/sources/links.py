"""The link of a mention to an entity, with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from hedgelens.sources.entities import Entity


@dataclass(frozen=True, slots=True)
class Link:
    """Why a mention belongs to an entity.

    Attributes:
        entity: what the mention names or takes up.
        rule: the reason, in words.
        antecedent: head token of the mention that it takes up.
    """

    entity: Entity
    rule: str
    antecedent: int | None = None
