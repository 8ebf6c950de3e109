"""Whom a pronoun takes up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.sources.entities import Entity
from hedgelens.sources.links import Link
from hedgelens.sources.mentions import Mention

if TYPE_CHECKING:
    from hedgelens.sources.discourse import Discourse


def pronoun_link(discourse: Discourse, mention: Mention) -> Link | None:
    """Returns whom a pronoun takes up; first and second persons wait until all speakers are known."""
    pronoun = mention.noun
    if pronoun in ("i", "we", "you"):
        discourse.deferred.append((mention.head, pronoun))
        return None
    if pronoun in ("who", "which"):
        return _relative(discourse, mention)
    found = discourse.recent.best(pronoun, discourse.context(mention))
    if found is None:
        return None
    entity, place = found
    if pronoun == "it" and entity.person is None and not entity.classes and mention.head in discourse.sources.heads:
        entity.person = False
    if pronoun in ("he", "she"):
        entity.taken_up_by[pronoun] = entity.taken_up_by.get(pronoun, 0) + 1
        entity.person = True if entity.person is None and not entity.classes else entity.person
    return Link(entity, f"pronoun '{discourse.syntax.text[mention.head]}'", place.token)


def _relative(discourse: Discourse, mention: Mention) -> Link | None:
    """Finds the noun phrase that a relative clause hangs on."""
    animate = mention.noun == "who"
    for head in discourse.syntax.ancestors(mention.head):
        if discourse.syntax.dep[head] == "relcl":
            noun = discourse.syntax.head[head]
            entity = _bearer(discourse, noun) if animate else discourse.entity(noun)
            conjunct = discourse.conjoined(noun)
            if conjunct is not None and _agrees_in_plural(discourse, head):
                entity = conjunct
            agrees = entity is not None and (
                (entity.person is not False and not entity.is_body) if animate else not entity.person
            )
            if entity is not None and noun < mention.head and agrees and discourse.syntax.pos[noun] in ("NOUN", "PROPN", "PRON"):
                if not animate and not entity.plural and not entity.members and entity.person is None:
                    entity.person = False
                return Link(entity, "relative clause", noun)
            break
    for place in discourse.recent:
        entity = place.entity.root
        if discourse.syntax.sentence[place.token] != discourse.syntax.sentence[mention.head]:
            break
        if discourse.syntax.lemma[place.token] in discourse.lexicon.measures:
            continue
        if animate == bool(entity.person or (entity.plural and not entity.is_document)):
            return Link(entity, "relative clause", place.token)
    return None


def _bearer(discourse: Discourse, noun: int) -> Entity | None:
    """Returns whom "who" takes up behind "Ada Okoro, of Denholm": the person, not the place."""
    entity = discourse.entity(noun)
    if (entity is None or not entity.person) and discourse.syntax.dep[noun] == "pobj":
        above = discourse.syntax.head[discourse.syntax.head[noun]]
        holder = discourse.entity(above)
        if holder is not None and holder.person:
            return holder
    return entity


def _agrees_in_plural(discourse: Discourse, verb: int) -> bool:
    """Says whether a verb's form, or "together", asks for a plural subject."""
    forms = [verb, *(c for c in discourse.syntax.children[verb] if discourse.syntax.dep[c] in ("aux", "auxpass", "advmod"))]
    return any(discourse.syntax.tag[i] == "VBP" or discourse.syntax.lower[i] in ("were", "both", "together") for i in forms)


def resolve_first_persons(discourse: Discourse) -> None:
    """Gives "I" and "we" their speaker, outside of quotations the author, and "you" the one who is told."""
    for head, pronoun in discourse.deferred:
        attribution = discourse.sources.speech_around(head)
        if pronoun == "you":
            _addressee(discourse, head, attribution)
            continue
        if attribution < 0:
            if not discourse.syntax.quoted[head]:
                discourse.links[head] = Link(
                    discourse.author, f"'{discourse.syntax.text[head]}' outside of quotation marks is the author"
                )
            continue
        speaker = discourse.sources.head_of(attribution)
        entity = discourse.entity(speaker) if speaker is not None and speaker != head else None
        if entity is not None:
            discourse.links[head] = Link(entity, f"'{pronoun}' inside the words of the speaker", speaker)


def _addressee(discourse: Discourse, head: int, attribution: int) -> None:
    """Gives "you" inside a quotation the one who is told it."""
    if attribution < 0:
        return
    for verb in discourse.sources.cue_tokens(attribution):
        for child in discourse.syntax.children[verb]:
            if discourse.syntax.dep[child] in ("dobj", "dative") and (entity := discourse.entity(child)) is not None:
                discourse.links[head] = Link(entity, "'you' inside words that are addressed to somebody", child)
                return
