"""ProQuest: documents between rules of underscores, or in the divisions of a page, each with labels before its fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hedgelens.article.exports.document import Document, Export, Material
from hedgelens.article.exports.heads import read_section
from hedgelens.article.exports.labels import Label, known, labelled
from hedgelens.article.exports.markup import lines_of
from hedgelens.article.exports.paragraphs import grouped, paragraphs_of, tail_start

_MARK = re.compile(r"(?i)proquest")
_FEWEST_FIELDS = 3
_LOOKED_AT = 4
_ANCHOR = re.compile(r"(?i)<a\s+name\s*=\s*[\"']?DocID")
_PRINTED = re.compile(
    r"^(?P<outlet>[^;\[\]]{1,120}).{0,200}?\]\s{0,3}(?P<date>[^:\[\]]{4,60})(?::\s{0,3}(?P<page>[^:]{1,20}?)\.?)?$"
)
"""Where something was printed: "Valley Courier ; Harrow, Me. [Harrow, Me]08 May 2010: A.2."."""


def recognises(material: Material) -> bool:
    """Says whether one of the first documents has three fields of this database, one of them for its text or abstract."""
    if not _MARK.search(material.markup or material.text):
        return False
    return any(_is_document(segment) for segment in _segments(material)[:_LOOKED_AT])


def splits(material: Material) -> Export:
    """Takes the documents apart; what stands before the first and behind the last is a cover."""
    segments = _segments(material)
    found = [segment for segment in segments if _is_document(segment)]
    counts = (known("proquest", "begins", line) for segment in found for line in segment[:_LOOKED_AT])
    total = next((int(count["total"]) for count in counts if count), None)
    return Export(len(found), _documents(found), total)


def _segments(material: Material) -> list[list[str]]:
    lines = lines_of(_ANCHOR.sub("<hr><a name='", material.markup)) if material.markup else material.lines
    segments: list[list[str]] = [[]]
    for line in lines:
        if known("proquest", "parted", line):
            segments.append([])
        elif line.strip():
            segments[-1].append(line.strip())
    return [part for segment in segments for part in _parted_behind_database(segment)]


def _parted_behind_database(lines: list[str]) -> Iterator[list[str]]:
    """Parts documents between which no rule stands: behind the name of the database, their last field."""
    numbers = sum((label := _label(line)) is not None and label.field == "document" for line in lines)
    last = [place for place, line in enumerate(lines) if line.casefold().startswith("database:")] if numbers > 1 else []
    start = 0
    for place in last:
        yield lines[start : place + 1]
        start = place + 1
    yield lines[start:]


def _is_document(lines: Sequence[str]) -> bool:
    found = [label for line in lines if (label := _label(line))]
    kinds = {label.field for label in found}
    return bool(kinds & {"text", "abstract"}) and len(kinds) >= _FEWEST_FIELDS and any(label.sure for label in found)


def _label(line: str) -> Label | None:
    found = labelled("proquest", line)
    return found[0] if found else None


def _documents(segments: Sequence[Sequence[str]]) -> Iterator[Document]:
    for number, lines in enumerate(segments, start=1):
        document = Document()
        _read(lines, document)
        _read_printed(document)
        read_section(document)
        document.broken_off = number == len(segments) > 1 and "document" not in document.about
        yield document


def _read(lines: Sequence[str], document: Document) -> None:
    text = next((place for place, line in enumerate(lines) if (label := _label(line)) and label.field == "text"), len(lines))
    first = next((place for place, line in enumerate(lines) if _label(line)), len(lines))
    document.note("title", " ".join(line for line in lines[:first] if not _is_furniture(line)))
    _read_fields(lines[first:text], document)
    body = [lines[text].partition(":")[2], *lines[text + 1 :]] if text < len(lines) else []
    groups = grouped(line for paragraph in body for line in (paragraph, ""))
    end = tail_start(groups, _label)
    _read_fields((line for group in groups[end:] for line in group), document)
    document.text = "" if all(known("proquest", "none", group[0]) for group in groups[:end]) else paragraphs_of(groups[:end], 0)
    if "abstract" in document.about and known("proquest", "none", document.about["abstract"]):
        del document.about["abstract"]
    if not document.text and "abstract" in document.about:
        document.missing = "holds no more than an abstract, which the database may have written itself"


def _is_furniture(line: str) -> bool:
    return any(known("proquest", name, line) for name in ("begins", "link", "not-text"))


def _read_fields(lines: Iterable[str], document: Document) -> None:
    name = ""
    for line in lines:
        if found := labelled("proquest", line):
            name = found[0].field
            document.note(name, found[1])
        elif not _is_furniture(line):
            document.goes_on(name, line)


def _read_printed(document: Document) -> None:
    """Takes outlet, date and page from where something was printed, where no field of their own holds them."""
    printed = _PRINTED.match(document.about.pop("publication info", ""))
    for name in ("outlet", "date", "page"):
        if printed and printed[name] and name not in document.about:
            document.note(name, printed[name])
    if "outlet" in document.about:
        document.about["outlet"] = document.about["outlet"].partition(";")[0].strip()
