"""Reading an article: its text, untouched, and the blocks it consists of."""

from hedgelens.article.access import check_file
from hedgelens.article.folders import File, Listing, Reading, list_files, read_articles, read_files, read_listed
from hedgelens.article.formats import PAGES, SUFFIXES, USUAL, is_report, read_article
from hedgelens.article.given import as_article, given_path, names_file
from hedgelens.article.holding import Columns, Held, Note, ReadingOptions
from hedgelens.article.html import article_from_html
from hedgelens.article.text import article_from_text

__all__ = [
    "PAGES",
    "SUFFIXES",
    "USUAL",
    "Columns",
    "File",
    "Held",
    "Listing",
    "Note",
    "Reading",
    "ReadingOptions",
    "article_from_html",
    "article_from_text",
    "as_article",
    "check_file",
    "given_path",
    "is_report",
    "list_files",
    "names_file",
    "read_article",
    "read_articles",
    "read_files",
    "read_listed",
]
