"""The data dictionary: what each column of each table holds, as ``columns.toml`` says it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

ColumnType = Literal["text", "list", "whole number", "number", "yes or no", "date"]

TYPES: tuple[str, ...] = get_args(ColumnType)
"""What the cells of a column may be; a list is joined by a semicolon and a blank."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: its name.
        type: what its cells are.
        what: what it holds, in a sentence.
        unit: what its numbers are counted in, or how its texts are to be read; empty where there is nothing to say.
        values: the words that it may hold, where these are fixed.
    """

    name: str
    type: ColumnType
    what: str
    unit: str = ""
    values: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """A table: what it has rows for, and its columns, by name and in their order."""

    rows: str
    columns: Mapping[str, Column]


@cache
def dictionary() -> Mapping[str, Described]:
    """Returns what is said of each table."""
    text = files("hedgelens.views").joinpath("columns.toml").read_text("utf-8")
    return {name: _described(name, entry) for entry in tomllib.loads(text)["table"] for name in entry["names"]}


def _described(name: str, entry: Mapping[str, Any]) -> Described:
    columns = {column: Column(column, **about) for column, about in entry["columns"].items()}
    return Described(entry.get("rows", {}).get(name, ""), columns)
