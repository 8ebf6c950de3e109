"""Reading an article: its text, untouched, and the blocks it consists of."""

from hedgelens.article.access import check_file, check_readable
from hedgelens.article.folders import Reading, read_articles, read_files, read_listed
from hedgelens.article.formats import (
    PAGES,
    SINGLE,
    SUFFIXES,
    USUAL,
    holds_texts,
    is_own,
    is_report,
    may_hold_many,
    read_article,
    read_each,
)
from hedgelens.article.given import as_article, given_path, names_file
from hedgelens.article.holding import Columns, Held, Limits, Note, ReadingOptions
from hedgelens.article.html import article_from_html
from hedgelens.article.listing import File, Listing, list_files
from hedgelens.article.text import article_from_text

__all__ = [
    "PAGES",
    "SINGLE",
    "SUFFIXES",
    "USUAL",
    "Columns",
    "File",
    "Held",
    "Limits",
    "Listing",
    "Note",
    "Reading",
    "ReadingOptions",
    "article_from_html",
    "article_from_text",
    "as_article",
    "check_file",
    "check_readable",
    "given_path",
    "holds_texts",
    "is_own",
    "is_report",
    "list_files",
    "may_hold_many",
    "names_file",
    "read_article",
    "read_articles",
    "read_each",
    "read_files",
    "read_listed",
]
