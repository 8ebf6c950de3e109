"""The pages of a coding sheet, their columns, and what stands in each cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from hedgelens.analysis import WRITER
from hedgelens.faces import Analysis
from hedgelens.records import (
    AUTHOR,
    UNKNOWN,
    AttributionType,
    Category,
    Kind,
    Naming,
    Pronoun,
    Quotation,
    Sentence,
    Source,
    SourceKind,
)

README = "Read me"
CARRIED = "HedgeLens data"
LONGEST = 32_000
"""What a cell holds in units of UTF-16, as Excel counts (most characters are one, an emoji two); its own limit is 32,767."""
CUT = " [the rest does not fit into a cell]"
PIECES = " … "
"""What joins the pieces of a mark in a cell."""
_YES_OR_NO = {True: "yes", False: "no"}
LIST = "; "
"""What joins the names in a cell."""
DELETE = "delete"
BASES = ("explicit", "continued", "both", WRITER)

SOURCE_LIST = "sources"
OWNER_LIST = "owners"


# What XML cannot hold, what spreadsheets take for the code of a character, and openpyxl's own escape, which it takes out.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|(?<=_)x[0-9A-Fa-f]{4}_|x005F_")
UNWRITABLE_MARK = "\ufffd"


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


Value = Callable[[Any, Analysis, Labels], str]
"""Makes the content of a cell of a mark."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a page.

    Attributes:
        name: its heading.
        width: in characters.
        about: what it holds, in one sentence, for the page that explains.
        value: its content; by default the field of the mark that is called like the column, if there is one.
        editable: whether people may change it.
        choices: what its drop-down offers: words, or the name of a list on the page of sources.
    """

    name: str
    width: int
    about: str
    value: Value | None = field(default=None, repr=False, compare=False)
    editable: bool = True
    choices: tuple[str, ...] = ()

    def text(self, mark: Any, analysis: Analysis, labels: Labels) -> str:
        """Returns what stands in the cell of a mark."""
        found = self.value(mark, analysis, labels) if self.value else getattr(mark, self.name, None)
        return "" if found is None else cell_text(str(found))


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the workbook; ``key`` is the column that says which mark a row is."""

    title: str
    key: str
    columns: tuple[Column, ...] = field(repr=False)

    @property
    def needed(self) -> list[str]:
        """Names of the columns without which the page cannot be read."""
        may_lack = ("note", "counted", "role", "affiliation", "pronoun")  # which the sheets of earlier versions do not have
        return [c.name for c in self.columns if c.name in ("article", self.key) or (c.editable and c.name not in may_lack)]

    def marks(self, analysis: Analysis) -> tuple[Any, ...]:
        """Returns what of an analysis has rows on the page."""
        found: tuple[Any, ...] = getattr(analysis, self.title.lower())
        return found


def rows(analysis: Analysis, page: Page) -> list[dict[str, str]]:
    """Returns what stands in the cells of a page, one row a mark."""
    labels = Labels(analysis)
    return [{column.name: column.text(mark, analysis, labels) for column in page.columns} for mark in page.marks(analysis)]


def _owner(field: str) -> Value:
    return lambda mark, analysis, labels: labels.owner(getattr(mark, field))


def _listed(field: str) -> Value:
    return lambda mark, analysis, labels: LIST.join(getattr(mark, field))


def _quoted(field: str) -> Value:
    return lambda mark, analysis, labels: analysis.article.quote(getattr(mark, field))


def _linked(field: str) -> Value:
    return lambda sentence, analysis, labels: LIST.join(map(labels.owner, getattr(analysis.links[sentence.index], field)))


def _words_of(sentence: Sentence, analysis: Analysis) -> str:
    return analysis.article.text[sentence.start : sentence.end]


def _affiliation(source: Source, analysis: Analysis, labels: Labels) -> str:
    return labels.owner(source.affiliation)


def _disclosed(source: Source, analysis: Analysis, labels: Labels) -> str:
    return LIST.join(dict.fromkeys(disclosure.what for disclosure in source.disclosure))


def _all(enum: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(value) for value in enum)


_ARTICLE = Column("article", 16, "Name of the article.", lambda mark, analysis, labels: analysis.article.id, editable=False)
_DELETE = Column(DELETE, 8, "Write 'delete' to remove the mark; do not remove the row itself.", choices=(DELETE,))
_NOTE = Column("note", 24, "Your own remarks; they change nothing, and are listed with the corrections.")
_REASONS = (
    Column("confidence", 11, "How certain the program is, from 0 to 1.", lambda m, *_: f"{m.confidence:.2f}", editable=False),
    Column("why", 40, "The program's reason for the mark.", editable=False),
)

SOURCES = Page("Sources", "id", (
    _ARTICLE,
    Column("id", 8, "Blank in a new row.", editable=False),
    Column("name", 32, "The fullest proper name in the article, or the head noun of the description in lower case.",
           lambda source, analysis, labels: labels.of[source.id]),
    Column("kind", 14, "What kind of source it is.", choices=_all(SourceKind)),
    Column("naming", 12, "How the article identifies the source to its readers.", choices=_all(Naming)),
    Column("role", 26, "Its title or role, in the words of the article."),
    Column("affiliation", 26, "The institution that it belongs to: a source, or any other by its name.", _affiliation),
    Column("pronoun", 9, "The pronoun that the article uses for it.", choices=_all(Pronoun)),
    Column("disclosure", 20, "What the article says about its willingness to speak.", _disclosed, editable=False),
    Column("aliases", 30, "Other names, separated by semicolons.", _listed("aliases")),
    Column("groups", 20, "Groups that it belongs to, separated by semicolons.", _listed("groups")),
    Column("same as", 26, "The source that this one really is; everything moves to that one.", choices=(SOURCE_LIST,)),
    _DELETE,
    _NOTE,
))  # fmt: skip
SENTENCES = Page("Sentences", "sentence", (
    _ARTICLE,
    Column("sentence", 9, "Its position in the article, from 0.", lambda s, analysis, labels: str(s.index), editable=False),
    Column("text", 80, "The sentence.", lambda s, analysis, labels: _words_of(s, analysis), editable=False),
    Column("kind", 13, "Only 'body' is counted.", choices=_all(Kind)),
    Column("sources", 30, "The sources of its attributions when the sheet was made; to change them, use the page "
           "Attributions.", _linked("sources"), editable=False),
    Column("basis", 11, "explicit: it has an attribution; continued: it continues an account without one; both; writer: neither.",
           lambda s, analysis, labels: analysis.links[s.index].basis, choices=BASES),
    Column("carries on", 28, "The source whose account it continues; several are separated by semicolons.", _linked("continued"),
           choices=(SOURCE_LIST,)),
    _NOTE,
))  # fmt: skip
ATTRIBUTIONS = Page("Attributions", "id", (
    _ARTICLE,
    Column("id", 7, "Blank in a new row.", editable=False),
    Column("sentence", 9, "The sentence with the cue; in a new row, where to look for the words.", editable=False),
    Column("source", 28, "Whom it is attributed to; blank if unknown.", _owner("source_id"), choices=(SOURCE_LIST,)),
    Column("via", 22, "The medium that relays it, as in 'told the Courier'.", _owner("via"), choices=(SOURCE_LIST,)),
    Column("quotation", 11, "How much of the content is in quotation marks.", choices=_all(Quotation)),
    Column("type", 12, "What is attributed: a statement, a belief, knowledge (fact) or an intention (eventuality).",
           choices=_all(AttributionType)),
    Column("stance", 11, "How the cue presents the content; blank if it is neutral. It follows from the cue words.",
           lambda a, analysis, labels: a.stance or "", editable=False),
    Column("source words", 26, "The words that name the source, copied from the text.", _quoted("source")),
    Column("cue words", 18, "The words that attribute, in one piece.", _quoted("cue")),
    Column("content words", 70, "What is attributed, copied from the text; pieces are joined by ' … '.", _quoted("content")),
    Column("parent", 8, "Id of the attribution whose content contains this one."),
    Column("counted", 9, "Whether it counts; it does not if the program is not certain enough. Write 'yes' if the mark is right.",
           lambda a, analysis, labels: _YES_OR_NO[analysis.counts(a)], choices=("yes", "no")),
    _DELETE,
    _NOTE,
    *_REASONS,
))  # fmt: skip
HEDGES = Page("Hedges", "id", (
    _ARTICLE,
    Column("id", 7, "Blank in a new row.", editable=False),
    Column("sentence", 9, "The sentence that contains it; in a new row, where to look for the words.", editable=False),
    Column("words", 22, "The words that hedge, copied from the text.",
           lambda h, analysis, labels: analysis.article.text[h.start : h.end]),
    Column("category", 18, "What the hedge does; the codebook defines the categories.", choices=_all(Category)),
    Column("owner", 28, "Whose doubt it is: 'author' is the writer.", _owner("owner"), choices=(OWNER_LIST,)),
    Column("attribution", 11, "Id of the innermost attribution that contains it, if the hedge is that source's."),
    _DELETE,
    _NOTE,
    Column("context", 60, "The sentence.", lambda h, analysis, labels: _words_of(analysis.sentences[h.sentence], analysis),
           editable=False),
    *_REASONS,
))  # fmt: skip
PAGES = (SENTENCES, ATTRIBUTIONS, HEDGES, SOURCES)
