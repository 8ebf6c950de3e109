"""Prints how the rooms of the package hang together: `python tests/rooms.py`.

Imports inside of functions and those for type checkers only count like all others. A room is a folder or a file right under
`hedgelens`; an arrow leads from a room to one that it imports, and runs upward where the layers in `pyproject.toml` have that
one above it, or beside it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import grimp

PROJECT = Path(__file__).parents[1]
PACKAGE = "hedgelens"


def houses(project: Path = PROJECT) -> dict[str, list[str]]:
    """Returns the floors of each package that has an order of its own, the ground floor last."""
    contracts = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return {contract["containers"][0]: contract["layers"] for contract in contracts if contract["type"] == "layers"}


def layers() -> dict[str, int]:
    """Returns the floor of each room."""
    return {name.strip(): floor for floor, rooms in enumerate(houses()[PACKAGE]) for name in rooms.split("|")}


def circles(graph: grimp.ImportGraph) -> list[list[str]]:
    """Returns the modules that import each other, directly or not, largest circle first."""
    reach = {module: graph.find_upstream_modules(module) | {module} for module in graph.modules}
    found = {tuple(sorted(m for m in reach[one] if one in reach[m])) for one in graph.modules}
    return sorted((list(circle) for circle in found if len(circle) > 1), key=lambda circle: (-len(circle), circle))


def arrows(graph: grimp.ImportGraph) -> set[tuple[str, str]]:
    """Returns which room imports which."""
    pairs = ((one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one))
    return {(room(one), room(other)) for one, other in pairs if room(one) != room(other)}


def room(module: str) -> str:
    """Returns the room of a module; the package itself is one, too."""
    return module.split(".")[1] if "." in module else module


def upward(graph: grimp.ImportGraph) -> list[tuple[str, str]]:
    """Returns the arrows that run upward."""
    floor = {PACKAGE: -1, **layers()}
    return sorted((one, other) for one, other in arrows(graph) if floor[one] >= floor[other])


def main() -> None:
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    print(f"{len(graph.modules)} modules; {PACKAGE} itself is a room, too")
    for package, floors in houses().items():
        print(f"{package}: {len(graph.find_children(package)) + (package == PACKAGE)} rooms on {len(floors)} floors")
    print(f"{len(arrows(graph))} arrows, {len(upward(graph))} of them upward", *map(" -> ".join, upward(graph)), sep="\n  ")
    print(f"{len(circles(graph))} circles", *map(" ".join, circles(graph)), sep="\n  ")


if __name__ == "__main__":
    main()
