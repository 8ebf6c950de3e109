"""What the rules of continuation look at: an account that a source has given, and the article around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hedgelens.language.grammar import VERBAL, own_subject, root
from hedgelens.language.tokens import Syntax
from hedgelens.records import Attribution, Source
from hedgelens.sources.reference.discourse import Discourse

_NEAR = 8
"""Sentences; what is said after more of them does not frame one."""


@dataclass(frozen=True, slots=True)
class Account:
    """What the sentence before rests on.

    Attributes:
        source: its source.
        content: tokens of what is ascribed to it.
        cue: tokens of the words that ascribe it.
        sentence: the sentence in which its attribution stands.
        telling: its attribution, the outermost one.
        continued: whether the sentence before has no attribution of its own, either.
    """

    source: Source
    content: tuple[int, ...]
    cue: Sequence[int]
    sentence: int
    telling: Attribution
    continued: bool


class Clause(NamedTuple):
    """The main verb of a sentence, and its subject."""

    verb: int
    subject: int


@dataclass(frozen=True)
class Reader:
    """An article as the rules see it.

    Attributes:
        syntax: its tokens.
        discourse: whom it speaks of.
        sources_of: for each sentence with attributions of its own their sources, relaying ones among them.
    """

    syntax: Syntax
    discourse: Discourse
    sources_of: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def root(self, sentence: int) -> int | None:
        """Returns the main verb of a sentence."""
        found = root(self.syntax, self.syntax.tokens_of(sentence))
        return found if found is not None and self.syntax.pos[found] in VERBAL else None

    def clause(self, sentence: int) -> Clause | None:
        """Returns the main clause of a sentence, if it has a subject."""
        verb = self.root(sentence)
        subject = own_subject(self.syntax, verb) if verb is not None else None
        return Clause(verb, subject) if verb is not None and subject is not None else None

    def words(self, sentence: int) -> list[int]:
        """Returns the tokens of a sentence without marks and white space."""
        return [i for i in self.syntax.tokens_of(sentence) if self.syntax.pos[i] not in ("PUNCT", "SPACE")]

    def first_word(self, sentence: int) -> str:
        """Returns the first word of a sentence in lower case."""
        return next((self.syntax.lower[i] for i in self.words(sentence)), "")

    def opens_paragraph(self, sentence: int) -> bool:
        """Says whether a sentence is the first one of its paragraph."""
        sentences = self.syntax.sentences
        return sentence == 0 or sentences[sentence].paragraph != sentences[sentence - 1].paragraph

    def next_attributed(self, sentence: int) -> int | None:
        """Returns the next sentence with an attribution of its own, if it is near."""
        last = min(sentence + _NEAR, len(self.syntax.sentences) - 1)
        return next((i for i in range(sentence + 1, last + 1) if i in self.sources_of), None)


Rule = Callable[[Reader, int, Account], str | None]
"""Returns the reason why a sentence carries on an account, if it does."""
