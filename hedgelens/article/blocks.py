"""Cuts an article's text into blocks: title, byline, captions, subheadings, paragraphs of the body, notes, boilerplate."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from hedgelens.article.wrapping import ends_sentence
from hedgelens.records import Block, Kind, Span

_NAME = r"[A-Z][\w.’'-]+(?: (?:de|la|van|von|bin|al|[A-Z][\w.’'-]*)){1,3}"
_NAME_LINE = re.compile(rf"^(?=.*[a-z]){_NAME}(?:(?:,| and|, and) {_NAME}){{0,3}}$")
_EMPHASIS = "*_ \u00a0"
_TITLE_WORDS = 30
_HEADING_WORDS = 12
_HEAD_LINES = 10
_NOTE_LINES = 6
_LONGEST_CREDIT = 300


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    raw: str
    adjoins: bool
    """Whether no blank line stands between it and the line after it."""

    @cached_property
    def text(self) -> str:
        """The line as one reads it: without the marks that set all of it in bold or italics in Markdown."""
        return self.raw.strip(_EMPHASIS) or self.raw

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_sentence(self) -> bool:
        return ends_sentence(self.text)


@cache
def patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Returns the line patterns of ``blocks.toml`` by what they mark."""
    data = tomllib.loads((files("hedgelens.article") / "blocks.toml").read_text("utf-8"))
    return {kind: tuple(re.compile(rule["pattern"], re.IGNORECASE) for rule in rules) for kind, rules in data.items()}


def matches(kind: str, text: str) -> bool:
    """Says whether a line looks like one of the given kind (a table of ``blocks.toml``)."""
    return any(pattern.search(text) for pattern in patterns()[kind])


def classify(text: str, spans: Sequence[Span]) -> list[Block]:
    """Gives each paragraph its kind; a caption with a picture's credit at its end becomes two blocks.

    Args:
        text: the article's text.
        spans: its paragraphs, ordered.
    """
    if not spans:
        return []
    gaps = [text[end:start].count("\n") for (_, end), (start, _) in itertools.pairwise(spans)]
    lines = [_Line(start, end, text[start:end], gap == 1) for (start, end), gap in zip(spans, [*gaps, 0], strict=True)]
    kinds = _kinds(lines)
    return [block for line, kind in zip(lines, kinds, strict=True) for block in _with_credit(line, kind)]


def _kinds(lines: Sequence[_Line]) -> list[Kind]:
    kinds = [_kind_alone(line) for line in lines]
    _mark_captions(lines, kinds)
    _mark_tail(lines, kinds)
    first_body = next(
        (i for i, line in enumerate(lines) if kinds[i] is Kind.BODY and line.is_sentence and (i or line.words > _TITLE_WORDS)),
        0 if len(lines) < 2 else 1,
    )
    _mark_head(lines, kinds, first_body)
    _mark_headings(lines, kinds, first_body)
    _mark_author_note(lines, kinds)
    return kinds


def _kind_alone(line: _Line) -> Kind:
    if matches("boilerplate", line.text) or matches("date", line.text) or not re.search(r"[^\W_]", line.text):
        return Kind.BOILERPLATE
    if line.words <= 16 and matches("byline", line.text) and not line.is_sentence:
        return Kind.BYLINE
    if matches("author-note", line.text):
        return Kind.AUTHOR_NOTE
    return Kind.BODY


def _mark_captions(lines: Sequence[_Line], kinds: list[Kind]) -> None:
    """Marks captions: by their credit or opening words, or by the line beside them."""
    credits = [credit_start(line.text) for line in lines]
    for i, (line, credit) in enumerate(zip(lines, credits, strict=True)):
        if kinds[i] is Kind.BODY and (credit is not None or matches("caption", line.text)):
            kinds[i] = Kind.CREDIT if credit == 0 else Kind.CAPTION
    _mark_pairs(lines, credits, kinds)


def _mark_pairs(lines: Sequence[_Line], credits: Sequence[int | None], kinds: list[Kind]) -> None:
    """Marks both copies of a caption that stands twice, and a line above its credit."""
    cores = [_letters(line.text[:credit]) for line, credit in zip(lines, credits, strict=True)]
    for i, (before, after) in enumerate(itertools.pairwise(cores)):
        if after and after == before and {kinds[i], kinds[i + 1]} in ({Kind.CAPTION}, {Kind.CAPTION, Kind.BODY}):
            kinds[i] = kinds[i + 1] = Kind.CAPTION
        elif kinds[i : i + 2] == [Kind.BODY, Kind.CREDIT] and lines[i].adjoins and _is_alone(lines, i):
            kinds[i] = Kind.CAPTION


def _is_alone(lines: Sequence[_Line], i: int) -> bool:
    """Says whether a blank line stands before a line."""
    return i == 0 or not lines[i - 1].adjoins


def _mark_tail(lines: Sequence[_Line], kinds: list[Kind]) -> None:
    """After "Related Topics" and the like, the short lines to the end are topics and headlines of other articles."""
    last_text = next((i for i in reversed(range(len(lines))) if not _is_link(lines[i])), 0)
    tail = [i for i in range(last_text, len(lines)) if kinds[i] is Kind.BOILERPLATE and matches("related", lines[i].text)]
    first = tail[0] if tail else len(lines)
    for i in range(first, len(lines)):
        if kinds[i] is Kind.BODY:
            kinds[i] = Kind.BOILERPLATE


def _is_link(line: _Line) -> bool:
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
    # In a running sentence ("… said the photographer of Reuters") no credit stands: it follows a full stop or is the whole line.
    before = text[:start].rstrip(" \u00a0([|—–-")
    if before and not before.rstrip("\"”’')").endswith((".", "!", "?")):
        return None
    return 0 if not before else start


def _mark_head(lines: Sequence[_Line], kinds: list[Kind], first_body: int) -> None:
    """Marks the title (and its repetition), the outlet and a byline that is a bare name."""
    title = next(
        (i for i in range(min(first_body, len(lines))) if kinds[i] is Kind.BODY and not matches("outlet", lines[i].text)),
        None,
    )
    if title is None:
        return
    kinds[title] = Kind.TITLE
    letters = _letters(lines[title].text)
    for i in range(min(len(lines), first_body + _HEAD_LINES)):
        if kinds[i] is Kind.BODY and _letters(lines[i].text) == letters:
            kinds[i] = Kind.TITLE
    _mark_rest_of_head(lines, kinds, first_body)


def _mark_rest_of_head(lines: Sequence[_Line], kinds: list[Kind], first_body: int) -> None:
    for i in range(first_body):
        if kinds[i] is Kind.BODY and matches("outlet", lines[i].text):
            kinds[i] = Kind.BOILERPLATE
        elif kinds[i] is Kind.BODY:
            kinds[i] = Kind.BYLINE if _NAME_LINE.match(lines[i].text) else Kind.HEADING


def _mark_headings(lines: Sequence[_Line], kinds: list[Kind], first_body: int) -> None:
    bodies = [i for i, kind in enumerate(kinds) if kind is Kind.BODY]
    for i in bodies:
        line = lines[i]
        inside = first_body < i < bodies[-1] and _is_alone(lines, i)
        if inside and _looks_like_heading(line) and kinds[i + 1] in (Kind.BODY, Kind.CAPTION):
            kinds[i] = Kind.HEADING


def _looks_like_heading(line: _Line) -> bool:
    if line.words <= _HEADING_WORDS and not line.is_sentence and re.match(r"[‘'A-Z0-9]", line.text):
        return True
    if line.words <= 4 and re.fullmatch(r"[\"“][A-Z][^\"“”,.]*[\"”]", line.text):
        return True
    return line.words <= 5 and re.fullmatch(r"[A-Z][^\"“”?!.]*\?", line.text) is not None


def _mark_author_note(lines: Sequence[_Line], kinds: list[Kind]) -> None:
    """Keeps author's notes only at the end of the article, and adds the paragraph that opens with the name of the byline."""
    bodies = [i for i, kind in enumerate(kinds) if kind is Kind.BODY]
    tail = max(len(lines) - _NOTE_LINES, (bodies[len(bodies) // 2] if bodies else 0))
    kinds[:tail] = [Kind.BODY if kind is Kind.AUTHOR_NOTE else kind for kind in kinds[:tail]]
    if len(bodies) > 1 and bodies[-1] >= tail and lines[bodies[-1]].text.startswith(_authors(lines, kinds)):
        kinds[bodies[-1]] = Kind.AUTHOR_NOTE


def _authors(lines: Sequence[_Line], kinds: Sequence[Kind]) -> tuple[str, ...]:
    """Returns the names in the bylines, each with the blank that follows a name."""
    bylines = (line.text for line, kind in zip(lines, kinds, strict=True) if kind is Kind.BYLINE)
    return tuple(f"{name} " for line in bylines if (name := re.sub(r"(?i)^by\s+", "", line)))


def _with_credit(line: _Line, kind: Kind) -> Iterator[Block]:
    start = credit_start(line.raw) if kind is Kind.CAPTION else None
    if start and not line.raw[start:].startswith("("):
        yield Block(line.start, line.start + len(line.raw[:start].rstrip()), Kind.CAPTION)
        yield Block(line.start + start, line.end, Kind.CREDIT)
    else:
        yield Block(line.start, line.end, kind)
