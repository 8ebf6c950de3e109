"""Reads texts with the marks of their attributions in them, as the project's own training texts have.

``<s1>The mayor</s1> <c1>said</c1> <q1>the bridge was safe</q1>.``: source, cue and content of the first attribution. The numbers
run anew in each text; a role in pieces has the same mark several times; marks of different attributions may cross. ``<k1>``
holds a sentence that carries on the account of the source of the first attribution.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from hedgelens.evaluation.polnear import FlatAttribution, MarkedText
from hedgelens.records import HedgeLensError, Span

_MARK = re.compile(r"<(/?)([scqk])(\d{1,4})>")
_ROLES = {"s": "source", "c": "cue", "q": "content", "k": "continued"}

Roles = Mapping[str, list[Span]]


def read_inline(path: str | Path) -> MarkedText:
    """Reads one text with marks in it; of nested attributions the outermost, as a flat view has them.

    Args:
        path: a UTF-8 text.

    Raises:
        HedgeLensError: it cannot be read, or a mark is opened or closed alone, is empty, or belongs to no content.
    """
    path = Path(path)
    try:
        marked = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise HedgeLensError(f"The marked text '{path}' cannot be read: {error}.") from None
    text, found = _parted(marked, path)
    numbers = [number for number in sorted(found) if _begins(found[number]) is not None]
    return MarkedText(
        path.stem,
        text,
        tuple(
            FlatAttribution(
                source=tuple(found[number]["source"]),
                cue=tuple(found[number]["cue"]),
                content=tuple(found[number]["content"]),
                id=str(number),
            )
            for number in numbers
            if not any(_holds(found[other], found[number]) for other in numbers if other != number)
        ),
    )


def _parted(marked: str, path: Path) -> tuple[str, dict[int, Roles]]:
    """Returns the text without its marks, and the spans of each role by number of the attribution."""
    pieces: list[str] = []
    length = at = 0
    opened: dict[str, int] = {}
    found: dict[int, dict[str, list[Span]]] = defaultdict(lambda: {role: [] for role in _ROLES.values()})
    for mark in _MARK.finditer(marked):
        pieces.append(marked[at : mark.start()])
        length += len(pieces[-1])
        at = mark.end()
        name = mark[2] + mark[3]
        if not mark[1] and name not in opened:
            opened[name] = length
        elif mark[1] and opened.get(name, length) < length:
            found[int(mark[3])][_ROLES[mark[2]]].append((opened.pop(name), length))
        else:
            line = marked.count("\n", 0, mark.start()) + 1
            raise HedgeLensError(f"'{path}', line {line}: the mark {mark[0]} is opened twice, closed alone, or empty.")
    if opened:
        raise HedgeLensError(f"'{path}': the mark <{next(iter(opened))}> is never closed.")
    for number, roles in found.items():
        if not roles["content"] and (roles["source"] or roles["cue"]):
            raise HedgeLensError(f"'{path}': attribution {number} has no content. Mark it with <q{number}>…</q{number}>.")
    return "".join([*pieces, marked[at:]]), dict(found)


def _begins(roles: Roles) -> Span | None:
    """Returns the cue of an attribution, or where there is none the first piece of its content."""
    return next(iter((*roles["cue"], *roles["content"])), None)


def _holds(outer: Roles, inner: Roles) -> bool:
    """Says whether one attribution stands in the content of another."""
    begins = _begins(inner)
    return begins is not None and any(s <= begins[0] and begins[1] <= e and (s, e) != begins for s, e in outer["content"])
