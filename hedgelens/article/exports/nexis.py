"""LexisNexis as it was before Nexis Uni: documents in plain text or on one page, each under "1 of 10 DOCUMENTS"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from hedgelens.article.exports.document import Document, Export, Material
from hedgelens.article.exports.heads import dated, is_date, read_page, read_section
from hedgelens.article.exports.labels import Label, known, labelled, labels
from hedgelens.article.exports.paragraphs import Group, grouped, paragraphs_of, read_tail, tail_start, width_of

_MARK = re.compile(r"(?i)\d+ (?:of|von|de|sur) \d+ (?:documents?|dokumenten?)|(?:document|dokument) \d+ (?:of|von|de|sur) \d+")
_COUNTED = re.compile(r"(?i)<meta\b[^<>]*\bdocuments\s{0,3}=\s{0,3}[\"'](?P<total>\d{1,6})[\"']")
_HEAD_LINES = 40
"""So many lines behind its beginning at most a document has its first two fields."""
_FEWEST_FIELDS = 2
_HEAD_GROUPS = 3
"""So many paragraphs of a head may stand before a field of it that has yet to come: a subtitle, a further line."""
_TOP_GROUPS = 4
"""So many more may stand before the first field: outlet, date, title."""
_SAMPLE = 200
"""So many documents show to which width all are wrapped."""


@dataclass(frozen=True, slots=True)
class _Beginning:
    line: int
    number: int
    total: int


def recognises(material: Material) -> bool:
    """Says whether lines such as "1 of 10 DOCUMENTS" stand there, each with fields in capitals below it."""
    if not _MARK.search(material.markup or material.text):
        return False
    return bool(_beginnings(material.lines))


def splits(material: Material) -> Export:
    """Takes the documents apart; what stands before the first is the cover."""
    lines = material.lines
    begins = _beginnings(lines)
    ends = [*(begin.line for begin in begins[1:]), len(lines)]
    counted = _COUNTED.search(material.markup)
    numbers = [begin.number for begin in begins]
    total = Counter(begin.total for begin in begins).most_common(1)[0][0]
    rising = all(before < after for before, after in pairwise(numbers))
    own = numbers[-1] - numbers[0] + 1 if rising else total
    part = rising and own < total
    return Export(
        found=len(begins),
        documents=_documents(lines, begins, ends),
        own=int(counted["total"]) if counted else own,
        further=f"They are numbered {numbers[0]:,} to {numbers[-1]:,} of {total:,}." if part else "",
    )


def _beginnings(lines: Sequence[str]) -> list[_Beginning]:
    found = []
    for place, line in enumerate(lines):
        if (mark := known("nexis", "begins", line)) and _has_fields(lines[place + 1 : place + 1 + _HEAD_LINES]):
            found.append(_Beginning(place, int(mark["number"]), int(mark["total"])))
    return found


def _has_fields(lines: Sequence[str]) -> bool:
    """Says whether a document begins above the lines: they have a date, or a field, and two of these in all."""
    own = list(takewhile(lambda line: not known("nexis", "begins", line), lines))
    fields = {label.field for line in own if (label := _label(line))}
    return len(fields) + any(map(is_date, own)) >= _FEWEST_FIELDS


def _label(line: str) -> Label | None:
    """Returns the label of a line; this database writes them in capitals."""
    word = line[: line.find(":")]
    found = labelled("nexis", line) if word.isupper() else None
    return found[0] if found else None


def _documents(lines: Sequence[str], begins: Sequence[_Beginning], ends: Sequence[int]) -> Iterator[Document]:
    sample = [group for begin, end in zip(begins[:_SAMPLE], ends, strict=False) for group in grouped(lines[begin.line + 1 : end])]
    width = width_of(sample)
    for begin, end in zip(begins, ends, strict=True):
        document = _document(grouped(lines[begin.line + 1 : end]), width)
        document.broken_off = end == len(lines) and len(begins) > 1 and not _has_tail(document)
        yield document


def _has_tail(document: Document) -> bool:
    """Says whether any field was read that stands behind a text."""
    return any(label.place == "tail" and label.field in document.about for label in labels("nexis").values())


def _document(groups: list[Group], width: int) -> Document:
    document = Document()
    start = _read_head(groups, document)
    body = groups[start:]
    if body and (label := _label(body[0][0])) and label.field == "text":
        first = body[0][0].partition(":")[2]
        body[0] = [first, *body[0][1:]] if first.strip() else body[0][1:]
        body = body if body[0] else body[1:]
    tail = tail_start(body, _label)
    read_tail(body[tail:], document, "nexis")
    document.text = paragraphs_of(body[:tail], width)
    read_section(document)
    return document


def _read_head(groups: Sequence[Group], document: Document) -> int:
    """Reads outlet, date, edition, title and the fields below; returns where the text begins."""
    end = _head_end([_label(group[0]) for group in groups])
    for group in groups[:end]:
        _read_group(group, document)
    if end == 0:  # no field at all: outlet, date and title alone
        while end < len(groups) and "title" not in document.about:
            _read_group(groups[end], document)
            end += 1
    return end


def _head_end(found: Sequence[Label | None]) -> int:
    """Returns where the fields above a text end: not far from one another, and before the label of the text, if it has one."""
    end = 0
    for place, label in enumerate(found):
        if place - end > _HEAD_GROUPS + (0 if end else _TOP_GROUPS):
            break
        if label is not None and label.field == "text":
            return place
        if label is not None and (label.place == "head" or (end and end == place)):
            end = place + 1
    return end


def _read_group(group: Group, document: Document) -> None:
    about = document.about
    if _label(group[0]):
        name = ""
        for line in group:
            found = labelled("nexis", line) if _label(line) else None
            name = found[0].field if found else name
            document.goes_on(name, found[1] if found else line)
    elif owns := [line for line in group if known("common", "copyright", line)]:
        for line in owns:
            document.note("copyright", line)
        if others := [line for line in group if line not in owns]:
            _read_group(others, document)
    elif "date" not in about and "title" not in about and (place := dated(group)) is not None:
        for line in group[:place]:
            document.goes_on("outlet", line)
        read_page(group[place:], document)
    elif known("nexis", "correction", group[0]):
        document.note("correction", group[0])
    elif "outlet" not in about:
        document.note("outlet", " ".join(group))
    else:
        document.note("highlight" if "title" in about else "title", " ".join(group))
