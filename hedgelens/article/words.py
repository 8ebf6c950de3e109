"""What counts as a word, everywhere in HedgeLens."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Letters and digits, held together by inner apostrophes, hyphens, full stops and commas ("don't", "co-operate", "U.S", "1,000").
WORD = re.compile(r"[^\W_]+(?:[’'.,\-‑][^\W_]+)*")


def word_starts(text: str) -> Iterator[int]:
    """Yields the offset of every word of a text, in order."""
    return (match.start() for match in WORD.finditer(text))
