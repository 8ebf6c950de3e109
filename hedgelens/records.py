"""The frozen records that all stages of the analysis exchange.

All offsets are Unicode code points into the text of the article exactly as it was read.
"""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]
"""A stretch of text, from its start (included) to its end (excluded)."""

Spans = tuple[Span, ...]
"""The pieces of one mark, which are ordered, disjoint and not empty."""


class Kind(StrEnum):
    """The kind of a block of an article, and of each sentence in it."""

    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    CREDIT = "credit"
    CAPTION = "caption"
    BODY = "body"
    AUTHOR_NOTE = "author-note"
    BOILERPLATE = "boilerplate"


class Quotation(StrEnum):
    """How much of an attribution's content is in quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class AttributionType(StrEnum):
    """What is attributed to the source (Prasad et al. 2007; Pareti 2015)."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    FACT = "fact"
    EVENTUALITY = "eventuality"


class Stance(StrEnum):
    """The position that a cue takes towards the content; a cue that merely reports it ("said") has none."""

    DENIES = "denies"
    DOUBTS = "doubts"
    WITHHOLDS = "withholds"
    CONFIRMS = "confirms"
    SHOWS = "shows"
    CLAIMS = "claims"


CORE = True
"""Marks a category of hedges that weakens commitment to a statement; the others make a quantity and the like less exact."""


class Category(StrEnum):
    """The categories of hedges in the order in which they take precedence; the core ones are marked."""

    core: bool
    gloss: str

    HEARSAY = "hearsay", "passed on without saying who said it", CORE
    VAGUE_ATTRIBUTION = "vague-attribution", "attributed to unspecified people", CORE
    UNVERIFIED = "unverified", "flagged as not verified", CORE
    INFERENTIAL = "inferential", "inferred from signs", CORE
    DOXASTIC = "doxastic", "somebody's belief or forecast", CORE
    EPISTEMIC = "epistemic", "possible or probable, not certain", CORE
    INVESTIGATIVE = "investigative", "an open question", CORE
    CONDITIONAL = "conditional", "true only if something else is"
    APPROXIMATOR = "approximator", "makes a quantity less exact"
    ADAPTOR = "adaptor", "makes a description less exact"
    FREQUENCY = "frequency", "leaves open how often"

    def __new__(cls, name: str, gloss: str = "", core: bool = False) -> Self:
        """Makes a category of its name and of what such a hedge does, and says whether it is a core one."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.gloss = gloss
        member.core = core
        return member


CORE_CATEGORIES = frozenset(category for category in Category if category.core)

DEFAULT_ENGINE = "learned"
"""The engine that finds attributions by default."""

AUTHOR = "author"
"""The owner of a hedge that is the writer's own."""

UNKNOWN = "unknown"
"""The owner of a hedge that belongs to somebody other than the writer, but to no known source of the article."""

UNNAMED = "an unnamed coder"
"""The name of a coder who gave none."""


class SourceKind(StrEnum):
    """What kind of source it is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    MEDIA = "media"
    GOVERNMENT = "government"
    DOCUMENT = "document"
    GROUP = "group"
    AUTHOR = "author"
    UNKNOWN = "unknown"


class Naming(StrEnum):
    """How an article identifies a source to its reader."""

    NAMED = "named"
    DESCRIBED = "described"
    ANONYMOUS = "anonymous"
    GENERIC = "generic"
    NONE = "none"


class Pronoun(StrEnum):
    """The pronoun that an article uses for a source."""

    HE = "he"
    SHE = "she"
    THEY = "they"
    IT = "it"


class Speaking(StrEnum):
    """What an article says about whether, and on what terms, a source agreed to speak."""

    DECLINED = "declined to comment"
    NO_RESPONSE = "did not respond"
    NOT_REACHED = "could not be reached"
    NOT_NAMED = "asked not to be named"
    ANONYMITY = "on condition of anonymity"
    NOT_AUTHORIZED = "not authorized to speak"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A place where an article says that a source would not speak, could not be reached, or spoke without a name.

    Attributes:
        what: which of these.
        span: the words that say so.
    """

    what: Speaking
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an article of one kind: a title, a caption, a paragraph of the body."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Article:
    """A news article as it was read.

    Attributes:
        id: name of the article; for files, the file name without its extension.
        text: the text, unaltered.
        blocks: what the text consists of, in order and disjoint; together they contain every character that is not white space.
        title: its title, like the following if the article, its table or its database gives it.
        outlet: the outlet that published it.
        author: who wrote it.
        section: section of the newspaper or site.
        page: page of the newspaper.
        url: its address.
        date: its day in ISO 8601; ``None`` if it cannot be determined.
        date_text: its date as it is written.
        near_duplicate_of: id of an earlier article with the same or nearly the same text.
        fields: further fields from its table or its folders: names and values, in order.
        language: ISO 639-1 code; ``None`` if it could not be determined.
        warnings: what to know before relying on a result, one sentence each: what was left out in reading, or is doubtful.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    author: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()
    date_text: str | None = None
    section: str | None = None
    page: str | None = None
    url: str | None = None
    near_duplicate_of: str | None = None
    fields: tuple[tuple[str, str], ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, which shows whether two analyses are of the same text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def quote(self, spans: Iterable[Span]) -> str:
        """Returns the text of the spans, pieces joined by an ellipsis."""
        return " … ".join(self.text[start:end] for start, end in spans)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, trimmed of white space.

    Attributes:
        index: position in the article, from 0.
        paragraph: index of the block that contains it.
        words: number of words in it.
    """

    index: int
    start: int
    end: int
    kind: Kind
    paragraph: int
    words: int


def sentence_at(sentences: Sequence[Sentence], offset: int) -> int:
    """Returns the index of the sentence that contains a character (white space belongs to the sentence before it)."""
    return max(bisect.bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1, 0)


@dataclass(frozen=True)
class ParsedArticle:
    """An article with its sentences and its parse.

    The whole article is one spaCy ``Doc`` (parsed paragraph by paragraph and put together): ``token.idx`` is an offset into
    the article, and ``doc.text`` is its text, with every kind of space written as a plain one.

    Attributes:
        word_starts: offset of every word of the article, ordered.
        model: name and version of the language model.
        model_sha256: the hash of its files.
    """

    article: Article
    doc: Doc
    sentences: tuple[Sentence, ...]
    word_starts: tuple[int, ...]
    model: str = ""
    model_sha256: str = ""


@dataclass(frozen=True, slots=True)
class SourceLink:
    """How an attribution was linked to its source.

    Attributes:
        rule: name of the rule that linked them.
        antecedent: the mention that the words of the source refer back to; ``None`` if they name or describe the source
            themselves.
    """

    rule: str
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement, belief, piece of knowledge or intention that is ascribed to somebody other than the writer.

    Attributes:
        sentence: index of the sentence with the cue, or with the content if there is no cue.
        source: the words that say who; may be empty.
        cue: the words that attribute; may be empty.
        content: the words that are attributed.
        via_span: the relaying medium ("told **China Daily**").
        source_id: id of the source; ``None`` if it is not known.
        via: id of the relaying medium.
        parent: id of the attribution whose content contains this one.
        confidence: probability that the attribution is right, 0 to 1.
        why: one readable line naming the rule or model and its evidence.
        rule: name of the sieve or engine that found it; empty for marks made by people.
        link: how it was linked to its source.
        stance: the position that the cue takes towards the content ("denied"); ``None`` if it merely reports it ("said").
    """

    id: str
    sentence: int
    source: Spans
    cue: Spans
    content: Spans
    quotation: Quotation
    type: AttributionType
    confidence: float
    why: str
    via_span: Spans = ()
    source_id: str | None = None
    via: str | None = None
    parent: str | None = None
    rule: str = ""
    link: SourceLink | None = None
    stance: Stance | None = None

    @property
    def start(self) -> int:
        """Offset of the first character of any of its spans."""
        return min(start for start, _ in (*self.source, *self.cue, *self.content))


@dataclass(frozen=True, slots=True)
class Source:
    """The real-world entity behind the mentions.

    Attributes:
        name: the fullest proper name that the article or the registry gives, or the head of the description in lower case.
        aliases: other forms, in order of appearance.
        groups: from a registry.
        mentions: where it is mentioned as a source.
        role: its title or role in the article's words, without determiner; ``None`` if the article gives none.
        affiliation: id of the source that it belongs to, or the name of that institution if it is not a source; ``None`` if the
            article names none.
        pronoun: the pronoun that the article uses for it, never guessed from a name; ``None`` if it uses none.
        disclosure: where the article says that it would not speak, could not be reached, or spoke without a name.
    """

    id: str
    name: str
    kind: SourceKind
    naming: Naming
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    mentions: Spans = ()
    role: str | None = None
    affiliation: str | None = None
    pronoun: Pronoun | None = None
    disclosure: tuple[Disclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Continuation:
    """A sentence without an attribution of its own that continues the account of a source."""

    sentence: int
    source_id: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The result of source resolution: sources, attributions linked to them, and sentences that continue their accounts."""

    sources: tuple[Source, ...]
    attributions: tuple[Attribution, ...]
    continuations: tuple[Continuation, ...]
    explanations: dict[str, str] = field(default_factory=dict)
    """Antecedent and rule of the link to its source, for each attribution by its id."""


@dataclass(frozen=True, slots=True)
class HedgeOwner:
    """Whose doubt a hedge is, or may be.

    Attributes:
        owner: ``"author"``, ``"unknown"`` or the id of a source.
        attribution: id of the attribution that makes it so; ``None`` if none does.
        why: one readable line naming the rule of the hedge, and the evidence for this owner.
    """

    owner: str
    attribution: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Hedge:
    """A marker that weakens commitment.

    Attributes:
        owner: whose doubt it is: ``"author"`` or the id of a source.
        attribution: id of the innermost counted attribution whose content (or, for a belief, cue) contains it.
        rule: name of the rule that marked it; empty for marks made by people.
        owners: the possible owners, the nearest first: it belongs to the first whose attribution counts. Empty if there is only
            one possible owner, for instance because a person decided it: it then stays with its owner as long as that source
            counts.
    """

    id: str
    sentence: int
    start: int
    end: int
    text: str
    category: Category
    owner: str
    attribution: str | None
    confidence: float
    why: str
    rule: str = ""
    owners: tuple[HedgeOwner, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A review of an analysis by a person.

    Attributes:
        by: who.
        date: when, as in ISO 8601, to the day.
        corrections: how many corrections there were.
    """

    by: str
    date: str
    corrections: int

    def __str__(self) -> str:
        number = self.corrections or "no"
        return f"{self.by} on {self.date} ({number} correction{'' if self.corrections == 1 else 's'})"


@dataclass(frozen=True, slots=True)
class Problem:
    """An article that could not be read or analysed, and why.

    Attributes:
        article: the file or id of the article.
        reason: a sentence for the user.
    """

    article: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of a result: a dataclass whose fields are its columns."""

    def as_dict(self) -> dict[str, Any]:
        """Returns the row as plain data, intervals as lists of two."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Returns the names of the columns."""
        return tuple(field.name for field in fields(cls))


def plain(value: Any) -> Any:
    """Returns what JSON can hold: records as objects, tuples as lists, members of enumerations as their values."""
    kind: Any = type(value)
    if kind in _AS_IT_IS:
        return value
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if names := _fields_of(kind):
        return {name: plain(getattr(value, name)) for name in names}
    return str(value) if isinstance(value, StrEnum) else value


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """Returns the names of the fields of a record, none of what is no record: looked up once for each kind."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


class HedgeLensError(Exception):
    """An input that HedgeLens cannot work with; its message is a sentence for the user."""

    def _render_traceback_(self) -> list[str]:
        """Returns what a notebook shows of it: the sentence, and not the lines of code that it came through."""
        return [f"HedgeLensError: {self}"]


class HedgeLensWarning(UserWarning):
    """Something to know before relying on a result; its message is a sentence for the user."""
