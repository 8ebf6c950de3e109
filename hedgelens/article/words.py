"""What counts as a word, everywhere in HedgeLens; and what stands in a text that nobody reads, such as the address of a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, starmap

INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Characters within words that nobody sees, for a set of a regular expression: soft hyphens, blanks without width, joiners."""

# Letters and digits, held together by inner apostrophes, hyphens, full stops and commas ("don't", "co-operate", "U.S", "1,000"),
# by what nobody sees, or by a hyphen at the end of a line.
WORD = re.compile(rf"[^\W_]+(?:(?:[’'.,‑]|[-‐](?:[ \t]*\r?\n[ \t]*)?|[{INVISIBLE}]+(?:[ \t]*\r?\n[ \t]*)?)[^\W_]+)*")

ESCAPE = r"\\(?=[\\`*_{}\[\]()#+.!~>|-])"
"""Markdown's own, before a character that is meant: "30 min\\[utes\\]"."""

LINK = r"\]\((?:https?:|/|#)[^\s()]{1,500}\)|\[(?=[^\[\]\n]{1,200}\]\((?:https?:|/|#))"
"""What Markdown has around the words of a link: the bracket before them, and the address behind them."""

_UNREAD = re.compile(f"{ESCAPE}|{LINK}")


def words_in(text: str) -> list[str]:
    """Returns the words of a text in order, in small letters."""
    return [match.group().lower() for match in WORD.finditer(text)]


def word_starts(text: str) -> Iterator[int]:
    """Yields the offset of every word of a text, in order: of the words that one reads, and not of addresses of links."""
    return (start for start, _, _ in found_as_read(WORD, text))


def found_as_read(pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
    """Yields what a pattern finds in a text as one reads it: where that stands in the text as it is, and what is read.

    Args:
        pattern: the pattern.
        text: the text as it stands.
        start: where to begin in it.
        end: where to end in it, by default where it ends.
    """
    end = len(text) if end is None else end
    unread = [match.span() for match in _UNREAD.finditer(text, start, end)]
    if not unread:
        yield from ((match.start(), match.end(), match[0]) for match in pattern.finditer(text, start, end))
        return
    edges = [start, *chain.from_iterable(unread), end]
    read = list(zip(edges[::2], edges[1::2], strict=True))
    places = [*chain.from_iterable(starmap(range, read))]
    for match in pattern.finditer("".join(text[a:b] for a, b in read)):
        yield places[match.start()], places[match.end() - 1] + 1, match[0]
