"""What the folders above a file say of its article, where a user says what their names are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hedgelens.article.dates import iso_date
from hedgelens.records import Article, HedgeLensError

OF_ARTICLE = ("outlet", "date", "section", "author", "title")
"""What an article has itself: a folder says it where nothing else does."""
_NOTHING = ("", "_")
"""How a folder is called that says nothing."""


def levels(text: str) -> tuple[str, ...]:
    """Reads what the folders above files are called, as in ``outlet/year``.

    Raises:
        HedgeLensError: two of them are called the same, or nothing is.
    """
    found = tuple(level.strip() for level in text.strip("/").split("/"))
    names = [level for level in found if level not in _NOTHING]
    if not names or len(set(names)) < len(names):
        raise HedgeLensError(
            f"'{text}' does not say what the folders above each file are. Write --fields outlet/year for files such as "
            "guardian/2020/ferry.txt, and _ for a folder to skip."
        )
    return found


def with_fields(article: Article, names: Sequence[str], folders: Sequence[str]) -> Article:
    """Returns an article with what the folders right above it say.

    Args:
        article: the article.
        names: what these are, the one right above the file last.
        folders: their names.
    """
    said = dict(zip(reversed(names), reversed(folders), strict=False))
    given = {name: said[name] for name in OF_ARTICLE if name in said and not getattr(article, name)}
    if "date" in given and article.date_text:
        del given["date"]
    changes: dict[str, str | None] = {**given}
    if "date" in given:
        changes |= {"date_text": given["date"], "date": iso_date(given["date"])}
    further = tuple((name, said[name]) for name in names if name in said and name not in (*OF_ARTICLE, *_NOTHING))
    return replace(article, fields=(*article.fields, *further), **changes)  # type: ignore[arg-type]
