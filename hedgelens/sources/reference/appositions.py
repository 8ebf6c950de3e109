"""Who a name's bearer is: titles, appositions, "X is a Y"; and descriptions that stand beside a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.language.grammar import child
from hedgelens.language.words import marked, word_set
from hedgelens.sources.lexicon import classes_of, may_stand_for, parties_of
from hedgelens.sources.mentions.finding import left_edge
from hedgelens.sources.mentions.mention import Form, Mention
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.reference.links import Link
from hedgelens.sources.reference.possessors import body_link, owner_of

if TYPE_CHECKING:
    from hedgelens.sources.reference.discourse import Discourse

_FORWARD = 8
"""Sentences within which what the head of the article describes is named."""
_STEM = 6
_TITLES = 5
"""Words before a name among which its bearer's party is looked for."""


def name_link(discourse: Discourse, mention: Mention) -> Link | None:
    """Returns the bearer of a proper name, and learns what stands beside it."""
    entity = discourse.index.entity_of.get(mention.head)
    if entity is None:
        return None
    entity = entity.root
    _take_role(discourse, mention, entity)
    _take_party(discourse, mention, entity)
    if entity.nouns and mention.form is Form.PROPER:
        for noun in entity.nouns:
            discourse.named_nouns[noun].append((entity, mention.head))
        _close_forward(discourse, entity, mention)
    return Link(entity, "name", "name")


def _take_role(discourse: Discourse, mention: Mention, entity: Entity) -> None:
    """Learns from apposition what a name's bearer is ("Teo Brandvold, an orchard foreman")."""
    for below in discourse.syntax.children[mention.head]:
        if discourse.syntax.dep[below] == "appos" and discourse.syntax.pos[below] == "NOUN" and below > mention.head:
            learn_role(discourse, entity, discourse.syntax.lemma[below], left_edge(discourse.syntax, below), below)


def _take_party(discourse: Discourse, mention: Mention, entity: Entity) -> None:
    """Learns a person's party from what stands beside the name ("Republican nominee Ada Okoro", "Ada Okoro (R-Varner)")."""
    name, syntax = mention.name, discourse.syntax
    if name is None or entity.person is False:
        return
    if name.end + 2 < len(syntax) and syntax.text[name.end] in ("(", ",") and syntax.text[name.end + 2] in ("-", "–", ")"):
        entity.parties |= word_set("party", "letter") & {syntax.text[name.end + 1]}
    before = name.lead - 1
    while before >= 0 and name.lead - before <= _TITLES and syntax.pos[before] in ("ADJ", "NOUN", "PROPN", "PUNCT"):
        if syntax.pos[before] == "PUNCT" and syntax.text[before] != "-":
            break
        entity.parties |= parties_of([syntax.lower[before]])
        before -= 1


def learn_role(discourse: Discourse, entity: Entity, noun: str, left: int, head: int) -> None:
    """Learns a title, occupation or kind of an entity."""
    classes = classes_of(noun)
    if not classes or (entity.person is False and classes == frozenset({"person"})):
        return
    entity.nouns.add(noun)
    if entity.gender is None:
        entity.gender = marked("noun", "gender").get(noun)
    body = classes & {"organisation", "government", "media"}
    if "person" in classes and not body and entity.person is None and not entity.classes:
        entity.person = True
    elif entity.person is not True and "person" not in classes and not entity.classes:
        entity.classes |= classes
    entity.modifiers |= frozenset(discourse.syntax.lower[i] for i in range(left, head))


def _close_forward(discourse: Discourse, entity: Entity, mention: Mention) -> None:
    """Gives what the head of the article describes ("a court") the name that follows soon."""
    for pending in list(discourse.forward):
        described, first = pending
        if discourse.syntax.sentence[mention.head] - discourse.syntax.sentence[first.head] > _FORWARD:
            discourse.forward.remove(pending)
        elif described.root is described and described is not entity and _foretells(discourse, described, first, entity):
            entity.absorb(described)
            discourse.forward.remove(pending)


def _foretells(discourse: Discourse, described: Entity, first: Mention, entity: Entity) -> bool:
    """Says whether a description at the head of the article may be of what is named later."""
    if first.noun in entity.nouns:
        return True
    if entity.person and discourse.syntax.sentence[first.head] <= 1 and may_stand_for(first.noun, entity.nouns):
        return True
    words = {word.lower()[:_STEM] for form in entity.forms for word in form if len(word) > 3}
    own = {word.lower()[:_STEM] for word in described.description.split() if len(word) > 3}
    return may_stand_for(first.noun, entity.nouns) and bool(words & own)


def beside_name(discourse: Discourse, mention: Mention) -> Link | None:
    """Finds the name that a description stands beside: a title, an apposition, "X is a Y"."""
    syntax, head = discourse.syntax, mention.head
    following = discourse.index.entity_of.get(head + 1)
    fits = following is not None and (
        (mention.is_person and following.root.person is not False) or (mention.is_body and following.root.person is not True)
    )
    if following is not None and fits and not _owns(discourse, mention, head + 1) and syntax.tag[head] == "NN":
        learn_role(discourse, following.root, mention.noun, mention.left, head)
        return Link(following.root, "title-before-name", "title before the name", head + 1)
    for below in syntax.children[head]:
        if (
            syntax.dep[below] == "appos"
            and head < below
            and not head < syntax.head[head] < below
            and (entity := discourse.index.entity_of.get(below))
        ):
            if (mention.is_person and entity.root.person is False) or _owns(discourse, mention, below):
                continue
            learn_role(discourse, entity.root, mention.noun, mention.left, head)
            if (owner := owner_of(discourse, mention)) is not None:
                discourse.owned[id(owner.root), mention.noun] = entity.root
            return Link(entity.root, "name-in-apposition", "apposition", below, in_apposition=True)
    if (
        syntax.dep[head] == "appos"
        and (entity := _apposed(discourse, mention)) is not None
        and (entity.is_named or mention.noun != "family")
    ):
        learn_role(discourse, entity, mention.noun, mention.left, head)
        return Link(entity, "description-in-apposition", "apposition", syntax.head[head], in_apposition=True)
    if syntax.dep[head] == "conj" and mention.is_person and not mention.plural:
        # "Ada Okoro, a grower and a judge": both are said of her.
        above = discourse.links.get(syntax.head[head])
        if above is not None and above.in_apposition and "," not in syntax.text[syntax.head[head] : head]:
            return Link(above.entity, "joined-to-apposition", "apposition", syntax.head[head], in_apposition=True)
    verb = syntax.head[head]
    if syntax.dep[head] == "nsubj" and syntax.lemma[verb] == "be" and mention.is_person:
        predicate = child(syntax, verb, "attr")
        entity = discourse.index.entity_of.get(predicate) if predicate is not None else None
        if entity is not None and entity.root.person is not False:
            return Link(entity.root, "the-y-is-x", "'the Y is X'", predicate)
    if syntax.dep[head] == "attr" and not mention.plural and mention.classes and not syntax.quoted[head]:
        subject = child(syntax, verb, "nsubj")
        negated = any(syntax.dep[c] == "neg" for c in syntax.children[verb])
        if subject is not None and not negated and (entity := discourse.entity(subject)) is not None and entity.is_named:
            learn_role(discourse, entity, mention.noun, mention.left, head)
            return Link(entity, "x-is-a-y", "'X is a Y'", subject)
    return None


def _owns(discourse: Discourse, mention: Mention, token: int) -> bool:
    """Says whether a name beside a body's description tells whose the name behind it is ("the group Denholm's Clean Water")."""
    named, syntax = discourse.index.entity_of, discourse.syntax
    after = token
    while after < len(syntax) and named.get(after) is named.get(token):
        after += 1
    return mention.is_body and after + 1 < len(syntax) and syntax.tag[after] == "POS" and syntax.text[after + 1][:1].isupper()


def names_what_it_follows(discourse: Discourse, mention: Mention) -> Link | None:
    """Reads "its largest owner, the Okoro family": the name comes second."""
    described = discourse.entity(discourse.syntax.head[mention.head])
    if described is None or described.is_named or not (mention.is_body or mention.noun == "family"):
        return None
    link = body_link(discourse, mention, None)
    if link is not None and link.entity.is_named:
        link.entity.absorb(described)
        return link
    return None


def _apposed(discourse: Discourse, mention: Mention) -> Entity | None:
    """Returns what a description stands in apposition to; a plural one to all the names before it."""
    above = discourse.syntax.head[mention.head]
    joint = discourse.conjoined(above) if mention.plural else None
    return (
        joint
        if joint is not None
        else (None if mention.plural and discourse.index.entity_of.get(above) else discourse.entity(above))
    )
