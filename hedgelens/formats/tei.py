"""TEI P5: ``<said who>`` around what is said, ``<seg>`` around sources, cues and hedges, who they are in ``<standOff>``.

Each stretch of text has its name in ``n``; one that crosses another or the edge of a paragraph is in pieces, tied by ``next``
and ``prev``. ``ana`` leads to a feature structure with all that is known. The text of ``<body>`` is that of the article, to the
last blank; a stretch that begins or ends between two paragraphs is noted as it is. (TEI P5 Guidelines,
https://tei-c.org/guidelines/p5/.)
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from hedgelens._start import VERSION
from hedgelens.analysis import Analysis
from hedgelens.formats.annotations import Annotation, Role, annotations_of, note_of, unlike
from hedgelens.formats.plain_files import iri
from hedgelens.formats.tying import Stretch, stretches_of
from hedgelens.formats.xml_files import changed_by, escaped, tag
from hedgelens.records import Article, Kind, Quotation, Source, SourceKind, Span
from hedgelens.views.rows import json_text

NAMESPACE = "http://www.tei-c.org/ns/1.0"
ID = "{http://www.w3.org/XML/1998/namespace}id"
_SYMBOLS = ("type", "quotation", "category")
_WHO = ("source", "via", "owner")
_BETWEEN = "between"
_WORDS = re.compile(r"([^ \t\r\n]+)|\r+")
_AS_PERSON = (SourceKind.PERSON, SourceKind.AUTHOR)


def write(analyses: Iterable[Analysis]) -> bytes:
    """Returns one analysis as a TEI document."""
    (analysis,) = analyses
    annotations = annotations_of(analysis)
    sources = {source.name: f"src{number}" for number, source in reversed(list(enumerate(analysis.sources, start=1)))}
    header = _header(analysis.article, json_text(note_of(analysis, annotations)))
    shown = partial(in_blocks, [(block.start, block.end) for block in analysis.article.blocks])
    noted = [replace(one, more={**one.more, **unlike(one, shown)}) for one in annotations]
    beside = "\n".join((_lists(analysis.sources, sources), *(_features(n, one, sources) for n, one in enumerate(noted, 1))))
    beside = f"<standOff>\n{beside}\n</standOff>\n" if beside.strip() else ""
    body = _Body(analysis.article, annotations, sources).text()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{NAMESPACE}">\n{header}\n{beside}'
        f"<text><body>{body}</body></text>\n</TEI>\n"
    ).encode()


def in_blocks(blocks: Sequence[Span], span: Span) -> Span:
    """Returns a stretch without what lies between two blocks at its edges; one that lies in none stays as it is."""
    first = bisect_right(blocks, span[0], key=lambda block: block[1])
    last = bisect_left(blocks, span[1], key=lambda block: block[0]) - 1
    return (max(span[0], blocks[first][0]), min(span[1], blocks[last][1])) if first <= last else span


def _header(article: Article, note: str) -> str:
    title = tag("title", {}, escaped(article.title or article.id))
    author = tag("author", {}, escaped(article.author)) if article.author else ""
    outlet = tag("title", {"level": "j"}, escaped(article.outlet)) if article.outlet else ""
    date = tag("date", {"when": article.date}, escaped(article.date_text or article.date)) if article.date else ""
    link = tag("ref", {"target": iri(article.url)}) if article.url else ""
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
            yield _between(self._article.text[at : block.start])
            inside = self._inside((block.start, block.end), self._here[number])
            yield tag("p", {}, inside) if block.kind is Kind.BODY else tag("ab", {"type": str(block.kind)}, inside)
            at = block.end
        yield _between(self._article.text[at:])

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


def _between(text: str) -> str:
    """Returns what stands between two blocks: page breaks and such in an element, as ``<body>`` holds no words of its own."""
    return _WORDS.sub(lambda match: tag("ab", {"type": _BETWEEN}, escaped(match[0])) if match[1] else escaped(match[0]), text)


def _close(mark: _Mark) -> str:
    return "</said>" if mark.stretch.role is Role.CONTENT else "</seg>"
