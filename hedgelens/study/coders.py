"""Who codes a study, and whether blind to each other; and how far each of them is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hedgelens.study.coding import coder_name
from hedgelens.study.store import Store
from hedgelens.views.rows import json_text

_BLIND, _CODERS = "blind", "coders"


@dataclass(frozen=True, slots=True)
class CoderProgress:
    """How far a coder is with the articles of a sample.

    Attributes:
        sample: its number.
        coder: who.
        articles: number of articles to code.
        begun, finished: number of those that the coder has begun, and has finished.
    """

    sample: int
    coder: str
    articles: int
    begun: int
    finished: int


def coders(store: Store) -> tuple[str, ...]:
    """Returns the coders that were named, in that order."""
    row = store.one("SELECT value FROM settings WHERE key = ?", _CODERS)
    return tuple(json.loads(row["value"])) if row else ()


def is_blind(store: Store) -> bool:
    """Says whether coders see no coding of another before all who code an article are done."""
    return store.one("SELECT 1 FROM settings WHERE key = ? AND value = '1'", _BLIND) is not None


def name_coders(store: Store, names: Iterable[str] | None, blind: bool | None) -> None:
    """Says who the coders are, and whether they are blind to each other; what is ``None`` stays.

    Raises:
        HedgeLensError: a coder has no name, or the study cannot be written.
    """
    given = None if names is None else list(dict.fromkeys(map(coder_name, names)))
    with store.transaction():
        if given is not None:
            store.do("INSERT OR REPLACE INTO settings VALUES (?, ?)", _CODERS, json_text(given))
        if blind is not None:
            store.do("INSERT OR REPLACE INTO settings VALUES (?, ?)", _BLIND, "1" if blind else "0")


def is_hidden(store: Store, id: str) -> bool:
    """Says whether only their own coders may see the codings of an article, because not all who code it are done."""
    return store.one("SELECT 1 FROM hidden h JOIN articles a ON a.number = h.article WHERE a.id = ?", id) is not None


def progress(store: Store) -> Iterator[CoderProgress]:
    """Yields how far each coder is with each sample that was assigned to him or her."""
    rows = store.rows(
        """SELECT s.sample, s.coder, count(*) AS articles, count(l.number) AS begun, count(l.done) AS finished
        FROM assigned s JOIN drawn d ON d.sample = s.sample
        LEFT JOIN latest l ON l.article = d.article AND l.coder = s.coder
        GROUP BY s.sample, s.coder ORDER BY s.sample, s.coder"""
    )
    return (CoderProgress(*row) for row in rows)
