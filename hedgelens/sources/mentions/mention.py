"""What a mention is: a name, a pronoun or a description that may refer to a source."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from hedgelens.sources.lexicon import INSTITUTION, WORK
from hedgelens.sources.names.parts import Name


class Form(StrEnum):
    """How a mention refers."""

    PROPER = "proper"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"


class Determiner(StrEnum):
    """What opens a description: says whether it should be known already."""

    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    POSSESSIVE = "possessive"
    BARE = "bare"


@dataclass(slots=True)
class Mention:
    """A noun phrase or a pronoun, with the words that it consists of.

    Attributes:
        head: position of its head token.
        left: position of its first token (determiner included).
        noun: for a nominal its head noun in lower case singular; for a pronoun the subject form.
        classes: what the noun denotes.
        text: its words from the first one to the head.
        possessor: for a nominal the token before it that says whose it is.
        start, end: the tokens of its description: without determiner, quantifiers and whose it is, with what identifies it behind
            the head, as far as that belongs to the source whose mention it is.
        identified: whether what follows the head says who is meant ("the head of the union").
        modifiers: adjectives and nouns before the head, in lower case.
        tail: what of the description follows the head, in lower case.
        gender: what the noun says ("widow").
        is_person, is_body, is_document: whether the noun denotes a person, an institution, a document or a work.
    """

    head: int
    left: int
    form: Form
    noun: str = ""
    name: Name | None = None
    classes: frozenset[str] = frozenset()
    plural: bool = False
    determiner: Determiner = Determiner.BARE
    subject: bool = False
    text: str = ""
    possessor: int | None = None
    start: int = -1
    end: int = -1
    identified: bool = False
    modifiers: frozenset[str] = frozenset()
    tail: str = ""
    gender: str | None = None

    is_person: bool = field(init=False)
    is_body: bool = field(init=False)
    is_document: bool = field(init=False)

    def __post_init__(self) -> None:
        """Says what the noun denotes: a person and no institution, or an institution and no person ("operator" may be either)."""
        person, body = "person" in self.classes, bool(self.classes & INSTITUTION)
        self.is_person, self.is_body = person and not body, body and not person
        self.is_document = bool(self.classes & WORK)
