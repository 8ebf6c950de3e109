"""Tables of words: what the TOML files beside this one, and those of rooms that have words of their own, hold.

A table is a series of entries ``[[name]]``. Each has its ``words`` (divided by blanks, those of a phrase joined by ``_``; or a
list of phrases) or a ``pattern`` (a regular expression), an ``example`` in which one of them does what the table is for, a
``counter`` in which a like word does not, and whatever else is said of the words (``class``, ``gender`` …). Examples run as
tests. Entries of one name may stand in several files; ``also`` names further tables that an entry belongs to.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from hedgelens.records import HedgeLensError

SHARED = "hedgelens.language.words"
"""The package whose tables all rooms share; a room with tables of its own names its package as ``room``."""


class Entry:
    """One ``[[table]]`` of a file."""

    def __init__(self, file: str, table: str, values: Any) -> None:
        """Checks that the entry has what each must have.

        Raises:
            HedgeLensError: it has not; the message names file, table and key.
        """
        self.table, self._place = table, f"The words '{file}', table '{table}'"
        if not isinstance(values, dict):
            raise HedgeLensError(f"{self._place}: its entries must begin with a line [[{table}]].")
        self.values: dict[str, Any] = values
        for key in ("pattern" if "pattern" in values else "words", "example", "counter"):
            self.value(key)

    def value(self, key: str) -> str | list[str]:
        """Returns what a key says."""
        value = self.values.get(key)
        if not isinstance(value, str) and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise HedgeLensError(
                f"{self._place}, key '{key}': expected words, found {'nothing' if value is None else repr(value)}."
            )
        return value

    def words(self, key: str = "words") -> Iterable[str]:
        """Returns the words of a key, in their order."""
        value = self.value(key)
        return value.split() if isinstance(value, str) else value


def _entries_in(file: Traversable) -> Iterator[Entry]:
    for table, rows in tomllib.loads(file.read_text("utf-8")).items():
        yield from (Entry(file.name, table, row) for row in (rows if isinstance(rows, list) else [rows]))


@cache
def tables(room: str = SHARED) -> Mapping[str, tuple[Entry, ...]]:
    """Returns the entries of all tables in the files of a package, by the name of the table."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for file in sorted(files(room).iterdir(), key=lambda file: file.name):
        for entry in _entries_in(file) if file.name.endswith(".toml") else ():
            for table in (entry.table, *entry.values.get("also", "").split()):
                found[table].append(entry)
    return {table: tuple(rows) for table, rows in found.items()}


def entries(table: str, key: str = "words", room: str = SHARED) -> list[Entry]:
    """Returns the entries of a table that have a key, in their order.

    Raises:
        HedgeLensError: there is no such table, or none of its entries has the key.
    """
    found = [entry for entry in tables(room).get(table, ()) if key in entry.values]
    if not found:
        raise HedgeLensError(f"The words in '{room}' have no table '{table}' with the key '{key}'.")
    return found


@cache
def word_list(table: str, key: str = "words", room: str = SHARED) -> tuple[str, ...]:
    """Returns the words of a table in their order."""
    return tuple(word for entry in entries(table, key, room) for word in entry.words(key))


@cache
def word_set(table: str, key: str = "words", room: str = SHARED) -> frozenset[str]:
    """Returns the words of a table."""
    return frozenset(word_list(table, key, room))


@cache
def related(table: str, key: str, room: str = SHARED) -> Mapping[str, frozenset[str]]:
    """Returns for each word of a table the words that another key gives, from all entries that list the word."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries(table, key, room):
        for word in entry.words():
            found[word].update(entry.words(key))
    return {word: frozenset(values) for word, values in found.items()}


@cache
def marked(table: str, key: str, room: str = SHARED) -> Mapping[str, str]:
    """Returns for each word of a table what another key says of it, from the last entry that lists the word."""
    return {word: str(entry.value(key)) for entry in entries(table, key, room) for word in entry.words()}


@cache
def words_with(table: str, key: str, *values: str, room: str = SHARED) -> frozenset[str]:
    """Returns the words of those entries of a table whose key says one of some values."""
    return frozenset(word for entry in entries(table, key, room) if entry.value(key) in values for word in entry.words())


@cache
def patterns(table: str, room: str = SHARED) -> tuple[re.Pattern[str], ...]:
    """Returns the regular expressions of a table."""
    return tuple(re.compile(str(entry.value("pattern"))) for entry in entries(table, "pattern", room))
