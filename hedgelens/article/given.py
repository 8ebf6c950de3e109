"""What a user gives for an article: a text, the path of a file, or a record; and what is said of anything else."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hedgelens.article.formats import ENDINGS, read_article
from hedgelens.article.text import article_from_text
from hedgelens.files.writing import no_such_file
from hedgelens.records import Article, HedgeLensError

_FILE = re.compile(rf".*({'|'.join(map(re.escape, ENDINGS))})", re.IGNORECASE)
_ROOTED = re.compile(r"(?:[A-Za-z]:|~|\.{1,2})?[\\/]")
# A few words that end like some file ("my article.wps"), and not like a sentence, an abbreviation or a web address.
_ENDING = re.compile(r".*[^\s.][^\s.]\.([a-z]{1,5}|[A-Z]{1,5})")
_WEB_ENDINGS = frozenset(
    ["ai", "co", "com", "de", "edu", "eu", "fr", "gov", "info", "int", "io", "js", "mil", "net", "news", "org", "tv", "uk", "us"]
)
_NAME_WORDS = 6
_LONGEST_NAME = 255
_LONGEST_PATH = 4096


def as_article(given: Any, *, id: str = "article") -> Article:
    """Turns what is given into an article: a text, the path of a file, or an article as it is.

    Args:
        given: a text; a path, also as a string (see :func:`given_path`); or an :class:`Article`.
        id: a name for the article of a text; that of a file is called after the file.

    Raises:
        HedgeLensError: it is neither, or the file cannot be read.
    """
    if isinstance(given, Article):
        return given
    path = given_path(given)
    if path is None:
        return article_from_text(given, id=id)
    if isinstance(given, str) and not _exists(path):
        raise HedgeLensError(
            f"{no_such_file(path)} A single line without spaces, or one that ends like a file name, is read as a path."
        )
    return read_article(path)


def given_path(given: Any) -> Path | None:
    """Returns the path that is given, or ``None`` where it is a text.

    A string is a path that names a file or folder that is there, or that is one line without blanks, or ends like a file.

    Raises:
        HedgeLensError: it is neither a text nor a path.
    """
    if isinstance(given, os.PathLike):
        return Path(os.fsdecode(given))
    if not isinstance(given, str):
        raise HedgeLensError(_no_article(given))
    if not given.strip() or len(given) > _LONGEST_PATH or len(given.strip().splitlines()) > 1:
        return None
    if _exists(Path(given)):
        return Path(given)
    name = given.strip()
    return Path(name) if _exists(Path(name)) or _looks_like_path(name) else None


def names_file(text: str) -> bool:
    """Says whether a text in a table is no more than the name of a file: one word that ends like one of an article."""
    return len(text) <= _LONGEST_PATH and len(text.split()) == 1 and _FILE.fullmatch(text.strip()) is not None


def _looks_like_path(line: str) -> bool:
    if _FILE.fullmatch(line):
        return True
    if not re.search(r"\s", line):
        return len(line) <= _LONGEST_NAME and "。" not in line  # Chinese and Japanese sentences have no blanks
    if _ROOTED.match(line):
        return not re.search(r"[.!?][\"”’)]*$", line)
    ending = _ENDING.fullmatch(line)
    return ending is not None and ending.group(1).lower() not in _WEB_ENDINGS and len(line.split()) <= _NAME_WORDS


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _no_article(given: Any) -> str:
    what = f"One article was expected, and something of the type '{type(given).__name__}' was given."
    if isinstance(given, bytes | bytearray):
        return f"{what} Make a text of it first, as in data.decode('utf-8'), or give the path of the file."
    if hasattr(given, "read"):
        return f"{what} Give the path of the file, or the text in it: file.read()."
    if hasattr(given, "__iter__"):
        return f"{what} For many articles use hl.Collection.analyze."
    return f"{what} Give its text, or the path of its file."
