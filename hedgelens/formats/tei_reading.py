"""TEI P5 read: what HedgeLens wrote comes back as it was, and ``<said>`` of others is a content, ``who`` its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from hedgelens.files.checking import MisfitError, value
from hedgelens.formats.annotations import Annotation, Found, Role, as_noted
from hedgelens.formats.plain_files import json_in, note_in, object_in
from hedgelens.formats.tei import ID, NAMESPACE, in_blocks
from hedgelens.formats.xml_files import as_said, local, parsed
from hedgelens.records import HedgeLensError, Span


@dataclass
class _Read:
    """What the body of a document says, while it is read."""

    noted: Container[str]
    text: list[str] = field(default_factory=list)
    length: int = 0
    units: dict[str, str] = field(default_factory=dict)
    spans: dict[tuple[str, str, Role], Span] = field(default_factory=dict)
    said: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def write(self, words: str | None) -> None:
        """Adds text."""
        if words:
            self.text.append(words)
            self.length += len(words)

    def unit(self, element: Any, start: int) -> tuple[str, str]:
        """Returns of which annotation an element is a part, and of which of its stretches.

        HedgeLens says so itself; what others wrote is one annotation an element, or a chain that ``next`` and
        ``prev`` tie.
        """
        own, number = (element.get("ana") or "").lstrip("#"), element.get("n")
        if own in self.noted and number:
            return own, number
        id = element.get(ID)
        before = (element.get("prev") or "").lstrip("#")
        unit = self.units.get(before) or self.units.get(f"#{id}") or id or f"at{start}"
        if id:
            self.units[id] = unit
        if element.get("next"):
            self.units[element.get("next")] = unit
        return unit, f"at{start}"


def read(data: bytes, name: str) -> list[Found]:
    """Reads one annotated article; ``<said>`` that others wrote is a content, and who says it its source.

    Raises:
        HedgeLensError: it is not TEI, or something in it leads nowhere.
    """
    root = parsed(data, name)
    bodies = [one for one in root.iter() if local(one) == "body"] if root.tag == f"{{{NAMESPACE}}}TEI" else []
    if not bodies:
        raise HedgeLensError(f"'{name}' is not a document in TEI P5: it has no <text> with a <body> in the namespace of TEI.")
    try:
        return [_found(root, bodies[0])]
    except (MisfitError, ValueError, TypeError) as error:
        raise HedgeLensError(f"'{name}' cannot be read: {error}.") from None


def _found(root: Any, body: Any) -> Found:
    names = {
        one.get(ID): _first_text(one)
        for one in root.iter()
        if local(one) in ("person", "org", "bibl", "personGrp") and one.get(ID)
    }
    noted = {one.get(ID): dict(_said_in(one, names)) for one in root.iter() if local(one) == "fs" and one.get(ID)}
    note = next((one.text for one in root.iter() if local(one) == "xenoData" and one.get("type") == "hedgelens"), None)
    own = note_in(json_in(note, "the note")) if note else None
    found = _Read(noted.keys())
    _walk(body, found, names)
    text, shown = "".join(found.text), partial(in_blocks, list(_blocks_in(own)))
    spans: dict[str, dict[Role, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for (unit, _, role), span in found.spans.items():
        spans[unit][role].append(span)
    annotations = []
    for unit, of in spans.items():
        about = noted.get(unit, {})
        more = object_in(about.pop("note", "{}"), "a note")
        id = about.pop("identifier", unit)
        exact = more.pop("spans", None)
        said = as_said(about | found.said[unit], more)
        one = Annotation(id, {role: tuple(sorted(given)) for role, given in of.items()}, said, more)
        annotations.append(as_noted(one, exact, text, shown))
    return Found(annotations, text=text, note=own)


def _blocks_in(note: Mapping[str, Any] | None) -> Iterator[Span]:
    about = value(dict[str, Any], (note or {}).get("article", {}), "article")
    for start, end, _ in value(tuple[tuple[int, int, str], ...], about.get("blocks", ()), "article.blocks"):
        yield start, end


def _walk(element: Any, found: _Read, names: Mapping[str, str]) -> None:
    """Goes through the body without calling itself: a file may be as deep as it likes."""
    found.write(element.text)
    stack: list[tuple[Iterator[Any], tuple[Any, int] | None]] = [(iter(element), None)]
    while stack:
        child = next(stack[-1][0], None)
        if child is None:
            _, opened = stack.pop()
            if opened is not None:
                _ended(opened[0], opened[1], found, names)
                found.write(opened[0].tail)
        else:
            start = found.length
            found.write(child.text)
            stack.append((iter(child), (child, start)))


def _ended(element: Any, start: int, found: _Read, names: Mapping[str, str]) -> None:
    role = _role(element)
    if role is None or start == found.length:
        return
    unit, number = found.unit(element, start)
    before = found.spans.get((unit, number, role), (start, start))
    found.spans[unit, number, role] = (min(before[0], start), max(before[1], found.length))
    if role is Role.CONTENT and (pointers := str(element.get("who") or "").split()):
        who = pointers[0].lstrip("#")
        found.said[unit]["source"] = names.get(who, who)
    if role is Role.HEDGE and element.get("subtype"):
        found.said[unit]["category"] = element.get("subtype")


def _role(element: Any) -> Role | None:
    if local(element) == "said":
        return Role.CONTENT
    said = str(element.get("type")).capitalize()
    return Role(said) if local(element) == "seg" and said in list(Role) else None


def _first_text(element: Any) -> str:
    return next((one.text or "" for one in element if local(one) in ("persName", "orgName", "title", "name")), "")


def _said_in(fs: Any, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yields what a feature structure says."""
    for feature in fs:
        key, pointer = feature.get("name"), feature.get("fVal")
        if key is not None and pointer is not None:
            yield key, names.get(pointer.lstrip("#"), "")
        elif key is not None and len(feature):
            yield key, feature[0].get("value") or feature[0].text or ""
