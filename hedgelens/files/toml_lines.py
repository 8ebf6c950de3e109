"""Where a table or a key of a TOML file stands, so that messages can name the line."""

from __future__ import annotations

import re


def line_of_table(text: str, table: str, index: int) -> int:
    """Returns the line, from 1, of a ``[[table]]`` by its place among those of its name; 0 where it is written inline."""
    header = re.compile(rf"^\s*\[\[\s*[\"']?{re.escape(table)}[\"']?\s*\]\]")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if header.match(line)]
    return lines[index] if index < len(lines) else 0


def line_of_key(text: str, key: str, header: int = 0) -> int:
    """Returns the line of a key, or of the table of this name: below the header of a table, or anywhere; else the header's."""
    setting = re.compile(rf"^\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*(?:=|\])")
    for number, line in enumerate(text.splitlines()[header:], header + 1):
        if setting.match(line):
            return number
        if header and line.lstrip().startswith("["):
            break
    return header or 1
