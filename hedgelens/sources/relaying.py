"""Who passes on what it is told: an outlet, but not the one that an article is by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hedgelens.language.words import word_set
from hedgelens.records import Kind, ParsedArticle, SourceKind
from hedgelens.sources.mentions.finding import pronoun_of
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.source_kinds import source_kind

_DATELINE = re.compile(r"^[^\w(]*(?:[A-Z][\w.,’' -]{1,50}?\s*)?\(\W*([^()]{2,40}?)\W*\)")
"""Who wrote it, in brackets at the beginning ("DENHOLM (CNX) — …", "(CNX)Ada Okoro left")."""
_BARS = re.compile(r"\s[|–—-]\s")
_BY_WHOM = frozenset([Kind.BYLINE, Kind.BOILERPLATE, Kind.AUTHOR_NOTE])
_FIRST = 2
"""Sentences of the body among which one says where and by whom an article was written."""
_LETTERS = 3


class OwnWords(NamedTuple):
    """What tells whose an article is: names in its dateline and title, and the words of lines that are no part of the story."""

    names: frozenset[str]
    acronyms: frozenset[str]

    @classmethod
    def of(cls, parsed: ParsedArticle) -> OwnWords:
        """Reads them off an article."""
        text = parsed.article.text
        lines = {kind: [text[s.start : s.end] for s in parsed.sentences if s.kind is kind] for kind in Kind}
        names = {found[1] for line in lines[Kind.BODY][:_FIRST] if (found := _DATELINE.match(line)) is not None}
        names |= {part for line in lines[Kind.TITLE] for part in _BARS.split(line)[1:]}
        about = [line for kind in _BY_WHOM for line in lines[kind]]
        acronyms = {word for line in about for word in re.findall(r"\b[A-Z]{3,6}\b", line)}
        return cls(frozenset(name.strip(" *_.").casefold() for name in names), frozenset(acronyms))


def is_own_outlet(entity: Entity, own: OwnWords) -> bool:
    """Says whether an outlet is the one that the article is by: what it is told is told to the writer, who is no source."""
    if any(" ".join(form).casefold() in own.names for form in entity.forms):
        return True
    return "media" in entity.classes and any(form[0] in own.acronyms for form in entity.forms)


def relaying_medium(discourse: Discourse, tokens: Sequence[int]) -> Entity | None:
    """Returns who is told something, if that may pass it on."""
    head = discourse.sources.head_in(tokens)
    entity = discourse.entity(head)
    if head is None or entity is None or pronoun_of(discourse.syntax, head):
        return None
    # "told her", "told the host": only what can publish relays, and people have no article before their names.
    bare = discourse.syntax.tag[tokens[0]] != "DT"
    person = source_kind(entity) is SourceKind.PERSON
    return None if (bare and person) or entity.description in word_set("the_press") else entity


def relays(entity: Entity) -> bool:
    """Says whether an entity passes on what it is told: an outlet, or a name of which nothing else is known."""
    if entity.classes & word_set("relaying"):
        return True
    unknown = entity.is_named and not entity.classes and not entity.is_place and not entity.is_author
    return unknown and not entity.person and not entity.is_state
