"""TEI P5: ``<said who>`` around what is said, ``<seg>`` around sources, cues and hedges, who they are in ``<standOff>``.

Each stretch of text has its name in ``n``; one that crosses another or the edge of a paragraph is in pieces, tied by ``next``
and ``prev``. ``ana`` leads to a feature structure with all that is known. The text of ``<body>`` is that of the article, to the
last blank. (TEI P5 Guidelines, https://tei-c.org/guidelines/p5/.)
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from hedgelens._start import VERSION
from hedgelens.analysis import Analysis
from hedgelens.files.checking import MisfitError
from hedgelens.formats.annotations import Annotation, Found, Role, annotations_of, note_of
from hedgelens.formats.plain_files import json_in, note_in, object_in
from hedgelens.formats.tying import Stretch, stretches_of
from hedgelens.formats.xml_files import as_said, changed_by, escaped, local, parsed, tag
from hedgelens.records import Article, HedgeLensError, Kind, Quotation, Source, SourceKind, Span
from hedgelens.views.rows import json_text

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SYMBOLS = ("type", "quotation", "category")
_WHO = ("source", "via", "owner")
_AS_PERSON = (SourceKind.PERSON, SourceKind.AUTHOR)


def write(analyses: Iterable[Analysis]) -> bytes:
    """Returns one analysis as a TEI document."""
    (analysis,) = analyses
    annotations = annotations_of(analysis)
    sources = {source.name: f"src{number}" for number, source in reversed(list(enumerate(analysis.sources, start=1)))}
    header = _header(analysis.article, json_text(note_of(analysis, annotations)))
    beside = "\n".join((_lists(analysis.sources, sources), *(_features(n, one, sources) for n, one in enumerate(annotations, 1))))
    beside = f"<standOff>\n{beside}\n</standOff>\n" if beside.strip() else ""
    body = _Body(analysis.article, annotations, sources).text()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{NAMESPACE}">\n{header}\n{beside}'
        f"<text><body>{body}</body></text>\n</TEI>\n"
    ).encode()


def _header(article: Article, note: str) -> str:
    title = tag("title", {}, escaped(article.title or article.id))
    author = tag("author", {}, escaped(article.author)) if article.author else ""
    outlet = tag("title", {"level": "j"}, escaped(article.outlet)) if article.outlet else ""
    date = tag("date", {"when": article.date}, escaped(article.date_text or article.date)) if article.date else ""
    link = tag("ref", {"target": article.url}) if article.url else ""
    published = tag("publicationStmt", {}, "<p>Annotations of who says what, by HedgeLens.</p>")
    origin = tag("sourceDesc", {}, tag("bibl", {}, f"{title}{author}{outlet}{date}{link}"))
    program = tag("application", {"ident": "HedgeLens", "version": VERSION}, "<label>HedgeLens</label>")
    described = tag("fileDesc", {}, f"{tag('titleStmt', {}, title + author)}{published}{origin}")
    note = tag("xenoData", {"type": "hedgelens"}, escaped(note))
    return tag("teiHeader", {}, f"{described}{tag('encodingDesc', {}, tag('appInfo', {}, program))}{note}")


def _lists(sources: Sequence[Source], ids: Mapping[str, str]) -> str:
    """Returns who the sources are: people, documents, and all others."""
    lists: dict[str, list[str]] = {"listPerson": [], "listOrg": [], "listBibl": []}
    for number, source in enumerate(sources, start=1):
        about: dict[str, object] = {"xml:id": f"src{number}"}
        if source.kind in _AS_PERSON:
            role = tag("occupation", {}, escaped(source.role)) if source.role else ""
            lists["listPerson"].append(tag("person", about, _names("persName", source) + role))
        elif source.kind is SourceKind.DOCUMENT:
            lists["listBibl"].append(tag("bibl", about, _names("title", source)))
        else:
            lists["listOrg"].append(tag("org", {**about, "type": str(source.kind)}, _names("orgName", source)))
    return "\n".join(tag(name, {}, "\n".join(some)) for name, some in lists.items() if some)


def _names(element: str, source: Source) -> str:
    return "".join(
        tag(element, {"type": "alias" if number else None}, escaped(name))
        for number, name in enumerate((source.name, *source.aliases))
    )


def _features(number: int, one: Annotation, sources: Mapping[str, str]) -> str:
    """Returns the feature structure of an annotation."""
    features = [tag("f", {"name": "identifier"}, tag("string", {}, escaped(one.id)))]
    for key, word in one.said.items():
        if key in _SYMBOLS:
            features.append(tag("f", {"name": key}, tag("symbol", {"value": word})))
        elif key in _WHO and word in sources:
            features.append(tag("f", {"name": key, "fVal": f"#{sources[word]}"}))
        else:
            features.append(tag("f", {"name": key}, tag("string", {}, escaped(word))))
    features.append(tag("f", {"name": "note"}, tag("string", {}, escaped(json_text({**one.more, **changed_by(one.said)})))))
    return tag("fs", {"xml:id": f"u{number}", "type": str(one.anchor).lower()}, "".join(features))


@dataclass(frozen=True)
class _Mark:
    """A stretch, and the tag around it."""

    number: int
    stretch: Stretch
    unit: int


class _Body:
    """The text with its marks, block by block."""

    def __init__(self, article: Article, annotations: Sequence[Annotation], sources: Mapping[str, str]) -> None:
        self._article, self._sources = article, sources
        units = [(unit, one) for unit, some in enumerate(stretches_of(annotations), start=1) for one in some]
        self._marks = [_Mark(number, one, unit) for number, (unit, one) in enumerate(units, start=1)]
        self._pieces: dict[int, int] = defaultdict(int)
        self._all: dict[int, int] = {}
        self._here: dict[int, list[tuple[int, int, _Mark]]] = defaultdict(list)
        ends = [block.end for block in article.blocks]
        for mark in self._marks:
            start, end = mark.stretch.span
            for number in range(bisect_right(ends, start), len(ends)):
                block = article.blocks[number]
                if block.start >= end:
                    break
                self._here[number].append((max(start, block.start), min(end, block.end), mark))

    def text(self) -> str:
        """Returns the content of the body, once it is known in how many pieces each stretch is."""
        for _ in self._blocks():
            pass
        self._all, self._pieces = dict(self._pieces), defaultdict(int)
        return "".join(self._blocks())

    def _blocks(self) -> Iterator[str]:
        at = 0
        for number, block in enumerate(self._article.blocks):
            yield escaped(self._article.text[at : block.start])
            inside = self._inside((block.start, block.end), self._here[number])
            yield tag("p", {}, inside) if block.kind is Kind.BODY else tag("ab", {"type": str(block.kind)}, inside)
            at = block.end
        yield escaped(self._article.text[at:])

    def _inside(self, block: Span, here: Sequence[tuple[int, int, _Mark]]) -> str:
        opening: dict[int, list[tuple[int, _Mark]]] = defaultdict(list)
        for start, end, mark in sorted(here, key=lambda one: (one[0], -one[1], one[2].number)):
            opening[start].append((end, mark))
        edges = sorted({block[0], block[1], *(edge for s, e, _ in here for edge in (s, e))})
        out: list[str] = []
        stack: list[tuple[int, _Mark]] = []
        for at, until in pairwise(edges):
            # Whatever ends here is closed, with all that was opened within it and goes on.
            depth = next((n for n, (end, _) in enumerate(stack) if end <= at), len(stack))
            reopened = [one for one in stack[depth:] if one[0] > at]
            out += [_close(mark) for _, mark in reversed(stack[depth:])]
            stack = stack[:depth]
            for end, mark in (*reopened, *opening[at]):
                out.append(self._open(mark))
                stack.append((end, mark))
            out.append(escaped(self._article.text[at:until]))
        out += [_close(mark) for _, mark in reversed(stack)]
        return "".join(out)

    def _open(self, mark: _Mark) -> str:
        self._pieces[mark.number] += 1
        piece, pieces = self._pieces[mark.number], self._all.get(mark.number, 1)
        one, said = mark.stretch, mark.stretch.of.said
        about: dict[str, object] = {
            "xml:id": f"m{mark.number}.{piece}",
            "n": mark.number,
            "ana": f"#u{mark.unit}",
            "next": f"#m{mark.number}.{piece + 1}" if piece < pieces else None,
            "prev": f"#m{mark.number}.{piece - 1}" if piece > 1 else None,
        }
        if one.role is Role.CONTENT:
            who = self._sources.get(said.get("source", ""))
            direct = {Quotation.DIRECT: "true", Quotation.INDIRECT: "false"}.get(Quotation(said["quotation"]), "unknown")
            return tag("said", {**about, "who": f"#{who}" if who else None, "direct": direct}, "").removesuffix("</said>")
        kind = said["category"] if one.role is Role.HEDGE else None
        return tag("seg", {**about, "type": str(one.role).lower(), "subtype": kind}, "").removesuffix("</seg>")


def _close(mark: _Mark) -> str:
    return "</said>" if mark.stretch.role is Role.CONTENT else "</seg>"


# -- reading ----------------------------------------------------------------------------------------------------------------


@dataclass
class _Read:
    """What the body of a document says, while it is read."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[tuple[str, str, Role], Span] = field(default_factory=dict)
    said: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def write(self, words: str | None) -> None:
        """Adds text."""
        if words:
            self.text.append(words)
            self.length += len(words)


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
    except (MisfitError, ValueError) as error:
        raise HedgeLensError(f"'{name}' cannot be read: {error}.") from None


def _found(root: Any, body: Any) -> Found:
    names = {
        one.get(_ID): _first_text(one)
        for one in root.iter()
        if local(one) in ("person", "org", "bibl", "personGrp") and one.get(_ID)
    }
    noted = {one.get(_ID): dict(_said_in(one, names)) for one in root.iter() if local(one) == "fs" and one.get(_ID)}
    found = _Read()
    _walk(body, found, names)
    spans: dict[str, dict[Role, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for (unit, _, role), span in found.spans.items():
        spans[unit][role].append(span)
    annotations = []
    for unit, of in spans.items():
        about = noted.get(unit, {})
        more = object_in(about.pop("note", "{}"), "a note")
        id = about.pop("identifier", unit)
        said = as_said(about | found.said[unit], more)
        annotations.append(Annotation(id, {role: tuple(sorted(given)) for role, given in of.items()}, said, more))
    note = next((one.text for one in root.iter() if local(one) == "xenoData" and one.get("type") == "hedgelens"), None)
    return Found(annotations, text="".join(found.text), note=note_in(json_in(note, "the note")) if note else None)


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
    number = element.get("n") or f"at{start}"
    unit = (element.get("ana") or f"#{element.get(_ID) or number}").lstrip("#")
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
