"""What a cell says: as a text, and as a day."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

from hedgelens.article.dates import iso_date

MOST_IN_CELL = 32_767
"""So many characters a cell of Excel holds; what is longer is cut there, and nothing says so."""

_SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
_FIRST_DAY = datetime.date(1899, 12, 30)
"""Day 0 of the numbers that spreadsheets have for days, as Excel counts from 1 March 1900 on."""


def as_text(value: Any) -> str:
    """Returns what a cell holds: nothing for an empty one, a whole number without its decimals, a day without midnight."""
    if value is None or value != value:  # what is no number is not equal to itself
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return "; ".join(map(str, value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value).removesuffix(" 00:00:00")  # of a day that pandas holds as a time


def as_day(text: str, *, day_first: bool | None) -> str | None:
    """Returns the day of a cell that is to hold one, in ISO 8601; a bare number is what a spreadsheet has for a day."""
    if serial := _SERIAL.fullmatch(text.strip()):
        return (_FIRST_DAY + datetime.timedelta(days=int(serial[1]))).isoformat()
    return iso_date(text, day_first=day_first)


def is_cut(text: str) -> bool:
    """Says whether a text is just as long as a cell of Excel can be."""
    return len(text) <= MOST_IN_CELL and len(text.encode("utf-16-le", "surrogatepass")) // 2 == MOST_IN_CELL
