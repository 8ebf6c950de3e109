"""Nexis Uni, Nexis Advance, Lexis+: documents in a Word, RTF, OpenDocument or PDF file, each closed by "End of Document"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hedgelens.article.exports.document import Document, Export, Material
from hedgelens.article.exports.heads import is_date, read_page, read_section
from hedgelens.article.exports.labels import Label, known, labelled
from hedgelens.article.exports.paragraphs import grouped, paragraphs_of, tail_start

_MARK = re.compile(r"(?im)^[ \t]*(?:end of document|ende des dokuments|fin d[ue] document)[ \t\r]*$")
_FEWEST_FIELDS = 2
_APPENDIX = 12
"""So many paragraphs at most stand between a heading such as "Graphic" and the fields behind the text."""
_TITLE_LINES = 6
_HEAD_LINES = 60
"""So many lines above a text, or above its fields, its date stands at most."""
_LOOKED_AT = 3
_LANGUAGE_WORDS = 3
_OF_PARAGRAPHS = frozenset(["highlight", "abstract", "notes", "correction", "graphic"])
"""Fields that may have several paragraphs."""


def recognises(material: Material) -> bool:
    """Says whether documents end with "End of Document" that have a date, two fields or more, and a text under "Body"."""
    if not _MARK.search(material.markup or material.text):
        return False
    segments, _ = _segments(material.lines)
    return any(_is_document(segment) for segment in segments[:_LOOKED_AT])


def splits(material: Material) -> Export:
    """Takes the documents apart; what stands before the first is the cover, with a list of them."""
    segments, rest = _segments(material.lines)
    cover = segments[0] if segments else rest
    total = next((int(count["total"]) for line in cover if (count := known("nexis-uni", "count", line))), None)
    unfinished = _is_document(rest)
    found = [*segments, rest] if unfinished else segments
    return Export(len(found), _documents(found, unfinished), total)


def _segments(lines: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """Returns the lines of each document, and those behind the last."""
    segments: list[list[str]] = []
    current: list[str] = []
    for line in lines:
        if known("nexis-uni", "ends", line):
            segments.append(current)
            current = []
        else:
            current.append(line)
    return segments, current


def _is_document(lines: Sequence[str]) -> bool:
    text = next((place for place, line in enumerate(lines) if known("nexis-uni", "text", line)), None)
    if text is None:
        return False
    fields = {found[0].field for line in lines if (found := labelled("nexis", line)) and found[1]}
    above = [line for line in lines[max(text - _HEAD_LINES, 0) : text] if line.strip()]
    return len(fields) >= _FEWEST_FIELDS and any(map(is_date, above))


def _documents(segments: Sequence[Sequence[str]], unfinished: bool) -> Iterator[Document]:
    for number, lines in enumerate(segments, start=1):
        document = _document(lines)
        document.broken_off = unfinished and number == len(segments)
        yield document


def _document(lines: Sequence[str]) -> Document:
    document = Document()
    shown = [line for line in lines if not _is_furniture(line)]
    text = next((place for place, line in enumerate(shown) if known("nexis-uni", "text", line)), None)
    end = _read_head(shown if text is None else shown[:text], document)
    title = document.about.get("title", "")
    body = [line for line in shown[end if text is None else text + 1 :] if line.strip() != title]  # on pages, the title recurs
    behind = _behind(body)
    _read_behind(body[behind:], document)
    document.text = paragraphs_of(grouped(body[:behind]), 0)
    read_section(document)
    return document


def _is_furniture(line: str) -> bool:
    return bool(known("common", "page-number", line) or known("nexis-uni", "link", line))


def _label(line: str) -> Label | None:
    """Returns the label of a line; words that begin sentences, too, are labels before what such a field holds."""
    found = labelled("nexis", line)
    if found is None:
        return None
    label, value = found
    holds = {
        "load-date": is_date(value),
        "language": len(value.split()) <= _LANGUAGE_WORDS,
        "correction": False,
        "graphic": False,
    }
    return label if holds.get(label.field, True) else None


def _read_head(lines: Sequence[str], document: Document) -> int:
    """Reads title, outlet, date, edition and the fields below; returns where these end."""
    places = [place for place, line in enumerate(lines) if line.strip()]
    first = next((place for place in places if _opens_fields(lines[place])), len(lines))
    above = [lines[place].strip() for place in places if place < first]
    date = next((i for i in reversed(range(len(above))[-_HEAD_LINES:]) if is_date(above[i])), len(above))
    if date < len(above):
        read_page(above[date:], document)
    if date:
        document.note("outlet", above[date - 1])
        document.note("title", " ".join(_title(above[: date - 1])))
    return _read_fields(lines, first, document)


def _opens_fields(line: str) -> bool:
    label = _label(line)
    return (label is not None and label.place == "head") or known("common", "copyright", line) is not None


def _title(lines: Sequence[str]) -> Sequence[str]:
    """Returns the lines of the title: those behind the cover, if there is one."""
    cover = [place for place, line in enumerate(lines) if known("nexis-uni", "cover", line) or known("nexis-uni", "listed", line)]
    title = lines[cover[-1] + 1 :] if cover else lines
    return title if len(title) <= _TITLE_LINES else title[-1:]


def _read_fields(lines: Sequence[str], first: int, document: Document) -> int:
    """Reads the fields above a text; a line goes on with the field before it where no blank one parts them."""
    name, end, adjoins = "", first, False
    for place in range(first, len(lines)):
        line = lines[place]
        if (label := _label(line)) and label.place == "head":
            name, end = label.field, place + 1
            document.note(name, line[line.find(":") + 1 :])
        elif known("common", "copyright", line):
            name, end = "copyright", place + 1
            document.note(name, line)
        elif heading := known("nexis-uni", "appendix", line):
            name = heading["field"].lower()
        elif line.strip() and (adjoins or name in _OF_PARAGRAPHS):
            document.goes_on(name, line)
        adjoins = bool(line.strip())
    return end


def _behind(lines: Sequence[str]) -> int:
    """Returns the line where the text ends, and the fields behind it begin."""
    places = [place for place, line in enumerate(lines) if line.strip()]
    visible = [lines[place].strip() for place in places]
    start = tail_start([[line] for line in visible], _label)
    for i, line in enumerate(visible[:start]):
        below = visible[i + 1] if i + 1 < len(visible) else ""
        heads_fields = known("nexis-uni", "classification", line) and (not below or _label(below))
        if heads_fields or (known("nexis-uni", "appendix", line) and start - i <= _APPENDIX):
            start = i
            break
    return places[start] if start < len(places) else len(lines)


def _read_behind(lines: Sequence[str], document: Document) -> None:
    name = ""
    for line in lines:
        if heading := known("nexis-uni", "appendix", line):
            name = heading["field"].lower()
        elif found := labelled("nexis", line):
            name = found[0].field
            document.note(name, found[1])
        elif not known("nexis-uni", "classification", line):
            document.goes_on(name, line)
