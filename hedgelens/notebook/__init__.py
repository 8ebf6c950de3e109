"""What a notebook shows its reader: a choice of articles, an upload button, progress bars."""

from hedgelens.notebook.choosing import Choice, choose_article, choose_articles
from hedgelens.notebook.progress import progress_of, shown

__all__ = ["Choice", "choose_article", "choose_articles", "progress_of", "shown"]
