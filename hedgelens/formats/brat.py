"""brat's stand-off format, as the PolNeAR corpus uses it: three spans and an event that ties them together.

An attribution is an event ``Attribution`` (``Attribution-no-source`` where nobody is named) on its cue, with the arguments
``Source``, ``Cue`` and ``Content``; further pieces are further arguments. What annotators choose stands in attributes, names
stand in references, the rest in a note on each. A stretch that runs over the end of a line is in pieces, as brat wants it; the
note has it as it is where these do not tell.
(Newell, Margolin & Ruths 2018; https://brat.nlplab.org/standoff.html.)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from hedgelens.analysis import Analysis
from hedgelens.files.checking import MisfitError, value
from hedgelens.files.text import encodable, one_line
from hedgelens.formats.annotations import OF_ATTRIBUTIONS, Annotation, Found, Role, annotations_of, note_of, pieces
from hedgelens.formats.matching import closed, joined
from hedgelens.formats.plain_files import json_in, note_in, put, text_in
from hedgelens.records import AttributionType, Category, HedgeLensError, Quotation, Span, Spans, plain
from hedgelens.views.rows import json_text

_EVENT, _NO_SOURCE, _ARTICLE = "Attribution", "Attribution-no-source", "Article"
_ATTRIBUTES = {"type": "Type", "quotation": "Quotation", "category": "Category"}
_NAMES = {"source": "Source", "via": "Via", "owner": "Owner"}
_DATABASE = "HedgeLens"
_LINE = re.compile(r"[^\r\n]+")
_NUMBER = re.compile(r"\d+$")
_PASSED_OVER = ("#", "R", "*")
"""How lines begin that say nothing of attributions: notes of others, relations, equivalences."""


def write(analyses: Iterable[Analysis]) -> bytes:
    """Returns the annotations of one analysis."""
    (analysis,) = analyses
    annotations = annotations_of(analysis)
    writer = _Writer(analysis.article.text)
    first = re.search(r"\S+", analysis.article.text)
    assert first is not None  # no article is blank
    writer.mark(_ARTICLE, (first.span(),))
    writer.note("T1", note_of(analysis, annotations))
    events = {one.id: f"E{number}" for number, one in enumerate((a for a in annotations if a.is_attribution), start=1)}
    for one in annotations:
        writer.annotation(one, events)
    return encodable("".join(f"{line}\n" for line in writer.lines)).encode("utf-8")


def beside(analyses: Iterable[Analysis]) -> dict[str, bytes]:
    """Returns the files that brat wants beside the annotations: the text, by its ending, and the configuration, by its name."""
    (analysis,) = analyses
    text = encodable(analysis.article.text).encode("utf-8")
    return {".txt": text, "annotation.conf": _configuration().encode()}


def _configuration() -> str:
    """Returns which annotations there are, as brat reads it."""
    roles = "".join(f"{role}\n" for role in (*Role, _ARTICLE))
    arguments = "Source*:Source, Cue*:Cue, Content*:Content, Via*:Via, Parent?:<EVENT>"
    values = {"Type": AttributionType, "Quotation": Quotation, "Category": Category}
    on = {"Category": "Hedge"}
    attributes = "".join(f"{name}\tArg:{on.get(name, '<EVENT>')}, Value:{'|'.join(words)}\n" for name, words in values.items())
    return (
        f"[entities]\n{roles}[relations]\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n"
        f"[events]\n{_EVENT}\t{arguments}\n{_NO_SOURCE}\t{arguments}\n[attributes]\n{attributes}"
    )


class _Writer:
    """The lines of a file, each kind of them numbered through."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self._text, self._numbers = text, defaultdict[str, int](int)

    def _next(self, kind: str) -> str:
        self._numbers[kind] += 1
        return f"{kind}{self._numbers[kind]}"

    def _add(self, kind: str, *cells: str) -> str:
        name = self._next(kind)
        self.lines.append("\t".join((name, *cells)))
        return name

    def mark(self, label: str, spans: Spans) -> str:
        """Adds a stretch of text, in pieces where it runs over the end of a line."""
        parts = in_lines(self._text, spans)
        where = ";".join(f"{start} {end}" for start, end in parts)
        return self._add("T", f"{label} {where}", " ".join(self._text[start:end] for start, end in parts))

    def note(self, of: str, data: Mapping[str, Any]) -> None:
        """Adds a note on something."""
        self._add("#", f"AnnotatorNotes {of}", json_text(data))

    def annotation(self, one: Annotation, events: Mapping[str, str]) -> None:
        """Adds an annotation: its stretches, what ties them together, and what is said of it."""
        marks = [(role, self.mark(role, (span,))) for role, span in pieces(one)]
        name = marks[0][1]
        if one.id in events:
            label = _EVENT if Role.SOURCE in one.spans else _NO_SOURCE
            trigger = self.mark(label, one.spans[one.anchor][:1])
            numbers = defaultdict[str, int](int)
            arguments = [f"{label}:{trigger}"]
            for role, mark in marks:
                numbers[role] += 1
                arguments.append(f"{role}{numbers[role] if numbers[role] > 1 else ''}:{mark}")
            parent = events.get(one.said.get("parent", ""))
            arguments += [f"Parent:{parent}"] if parent else []
            name = self._event(events[one.id], arguments)
        for key, attribute in _ATTRIBUTES.items():
            if key in one.said:
                self._add("A", f"{attribute} {name} {one.said[key]}")
        for key, label in _NAMES.items():
            if key in one.said:
                self._add("N", f"{label} {name} {_DATABASE}:{quote(one.id)}", one_line(one.said[key]))
        names = {k: one.said[k] for k in _NAMES if k in one.said}
        self.note(name, {"id": one.id, "names": names, **one.more, **self._exact(one)})

    def _exact(self, one: Annotation) -> dict[str, Any]:
        """Returns the stretches of an annotation, and the pieces shown of them, where these would be read as other stretches."""
        shown = {role: [in_lines(self._text, (span,)) for span in spans] for role, spans in one.spans.items()}
        gaps = {gap for spans in shown.values() for parts in spans for gap in _gaps(parts)}
        flat = {role: tuple(piece for parts in spans for piece in parts) for role, spans in shown.items()}
        if all(closed(joined(flat[role]), gaps, self._text) == spans for role, spans in one.spans.items()):
            return {}
        return {"spans": {str(role): plain(spans) for role, spans in one.spans.items()}, "shown": plain(flat)}

    def _event(self, name: str, arguments: Iterable[str]) -> str:
        self.lines.append(f"{name}\t{' '.join(arguments)}")
        return name


def in_lines(text: str, spans: Spans) -> Spans:
    """Returns stretches in pieces that run over no end of a line."""
    return tuple(match.span() for start, end in spans for match in _LINE.finditer(text, start, end)) or spans


def _gaps(pieces: Spans) -> set[Span]:
    return {(one[1], other[0]) for one, other in pairwise(pieces)}


# -- reading ----------------------------------------------------------------------------------------------------------------


@dataclass
class _Lines:
    """What the lines of a file say, by the names that they give things."""

    marks: dict[str, tuple[str, Spans]] = field(default_factory=dict)
    events: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    said: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    notes: dict[str, Any] = field(default_factory=dict)
    quoted: list[tuple[Span, str]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


def read(data: bytes, name: str) -> list[Found]:
    """Reads the annotations of one article; who else wrote them may have left notes of their own.

    Raises:
        HedgeLensError: a line cannot be read.
    """
    lines = _Lines()
    for number, line in enumerate(text_in(data, name).split("\n"), start=1):
        try:
            _read_line(line.rstrip("\r").split("\t", 2), lines)  # marked words may hold tabs, too
        except MisfitError as error:
            raise HedgeLensError(f"Line {number} of '{name}' cannot be read: {error}.") from None
        except (ValueError, IndexError):
            raise HedgeLensError(f"Line {number} of '{name}' is not as brat writes it: '{line[:60].strip()}'.") from None
    article = next((id for id, (label, _) in lines.marks.items() if label == _ARTICLE), None)
    note = note_in(lines.notes.get(article or ""))
    if article is not None and note is None:
        raise HedgeLensError(f"The note that HedgeLens left on the first word is no longer in '{name}', or was changed.")
    try:
        annotations = list(_annotations(lines))
    except MisfitError as error:
        raise HedgeLensError(f"'{name}' cannot be read: {error}.") from None
    passed_over = [label for mark, (label, _) in lines.marks.items() if mark not in lines.used and label != _ARTICLE]
    return [Found(annotations, note=note, quoted=lines.quoted, passed_over=passed_over)]


def _read_line(cells: list[str], lines: _Lines) -> None:
    kind = cells[0][:1]
    if kind == "T":
        label, _, where = cells[1].partition(" ")
        spans = tuple((int(start), int(end)) for start, end in (piece.split() for piece in where.split(";")))
        put(lines.marks, cells[0], (label, spans), "marks")
        if len(cells) > 2 and len(spans) == 1:
            lines.quoted.append((spans[0], cells[2]))
    elif kind == "E":
        arguments = [(role, of) for role, _, of in (argument.partition(":") for argument in cells[1].split())]
        put(lines.events, cells[0], arguments, "events")
    elif kind in ("A", "M"):
        attribute, of, *value = cells[1].split()
        lines.said[of][attribute] = value[0] if value else ""
    elif kind == "N":
        label, of, _ = cells[1].split()
        lines.said[of][f"named {label}"] = cells[2]
    elif kind == "#" and cells[1].startswith("AnnotatorNotes ") and cells[2].startswith("{"):
        lines.notes[cells[1].split()[1]] = _note(cells[2])
    elif "".join(cells).strip() and kind not in _PASSED_OVER:
        raise ValueError(kind)


def _note(words: str) -> Any:
    try:
        return json_in(words, "")
    except HedgeLensError:
        return None  # a note of somebody's own


def _annotations(lines: _Lines) -> Iterator[Annotation]:
    ids = {event: str((lines.notes.get(event) or {}).get("id", event)) for event in lines.events}
    for event, arguments in lines.events.items():
        spans: dict[Role, list[Span]] = defaultdict(list)
        parent: str | None = None
        lines.used.update(of for _, of in arguments)
        gaps: set[Span] = set()
        for label, of in arguments:
            role = _NUMBER.sub("", label)
            if role in OF_ATTRIBUTIONS:
                if of not in lines.marks:
                    raise MisfitError(f"'{event}' leads to '{of}', and no line marks that")
                spans[Role(role)] += lines.marks[of][1]
                gaps |= _gaps(lines.marks[of][1])
            elif role == "Parent":
                parent = ids.get(of)
        if spans:
            said = _said(lines, event) | ({"parent": parent} if parent else {})
            found = Annotation(ids[event], {role: tuple(given) for role, given in spans.items()}, said, gaps=frozenset(gaps))
            yield _noted(lines, event, found)
    for mark, (label, given) in lines.marks.items():
        if label in (Role.HEDGE, Role.CONTINUED):
            lines.used.add(mark)
            id = str((lines.notes.get(mark) or {}).get("id", mark))
            found = Annotation(id, {Role(label): given}, _said(lines, mark), gaps=frozenset(_gaps(given)))
            yield _noted(lines, mark, found)


def _noted(lines: _Lines, of: str, found: Annotation) -> Annotation:
    """Returns an annotation with what is noted of it; with the stretches that are noted as long as it is shown as it was."""
    more = {key: one for key, one in (lines.notes.get(of) or {}).items() if key not in ("id", "names")}
    exact, shown = more.pop("spans", None), more.pop("shown", None)
    if exact is not None and _spans(shown) == {role: tuple(sorted(given)) for role, given in found.spans.items()}:
        return replace(found, spans=_spans(exact), more=more, gaps=frozenset())
    return replace(found, more=more)


def _spans(noted: Any) -> dict[Role, Spans]:
    given = value(dict[str, tuple[tuple[int, int], ...]], noted, "a note of HedgeLens")
    return {value(Role, role, "a note of HedgeLens"): tuple(sorted(spans)) for role, spans in given.items()}


def _said(lines: _Lines, of: str) -> dict[str, str]:
    """Returns what is said of something: a name as it was written stands in the note, where a reference cannot hold it."""
    given = lines.said.get(of, {})
    said = {key: given[attribute] for key, attribute in _ATTRIBUTES.items() if attribute in given}
    names = value(dict[str, str], (lines.notes.get(of) or {}).get("names", {}), "a note of HedgeLens")
    for key, label in _NAMES.items():
        if f"named {label}" in given:
            name = given[f"named {label}"]
            said[key] = names[key] if one_line(names.get(key, "")) == name else name
    return said
