"""Whom a pronoun takes up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.language.grammar import children
from hedgelens.language.words import word_set
from hedgelens.sources.mentions.finding import nominal
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.reference.binding import is_dummy
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.reference.interviews import turns
from hedgelens.sources.reference.links import Link
from hedgelens.sources.reference.wording import new_entity

if TYPE_CHECKING:
    from hedgelens.sources.reference.discourse import Discourse


def pronoun_link(discourse: Discourse, mention: Mention) -> Link | None:
    """Returns whom a pronoun takes up; first and second persons wait until all speakers are known."""
    pronoun = mention.noun
    if pronoun in ("i", "we", "you"):
        discourse.deferred.append((mention.head, pronoun))
        return None
    if pronoun in ("who", "which"):
        return _relative(discourse, mention)
    if pronoun == "it" and is_dummy(discourse, mention.head):
        return None
    found = discourse.recent.best(pronoun, discourse.context(mention))
    if found is None:
        return None
    entity, place = found
    if pronoun == "it" and entity.person is None and not entity.classes and mention.head in discourse.sources.heads:
        entity.person = False
    if pronoun in ("he", "she"):
        entity.taken_up_by[pronoun] = entity.taken_up_by.get(pronoun, 0) + 1
        entity.person = True if entity.person is None and not entity.classes else entity.person
    return Link(entity, "salient", f"pronoun '{discourse.syntax.text[mention.head]}'", place.token)


def _relative(discourse: Discourse, mention: Mention) -> Link | None:
    """Finds the noun phrase that a relative clause hangs on."""
    animate = mention.noun == "who"
    for head in discourse.syntax.ancestors(mention.head):
        if discourse.syntax.dep[head] == "relcl":
            noun = _whole_phrase(discourse, discourse.syntax.head[head])
            entity = _bearer(discourse, noun) if animate else discourse.entity(noun)
            conjunct = discourse.conjoined(noun)
            if conjunct is not None and _agrees_in_plural(discourse, head) and not (animate and _is_of_things(conjunct)):
                entity = conjunct
            if animate and not _can_be_who(entity):
                noun = _last_before(discourse, mention.head)
                entity = discourse.entity(noun)
            agrees = entity is not None and (_can_be_who(entity) if animate else not entity.person)
            if entity is not None and noun < mention.head and agrees and discourse.syntax.pos[noun] in ("NOUN", "PROPN", "PRON"):
                if not animate and not entity.plural and not entity.members and entity.person is None:
                    entity.person = False
                return Link(entity, "relative-clause", "relative clause", noun)
            if entity is None and noun < mention.head:
                return _of_something_new(discourse, noun)
            break
    for place in discourse.recent:
        entity = place.entity.root
        if discourse.syntax.sentence[place.token] != discourse.syntax.sentence[mention.head]:
            break
        if discourse.syntax.lemma[place.token] in word_set("measure"):
            continue
        if animate == bool(entity.person or (entity.plural and _can_be_who(entity))):
            return Link(entity, "relative-clause", "relative clause", place.token)
    return None


def _whole_phrase(discourse: Discourse, noun: int) -> int:
    """Returns the head of the noun phrase where a clause hangs on the name in it ("an Ada Okoro impersonator who")."""
    syntax = discourse.syntax
    above = syntax.head[noun]
    return above if syntax.dep[noun] == "compound" and above == noun + 1 else noun


def _of_something_new(discourse: Discourse, noun: int) -> Link | None:
    """Returns what a noun before a relative clause describes that no mention stands for; "those" and "many" are nobody."""
    if discourse.syntax.pos[noun] != "NOUN":
        return None
    return Link(
        new_entity(discourse, nominal(discourse.syntax, noun, discourse.sources.limit(noun))),
        "relative-clause",
        "relative clause",
        noun,
    )


def _bearer(discourse: Discourse, noun: int) -> Entity | None:
    """Returns whom "who" takes up behind "Ada Okoro, of Denholm": the person, not the place."""
    entity = discourse.entity(noun)
    if (entity is None or not entity.person) and discourse.syntax.dep[noun] == "pobj":
        above = discourse.syntax.head[discourse.syntax.head[noun]]
        holder = discourse.entity(above)
        if holder is not None and holder.person:
            return holder
    return entity


def _can_be_who(entity: Entity | None) -> bool:
    return entity is not None and entity.person is not False and not entity.is_body and not entity.is_document


def _last_before(discourse: Discourse, token: int) -> int:
    """Returns the word right before a relative pronoun, a comma left out."""
    before = token - 1
    return before - 1 if before > 0 and discourse.syntax.text[before] in (",", ")", "--", "—", "–") else before


def _is_of_things(joint: Entity) -> bool:
    """Says whether one of those whom a conjunction joins cannot be "who"."""
    return any(member.root.is_document or not (member.root.person or member.root.is_named) for member in joint.members)


def _agrees_in_plural(discourse: Discourse, verb: int) -> bool:
    """Says whether a verb's form, or "together", asks for a plural subject."""
    forms = [verb, *children(discourse.syntax, verb, "aux", "auxpass", "advmod")]
    return any(discourse.syntax.tag[i] == "VBP" or discourse.syntax.lower[i] in ("were", "both", "together") for i in forms)


def resolve_first_persons(discourse: Discourse) -> None:
    """Gives "I" and "we" their speaker, outside of quotations and interviews the author, and "you" the one who is told."""
    labels = turns(discourse.syntax, discourse.index.entity_of)
    for head, pronoun in discourse.deferred:
        attribution = discourse.sources.speech_around(head)
        if pronoun == "you":
            _addressee(discourse, head, attribution)
        elif (link := _first_person(discourse, head, pronoun, attribution, labels)) is not None:
            discourse.links[head] = link


def _first_person(discourse: Discourse, head: int, pronoun: str, attribution: int, labels: dict[int, int]) -> Link | None:
    if attribution >= 0:
        return _speaker(discourse, head, pronoun, attribution)
    if discourse.syntax.sentence[head] in labels:
        return _of_turn(discourse, labels[discourse.syntax.sentence[head]], pronoun)
    if discourse.syntax.quoted[head]:
        return None
    return Link(discourse.author, "author", f"'{discourse.syntax.text[head]}' outside of quotation marks is the author")


def _speaker(discourse: Discourse, head: int, pronoun: str, attribution: int) -> Link | None:
    """Returns whose words a first person stands in; "we" in the words of several is all of them."""
    speakers = discourse.sources.conjuncts(attribution)
    if not speakers or head in speakers:
        return None
    entities = [entity for token in speakers if (entity := discourse.entity(token)) is not None]
    if len(entities) < len(speakers):
        return None
    together = pronoun == "we" and len(set(entities)) > 1
    entity = discourse.together(tuple(dict.fromkeys(entities))) if together else entities[0]
    return Link(entity, "speaker", f"'{pronoun}' inside the words of the speaker", speakers[0])


def _of_turn(discourse: Discourse, label: int, pronoun: str) -> Link | None:
    entity = discourse.entity(label) if label in discourse.index.entity_of else None
    return Link(entity, "turn", f"'{pronoun}' in the turn of the speaker", label) if entity is not None else None


def _addressee(discourse: Discourse, head: int, attribution: int) -> None:
    """Gives "you" inside a quotation the one who is told it."""
    if attribution < 0:
        return
    for verb in discourse.sources.cue_tokens(attribution):
        for child in discourse.syntax.children[verb]:
            if discourse.syntax.dep[child] in ("dobj", "dative") and (entity := discourse.entity(child)) is not None:
                discourse.links[head] = Link(entity, "addressee", "'you' inside words that are addressed to somebody", child)
                return
