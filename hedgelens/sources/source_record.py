"""The record of a source: its name, kind and naming."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hedgelens.language.words import word_set
from hedgelens.records import Source, Span
from hedgelens.sources.names.parts import joined
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.registry import Registry, normal
from hedgelens.sources.source_kinds import name_naming, source_kind, source_naming


def as_source(entity: Entity, identifier: str, mentions: Sequence[Span], text: str, registry: Registry) -> Source:
    """Makes the record of a source that is mentioned as one at some places; the registry adds kind and groups."""
    registered = registry.find(entity.registered) if entity.registered else None
    name = entity.full_name
    spans = sorted(mentions)
    spoken = [text[start:end] for start, end in spans]
    aliases = [joined(form) for form in entity.forms]
    aliases += [joined(form) for form in entity.articled]
    aliases += [_without_marks(form) for form in spoken if form.strip().lower() not in word_set("pronoun")]
    return Source(
        id=identifier,
        name=name,
        kind=(registered.kind if registered else None) or source_kind(entity),
        naming=name_naming(registered.name) if registered else source_naming(entity, spoken),
        aliases=tuple(dict.fromkeys(alias for alias in aliases if normal(alias) != normal(name))),
        groups=registry.groups_of(registered) if registered else (),
        mentions=tuple(spans),
    )


def _without_marks(words: str) -> str:
    """Returns the words of a text without the marks of emphasis around them ("*The Courier*"), but "_birdie_" is a name."""
    return re.sub(r"\*+(?=\S)|(?<=\S)\*+", "", words)
