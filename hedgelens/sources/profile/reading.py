"""Gives the records of sources what the article says of them beside their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hedgelens.records import Attribution, Naming, Source, SourceKind
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.profile.affiliations import Body, body_of
from hedgelens.sources.profile.disclosures import HIDDEN, HIDING, disclosed
from hedgelens.sources.profile.pronouns import pronoun_for
from hedgelens.sources.profile.roles import FULL, Office, best, described, heading, offices, served, worded
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.registry import Registry, normal


def with_profiles(
    sources: Sequence[Source],
    ids: Mapping[Entity, str],
    discourse: Discourse,
    attributions: Sequence[Attribution],
    registry: Registry,
) -> tuple[Source, ...]:
    """Returns sources with role, affiliation, pronoun and disclosures, where the article says what these are.

    Args:
        sources: the sources.
        ids: for each entity that is a source the id of that.
        discourse: the article's entities and mentions.
        attributions: the attributions, linked to their sources.
        registry: whose roles and affiliations stand for those of the article.
    """
    profiles = _Profiles(ids, discourse, attributions)
    by_name = {normal(form): source.id for source in reversed(sources) for form in (*source.aliases, source.name)}
    found = []
    for source in map(profiles.of, sources):
        entity = profiles.entities[source.id]
        told = registry.find(entity.registered) if entity.registered else None
        house = told.affiliation if told is not None else None
        known = registry.named(house) if house else None
        house = known.name if known is not None else house
        body = by_name.get(normal(house), house) if house else source.affiliation
        role = (told.role if told is not None else None) or source.role
        affiliation = body if body != source.id else None
        same = role == source.role and affiliation == source.affiliation
        found.append(source if same else replace(source, role=role, affiliation=affiliation))
    return tuple(found)


class _Profiles:
    def __init__(self, ids: Mapping[Entity, str], discourse: Discourse, attributions: Sequence[Attribution]) -> None:
        self._discourse, self._ids = discourse, ids
        self.entities = {id: entity for entity, id in ids.items()}
        self._mentions: dict[Entity, list[Mention]] = defaultdict(list)
        for mention in discourse.mentions.values():
            if (entity := discourse.entity(mention.head)) is not None:
                self._mentions[entity].append(mention)
        self._served: dict[Entity, list[Office]] = defaultdict(list)
        for entity, office in (*served(discourse), *heading(discourse)):
            self._served[entity].append(office)
        self._disclosed = disclosed(discourse, attributions, ids)

    def of(self, source: Source) -> Source:
        """Returns a source with its profile."""
        entity, is_people = self.entities[source.id], source.kind in (SourceKind.PERSON, SourceKind.GROUP)
        mentions = self._mentions[entity]
        found = self._offices(source, entity, mentions)
        found.sort(key=lambda office: (-office.weight, office.first))
        role = best(found)
        said = tuple(self._disclosed.get(source.id, ()))
        hidden = source.naming in HIDDEN and any(disclosure.what in HIDING for disclosure in said)
        body = body_of(self._discourse, entity, mentions, found) if is_people else None
        return replace(
            source,
            role=worded(self._discourse.syntax, role) if role is not None else None,
            affiliation=self._named(body),
            pronoun=pronoun_for(self._discourse, source.kind, mentions),
            disclosure=said,
            naming=Naming.ANONYMOUS if hidden else source.naming,
        )

    def _offices(self, source: Source, entity: Entity, mentions: Sequence[Mention]) -> list[Office]:
        """Returns the roles of a person, or of a body what it is said to be beside its name."""
        if source.kind is SourceKind.ORGANISATION and entity.is_named:
            return [office for office in offices(self._discourse, mentions, names=False) if office.weight == FULL]
        if source.kind is not SourceKind.PERSON:
            return []
        return [*(offices if entity.is_named else described)(self._discourse, mentions), *self._served[entity]]

    def _named(self, body: Body | None) -> str | None:
        """Returns the id of a body that is a source, else its name."""
        if body is None or isinstance(body, str):
            return body
        return self._ids.get(body.root) or body.full_name
