"""What a tally keeps of one source, and of one owner of doubt."""

from __future__ import annotations

from dataclasses import dataclass, field

from hedgelens.files.checking import Sparse
from hedgelens.measures.articles import is_called
from hedgelens.measures.counting import By, check, rows_of
from hedgelens.records import Naming, Pronoun, Source, SourceKind

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Owned(Sparse):
    """What one owner of doubt says and hedges.

    Attributes:
        words: words that are the owner's: those of which it is the innermost source that counts, or the writer.
        hedges: hedges of the owner by category.
    """

    words: int = 0
    hedges: Counts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that several sources are credited with.

    Attributes:
        sources: their ids; ``"unknown"`` is the one that is not known.
        words: the number of the words.
    """

    sources: tuple[str, ...]
    words: int


@dataclass(frozen=True, slots=True)
class SourceTally(Sparse):
    """What a tally keeps of one source that the body of its article rests on.

    Attributes:
        id, name, kind, naming, role, pronoun, groups: as of the source.
        affiliation: the name of the body that it belongs to.
        aliases: its other names; descriptions ("the agency") are none.
        words: words that it is credited with, as the outermost source.
        sentences: sentences with an attribution to it.
        attributions: outermost attributions to it.
        first: whether it has words, and no known source of the article has more.
        owned: its words and hedges as an owner of doubt.
    """

    id: str
    name: str
    kind: SourceKind
    naming: Naming
    role: str | None = None
    affiliation: str | None = None
    pronoun: Pronoun | None = None
    groups: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    words: int = 0
    sentences: int = 0
    attributions: int = 0
    first: bool = False
    owned: Owned = field(default_factory=Owned)

    @property
    def is_one(self) -> bool:
        """Whether it has a name and is one, so that other articles may know it, too."""
        return self.naming is Naming.NAMED and self.kind is not SourceKind.AUTHOR and not is_joint(self)

    def is_called(self, name: str) -> bool:
        """Says whether this is its name, another of its names, or a group that it is in."""
        return is_called(name, (self.name, *self.aliases, *self.groups))

    def keys(self, by: By) -> tuple[str, ...]:
        """Returns the rows under which it counts, as those of an analysis do; ``"source"`` has it under its id."""
        return rows_of(self, check(by, By), self.affiliation)


def is_joint(source: Source | SourceTally) -> bool:
    """Says whether several people speak together; none of them has this name."""
    return source.kind in (SourceKind.PERSON, SourceKind.GROUP) and " and " in source.name
