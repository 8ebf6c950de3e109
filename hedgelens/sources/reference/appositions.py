"""Names, and descriptions beside them: a title, an apposition, "X is a Y"."""

from __future__ import annotations

from hedgelens.language.grammar import child, children
from hedgelens.sources.lexicon import INSTITUTION
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.reference import learning
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity, Link
from hedgelens.sources.reference.rules import rule

_FAR = 8
"""Words behind "members of" among which the body is named."""


@rule("Ada Okoro left. *Okoro* was late.", "Ada Okoro left. *She* was late.", learn=learning.name, precision=1)
def name(discourse: Discourse, mention: Mention) -> Link | None:
    """A proper name is that of its bearer."""
    entity = discourse.named(mention.head)
    return Link(entity, "name") if entity is not None else None


@rule("The harbor *spokesman* Ada Okoro left.", "The *spokesman* thanked Ada Okoro.", learn=learning.role)
def title_before_name(discourse: Discourse, mention: Mention) -> Link | None:
    """A title or occupation right before a name."""
    behind = mention.head + 1
    entity = discourse.named(behind)
    if entity is None or discourse.syntax.tag[mention.head] != "NN" or _owns(discourse, mention, behind):
        return None
    fits = (mention.is_person and entity.person is not False) or (mention.is_body and entity.person is not True)
    return Link(entity, "title before the name", behind) if fits else None


@rule("The *lawyer*, Ada Okoro, left.", "The *lawyer* and Ada Okoro left.", learn=learning.role_of_possession, precision=1)
def name_in_apposition(discourse: Discourse, mention: Mention) -> Link | None:
    """A name that stands in apposition to the description."""
    syntax, head = discourse.syntax, mention.head
    for below in children(syntax, head, "appos"):
        entity = discourse.named(below)
        if below < head or head < syntax.head[head] < below or entity is None:
            continue
        if not (mention.is_person and entity.person is False) and not _owns(discourse, mention, below):
            return Link(entity, "apposition", below, in_apposition=True)
    return None


@rule("A *welder*, identified as Ada Okoro, left.", "A *welder*, seen with Ada Okoro, left.", learn=learning.role_of_possession)
def identified_as_name(discourse: Discourse, mention: Mention) -> Link | None:
    """Who is said to be identified, named or known as the bearer of a name."""
    for behind in children(discourse.syntax, mention.head, "acl", "relcl"):
        if discourse.syntax.lemma[behind] not in ("identify", "name", "know") or not mention.is_person or mention.plural:
            continue
        name = child(discourse.syntax, child(discourse.syntax, behind, "prep") or behind, "pobj", "oprd")
        entity = discourse.named(name)
        if entity is not None and entity.person is not False:
            return Link(entity, "identified by name", name, in_apposition=True)
    return None


@rule(
    "The *growers*, members of the Harbor Club, left.",
    "The *growers*, guests of the Harbor Club, left.",
    learn=learning.members,
)
def members_of_body(discourse: Discourse, mention: Mention) -> Link | None:
    """People who are said to be the members of a body speak for it."""
    syntax = discourse.syntax
    if not mention.plural or not mention.is_person:
        return None
    for below in children(syntax, mention.head, "appos"):
        of = child(syntax, below, "prep") if syntax.lemma[below] == "member" else None
        if of is None or syntax.lower[of] != "of":
            continue
        for token in range(of + 1, min(syntax.right[of] + 1, of + _FAR)):
            entity = discourse.named(token)
            if entity is not None and entity.is_body and not entity.is_state:
                return Link(entity, "they are its members", token)
    return None


@rule("Ada Okoro, the *mayor* of Denholm, left.", "Ada Okoro met the *mayor* of Denholm.", learn=learning.role)
def description_in_apposition(discourse: Discourse, mention: Mention) -> Link | None:
    """The description stands in apposition to a name, or a plural one to all the names before it."""
    if discourse.syntax.dep[mention.head] != "appos":
        return None
    above = discourse.syntax.head[mention.head]
    entity: Entity | None = discourse.conjoined(above) if mention.plural else None
    if entity is None and not (mention.plural and discourse.named(above)):
        entity = discourse.entity(above)
    if entity is None or not (entity.is_named or mention.noun != "family") or _speaks_alone(discourse, mention, above, entity):
        return None
    return Link(entity, "apposition", above, in_apposition=True)


def _speaks_alone(discourse: Discourse, mention: Mention, above: int, entity: Entity) -> bool:
    """Says whether a person behind a body has only been taken for an apposition ("asked by the Courier, a spokesman said …")."""
    body = entity.person is False or bool(entity.classes & INSTITUTION)
    person = mention.is_person and not mention.is_body and mention.head in discourse.sources.heads
    return body and person and discourse.syntax.dep[above] == "pobj"


@rule("Ada Okoro, a grower and a *judge*, left.", "Ada Okoro met a grower and a *judge*.")
def joined_to_apposition(discourse: Discourse, mention: Mention) -> Link | None:
    """A second description in the apposition: both are said of the name's bearer."""
    if discourse.syntax.dep[mention.head] != "conj" or not mention.is_person or mention.plural:
        return None
    first = discourse.syntax.head[mention.head]
    link = discourse.links.get(first)
    if link is None or not link.in_apposition or "," in discourse.syntax.text[first : mention.head]:
        return None
    return Link(link.entity, "apposition", first, in_apposition=True)


@rule("The *mayor* is Ada Okoro.", "The *mayor* is late.")
def the_y_is_x(discourse: Discourse, mention: Mention) -> Link | None:
    """The predicate names whom the subject describes."""
    syntax, verb = discourse.syntax, discourse.syntax.head[mention.head]
    if syntax.dep[mention.head] != "nsubj" or syntax.lemma[verb] != "be" or not mention.is_person:
        return None
    predicate = child(syntax, verb, "attr")
    entity = discourse.named(predicate)
    return Link(entity, "'the Y is X'", predicate) if entity is not None and entity.person is not False else None


@rule("Ada Okoro is a *lawyer*.", "Ada Okoro is not a *lawyer*.", learn=learning.role)
def x_is_a_y(discourse: Discourse, mention: Mention) -> Link | None:
    """The predicate describes whom the subject names."""
    syntax, verb = discourse.syntax, discourse.syntax.head[mention.head]
    if syntax.dep[mention.head] != "attr" or mention.plural or not mention.classes or syntax.quoted[mention.head]:
        return None
    subject = child(syntax, verb, "nsubj")
    entity = discourse.entity(subject)
    negated = child(syntax, verb, "neg") is not None
    return Link(entity, "'X is a Y'", subject) if entity is not None and entity.is_named and not negated else None


def _owns(discourse: Discourse, mention: Mention, token: int) -> bool:
    """Says whether a name beside a body's description tells whose the name behind it is ("the group Denholm's Clean Water")."""
    named, syntax = discourse.index.entity_of, discourse.syntax
    after = token
    while after < len(syntax) and named.get(after) is named.get(token):
        after += 1
    return mention.is_body and after + 1 < len(syntax) and syntax.tag[after] == "POS" and syntax.text[after + 1][:1].isupper()
