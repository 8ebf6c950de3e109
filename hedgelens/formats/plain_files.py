"""Files as text and JSON: what is read is checked, and what cannot be read is said in a sentence; and how files are called."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar
from urllib.parse import quote

from hedgelens.files.checking import MisfitError, shown
from hedgelens.files.naming import distinct_names
from hedgelens.files.text import encodable
from hedgelens.records import HedgeLensError, Span

K = TypeVar("K")
V = TypeVar("V")
_IN_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\s\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff0-\uffff<>\"{}|\\^`]")


def file_names(ids: Iterable[str], suffix: str) -> Iterator[str]:
    """Yields the names of the files of articles: after their ids, with a number where that is taken."""
    return distinct_names(("".join(c if c.isalnum() or c in "-_. " else "_" for c in id).strip(". ") for id in ids), suffix)


def text_in(data: bytes, name: str) -> str:
    """Returns the text of a file in UTF-8, its ends of lines as they are.

    Raises:
        HedgeLensError: it is not UTF-8.
    """
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise HedgeLensError(f"'{name}' is not a text in UTF-8: byte {error.start:,} cannot be read.") from None


def json_in(data: bytes | str, name: str) -> Any:
    """Returns what JSON says.

    Raises:
        HedgeLensError: it is none.
    """
    try:
        return json.loads(text_in(data, name) if isinstance(data, bytes) else data)
    except (ValueError, RecursionError) as error:
        raise HedgeLensError(f"'{name}' is not JSON: {error}.") from None


def object_in(data: bytes | str, name: str) -> dict[str, Any]:
    """Returns the object that JSON says, an empty one where it says something else.

    Raises:
        HedgeLensError: it is no JSON.
    """
    said = json_in(data, name)
    return said if isinstance(said, dict) else {}


def lines_in(data: bytes, name: str) -> list[tuple[int, Any]]:
    """Returns what each line of a file of JSON lines says, with its number; blank lines are passed over.

    Raises:
        HedgeLensError: a line is none.
    """
    lines = enumerate(text_in(data, name).split("\n"), start=1)
    return [(number, json_in(line, f"{name}', line '{number}")) for number, line in lines if line.strip()]


def offset(data: Any, place: str) -> int:
    """Returns a number that counts characters.

    Raises:
        MisfitError: it is none.
    """
    if isinstance(data, bool) or not isinstance(data, int):
        raise MisfitError(f"{place}: expected a whole number, found {shown(data)}")
    return data


def span_of(start: Any, end: Any, place: str) -> Span:
    """Returns a stretch of text.

    Raises:
        MisfitError: its offsets are no numbers.
    """
    return offset(start, f"{place}, start"), offset(end, f"{place}, end")


def iri(address: str) -> str:
    """Returns an address with what none may hold, such as blanks and braces, in the way of addresses (``%20``)."""
    return _IN_NO_ADDRESS.sub(lambda match: quote(match[0]), encodable(address.strip()))


def put(given: dict[K, V], key: K, one: V, what: str) -> None:
    """Keeps something by its name, which no two may have: of two, one would be lost.

    Raises:
        MisfitError: the name is taken.
    """
    if key in given:
        raise MisfitError(f"two {what} have the id {shown(str(key))}")
    given[key] = one


def note_in(data: Any) -> dict[str, Any] | None:
    """Returns the note that HedgeLens left in a file, ``None`` where that is none."""
    return data if isinstance(data, dict) and "hedgelens" in data else None
