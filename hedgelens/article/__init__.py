"""Reading an article: its text, untouched, and the blocks it consists of."""

from hedgelens.article.access import check_file
from hedgelens.article.folders import File, Listing, Reading, list_files, read_articles, read_files, read_listed
from hedgelens.article.given import as_article, given_path, names_file
from hedgelens.article.html import article_from_html
from hedgelens.article.reading import PAGES, SUFFIXES, article_from_text, is_report, read_article

__all__ = [
    "PAGES",
    "SUFFIXES",
    "File",
    "Listing",
    "Reading",
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
