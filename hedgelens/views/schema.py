"""The JSON Schema of the output contract, as it is published with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def schema_text() -> str:
    """Returns the schema of an analysis as JSON text (draft 2020-12)."""
    return files("hedgelens.views").joinpath("schema.json").read_text("utf-8")


def schema() -> dict[str, Any]:
    """Returns the schema of an analysis, of one line where there are many; ``docs/output.md`` describes every key."""
    found: dict[str, Any] = json.loads(schema_text())
    return found
