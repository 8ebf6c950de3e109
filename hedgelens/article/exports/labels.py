"""The words and lines that newspaper databases write around articles: a file of TOML for each database.

``[[label]]`` is a label of a field: ``field``, what is kept of it, a field of an article or a name of its own, ``""`` where
nothing is; ``words``, how it is written, in the languages of users, whatever the language of the articles is; ``place``,
whether it stands before the text (``head``) or behind it (``tail``); ``sure``, whether it alone shows that the text has ended.
``[[line]]`` is a line that is known as a whole, by a pattern: ``name`` says what it is. Case does not matter, and each has an
``example`` and a ``counter``: a line that it is in, one that it is not in.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_LONGEST_LABEL = 40
_LONGEST_LINE = 300
"""No line that is known as a whole is longer."""
_CODE = re.compile(r"\s*(?P<code>[A-Z]{2,3})(?:[ \u00a0]*[\t|]|[ \u00a0]{2}|[ \u00a0]*$)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a field.

    Attributes:
        field: what is kept of it, ``""`` where nothing is.
        place: whether it stands before the text (``head``) or behind it (``tail``).
        sure: whether it alone shows that the text has ended.
    """

    field: str
    place: str
    sure: bool


@cache
def table(database: str) -> dict[str, Any]:
    """Returns the labels and lines of a database as they stand in its file."""
    return tomllib.loads((files("hedgelens.article.exports") / f"{database}.toml").read_text("utf-8"))


@cache
def labels(database: str) -> dict[str, Label]:
    """Returns the labels of a database by their words in small letters."""
    rows = table(database)["label"]
    return {word.casefold(): Label(row["field"], row["place"], row.get("sure", False)) for row in rows for word in row["words"]}


@cache
def _patterns(database: str) -> dict[str, re.Pattern[str]]:
    return {row["name"]: re.compile(row["pattern"], re.IGNORECASE) for row in table(database)["line"]}


def known(database: str, name: str, line: str) -> re.Match[str] | None:
    """Returns how a line is the one that has a name in the file of a database, or ``None``."""
    line = line.strip()
    return _patterns(database)[name].search(line) if 0 < len(line) <= _LONGEST_LINE else None


def labelled(database: str, line: str) -> tuple[Label, str] | None:
    """Returns the label at the beginning of a line, before a colon, and what stands behind it."""
    colon = line.find(":", 0, _LONGEST_LABEL)
    if colon < 0:
        return None
    label = labels(database).get(" ".join(line[:colon].split()).casefold())
    return None if label is None else (label, line[colon + 1 :].strip())


def coded(database: str, line: str) -> tuple[Label, str] | None:
    """Returns the code at the beginning of a line, before a tab, a bar, two blanks or the end of the line, and what follows."""
    match = _CODE.match(line)
    if match is None:
        return None
    label = labels(database).get(match["code"].casefold())
    return None if label is None else (label, line[match.end() :].strip(" \t|\u00a0"))
