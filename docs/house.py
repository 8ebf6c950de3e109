"""Draws the house from the import contract: `python docs/house.py > docs/images/house.svg`."""

from __future__ import annotations

import ast
import re
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT, GAP, MARGIN = 900, 30, 6, 12


def floors() -> list[list[str]]:
    """Returns the floors of the house from the top, as the contract in pyproject.toml has them, each with its rooms."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    house = next(one for one in settings["tool"]["importlinter"]["contracts"] if one["containers"] == ["hedgelens"])
    return [[room.strip(" ()") for room in floor.split("|")] for floor in house["layers"]]


def purpose(room: str) -> str:
    """Returns what a room is for: the first line of its docstring."""
    path = ROOT / "hedgelens" / room
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    first = (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").splitlines()[0]
    return re.sub(r":mod:|`", "", first).rstrip(".")


def drawing() -> str:
    """Returns the picture: a row a floor, those above may import those below."""
    there = [
        [room for room in floor if (ROOT / "hedgelens" / room).exists() or (ROOT / "hedgelens" / f"{room}.py").exists()]
        for floor in floors()
    ]
    rows = [floor for floor in there if floor]
    height = 2 * MARGIN + len(rows) * (HEIGHT + GAP)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" role="img"'
        ' aria-label="The rooms of HedgeLens, floor upon floor: a room imports only the rooms below it">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for number, rooms in enumerate(rows):
        lines += _floor(MARGIN + number * (HEIGHT + GAP), rooms)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _floor(top: int, rooms: list[str]) -> list[str]:
    width = (WIDTH - 2 * MARGIN - GAP * (len(rooms) - 1)) / len(rooms)
    lines = []
    for place, room in enumerate(rooms):
        left = MARGIN + place * (width + GAP)
        lines.append(f'<rect x="{left:g}" y="{top}" width="{width:g}" height="{HEIGHT}" rx="4" fill="#eef2f6" stroke="#8aa0b4"/>')
        name, words = escape(room), escape(_fitting(purpose(room), room, width))
        lines.append(
            f'<text x="{left + 10:g}" y="{top + 20}" font-size="14" fill="#1c2b39"><tspan font-weight="bold">{name}</tspan>'
            f'<tspan dx="10" font-size="12" fill="#3d5166">{words}</tspan></text>'
        )
    return lines


def _fitting(words: str, room: str, width: float) -> str:
    """Returns as many whole words as fit beside the name of the room."""
    room_for = int((width - 40 - 8.5 * len(room)) / 6.2)
    while len(words) > room_for and " " in words:
        words = words.rpartition(" ")[0].rstrip(",:;")
    return words if len(words) <= room_for else ""


if __name__ == "__main__":
    print(drawing(), end="")
