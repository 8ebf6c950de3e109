"""What a link tells of its entity: roles and parties of people, kinds of bodies, who a description at the head meant."""

from __future__ import annotations

from hedgelens.language.words import marked, word_set
from hedgelens.sources.lexicon import INSTITUTION, classes_of, may_stand_for, one_of_same, parties_of
from hedgelens.sources.mentions.finding import left_edge
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.reference import offices
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity, Link

_FORWARD = 8
"""Sentences within which what the head of the article describes is named."""
_FORWARD_OF_OFFICE = 30
"""The same where an office is described, of which there is one."""
_STEM = 6
_TITLES = 5
"""Words before a name among which its bearer's party is looked for."""


def role(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Learns from a description what its entity is."""
    _role(discourse, link.entity, mention.noun, mention.left, mention.head)


def role_of_possession(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Learns what its entity is, and whose ("her lawyer, Ada Okoro"), who so far was only that."""
    role(discourse, mention, link)
    if (owner := discourse.entity(mention.possessor)) is None:
        return
    before = discourse.owned.get((id(owner), one_of_same(mention.noun)))
    one = mention.noun in word_set("office") and not mention.plural
    if one and before is not None and not before.root.is_named and not before.root.plural:
        link.entity.absorb(before.root)
    discourse.owned[id(owner), one_of_same(mention.noun)] = link.entity


def members(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Learns how the members of a body are called, who were spoken of so right before, too."""
    for entity, token in discourse.described[mention.noun]:
        if discourse.sentences_since(token, mention) <= _FORWARD and entity.root.plural and not entity.root.is_named:
            link.entity.absorb(entity.root)
    link.entity.members_called.add(mention.noun)
    called(discourse, mention, link)


def called(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Learns by which noun a named entity is called."""
    discourse.named_nouns[mention.noun].append((link.entity, mention.head))


def guessed_role(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Learns the role that a description gives to who is spoken of, which may be wrong."""
    if mention.noun not in link.entity.nouns:
        link.entity.guessed.add(mention.noun)
    role(discourse, mention, link)
    called(discourse, mention, link)


def name(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Learns what stands beside a proper name, and who a description at the head of the article meant."""
    syntax, entity = discourse.syntax, link.entity
    for below in syntax.children[mention.head]:
        if syntax.dep[below] == "appos" and syntax.pos[below] == "NOUN" and below > mention.head:
            _role(discourse, entity, syntax.lemma[below], left_edge(syntax, below), below)
    _party(discourse, mention, entity)
    for noun in entity.nouns:
        discourse.named_nouns[noun].append((entity, mention.head))
    if entity.nouns:
        _close_forward(discourse, entity, mention)


def new_description(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Keeps an unnamed entity in mind by its noun; one at the head of the article may be named soon."""
    discourse.described[mention.noun].append((link.entity, mention.head))
    named_soon(discourse, mention, link)


def named_soon(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Keeps a single body or person in mind whom the head of the article only describes, and who may be named soon."""
    in_head = discourse.syntax.sentence[mention.head] < discourse.head_limit
    if (
        (in_head or offices.seat_of(discourse, mention) is not None)
        and (mention.is_person or mention.is_body)
        and not mention.plural
    ):
        discourse.forward.append((link.entity, mention))


def _role(discourse: Discourse, entity: Entity, noun: str, left: int, head: int) -> None:
    """Learns a title, occupation or kind of an entity."""
    classes = classes_of(noun)
    if not classes or (entity.person is False and classes == frozenset({"person"})):
        return
    under = discourse.syntax.lower[head - 1] if head > left else ""
    entity.nouns.add(f"{under}_{noun}" if under in word_set("under_title") else noun)
    if entity.gender is None:
        entity.gender = marked("noun", "gender").get(noun)
    if not entity.classes and entity.person is not True:
        if "person" not in classes:
            entity.classes |= classes
        elif entity.person is None and not classes & INSTITUTION:
            entity.person = True
    entity.modifiers |= frozenset(discourse.syntax.lower[left:head])


def _party(discourse: Discourse, mention: Mention, entity: Entity) -> None:
    """Learns a person's party from what stands beside the name ("Republican nominee Ada Okoro", "Ada Okoro (R-Varner)")."""
    name, syntax = mention.name, discourse.syntax
    if name is None or entity.person is False:
        return
    behind = syntax.text[name.end : name.end + 3]
    if len(behind) == 3 and behind[0] in ("(", ",") and behind[2] in ("-", "–", ")"):
        entity.parties |= word_set("party", "letter") & {behind[1]}
    for before in range(name.lead - 1, max(name.lead - 1 - _TITLES, -1), -1):
        pos = syntax.pos[before]
        if pos not in ("ADJ", "NOUN", "PROPN", "PUNCT") or (pos == "PUNCT" and syntax.text[before] != "-"):
            break
        entity.parties |= parties_of([syntax.lower[before]])


def _close_forward(discourse: Discourse, entity: Entity, mention: Mention) -> None:
    """Gives what the head of the article describes ("a court") the name that follows soon."""
    for pending in list(discourse.forward):
        described, first = pending
        near = _FORWARD if offices.seat_of(discourse, first) is None else _FORWARD_OF_OFFICE
        if discourse.sentences_since(first.head, mention) > near:
            discourse.forward.remove(pending)
        elif described.root is described and described is not entity and _foretells(discourse, described, first, entity, mention):
            entity.absorb(described)
            discourse.forward.remove(pending)


def _foretells(discourse: Discourse, described: Entity, first: Mention, entity: Entity, name: Mention) -> bool:
    """Says whether a description at the head of the article may be of what is named later."""
    if (seat := offices.seat_of(discourse, first)) is not None:
        known = discourse.sentences_since(first.head, name) <= _FORWARD or offices.is_beside(discourse, seat, name.head)
        return known and may_stand_for(first.noun, entity.nouns) and offices.fits(discourse, first, seat, name.head)
    if first.noun in entity.nouns or not may_stand_for(first.noun, entity.nouns):
        return first.noun in entity.nouns
    if entity.person and discourse.syntax.sentence[first.head] <= 1:
        return True
    words = {word[:_STEM] for word in entity.name_words if len(word) > 3}
    own = {word.lower()[:_STEM] for word in described.description.split() if len(word) > 3}
    return bool(words & own)
