"""The people, bodies and documents that an article speaks of, and the links of mentions to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from hedgelens.records import SourceLink
from hedgelens.sources.lexicon import INSTITUTION, WORK
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.names.parts import is_acronym, joined

_MOSTLY = 4
_LONGEST_PERSON = 3


@dataclass(slots=True)
class Entity:
    """Something that an article speaks of.

    Attributes:
        forms: its proper names as word tuples, in order of appearance.
        description: for what has no proper name, its description in lower case.
        classes: what its nouns denote.
        nouns: head nouns by which it may be taken up: titles, occupations, the head of an institution's name.
        person: whether it is a person; ``None`` where nothing says so.
        gender: what title, first name or noun say; ``taken_up_by`` counts the pronouns that seemed to mean it.
        spoke: whether it was the source of an attribution already.
        place: how often it is where something happens.
        modifiers: adjectives and nouns of its description; ``tail`` is what follows its head noun.
        parties: the parties whose letter stands behind its name.
        since: for a title before its name the first name with it.
        guessed: roles that only a description which varies its name gave it.
        owner: whose it is ("her daughter").
        issuer: for a document, the token that names who issued it, or the entity.
        members_called: nouns for its members, by which it is taken up ("the doctors").
        emphasised: whether its name stands in italics somewhere, as titles do.
        articled: forms of its name that the article writes with a capital "The" in the middle of a sentence.
        is_state: whether its name is that of a state or a capital.
        members: for conjoined sources.
        count: number of its mentions; ``first`` is the position of the first one.
    """

    forms: list[tuple[str, ...]] = field(default_factory=list)
    description: str = ""
    classes: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    person: bool | None = None
    gender: str | None = None
    taken_up_by: dict[str, int] = field(default_factory=dict)
    spoke: bool = False
    plural: bool = False
    place: int = 0
    modifiers: frozenset[str] = frozenset()
    tail: str = ""
    parties: set[str] = field(default_factory=set)
    since: dict[str, int] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)
    owner: Entity | None = None
    issuer: int | Entity | None = None
    members: tuple[Entity, ...] = ()
    registered: str | None = None
    members_called: set[str] = field(default_factory=set)
    is_author: bool = False
    emphasised: bool = False
    is_state: bool = False
    articled: list[tuple[str, ...]] = field(default_factory=list)
    count: int = 0
    first: int = -1
    merged: Entity | None = None

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def root(self) -> Entity:
        """The entity it turned out to be."""
        if self.merged is None:
            return self
        entity = self.merged
        while entity.merged is not None:
            entity = entity.merged
        return entity

    @property
    def is_named(self) -> bool:
        """Whether it has a proper name."""
        return bool(self.forms) or self.registered is not None

    @property
    def is_body(self) -> bool:
        """Whether it is an institution."""
        body = bool(self.classes & INSTITUTION) and "person" not in self.classes
        return body or (self.person is False and not self.is_document and not self.is_state)

    @property
    def is_place(self) -> bool:
        """Whether it is mostly where something happens."""
        return not self.person and self.place * _MOSTLY >= max(self.count, 1)

    @property
    def is_document(self) -> bool:
        """Whether it is a document or a work."""
        return bool(self.classes & WORK) and not self.classes & INSTITUTION

    @property
    def name_words(self) -> set[str]:
        """The words of its proper names, in lower case."""
        return {word.lower() for form in self.forms for word in form}

    @property
    def may_be_who(self) -> bool:
        """Whether nothing says that it is no person."""
        return self.person is not False and not self.is_body and not self.is_document

    @property
    def is_likely_person(self) -> bool:
        """Whether its name, of which nothing else is known, is most likely a person's: two or three words with capitals."""
        unknown = self.person is None and not self.classes and not self.is_place and not self.is_state and not self.plural
        return unknown and any(1 < sum(word[:1].isupper() for word in form) <= _LONGEST_PERSON for form in self.forms)

    @property
    def name(self) -> str:
        """The fullest proper name, else the description."""
        if self.registered:
            return self.registered
        if self.members:
            *others, last = [member.root.name for member in self.members]
            return f"{', '.join(others)} and {last}"
        if not self.forms:
            return self.description
        # An acronym is shorter than what it stands for; "Interpol" is, too. Of forms alike the first stands.
        return joined(
            max(
                self._forms_in_mixed_case,
                key=lambda form: (
                    len(form) > 1 or not is_acronym(form[0]),
                    len(form),
                    not form[0].isupper(),
                    len(form[0]) if self.person else 0,
                ),
            )
        )

    @property
    def _forms_in_mixed_case(self) -> list[tuple[str, ...]]:
        """Its proper names; a person's in capitals throughout is one in capitals only where there is nothing else to go by."""
        if not self.person:
            return self.forms
        mixed = {form[-1].casefold() for form in self.forms if not form[-1].isupper()}
        shouted = [form for form in self.forms if len(form) > 1 and " ".join(form).isupper() and form[-1].casefold() in mixed]
        if not shouted:
            return self.forms
        return [tuple(word.capitalize() for word in form) if form in shouted else form for form in self.forms]

    @property
    def full_name(self) -> str:
        """The name; what has none is called after whose it is ("Ada Okoro's lawyer")."""
        owner = self.owner.root if self.owner is not None else None
        if owner is None or self.is_named or owner is self or owner.is_author:
            return self.name
        last = owner.name.split()[-1:]
        several = owner.plural or (last != [] and last[0].islower())
        ending = "'" if several and owner.name.endswith("s") else "'s"
        return f"{owner.name}{ending} {self.name}"

    def absorb(self, other: Entity) -> None:
        """Takes over everything that is known of another entity, which turned out to be this one."""
        if other is self:
            return
        self.forms += [form for form in other.forms if form not in self.forms]
        self.classes |= other.classes
        self.nouns |= other.nouns
        self.articled += other.articled
        self.parties |= other.parties
        self.members_called |= other.members_called
        self.person = self.person if self.person is not None else other.person
        self.gender = self.gender or other.gender
        self.description = self.description or other.description
        self.count += other.count
        self.registered = self.registered or other.registered
        self.issuer = self.issuer if self.issuer is not None else other.issuer
        self.owner = self.owner or other.owner
        self.is_state = self.is_state or other.is_state
        self.emphasised = self.emphasised or other.emphasised
        other.merged = self


def new_entity(mention: Mention, description: str) -> Entity:
    """Makes an entity of a description."""
    return Entity(
        description=description,
        classes=set() if mention.is_person else set(mention.classes - {"generic", "anonymous"}),
        nouns={mention.noun},
        person=True if mention.is_person else (False if mention.is_body else None),
        gender=mention.gender,
        plural=mention.plural,
        modifiers=mention.modifiers,
        tail=mention.tail,
    )


@dataclass(slots=True)
class Link:
    """Why a mention belongs to an entity.

    Attributes:
        entity: what the mention names or takes up.
        why: the reason, in words.
        antecedent: head token of the mention that it takes up.
        in_apposition: whether name and description stand side by side.
        rule: name of the rule that made the link.
    """

    entity: Entity
    why: str
    antecedent: int | None = None
    in_apposition: bool = False
    rule: str = ""


@dataclass(slots=True)
class Reason:
    """Why an attribution has its source.

    Attributes:
        why: the reason, in words.
        link: the rule that found the source, and the mention that the words of the source take up.
    """

    why: str
    link: SourceLink | None = None
