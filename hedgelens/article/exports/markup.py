"""The lines that a browser shows of an exported page.

Exports hold thousands of documents, nest without an end and close what was never opened: their tags are read one after the other,
in a time that grows with the page, and no tree is made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})\b(?P<rest>[^<>]*)>|<[!?/][^<>]*>")
_CLASS = re.compile(r"\bclass\s{0,9}=\s{0,9}[\"']?([^\"'>]{0,300})", re.IGNORECASE)
# fmt: off
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "text", "tfoot", "thead", "title", "tr", "ul",
])
_CELLS = frozenset(["td", "th"])
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
# fmt: on
_HIDDEN = ("!--", "style", "script")
_ENDS = {"!--": "-->", "style": "</style", "script": "</script"}
_RULE = "_" * 60
"""How a rule across the page is shown, as exports in plain text have it."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a page, and the role that the class of its element gives it, ``""`` where it gives none."""

    text: str
    role: str


def lines_of(markup: str) -> list[str]:
    """Returns the lines of a page; a blank one stands between paragraphs, a tab between the cells of a row."""
    return [line.text for line in lines_with_roles(markup, {})]


def lines_with_roles(markup: str, roles: Mapping[str, str]) -> Iterator[ShownLine]:
    """Yields the lines of a page, each with its role.

    Args:
        markup: the page.
        roles: what the classes of elements, in small letters, say that a line is.
    """
    page, around, line, end = _without_hidden(markup), _Around(roles), _Line(), 0
    for tag in _TAG.finditer(page):
        line.add(page[end : tag.start()], around.role)
        end = tag.end()
        name = (tag["name"] or "").lower()
        if name in _CELLS:
            line.pieces.append("\t")
        elif name in _BLOCKS or name in ("br", "hr"):
            yield from line.shown()
            line = _Line()
            if name != "br":
                yield ShownLine(_RULE if name == "hr" else "", "")
        around.follow(name, tag)
    line.add(page[end:], around.role)
    yield from line.shown()


class _Line:
    """A line that is being read; one of white space alone is a blank line."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.role = ""

    def add(self, raw: str, role: str) -> None:
        """Adds what stands between two tags."""
        if raw:
            self.pieces.append(re.sub(r"\s+", " ", unescape(raw)))
            self.role = self.role or (role if self.pieces[-1].strip() else "")

    def shown(self) -> Iterator[ShownLine]:
        """Yields the line, if anything is in it."""
        if self.pieces:
            cells = (" ".join(cell.split()) for cell in "".join(self.pieces).split("\t"))
            yield ShownLine("\t".join(cells).strip("\t"), self.role)


class _Around:
    """The elements that are open, and the role that the innermost of them has or inherits."""

    def __init__(self, roles: Mapping[str, str]) -> None:
        self.roles = roles
        self.open: list[tuple[str, str]] = []
        self.times: Counter[str] = Counter()

    @property
    def role(self) -> str:
        """The role of what stands here."""
        return self.open[-1][1] if self.open else ""

    def follow(self, name: str, tag: re.Match[str]) -> None:
        """Opens or closes an element."""
        if not self.roles or not name or name in _VOID:
            return
        if tag["close"]:
            self._close(name)
            return
        if name in _BLOCKS and self.open and self.open[-1][0] == "p":  # a paragraph ends where another begins
            self._close("p")
        classes = _CLASS.search(tag["rest"])
        own = next((self.roles[word] for word in (classes[1].lower().split() if classes else ()) if word in self.roles), None)
        self.open.append((name, self.role if own is None else own))
        self.times[name] += 1

    def _close(self, name: str) -> None:
        while self.times[name]:
            closed, _ = self.open.pop()
            self.times[closed] -= 1
            if closed == name:
                return


def _without_hidden(markup: str) -> str:
    """Leaves out comments, styles and scripts, which may hold anything."""
    pieces, place = [], 0
    lower = markup.lower()
    opens = re.compile("<(" + "|".join(_HIDDEN) + ")")
    while found := opens.search(lower, place):
        pieces.append(markup[place : found.start()])
        end = lower.find(_ENDS[found[1]], found.end())
        place = len(markup) if end < 0 else end + len(_ENDS[found[1]])
    return "".join((*pieces, markup[place:]))
