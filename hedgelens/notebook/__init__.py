"""What a notebook asks of its reader and shows while it works: a choice of articles, an upload, how far something is."""

from hedgelens.notebook.choosing import Choice, choose_article, choose_articles
from hedgelens.notebook.progress import progress_of, shown

__all__ = ["Choice", "choose_article", "choose_articles", "progress_of", "shown"]
