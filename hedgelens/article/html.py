"""The article of a web page that was saved: its text as Markdown, without what stands around it."""

from __future__ import annotations

from dataclasses import replace

from hedgelens.article.reading import article_from_text
from hedgelens.records import Article, HedgeLensError

_FEWEST_WORDS = 20
"""A page that gives fewer words holds no article, but what is left of a page that was not saved whole."""


def article_from_html(page: str | bytes, *, id: str = "article") -> Article:
    """Makes an article of a web page: title, headings and paragraphs; menus, advertisements and comments are left out.

    Offsets point into the text that was taken from the page, not into the page.

    Args:
        page: the page; bytes are decoded as the page itself says.
        id: a name for the article.

    Raises:
        HedgeLensError: no article is found in the page.
    """
    from trafilatura import bare_extraction, extract

    _check(page, id)
    text = extract(page, output_format="markdown", include_comments=False, include_tables=False)
    if text is None or len(text.split()) < _FEWEST_WORDS:
        raise HedgeLensError(
            f"No article was found in the web page '{id}'. Pages that load their text later must be saved as 'complete', or copy "
            "the article's text into a .txt file."
        )
    # Only what the page gives as its date: a search of the text takes any year in it for one.
    about = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False})
    title, outlet, date, author = (getattr(about, name, None) for name in ("title", "sitename", "date", "author"))
    if title and not any(line.lstrip("# ").strip() == title for line in text.splitlines()[:3]):
        text = f"# {title}\n\n{text}"
    article = article_from_text(text, id=id, markdown=True)
    return replace(
        article,
        title=title or article.title,
        outlet=outlet or article.outlet,
        date=date or article.date,
        author=author or article.author,
    )


def _check(page: str | bytes, id: str) -> None:
    """Says what a page is that is none."""
    beginning = page[:2048].lstrip()
    if not beginning:
        raise HedgeLensError(f"The web page '{id}' is empty: there is nothing to analyse. Save it again.")
    head = beginning.decode("latin-1") if isinstance(beginning, bytes) else beginning
    utf_16 = head.startswith(("\xff\xfe", "\xfe\xff"))
    if ("\0" in head and not utf_16) or ("<" not in head and not utf_16):
        start = " ".join(head[:30].split())
        what = f"it begins with '{start}'" if start.isprintable() else "it holds bytes that no page has"
        raise HedgeLensError(f"'{id}' is no web page: {what}. Save the page as HTML.")
