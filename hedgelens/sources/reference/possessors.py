"""What belongs to somebody and is called after him: "the Okoro campaign", "her lawyer"."""

from __future__ import annotations

from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import one_of_same
from hedgelens.sources.mentions.describing import lower_description
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.reference import learning, offices
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity, Link, new_entity
from hedgelens.sources.reference.rules import rule


def _one_body(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Keeps a body in mind by whose it is, and by its noun."""
    entity = link.entity
    if entity.owner is not None:
        discourse.owned.setdefault((id(entity.owner.root), one_of_same(mention.noun)), entity)
    discourse.described[mention.noun].append((entity, mention.head))
    discourse.named_nouns[mention.noun].append((entity, mention.head))


@rule("Ada Okoro lost. Her *campaign* was late.", "Ada Okoro lost. Her *lawyer* was late.", learn=_one_body)
def named_after_possessor(discourse: Discourse, mention: Mention) -> Link | None:
    """A person's campaign, firm or office bears the person's name."""
    owner = discourse.entity(mention.possessor)
    if (
        owner is None
        or not owner.person
        or not owner.is_named
        or not _is_body(mention)
        or mention.noun not in word_set("named_after")
    ):
        return None
    surname = owner.forms[0][-1] if owner.forms else owner.name
    return Link(_body_of(discourse, owner, mention, f"{surname} {discourse.syntax.lower[mention.head]}"), "possessive")


@rule("Ada Okoro lost. The Okoro *campaign* was late.", "Ada Okoro lost. The *campaign* was late.", learn=_one_body, precision=1)
def named_before(discourse: Discourse, mention: Mention) -> Link | None:
    """A body that is called by the name before its noun."""
    return _named_before(discourse, mention) if _is_body(mention) else None


def _named_before(discourse: Discourse, mention: Mention) -> Link | None:
    named = discourse.index.entity_of
    last = next((i for i in range(mention.head - 1, mention.left - 1, -1) if i in named), None)
    if last is None:
        return None
    if mention.plural and named[last].root.is_state and mention.noun in word_set("firms"):
        return None  # "U.S. companies" are no one body
    start = last
    while start > mention.left and named.get(start - 1) is named[last]:
        start -= 1
    words = discourse.syntax.words(start, mention.head + 1)
    entity = discourse.index.body_called(tuple(words.split())) or _body_of(discourse, named[last].root, mention, words)
    return Link(entity, "named by what stands before it")


def _joined(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Learns that what was described before is what is named now."""
    _one_body(discourse, mention, link)
    described = discourse.entity(discourse.syntax.head[mention.head])
    if described is not None:
        link.entity.absorb(described)


@rule("1[Its largest owner, the Okoro *family*], 1{said} 1<no>.", "1[The Okoro *family*] 1{said} 1<no>.", learn=_joined)
def name_comes_second(discourse: Discourse, mention: Mention) -> Link | None:
    """A family that is named in apposition to what only describes it; other bodies are descriptions themselves."""
    if mention.noun != "family" or discourse.syntax.dep[mention.head] != "appos":
        return None
    described = discourse.entity(discourse.syntax.head[mention.head])
    link = _named_before(discourse, mention) if described is not None and not described.is_named else None
    return link if link is not None and link.entity.is_named else None


@rule("The Denholm Police left. *Police* were late.", "The Denholm Police and the Corran Police left. *Police* were late.")
def police(discourse: Discourse, mention: Mention) -> Link | None:
    """The only police that are named."""
    if mention.noun != "police" or mention.modifiers or mention.possessor is not None or mention.tail:
        return None
    found = {entity.root: token for entity, token in discourse.named_nouns["police"] + discourse.named_nouns["department"]}
    found = {entity: token for entity, token in found.items() if "police" in entity.name_words and not entity.person}
    entity, token = next(iter(found.items())) if len(found) == 1 else (None, None)
    return Link(entity, "the only police that are named", token) if entity is not None else None


def _one_demonym(discourse: Discourse, mention: Mention, link: Link) -> None:
    key = _demonym_key(discourse, mention)
    if key is not None and key not in discourse.owned:
        discourse.owned[key] = link.entity
        discourse.described[mention.noun].append((link.entity, mention.head))


@rule("The Danish *government* left.", "The *government* left.", learn=_one_demonym, precision=0)
def demonym(discourse: Discourse, mention: Mention) -> Link | None:
    """A body that is called by an adjective of a place."""
    key = _demonym_key(discourse, mention) if _is_body(mention) else None
    if key is None:
        return None
    entity = discourse.owned.get(key)
    if entity is None:
        entity = new_entity(mention, "")
        start = _demonym(discourse, mention) or mention.left
        entity.description = lower_description(discourse.syntax, start, mention.head + 1, discourse.index.is_name)
    return Link(entity, "named by what stands before it")


def _demonym(discourse: Discourse, mention: Mention) -> int | None:
    syntax, before = discourse.syntax, range(mention.left, mention.head)
    found = next((i for i in before if syntax.pos[i] == "ADJ" and syntax.text[i][:1].isupper() and i > 0), None)
    opens = found is not None and syntax.first[syntax.sentence[found]] == found
    return None if opens and mention.plural else found


def _demonym_key(discourse: Discourse, mention: Mention) -> tuple[int, str] | None:
    token = _demonym(discourse, mention)
    return (-1, f"{discourse.syntax.lower[token]} {one_of_same(mention.noun)}") if token is not None else None


@rule(
    "Gov. Ada Okoro of Norway left. It rained. The *governor* of Norway was late.",
    "Gov. Ada Okoro of Norway left. It rained. The *governor* of Chile was late.",
)
def office(discourse: Discourse, mention: Mention) -> Link | None:
    """The only bearer of a title, called by whose office it is ("the governor of Varner")."""
    seat = offices.seat_of(discourse, mention)
    found = offices.holder(discourse, mention, seat) if seat is not None else None
    return Link(found[0], f"'{mention.text}' is the only one", found[1]) if found is not None else None


def _one_possession(discourse: Discourse, mention: Mention, link: Link) -> None:
    owner = discourse.entity(mention.possessor)
    if owner is not None and (id(owner), one_of_same(mention.noun)) not in discourse.owned:
        discourse.owned[id(owner), one_of_same(mention.noun)] = link.entity
        discourse.described[mention.noun].append((link.entity, mention.head))
        if offices.seat_of(discourse, mention) is not None:
            learning.named_soon(discourse, mention, link)


@rule(
    "The Varner Sheriff’s Office left. The sheriff’s *office* was late.",
    "The Varner Sheriff’s Office left. The mayor’s *office* was late.",
)
def owner_in_name(discourse: Discourse, mention: Mention) -> Link | None:
    """The only body in whose name both a noun and whose it is stand ("the sheriff’s office")."""
    owner = discourse.syntax.lower[mention.possessor] if mention.possessor is not None else ""
    if owner not in word_set("owner_in_name"):
        return None
    found = {entity.root: token for entity, token in discourse.named_nouns[mention.noun] if owner in entity.root.name_words}
    entity, token = next(iter(found.items())) if len(found) == 1 else (None, None)
    return Link(entity, "named with whose it is", token) if entity is not None and entity.is_body else None


@rule("Ada Okoro lost. Her *lawyer* left.", "Ada Okoro lost. A *lawyer* left.", learn=_one_possession, precision=0.75)
def possession(discourse: Discourse, mention: Mention) -> Link | None:
    """Somebody's lawyer, daughter, troops: the same at every mention."""
    owner = discourse.entity(mention.possessor)
    if owner is None:
        return None
    entity = discourse.owned.get((id(owner), one_of_same(mention.noun)))
    if entity is None or entity.root.plural != mention.plural:
        entity = new_entity(mention, discourse.describe(mention))
        entity.owner = owner
    return Link(entity, "possessive")


def _is_body(mention: Mention) -> bool:
    return mention.is_body and not mention.is_person


def _body_of(discourse: Discourse, owner: Entity, mention: Mention, name: str) -> Entity:
    entity = discourse.owned.get((id(owner), one_of_same(mention.noun)))
    if entity is None:
        entity = Entity(classes=set(mention.classes), nouns={mention.noun}, person=False, owner=owner)
        entity.forms.append(tuple(name.split()))
    return entity
