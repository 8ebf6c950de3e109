"""Whom a pronoun takes up."""

from __future__ import annotations

from itertools import takewhile

from hedgelens.language.grammar import children
from hedgelens.language.words import word_set
from hedgelens.sources.mentions.finding import nominal
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.reference.binding import context_of, is_dummy
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity, Link, new_entity
from hedgelens.sources.reference.rules import rule

_BELONGS = frozenset(["prep", "pobj", "acl", "agent", "prt"])
"""How what is said of somebody hangs on the noun."""
_RELATIVE = frozenset(["who", "which"])
_THIRD = frozenset(["he", "she", "it", "they"])
_FIRST = frozenset(["i", "we"])


# ---------------------------------------------------------------- relative pronouns


def _is_thing(discourse: Discourse, mention: Mention, link: Link) -> None:
    """What "which" takes up is nobody."""
    entity = link.entity
    if mention.noun == "which" and not entity.plural and not entity.members and entity.person is None:
        entity.person = False


@rule("Ada Okoro, *who* left, was late.", "*Who* left?", learn=_is_thing, precision=0.75)
def relative_clause(discourse: Discourse, mention: Mention) -> Link | None:
    """The noun phrase that the clause hangs on."""
    found = _before_clause(discourse, mention)
    if found is None:
        return None
    noun, entity = found
    if entity is None or noun >= mention.head or discourse.syntax.pos[noun] not in ("NOUN", "PROPN", "PRON"):
        return None
    agrees = entity.may_be_who if mention.noun == "who" else not entity.person
    return Link(entity, "relative clause", noun) if agrees else None


def _noun_is_new(discourse: Discourse, mention: Mention, link: Link) -> None:
    if (noun := link.antecedent) is not None:
        discourse.described[discourse.syntax.lemma[noun]].append((link.entity, noun))


@rule("The pier *which* fell was wet.", "Those *who* fell were wet.", learn=_noun_is_new)
def noun_before_clause(discourse: Discourse, mention: Mention) -> Link | None:
    """A noun that is no mention yet, as it denotes nobody who usually speaks; "those" and "many" are nobody."""
    found = _before_clause(discourse, mention)
    if found is None or found[1] is not None or found[0] >= mention.head or discourse.syntax.pos[found[0]] != "NOUN":
        return None
    noun = nominal(discourse.syntax, found[0], discourse.sources.limits.get(found[0]))
    return Link(new_entity(noun, discourse.describe(noun)), "relative clause", noun.head)


@rule("Ada Okoro was late, *who* had left at six.", "The pier *which* fell was wet.", precision=1)
def nearest_before_clause(discourse: Discourse, mention: Mention) -> Link | None:
    """Whoever was named last in the sentence, where the clause hangs on nothing that fits."""
    if mention.noun not in _RELATIVE:
        return None
    found = _before_clause(discourse, mention)
    if found is not None and found[1] is None and found[0] < mention.head:
        return None
    animate, sentence = mention.noun == "who", discourse.syntax.sentence[mention.head]
    for place in takewhile(lambda place: discourse.syntax.sentence[place.token] == sentence, discourse.recent):
        entity = place.entity.root
        somebody = bool(entity.person or (entity.plural and entity.may_be_who))
        if animate == somebody and discourse.syntax.lemma[place.token] not in word_set("measure"):
            return Link(entity, "relative clause", place.token)
    return None


def _before_clause(discourse: Discourse, mention: Mention) -> tuple[int, Entity | None] | None:
    """Returns the noun that a relative pronoun's clause hangs on, and the entity there, if there is such a clause."""
    if mention.noun not in _RELATIVE:
        return None
    clause = next((i for i in discourse.syntax.ancestors(mention.head) if discourse.syntax.dep[i] == "relcl"), None)
    if clause is None:
        return None
    noun = _whole_phrase(discourse, discourse.syntax.head[clause])
    joint = discourse.conjoined(noun)
    joint = joint if joint is not None and _agrees_in_plural(discourse, clause) else None
    if mention.noun == "which":
        return noun, joint if joint is not None else discourse.entity(noun)
    entity = joint if joint is not None and not _is_of_things(joint) else _bearer(discourse, noun)
    if entity is None or not entity.may_be_who:
        noun = _last_before(discourse, mention.head)
        entity = discourse.entity(noun)
    return noun, entity


def _whole_phrase(discourse: Discourse, noun: int) -> int:
    """Returns the head of the noun phrase where a clause hangs on the name in it ("an Ada Okoro impersonator who")."""
    above = discourse.syntax.head[noun]
    return above if discourse.syntax.dep[noun] == "compound" and above == noun + 1 else noun


def _bearer(discourse: Discourse, noun: int) -> Entity | None:
    """Returns whom "who" takes up behind "Ada Okoro, of Denholm" or "aides involved in it": the people."""
    entity, dep = discourse.entity(noun), discourse.syntax.dep
    if (entity is None or not entity.person) and dep[noun] == "pobj":
        for above in discourse.syntax.ancestors(noun):
            holder = discourse.entity(above)
            if holder is not None and holder.person:
                return holder
            if dep[above] not in _BELONGS:
                break
    return entity


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


# ---------------------------------------------------------------- third persons


def _gender_and_animacy(discourse: Discourse, mention: Mention, link: Link) -> None:
    entity, pronoun = link.entity, mention.noun
    if pronoun == "it" and entity.person is None and not entity.classes and mention.head in discourse.sources.heads:
        entity.person = False
    if pronoun in ("he", "she"):
        entity.taken_up_by[pronoun] = entity.taken_up_by.get(pronoun, 0) + 1
        entity.person = True if entity.person is None and not entity.classes else entity.person


@rule(
    "Ada Okoro left. *She* was late.",
    "*It* is important to note that Ada Okoro left.",
    learn=_gender_and_animacy,
    precision=0.977,
)
def salient(discourse: Discourse, mention: Mention) -> Link | None:
    """Who agrees in gender, number and animacy and is most present (:mod:`hedgelens.sources.reference.salience`)."""
    if mention.noun not in _THIRD or (mention.noun == "it" and is_dummy(discourse, mention.head)):
        return None
    found = discourse.recent.best(mention.noun, context_of(discourse, mention))
    return Link(found[0], f"pronoun '{mention.text}'", found[1].token) if found is not None else None


# ---------------------------------------------------------------- first and second persons


@rule("1<“*I* will stay,”> 1[Ada Okoro] 1{said}.", "*I* met Ada Okoro.", precision=1)
def speaker(discourse: Discourse, mention: Mention) -> Link | None:
    """Whoever speaks the words that "I" or "we" stands in; "we" in the words of several is all of them."""
    around = discourse.sources.speech_around(mention.head)
    speakers = discourse.sources.conjuncts(around) if mention.noun in _FIRST and around >= 0 else []
    if not speakers or mention.head in speakers:
        return None
    entities = [entity for token in speakers if (entity := discourse.entity(token)) is not None]
    if len(entities) < len(speakers):
        return None
    together = mention.noun == "we" and len(set(entities)) > 1
    entity = discourse.together(tuple(dict.fromkeys(entities))) if together else entities[0]
    return Link(entity, f"'{mention.noun}' inside the words of the speaker", speakers[0])


@rule("OKORO: *I* will stay.\n\nBRANDVOLD: I will not.", "OKORO: He will stay.\n\n*I* will not.")
def turn(discourse: Discourse, mention: Mention) -> Link | None:
    """The speaker whose label opens the turn of an interview."""
    label = discourse.turns.get(discourse.syntax.sentence[mention.head])
    if mention.noun not in _FIRST or label is None or discourse.sources.speech_around(mention.head) >= 0:
        return None
    entity = discourse.entity(label) if label in discourse.index.entity_of else None
    return Link(entity, f"'{mention.noun}' in the turn of the speaker", label) if entity is not None else None


@rule("*I* met Ada Okoro.", "“*I* met Ada Okoro.”", precision=1)
def author(discourse: Discourse, mention: Mention) -> Link | None:
    """The writer, outside of quotation marks and interviews."""
    head = mention.head
    elsewhere = discourse.sources.speech_around(head) >= 0 or discourse.syntax.sentence[head] in discourse.turns
    if mention.noun not in _FIRST or elsewhere or discourse.syntax.quoted[head]:
        return None
    return Link(discourse.author, f"'{discourse.syntax.text[head]}' outside of quotation marks is the author")


@rule("1[Ada Okoro] 1{told Teo Brandvold}, 1<“*You* will stay.”>", "1<“*You* will stay,”> 1[Ada Okoro] 1{said}.", precision=1)
def addressee(discourse: Discourse, mention: Mention) -> Link | None:
    """Who is told the words that "you" stands in."""
    around = discourse.sources.speech_around(mention.head)
    if mention.noun != "you" or around < 0:
        return None
    told = (c for verb in discourse.sources.cues[around] for c in children(discourse.syntax, verb, "dobj", "dative"))
    found = next(((c, entity) for c in told if (entity := discourse.entity(c)) is not None), None)
    return Link(found[1], "'you' inside words that are addressed to somebody", found[0]) if found is not None else None
