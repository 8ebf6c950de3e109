"""Writes the table of formulas in ``docs/measures.md``: ``python tests/formulas.py`` after a change of ``formulas.toml``."""

from __future__ import annotations

from pathlib import Path

from hedgelens.measures.formulas import formulas

DOCS = Path(__file__).parents[1] / "docs" / "measures.md"
BEGIN, END = "<!-- formulas.toml -->\n", "<!-- end of formulas.toml -->\n"


def table() -> str:
    """Returns the formulas as a table in Markdown."""
    rows = [f"| {f.measure} | {f.formula} | {f.where} | {f.interval or '–'} |" for f in formulas().values()]
    return "\n".join(["| measure | formula | where | intervals |", "|---|---|---|---|", *rows]) + "\n"


if __name__ == "__main__":
    text = DOCS.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    DOCS.write_text(before + BEGIN + table() + END + rest.partition(END)[2], "utf-8")
