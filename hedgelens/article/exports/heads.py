"""What the lines above a text say: dates with what stands behind them, outlets, sections with a page in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hedgelens.article.dates import YEAR, iso_date
from hedgelens.article.exports.document import Document
from hedgelens.article.exports.labels import known

_LONGEST_DATE, _MOST_WORDS = 100, 14
_TIME = re.compile(r"\s*\d{1,2}[:.]\d{2}")
_PAGE = re.compile(r"(?i)[;,]?\s*\b(?:pgs?\.?|pages?|pp?\.|s\.)\s{0,3}(?P<page>[A-Z]{0,4}[-.]?\d[\w.-]{0,11})")
_VERSION = re.compile(r"(?i);?\s*\bversion:\s*\d+")
_EDITION = re.compile(r"(?i)\s+[-–]\s+(?P<edition>.{0,60}\beditions?\b.{0,20})$")
_CLOSE_BRACKET = re.compile(r"(?<=\w)\((?=[^()]{1,60}\)$)")


def is_date(line: str) -> bool:
    """Says whether a line is a date, perhaps with a weekday, a time and an edition behind it."""
    line = line.strip()
    if len(line) > _LONGEST_DATE or len(line.split()) > _MOST_WORDS or not YEAR.search(line):
        return False
    return iso_date(_date_in(line)[0]) is not None or known("common", "month", line) is not None


def dated(lines: Sequence[str]) -> int | None:
    """Returns which of some lines is a date."""
    return next((place for place, line in enumerate(lines) if is_date(line)), None)


def read_page(lines: Sequence[str], document: Document) -> None:
    """Reads a date and the lines right below it, which name the edition, or say that a correction was appended."""
    date, edition = _date_in(lines[0].strip())
    document.note("date", date)
    for line in (edition, *lines[1:]):
        if known("nexis", "correction", line):
            document.note("correction", line)
        elif known("common", "copyright", line):
            document.note("copyright", line)
        else:
            document.goes_on("edition", line)


def read_section(document: Document) -> None:
    """Takes the page out of the section, and the edition out of the outlet."""
    about = document.about
    section = _VERSION.sub("", about.get("section", ""))
    if page := _PAGE.search(section):
        about.setdefault("page", page["page"])
        section = section[: page.start()] + section[page.end() :]
    outlet = _CLOSE_BRACKET.sub(" (", about.get("outlet", ""))
    if edition := _EDITION.search(outlet):
        document.note("edition", edition["edition"])
        outlet = outlet[: edition.start()]
    for name, value in (("section", section.strip(" ;,")), ("outlet", outlet)):
        about.pop(name, None)
        if value:
            about[name] = value


def _date_in(line: str) -> tuple[str, str]:
    """Parts a line behind the year and a weekday: a time belongs to the date, an edition does not."""
    year = YEAR.search(line)
    if year is None:
        return line, ""
    end = year.end()
    if weekday := known("common", "weekday", line[end:]):
        end += len(line[end:]) - len(line[end:].lstrip()) + weekday.end()
    rest = line[end:]
    return (line, "") if _TIME.match(rest) else (line[:end], rest.strip(" ,;"))
