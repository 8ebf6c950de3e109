"""What a name tells of its bearer: person, body, outlet or state; title and gender; whether it is of several."""

from __future__ import annotations

from collections.abc import Set

from hedgelens.language.words import marked, word_set
from hedgelens.sources.lexicon import first_names
from hedgelens.sources.names.parts import Name
from hedgelens.sources.reference.entity import Entity

_LONGEST_ACRONYM = 5


def take_kind(entity: Entity, name: Name, places: Set[str], *, is_label: bool) -> None:
    """Learns from a name whether it is a person's; one in capitals that is a label is a speaker's in a transcript."""
    entity.classes |= name.body
    for table, told in (("outlet", "media"), ("public_body", "government")):
        if not name.title and _key(name) in word_set(table):
            entity.classes.add(told)
            entity.person = False
    if _is_state(name, places) and not entity.person:
        entity.is_state, entity.person = True, False
    entity.person = name.person if entity.person is None else entity.person or name.person or False
    short = name.is_acronym and len(name.words[0]) <= _LONGEST_ACRONYM
    if entity.person is None and short and not is_label:
        entity.person = False


def _key(name: Name) -> str:
    return "_".join(word.lower() for word in name.words)


def _is_state(name: Name, places: Set[str]) -> bool:
    """Says whether a name is that of a state or a capital, and no person's ("Jordan said", but not "in Jordan")."""
    key = _key(name)
    if name.title or name.body or key not in word_set("state"):
        return False
    return key not in word_set("state_or_person") or key in places


def take_title(entity: Entity, name: Name, head: int) -> None:
    """Learns from a name and the title before it what its bearer is, and the gender."""
    if name.noun:
        entity.nouns.add(name.noun)
    if name.title:
        for noun in (name.title, name.title.split("_")[-1]):
            entity.nouns.add(noun)
            entity.since[noun] = min(entity.since.get(noun, head), head)
        entity.gender = marked("title", "gender").get(name.title) or marked("noun", "gender").get(name.title) or entity.gender
    if entity.gender is None and len(name.words) > 1 and entity.person is not False:
        entity.gender = first_names().get(name.words[0].lower())


def take_number(entity: Entity, name: Name, plural: bool) -> None:
    """Learns from a name whether it is of several."""
    single = len(name.words) == 1 or (len(name.words) == 3 and "-" in name.words)
    if not single:
        entity.plural = name.people
    elif not entity.person and all(len(form) == len(name.words) for form in entity.forms):
        entity.plural = entity.plural or plural
    if name.people:
        entity.plural, entity.person = True, True
