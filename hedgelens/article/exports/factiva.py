"""Factiva: documents with codes of two letters before their fields (HD, BY, WC …), or without, each closed by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from hedgelens.article.dates import YEAR
from hedgelens.article.exports.document import Document, Export, Material
from hedgelens.article.exports.heads import is_date, read_section
from hedgelens.article.exports.labels import Label, coded, known, labels
from hedgelens.article.exports.paragraphs import grouped, paragraphs_of

_MARK = re.compile(r"(?i)\bdo[ck]umento? (?=[a-z0-9]{0,39}\d)[a-z0-9]{15,40}\b")
_LOOKED_AT = 3
_FEWEST_FIELDS = 3
_ABOVE = 6
"""So many lines at most stand above the number of words: section, title, byline; what is more belongs to the cover."""
_BELOW = 10
"""So many lines at most stand between the name of the outlet and the text."""
_COPYRIGHT_WORDS = 15
_LOOSE = re.compile(r"\s*(?P<code>[A-Z]{2,3}) (?=\S)")


def recognises(material: Material) -> bool:
    """Says whether documents are closed by their numbers, and have three fields with codes, or a number of words and a date."""
    if not _MARK.search(material.markup or material.text):
        return False
    segments, _ = _segments(material.lines)
    return any(_is_document(segment) for segment in segments[:_LOOKED_AT])


def splits(material: Material) -> Export:
    """Takes the documents apart; what stands behind the last is a summary of the search, or a document that breaks off."""
    segments, rest = _segments(material.lines)
    unfinished = _is_document(rest)
    found = [*segments, rest] if unfinished else segments
    return Export(len(found), _documents(found, unfinished))


def _segments(lines: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """Returns the lines of each document, its number the last, and those behind the last document."""
    segments: list[list[str]] = []
    current: list[str] = []
    for line in lines:
        current.append(line)
        if _number(line):
            segments.append(current)
            current = []
    return segments, current


def _number(line: str) -> str:
    """Returns the number of a document that a line is, behind its code or without one."""
    code = coded("factiva", line) or _coded_loosely(line, "tail")
    closes = known("factiva", "ends", code[1] if code and code[0].field == "document" else line)
    return closes["document"] if closes else ""


def _is_document(lines: Sequence[str]) -> bool:
    return _has_codes(lines) or _length_line([line for line in lines if line.strip()]) is not None


def _has_codes(lines: Sequence[str]) -> bool:
    return bool(_codes_before_tabs(lines) or _codes_before_blanks(lines))


def _codes_before_tabs(lines: Sequence[str]) -> bool:
    return _are_enough({code[0].field for line in lines if (code := coded("factiva", line))})


def _codes_before_blanks(lines: Sequence[str]) -> bool:
    return _are_enough({code[0].field for line in lines if (code := _coded_loosely(line, "head"))})


def _are_enough(fields: Set[str]) -> bool:
    return "title" in fields and len(fields - {"text", ""}) >= _FEWEST_FIELDS


def _documents(segments: Sequence[list[str]], unfinished: bool) -> Iterator[Document]:
    for number, lines in enumerate(segments, start=1):
        shown = [line for line in lines if not _is_furniture(line)]
        document = Document()
        (_read_codes if _has_codes(shown) else _read_plain)(shown, document)
        document.broken_off = unfinished and number == len(segments)
        document.note("document", _number(lines[-1]))
        read_section(document)
        yield document


def _is_furniture(line: str) -> bool:
    return bool(known("common", "page-number", line) or known("factiva", "not-text", line))


def _coded_loosely(line: str, place: str) -> tuple[Label, str] | None:
    """Returns the code before a single blank, as pages of a PDF file have it: in a text, only where what follows is an index."""
    match = _LOOSE.match(line)
    label = labels("factiva").get(match["code"].casefold()) if match else None
    if match is None or label is None:
        return None
    value = line[match.end() :].strip()
    is_index = " : " in value[:60] or " | " in value[:60] or known("factiva", "ends", value) is not None
    fits = place == "head" or label.field == "text" if label.place == "head" else is_index
    return (label, value) if fits else None


def _read_codes(lines: Sequence[str], document: Document) -> None:
    name, place = "", "head"
    loose = not _codes_before_tabs(lines)
    text: list[str] = []
    for line in lines:
        code = coded("factiva", line) or (_coded_loosely(line, place) if loose else None)
        if code and (place == "head" or code[0].field == "text" or code[0].place == "tail"):
            name = code[0].field
            place = "text" if name == "text" else "tail" if code[0].place == "tail" else place
            text += [code[1]] * (name == "text")
            document.note("" if name in ("text", "document") else name, code[1])
        elif name == "text":
            text.append(line.rstrip(" \t|"))  # rows of a table in an RTF file end with a bar
        elif name != "document":
            document.goes_on(name, line)
    document.text = paragraphs_of(grouped(text), 0)


def _length_line(visible: Sequence[str]) -> int | None:
    """Returns which line says how many words a document has: one below which a date stands."""
    numbers = (place for place, line in enumerate(visible) if known("factiva", "length", line))
    return next((place for place in numbers if any(map(is_date, visible[place + 1 : place + 3]))), None)


def _read_plain(lines: Sequence[str], document: Document) -> None:
    places = [place for place, line in enumerate(lines) if line.strip()]
    visible = [lines[place].strip() for place in places]
    length = _length_line(visible)
    if length is None:
        document.missing = "has no number of words and no date, and is no article that can be told from what stands around it"
        return
    _read_above(visible[:length], document)
    document.note("length", visible[length])
    end = _read_below(visible, length + 1, document)
    text = lines[places[end] : -1 if _number(lines[-1]) else None] if end < len(places) else []
    document.text = paragraphs_of(grouped(text), 0)


def _read_above(lines: Sequence[str], document: Document) -> None:
    """Reads section, title and byline; of a list of contents before them, nothing."""
    listed = [place for place, line in enumerate(lines) if known("factiva", "contents", line)]
    lines = list(lines[listed[-1] + 1 :] if listed else lines)
    lines = lines if len(lines) <= _ABOVE else lines[-2:]
    if len(lines) > 1 and known("factiva", "section", lines[0]):
        document.note("section", lines.pop(0))
    if len(lines) > 1 and known("factiva", "byline", lines[-1]):
        document.note("author", lines.pop())
    document.note("title", " ".join(lines))


def _read_below(visible: Sequence[str], place: int, document: Document) -> int:
    """Reads date, outlet, code, edition, page, language and notice of copyright; returns where the text begins."""
    for name in ("date", "outlet"):
        while place < len(visible) and (known("factiva", "time", visible[place]) or (name == "date") > is_date(visible[place])):
            place += 1
        document.note(name, visible[place] if place < len(visible) else "")
        place += 1
    end, seen = place, set[str]()
    below: list[tuple[str, str]] = []
    for i in range(place, min(place + _BELOW, len(visible))):
        kind = _kind_below(visible[i], seen)
        if kind == "text":
            break
        below.append((kind, visible[i]))
        seen.add(kind)
        end = end if kind == "edition" else i + 1
        if kind == "copyright":
            break
    for kind, line in below:
        if kind in ("language", "page", "copyright") or (kind == "edition" and "language" in seen):
            document.goes_on(kind, line)
    return end


def _kind_below(line: str, seen: Set[str]) -> str:
    """Returns what a line below the name of the outlet is; where the language was named, the text is near."""
    if known("common", "copyright", line) or ("language" in seen and _owns(line)):
        return "copyright"
    if "language" in seen:
        return "text"
    return next(
        (kind for kind in ("language", "code", "page", "time") if kind not in seen and known("factiva", kind, line)), "edition"
    )


def _owns(line: str) -> bool:
    """Says whether the line below the language says who owns a text, though no sign of copyright is there."""
    return len(line.split()) <= _COPYRIGHT_WORDS and YEAR.search(line) is not None
