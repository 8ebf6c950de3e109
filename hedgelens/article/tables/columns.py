"""Which column of a table holds what: those that a user names, else those that are usually called so."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields

from hedgelens.article.holding import Columns
from hedgelens.files.text import first_of, one_line, shortened
from hedgelens.records import HedgeLensError

USUAL_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "full text", "body", "body text", "content", "content text", "article text", "article body", "main text",
        "plain text", "news text", "raw text", "story", "story text", "article", "transcript", "message",
    ),
    "id": ("id", "article id", "doc id", "document id", "stories id", "story id", "guid", "uuid", "accession number", "an"),
    "title": ("title", "headline", "article title", "hd"),
    "outlet": (
        "outlet", "publication", "newspaper", "media name", "media outlet", "source", "source name", "site", "site name",
        "publisher", "publication title", "paper", "sn", "domain",
    ),
    "date": (
        "date", "publish date", "published", "publication date", "pub date", "date published", "published at", "datetime",
        "pd",
    ),
    "author": ("author", "authors", "byline", "writer", "journalist"),
    "section": ("section", "section name", "rubric"),
    "page": ("page", "pages", "page number", "start page", "pg"),
    "url": ("url", "link", "web address", "article url", "document url", "web url", "permalink"),
}  # fmt: skip
"""What columns are called in exports and in tables that people make, the surest names first; case and blanks do not count."""

_OURS = Columns()
_NAMED = 12
"""So many columns are named in a message."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken for what.

    Attributes:
        columns: for ``text``, ``title`` and the like the name of the column that holds it.
        further: the columns that stay with an article under their own names.
        missing: for what a column was named that is not there.
        named: for what the user named the column.
    """

    columns: Mapping[str, str]
    further: tuple[str, ...]
    missing: Mapping[str, str]
    named: frozenset[str]

    def said(self, called: str) -> str | None:
        """Says what was taken for what in a sentence, if a column was that is called otherwise and that nobody named."""
        if all(of in self.named or _letters(name) == of for of, name in self.columns.items()):
            return None
        listed = ", ".join(f"'{one_line(name)}' as the {of}" for of, name in self.columns.items())
        return f"In {called}, these columns were taken: {listed}."


def taken(names: Sequence[str], columns: Columns | None, called: str = "The table") -> Taken:
    """Says which column holds what.

    Args:
        names: the names of the columns.
        columns: what a user names.
        called: what the table is called where it holds no texts.

    Raises:
        HedgeLensError: no column holds the texts.
    """
    asked = columns or _OURS
    found: dict[str, str] = {}
    missing: dict[str, str] = {}
    named = frozenset(field.name for field in fields(Columns) if getattr(asked, field.name) != getattr(_OURS, field.name))
    for of in sorted((field.name for field in fields(Columns)), key=lambda name: name not in named):
        name = getattr(asked, of)
        there = _named(names, (name,) if of in named else USUAL_NAMES[of], tuple(found.values()))
        if there is not None:
            found[of] = there
        elif of == "text":
            raise HedgeLensError(_no_texts(names, name, called))
        elif of in named and name:
            missing[of] = name
    further = tuple(name for name in names if _letters(name) not in found and name not in (found["text"], found.get("id")))
    return Taken(found, further, missing, named)


def _named(names: Sequence[str], wanted: Sequence[str], others: Collection[str]) -> str | None:
    """Returns the column that is called as is wanted, to the letter if there is one."""
    free = [name for name in names if name not in others]
    for name in wanted:
        if name in free:
            return name
        if there := next((other for other in free if _letters(other) == _letters(name)), None):
            return there
    return None


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _no_texts(names: Sequence[str], name: str, called: str) -> str:
    listed = first_of([shortened(one_line(other), 40) for other in names], _NAMED) or "none"
    addresses = (
        " It lists addresses of articles, and nothing is fetched from there: add a column with their texts."
        if _named(names, USUAL_NAMES["url"], ())
        else ""
    )
    return (
        f"{called} has no column '{name}' for the texts; its columns are: {listed}. Name the right one"
        f' (--text-column NAME, in Python columns=Columns(text="NAME")).{addresses}'
    )
