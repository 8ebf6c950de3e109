"""Reads articles from files, folders and strings; what cannot be read is said in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from hedgelens.article.access import check_file, file_bytes
from hedgelens.article.blocks import classify, matches, paragraphs
from hedgelens.article.decoding import decoded
from hedgelens.article.doubts import doubts, foreign
from hedgelens.article.english import is_english
from hedgelens.article.markdown import front_matter, markdown_blocks
from hedgelens.records import Article, Block, HedgeLensError, Kind

PAGES = (".html", ".htm")
"""The kinds of files that hold a saved web page."""

SUFFIXES = (".txt", ".md", *PAGES)
"""The kinds of files that hold an article."""

_SAVE_AS_TEXT = "Save the article's text as a .txt file."
_TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet")
_READ_ROWS = "The texts in a table are read in Python: hl.Collection.analyze takes a .csv file or a DataFrame."
_HOW_TO_SAVE = {
    "the source of a web page": "Save it as a .html file.",
    "a table": f"Save it as a .csv file. {_READ_ROWS}",
}

_OWN = {**dict.fromkeys(PAGES, b'<meta name="generator" content="HedgeLens '), ".md": b"<!-- HedgeLens "}


def article_from_text(text: str, *, id: str = "article", markdown: bool = False) -> Article:
    """Makes an article of a text.

    Args:
        text: the text of the article; offsets of everything that is found later point into it.
        id: a name for the article.
        markdown: whether headings, lists and pictures are marked as in Markdown.

    Raises:
        HedgeLensError: the text holds nothing but white space.
    """
    if not text.strip():
        raise HedgeLensError(f"The article '{id}' is empty or blank: there is nothing to analyse. Give a file with text in it.")
    fields, start = front_matter(text) if markdown else ({}, 0)
    if not text[start:].strip():
        raise HedgeLensError(f"The article '{id}' holds nothing but properties between two rules. Add its text below them.")
    blocks = markdown_blocks(text, start) if markdown else classify(text, paragraphs(text))
    body = " ".join(text[block.start : block.end] for block in blocks if block.kind is Kind.BODY)
    return Article(
        id=id,
        text=text,
        blocks=tuple(blocks),
        title=fields.get("title") or _first(text, blocks, Kind.TITLE),
        outlet=fields.get("outlet") or _outlet(text, blocks),
        date=fields.get("date") or _date(text, blocks),
        author=fields.get("author") or _author(text, blocks),
        language="en" if is_english(body or text) else None,
        warnings=tuple(doubts(text, blocks)),
    )


def read_article(path: str | Path, *, id: str | None = None) -> Article:
    """Reads the article of a ``.txt`` or ``.md`` file, exactly as it stands there, or that of a saved web page (``.html``).

    Args:
        path: the file.
        id: a name for the article, by default the stem of the file's name.

    Raises:
        HedgeLensError: the file is missing, is not text, is blank or of a kind that is not known.
    """
    path = Path(path)
    id = path.stem if id is None else id
    check_file(path)
    if path.suffix.lower() not in SUFFIXES:
        raise HedgeLensError(
            f"'{path}' ends in '{path.suffix or 'nothing'}', and articles are read from {', '.join(SUFFIXES)} files. "
            + (_READ_ROWS if path.suffix.lower() in _TABLES else _SAVE_AS_TEXT)
        )
    if is_report(path):
        raise HedgeLensError(f"'{path}' is a report that HedgeLens wrote, and no article. Give the article it was made of.")
    if path.suffix.lower() in PAGES:
        from hedgelens.article.html import article_from_html

        return article_from_html(file_bytes(path), id=id)
    text = decoded(file_bytes(path), path)
    if what := foreign(text):
        raise HedgeLensError(f"'{path}' is no article but {what}. {_HOW_TO_SAVE.get(what, _SAVE_AS_TEXT)}")
    return article_from_text(text, id=id, markdown=path.suffix.lower() == ".md")


def is_report(path: Path) -> bool:
    """Says whether a file is a report that HedgeLens wrote (a page or Markdown): it is about articles, but is none."""
    mark = _OWN.get(path.suffix.lower())
    if mark is None:
        return False
    try:
        return mark in file_bytes(path, 2048)
    except HedgeLensError:
        return False  # who reads it says what is wrong


def _first(text: str, blocks: Iterable[Block], kind: Kind) -> str | None:
    return next((" ".join(text[b.start : b.end].split()) for b in blocks if b.kind is kind), None)


def _author(text: str, blocks: Iterable[Block]) -> str | None:
    byline = _first(text, blocks, Kind.BYLINE)
    if byline is None:
        return None
    name = re.sub(r"(?i)^((words|text|story|reporting|reported|written|interview) )?(by|from)\s+", "", byline)
    return re.split(r"\s*[,|—–]\s*", name)[0] or None


def _outlet(text: str, blocks: Iterable[Block]) -> str | None:
    lines = (text[b.start : b.end] for b in blocks if b.kind is Kind.BOILERPLATE)
    return next((line for line in lines if matches("outlet", line)), None)


def _date(text: str, blocks: Iterable[Block]) -> str | None:
    for block in blocks:
        line = text[block.start : block.end]
        if block.kind is Kind.BOILERPLATE:
            line = re.sub(r"(?i)^(last )?(updated|published|posted|first published|modified)\W*(on )?", "", line)
            if matches("date", line) and matches("day", line):
                return line
    return None
