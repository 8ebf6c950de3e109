"""Finds articles that repeat an earlier one, word for word or nearly so, such as two papers' copies of one agency report.

Word for word: the words of the body are the same, whatever the case and the marks between them. Nearly so: of all runs of five
words that the two bodies have together, as many are in both as the threshold says (the Jaccard coefficient of their shingles;
Broder 1997, "On the resemblance and containment of documents"). It is estimated from 128 hashes of each (MinHash), with a
standard error below .05, and only those of the earlier articles are kept. Short texts are compared word for word alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from hedgelens.files.text import counted, first_of
from hedgelens.records import Article, HedgeLensError, Kind

THRESHOLD = 0.5
"""A copy of 200 words with another first paragraph of 45 words has .6; articles of two writers on one event stay below .2
(``python benchmarks/duplicates.py FOLDER``)."""
SHINGLE = 5
"""So many words make a run."""
_SHORTEST = 50
"""So many words a text has at least that may repeat another nearly: forecasts and results are all alike."""
_HASHES, _BANDS, _SEED = 128, 32, 1

WAYS = ("report", "leave-out", "keep")
"""What may be done with articles that repeat an earlier one: say which, leave them out, or not look for them."""


class Duplicates:
    """Sees articles one after the other, and says of each which earlier one it repeats."""

    def __init__(self) -> None:
        """Begins with no article."""
        self._exact: dict[bytes, str] = {}
        self._seen: list[tuple[str, Any]] = []
        self._index = _index()

    @property
    def finds_near(self) -> bool:
        """Whether articles are found that repeat one nearly: the library for it is there."""
        return self._index is not None

    def of(self, article: Article) -> str | None:
        """Returns the id of the earliest article before this one that has the same text, or nearly so."""
        words = re.findall(r"\w+", body_of(article).casefold())
        hash = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()
        same = self._exact.setdefault(hash, article.id)
        if same != article.id or self._index is None or len(words) < _SHORTEST:
            return None if same == article.id else same
        return self._near(article.id, words)

    def _near(self, id: str, words: list[str]) -> str | None:
        from rensa import RMinHash

        runs = [" ".join(words[place : place + SHINGLE]) for place in range(max(len(words) - SHINGLE + 1, 1))]
        hashes = RMinHash(num_perm=_HASHES, seed=_SEED)
        hashes.update(runs)
        assert self._index is not None
        near = sorted(place for place in self._index.query(hashes) if self._seen[place][1].jaccard(hashes) >= THRESHOLD)
        self._index.insert(len(self._seen), hashes)
        self._seen.append((id, hashes))
        return self._seen[near[0]][0] if near else None


@dataclass
class Marked:
    """Marks articles that repeat an earlier one, or leaves them out.

    Attributes:
        way: what is done with them.
        repeated: the ids of those found.
    """

    way: str = "report"
    repeated: list[str] = field(default_factory=list)
    _exact_alone: bool = False

    def __post_init__(self) -> None:
        """Checks the way.

        Raises:
            HedgeLensError: there is no such way.
        """
        if self.way not in WAYS:
            raise HedgeLensError(f"'{self.way}' is not a way to treat duplicates. Use one of: {', '.join(WAYS)}.")

    def each(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Yields articles, each that repeats an earlier one with its id, unless these are left out."""
        if self.way == "keep":
            yield from articles
            return
        duplicates = Duplicates()
        self._exact_alone = not duplicates.finds_near and self.way != WAYS[0]  # said where somebody asks for it
        for article in articles:
            earlier = duplicates.of(article)
            if earlier is None:
                yield article
                continue
            self.repeated.append(article.id)
            if self.way == "report":
                yield replace(article, near_duplicate_of=earlier)

    def notes(self) -> Iterator[str]:
        """Says which were found, if any were."""
        if self._exact_alone:
            yield "Articles that repeat an earlier one nearly were not looked for: the package rensa is missing."
        if not self.repeated:
            return
        number = len(self.repeated)
        repeats = "repeats" if number == 1 else "repeat"
        what = "left out" if self.way == "leave-out" else "analysed all the same (--duplicates leave-out leaves such out)"
        said = f"{counted(number, 'article')} {repeats} an earlier one, word for word or nearly so, and"
        yield f"{said} {_is(number)} {what}: {first_of(self.repeated)}."


def body_of(article: Article) -> str:
    """Returns what the writer wrote: headlines differ where papers print the same report."""
    return "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind is Kind.BODY) or article.text


def _index() -> Any:
    try:
        from rensa import RMinHashLSH
    except ImportError:  # there are no wheels for rare systems
        return None
    return RMinHashLSH(threshold=THRESHOLD, num_perm=_HASHES, num_bands=_BANDS)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
