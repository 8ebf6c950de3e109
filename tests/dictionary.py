"""Writes the data dictionary for reading: ``python tests/dictionary.py > docs/dictionary.md`` after a change of ``columns.toml``."""

from __future__ import annotations

from collections.abc import Iterator

from hedgelens.study.rows import OF_ANALYSES, TABLES
from hedgelens.views.columns import Column, dictionary
from hedgelens.views.rows import markdown_line, markdown_text

HEAD = """# The data dictionary

What each column of the tables of a [study](studies.md) contains. The tables of one article or a collection ([the output](output.md)) have
the same columns between `article`, `outlet` and `corrected`. Cells without a value are empty; a list is joined by `"; "`.
"""
ABOUT = f"""## In every table about articles

`articles`, `problems` and {", ".join(f"`{name}`" for name in OF_ANALYSES)} begin with these columns.
"""
CORRECTED = f"""## After the columns of an analysis

{", ".join(f"`{name}`" for name in OF_ANALYSES)} have this column after their own, followed by the further fields that were asked for.
"""


def text() -> str:
    """Returns the data dictionary as Markdown."""
    known = dictionary()
    parts = [HEAD, ABOUT, _table(known["about"].columns.values()), CORRECTED, _table(known["corrected"].columns.values())]
    for names in _alike():
        heads = ", ".join(f"`{name}`" for name in names)
        said = "\n".join(f"* `{name}`: {known[name].rows}" for name in names) if len(names) > 1 else known[names[0]].rows
        parts += [f"## {heads}\n\n{said}\n", _table(known[names[0]].columns.values())]
    return "\n".join(parts)


def _alike() -> Iterator[list[str]]:
    """Yields the names of tables, those with the same columns together."""
    found: dict[tuple[Column, ...], list[str]] = {}
    for name in TABLES:
        found.setdefault(tuple(dictionary()[name].columns.values()), []).append(name)
    yield from found.values()


def _table(columns) -> str:
    lines = [("column", "type", "what it holds", "unit", "values"), ("---",) * 5]
    lines += [
        (f"`{one.name}`", one.type, markdown_text(one.what), markdown_text(one.unit), markdown_text(one.values))
        for one in columns
    ]
    return "\n".join(map(markdown_line, lines)) + "\n"


if __name__ == "__main__":
    print(text(), end="")
