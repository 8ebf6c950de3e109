"""Descriptions that vary somebody's name by something new: "the Denholm businessman", "the former welder"."""

from __future__ import annotations

from collections.abc import Iterator

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import related, word_set
from hedgelens.sources.lexicon import classes_of, may_stand_for, parties_of
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.reference import learning
from hedgelens.sources.reference.binding import context_of
from hedgelens.sources.reference.descriptions import bearer_of, differs, spoken_of, takes_up
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity, Link
from hedgelens.sources.reference.rules import rule
from hedgelens.sources.reference.salience import Context, Place, in_one_clause, salience

_NEAR = 4
_TOPIC = 0.15
_LEAST = -1.0
_PARTY = 1.5
_OTHER_ROLE = -2.5
_NUMERALS = "0123456789"


@rule(
    "Teo Brandvold said that he left. The former *fisherman* was late.",
    "Teo Brandvold said that he left. The *fisherman* was late.",
    learn=learning.guessed_role,
    precision=1,
)
def epithet(discourse: Discourse, mention: Mention) -> Link | None:
    """Whom a new description takes up ("the Denholm businessman"), by who is spoken of."""
    if not takes_up(mention) or not _is_epithet(discourse, mention):
        return None
    context = context_of(discourse, mention)
    weights = [(_weight(mention, place, context), place) for place in _who_may_be_meant(discourse, mention, context)]
    weight, place = max(weights, key=lambda pair: pair[0], default=(_LEAST, None))
    if place is None or weight < _LEAST:
        return None
    return Link(place.entity.root, f"'{mention.text}' describes who is spoken of", place.token)


def _who_may_be_meant(discourse: Discourse, mention: Mention, context: Context) -> Iterator[Place]:
    """Yields the mentions of those spoken of lately whom a new description may describe."""
    apposed = _apposed(discourse, mention)
    for place in spoken_of(discourse, mention, _NEAR):
        entity = place.entity.root
        if entity is not apposed and not in_one_clause(place, context) and _may_be(mention, entity):
            yield place


def _is_epithet(discourse: Discourse, mention: Mention) -> bool:
    """Says whether a description of a person tells something that tells who it is: a place, an age, what he was."""
    syntax, before = discourse.syntax, range(mention.left, mention.head)
    if not mention.is_person or mention.plural:
        return False
    if any((named := discourse.named(i)) is not None and named.person for i in before):
        return False  # "the Okoro aide" is no Okoro, and nobody who is spoken of
    if mention.noun in word_set("epithet") or any(syntax.lower[i] in word_set("former") for i in before):
        return True
    return any(syntax.text[i][:1] in _NUMERALS or _is_of_place(syntax, i) for i in before[1:])


@rule(
    "1[Okoro Corp.] 1{said} 1<that boats sell>. The Danish *firm* was late.",
    "1[Okoro Corp.] 1{said} 1<that boats sell>. The rival *firm* was late.",
)
def body_epithet(discourse: Discourse, mention: Mention) -> Link | None:
    """The firm that is spoken of, called by its sort and something new ("the Danish automaker")."""
    if not takes_up(mention) or mention.plural or mention.tail or not mention.modifiers:
        return None
    if not _is_firm_of_sort(discourse, mention) or _apposed(discourse, mention) is not None:
        return None
    for place in spoken_of(discourse, mention, _NEAR):
        entity = place.entity.root
        if (place.subject or place.source) and _is_firm(mention, entity):
            return Link(entity, f"'{mention.text}' describes the firm spoken of", place.token)
    return None


def _is_firm_of_sort(discourse: Discourse, mention: Mention) -> bool:
    """Says whether a description is of a firm, and not by its place among others ("the rival firm", "the Okoro supplier")."""
    if not mention.is_body or "corp" not in related("stands_for", "heads").get(mention.noun, ()):
        return False
    named = [entity for i in range(mention.left, mention.head) if (entity := discourse.named(i)) is not None]
    return mention.modifiers.isdisjoint(word_set("other_firm")) and all(entity.is_state or entity.is_place for entity in named)


def _is_firm(mention: Mention, entity: Entity) -> bool:
    """Says whether a name may be that of a firm of some sort."""
    if not entity.is_named or entity.plural or entity.members or entity.is_state or entity.person or entity.is_document:
        return False
    body = entity.person is False and not entity.is_place if not entity.classes else entity.classes == {"organisation"}
    return body and (not entity.nouns or may_stand_for(mention.noun, entity.nouns))


@rule(
    "1[Ada Okoro] 1{said} 1<that it leaks>. 2[The *plumber*] 2{added} 2<that it is old>.",
    "1[Ada Okoro] 1{said} 1<that it leaks>. The *plumber* was late.",
    learn=learning.guessed_role,
)
def speaker_described(discourse: Discourse, mention: Mention) -> Link | None:
    """Who just spoke, and of whom no role is known, where an occupation that nobody had so far speaks next."""
    if not takes_up(mention) or mention.plural or not mention.is_person or mention.head not in discourse.sources.heads:
        return None
    if discourse.described[mention.noun] or discourse.named_nouns[mention.noun]:
        return None
    here = discourse.syntax.sentence[mention.head]
    near = (place for place in spoken_of(discourse, mention, 1) if place.subject and place.source and place.sentence < here)
    speakers = {place.entity.root: place for place in near if place.entity.root.person is not False}
    entity, place = next(iter(speakers.items()), (None, None))
    if entity is None or place is None or len(speakers) > 1 or _roles(entity) or not _may_be(mention, entity, spoke=True):
        return None
    return Link(place.entity.root, f"'{mention.text}' describes who just spoke", place.token)


def _is_of_place(syntax: Syntax, token: int) -> bool:
    return syntax.text[token][:1].isupper() and syntax.pos[token] in ("PROPN", "ADJ")


def _apposed(discourse: Discourse, mention: Mention) -> Entity | None:
    """Returns what a description stands in apposition to, or is a part of what does."""
    syntax = discourse.syntax
    apposition = next((i for i in (mention.head, *syntax.ancestors(mention.head)) if syntax.dep[i] == "appos"), None)
    return discourse.entity(syntax.head[apposition]) if apposition is not None else None


def _may_be(mention: Mention, entity: Entity, *, spoke: bool = False) -> bool:
    """Says whether a description may be of somebody named; of who spoke, a name of several words is likely a person's."""
    if entity.plural or entity.members or not entity.is_named:
        return False
    likely = bool(entity.taken_up_by) or (spoke and not entity.classes and len(entity.forms[0]) > 1)
    person = entity.person or (entity.person is None and likely)
    return person and not differs(mention, entity, frozenset({mention.noun}))


def _roles(entity: Entity) -> set[str]:
    """Returns the titles and occupations that the article gives somebody."""
    return {noun for noun in entity.nouns - word_set("party") - entity.guessed if "person" in classes_of(noun)}


def _weight(mention: Mention, place: Place, context: Context) -> float:
    """Says how likely a description is of somebody spoken of, whom the article calls something else or nothing."""
    entity, roles = place.entity.root, _roles(place.entity.root)
    parties = parties_of(mention.modifiers | {mention.noun})
    return (
        (_OTHER_ROLE if roles and not may_stand_for(mention.noun, roles) else 0.0)
        + salience(place, context)
        - (0 if entity.person else 1.0)
        + _TOPIC * min(entity.count, 10)
        + _PARTY * bool(entity.parties & parties)
    )


@rule(
    "Ada Okoro was late. Teo Brandvold said that he left. The former *mayor* was late. Mayor Ada Okoro came.",
    "Mayor Teo Brandvold said that he left. The former *mayor* was late.",
    learn=learning.guessed_role,
)
def epithet_before_title(discourse: Discourse, mention: Mention) -> Link | None:
    """Who is spoken of, where the title stands before a name only further on."""
    bearer = bearer_of(discourse, mention)
    later = bearer is not None and bearer.entity.since.get(mention.noun, -1) > mention.head
    return epithet.find(discourse, mention) if later else None
