"""Reads files of hedge rules and checks their form; every complaint names the file, the line and the key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hedgelens.files.toml_lines import line_of_key, line_of_table
from hedgelens.records import Category, HedgeLensError

CATEGORIES = (*map(str, Category), "booster", "factive", "reporting", "pseudo")
_TOP = frozenset(["category", "off", "lists", "conditions", "rule", "pseudo"])
_KEYS = frozenset(
    ["name", "category", "match", "must", "must_not", "also", "within", "confidence", "reach", "example", "counter", "note"]
)
_NUMBERS = frozenset(["within", "confidence"])
_LISTS = frozenset(["match", "must", "must_not", "also", "example", "counter"])


@dataclass(frozen=True)
class RuleFile:
    """One file of rules, its form checked, its patterns not yet compiled."""

    name: str
    text: str
    tables: tuple[Table, ...]
    lists: Mapping[str, frozenset[str]]
    conditions: Mapping[str, str]
    off: Sequence[str]

    def error(self, key: str, problem: str) -> HedgeLensError:
        """Returns a complaint about a key outside of the rules."""
        return complaint(self.name, line_of_key(self.text, key), key, problem)


@dataclass(frozen=True)
class Table:
    """One ``[[rule]]`` or ``[[pseudo]]`` of a file."""

    file: str
    text: str
    line: int
    category: str
    values: Mapping[str, Any]

    def error(self, key: str, problem: str) -> HedgeLensError:
        """Returns a complaint about a key of this rule."""
        return complaint(self.file, line_of_key(self.text, key, self.line), key, problem)

    def string(self, key: str, default: str | None = None) -> str:
        """Returns a value that is one string."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.error(key, "a string is expected" if key in self.values else "it is missing")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """Returns a value that is a string or several."""
        value = self.values.get(key, [])
        return (value,) if isinstance(value, str) else tuple(value)

    def number(self, key: str, default: float) -> float:
        """Returns a value that is a number."""
        return float(self.values.get(key, default))


def complaint(file: str, line: int, key: str, problem: str) -> HedgeLensError:
    """Returns an error that says where in a file of rules what is wrong."""
    return HedgeLensError(f"Hedge rules '{file}', line {line}, key '{key}': {problem}.")


def read_rule_file(text: str, name: str) -> RuleFile:
    """Reads the text of a file of rules.

    Raises:
        HedgeLensError: it is no TOML, or a key of it is unknown, missing or of a wrong kind.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise HedgeLensError(f"Hedge rules '{name}' are not valid TOML: {error}.") from None
    for key in data:
        if key not in _TOP:
            raise complaint(name, line_of_key(text, key), key, f"it is unknown; known are {', '.join(sorted(_TOP))}")
    tables = [
        _table(text, name, kind, index, values, data.get("category"))
        for kind in ("rule", "pseudo")
        for index, values in enumerate(_tables_of(data, kind, text, name))
    ]
    return RuleFile(
        name,
        text,
        tuple(sorted(tables, key=lambda table: table.line)),
        {key: frozenset(value.lower().split()) for key, value in _strings_of(data, "lists", text, name).items()},
        _strings_of(data, "conditions", text, name),
        _off(data, text, name),
    )


def _tables_of(data: Mapping[str, Any], kind: str, text: str, name: str) -> list[dict[str, Any]]:
    tables = data.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise complaint(name, line_of_key(text, kind), kind, f"rules begin with a line [[{kind}]]")
    return tables


def _strings_of(data: Mapping[str, Any], kind: str, text: str, name: str) -> dict[str, str]:
    table = data.get(kind, {})
    if not isinstance(table, dict):
        raise complaint(name, line_of_key(text, kind), kind, "a table is expected")
    for key, value in table.items():
        if not isinstance(value, str):
            raise complaint(name, line_of_key(text, key), key, "a string is expected")
    return table


def _off(data: Mapping[str, Any], text: str, name: str) -> list[str]:
    off: list[str] = data.get("off", [])
    if not _is_list(off):
        raise complaint(name, line_of_key(text, "off"), "off", "a list of strings is expected")
    return off


def _table(text: str, file: str, kind: str, index: int, values: dict[str, Any], category: object) -> Table:
    line = line_of_table(text, kind, index)
    category = "pseudo" if kind == "pseudo" else values.get("category", category)
    table = Table(file, text, line, str(category), values)
    for key, value in values.items():
        if problem := _problem(key, value):
            raise table.error(key, problem)
    for key in ("name", "match"):
        if not values.get(key):
            raise table.error(key, "it is missing")
    if category not in CATEGORIES:
        raise table.error("category", f"'{category}' is none; the categories are {', '.join(CATEGORIES)}")
    return table


def _problem(key: str, value: object) -> str | None:
    """Returns what is wrong with what a key of a rule says."""
    if key not in _KEYS:
        return f"it is unknown; known are {', '.join(sorted(_KEYS))}"
    if key in _NUMBERS:
        return None if isinstance(value, int | float) and not isinstance(value, bool) else "a number is expected"
    if isinstance(value, str):
        return None
    if key not in _LISTS:
        return "a string is expected"
    return None if _is_list(value) else "a string or a list of strings is expected"


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
