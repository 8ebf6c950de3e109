"""What a list of a study's articles shows of each: quickly, also of many thousands, and quicker when asked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hedgelens.study.packing import unpacked
from hedgelens.study.store import Store


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in the list.

    Attributes:
        id, title, outlet, date: as of the article.
        number: its number in the study.
        hash: changes when its text does.
        words: of all of it.
        analysed: whether there is its analysis.
        attributions: number of outermost attributions that count.
        unsure: number of marks that are unsure; ``None`` where that was not counted yet.
        share: share of the words of the body that is given to a source.
        sources, kinds: names and kinds of the sources that the body rests on.
        coders, finished_by, assigned: who began it, who finished it, and whose samples hold it.
    """

    id: str
    number: int
    hash: str
    title: str | None
    outlet: str | None
    date: str | None
    words: int
    analysed: bool
    attributions: int | None
    unsure: int | None
    share: float | None
    sources: tuple[str, ...]
    kinds: frozenset[str]
    coders: tuple[str, ...]
    finished_by: tuple[str, ...]
    assigned: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Returns it as plain data."""
        return {
            **{key: getattr(self, key) for key in _PLAIN},
            **{key: list(getattr(self, key)) for key in ("sources", "coders", "finished_by", "assigned")},
            "finished": len(self.finished_by),
        }


_PLAIN = ("id", "title", "outlet", "date", "words", "analysed", "attributions", "unsure", "share")
_Found = tuple[int | None, int | None, float | None, tuple[str, ...], frozenset[str]]
_NOTHING: _Found = (None, None, None, (), frozenset())


class Overview:
    """The list of a study's articles; of what it has listed before only what has changed is unpacked."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self._unpacked: dict[bytes, _Found] = {}

    def rows(self, store: Store) -> list[Listed]:
        """Returns the articles in the order in which they came in."""
        with store.snapshot():
            coding = "SELECT n.article, n.tally FROM results n WHERE n.article IN (SELECT article FROM codings)"
            coded: dict[int, bytes] = {row["article"]: row["tally"] for row in store.rows(coding)}
            latest = [tuple(row) for row in store.rows("SELECT article, coder, done FROM latest ORDER BY number")]
            drawn = "SELECT DISTINCT d.article, s.coder FROM drawn d JOIN assigned s ON s.sample = d.sample ORDER BY s.coder"
            people = [
                _by_article((article, coder) for article, coder, _ in latest),
                _by_article((article, coder) for article, coder, done in latest if done is not None),
                _by_article(store.rows(drawn)),
            ]
            rows = list(
                store.rows(
                    """SELECT a.number, a.id, a.hash, a.title, a.outlet, a.date, a.words, n.tally FROM articles a
                    LEFT JOIN analyses n ON n.article = a.number AND n.hash = a.hash
                    WHERE a.left_out IS NULL ORDER BY a.number"""
                )
            )
        before, self._unpacked = self._unpacked, {}
        listed = []
        for number, id, hash, title, outlet, date, words, machines in rows:
            tally = coded.get(number, machines) if machines is not None else None
            found = _NOTHING if tally is None else before.get(tally) or _found(tally)
            if tally is not None:
                self._unpacked[tally] = found
            who = (of.get(number, ()) for of in people)
            listed.append(Listed(id, number, hash, title, outlet, date, words, tally is not None, *found, *who))
        return listed


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was read of the articles that came in last.

    Attributes:
        articles, dated, placed, titled: number of them, and of those whose date, outlet and title were found.
        first: title, outlet and date of some of them.
    """

    articles: int
    dated: int
    placed: int
    titled: int
    first: tuple[tuple[str, str | None, str | None], ...]


def last_number(store: Store) -> int:
    """Returns the number of the article that came in last."""
    return int(store.one("SELECT coalesce(max(number), 0) FROM articles")[0])


def arrived(store: Store, since: int, most: int = 5) -> Arrived | None:
    """Returns what was read of the articles that came in after the one with a number; ``None`` where none did."""
    new = "FROM articles WHERE left_out IS NULL AND number > ?"
    counts = store.one(f"SELECT count(*), count(date), count(outlet), count(title) {new}", since)
    rows = store.rows(f"SELECT coalesce(title, id), outlet, date {new} ORDER BY number LIMIT ?", since, most)
    articles, dated, placed, titled = counts
    return Arrived(articles, dated, placed, titled, tuple((*row,) for row in rows)) if articles else None


def _found(tally: bytes) -> _Found:
    """Returns what the list shows of a tally."""
    data = unpacked(tally)
    sources = data.get("sources", ())
    return (
        sum(data.get("quotation", {}).values()),
        data.get("unsure"),
        data.get("values", {}).get("words_attributed", [None])[0],
        tuple(source["name"] for source in sources),
        frozenset(source["kind"] for source in sources),
    )


def texts(store: Store, rows: Iterable[Listed]) -> Iterator[tuple[Listed, str]]:
    """Yields articles of the list with their texts."""
    for row in rows:
        content = store.one("SELECT content FROM articles WHERE number = ?", row.number)
        if content is not None:
            yield row, unpacked(content[0])["text"]


def _by_article(rows: Iterable[Any]) -> dict[int, tuple[str, ...]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for article, person in rows:
        found[article].append(person)
    return {article: tuple(people) for article, people in found.items()}
