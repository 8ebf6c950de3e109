"""What a coder makes of an article: the analysis that he or she began with, and the corrections since, each kept at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from hedgelens.corrections import Edit, apply, edit_from_dict, edit_to_dict
from hedgelens.faces import Analysis
from hedgelens.measures import Tally
from hedgelens.records import HedgeLensError, Revision
from hedgelens.study.adding import now
from hedgelens.study.packing import packed, unpacked, unpacked_analysis, unpacked_article
from hedgelens.study.store import Store
from hedgelens.views.rows import json_text

MACHINE = "the machine"
"""What the machine is called where it is compared with coders."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction that was made.

    Attributes:
        number: its number in the study.
        made: when, in ISO 8601.
        edit: the correction.
        undone: whether it was taken back.
    """

    number: int
    made: str
    edit: Edit
    undone: bool


class Coding:
    """One coder's work on one article: every correction is kept as soon as it is made, and can be taken back.

    Example:
        >>> coding = study.coding("ferry", "Ines")
        >>> coding.correct(GiveAttribution("a3", name="Harbor Institute"))
        >>> coding.undo()
    """

    def __init__(self, store: Store, article: sqlite3.Row, coder: str, begun: sqlite3.Row | None) -> None:
        """Takes the rows that are there; :meth:`of` finds them."""
        self._store, self._article, self._begun, self.coder = store, article, begun, coder
        self._number: int | None = begun["number"] if begun else None

    @classmethod
    def of(cls, store: Store, id: str, coder: str) -> Coding:
        """Finds what a coder has made of an article, or what the machine has.

        Raises:
            HedgeLensError: there is no analysis of such an article, or the coder has no name.
        """
        coder = coder_name(coder)
        row = store.one(
            """SELECT a.number, a.hash, a.content AS article, n.content FROM articles a
            JOIN analyses n ON n.article = a.number AND n.hash = a.hash WHERE a.id = ?""",
            id,
        )
        if row is None:
            raise HedgeLensError(f"The study has no analysis of an article '{id}'. Run the study first.")
        begun = store.one(
            "SELECT number, base, content FROM codings WHERE article = ? AND coder = ? AND hash = ? ORDER BY number DESC LIMIT 1",
            row["number"], coder, row["hash"],
        )  # fmt: skip
        return cls(store, row, coder, begun)

    @classmethod
    def keep(cls, store: Store, analysis: Analysis, coder: str) -> None:
        """Keeps what somebody made of an article elsewhere.

        Raises:
            HedgeLensError: the study has no such article, or it is another text there.
        """
        row = store.one("SELECT number, hash, content FROM articles WHERE id = ?", analysis.article.id)
        if row is None:
            raise HedgeLensError(f"The study has no article '{analysis.article.id}', of which this is a coding.")
        if unpacked_article(row["content"]).sha256 != analysis.article.sha256:
            raise HedgeLensError(f"The text of '{analysis.article.id}' in the study is another one than that of this coding.")
        with store.transaction():
            _insert(store, row["number"], row["hash"], coder_name(coder), analysis)

    def keep_within(self, analysis: Analysis) -> None:
        """Keeps what the coder made of the article elsewhere, within a transaction; what was kept before stays, too."""
        self._number = _insert(self._store, self._article["number"], self._article["hash"], self.coder, analysis)
        self.base = self.analysis = analysis

    @property
    def number(self) -> int | None:
        """Its number in the study; ``None`` where the coder has not begun."""
        return self._number

    @property
    def adjudicates(self) -> bool:
        """Whether it settles where others disagree."""
        return self._store.one("SELECT 1 FROM adjudications WHERE coding = ?", self._number) is not None

    @property
    def begun(self) -> bool:
        """Whether the coder has corrected anything."""
        return self._number is not None

    @cached_property
    def base(self) -> Analysis:
        """The analysis that the coder began with."""
        return unpacked_analysis((self._begun["base"] if self._begun else self._article["content"]), self._article["article"])

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis with the corrections that stand; it says whose they are."""
        return unpacked_analysis(self._begun["content"], self._article["article"]) if self._begun else self.base

    def _replayed(self) -> Analysis:
        """Makes the analysis anew from the beginning, with the corrections that stand."""
        found, standing = self.base, self._standing()
        for kept in standing:
            found = apply(found, kept.edit)
        return _signed(found, self.base, self.coder, standing)

    def _standing(self) -> list[Kept]:
        return [kept for kept in self.history if not kept.undone]

    @property
    def history(self) -> list[Kept]:
        """All corrections in their order, those that were taken back among them."""
        rows = self._store.rows("SELECT number, made, edit, undone FROM edits WHERE coding = ? ORDER BY number", self._number)
        return [Kept(row["number"], row["made"], edit_from_dict(json.loads(row["edit"])), bool(row["undone"])) for row in rows]

    def correct(self, *edits: Edit) -> Analysis:
        """Makes a correction, or several together, and keeps it; what was undone before stays listed, and cannot be done again.

        Raises:
            HedgeLensError: one cannot be made, or the study cannot be written; then nothing has changed.
        """
        with self._store.transaction():
            return self.correct_within(*edits)

    def correct_within(self, *edits: Edit) -> Analysis:
        """Does the same within a transaction of whoever calls it."""
        changed = self.analysis
        for edit in edits:
            changed = apply(changed, edit)
        self._begin()
        for edit in edits:
            self._store.do(
                "INSERT INTO edits (coding, made, edit) VALUES (?, ?, ?)", self._number, now(), json_text(edit_to_dict(edit))
            )
        return self._keep(_signed(changed, self.base, self.coder, self._standing()))

    def undo(self) -> Analysis:
        """Takes the last correction back.

        Raises:
            HedgeLensError: there is none.
        """
        return self._turn("undone IS NULL ORDER BY number DESC", now(), "There is no correction to undo.")

    def redo(self) -> Analysis:
        """Makes the correction again that was taken back last.

        Raises:
            HedgeLensError: there is none.
        """
        later = "number > coalesce((SELECT max(number) FROM edits WHERE coding = e.coding AND undone IS NULL), 0)"
        return self._turn(f"undone IS NOT NULL AND {later} ORDER BY number", None, "There is no correction to do again.")

    def finish(self, done: bool = True) -> None:
        """Says that the coder has gone through the article, or has not."""
        with self._store.transaction():
            self.finish_within(done)

    def finish_within(self, done: bool = True) -> None:
        """Does the same within a transaction of whoever calls it."""
        self._begin()
        self._store.do("UPDATE codings SET done = ? WHERE number = ?", now() if done else None, self._number)

    @property
    def done(self) -> bool:
        """Whether the coder has gone through the article."""
        row = self._store.one("SELECT done FROM codings WHERE number = ?", self._number)
        return row is not None and row["done"] is not None

    def _turn(self, which: str, undone: str | None, else_said: str) -> Analysis:
        row = self._store.one(f"SELECT number FROM edits e WHERE coding = ? AND {which} LIMIT 1", self._number)
        if row is None:
            raise HedgeLensError(else_said)
        with self._store.transaction():
            self._store.do("UPDATE edits SET undone = ? WHERE number = ?", undone, row["number"])
            return self._keep(self._replayed())

    def begin(self, base: Analysis) -> int:
        """Begins with another analysis than the machine's, within a transaction, and returns the number of the coding."""
        self.base = self.analysis = base
        self._begin()
        assert self._number is not None
        return self._number

    def _begin(self) -> None:
        if self._number is None:
            self._number = _insert(self._store, self._article["number"], self._article["hash"], self.coder, self.base)

    def _keep(self, analysis: Analysis) -> Analysis:
        self._store.do(
            "UPDATE codings SET content = ?, tally = ?, changed = ? WHERE number = ?",
            packed(analysis.to_dict()), packed(Tally.of(analysis).to_dict()), now(), self._number,
        )  # fmt: skip
        self.analysis = analysis
        return analysis


def codings(store: Store, coder: str | None = None) -> Iterator[tuple[str, Analysis]]:
    """Yields the latest coding of each article by each coder, or by one, with the name of the coder."""
    rows = store.rows(
        """SELECT c.coder, c.content, c.base, max(c.number) FROM codings c JOIN articles a ON a.number = c.article
        WHERE ? IS NULL OR c.coder = ? GROUP BY c.article, c.coder ORDER BY a.number, c.coder""",
        coder, coder,
    )  # fmt: skip
    for row in rows:
        # The text that was coded, whatever the article is now, stands with what the coder began with.
        yield row["coder"], Analysis.from_dict(unpacked(row["content"]), unpacked(row["base"])["text"])


def coder_name(name: str) -> str:
    """Returns the name of a coder, without blanks at its ends.

    Raises:
        HedgeLensError: it is none.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise HedgeLensError(f"A coder needs a name of at most {_LONGEST_NAME} characters, such as 'Ines'.")
    if name.casefold() == MACHINE:
        raise HedgeLensError(f"'{name}' is what the program is called beside coders. Give the coder another name.")
    return name


def _insert(store: Store, article: int, hash: str, coder: str, analysis: Analysis) -> int:
    base: dict[str, Any] = {"text": analysis.article.text, **analysis.to_dict()}
    found = store.do(
        """INSERT INTO codings (article, coder, made, changed, hash, base, content, tally)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        article, coder, now(), now(), hash, packed(base), packed(analysis.to_dict()), packed(Tally.of(analysis).to_dict()),
    )  # fmt: skip
    return int(found.lastrowid or 0)


def _signed(analysis: Analysis, base: Analysis, coder: str, kept: Sequence[Kept]) -> Analysis:
    """Says in an analysis who corrected it since the coder began, when last, and how often."""
    earlier = base.revisions
    if not kept:
        return replace(analysis, revisions=earlier)
    day = kept[-1].made.partition("T")[0]
    return replace(analysis, revisions=(*earlier, Revision(coder, day, len(kept))))
