"""The rows of a study's tables, one at a time: each begins with what its article says of itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from hedgelens._start import VERSION
from hedgelens.faces import Analysis
from hedgelens.files.text import encodable
from hedgelens.measures.articles import ARTICLE_MEASURES
from hedgelens.measures.corpus import Tally
from hedgelens.records import Article, HedgeLensError
from hedgelens.study.coders import coders, is_blind
from hedgelens.study.packing import unpacked, unpacked_article
from hedgelens.study.samples import samples
from hedgelens.study.settings import StudySettings
from hedgelens.study.store import RESULTS, Store
from hedgelens.views import tables
from hedgelens.views.columns import Column, dictionary

OF_ANALYSES = tables.TABLES
"""The tables whose rows come from one analysis each."""
TABLES = ("articles", *OF_ANALYSES, "dominant_sources", "problems", "notes", "settings", "dictionary")
"""Names of the tables of a study."""
ALL_FIELDS = "all"
"""What is asked for by somebody who wants all further fields of articles."""

Row = list[Any]
"""The cells of a row, in the order of its table's columns."""
Told = Callable[[int, int], None]
"""Is told how many articles are done, and of how many."""

_ABOUT = ("id", "title", "outlet", "date", "section", "page", "author", "url")
ABOUT = tuple(dictionary()["about"].columns)
"""The columns with which the rows about articles begin."""
_GIVEN = "_given"


def nobody(done: int, total: int) -> None:
    """Is told how far something is, and tells nobody."""


class Rows:
    """The tables of a study, row by row, so that no table need be in memory as a whole.

    Example:
        >>> rows = Rows(store)
        >>> rows.columns("sentences")
        >>> for table, row in rows.each(["articles", "sentences"]):
        ...     print(table, row)
    """

    def __init__(self, store: Store, fields: Iterable[str] | str = ()) -> None:
        """Takes the study, and looks up the further fields of its articles where some are asked for.

        Args:
            store: the study.
            fields: names of further fields of the articles that every row is to carry, or ``"all"``; those of the table
                ``articles`` carry all in any case.

        Raises:
            HedgeLensError: no article has such a field.
        """
        self._store = store
        self._asked = self._known if fields == ALL_FIELDS else tuple([fields] if isinstance(fields, str) else fields)
        unknown = [name for name in self._asked if name not in self._known]
        if unknown:
            there = f"There are: {', '.join(self._known)}." if self._known else "The articles have no further fields."
            raise HedgeLensError(f"No article has a field '{unknown[0]}'. {there}")

    @cached_property
    def _known(self) -> tuple[str, ...]:
        """The further fields that articles have, in the order in which they come up; all articles are gone through for them."""
        found: dict[str, None] = {}
        for row in self._store.rows("SELECT content FROM articles WHERE left_out IS NULL ORDER BY number"):
            found.update(dict.fromkeys(unpacked(row["content"]).get("fields") or ()))
        return tuple(found)

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return _field_columns(self._known)

    # -- columns --------------------------------------------------------------------------------------------------------

    def columns(self, table: str) -> tuple[Column, ...]:
        """Returns the columns of a table.

        Raises:
            HedgeLensError: there is no such table.
        """
        if table not in TABLES:
            raise HedgeLensError(f"A study has no table '{table}'. There are: {', '.join(TABLES)}.")
        of, own = dictionary(), tuple(dictionary()[table].columns.values())
        if table in OF_ANALYSES:
            own = (*own, *of["corrected"].columns.values())
        about = of["about"].columns.values() if table in (*OF_ANALYSES, "articles", "problems") else ()
        return (*about, *own, *(self._columns[field] for field in self._fields(table)))

    def _fields(self, table: str) -> tuple[str, ...]:
        return self._known if table == "articles" else self._asked if table in OF_ANALYSES else ()

    # -- rows -----------------------------------------------------------------------------------------------------------

    def each(self, wanted: Sequence[str], told: Told = nobody) -> Iterator[tuple[str, Row]]:
        """Yields the rows of tables, each with the name of its table; those of one table in their order, several mixed.

        Args:
            wanted: the tables; the study is gone through once for all of them, and the dictionary is
                of these, or of all where it is the first of them.
            told: is told after each article how far it is.

        Raises:
            HedgeLensError: there is no such table, or the study is damaged.
        """
        for table in wanted:
            self.columns(table)
        if set(wanted) & {"articles", *OF_ANALYSES}:
            yield from self._of_articles(wanted, told)
        others: dict[str, Callable[[], Iterable[Row]]] = {
            "dominant_sources": self._dominant,
            "problems": self._problems,
            "notes": self._notes,
            "settings": self._settings,
            "dictionary": lambda: self._dictionary(TABLES if wanted[0] == "dictionary" else wanted),
        }
        for table in wanted:
            yield from ((table, row) for row in (others[table]() if table in others else ()))

    def _of_articles(self, wanted: Sequence[str], told: Told) -> Iterator[tuple[str, Row]]:
        of_analyses = [table for table in wanted if table in OF_ANALYSES]
        content = "n.content" if of_analyses else "NULL"
        total = self._store.one("SELECT count(*) FROM articles WHERE left_out IS NULL")[0]
        rows = self._store.rows(
            f"""SELECT a.words, a.content AS article, n.tally, n.coder, {content} AS analysis, p.reason
            FROM articles a LEFT JOIN results n ON n.article = a.number AND n.hash = a.hash
            LEFT JOIN problems p ON p.article = a.number AND p.hash = a.hash
            WHERE a.left_out IS NULL ORDER BY a.number"""
        )
        for done, row in enumerate(rows, 1):
            article = unpacked_article(row["article"])
            about = [getattr(article, name) for name in _ABOUT]
            given = dict(article.fields)
            if "articles" in wanted:
                yield "articles", [*about, *_size(article, row), *map(given.get, self._known)]
            if row["analysis"] is not None:
                asked = [given.get(name) for name in self._asked]
                analysis = Analysis.from_dict(unpacked(row["analysis"]), article.text)
                for table in of_analyses:
                    yield from ((table, [*about, *cells, *asked]) for cells in _cells(analysis, table))
            told(done, total)

    def _dominant(self) -> Iterator[Row]:
        return (list(row.values()) for row in tables.common_rows(tallies_of(self._store)))

    def _problems(self) -> Iterator[Row]:
        """Yields what could not be read or analysed; what was read says of itself what it can."""
        about = ", ".join(f"a.{name}" for name in _ABOUT)
        rows = self._store.rows(
            f"""SELECT {about}, p.name, coalesce(f.path, i.path) AS file, p.reason
            FROM problems p LEFT JOIN articles a ON a.number = p.article
            LEFT JOIN files f ON f.number = coalesce(p.file, a.file) LEFT JOIN inputs i ON i.number = p.input ORDER BY p.number"""
        )
        return (list(row) for row in rows)

    def _notes(self) -> Iterator[Row]:
        rows = self._store.rows(
            """SELECT coalesce(f.path, i.path), n.sentence FROM notes n
            LEFT JOIN files f ON f.number = n.file LEFT JOIN inputs i ON i.number = n.input ORDER BY n.number"""
        )
        return (list(row) for row in rows)

    def _settings(self) -> Iterator[Row]:
        keys = {row["key"]: row["value"] for row in self._store.rows("SELECT key, value FROM settings")}
        settings = StudySettings.from_dict(json.loads(keys["analysis"]))
        yield ["tables written by", f"HedgeLens {VERSION}", None]
        yield ["study made", keys.get("made"), None]
        for name, file in (("registry of sources", settings.sources), ("hedge rules", settings.hedges)):
            yield [name, file and file.path, None]
        for row in self._store.rows("SELECT path FROM inputs ORDER BY number"):
            yield ["input", row["path"], None]
        yield from self._made_with()
        yield from self._coded_by()
        for name, where in (("articles", "left_out IS NULL"), ("articles left out", "left_out IS NOT NULL")):
            yield [name, str(self._store.one(f"SELECT count(*) FROM articles WHERE {where}")[0]), None]

    def _made_with(self) -> Iterator[Row]:
        """Yields how the analyses were made: the same for all, unless a run with other settings has not come to its end."""
        groups = self._store.rows(
            """SELECT min(n.article) AS article, count(*) AS number FROM analyses n JOIN articles a ON a.number = n.article
            WHERE a.left_out IS NULL AND n.hash = a.hash GROUP BY n.settings, n.counting ORDER BY 1"""
        )
        for group in list(groups):
            found = unpacked(self._store.one("SELECT content FROM analyses WHERE article = ?", group["article"])[0])
            yield ["analysed by", f"HedgeLens {found.get('hedgelens')}", group["number"]]
            for name, value in found["measures"]["settings"].items():
                if name != "corrected":
                    yield [name, ", ".join(value) if isinstance(value, list) else value and str(value), group["number"]]

    def _coded_by(self) -> Iterator[Row]:
        """Yields who codes the study, and what was drawn for them, where anybody was named or anything drawn."""
        if names := coders(self._store):
            yield ["coders", ", ".join(names), None]
            yield ["coders blind to each other", "yes" if is_blind(self._store) else "no", None]
        for sample in samples(self._store):
            yield [f"sample {sample.number}", sample.how, None]

    def _dictionary(self, shown: Iterable[str]) -> Iterator[Row]:
        for table in shown:
            for column in self.columns(table):
                yield [table, column.name, column.type, column.unit or None, column.values or None, column.what]


def tallies_of(store: Store) -> Iterator[Tally]:
    """Yields the tallies of a study's results, in the order in which the articles came in."""
    return (Tally.from_dict(unpacked(row["tally"])) for row in store.rows(f"SELECT n.tally {RESULTS} ORDER BY a.number"))


def _field_columns(fields: Iterable[str]) -> dict[str, Column]:
    """Names the columns of further fields so that none is called like another column, however that is written."""
    taken = {column.casefold() for table in dictionary().values() for column in table.columns}
    found = {}
    for field in fields:
        name = encodable(field) or "field"
        while name.casefold() in taken:
            name += _GIVEN
        taken.add(name.casefold())
        found[field] = Column(
            name, "text", f"'{encodable(field)}', as given by the table or the folder that the article comes from."
        )
    return found


def _size(article: Article, row: Any) -> Row:
    """Returns the cells of an article between what it says of itself and its further fields."""
    cells = [article.language, article.near_duplicate_of, " ".join(article.warnings) or None, row["words"]]
    if row["tally"] is None:
        return [*cells, False, row["reason"], None, None, None, None, *(None for _ in ARTICLE_MEASURES)]
    tally = Tally.from_dict(unpacked(row["tally"]))
    values = (tally.values.get(name, (None, 0))[0] for name in ARTICLE_MEASURES)
    return [*cells, True, row["reason"], row["coder"], tally.words, tally.sentences, tally.attributions, *values]


def _cells(analysis: Analysis, table: str) -> Iterator[Row]:
    """Yields the cells of a table of an analysis, without those that say which article it is."""
    names = [*dictionary()[table].columns, tables.CORRECTED]
    return ([row[name] for name in names] for row in tables.rows(analysis, table))
