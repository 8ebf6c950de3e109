"""What a description names or takes up: a title, an institution, a document, somebody's spokesman, somebody new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.sources.mentions.mention import Determiner, Mention
from hedgelens.sources.reference.appositions import beside_name, names_what_it_follows
from hedgelens.sources.reference.documents import document_link, title_behind
from hedgelens.sources.reference.general_nouns import definite_link, same_description
from hedgelens.sources.reference.links import Link
from hedgelens.sources.reference.possessors import body_link, owned_link, owner_of
from hedgelens.sources.reference.wording import new_entity

if TYPE_CHECKING:
    from hedgelens.sources.reference.discourse import Discourse


def description_link(discourse: Discourse, mention: Mention) -> Link | None:
    """Returns what a description names or takes up, somebody new where nothing fits."""
    syntax = discourse.syntax
    if "work" in mention.classes and title_behind(discourse, mention) is not None:
        return document_link(discourse, mention)
    named = beside_name(discourse, mention)
    if named is not None:
        return named
    if syntax.dep[mention.head] == "appos" and (naming := names_what_it_follows(discourse, mention)) is not None:
        return naming
    if mention.is_document and not mention.is_body and not mention.is_person:
        return document_link(discourse, mention)
    owner = owner_of(discourse, mention)
    if mention.is_body and not mention.is_person:
        link = body_link(discourse, mention, owner)
        if link is not None:
            return link
    if owner is not None:
        return owned_link(discourse, mention, owner)
    if mention.determiner is Determiner.DEFINITE:
        found = definite_link(discourse, mention)
        if found is not None:
            return found
    if (mention.plural or mention.determiner is Determiner.DEFINITE) and (
        same := same_description(discourse, mention)
    ) is not None:
        return same
    entity = new_entity(discourse, mention)
    in_head = syntax.sentence[mention.head] < discourse.head_limit
    if in_head and (mention.is_person or mention.is_body) and not mention.plural:
        discourse.forward.append((entity, mention))
    return Link(entity, "description", "description")
