"""The day that a date means, in ISO 8601: dates as outlets, databases and spreadsheets write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The first letters of months; what follows them in English is not looked at."""
_NAME = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\s*(?:[ECMP][SD]?T|BST|GMT|UTC|hrs?|hours)\b)"
"""A year, and not a time of the day with its zone ("May 3, 1730 BST")."""
_FORMS = tuple(
    re.compile(rf"(?<![\w/.-]){form}(?![\w/-])", re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
        r"(?P<year>(?:19|20)\d\d)(?P<number>[01]\d)(?P<day>[0-3]\d)",
        rf"{_NAME},?\s+{_DAY},?\s+(?:of\s+)?{_YEAR}",
        rf"{_DAY}(?:\s+of)?[\s-]+{_NAME},?[\s-]+{_YEAR}",
        rf"{_YEAR}[,\s]+{_NAME}\s+{_DAY}",
    )
)
"""A year and a day of it, the surest forms first."""
_FIGURES = re.compile(rf"(?<![\w/.-])(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<second>\d{{1,2}})(?P=mark){_YEAR}(?![\w/-])")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""A year of the time that databases of the press cover, in lines that may also count words or pages."""
_LONGEST = 120
"""What is longer is no date, but something with a date in it."""


def iso_date(text: str | None, *, day_first: bool | None = None) -> str | None:
    """Returns the day that a text means, as ``2025-08-30``; ``None`` where it names no whole date.

    A time of day, a time zone, a day without its year and the length of a recording are no dates. Neither is one in figures alone
    that may be two days, such as 3/4/2021: what stands beside it has to say which ("25/4/2021" in the same column).

    Args:
        text: a date as it is written, perhaps with a weekday, a time or "Updated" around it. English months are known, those of
            other languages where the whole text is a date.
        day_first: whether figures begin with the day; ``None`` where nothing says so.
    """
    if not text or len(text) > _LONGEST or not re.search(r"\d", text):
        return None
    for form in _FORMS:
        if found := form.search(text):
            named = found.groupdict().get("month")
            month = _MONTHS.index(named.lower()[:3]) + 1 if named else int(found["number"])
            if day := _day(int(found["year"]), month, int(found["day"])):
                return day
    if found := _FIGURES.search(text):
        return _of_figures(found, day_first)
    return _of_other_languages(text.strip()) if re.search(_YEAR, text) else None


def days_come_first(texts: Iterable[str | None]) -> bool | None:
    """Says whether dates in figures begin with the day, by those among them that can only be read in one way."""
    firsts, seconds = [], []
    for text in texts:
        if text and (found := _FIGURES.search(text)):
            firsts.append(int(found["first"]))
            seconds.append(int(found["second"]))
    day, month = max(firsts, default=0) > 12, max(seconds, default=0) > 12
    return None if day == month else day


def _of_figures(found: re.Match[str], day_first: bool | None) -> str | None:
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if day_first is None:
        readings = {_day(year, second, first), _day(year, first, second)} - {None}
        return readings.pop() if len(readings) == 1 else None
    return _day(year, second, first) if day_first else _day(year, first, second)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _of_other_languages(text: str) -> str | None:
    """Reads a date in another language; the library is loaded where one has to be, as it takes a third of a second."""
    from dateparser import parse

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    try:
        found = parse(text, languages=["fr", "de", "es", "it", "pt", "nl"], settings=settings)
    except Exception:  # whatever the library stumbles over
        return None
    return found.date().isoformat() if found else None
