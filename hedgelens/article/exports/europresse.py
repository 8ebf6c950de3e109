"""Europresse: documents on one page, whose parts are told by the classes of their elements, with a certificate behind each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hedgelens.article.exports.document import Document, Export, Material
from hedgelens.article.exports.heads import is_date
from hedgelens.article.exports.labels import known
from hedgelens.article.exports.markup import ShownLine, lines_with_roles

_OUTLET, _HEAD, _TITLE, _SUBTITLE, _AUTHOR, _TAIL = "outlet", "head", "title", "highlight", "author", "tail"
_ROLES = {
    "docpublicationname": _OUTLET,
    "docheader": _HEAD,
    "titrearticlevisu": _TITLE,
    "rdp__articletitle": _TITLE,
    "rdp__subtitle": _SUBTITLE,
    "sm-margin-bottomnews": _AUTHOR,
    "doctext": "",
    "public-lblnodoc": _TAIL,
    "txtcertificat": _TAIL,
}
"""What the classes of elements say, in the older pages and in those since 2013."""
_MARKS = re.compile(r"(?i)\bclass\s{0,9}=\s{0,9}[\"']?[^\"'>]{0,200}\b(?P<name>DocPublicationName|DocHeader|TitreArticleVisu)\b")
_NEEDED = {"docpublicationname", "docheader", "titrearticlevisu"}
_NAME = re.compile(r"(?-i:[A-ZÀ-Ý])[^\s,.;:!?]{0,30}(?: [^\s,;:!?]{1,30}){1,4}(?:(?:,| et| and|;) [A-ZÀ-Ý].{1,60})?")
_ISSUED = re.compile(r"·(?P<date>\d{8})·")


def recognises(material: Material) -> bool:
    """Says whether the three classes are there that name the outlet, the head and the title of a document."""
    return {mark["name"].lower() for mark in _MARKS.finditer(material.markup)} >= _NEEDED


def splits(material: Material) -> Export:
    """Takes the documents apart: each begins with the name of its outlet."""
    lines = list(lines_with_roles(material.markup, _ROLES))
    begins = [i for i, line in enumerate(lines) if line.role == _OUTLET and not _follows_outlet(lines, i)]
    return Export(len(begins), _documents(lines, begins))


def _follows_outlet(lines: Sequence[ShownLine], place: int) -> bool:
    before = next((line for line in reversed(lines[max(place - 3, 0) : place]) if line.text), None)
    return before is not None and before.role == _OUTLET


def _documents(lines: Sequence[ShownLine], begins: Sequence[int]) -> Iterator[Document]:
    for start, end in pairwise((*begins, len(lines))):
        document = _document(lines[start:end])
        document.broken_off = end == len(lines) and len(begins) > 1 and "document" not in document.about
        yield document


def _document(lines: Sequence[ShownLine]) -> Document:
    document = Document()
    about = document.about
    visible = [(line.text.replace("\t", " "), line.role, i) for i, line in enumerate(lines) if line.text]
    end = next((i for text, role, i in visible if role == _TAIL or _closes(text)), len(lines))
    heads = [text for text, role, i in visible if role == _HEAD and i < end]
    outlets = [text for text, role, i in visible if role == _OUTLET and i < end]
    _read_outlet(" ".join(outlets), document)
    _read_header(" ".join(heads), document)
    body = []
    for text, role, i in visible:
        if i >= end:
            _read_tail(text, document)
        elif role in (_TITLE, _SUBTITLE, _AUTHOR):
            document.goes_on(role, text)
        elif not role:
            document.goes_on(_SUBTITLE, text) if "title" not in about else body.append((text, i))
    if "author" not in about and body and _is_author(lines, body[0]):
        document.note("author", body.pop(0)[0])
    document.text = "\n\n".join(text for text, _ in body)
    return document


def _closes(text: str) -> bool:
    return any(known("europresse", name, text) for name in ("copyright", "document", "certificate"))


def _is_author(lines: Sequence[ShownLine], first: tuple[str, int]) -> bool:
    """Says whether the first line below the title names who wrote the text: a name alone, and a paragraph ends behind it."""
    text, place = first
    alone = place + 1 < len(lines) and not lines[place + 1].text
    return alone and _NAME.fullmatch(text) is not None and not text.endswith((".", "!", "?", "”", "»"))


def _read_outlet(text: str, document: Document) -> None:
    """Parts "Courrier du Val, no. 5968" into the name of the outlet and the number of its issue."""
    name, _, rest = text.rpartition(",")
    if name and (issue := known("europresse", "issue", rest)):
        document.note("outlet", name)
        document.note("issue", issue["issue"])
    else:
        document.note("outlet", text)


def _read_header(text: str, document: Document) -> None:
    """Reads section, date and page: "Éditorial, jeudi 4 octobre 2012, p. 03", "Opinion, Thursday, October 4, 2012, p. 3"."""
    parts = [part for part in (part.strip(" -–") for part in text.split(",")) if part]
    first, after = _date_among(parts)
    document.note("date", ", ".join(parts[first:after]))
    for place, part in enumerate(parts):
        if page := known("europresse", "page", part):
            document.note("page", page["page"])
        elif place < first:
            document.note("section", part)
        elif place >= after:
            document.note("edition", part)


def _date_among(parts: Sequence[str]) -> tuple[int, int]:
    """Returns which parts are a date, with the weekday before it; where none is, none behind the last."""
    for size in (1, 2):
        for first in range(len(parts) - size + 1):
            if is_date(", ".join(parts[first : first + size])):
                weekday = first > 0 and known("common", "weekday", parts[first - 1]) is not None
                return first - weekday, first + size
    return len(parts), len(parts)


def _read_tail(text: str, document: Document) -> None:
    if number := known("europresse", "document", text):
        document.about.setdefault("document", number["document"])
    elif known("europresse", "copyright", text):
        document.note("copyright", text)
