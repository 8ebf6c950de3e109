"""The record of a source: its name, kind and naming."""

from __future__ import annotations

from collections.abc import Sequence

from hedgelens.language.words import word_set
from hedgelens.records import Naming, Source, SourceKind, Span
from hedgelens.sources.lexicon import classes_of, first_names, is_anonymous, surnames
from hedgelens.sources.names.parts import joined
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.registry import Registry, normal

_TOLD = (SourceKind.MEDIA, SourceKind.GOVERNMENT, SourceKind.ORGANISATION)
_LONGEST_PERSON = 3
"""Words of a name of which nothing else is known that may be a person's."""


def as_source(entity: Entity, identifier: str, mentions: Sequence[Span], text: str, registry: Registry) -> Source:
    """Makes the record of a source that is mentioned as one at some places; the registry adds kind and groups."""
    registered = registry.find(entity.registered) if entity.registered else None
    name = entity.full_name
    spans = sorted(mentions)
    spoken = [text[start:end] for start, end in spans]
    aliases = [joined(form) for form in entity.forms]
    aliases += [form for form in spoken if form.strip().lower() not in word_set("pronoun")]
    return Source(
        id=identifier,
        name=name,
        kind=(registered.kind if registered else None) or source_kind(entity),
        naming=Naming.NAMED if registered else source_naming(entity, spoken),
        aliases=tuple(dict.fromkeys(alias for alias in aliases if normal(alias) != normal(name))),
        groups=registry.groups_of(registered) if registered else (),
        mentions=tuple(spans),
    )


def source_kind(entity: Entity) -> SourceKind:
    """Says what sort of thing an entity is."""
    if entity.is_author:
        return SourceKind.AUTHOR
    if entity.members:
        return SourceKind.GROUP
    if entity.person:
        return SourceKind.GROUP if entity.plural else SourceKind.PERSON
    told = next((kind for kind in _TOLD if kind.value in entity.classes), None)
    if told is not None:
        return told
    if entity.is_document:
        return SourceKind.DOCUMENT
    if entity.plural:
        return SourceKind.GROUP
    if entity.is_place or entity.is_state:
        return SourceKind.GOVERNMENT
    if not entity.forms:
        return SourceKind.UNKNOWN
    return SourceKind.PERSON if entity.person is None and _is_likely_person(entity) else SourceKind.ORGANISATION


def _is_likely_person(entity: Entity) -> bool:
    """Says whether a name of which nothing is known is likely a person's: two words, or a known one, or taken up by "she"."""
    first = entity.forms[0]
    known = first[-1].lower() in surnames() or first[0].lower() in first_names()
    two_or_three = 1 < sum(word[:1].isupper() for word in first) <= _LONGEST_PERSON
    return two_or_three or (len(first) == 1 and known) or bool(entity.taken_up_by)


def source_naming(entity: Entity, forms: Sequence[str]) -> Naming:
    """Says how an article lets its reader know who a source is."""
    if entity.is_author:
        return Naming.NONE
    if entity.members:
        found = [source_naming(member.root, ()) for member in entity.members]
        return Naming.NAMED if Naming.NAMED in found else found[0]
    if entity.is_named:
        return Naming.NAMED
    hidden = "anonymous" in _classes(entity) or any(is_anonymous(form) for form in (entity.description, *forms))
    if hidden and not entity.is_document:
        return Naming.ANONYMOUS
    generic = entity.plural and "generic" in _classes(entity) | _classes(entity, "s")
    return Naming.GENERIC if generic and entity.owner is None else Naming.DESCRIBED


def _classes(entity: Entity, ending: str = "") -> set[str]:
    return {denoted for noun in entity.nouns for denoted in classes_of(noun + ending)}
