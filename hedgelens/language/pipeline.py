"""The spaCy pipeline: which model, loaded once, and an article as one parsed document."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hedgelens.article.words import word_starts
from hedgelens.language.as_read import AsRead, as_read
from hedgelens.language.boundaries import sentence_starts
from hedgelens.language.capitals import names_in, sentence_case, without_capitals
from hedgelens.language.loading import check_english, load_model
from hedgelens.language.model_hash import model_sha256
from hedgelens.language.parts import BoundedTokenizer, parts
from hedgelens.language.quotations import find_quotes, in_english_marks
from hedgelens.language.sentences import SentenceList
from hedgelens.records import Article, Block, HedgeLensError, HedgeLensWarning, Kind, ParsedArticle

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

SHIPPED = Path(__file__).parent / "model"
"""The folder of the model that comes with HedgeLens: spaCy's small one of English, without the components that are not used."""

MEASURED = {"en_core_web_sm 3.8.0": "ad8484724b19e6b16996cbde3bacaefad69fac30bf1084b838292c0bcb645a6e"}
"""Hash of that model by its name; other files under its name are warned of."""

_SIGNED = re.compile(r"(?<=[\"”’»“] )-(?=[A-Z])")
"""A hyphen that signs a quotation, and that the model takes for a part of the name: "“…” -Ada Okoro"."""

_BATCH, _BATCH_CHARACTERS = 16, 20_000
"""Paragraphs, or parts of them, that go through the model together, and about how many characters: they cost memory."""

_PARSED_TOGETHER = 4
"""The parser takes a quarter of what it is told to take at a time; a whole batch costs it a fifth less."""

_HEADLINES = (Kind.TITLE, Kind.HEADING)
_ESCAPE = re.compile(r"\\(?=[\[\]()*_#.!$~&-])")
"""The backslash before a character that Markdown would else take for its own."""
_EMPHASIS = re.compile(r"(?<=[\w,;:] )(\*{1,2})(?=[^\s*])([^*\r\n]{1,80})(?<=[^\s*])\1(?![\w*])")
"""Words that are emphasised in the middle of a sentence ("told *The Gazette* that")."""
ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD")
"""What is kept of the parse of each token."""


class Language:
    """A language model that parses articles, paragraph by paragraph.

    Attributes:
        name: the model's name and version, for the record.
    """

    def __init__(self, model: str | Path | None = None) -> None:
        """Loads a model.

        Args:
            model: name or folder of a spaCy model of English with a parser; by default the one that comes with HedgeLens.

        Raises:
            HedgeLensError: there is no such model.
        """
        self._nlp = _load(model)
        self.name = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']} {self._nlp.meta['version']}"
        if MEASURED.get(self.name, self.sha256) != self.sha256:
            warnings.warn(
                f"The language model '{self.name}' in '{self._nlp.path}' is not the one that HedgeLens was measured with: its "
                f"files differ. Install it again, or do not rely on the figures in the documentation of HedgeLens.",
                HedgeLensWarning,
                stacklevel=3,
            )

    @cached_property
    def sha256(self) -> str:
        """Hash of the model's files, for the record; computed once, in some hundredths of a second."""
        return model_sha256(self._nlp.path, self._nlp.pipe_names)

    def as_read(self, article: Article) -> AsRead | None:
        """Returns an article as one reads it, or ``None``: see :func:`hedgelens.language.as_read.as_read`."""
        strings = self._nlp.vocab.strings  # those of the model's tables, tens of thousands of words among them
        return as_read(article, lambda word: word in strings)

    def parse(self, article: Article) -> ParsedArticle:
        """Parses one article."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article]) -> Iterator[ParsedArticle]:
        """Parses articles one after the other; the paragraphs of one go through the model in batches."""
        for article in articles:
            plain = without_capitals(parsable(article.text), article.blocks)
            whole = _Whole(self._nlp, article, in_english_marks(plain, find_quotes(article)))
            for part, doc in self._parse_parts(article, whole.text):
                whole.add(part, doc)
            yield ParsedArticle(
                article=article,
                doc=whole.doc(),
                sentences=tuple(whole.found.sentences),
                word_starts=whole.words,
                model=self.name,
                model_sha256=self.sha256,
            )

    def _parse_parts(self, article: Article, text: str) -> Iterator[tuple[_Part, Doc]]:
        names = names_in(text, article.blocks)
        for batch in _batches(_parts(text, article.blocks)):
            texts = [
                sentence_case(text[part.start : part.end], names) if part.kind in _HEADLINES else text[part.start : part.end]
                for part in batch
            ]
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)
                docs = list(self._nlp.pipe(texts, batch_size=_PARSED_TOGETHER * _BATCH))
            yield from zip(batch, docs, strict=True)


@lru_cache(maxsize=2)
def load_language(model: str | Path | None = None) -> Language:
    """Returns the language model, loaded at the first call only."""
    return Language(model)


def readable(text: str) -> str:
    """Returns the text with a mark for what no program takes for a character (half an emoji, NUL), so that offsets stay."""
    return re.sub(r"[\ud800-\udfff\x00]", "\ufffd", text)


def parsable(text: str) -> str:
    """Returns the text as the model reads it: :func:`readable`, with plain blanks and the dashes of signatures; offsets stay.

    The model has not seen non-breaking spaces, the backslashes of Markdown, or its marks of emphasis: left alone, they become
    tokens of their own, or parts of names, and spoil the parse.
    """
    plain = _EMPHASIS.sub(_blanked, _ESCAPE.sub(" ", readable(text)))
    return _SIGNED.sub("—", re.sub(r"[^\S\r\n]", " ", plain))


def _blanked(emphasis: re.Match[str]) -> str:
    """Returns emphasised words with blanks in place of the marks."""
    marks = " " * len(emphasis[1])
    return f"{marks}{emphasis[2]}{marks}"


def _load(model: str | Path | None) -> SpacyLanguage:
    name = SHIPPED if model is None else model
    try:
        nlp = load_model(name, own_tokenizer=model is not None)
    except (OSError, ValueError) as error:
        said, advice = str(error).splitlines()[0].rstrip("."), " Install HedgeLens again." if model is None else ""
        raise HedgeLensError(f"The language model '{name}' cannot be loaded: {said}.{advice}") from None
    another = "Name another one, or none to use the one that comes with HedgeLens."
    check_english(nlp, f"The language model '{name}'", another)
    if "parser" not in nlp.pipe_names:
        raise HedgeLensError(f"The language model '{name}' has no parser. {another}")
    # Here, not above: they load spaCy, which takes a second, and `hedgelens --help` does not need it.
    from hedgelens.language.attributes import remember_attributes
    from hedgelens.language.vectors import quicken_vectors

    _register()
    nlp.add_pipe("hedgelens_boundaries", before="parser")
    # Faces such as "):" are brackets and colons in news: "Ada Okoro (@okoro): …".
    nlp.tokenizer.rules = {word: rule for word, rule in nlp.tokenizer.rules.items() if not word.startswith(")")}
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer, nlp.vocab)
    remember_attributes(nlp)
    quicken_vectors(nlp)
    return nlp


def _register() -> None:
    from spacy.language import Language as SpacyLanguage

    if not SpacyLanguage.has_factory("hedgelens_boundaries"):
        SpacyLanguage.component("hedgelens_boundaries", func=mark_boundaries)


def mark_boundaries(doc: Doc) -> Doc:
    """Tells the parser where sentences begin (a spaCy component)."""
    if len(doc) == 0:
        return doc
    # By arrays: to make the object of a token takes longer than what there is to do with it.
    ends = doc.to_array(["IDX", "LENGTH"]).sum(axis=1)
    first = np.searchsorted(ends, np.array(sentence_starts(doc.text), ends.dtype), side="right")
    opens = np.full(len(doc), -1, np.int64)
    opens[0] = opens[first[first < len(doc)]] = 1
    return doc.from_array(["SENT_START"], opens.astype(np.uint64)[:, None])


class _Part(NamedTuple):
    """A paragraph, or a part of a long one: where it stands, its kind, the number of its paragraph."""

    start: int
    end: int
    kind: Kind
    paragraph: int


def _parts(text: str, blocks: Iterable[Block]) -> Iterator[_Part]:
    for paragraph, block in enumerate(blocks):
        for start, end in parts(text, block.start, block.end):
            yield _Part(start, end, Kind(block.kind), paragraph)


def _batches(found: Iterable[_Part]) -> Iterator[list[_Part]]:
    batch: list[_Part] = []
    for part in found:
        if batch and (len(batch) == _BATCH or part.end - batch[0].start > _BATCH_CHARACTERS):
            yield batch
            batch = []
        batch.append(part)
    if batch:
        yield batch


class _Whole:
    """An article put together of the parses of its parts, each of which is let go as soon as it is taken in.

    Attributes:
        text: the text that is parsed.
        words: offset of every word.
        found: the sentences of the parts so far.
    """

    def __init__(self, nlp: SpacyLanguage, article: Article, text: str) -> None:
        self.text = text
        self.words = tuple(word_starts(article.text))
        self.found = SentenceList(text, self.words)
        self._vocab = nlp.vocab
        self._forms: dict[str, str] = {}  # one string for all occurrences of a word
        self._words: list[str] = []
        self._spaces: list[bool] = []
        self._rows: list[Any] = []
        self._space = [nlp.vocab.strings.add(value) for value in ("_SP", "SPACE", "", "", "dep")]
        self._position = 0

    def add(self, part: _Part, doc: Doc) -> None:
        """Takes in the parse of the next part, with the white space before it."""
        self._add_gap(part.start)
        columns = doc.to_array([*ATTRIBUTES, "IDX", "LENGTH", "SPACY", "SENT_START"])
        first = end = part.start
        for offset, length, space, opens in columns[:, len(ATTRIBUTES) :].tolist():
            start = part.start + offset
            if opens == 1 and start > first:
                self.found.add(first, end, part.kind, part.paragraph)
                first = start
            end = start + length
            word = self.text[start:end]
            self._words.append(self._forms.setdefault(word, word))
            self._spaces.append(bool(space))
        self.found.add(first, end, part.kind, part.paragraph)
        self._rows.append(columns[:, : len(ATTRIBUTES)])
        self._position = part.end

    def _add_gap(self, end: int) -> None:
        if gap := self.text[self._position : end]:
            head = 2**64 - 1 if self._words else 0  # the token before (-1 as spaCy stores it), or itself
            self._words.append(gap)
            self._spaces.append(False)
            self._rows.append(np.array([[*self._space, head]], dtype=np.uint64))

    def doc(self) -> Doc:
        """Returns the document, whose text is the article's."""
        from spacy.tokens import Doc

        self._add_gap(len(self.text))
        return Doc(self._vocab, words=self._words, spaces=self._spaces).from_array(list(ATTRIBUTES), np.vstack(self._rows))
