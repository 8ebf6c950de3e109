"""An article of a document that somebody else's spaCy pipeline has parsed: its parse is taken as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from hedgelens.article.text import article_from_text
from hedgelens.article.words import word_starts
from hedgelens.language.pipeline import ATTRIBUTES
from hedgelens.language.sentences import SentenceList
from hedgelens.records import Block, HedgeLensError, Kind, ParsedArticle, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NEEDED = {"DEP": "parser", "TAG": "tagger", "POS": "attribute_ruler", "LEMMA": "lemmatizer"}
"""What the rooms ask of a token, and the component of spaCy's own pipelines that gives it."""


def parsed_article(doc: Doc, *, model: str = "", model_sha256: str = "") -> ParsedArticle:
    """Makes a parsed article of a document; neither its text nor its parse is changed.

    Its paragraphs are those that a text has elsewhere in HedgeLens; a sentence that runs over the end of one ends there.

    Args:
        doc: the document, with the parse of a spaCy pipeline of English.
        model: name and version of the pipeline, for the record.
        model_sha256: hash of its files, for the record.

    Raises:
        HedgeLensError: the document is blank, or has no parse.
    """
    article = article_from_text(doc.text)
    if lacking := [component for attribute, component in _NEEDED.items() if not _has(doc, attribute)]:
        raise HedgeLensError(
            f"The document is not parsed in full: before 'hedgelens' the pipeline needs {', '.join(lacking)}, which "
            f"{'is' if len(lacking) == 1 else 'are'} missing, disabled or further back. Example: "
            "nlp = spacy.load('en_core_web_sm'); nlp.add_pipe('hedgelens')."
        )
    words = tuple(word_starts(article.text))
    found = SentenceList(article.text, words)
    sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    for start, end, block, paragraph in _pieces(sentences, article.blocks):
        found.add(start, end, Kind(block.kind), paragraph)
    return ParsedArticle(
        article=article,
        doc=_copied(doc),
        sentences=tuple(found.sentences),
        word_starts=words,
        model=model,
        model_sha256=model_sha256,
    )


def _has(doc: Doc, attribute: str) -> bool:
    """Says whether words have an attribute: most of them, and of lemmas every verb.

    Rules of the attribute ruler give some words a tag or a lemma, and white space both, where no tagger or lemmatizer has run.
    """
    if attribute == "LEMMA" and any(not token.lemma and token.pos_ == "VERB" for token in doc):
        return False
    words = [position for position, token in enumerate(doc) if not token.is_space]
    return bool(2 * np.count_nonzero(doc.to_array(attribute)[words]) >= len(words))


def _pieces(sentences: list[Span], blocks: tuple[Block, ...]) -> Iterator[tuple[int, int, Block, int]]:
    """Yields the sentences of each block, those that run over its end in pieces; both stand in order."""
    at = 0
    for paragraph, block in enumerate(blocks):
        while at < len(sentences) and sentences[at][1] <= block.start:
            at += 1
        reached = at
        while reached < len(sentences) and sentences[reached][0] < block.end:
            start, end = sentences[reached]
            yield max(start, block.start), min(end, block.end), block, paragraph
            reached += 1


def _copied(doc: Doc) -> Doc:
    """Returns a document of the same parse, so that what the rooms keep with it does not stay with the given one.

    White space is what it is here, whatever the model takes it for.
    """
    from spacy.tokens import Doc

    rows: Any = doc.to_array(list(ATTRIBUTES))
    blank = np.array([token.is_space for token in doc], dtype=bool)
    rows[blank, ATTRIBUTES.index("POS")] = doc.vocab.strings.add("SPACE")
    copy = Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    return copy.from_array(list(ATTRIBUTES), rows)
