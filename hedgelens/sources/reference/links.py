"""The link of a mention to an entity, and of an attribution to its source, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from hedgelens.records import SourceLink
from hedgelens.sources.reference.entity import Entity


@dataclass(frozen=True, slots=True)
class Link:
    """Why a mention belongs to an entity.

    Attributes:
        entity: what the mention names or takes up.
        rule: name of the rule.
        why: the reason, in words.
        antecedent: head token of the mention that it takes up.
        in_apposition: whether name and description stand side by side.
    """

    entity: Entity
    rule: str
    why: str
    antecedent: int | None = None
    in_apposition: bool = False


@dataclass(slots=True)
class Reason:
    """Why an attribution has its source.

    Attributes:
        why: the reason, in words.
        link: the rule that found the source, and the mention that the words of the source take up.
    """

    why: str
    link: SourceLink | None = None
