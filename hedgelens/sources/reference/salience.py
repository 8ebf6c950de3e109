"""Which of the entities spoken of lately a pronoun or a description takes up.

Candidates are weighed by distance, grammatical role, gender, number and animacy, in the manner of Lappin and Leass (1994); the
weights were chosen on development articles.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hedgelens.sources.reference.entity import Entity

WINDOW = 80
"""Number of mentions that are looked back upon."""

_PER_SENTENCE = 1.0
_OTHER_PARAGRAPH = -1.0
_SUBJECT = 1.4
_SOURCE = 1.6
_POSSESSOR = -0.4
_NAMED = 0.8
_DECAY = 0.6
_PER_TOKEN = 0.03
_SAME_SENTENCE = 0.5
_SPOKE = 0.4
_IT_SPOKE = 1.3
_SAME_CLAUSE = 2.0
_PARALLEL = 0.8
_IN_QUOTATION = -2.2
_IN_CONTENT = -0.7
_HOLDER = 2.0
_SAME_PRONOUN = 0.8
_PER_MENTION = 0.1
_UNKNOWN_GENDER = -0.4
_NOT_SURELY_PERSON = -1.2
_BODY_AS_THEY = -1.0
_RIVAL = -3.0
_LEAST = -4.5
_SURELY_OTHER = -3
"""Pronouns of the other gender, less those of this one, that leave no doubt about somebody whose first name both bear."""
_MOST_BY_ROLE = _SUBJECT + _SOURCE + _SAME_PRONOUN
_BEST_FIT = {"he": 0.8, "she": 0.8, "it": 1.4, "they": 2.4}
"""The most that agreement gives for each pronoun."""


class Place(NamedTuple):
    """One mention of an entity, as the resolution of later ones needs it."""

    entity: Entity
    token: int
    verb: int
    sentence: int
    paragraph: int
    subject: bool
    source: bool
    possessor: bool
    quoted: bool
    content: int
    pronoun: str


@dataclass(frozen=True, slots=True)
class Context:
    """Where the expression stands that takes up something.

    Attributes:
        token, verb, sentence, paragraph: its position, the verb it hangs on, its sentence and paragraph.
        subject: whether it is a subject.
        quoted: whether it stands between quotation marks.
        content: index of the attribution in whose content it stands, or -1.
        holder: source of that attribution, where it is known already.
        animate: whether only somebody who can speak or want will do.
        speaks: whether it is the source of an attribution.
        possessive: whether it is a possessive, and ``owner_verb`` then the verb of its clause.
        document: whether a document is what most likely does it ("they show").
        rivals: whom it hardly takes up, because they are named further on in its clause or in its own words.
    """

    token: int
    verb: int
    sentence: int
    paragraph: int
    subject: bool
    quoted: bool
    content: int
    holder: Entity | None = None
    animate: bool = True
    speaks: bool = False
    document: bool = False
    possessive: bool = False
    owner_verb: int = -1
    rivals: frozenset[Entity] = frozenset()


class Recent:
    """The mentions of an article up to the present point, the latest last."""

    def __init__(self) -> None:
        """Makes an empty list."""
        self._places: deque[Place] = deque(maxlen=WINDOW)

    def add(self, place: Place) -> None:
        """Adds a mention."""
        self._places.append(place)

    def __iter__(self) -> Iterator[Place]:
        """Yields the mentions, the latest first."""
        return reversed(self._places)

    def best(self, pronoun: str, context: Context) -> tuple[Entity, Place] | None:
        """Returns the entity that a pronoun takes up, with its mention that weighed most, or ``None``."""
        best: Place | None = None
        weight, most = _LEAST, _most(pronoun, context)
        for place in reversed(self._places):
            distance = context.sentence - place.sentence
            # Exact: no mention that stands farther off can weigh more than this.
            if most + _MOST_BY_ROLE * _DECAY**distance - _PER_SENTENCE * distance < weight:
                break
            fit = agreement(pronoun, place.entity.root, context.animate, context.document)
            if fit is None or in_one_clause(place, context):
                continue
            found = fit + salience(place, context, pronoun)
            if found > weight + 1e-9 or (best is None and found >= _LEAST):
                best, weight = place, found
        return (best.entity.root, best) if best is not None else None


def in_one_clause(place: Place, context: Context) -> bool:
    """Says whether a mention is the subject of the very verb whose object takes up somebody: another one than the subject."""
    return place.verb == context.verb and place.subject and not context.subject and not place.possessor


def _most(pronoun: str, context: Context) -> float:
    """Returns the most that a mention can weigh besides what its role and its distance give."""
    most = _BEST_FIT.get(pronoun, 0.0) + _NAMED + _PER_MENTION * 5 + _SAME_SENTENCE
    most += (_IT_SPOKE if pronoun == "it" else _SPOKE) if context.speaks else 0.0
    most += _SAME_CLAUSE if context.owner_verb >= 0 else 0.0
    most += _PARALLEL if context.possessive else 0.0
    return most + (_HOLDER if context.holder is not None and not context.quoted else 0.0)


def _nearness(place: Place, context: Context, pronoun: str) -> float:
    """Says what the role of a mention is worth at its distance."""
    distance = context.sentence - place.sentence
    role = _SUBJECT * place.subject + _SOURCE * place.source + _POSSESSOR * place.possessor
    role += _SAME_PRONOUN * (bool(pronoun) and place.pronoun == pronoun)
    weight = role * _DECAY**distance - _PER_SENTENCE * distance
    weight += _OTHER_PARAGRAPH * (place.paragraph != context.paragraph)
    if distance == 0:
        weight += _SAME_SENTENCE
        weight -= _PER_TOKEN * min(context.token - place.token, 40)
    return weight


def salience(place: Place, context: Context, pronoun: str = "") -> float:
    """Says how present a mention still is at a later point."""
    weight, entity = _nearness(place, context, pronoun), place.entity.root
    if context.speaks and entity.spoke:
        weight += _IT_SPOKE if pronoun == "it" else _SPOKE
    if context.owner_verb >= 0 and place.subject and place.verb == context.owner_verb:
        weight += _SAME_CLAUSE
    if context.possessive and place.possessor and place.pronoun == pronoun:
        weight += _PARALLEL
    weight += _NAMED * _is_named(entity) + _PER_MENTION * min(entity.count, 5)
    if place.quoted and not context.quoted:
        weight += _IN_QUOTATION
    elif place.content >= 0 and place.content != context.content:
        weight += _IN_CONTENT
    if entity in context.rivals:
        weight += _RIVAL
    if context.holder is not None and entity is context.holder.root:
        weight += -_HOLDER if context.quoted else _HOLDER
    return weight


def _is_named(entity: Entity) -> bool:
    return entity.is_named or (bool(entity.members) and all(member.root.is_named for member in entity.members))


def agreement(pronoun: str, entity: Entity, animate: bool = True, document: bool = False) -> float | None:
    """Says how well a pronoun agrees with an entity in number, gender and animacy; ``None``: not at all."""
    if entity.is_author:
        return None
    if pronoun in ("he", "she"):
        return _as_person(pronoun, entity)
    if pronoun == "it":
        return _as_thing(entity, animate, document)
    return _as_several(entity, animate, document) if pronoun == "they" else 0.0


def _as_thing(entity: Entity, animate: bool, document: bool) -> float | None:
    if entity.plural or entity.person or entity.members:
        return None
    if entity.is_document:
        return -0.8 if animate else (1.4 if document else 0.6)
    if entity.is_body:
        return 0.0
    return -0.8 if entity.is_named else -1.4


def _as_several(entity: Entity, animate: bool, document: bool) -> float | None:
    if not entity.members and not entity.plural:
        return _BODY_AS_THEY if entity.is_body and animate else None
    if entity.is_document:
        return None if animate else 2.4 * document
    if entity.person or entity.members:
        return 1.2
    return 0.2 if entity.is_body else -1.5 * animate


def _as_person(pronoun: str, entity: Entity) -> float | None:
    surely = entity.person or "person" in entity.classes
    if entity.plural or entity.members or entity.person is False or not entity.may_be_who:
        return None
    if not surely and (not entity.is_named or entity.is_place):
        return None
    weight = 0.0 if entity.gender == ("male" if pronoun == "he" else "female") else _gender_taken(pronoun, entity)
    if weight is not None and not surely:
        weight += _NOT_SURELY_PERSON if len(entity.forms) == 0 or len(entity.forms[0]) == 1 else _NOT_SURELY_PERSON / 1.5
    return weight


def _gender_taken(pronoun: str, entity: Entity) -> float | None:
    """Says how well a pronoun agrees with an entity whose gender only the pronouns tell that took it up before."""
    other = "she" if pronoun == "he" else "he"
    net = entity.taken_up_by.get(pronoun, 0) - entity.taken_up_by.get(other, 0)
    if entity.gender is not None or net <= (_SURELY_OTHER if entity.is_named else -1):
        return None
    return _UNKNOWN_GENDER + max(-2.5, min(0.8, (0.5 if net > 0 else 1.0) * net))
