"""What belongs to somebody and is called after him: "the Okoro campaign", "her lawyer"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.language.words import related, word_set
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.reference.links import Link
from hedgelens.sources.reference.wording import lower_description, new_entity

if TYPE_CHECKING:
    from hedgelens.sources.reference.discourse import Discourse


def owner_of(discourse: Discourse, mention: Mention) -> Entity | None:
    """Returns whose something is by the possessive before it."""
    return discourse.entity(mention.possessor) if mention.possessor is not None else None


def body_link(discourse: Discourse, mention: Mention, owner: Entity | None) -> Link | None:
    """Names an institution by what stands before its noun ("the Okoro campaign", "her campaign", "the Saudi government")."""
    syntax = discourse.syntax
    noun = min(related("same", "words").get(mention.noun, {mention.noun}))
    if owner is not None and owner.person and owner.is_named and mention.noun in word_set("named_after"):
        return Link(
            _owned_body(discourse, owner, noun, mention, f"{_surname(discourse, owner)} {discourse.syntax.lower[mention.head]}"),
            "possessor's-body",
            "possessive",
        )
    for i in range(mention.head - 1, mention.left - 1, -1):
        named = discourse.index.entity_of.get(i)
        if named is not None:
            start = i
            while start > mention.left and discourse.index.entity_of.get(start - 1) is named:
                start -= 1
            return Link(
                _owned_body(discourse, named.root, noun, mention, syntax.words(start, mention.head + 1)),
                "named-before",
                "named by what stands before it",
            )
    demonym = next(
        (i for i in range(mention.left, mention.head) if syntax.pos[i] == "ADJ" and syntax.text[i][:1].isupper() and i > 0), None
    )
    if demonym is None or (syntax.first[syntax.sentence[demonym]] == demonym and mention.plural):
        return None
    key = (-1, f"{syntax.lower[demonym]} {noun}")
    entity = discourse.owned.get(key)
    if entity is None:
        entity = discourse.owned[key] = new_entity(discourse, mention)
        entity.description = lower_description(syntax, demonym, mention.head + 1, discourse.index.is_name)
    return Link(entity, "demonym", "named by what stands before it")


def _surname(discourse: Discourse, owner: Entity) -> str:
    return owner.forms[0][-1] if owner.forms else owner.name


def _owned_body(discourse: Discourse, owner: Entity, noun: str, mention: Mention, name: str) -> Entity:
    key = (id(owner.root), noun)
    entity = discourse.owned.get(key)
    if entity is None:
        entity = discourse.owned[key] = Entity(classes=set(mention.classes), nouns={mention.noun}, person=False, owner=owner)
        entity.forms.append(tuple(name.split()))
    discourse.described[mention.noun].append((entity, mention.head))
    discourse.named_nouns[mention.noun].append((entity, mention.head))
    return entity


def owned_link(discourse: Discourse, mention: Mention, owner: Entity) -> Link:
    """Returns somebody's lawyer, daughter, troops: the same at every mention."""
    key = (id(owner.root), mention.noun)
    entity = discourse.owned.get(key)
    if entity is None:
        entity = discourse.owned[key] = new_entity(discourse, mention)
        entity.owner = owner
    return Link(entity, "possessive", "possessive")
