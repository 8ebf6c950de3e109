"""The list of articles in memory: what is searched, filtered and sorted, and which article comes before and after another."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from hedgelens.files.text import without_accents
from hedgelens.records import HedgeLensError
from hedgelens.study.overview import Listed, Overview, texts
from hedgelens.study.store import Store

_MOST_TEXT = 300_000_000
"""So many characters of texts are kept in memory to be searched; of a larger study they are read anew each time."""


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Returns a text as it is compared: without case and accents, as people type."""
    return _plain(text)


def _plain(text: str) -> str:
    return without_accents(text).replace("’", "'").casefold()


_SORTED: Mapping[str, Callable[[Listed], Any]] = {
    "title": lambda row: plain(row.title or row.id),
    "date": lambda row: row.date,
    "words": lambda row: row.words,
    "attributions": lambda row: row.attributions,
    "unsure": lambda row: row.unsure,
    "share": lambda row: row.share,
    "coders": lambda row: ", ".join(row.coders) or None,
}
"""What the list is sorted by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles are to be listed, and in which order.

    Attributes:
        search: words in the title, the id, the outlet, the name of a source or, where ``in_text`` says so, in the text.
        outlet, source, kind: the outlet; the name of a source that the article rests on; a kind of source that it rests on.
        first, last: the earliest and the latest date, in ISO 8601.
        state: "open" or "done": not finished, or finished, by anybody or by ``coder`` where one is named; "mine" for what is
            assigned to the coder, "mine-open" for what of that is still to do.
        unsure: whether only articles with unsure marks are listed.
        sort: what it is sorted by; the order in which the articles came in where that is empty.
        falling: whether the greatest comes first.
    """

    search: str = ""
    in_text: bool = False
    outlet: str = ""
    source: str = ""
    kind: str = ""
    first: str = ""
    last: str = ""
    state: str = ""
    coder: str = ""
    unsure: bool = False
    sort: str = ""
    falling: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Wanted:
        """Reads it from the parameters of an address.

        Raises:
            HedgeLensError: there is nothing of such a name to sort by.
        """
        sort = asked.get("sort", "")
        if sort and sort not in _SORTED:
            raise HedgeLensError(f"Articles cannot be sorted by '{sort}'. Use one of: {', '.join(_SORTED)}.")
        words: Any = {
            name: asked.get(name, "").strip() for name in ("outlet", "source", "kind", "first", "last", "state", "coder")
        }
        flags: Any = {name: asked.get(name) == "1" for name in ("in_text", "unsure", "falling")}
        return cls(search=plain(asked.get("search", "").strip()), sort=sort, **words, **flags)

    def admits(self, row: Listed) -> bool:
        """Says whether an article is to be listed, as far as the text is not asked for."""
        return (
            (not self.outlet or row.outlet == self.outlet)
            and (not self.first or (row.date or "") >= self.first)
            and (not self.last or bool(row.date and row.date <= self.last))
            and (not self.kind or self.kind in row.kinds)
            and (not self.unsure or bool(row.unsure))
            and (not self.source or plain(self.source) in map(plain, row.sources))
            and self._in_state(row)
        )

    def _in_state(self, row: Listed) -> bool:
        done = self.coder in row.finished_by if self.coder in row.coders else bool(row.finished_by)
        match self.state:
            case "open":
                return not done
            case "done":
                return done
            case "mine":
                return self.coder in row.assigned
            case "mine-open":
                return self.coder in row.assigned and self.coder not in row.finished_by
            case _:
                return True


class Shown(NamedTuple):
    """A part of the list: the articles, and how many there are of such, and of all."""

    rows: list[Listed]
    found: int
    all: int


class ArticleList:
    """The list of a study's articles; one question at a time."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self._lock = threading.Lock()
        self._overview = Overview()
        self._rows: list[Listed] = []
        self._texts: dict[str, str] = {}
        self._size = 0

    def shown(self, store: Store, wanted: Wanted, start: int, number: int) -> Shown:
        """Returns a part of the articles that are wanted, in their order."""
        with self._lock:
            rows = self._overview.rows(store)
            found = _ordered(self._kept(store, rows, wanted), wanted)
            self._rows = rows
            return Shown(found[start : start + number], len(found), len(rows))

    def beside(self, store: Store, wanted: Wanted, id: str) -> tuple[str | None, str | None]:
        """Returns the articles before and after another one among those that are wanted, whether that is itself one or not."""
        with self._lock:
            rows = self._overview.rows(store)
            kept = {row.number for row in self._kept(store, rows, wanted)}
        order = _ordered([row for row in rows if row.analysed and (row.number in kept or row.id == id)], wanted)
        place = next((n for n, row in enumerate(order) if row.id == id), None)
        if place is None:
            return None, None
        return order[place - 1].id if place else None, order[place + 1].id if place + 1 < len(order) else None

    def choices(self) -> tuple[list[str], list[str]]:
        """Returns the outlets and the kinds of source that there were when the list was asked last."""
        rows = self._rows
        outlets = sorted({row.outlet for row in rows if row.outlet}, key=plain)
        return outlets, sorted({kind for row in rows for kind in row.kinds})

    def sources(self, store: Store, search: str, number: int) -> list[tuple[str, int]]:
        """Returns names of the study's sources that begin with some words, then those that hold them, the most frequent first."""
        with self._lock:
            rows = self._overview.rows(store)
        counts = Counter(name for row in rows for name in dict.fromkeys(row.sources))
        words = plain(search.strip())
        ranked = ((not plain(name).startswith(words), -times, name) for name, times in counts.items() if words in plain(name))
        return [(name, -times) for _, times, name in sorted(ranked)[:number]]

    def _kept(self, store: Store, rows: Iterable[Listed], wanted: Wanted) -> list[Listed]:
        kept = [row for row in rows if wanted.admits(row)]
        if not wanted.search:
            return kept
        named = {row.number for row in kept if any(wanted.search in plain(one) for one in _names(row))}
        rest = [row for row in kept if row.number not in named] if wanted.in_text else []
        named |= {row.number for row in rest if wanted.search in self._text(store, row)}
        return [row for row in kept if row.number in named]

    def _text(self, store: Store, row: Listed) -> str:
        """Returns the text of an article as it is searched."""
        if (known := self._texts.get(row.hash)) is not None:
            return known
        text = next((_plain(text) for _, text in texts(store, [row])), "")
        if self._size + len(text) <= _MOST_TEXT:
            self._texts[row.hash] = text
            self._size += len(text)
        return text


def _names(row: Listed) -> Iterable[str]:
    return filter(None, (row.title, row.id, row.outlet, *row.sources))


def _ordered(rows: list[Listed], wanted: Wanted) -> list[Listed]:
    """Sorts articles; those without a value stand last either way."""
    if not wanted.sort:
        return rows
    key = _SORTED[wanted.sort]
    there = sorted((row for row in rows if key(row) is not None), key=key, reverse=wanted.falling)
    return [*there, *(row for row in rows if key(row) is None)]
