"""What a page says of its article, put right: a headline without the site's name, an author who is somebody."""

from __future__ import annotations

import re

from hedgelens.article.lines import matches, without

_PARTED = re.compile(r"\s+[|–—·»:-]\s+|\s+[|»]\s*")
_OF_AUTHOR = re.compile(r"\s*;\s*")
_AFTER_NAME = re.compile(
    r"\s+(?:is an?|is the|was an?|covers|writes|has been|published|updated|posted|published on)\b.*$", re.IGNORECASE
)
_OF_STAFF = re.compile(
    r"\s+(?:staff|newsroom|news ?desk|editors?|editorial(?: (?:team|board))?|reporters?|writers?)$", re.IGNORECASE
)
_OF_SITE = re.compile(r"(?:\s+(?:news|online|sports?|magazine|international|uk|us|website))*\s*", re.IGNORECASE)


def headline(title: str | None, outlet: str | None, shown: str | None = None) -> str | None:
    """Returns the headline of a page: its title without the name of the site; where the title is that name, what the page shows.

    Args:
        title: the title that the page gives.
        outlet: the name of the site.
        shown: the first headline on the page.
    """
    if not title:
        return shown or None
    site = _letters(outlet)
    parts = _PARTED.split(title)
    if site and len(parts) > 1 and _names(parts[-1], outlet):
        title = title[: title.rindex(parts[-1])].rstrip(" |–—·»:-")
    elif site and len(parts) > 1 and _letters(parts[0]) == site:
        title = title[len(parts[0]) :].lstrip(" |–—·»:-")
    return shown if site and _letters(title) == site and shown else title


def author_of(author: str | None, outlet: str | None) -> str | None:
    """Returns who wrote an article, without what is no name: a placeholder, the site, a time, what else is said of somebody."""
    found: dict[str, str] = {}
    for part in _OF_AUTHOR.split(author or ""):
        name = without("date-behind-name", _AFTER_NAME.sub("", part.strip())).strip(" ,")
        letters = _letters(name)
        site = _letters(_OF_STAFF.sub("", name))
        if letters and site != _letters(outlet) and not matches("no-author", name):
            found.setdefault(letters, name)
    return "; ".join(found.values()) or None


def _names(part: str, outlet: str | None) -> bool:
    """Says whether the end of a title is the site's name, its first words, or the name and what sites add to it."""
    letters, site = _letters(part), _letters(outlet)
    if not letters or letters == site or len(letters) <= 2:
        return bool(letters) and letters == site
    if letters in _beginnings(outlet or ""):
        return True
    rest = _beginnings(part).get(site)
    return rest is not None and (len((outlet or "").split()) > 1 or _OF_SITE.fullmatch(rest) is not None)


def _beginnings(text: str) -> dict[str, str]:
    """Returns the letters of the first word of a text, of the first two, and so on, each with what follows."""
    return {_letters(text[: word.end()]): text[word.end() :] for word in re.finditer(r"\S+", text)}


def _letters(text: str | None) -> str:
    return re.sub(r"\W+", "", re.sub(r"(?i)^the\s|\.(?:com|org|net|co\.uk)$", "", text or "")).casefold()
