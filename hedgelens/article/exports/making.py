"""Articles of the documents of an export, and what is said of how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hedgelens.article.about import author_of
from hedgelens.article.containing import attempted
from hedgelens.article.dates import iso_date
from hedgelens.article.exports.document import Document, Export
from hedgelens.article.holding import Held, Note
from hedgelens.article.text import article_from_text
from hedgelens.files.text import counted
from hedgelens.records import Article, Block, HedgeLensError, Kind, Problem

_NUMBER = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d{1,7}")
_FEWEST_WORDS = 100
_LEAST, _MOST = 0.6, 2
"""Of the words that a database counts, so many are read at least and at most where all is well; how words are counted differs."""
_BY = re.compile(r"(?i)^(?:by|von|par)[: ]\s*")
_BROKEN_OFF = "The file ends in the middle of this document, so the article may not be whole. Save the export again."
_CORRECTED = "The database notes a correction of this article, which is not part of its text: see the field 'correction'."


def held(export: Export, path: Path, id: str) -> Iterator[Held]:
    """Yields the articles of an export, a problem for each document without a text, and what is said of their number.

    Args:
        export: the documents.
        path: their file.
        id: the id of the file; those of its documents have their number behind it.
    """
    width = len(str(export.found))
    read = 0
    for number, document in enumerate(export.documents, start=1):
        name = id if export.found == 1 else f"{id}-{number:0{width}}"
        result = attempted(name, article_of, document, name)
        read += isinstance(result, Article)
        yield result
    yield from _counted(export, path, id, read)


def only_article(export: Export, path: Path, id: str) -> Article:
    """Returns the article of an export of one document.

    Raises:
        HedgeLensError: there are several, or none was found, or the only one has no text.
    """
    if export.found > 1:
        raise HedgeLensError(
            f"'{path}' holds {export.found:,} documents from a newspaper database, and one article was expected. All of "
            f"them are read by "
            f"hl.Collection.analyze('{path}'), and by 'hedgelens analyze'."
        )
    if export.found == 0:
        raise HedgeLensError(
            f"'{path}' holds {counted(export.own or 0, 'document')} by its own count, and none was found in it. "
            "Save the export again."
        )
    return article_of(next(export.documents), id)


def article_of(document: Document, id: str) -> Article:
    """Makes an article of a document: its title, what stands below that, its text.

    Raises:
        HedgeLensError: it has no text.
    """
    about = document.about
    title, highlight = about.get("title"), about.get("highlight")
    if not document.text.strip():
        named = f" ('{title}')" if title else ""
        reason = document.missing or "has no text: the database may give no more than its title, or a picture of it"
        raise HedgeLensError(f"The document '{id}'{named} {reason}.")
    head = [part for part in (title, highlight) if part]
    article = article_from_text("\n\n".join((*head, document.text)), id=id)
    warnings = (*article.warnings, *_doubts(document))
    return replace(
        article,
        blocks=_blocks(article, title, highlight),
        title=title,
        outlet=about.get("outlet"),
        date=iso_date(about.get("date")),
        date_text=about.get("date"),
        author=author_of(_BY.sub("", about.get("author", "")), None),
        section=about.get("section"),
        page=about.get("page"),
        url=about.get("url"),
        fields=document.fields,
        warnings=warnings,
    )


def _doubts(document: Document) -> Iterator[str]:
    """Yields what is to be doubted about a document, a sentence each."""
    if document.broken_off:
        yield _BROKEN_OFF
    if "correction" in document.about:
        yield _CORRECTED
    stated = _NUMBER.search(document.about.get("length", ""))
    number = int(re.sub(r"\D", "", stated[0])) if stated else 0
    words = len(document.text.split())
    if number >= _FEWEST_WORDS and not _LEAST * number <= words <= _MOST * number:
        yield f"The database counts {number:,} words, and {words:,} were read: compare the article with the export."


def _blocks(article: Article, title: str | None, highlight: str | None) -> tuple[Block, ...]:
    """Returns the blocks of an article whose title and subtitle are known."""
    end = 0
    head: list[Block] = []
    for part, kind in ((title, Kind.TITLE), (highlight, Kind.HEADING)):
        if part:
            start = end + 2 if head else 0
            end = start + len(part)
            head.append(Block(start, end, kind))
    return (*head, *(block for block in article.blocks if block.start >= end))


def _counted(export: Export, path: Path, id: str, read: int) -> Iterator[Held]:
    """Yields what is said of the number of documents; fewer than the file counts itself are a problem."""
    further = f" {export.further}" if export.further else ""
    if export.own is not None and export.own > export.found:
        yield Problem(
            id,
            f"'{path}' holds {counted(export.own, 'document')} by its own count, and {export.found:,} were found in it.{further} "
            "Save the export again, or check which are missing.",
        )
        return
    counts = "of a newspaper database" if export.own is None else "by the file's own count"
    how_many = counted(export.found if export.own is None else export.own, "document")
    found = f"{read:,} read" if read == export.found else f"{export.found:,} found, {read:,} with a text"
    yield Note(f"'{path}': {how_many} {counts}, {found}.{further}")
