"""The article of a web page that was saved: its text as Markdown, without what stands around it."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import replace
from typing import Any

from hedgelens.article.about import author_of, headline
from hedgelens.article.beside import doubts_of_page
from hedgelens.article.dates import iso_date
from hedgelens.article.decoding import decoded_page
from hedgelens.article.page import join_parts, keep_lists, lede, make_ready
from hedgelens.article.text import article_from_text
from hedgelens.records import Article, HedgeLensError

_FEWEST_WORDS = 20
"""A page that gives fewer words holds no article, but what is left of a page that was not saved whole."""

_MANY_TAGS = 4_000
"""Of a page with more tags the article is looked for in one way only: the other ways take hours where there are very many."""

_MOST_TAGS = 100_000

_OPTIONS: dict[str, Any] = {"output_format": "markdown", "include_comments": False, "include_tables": False}
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_TAG = re.compile("<[a-zA-Z!/]")
_UNDERLINED = re.compile("</?u>")  # Markdown has no mark for it
_IN_NO_PAGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What the libraries say of a page is said here, in a sentence.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def article_from_html(page: str | bytes, *, id: str = "article") -> Article:
    """Makes an article of a web page: title, headings and paragraphs; menus, advertisements and comments are left out.

    Offsets point into the text that was taken from the page, not into the page.

    Args:
        page: the page; bytes are decoded as the page itself says.
        id: a name for the article.

    Raises:
        HedgeLensError: no article is found in the page.
    """
    page = page if isinstance(page, str) else decoded_page(page)
    _check(page, id)
    try:
        text, about, doubts = _taken(_readable(page))
    except Exception as error:  # whatever the libraries stumble over
        raise HedgeLensError(
            f"The web page '{id}' cannot be parsed ({type(error).__name__}). Copy the article's text into a .txt file."
        ) from error
    if len(text.split()) < _FEWEST_WORDS:
        raise HedgeLensError(
            f"No article was found in the web page '{id}'. Pages that load their text later must be saved as 'complete', or copy "
            "the article's text into a .txt file."
        )
    said = _said(about, text)
    title = said.get("title")
    if title and not any(line.lstrip("# ").strip() == title for line in text.splitlines()[:3]):
        text = f"# {title}\n\n{text}"
    article = article_from_text(text, id=id, markdown=True)
    given = {name: value for name, value in said.items() if value}
    return replace(article, warnings=(*article.warnings, *doubts), **given)


def _taken(page: str) -> tuple[str, Any, tuple[str, ...]]:
    """Returns the text of a page's article, what the page says about it, and what is to be doubted."""
    from trafilatura import extract, extract_metadata, load_html

    large = len(_TAG.findall(page)) > _MANY_TAGS
    tree = load_html(page)
    if tree is None:
        return "", None, ()
    # Only what the page gives as its date: a search of the text takes any year in it for one.
    about = extract_metadata(deepcopy(tree), date_config={"extensive_search": False})
    whole = deepcopy(tree)
    make_ready(tree)
    text = extract(deepcopy(tree), fast=large, **_OPTIONS) or ""
    if text and join_parts(tree, text) | keep_lists(tree, text):  # both, each of which changes the page
        text = max(text, extract(deepcopy(tree), fast=large, **_OPTIONS) or "", key=len)
    sure = None if large else extract(deepcopy(tree), favor_precision=True, **_OPTIONS)
    if text and (first := lede(tree, text)):
        text, sure = f"{first}\n\n{text}", f"{first}\n\n{sure}" if sure else sure
    doubts = tuple(doubts_of_page(whole, text, sure)) if text else ()
    return _UNDERLINED.sub("", text), about, doubts


def _said(about: Any, text: str) -> dict[str, Any]:
    """Returns what a page says about its article."""
    if about is None:
        return {}
    shown = next((line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("# ")), None)
    return {
        "title": headline(about.title, about.sitename, shown),
        "outlet": about.sitename,
        "date": iso_date(about.date),
        "date_text": about.date,
        "url": about.url,
        "author": author_of(about.author, about.sitename),
    }


def _readable(page: str) -> str:
    """Leaves out characters that no page may hold, and writes old references as the characters that browsers show."""
    return _IN_NO_PAGE.sub(" ", _REFERENCE.sub(_character, page))


def _character(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if 0x80 <= code < 0xA0:  # Windows-1252 is meant
        return bytes([code]).decode("cp1252", "ignore")
    return " " if code > 0x10FFFF or _IN_NO_PAGE.match(chr(code)) else reference[0]


def _check(page: str, id: str) -> None:
    """Says what a page is that is none, or far too large."""
    head = page[:2048].lstrip()
    if not page.strip():
        raise HedgeLensError(f"The web page '{id}' is empty: there is nothing to analyse. Save it again.")
    if "<" not in head:
        start = " ".join(head[:30].split())
        what = f"it begins with '{start}'" if start.isprintable() else "it holds bytes that no page has"
        raise HedgeLensError(f"'{id}' is not a web page: {what}. Save the page as HTML.")
    if (tags := len(_TAG.findall(page))) > _MOST_TAGS:
        raise HedgeLensError(
            f"The web page '{id}' is too large: it holds {tags:,} tags, and pages of up to {_MOST_TAGS:,} are read. "
            "Copy the article's text into a .txt file."
        )
