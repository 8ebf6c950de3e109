"""Reading an article: its text, untouched, and the blocks it consists of."""

from hedgelens.article.html import article_from_html
from hedgelens.article.reading import SUFFIXES, article_from_text, article_paths, read_article, read_articles

__all__ = ["SUFFIXES", "article_from_html", "article_from_text", "article_paths", "read_article", "read_articles"]
