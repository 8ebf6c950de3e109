"""What a mention is: a name, a pronoun or a description that may refer to a source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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


_BODY = frozenset({"organisation", "government", "media"})


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

    @property
    def is_person(self) -> bool:
        """Whether the noun denotes a person and no institution ("operator" may be either)."""
        return "person" in self.classes and not self.classes & _BODY

    @property
    def is_body(self) -> bool:
        """Whether the noun denotes an institution and no person."""
        return bool(self.classes & _BODY) and "person" not in self.classes

    @property
    def is_document(self) -> bool:
        """Whether the noun denotes a document or a work."""
        return bool(self.classes & {"document", "work"})
