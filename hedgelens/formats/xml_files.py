"""XML that is written so that every reader gets the same text back, and read so that a file can do no harm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hedgelens.formats.matching import REPLACED
from hedgelens.formats.plain_files import text_in
from hedgelens.records import HedgeLensError

# What XML 1.0 has no place for: control characters but tab and ends of lines, halves of characters, two that are none.
_UNHELD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAID = "said"
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")
_MAY_DIFFER = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_IN_ATTRIBUTES = {**_MAY_DIFFER, "\n": "&#10;", "\t": "&#9;"}


def held(text: str) -> str:
    """Returns a text with a sign for each character that XML cannot hold, one for one."""
    return _UNHELD.sub(REPLACED, text)


def changed_by(said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Returns words that XML cannot hold as they are, as a note takes them; nothing where there are none."""
    changed = {key: words for key, words in said.items() if held(words) != words}
    return {_SAID: changed} if changed else {}


def as_said(said: Mapping[str, str], note: dict[str, Any]) -> dict[str, str]:
    """Returns words as they were said, of those that XML could not hold; nobody may have changed them since."""
    exact = note.pop(_SAID, None)
    given = exact if isinstance(exact, dict) else {}
    noted = {key: str(given.get(key, words)) for key, words in said.items()}
    return {key: noted[key] if held(noted[key]) == words else words for key, words in said.items()}


def unheld(text: str) -> int:
    """Returns how many characters of a text XML cannot hold."""
    return len(_UNHELD.findall(text))


def escaped(text: str) -> str:
    """Returns a text as it stands between tags."""
    return re.sub('[&<>"\r]', lambda match: _MAY_DIFFER[match[0]], held(text))


def attributes(given: Mapping[str, object]) -> str:
    """Returns attributes as they stand in a tag, with a blank before each; those that are ``None`` are left out."""
    return "".join(f' {name}="{_quoted(str(value))}"' for name, value in given.items() if value is not None)


def _quoted(text: str) -> str:
    return re.sub('[&<>"\r\n\t]', lambda match: _IN_ATTRIBUTES[match[0]], held(text))


def tag(name: str, given: Mapping[str, object], inside: str | None = None) -> str:
    """Returns an element; what is inside of it stands as it is."""
    return f"<{name}{attributes(given)}/>" if inside is None else f"<{name}{attributes(given)}>{inside}</{name}>"


def parsed(data: bytes, name: str) -> Any:
    """Returns the root of a file in XML; nothing that it may declare is expanded or fetched.

    Raises:
        HedgeLensError: it is not XML in UTF-8, or declares entities.
    """
    from lxml import etree

    text = text_in(data, name)
    if _DECLARED.search(text):
        raise HedgeLensError(
            f"'{name}' declares a document type or entities, and XML with these is not read. Save it without them."
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(_DECLARATION.sub("", text).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise HedgeLensError(f"'{name}' is not XML that can be read: {error}.") from None


def local(element: Any) -> str:
    """Returns the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
