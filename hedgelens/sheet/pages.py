"""The pages of a coding sheet, their columns, and what stands in each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from hedgelens.analysis import WRITER
from hedgelens.faces import Analysis
from hedgelens.records import AUTHOR, UNKNOWN, AttributionType, Category, Kind, Naming, Quotation, SourceKind

README = "Read me"
CARRIED = "HedgeLens data"
LONGEST = 32_000
"""What a cell holds in units of UTF-16, as Excel counts (most characters are one, an emoji two); its own limit is 32,767."""
CUT = " [the rest does not fit into a cell]"
PIECES = " … "
"""What joins the pieces of a mark in a cell."""
LIST = "; "
"""What joins the names in a cell."""
DELETE = "delete"
BASES = ("explicit", "continued", "both", WRITER)

SOURCE_LIST = "sources"
OWNER_LIST = "owners"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a page.

    Attributes:
        name: its heading.
        width: in characters.
        about: what it holds, in one sentence, for the page that explains.
        editable: whether people may change it.
        choices: what its drop-down offers: words, or the name of a list on the page of sources.
    """

    name: str
    width: int
    about: str
    editable: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the workbook; ``key`` is the column that says which mark a row is."""

    title: str
    key: str
    columns: tuple[Column, ...] = field(repr=False)

    @property
    def needed(self) -> list[str]:
        """Names of the columns without which the page cannot be read."""
        return [c.name for c in self.columns if c.name in ("article", self.key) or (c.editable and c.name != "note")]

    def column(self, name: str) -> Column:
        """Returns a column by its name."""
        return next(c for c in self.columns if c.name == name)


_ARTICLE = Column("article", 16, "Name of the article.", editable=False)
_DELETE = Column(DELETE, 8, "Write 'delete' to take the row's mark away; do not remove the row itself.", choices=(DELETE,))
_NOTE = Column("note", 24, "For your own remarks; they change nothing and are listed among the corrections.")
_REASONS = (
    Column("confidence", 11, "How sure the program is, 0 to 1.", editable=False),
    Column("why", 40, "Why the program thinks so.", editable=False),
)


def _words(enum: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(value) for value in enum)


SOURCES = Page("Sources", "id", (
    _ARTICLE,
    Column("id", 8, "Blank in a new row.", editable=False),
    Column("name", 32, "The fullest proper name that the article gives, or the head of the description in lower case."),
    Column("kind", 14, "What sort of thing it is.", choices=_words(SourceKind)),
    Column("naming", 12, "How the article lets its reader know who it is.", choices=_words(Naming)),
    Column("aliases", 30, "Other names, joined by semicolons."),
    Column("groups", 20, "Groups it counts for, joined by semicolons."),
    Column("same as", 26, "The source that this one really is: everything goes to that one.", choices=(SOURCE_LIST,)),
    _DELETE,
    _NOTE,
))  # fmt: skip
SENTENCES = Page("Sentences", "sentence", (
    _ARTICLE,
    Column("sentence", 9, "Its position in the article, from 0.", editable=False),
    Column("text", 80, "The sentence.", editable=False),
    Column("kind", 13, "Only 'body' is counted.", choices=_words(Kind)),
    Column("sources", 30, "Whom it rests on by its attributions, as it was when the sheet was made; change it on the page "
           "Attributions.", editable=False),
    Column("basis", 11, "explicit: by an attribution; continued: carries on an account without one; both; writer: neither.",
           choices=BASES),
    Column("carries on", 28, "The source whose account it carries on; several are joined by semicolons.", choices=(SOURCE_LIST,)),
    _NOTE,
))  # fmt: skip
ATTRIBUTIONS = Page("Attributions", "id", (
    _ARTICLE,
    Column("id", 7, "Blank in a new row.", editable=False),
    Column("sentence", 9, "The sentence with the cue. In a new row: where to look for the words.", editable=False),
    Column("source", 28, "Who says it; blank where it is not known.", choices=(SOURCE_LIST,)),
    Column("via", 22, "The medium that relays it ('told the Courier').", choices=(SOURCE_LIST,)),
    Column("quotation", 11, "How much of the content stands in quotation marks.", choices=_words(Quotation)),
    Column("type", 12, "What the source is given.", choices=_words(AttributionType)),
    Column("source words", 26, "The words that name the source, copied from the text."),
    Column("cue words", 18, "The words that attribute, one piece."),
    Column("content words", 70, "What is attributed; pieces are joined by ' … '."),
    Column("parent", 8, "Id of the attribution in whose content this one stands."),
    _DELETE,
    _NOTE,
    *_REASONS,
))  # fmt: skip
HEDGES = Page("Hedges", "id", (
    _ARTICLE,
    Column("id", 7, "Blank in a new row.", editable=False),
    Column("sentence", 9, "The sentence it stands in; in a new row, where to look for the words.", editable=False),
    Column("words", 22, "The words that hedge, copied from the text."),
    Column("category", 18, "What the hedge does.", choices=_words(Category)),
    Column("owner", 28, "Whose doubt it is: 'author' is the writer.", choices=(OWNER_LIST,)),
    Column("attribution", 11, "Id of the innermost attribution that holds it, where it is that source's."),
    _DELETE,
    _NOTE,
    Column("context", 60, "The sentence.", editable=False),
    *_REASONS,
))  # fmt: skip
PAGES = (SENTENCES, ATTRIBUTIONS, HEDGES, SOURCES)

# What XML cannot hold, what spreadsheets take for the code of a character, and openpyxl's own escape, which it takes out.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|(?<=_)x[0-9A-Fa-f]{4}_|x005F_")
UNWRITABLE_MARK = "\ufffd"

Rows = list[dict[str, str]]


def cell_text(text: str) -> str:
    """Returns a text as a cell can hold it: without characters that a workbook has no way to write, cut where too long."""
    text = _UNWRITABLE.sub(lambda match: UNWRITABLE_MARK * len(match[0]), text)
    units = text.encode("utf-16-le")
    # What is left of a character that was cut in two is passed over.
    return text if len(units) <= 2 * LONGEST else units[: 2 * LONGEST].decode("utf-16-le", "ignore") + CUT


class Labels:
    """The names of the sources of one article as the sheet writes them, no two alike."""

    def __init__(self, analysis: Analysis) -> None:
        self.of: dict[str, str] = {}
        taken = {AUTHOR, UNKNOWN}
        for source in analysis.sources:
            name = " ".join(cell_text(source.name).split())
            label = name if name and name.casefold() not in taken else f"{name} [{source.id}]".strip()
            taken.add(label.casefold())
            self.of[source.id] = label

    def owner(self, id: str | None) -> str:
        """Returns the label of a source or of another owner; nothing for nobody."""
        return self.of.get(id or "", id or "")


def rows(analysis: Analysis, page: Page) -> Rows:
    """Returns what stands in the cells of a page, one row a mark."""
    labels = Labels(analysis)
    makers = {SOURCES: _sources, SENTENCES: _sentences, ATTRIBUTIONS: _attributions, HEDGES: _hedges}
    article = analysis.article.id
    return [
        {c.name: cell_text({"article": article, **row}.get(c.name, "")) for c in page.columns}
        for row in makers[page](analysis, labels)
    ]


def _sources(analysis: Analysis, labels: Labels) -> Rows:
    return [
        {
            "id": s.id,
            "name": labels.of[s.id],
            "kind": str(s.kind),
            "naming": str(s.naming),
            "aliases": LIST.join(s.aliases),
            "groups": LIST.join(s.groups),
        }
        for s in analysis.sources
    ]


def _sentences(analysis: Analysis, labels: Labels) -> Rows:
    return [
        {
            "sentence": str(sentence.index),
            "text": analysis.article.text[sentence.start : sentence.end],
            "kind": str(sentence.kind),
            "sources": LIST.join(map(labels.owner, links.sources)),
            "basis": links.basis,
            "carries on": LIST.join(map(labels.owner, links.continued)),
        }
        for sentence, links in zip(analysis.sentences, analysis.links, strict=True)
    ]


def _attributions(analysis: Analysis, labels: Labels) -> Rows:
    quote = analysis.article.quote
    return [
        {
            "id": a.id,
            "sentence": str(a.sentence),
            "source": labels.owner(a.source_id),
            "via": labels.owner(a.via),
            "quotation": str(a.quotation),
            "type": str(a.type),
            "source words": quote(a.source),
            "cue words": quote(a.cue),
            "content words": quote(a.content),
            "parent": a.parent or "",
            "confidence": f"{a.confidence:.2f}",
            "why": a.why,
        }
        for a in analysis.attributions
    ]


def _hedges(analysis: Analysis, labels: Labels) -> Rows:
    text = analysis.article.text
    return [
        {
            "id": h.id,
            "sentence": str(h.sentence),
            "words": text[h.start : h.end],
            "category": str(h.category),
            "owner": labels.owner(h.owner),
            "attribution": h.attribution or "",
            "context": text[analysis.sentences[h.sentence].start : analysis.sentences[h.sentence].end],
            "confidence": f"{h.confidence:.2f}",
            "why": h.why,
        }
        for h in analysis.hedges
    ]
