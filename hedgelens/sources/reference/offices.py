"""Offices of which a state or body has one: "the governor of Varner", "Varner's interior minister"."""

from __future__ import annotations

from hedgelens.language.grammar import child
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import like, may_stand_for
from hedgelens.sources.mentions.mention import Determiner, Mention
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity

_BEFORE, _BEHIND = 6, 14
"""Words beside a name among which its bearer's office stands, and whose it is."""
_OF = frozenset(["of", "for", "to"])


def holder(discourse: Discourse, mention: Mention, seat: Entity) -> tuple[Entity, int] | None:
    """Returns the only one who is known as the holder of an office, and the mention that shows it."""
    found: dict[Entity, int] = {}
    for noun in (mention.noun, *like(mention.noun)):
        found |= {entity.root: token for entity, token in discourse.named_nouns[noun]}
    holders = {entity: token for entity, token in found.items() if _may_hold(mention, entity)}
    if len(holders) != 1:
        return None
    entity, token = holders.popitem()
    first = entity.since.get(mention.noun, entity.first)
    known = not seat.is_named or is_beside(discourse, seat, first)
    return (entity, token) if known and fits(discourse, mention, seat, first) else None


def seat_of(discourse: Discourse, mention: Mention) -> Entity | None:
    """Returns the state, place or body whose office a description speaks of, if it is of one that only one holds at a time."""
    if not mention.is_person or mention.plural or mention.noun not in word_set("office"):
        return None
    if mention.possessor is not None:
        seat = discourse.entity(mention.possessor)
    elif mention.determiner is Determiner.DEFINITE:
        behind = (c for c in discourse.syntax.children[mention.head] if c > mention.head and discourse.syntax.lower[c] in _OF)
        of = next(behind, None)
        seat = discourse.entity(child(discourse.syntax, of, "pobj")) if of is not None else None
    else:
        return None
    return seat if seat is not None and (seat.is_state or seat.is_place or seat.is_body) and not seat.person else None


def fits(discourse: Discourse, mention: Mention, seat: Entity, name: int) -> bool:
    """Says whether nothing beside a name speaks against an office: no other state or body, no other sort of minister."""
    beside = _beside(discourse, name)
    words, former = {discourse.syntax.lower[i] for i in beside}, word_set("former")
    seats, told = _seats(discourse, beside), mention.modifiers - former - word_set("quantifier") - seat.name_words
    return (not seats or seat in seats) and told <= words and mention.modifiers.isdisjoint(former) == words.isdisjoint(former)


def is_beside(discourse: Discourse, seat: Entity, name: int) -> bool:
    """Says whether whose office it is stands beside a name."""
    return seat in _seats(discourse, _beside(discourse, name))


def _beside(discourse: Discourse, name: int) -> list[int]:
    """Returns the tokens beside a name in its sentence."""
    sentence = discourse.syntax.sentence
    around = range(max(0, name - _BEFORE), min(name + _BEHIND, len(discourse.syntax)))
    return [i for i in around if sentence[i] == sentence[name]]


def _seats(discourse: Discourse, tokens: list[int]) -> set[Entity]:
    found = (discourse.named(i) for i in tokens)
    return {entity for entity in found if entity is not None and (entity.is_state or entity.is_body)}


def _may_hold(mention: Mention, entity: Entity) -> bool:
    return entity.person is not False and not entity.plural and may_stand_for(mention.noun, entity.nouns)
