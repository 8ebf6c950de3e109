"""What a reader of exports takes out of a file: its documents, one after the other, and how many there are by its own count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from hedgelens.article.exports.markup import lines_of

_LONGEST_FIELD = 20_000
"""So many characters of a field are kept, and a little more; the longest lists of index terms have a tenth of it."""
_OF_ARTICLE = frozenset({"title", "outlet", "date", "author", "section", "page", "url", "highlight"})


@dataclass
class Document:
    """One document of an export, as it says itself.

    Attributes:
        about: its fields by their names, in the order in which they stand there.
        text: its paragraphs, without its title.
        missing: why there is no text, where there is none and the reason is known.
        broken_off: whether the file ends in the middle of it.
    """

    about: dict[str, str] = field(default_factory=dict)
    text: str = ""
    missing: str | None = None
    broken_off: bool = False

    def note(self, name: str, value: str) -> None:
        """Adds to a field; what stands there already is kept, and not said twice."""
        there = self.about.get(name, "")
        if value.strip() not in there:
            self._add(name, value, "; ")

    def goes_on(self, name: str, value: str) -> None:
        """Adds a further line to a field."""
        self._add(name, value, " ")

    def _add(self, name: str, value: str, between: str) -> None:
        there = self.about.get(name, "")
        value = " ".join(value[:_LONGEST_FIELD].split())
        if name and value and len(there) < _LONGEST_FIELD:
            self.about[name] = f"{there}{between}{value}" if there else value

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The further fields: all but those that an article has a place for."""
        return tuple((name, value) for name, value in self.about.items() if name not in _OF_ARTICLE)


@dataclass(frozen=True)
class Export:
    """The documents of a file that a newspaper database gave.

    Attributes:
        found: how many documents were found in it.
        documents: yields them, in their order.
        own: how many there are by the file's own count, where it counts.
        further: a sentence on documents that stand elsewhere, where the file says that there are some.
    """

    found: int
    documents: Iterator[Document]
    own: int | None = None
    further: str = ""


class Material:
    """What a file holds, before it is known whether it is an export: lines, or the markup of a page."""

    def __init__(self, text: str = "", markup: str = "") -> None:
        """Takes the text of a file, or the source of a page or of an XML file."""
        self.text = text
        self.markup = markup

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, or those that a browser would show of the page; blank ones part paragraphs."""
        return lines_of(self.markup) if self.markup else [line.rstrip() for line in self.text.splitlines()]


@dataclass(frozen=True)
class Database:
    """A database and a form of its exports.

    Attributes:
        name: what it is called.
        recognises: says whether a file is of it, by several marks that agree.
        splits: takes such a file apart.
    """

    name: str
    recognises: Callable[[Material], bool]
    splits: Callable[[Material], Export]
