"""CoNLL-U: a token a line, what it belongs to in MISC, all else in comments; no lemmas, tags or trees.

``Attribution=3:Cue:1`` says that the token is in the first stretch of annotation 3, as its cue; ``Hedge=5:epistemic`` and
``Continued=7`` likewise, several after commas. A token ends where a mark begins or ends. White space is as UDPipe writes it
(``SpaceAfter``, ``SpacesAfter``), so that the text can be put together again. (https://universaldependencies.org/format.html.)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count, pairwise
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.files.checking import MisfitError, value
from hedgelens.files.text import encodable, one_line
from hedgelens.formats.annotations import Annotation, Found, Role, annotations_of, as_noted, note_of, pieces, unlike
from hedgelens.formats.plain_files import json_in, note_in, put, text_in
from hedgelens.records import HedgeLensError, Span, Spans
from hedgelens.views.rows import json_text

_NOTE, _ANNOTATION, _DOCUMENT = "# hedgelens = ", "# annotation ", "# newdoc id = "
_ESCAPED = {" ": "\\s", "\t": "\\t", "\r": "\\r", "\n": "\\n", "|": "\\p", "\\": "\\\\"}
_MEANT = {escaped: character for character, escaped in _ESCAPED.items()}
_COLUMNS = 10
_TOKEN = re.compile(r"\w+|[^\w\s]")


def write(analyses: Iterable[Analysis]) -> bytes:
    """Returns analyses as documents."""
    numbers = count(1)  # no two sentences of a file may be called the same
    return encodable("".join(line for analysis in analyses for line in _document(analysis, numbers))).encode("utf-8")


def _document(analysis: Analysis, numbers: Iterator[int]) -> Iterator[str]:
    annotations = annotations_of(analysis)
    text = analysis.article.text
    marks = _marks(annotations)
    tokens = _tokens(text, {edge for span, _, _ in marks for edge in span} | {s.start for s in analysis.sentences})
    starts = [start for start, _ in tokens]
    said: dict[int, list[str]] = defaultdict(list)
    for (start, end), key, words in marks:
        for place in range(bisect_left(starts, start), bisect_left(starts, end)):
            said[place].append(f"{key}={words}")
    yield f"{_DOCUMENT}{one_line(analysis.article.id)}\n{_NOTE}{json_text(note_of(analysis, annotations))}\n"
    for number, one in enumerate(annotations, start=1):
        yield f"{_ANNOTATION}{number} = {json_text(_noted(one, text))}\n"
    edges = [0, *(bisect_left(starts, s.start) for s in analysis.sentences[1:]), len(tokens)]
    for first, last in pairwise(edges):
        if first < last:
            yield f"# sent_id = {next(numbers)}\n# text = {' '.join(text[tokens[first][0] : tokens[last - 1][1]].split())}\n"
            for place in range(first, last):
                yield _line(text, tokens, place, place - first + 1, said[place])
            yield "\n"


def _marks(annotations: Iterable[Annotation]) -> list[tuple[Span, str, str]]:
    """Returns where something is marked, and what MISC says of it there."""
    found = []
    for number, one in enumerate(annotations, start=1):
        for piece, (role, span) in enumerate(pieces(one), start=1):
            if role is Role.HEDGE:
                found.append((span, "Hedge", f"{number}:{one.said['category']}"))
            elif role is Role.CONTINUED:
                found.append((span, "Continued", str(number)))
            else:
                found.append((span, "Attribution", f"{number}:{role}:{piece}"))
    return found


def _tokens(text: str, edges: Iterable[int]) -> list[Span]:
    cuts = sorted(edges)
    found: list[Span] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        within = cuts[bisect_left(cuts, start + 1) : bisect_left(cuts, end)]
        found += pairwise((start, *dict.fromkeys(within), end))
    return found


def _line(text: str, tokens: list[Span], place: int, number: int, said: Iterable[str]) -> str:
    start, end = tokens[place]
    after = text[end : tokens[place + 1][0]] if place + 1 < len(tokens) else text[end:]
    before = [f"SpacesBefore={_escaped(text[:start])}"] if place == 0 and start else []
    spaces = {"": ["SpaceAfter=No"], " ": []}.get(after, [f"SpacesAfter={_escaped(after)}"])
    together: dict[str, list[str]] = defaultdict(list)
    for one in said:
        key, _, words = one.partition("=")
        together[key].append(words)
    misc = [*before, *(f"{key}={','.join(words)}" for key, words in together.items()), *spaces, f"TokenRange={start}:{end}"]
    return "\t".join((str(number), text[start:end], *["_"] * (_COLUMNS - 3), "|".join(misc))) + "\n"


def _noted(one: Annotation, text: str) -> dict[str, Any]:
    """Returns what is noted of an annotation; its spans only where tokens do not show them, as those that begin with a blank."""
    return {"id": one.id, "said": dict(one.said), "more": dict(one.more), **unlike(one, partial(_trimmed, text))}


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in text)


# -- reading ----------------------------------------------------------------------------------------------------------------


def read(data: bytes, name: str) -> list[Found]:
    """Reads the documents of a file.

    Raises:
        HedgeLensError: a line is none of CoNLL-U, or something in it leads nowhere.
    """
    documents: list[_Document] = []
    for number, line in enumerate(text_in(data, name).split("\n"), start=1):
        if line.startswith(_DOCUMENT) or (not documents and line.strip()):
            documents.append(_Document(line.removeprefix(_DOCUMENT).strip() if line.startswith(_DOCUMENT) else None))
        try:
            if documents:
                documents[-1].add(line.rstrip("\r"))
        except (MisfitError, ValueError, HedgeLensError) as error:
            reason = str(error).rstrip(".") if isinstance(error, MisfitError | HedgeLensError) else "it has not the ten columns"
            raise HedgeLensError(f"Line {number} of '{name}' is not CoNLL-U as HedgeLens reads it: {reason}.") from None
    try:
        return [document.found() for document in documents if document.has_tokens]
    except (MisfitError, ValueError, TypeError) as error:
        raise HedgeLensError(f"'{name}' cannot be read: {error}.") from None


class _Document:
    """One document while its lines are read."""

    def __init__(self, id: str | None) -> None:
        self._id = id
        self._text: list[str] = []
        self._length = 0
        self._note: dict[str, Any] | None = None
        self._noted: dict[str, dict[str, Any]] = {}
        self._marked: dict[tuple[str, Role, str], Span] = {}
        self._category: dict[str, str] = {}
        self.has_tokens = False

    def add(self, line: str) -> None:
        """Takes a line."""
        if line.startswith(_NOTE):
            self._note = note_in(json_in(line.removeprefix(_NOTE), "the note"))
        elif line.startswith(_ANNOTATION):
            number, _, noted = line.removeprefix(_ANNOTATION).partition(" = ")
            put(self._noted, number, value(dict[str, Any], json_in(noted, "the annotation"), "annotation"), "annotations")
        elif line.strip() and not line.startswith("#"):
            self._token(line.split("\t"))

    def _token(self, cells: list[str]) -> None:
        if len(cells) != _COLUMNS:
            raise ValueError(len(cells))
        if not cells[0].isdigit():
            return  # what stands for several words, or for none
        misc = {key: words for key, _, words in (one.partition("=") for one in cells[-1].split("|"))}
        self._write(_meant(misc.get("SpacesBefore", "")))
        start = self._length
        self._write(cells[1])
        span = (start, self._length)
        self._write("" if misc.get("SpaceAfter") == "No" else _meant(misc.get("SpacesAfter", " ")))
        self.has_tokens = True
        for key in ("Attribution", "Hedge", "Continued"):
            for words in filter(None, misc.get(key, "").split(",")):
                self._mark(key, words.split(":"), span)

    def _write(self, words: str) -> None:
        self._text.append(words)
        self._length += len(words)

    def _mark(self, key: str, words: list[str], span: Span) -> None:
        if key == "Attribution":
            number, said, piece = words
            if said not in list(Role):
                raise MisfitError(f"expected a role after '{number}:', found '{said}'")
            role = Role(said)
        else:
            number, piece, role = words[0], "1", Role(key)
            if key == "Hedge" and len(words) > 1:
                self._category[number] = words[1]
        before = self._marked.get((number, role, piece))
        self._marked[number, role, piece] = (before[0] if before else span[0], span[1])

    def found(self) -> Found:
        """Returns what the document holds."""
        text = "".join(self._text)
        spans: dict[str, dict[Role, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for (number, role, _), span in self._marked.items():
            spans[number][role].append(span)
        annotations = [
            self._annotation(number, {role: tuple(sorted(given)) for role, given in of.items()}, text)
            for number, of in spans.items()
        ]
        return Found(annotations, text=text, note=self._note, id=self._id)

    def _annotation(self, number: str, spans: dict[Role, Spans], text: str) -> Annotation:
        noted = self._noted.get(number, {})
        said = value(dict[str, str], noted.get("said", {}), f"annotation {number}")
        said |= {"category": self._category[number]} if number in self._category else {}
        found = Annotation(str(noted.get("id", f"x{number}")), spans, said, dict(noted.get("more", {})))
        return as_noted(found, noted.get("spans"), text, partial(_trimmed, text))


def _meant(escaped: str) -> str:
    return re.sub(r"\\.", lambda match: _MEANT.get(match[0], match[0]), escaped)
