"""People spoken of before who are called anew: "the couple", "both women", "the men" after "two fishermen", "the team"."""

from __future__ import annotations

from collections.abc import Iterator

from hedgelens.language.words import marked, related, word_set
from hedgelens.sources.lexicon import may_stand_for
from hedgelens.sources.mentions.mention import Determiner, Mention
from hedgelens.sources.reference.descriptions import differs, spoken_of, takes_up
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity, Link
from hedgelens.sources.reference.rules import rule
from hedgelens.sources.reference.salience import Place

_NEAR = 5
"""Sentences after which several people are no longer taken together."""
_FRESH = 4
"""Sentences among which the people stand who are taken together, though nothing joins them."""
_SOON = 3
"""Sentences after which "the man" is no longer somebody described otherwise."""


@rule(
    "Ada Okoro and Teo Brandvold left. 1[The *couple*] 1{said} 1<no>.",
    "Ada Okoro left. 1[The *couple*] 1{said} 1<no>.",
)
def taken_together(discourse: Discourse, mention: Mention) -> Link | None:
    """So many people as were spoken of together, or singly right before: "the couple", "both women", "the two"."""
    number = _number(discourse, mention)
    if number < 2 or mention.identified or mention.possessor is not None:
        return None
    place = next(_of_number(discourse, mention, number), None)
    if place is not None:
        return Link(place.entity.root, f"'{mention.text}' takes them together", place.token)
    if _is_of_bodies(mention):
        return None
    singly = _named_singly(discourse, mention, number)
    if not singly:
        return None
    together = discourse.together(tuple(place.entity.root for place in singly[::-1]))
    return Link(together, f"'{mention.text}' takes together who was spoken of", singly[0].token)


def _number(discourse: Discourse, mention: Mention) -> int:
    """Returns how many people a description says there are; 0 where it is none of a known number."""
    numbers = marked("number_of_people", "number")
    lower = discourse.syntax.lower
    words = [lower[i] for i in range(mention.left, mention.head)]
    if mention.determiner is not Determiner.DEFINITE or "other" in words:
        return 0
    if mention.noun in numbers:
        return int(numbers[mention.noun]) if not mention.modifiers else 0
    several = mention.plural and (mention.is_person or _is_of_bodies(mention))
    return next((int(numbers[word]) for word in words if word in numbers), 0) if several else 0


def _is_of_bodies(mention: Mention) -> bool:
    """Says whether a description may be of bodies, or of states ("both companies", "the three countries")."""
    return mention.is_body or mention.noun in word_set("place") or mention.noun in word_set("any_side")


def _of_number(discourse: Discourse, mention: Mention, number: int) -> Iterator[Place]:
    """Yields the mentions of people that were joined, or counted, to the same number; the latest first."""
    for place in spoken_of(discourse, mention, _NEAR):
        entity = place.entity.root
        joined = len(entity.members) == number and all(_may_be_one(mention, member.root) for member in entity.members)
        counted = not entity.members and entity.plural and entity.person and _counts(discourse, place.token) == number
        if (joined or counted) and _agrees(mention, entity):
            yield place


def _may_be_one(mention: Mention, member: Entity) -> bool:
    """Says whether somebody may be one of "both women", and a body one of "both companies"."""
    return not member.person and not member.is_document if _is_of_bodies(mention) else member.may_be_who


def _counts(discourse: Discourse, token: int) -> int:
    """Returns the number that stands before a noun ("two fishermen")."""
    numbers, described = marked("number_of_people", "number"), discourse.mentions.get(token)
    words = discourse.syntax.lower[described.left : described.head] if described is not None else []
    return next((int(numbers[word]) for word in words if word in numbers), 0)


def _named_singly(discourse: Discourse, mention: Mention, number: int) -> list[Place]:
    """Returns the latest mentions of so many people, where the nearest sentences speak of no more; else none."""
    here, found = discourse.syntax.sentence[mention.head], dict[Entity, Place]()
    sentence = here
    for place in spoken_of(discourse, mention, _FRESH):
        if place.sentence < sentence and len(found) >= number:
            break
        sentence, entity = place.sentence, place.entity.root
        if (entity.person or entity.is_likely_person) and not entity.plural and _may_be_called(mention, entity):
            found.setdefault(entity, place)
    return list(found.values()) if len(found) == number else []


def _may_be_called(mention: Mention, entity: Entity) -> bool:
    """Says whether somebody may be one of "both women"; of "both senators" only who is known for one."""
    told = mention.is_person and mention.noun not in word_set("any_people") | marked("number_of_people", "number").keys()
    return _agrees(mention, entity) and (not told or may_stand_for(mention.noun, entity.nouns))


def _agrees(mention: Mention, entity: Entity) -> bool:
    """Says whether somebody, or each of several, may be of the gender that a description says."""
    return not any(differs(mention, one.root) for one in (entity.members or (entity,)))


@rule(
    "Two fishermen were saved. 1[The *men*] 1{said} 1<no>.",
    "Two waitresses were saved. 1[The *men*] 1{said} 1<no>.",
)
def people_again(discourse: Discourse, mention: Mention) -> Link | None:
    """Several people who were described otherwise, or named together, and are called "the men", "the women" now."""
    if not _is_general(discourse, mention) or not mention.plural:
        return None
    for place in spoken_of(discourse, mention, _FRESH):
        entity = place.entity.root
        several = entity.plural and (entity.person or all(m.root.person for m in entity.members)) and not entity.forms
        if several and _agrees(mention, entity) and (entity.members or entity.person):
            return Link(entity, f"'{mention.text}' refers to those described before", place.token)
    return None


@rule(
    "A grower from Denholm was fined. 1[The *man*] 1{said} 1<no>.",
    "A grower was fined by a clerk. 1[The *man*] 1{said} 1<no>.",
)
def person_again(discourse: Discourse, mention: Mention) -> Link | None:
    """The one person who was described otherwise shortly before, and is called "the man", "the victim" now."""
    if not _is_general(discourse, mention) or mention.plural:
        return None
    near = (place for place in spoken_of(discourse, mention, _SOON) if place.entity.root.person)
    single = {place.entity.root: place for place in near if not place.entity.root.plural and _agrees(mention, place.entity.root)}
    entity, place = next(iter(single.items()), (None, None))
    if entity is None or place is None or len(single) > 1 or entity.is_named or entity.owner is not None:
        return None
    return Link(entity, f"'{mention.text}' refers to who was described before", place.token)


def _is_general(discourse: Discourse, mention: Mention) -> bool:
    """Says whether a description tells no more than that it is a man, a woman, a child."""
    words = discourse.syntax.lower[mention.left : mention.head]
    return takes_up(mention) and not mention.modifiers and mention.noun in word_set("any_people") and "other" not in words


@rule(
    "Researchers at the Harbor Institute measured it. 1[The *team*] 1{said} 1<no>.",
    "Growers at the Harbor Institute measured it. 1[The *team*] 1{said} 1<no>.",
)
def described_by_sort(discourse: Discourse, mention: Mention) -> Link | None:
    """An unnamed entity that a more general noun takes up: "the team" after "researchers", "the officer" after "a sergeant"."""
    if not takes_up(mention) or mention.modifiers:
        return None
    heads = frozenset[str]().union(*(related(table, "heads").get(mention.noun, ()) for table in ("sort_of", "stands_for")))
    collective = mention.noun in word_set("collective")
    found = ((entity.root, token) for noun in heads - {mention.noun} for entity, token in discourse.described[noun][-20:])
    near = [(token, entity) for entity, token in found if discourse.sentences_since(token, mention) <= _NEAR]
    for token, entity in sorted(near, key=lambda pair: -pair[0]):
        same = entity.plural == mention.plural or (entity.plural and collective)
        if same and not entity.is_named and entity.owner is None and not discourse.syntax.quoted[token]:
            return Link(entity, f"'{mention.text}' refers to somebody described in such words", token)
    return None
