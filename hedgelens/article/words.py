"""What counts as a word, everywhere in HedgeLens."""

from __future__ import annotations

import re
from collections.abc import Iterator

INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Characters within words that nobody sees, for a set of a regular expression: soft hyphens, blanks without width, joiners."""

# Letters and digits, held together by inner apostrophes, hyphens, full stops and commas ("don't", "co-operate", "U.S", "1,000"),
# by what nobody sees, or by a hyphen at the end of a line.
WORD = re.compile(rf"[^\W_]+(?:(?:[’'.,‑]|[-‐](?:[ \t]*\r?\n[ \t]*)?|[{INVISIBLE}]+(?:[ \t]*\r?\n[ \t]*)?)[^\W_]+)*")


def word_starts(text: str) -> Iterator[int]:
    """Yields the offset of every word of a text, in order."""
    return (match.start() for match in WORD.finditer(text))
