"""The formulas of what charts show, and how they are put in a methods section, as ``formulas.toml`` says it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Formula:
    """How a number is taken.

    Attributes:
        measure: what is measured.
        formula: the formula, as text.
        where: what its letters stand for.
        method: a clause for a methods section.
        interval: how its intervals are made, and what is adjusted; empty where there are none.
    """

    measure: str
    formula: str
    where: str
    method: str
    interval: str = ""


@cache
def formulas() -> Mapping[str, Formula]:
    """Returns all formulas by their names."""
    text = files("hedgelens.measures").joinpath("formulas.toml").read_text("utf-8")
    return {name: Formula(**found) for name, found in tomllib.loads(text).items()}
