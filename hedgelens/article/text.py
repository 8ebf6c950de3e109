"""Makes an article of a text: its blocks, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from hedgelens.article.about import author_of
from hedgelens.article.blocks import classify
from hedgelens.article.dates import iso_date
from hedgelens.article.doubts import doubts, is_english
from hedgelens.article.lines import matches
from hedgelens.article.markdown import front_matter, markdown_blocks
from hedgelens.article.wrapping import paragraphs
from hedgelens.records import Article, Block, HedgeLensError, Kind

_FIELDS = {"date": "date_text"}


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
        raise HedgeLensError(
            f"The article '{id}' holds nothing but properties between two lines of ---. Add its text below them."
        )
    blocks = markdown_blocks(text, start) if markdown else classify(text, paragraphs(text))
    body = " ".join(text[block.start : block.end] for block in blocks if block.kind is Kind.BODY)
    about: dict[str, Any] = {
        "title": _first(text, blocks, Kind.TITLE),
        "outlet": _outlet(text, blocks),
        "date_text": _date(text, blocks),
        "author": _author(text, blocks),
        **{_FIELDS.get(name, name): value for name, value in fields.items() if value},
    }
    about["date"] = iso_date(about["date_text"])
    language = "en" if is_english(body or text) else None
    return Article(id=id, text=text, blocks=tuple(blocks), language=language, warnings=tuple(doubts(text, blocks)), **about)


def _first(text: str, blocks: Iterable[Block], kind: Kind) -> str | None:
    return next((" ".join(text[b.start : b.end].split()) for b in blocks if b.kind is kind), None)


def _author(text: str, blocks: Iterable[Block]) -> str | None:
    byline = _first(text, blocks, Kind.BYLINE)
    if byline is None:
        return None
    name = re.sub(r"(?i)^(([\w-]+ ){0,2}(by|from)\s|([\w-]+ )?[\w-]+:)\s*", "", byline.strip("*_ "))
    return author_of(re.split(r"\s*[,|—–·•]\s*", name)[0], None)


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
