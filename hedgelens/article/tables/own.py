"""Tables that HedgeLens made of articles: they are about articles, and hold none."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_HEAD = 4_096

_HEADS: tuple[tuple[str, ...], ...] = (
    ("article", "outlet", "source", "name"),
    ("article", "outlet", "index", "paragraph"),
    ("article", "outlet", "id", "sentence"),
    ("article", "outlet", "id", "name"),
    ("article", "outlet", "owner", "owner_id"),
    ("article", "outlet", "sentence", "kind"),
    ("article", "outlet", "list", "word"),
    ("article", "outlet", "title", "date"),
    ("article", "page", "cell", "row"),
    ("article", "attributions", "contents", "cues"),
    ("article", "sentence", "start", "variable"),
    ("name", "kind", "groups", "articles"),
    ("node", "collocate", "side", "count"),
    ("variable", "units", "observed", "alpha"),
    ("spans", "f1", "same", "first"),
)
"""The first columns of each; a test holds that these are all."""
_ABOUT = ("article", "title", "outlet", "date", "section", "page", "author", "url")
"""The columns with which the tables of a study about articles begin."""
_AFTER_ABOUT = frozenset(("language", "source", "index", "id", "owner", "name"))
_OTHERS_OF_STUDIES = (("file", "note"), ("setting", "value", "articles"), ("table", "column", "type", "unit", "values", "what"))
_SEAL = b"HedgeLens tables "
_KEYS = re.compile(rb"\s*(?:\[\s*)?\{\s*\"schema\"\s*:\s*[^,]*,\s*\"hedgelens\"\s*:")
"""How an analysis and the numbers of a report begin as JSON."""


def is_own(names: Sequence[str]) -> bool:
    """Says by the names of its columns whether HedgeLens made a table."""
    if _is_of_study(tuple(names)):
        return True
    first = tuple(names[:4])
    if first == ("article", "outlet", "title", "date"):
        return "words" in names and "attributions" in names
    return first in _HEADS or (tuple(names[:2]) == ("schema", "hedgelens") and len(names) > 2)


def _is_of_study(names: tuple[str, ...]) -> bool:
    about = len(_ABOUT)
    return names in _OTHERS_OF_STUDIES or (names[:about] == _ABOUT and not _AFTER_ABOUT.isdisjoint(names[about : about + 1]))


def is_own_archive(path: Path) -> bool:
    """Says whether an archive is one of all tables of a study, and what they are."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment.startswith(_SEAL)
    except (OSError, ValueError, zipfile.BadZipFile):
        return False  # who reads it says what is wrong


def is_own_file(path: Path) -> bool:
    """Says by its beginning whether a text file is a table or JSON that HedgeLens made."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_HEAD)
    except OSError:
        return False  # who reads it says what is wrong
    if _KEYS.match(beginning.removeprefix(b"\xef\xbb\xbf")):
        return True
    first = beginning.decode("utf-8-sig", "replace").splitlines()[:1]
    with suppress(csv.Error):
        return any(is_own(cells) for separator in ",;\t" for cells in csv.reader(first, delimiter=separator))
    return False
