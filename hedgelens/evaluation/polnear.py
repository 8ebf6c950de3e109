"""Reads articles with hand-marked attributions in brat's stand-off format, as the PolNeAR corpus keeps them.

A folder holds ``text/NAME.txt`` and ``attributions/NAME_CODER.ann``; of several coders the first in the alphabet counts.
(Newell, Margolin & Ruths 2018.) The corpus is not part of HedgeLens.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hedgelens.article.hidden import files_in
from hedgelens.files.writing import check_where_you_are
from hedgelens.records import HedgeLensError, Span, Spans


@dataclass(frozen=True, slots=True)
class FlatAttribution:
    """An attribution as three roles only, the outermost one of those nested into each other."""

    source: Spans
    cue: Spans
    content: Spans
    id: str = ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and the attributions marked in it by hand."""

    id: str
    text: str
    attributions: tuple[FlatAttribution, ...]


def read_marked_texts(folder: str | Path) -> Iterator[MarkedText]:
    """Yields the marked texts of a folder in alphabetical order.

    Raises:
        HedgeLensError: there is no such folder, or it does not hold ``text/*.txt`` files.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise HedgeLensError(f"There is no folder '{folder}'. {check_where_you_are()}")
    paths = files_in(folder / "text", (".txt",))
    if not paths:
        raise HedgeLensError(f"'{folder}' holds no marked texts: expected text/NAME.txt and attributions/NAME_CODER.ann in it.")
    coded: dict[str, list[Path]] = defaultdict(list)
    for path in files_in(folder / "attributions", (".ann",)):
        coded[path.stem.rpartition("_")[0]].append(path)
    for path in paths:
        text = path.read_bytes().decode("utf-8")
        marks = sorted(coded.get(path.stem, ()))
        yield MarkedText(path.stem, text, _attributions(marks[0]) if marks else ())


def _attributions(path: Path) -> tuple[FlatAttribution, ...]:
    spans: dict[str, list[Span]] = {}
    events: list[tuple[str, list[str]]] = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        fields = line.rstrip("\r").split("\t")
        if re.fullmatch(r"T\d+", fields[0]) and len(fields) > 1:
            pieces = fields[1].partition(" ")[2].split(";")
            spans[fields[0]] = [(int(start), int(end)) for start, end in (piece.split() for piece in pieces)]
        elif re.fullmatch(r"E\d+", fields[0]) and len(fields) > 1:
            events.append((fields[0], fields[1].split()))
    return tuple(_attribution(id, arguments, spans) for id, arguments in events)


def _attribution(id: str, arguments: list[str], spans: dict[str, list[Span]]) -> FlatAttribution:
    roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for argument in arguments:
        name, _, mark = argument.partition(":")
        role = name.rstrip("0123456789").lower()
        if role in roles:
            roles[role] += spans.get(mark, [])
    return FlatAttribution(id=id, **{role: joined(pieces) for role, pieces in roles.items()})


def joined(pieces: list[Span]) -> Spans:
    """Returns the pieces in order, those that touch or overlap made one, empty ones dropped."""
    result: list[Span] = []
    for start, end in sorted(piece for piece in pieces if piece[1] > piece[0]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)
