"""Reading an article: its text, untouched, and the blocks it consists of."""

from hedgelens.article.folders import File, Listing, Reading, list_files, read_articles, read_files
from hedgelens.article.html import article_from_html
from hedgelens.article.reading import PAGES, SUFFIXES, article_from_text, article_paths, is_report, read_article

__all__ = [
    "PAGES",
    "SUFFIXES",
    "File",
    "Listing",
    "Reading",
    "article_from_html",
    "article_from_text",
    "article_paths",
    "is_report",
    "list_files",
    "read_article",
    "read_articles",
    "read_files",
]
