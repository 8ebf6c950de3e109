"""What is in a study: its articles and analyses, what people made of these, and what was said when they were read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hedgelens.collection.collection import ALIKE
from hedgelens.faces import Analysis
from hedgelens.files.text import did_you_mean
from hedgelens.records import Problem
from hedgelens.study.coding import Coding, codings
from hedgelens.study.overview import Overview
from hedgelens.study.packing import unpacked_analysis, unpacked_article
from hedgelens.study.store import RESULTS, Store

if TYPE_CHECKING:
    from hedgelens.records import Article


class Contents:
    """The articles, analyses and codings of a study, one at a time."""

    _store: Store

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read or analysed, each with the reason."""
        rows = self._store.rows("SELECT name, reason FROM problems ORDER BY number")
        return tuple(Problem(row["name"], row["reason"]) for row in rows)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was skipped on purpose, or interpreted in some way, when articles were read; one sentence each."""
        return tuple(row["sentence"] for row in self._store.rows("SELECT sentence FROM notes ORDER BY number"))

    def __len__(self) -> int:
        """Returns the number of analyses."""
        return int(self._store.one(f"SELECT count(*) {RESULTS}")[0])

    def __iter__(self) -> Iterator[Analysis]:
        """Yields the analyses in the order in which their articles were added, one at a time."""
        for row in self._store.rows(f"SELECT a.content AS article, n.content AS analysis {RESULTS} ORDER BY a.number"):
            yield unpacked_analysis(row["analysis"], row["article"])

    def __getitem__(self, id: str) -> Analysis:
        """Returns the analysis of an article.

        Raises:
            KeyError: there is none.
        """
        row = self._store.one(f"SELECT a.content AS article, n.content AS analysis {RESULTS} AND a.id = ?", id)
        if row is None:
            raise KeyError(f"No analysis has the id '{id}'.{self._meant(id, RESULTS)}")
        return unpacked_analysis(row["analysis"], row["article"])

    def __contains__(self, id: object) -> bool:
        """Says whether an article has been analysed."""
        return self._store.one(f"SELECT 1 {RESULTS} AND a.id = ?", id) is not None

    def article(self, id: str) -> Article:
        """Returns an article, whether it is analysed or not.

        Raises:
            KeyError: there is none.
        """
        row = self._store.one("SELECT content FROM articles WHERE id = ?", id)
        if row is None:
            raise KeyError(f"No article has the id '{id}'.{self._meant(id, 'FROM articles a')}")
        return unpacked_article(row["content"])

    def _meant(self, id: str, among: str) -> str:
        return did_you_mean(id, (row["id"] for row in self._store.rows(f"SELECT a.id AS id {among}")), cutoff=ALIKE)

    def overview(self) -> list[dict[str, Any]]:
        """Returns for each article what a list of articles shows; this is fast even for many thousands."""
        return [row.as_dict() for row in Overview().rows(self._store)]

    # -- codings --------------------------------------------------------------------------------------------------------

    def coding(self, id: str, coder: str) -> Coding:
        """Returns a coder's coding of an article: the analysis to correct, and the corrections so far.

        From the first correction on, the results of the study use the coding instead of what the machine found.

        Raises:
            HedgeLensError: the study has no analysis of such an article, or the coder has no name.
        """
        return Coding.of(self._store, id, coder)

    def keep_coding(self, analysis: Analysis, coder: str) -> None:
        """Keeps a coding that somebody made elsewhere, such as in a coding sheet; earlier codings are kept as well.

        Raises:
            HedgeLensError: the study has no such article, or cannot be written.
        """
        Coding.keep(self._store, analysis, coder)

    def codings(self, coder: str | None = None) -> Iterator[tuple[str, Analysis]]:
        """Yields the latest coding of each article by each coder, or by one, with the name of the coder."""
        return codings(self._store, coder)
