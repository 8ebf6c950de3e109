"""What a name tells of its bearer: person, body, outlet or state; title and gender; whether it is of several."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from hedgelens.language.grammar import SUBJECTS, child, own_subject
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, word_set
from hedgelens.sources.lexicon import INSTITUTION, cities, classes_of, first_names
from hedgelens.sources.names.edges import is_site
from hedgelens.sources.names.parts import POSSESSIVES, Name
from hedgelens.sources.reference.entity import Entity

LONGEST_ACRONYM = 5
OLDEST = 120
"""Years; no number above is somebody's age."""


def take_kind(entity: Entity, name: Name, places: Set[str], people: Set[str], *, is_label: bool) -> None:
    """Learns from a name whether it is a person's; one in capitals that is a label is a speaker's in a transcript.

    ``places`` and ``people`` are the names of states, in lower case, that the article goes to, and those that persons bear in it.
    """
    entity.classes |= name.body
    if not entity.person and (told := _known_body(name)) is not None:
        entity.classes = entity.classes - INSTITUTION | {told}
        entity.person = False
        return
    if _key(name) in people and not name.title:
        entity.person = True
    if _is_state(name, places) and not entity.person:
        entity.is_state, entity.person = True, False
    entity.person = name.person if entity.person is None else entity.person or name.person or False
    short = name.is_acronym and len(name.words[0]) <= LONGEST_ACRONYM
    if entity.person is None and short and not is_label:
        entity.person = False


def _known_body(name: Name) -> str | None:
    """Returns the kind of a body that is known by its name, or that begins with one of several states ("U.N. Harbor Office")."""
    if name.title or name.people:
        return None
    key = _key(name)
    tables = (("outlet", "media"), ("public_body", "government"), ("known_organisation", "organisation"))
    found = next((told for table, told in tables if key in word_set(table)), None)
    if found is None and not name.body and (is_site(name.words[-1]) or not POSSESSIVES.isdisjoint(name.words)):
        return "organisation"
    if found is not None or name.words[0].lower() not in _first_of_world_bodies():
        return found
    opens = ("_".join(key.split("_")[:end]) for end in range(1, len(name.words) + 1))
    return "organisation" if any(words in word_set("world_body") for words in opens) else None


@cache
def _first_of_world_bodies() -> frozenset[str]:
    return frozenset(words.split("_")[0] for words in word_set("world_body"))


def _key(name: Name) -> str:
    return "_".join(word.lower() for word in name.words).replace("_-_", "-")


def _is_state(name: Name, places: Set[str]) -> bool:
    """Says whether a name is that of a state, a capital or a large city, and no person's ("Jordan said", but not "in Jordan")."""
    key = _key(name)
    if name.title or name.body or not (key in word_set("state") or key in cities()):
        return False
    return key not in word_set("state_or_person") or key in places


def says_person(syntax: Syntax, name: Name) -> bool:
    """Says whether what stands at a name of one word tells that it is a person's, whatever state or capital is called so."""
    if len(name.words) > 1 or name.title or name.words[0].lower() not in word_set("state"):
        return False
    return has_age(syntax, name) or has_occupation(syntax, name) or _is_he_or_she(syntax, name)


def has_age(syntax: Syntax, name: Name) -> bool:
    """Says whether an age follows ("Sofia, 9, said …")."""
    comma, age, after = syntax.text[name.end : name.end + 3] if name.end + 2 < len(syntax) else ("", "", "")
    return comma == "," and age.isdigit() and int(age) < OLDEST and after in (",", ".", ";")


def has_occupation(syntax: Syntax, name: Name) -> bool:
    """Says whether what people do follows ("Kenya, a nurse, said …", but "Kenya, a member of the pact, said …")."""
    below = child(syntax, name.last, "appos")
    if below is None or below < name.end or syntax.tag[below] != "NN" or syntax.text[name.end] != ",":
        return False
    noun = syntax.lemma[below]
    return "person" in classes_of(noun) and noun not in word_set("role_of_state")


def _is_he_or_she(syntax: Syntax, name: Name) -> bool:
    """Says whether a first name speaks of itself, and nobody is named before ("Paris said he was late", not "Russia said …")."""
    verb = syntax.head[name.last]
    said = child(syntax, verb, "ccomp") if own_subject(syntax, verb) == name.last else None
    pronoun = own_subject(syntax, said) if said is not None else None
    if pronoun is None or syntax.lower[pronoun] not in ("he", "she") or name.words[0].lower() not in first_names():
        return False
    before = syntax.first[max(0, syntax.sentence[name.start] - 1)]
    others = (i for i in range(before, pronoun) if not name.start <= i < name.end)
    return not any(syntax.pos[i] == "PROPN" or _may_be_meant(syntax, i) for i in others)


def _may_be_meant(syntax: Syntax, noun: int) -> bool:
    return "person" in classes_of(syntax.lemma[noun]) or (syntax.pos[noun] == "NOUN" and syntax.dep[noun] in SUBJECTS)


def take_title(entity: Entity, name: Name, head: int) -> None:
    """Learns from a name and the title before it what its bearer is, and the gender."""
    if name.noun:
        entity.nouns.add(name.noun)
    if name.title:
        first, *_, last = name.title.split("_") if "_" in name.title else (name.title, name.title)
        for noun in {name.title, last if first not in word_set("under_title") else name.title}:
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
