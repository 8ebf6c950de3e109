"""Cuts an article's text into blocks: title, byline, captions, subheadings, paragraphs of the body, notes, boilerplate."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from hedgelens.article.around import mark_archive, mark_lists, mark_sender, mark_teasers
from hedgelens.article.lines import Line, Mark, matches, patterns
from hedgelens.records import Block, Kind, Span

_NAME = r"[A-Z][\w.’'-]+(?: (?:de|la|van|von|bin|al|[A-Z][\w.’'-]*)){1,3}"
_NAME_LINE = re.compile(rf"^(?=.*[a-z]){_NAME}(?:(?:,| and|, and) {_NAME}){{0,3}}$")
_NAME_IN_CAPITALS = re.compile(r"^(?:[A-Z][A-Z.’'-]+|[A-Z]\.)(?: (?:[A-Z][A-Z.’'-]+|[A-Z]\.)){1,2}$")
_TITLE_WORDS = 30
_HEADING_WORDS = 12
_SECTION_WORDS = 3
_OF_THE_PAGE = ("boilerplate", "note-on-text", "date")
_HEADINGS = (Mark.HEADLINE, Mark.HEADING)
_HEAD_LINES = 10
_NOTE_LINES = 6
_LONGEST_CREDIT = 300


def classify(text: str, spans: Sequence[Span], marks: Mapping[Span, Mark] | None = None) -> list[Block]:
    """Gives each paragraph its kind; a caption with a picture's credit at its end becomes two blocks.

    Args:
        text: the article's text.
        spans: its paragraphs, ordered.
        marks: those that Markdown marks as a heading or as an item of a list.
    """
    if not spans:
        return []
    marks = marks or {}
    gaps = [text[end:start].count("\n") for (_, end), (start, _) in itertools.pairwise(spans)]
    lines = [
        Line(start, end, text[start:end], gap == 1, marks.get((start, end)))
        for (start, end), gap in zip(spans, [*gaps, 0], strict=True)
    ]
    kinds = _kinds(lines)
    return [block for line, kind in zip(lines, kinds, strict=True) for block in _with_credit(line, kind)]


def _kinds(lines: Sequence[Line]) -> list[Kind]:
    kinds = [_kind_alone(line) for line in lines]
    _mark_captions(lines, kinds)
    _mark_tail(lines, kinds)
    mark_lists(lines, kinds)
    mark_teasers(lines, kinds)
    first_body = next(
        (i for i, line in enumerate(lines) if kinds[i] is Kind.BODY and _opens_body(line) and (i or line.words > _TITLE_WORDS)),
        0 if len(lines) < 2 else 1,
    )
    _mark_head(lines, kinds, first_body)
    _mark_headings(lines, kinds, first_body)
    _mark_author_note(lines, kinds)
    mark_sender(lines, kinds)
    mark_archive(lines, kinds)
    return kinds


def _opens_body(line: Line) -> bool:
    return line.is_sentence or line.is_post_or_speech


def _kind_alone(line: Line) -> Kind:
    if matches("link-with-label", line.raw) or _is_of_the_page(line) or not re.search(r"[^\W_]", line.text):
        return Kind.BOILERPLATE
    if line.words <= 16 and (matches("byline", line.text) or _has_label(line)) and not line.is_sentence:
        return Kind.BYLINE
    if line.mark in _HEADINGS:
        return _kind_of_heading(line)
    return Kind.AUTHOR_NOTE if matches("author-note", line.text) else Kind.BODY


def _is_of_the_page(line: Line) -> bool:
    """Says whether the page speaks in a line: a sentence that ends with who said it is the article's."""
    return any(matches(kind, line.text) for kind in _OF_THE_PAGE) and not (line.is_sentence and matches("told", line.text))


def _has_label(line: Line) -> bool:
    """Says whether a line is a byline behind a label; the first line of a text is its headline."""
    return line.start > 0 and matches("byline-with-label", line.text)


def _kind_of_heading(line: Line) -> Kind:
    """Returns what a line is that is set as a heading: a first paragraph may be, and what leads to other stories."""
    if matches("related", line.text):
        return Kind.BOILERPLATE
    is_paragraph = line.mark is Mark.HEADING and line.text.endswith(".") and line.words > _HEADING_WORDS
    is_paragraph = is_paragraph or matches("question", line.text)
    return Kind.BODY if is_paragraph else Kind.HEADING


def _mark_captions(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Marks captions: by their credit or opening words, or by the line beside them."""
    credits = [credit_start(line.text) for line in lines]
    for i, (line, credit) in enumerate(zip(lines, credits, strict=True)):
        if kinds[i] is Kind.BODY and (credit is not None or _is_caption(line)):
            kinds[i] = Kind.CREDIT if credit == 0 else Kind.CAPTION
    _mark_pairs(lines, credits, kinds)


def _is_caption(line: Line) -> bool:
    return matches("caption", line.text) or (line.is_set_off and matches("caption-in-italics", line.text))


def _mark_pairs(lines: Sequence[Line], credits: Sequence[int | None], kinds: list[Kind]) -> None:
    """Marks both copies of a caption that stands twice, and a line above its credit."""
    cores = [_letters(line.text[:credit]) for line, credit in zip(lines, credits, strict=True)]
    for i, (before, after) in enumerate(itertools.pairwise(cores)):
        if after and after == before and {kinds[i], kinds[i + 1]} in ({Kind.CAPTION}, {Kind.CAPTION, Kind.BODY}):
            kinds[i] = kinds[i + 1] = Kind.CAPTION
        elif kinds[i : i + 2] == [Kind.BODY, Kind.CREDIT] and lines[i].adjoins and _is_alone(lines, i):
            kinds[i] = Kind.CAPTION


def _is_alone(lines: Sequence[Line], i: int) -> bool:
    """Says whether a blank line stands before a line."""
    return i == 0 or not lines[i - 1].adjoins


def _mark_tail(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """After "Related Topics" and the like, the short lines to the end are topics and headlines of other articles."""
    last_text = next((i for i in reversed(range(len(lines))) if not _is_link(lines[i])), 0)
    tail = [i for i in range(last_text, len(lines)) if kinds[i] is Kind.BOILERPLATE and matches("related", lines[i].text)]
    first = tail[0] if tail else len(lines)
    for i in range(first, len(lines)):
        if kinds[i] is Kind.BODY:
            kinds[i] = Kind.BOILERPLATE


def _is_link(line: Line) -> bool:
    return line.words <= _HEADING_WORDS and not line.text.endswith(".")


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def credit_start(text: str) -> int | None:
    """Returns where the credit of a picture begins at the end of a line, or ``None``."""
    tail = max(len(text) - _LONGEST_CREDIT, 0)
    starts = [match.start() for pattern in patterns()["credit"] if (match := pattern.search(text, tail))]
    names = (match.start() for pattern in patterns()["photographer"] if (match := pattern.search(text, tail)))
    starts += (start for start in names if not matches("abbreviation", text[:start].rstrip()))
    if not starts:
        return None
    start = min(starts)
    # In a running sentence ("… said the photographer of Reuters") no credit stands: it follows a full stop, is the whole
    # line, or stands in brackets.
    before = text[:start].rstrip(" \u00a0([|—–-")
    bracketed = text[start] == "(" and "/" in text[start:] and text.endswith(")")
    if before and not (bracketed or before.rstrip("\"”’')").endswith((".", "!", "?"))):
        return None
    return 0 if not before else start


def _mark_head(lines: Sequence[Line], kinds: list[Kind], first_body: int) -> None:
    """Marks the title (and its repetition), the outlet and a byline that is a bare name."""
    headings = [i for i, kind in enumerate(kinds) if kind is Kind.HEADING and (i < first_body or lines[i].mark is Mark.HEADLINE)]
    title = headings[0] if headings else next((i for i in range(first_body) if _may_be_title(lines[i], kinds[i])), None)
    if title is None:
        return
    kinds[title] = Kind.TITLE
    letters = _letters(lines[title].text)
    for i in range(min(len(lines), first_body + _HEAD_LINES)):
        if kinds[i] in (Kind.BODY, Kind.HEADING) and _letters(lines[i].text) == letters:
            kinds[i] = Kind.TITLE
    if headings:
        _mark_headlines(lines, kinds, first_body)
    _mark_rest_of_head(lines, kinds, first_body)


def _may_be_title(line: Line, kind: Kind) -> bool:
    return kind is Kind.BODY and not matches("outlet", line.text)


def _mark_headlines(lines: Sequence[Line], kinds: list[Kind], first_body: int) -> None:
    """Marks the page's own headline below the one of its window as a title, too, and the section's name above it."""
    for i in range(first_body):
        if kinds[i] is Kind.HEADING and lines[i].mark is Mark.HEADLINE:
            kinds[i] = Kind.TITLE
            above = i - 1
            if above >= 0 and kinds[above] in (Kind.HEADING, Kind.BODY) and lines[above].words <= _SECTION_WORDS:
                kinds[above] = Kind.BOILERPLATE


def _mark_rest_of_head(lines: Sequence[Line], kinds: list[Kind], first_body: int) -> None:
    for i in range(first_body):
        if kinds[i] is Kind.BODY and matches("outlet", lines[i].text):
            kinds[i] = Kind.BOILERPLATE
        elif kinds[i] is Kind.BODY:
            name = _NAME_LINE.match(lines[i].text) or (kinds[i - 1] is Kind.TITLE and _NAME_IN_CAPITALS.match(lines[i].text))
            kinds[i] = Kind.BYLINE if name else Kind.HEADING


def _mark_headings(lines: Sequence[Line], kinds: list[Kind], first_body: int) -> None:
    bodies = [i for i, kind in enumerate(kinds) if kind is Kind.BODY]
    for i in bodies:
        line = lines[i]
        led = i > 0 and kinds[i - 1] is Kind.BODY and _leads_on(lines[i - 1]) and not line.text.isupper()
        inside = first_body < i < bodies[-1] and _is_alone(lines, i) and not led
        if inside and line.mark is None and _looks_like_heading(line) and kinds[i + 1] in (Kind.BODY, Kind.CAPTION):
            kinds[i] = Kind.HEADING


def _leads_on(line: Line) -> bool:
    """Says whether the line behind a line says what that one opens: a list, what somebody said."""
    return line.text.endswith((":", "—", "–", "-"))


def _looks_like_heading(line: Line) -> bool:
    if line.is_post_or_speech or line.begins_in_bold or _leads_on(line):
        return False
    if line.words <= _HEADING_WORDS and not line.is_sentence and re.match(r"[‘'A-Z0-9]", line.text):
        return True
    if line.words <= 4 and re.fullmatch(r"[\"“][A-Z][^\"“”,.]*[\"”]", line.text):
        return True
    return line.words <= 5 and re.fullmatch(r"[A-Z][^\"“”?!.]*\?", line.text) is not None


def _mark_author_note(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Keeps author's notes only at the end of the article, and adds the paragraph that opens with the name of the byline."""
    bodies = [i for i, kind in enumerate(kinds) if kind is Kind.BODY]
    tail = max(len(lines) - _NOTE_LINES, (bodies[len(bodies) // 2] if bodies else 0))
    kinds[:tail] = [Kind.BODY if kind is Kind.AUTHOR_NOTE else kind for kind in kinds[:tail]]
    for i in range(tail, len(lines)):
        if matches("note-on-text", lines[i].text) and _is_of_the_page(lines[i]):
            kinds[i] = Kind.AUTHOR_NOTE
    if len(bodies) > 1 and bodies[-1] >= tail and lines[bodies[-1]].text.startswith(_authors(lines, kinds)):
        kinds[bodies[-1]] = Kind.AUTHOR_NOTE


def _authors(lines: Sequence[Line], kinds: Sequence[Kind]) -> tuple[str, ...]:
    """Returns the names in the bylines, each with the blank that follows a name."""
    bylines = (line.text for line, kind in zip(lines, kinds, strict=True) if kind is Kind.BYLINE)
    return tuple(f"{name} " for line in bylines if (name := re.sub(r"(?i)^by\s+", "", line)))


def _with_credit(line: Line, kind: Kind) -> Iterator[Block]:
    start = credit_start(line.raw) if kind is Kind.CAPTION else None
    if start and not line.raw[start:].startswith("("):
        yield Block(line.start, line.start + len(line.raw[:start].rstrip()), Kind.CAPTION)
        yield Block(line.start + start, line.end, Kind.CREDIT)
    else:
        yield Block(line.start, line.end, kind)
