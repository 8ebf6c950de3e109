"""What kind of source an entity is, and how an article lets its reader know who it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hedgelens.language.words import marked, related, word_list, word_set
from hedgelens.records import Naming, SourceKind
from hedgelens.sources.lexicon import INSTITUTION, are_common, classes_of, first_names, is_anonymous, surnames
from hedgelens.sources.reference.entity import Entity

_TOLD = (SourceKind.MEDIA, SourceKind.GOVERNMENT, SourceKind.ORGANISATION)
_LONGEST_PERSON = 3
"""Words of a name of which nothing else is known that may be a person's."""
_SHORT = 2
"""Capitalised words that make a name of a body, whatever noun follows."""
_LEAD = 4
"""Words of a description among which it is counted."""
_POSSESSIVES = ("'s", "’s", "s'", "s’")


def source_kind(entity: Entity) -> SourceKind:
    """Says what sort of thing an entity is."""
    if entity.is_author:
        return SourceKind.AUTHOR
    if entity.members:
        return _kind_of_several(entity)
    if entity.forms or _is_proper(entity.description):
        return _kind_of_named(entity)
    return _kind_by_noun(entity) or _kind_of_described(entity)


def _kind_of_several(entity: Entity) -> SourceKind:
    """Returns the kind of bodies that speak together where they are of one; people, and whoever else, are a group."""
    kinds = {source_kind(member.root) for member in entity.members}
    return kinds.pop() if len(kinds) == 1 and kinds < set(_TOLD) else SourceKind.GROUP


def _kind_of_named(entity: Entity) -> SourceKind:
    if entity.plural and any(form[-1].lower() in word_set("party_members") for form in entity.forms):
        return SourceKind.ORGANISATION
    if entity.person:
        return SourceKind.GROUP if entity.plural else SourceKind.PERSON
    if all(_is_team_of(form) for form in entity.forms) and entity.forms:
        return SourceKind.GROUP
    if (told := _told(entity)) is not None:
        return told
    if entity.plural and not entity.is_document and entity.person is not False:
        return SourceKind.GROUP
    if entity.is_document:
        return SourceKind.DOCUMENT
    if entity.is_place or entity.is_state:
        return SourceKind.GOVERNMENT
    if entity.emphasised:
        return SourceKind.MEDIA  # "*The Tide* reports": what has a title, and speaks
    return SourceKind.PERSON if entity.person is None and _is_likely_person(entity) else SourceKind.ORGANISATION


def _kind_by_noun(entity: Entity) -> SourceKind | None:
    """Returns what the table of kinds says of the noun of a description."""
    kinds, numbers = marked("source_kind", "kind"), marked("source_kind", "number")
    number = "plural" if entity.plural else "single"
    compound = "_".join(entity.description.lower().split()[-2:])
    nouns = sorted(noun for noun in (*entity.nouns, compound) if noun in kinds and numbers.get(noun, number) == number)
    if any(noun[:1].isdigit() for noun in entity.nouns):
        return SourceKind.GROUP  # "4 in 10"
    kind = SourceKind(kinds[nouns[0]]) if nouns else None
    return None if kind is SourceKind.DOCUMENT and entity.person else kind  # "opposition figures" are people


def _kind_of_described(entity: Entity) -> SourceKind:
    if entity.person:
        return SourceKind.GROUP if entity.plural else SourceKind.PERSON
    told = _told(entity)
    if told is SourceKind.ORGANISATION and entity.plural and entity.nouns & word_set("firms"):
        return SourceKind.GROUP
    if told is not None:
        return told
    if entity.is_document:
        return SourceKind.DOCUMENT
    if entity.plural:
        return SourceKind.GROUP
    if any(noun.endswith(word_list("agent_ending")) for noun in entity.nouns):
        return SourceKind.PERSON
    return SourceKind.GOVERNMENT if entity.is_state else SourceKind.UNKNOWN


def _told(entity: Entity) -> SourceKind | None:
    return next((kind for kind in _TOLD if kind.value in entity.classes), None)


def _is_likely_person(entity: Entity) -> bool:
    """Says whether a name of which nothing is known is likely a person's: two words, or a known one, or taken up by "she"."""
    first = entity.forms[0] if entity.forms else tuple(entity.description.split())
    if not entity.forms and are_common([word.lower() for word in first]):
        return False
    parts = {word.lower() for word in first[-1:] + first[:1]}
    known = not parts.isdisjoint(surnames()) or first[0].lower() in first_names()
    hyphenated = len(first) == 3 and first[1] == "-"
    two_or_three = 1 < sum(word[:1].isupper() for word in first) <= _LONGEST_PERSON
    return two_or_three or ((len(first) == 1 or hyphenated) and known) or bool(entity.taken_up_by)


def _is_proper(description: str) -> bool:
    """Says whether a description is a name that was not taken for one: each word has a capital ("BoatNow")."""
    words = description.split()
    if not words or words[-1].lower() in word_set("calendar") or words[-1].isupper():
        return False
    return all(word[:1].isupper() for word in words) and "person" not in classes_of(words[-1].lower())


# ---------------------------------------------------------------- naming


def source_naming(entity: Entity, spoken: Sequence[str]) -> Naming:
    """Says how an article lets its reader know who a source is, by its names, description and the words of its mentions."""
    if entity.is_author:
        return Naming.NONE
    if entity.members:
        found = [source_naming(member.root, ()) for member in entity.members]
        return Naming.NAMED if Naming.NAMED in found else found[0]
    if _is_called_by_name(entity):
        return Naming.NAMED
    hidden = "anonymous" in _classes(entity) or any(is_anonymous(form) for form in (entity.description, *spoken))
    if hidden and not entity.is_document:
        return Naming.ANONYMOUS
    return Naming.GENERIC if _is_generic(entity, spoken) else Naming.DESCRIBED


def name_naming(name: str) -> Naming:
    """Says how a source of a registry is known by its name there: one that begins or ends in small letters describes it."""
    words = name.split()
    small = len(words) > 1 and words[0].islower()
    if not small and (words[-1].lower() in word_set("body_of_place") or not words[-1].islower()):
        return Naming.NAMED
    return Naming.ANONYMOUS if is_anonymous(name) else Naming.DESCRIBED


def _is_called_by_name(entity: Entity) -> bool:
    """Says whether an entity has a proper name: its own, or a state's before its noun ("the Danish government")."""
    if entity.registered or _is_proper(entity.description):
        return True
    if entity.forms:
        return not all(_is_possession(form) for form in entity.forms) and not _is_people(entity)
    words = entity.description.split()
    body = bool(entity.classes & INSTITUTION)
    of_place = bool(words) and words[-1].lower() in word_set("body_of_place") and any(word[:1].isupper() for word in words[:-1])
    return body and of_place


def _is_possession(form: Sequence[str]) -> bool:
    """Says whether a name only tells whose, or of what sort, a body is ("Okoro’s office", "a Danish rescue group")."""
    if not form[-1].islower() or len(form) == 1:
        return False
    sort = form[-1] in related("stands_for", "heads") and form[-1] not in word_set("named_after") and form[-1] != "party"
    named = len(form) > _SHORT and all(word[:1].isupper() for word in form[:_SHORT])  # "Associated Press news agency"
    return (sort and not named) or _is_team_of(form) or any(word.endswith(_POSSESSIVES) for word in form[:-1])


def _is_team_of(form: Sequence[str]) -> bool:
    """Says whether a name only tells whose team somebody is in ("Okoro’s team")."""
    return len(form) > 1 and form[-1] == "team"


def _is_people(entity: Entity) -> bool:
    """Says whether a name is that of a people in the plural: it tells what they are, and not who ("Danes")."""
    parties = any(form[-1].lower() in word_set("party_members") for form in entity.forms)
    return entity.plural and entity.person is not False and not parties and all(len(form) == 1 for form in entity.forms)


def _is_generic(entity: Entity, spoken: Iterable[str]) -> bool:
    """Says whether a description is of no particular ones: a bare plural of such nouns, whose nobody's name tells."""
    if entity.nouns & word_set("anybody_of"):
        return True
    bare = bool(entity.nouns & word_set("bare_generic")) and entity.modifiers <= word_set("bare_generic", "press")
    general = bare or "generic" in _classes(entity) | _classes(entity, "s") or bool(entity.nouns & word_set("generic_group"))
    if not entity.plural or entity.owner is not None or not general:
        return False
    openings = [form.lower().split()[:_LEAD] for form in spoken if form.split()]
    particular = any(words[0] in word_set("particular") or _is_counted(words) for words in openings)
    return not particular and not any(word[:1].isupper() for word in entity.description.split())


def _is_counted(words: Sequence[str]) -> bool:
    """Says whether a description tells how many there are ("several thousand teachers")."""
    return any(word[:1].isdigit() or word in word_set("counts") for word in words)


def _classes(entity: Entity, ending: str = "") -> set[str]:
    return {denoted for noun in entity.nouns for denoted in classes_of(noun + ending)}
