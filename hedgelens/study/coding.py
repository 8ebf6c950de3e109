"""What a coder makes of an article: the analysis that he or she began with, and the corrections since, each kept at once."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from hedgelens.corrections import Edit, apply, edit_from_dict, edit_to_dict
from hedgelens.faces import Analysis
from hedgelens.files.checking import MisfitError
from hedgelens.measures import Tally
from hedgelens.measures.remembering import remember, remembering
from hedgelens.records import HedgeLensError, Revision
from hedgelens.study.adding import now
from hedgelens.study.open_coding import OpenCoding
from hedgelens.study.packing import packed, unpacked, unpacked_article
from hedgelens.study.store import Store
from hedgelens.views.consistency import check
from hedgelens.views.rows import json_text

MACHINE = "the machine"
"""What the machine is called where it is compared with coders."""
_LONGEST_NAME = 80


class OvertakenError(HedgeLensError):
    """A correction was made of something that is no longer so."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction that was made.

    Attributes:
        number: its number in the study.
        made: when, in ISO 8601.
        edit: the correction.
        taken_back: when it was taken back, in ISO 8601; ``None`` where it stands.
    """

    number: int
    made: str
    edit: Edit
    taken_back: str | None

    @property
    def undone(self) -> bool:
        """Whether it was taken back."""
        return self.taken_back is not None


class Coding:
    """One coder's work on one article: every correction is kept as soon as it is made, and can be taken back.

    Example:
        >>> coding = study.coding("ferry", "Ines")
        >>> coding.correct(GiveAttribution("a3", name="Harbor Institute"))
        >>> coding.undo()
    """

    def __init__(self, store: Store, article: sqlite3.Row, coder: str) -> None:
        """Takes the row of the article with its analysis; :meth:`of` finds it."""
        self._store, self._article, self.coder = store, article, coder
        self._unpacked = OpenCoding()
        self._made: tuple[list[int], Analysis] | None = None
        self._refresh()

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
        return cls(store, row, coder)

    @classmethod
    def keep(cls, store: Store, analysis: Analysis, coder: str) -> None:
        """Keeps what somebody made of an article elsewhere.

        Raises:
            HedgeLensError: the study has no such article, or it is another text there.
        """
        row = store.one("SELECT number, hash, content FROM articles WHERE id = ?", analysis.article.id)
        if row is None:
            raise HedgeLensError(f"This is a coding of '{analysis.article.id}', but the study has no such article.")
        if unpacked_article(row["content"]).sha256 != analysis.article.sha256:
            raise HedgeLensError(f"The text of '{analysis.article.id}' in the study differs from that of this coding.")
        with store.transaction():
            _insert(store, row["number"], row["hash"], coder_name(coder), analysis)

    def keep_within(self, analysis: Analysis) -> int:
        """Begins with what was made of the article elsewhere, within a transaction, and returns the number of the coding.

        What was kept before stays, too.
        """
        number = _insert(self._store, self._article["number"], self._article["hash"], self.coder, analysis)
        self._refresh()
        return number

    def _refresh(self) -> None:
        """Reads what the coder has made of the article by now, maybe in another window."""
        begun = self._store.one(
            "SELECT number, base, content FROM codings WHERE article = ? AND coder = ? AND hash = ? ORDER BY number DESC LIMIT 1",
            self._article["number"], self.coder, self._article["hash"],
        )  # fmt: skip
        self._number: int | None = begun["number"] if begun else None
        self._base: bytes = begun["base"] if begun else self._article["content"]
        self._content: bytes = begun["content"] if begun else self._article["content"]

    def take_up(self, unpacked: OpenCoding) -> Coding:
        """Goes on with what an earlier coding of the same article by the same coder has unpacked, as far as that still holds."""
        self._unpacked = unpacked
        return self

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

    @property
    def mark(self) -> str:
        """Changes whenever the analysis does."""
        return hashlib.blake2b(self._article["hash"].encode() + self._content, digest_size=12).hexdigest()

    @property
    def base(self) -> Analysis:
        """The analysis that the coder began with."""
        return self._unpacked.base(self._base, self._article["article"])

    @property
    def analysis(self) -> Analysis:
        """The analysis with the corrections that stand; it says whose they are."""
        return self._unpacked.current(self._content, self._article["article"])

    @property
    def history(self) -> list[Kept]:
        """All corrections in their order, those that were taken back among them."""
        rows = self._store.rows("SELECT number, made, edit, undone FROM edits WHERE coding = ? ORDER BY number", self._number)
        return [Kept(row["number"], row["made"], edit_from_dict(json.loads(row["edit"])), row["undone"]) for row in rows]

    def correct(self, *edits: Edit, seen: str | None = None) -> Analysis:
        """Makes a correction, or several together, and keeps it; what was undone before stays listed, and cannot be done again.

        Args:
            edits: the corrections.
            seen: the :attr:`mark` of what the coder saw when making them.

        Raises:
            OvertakenError: the coder saw something else than it is now; then nothing has changed.
            HedgeLensError: one cannot be made, or the study cannot be written; then nothing has changed, either.
        """
        with self.changing(seen):
            return self.correct_within(*edits)

    def correct_within(self, *edits: Edit) -> Analysis:
        """Does the same within :meth:`changing`."""
        changed = self.analysis
        for edit in edits:
            changed = apply(changed, edit)
        self._begin()
        for edit in edits:
            self._store.do(
                "INSERT INTO edits (coding, made, edit) VALUES (?, ?, ?)", self._number, now(), json_text(edit_to_dict(edit))
            )
        return self._keep(changed, self._standing())

    def undo(self, seen: str | None = None) -> Analysis:
        """Takes the last correction back.

        Args:
            seen: the :attr:`mark` of what the coder saw.

        Raises:
            OvertakenError: it is something else now.
            HedgeLensError: there is none.
        """
        return self._turn("undone IS NULL ORDER BY number DESC", _precisely_now(), "There is no correction to undo.", seen)

    def redo(self, seen: str | None = None) -> Analysis:
        """Makes the correction again that was taken back last.

        Args:
            seen: the :attr:`mark` of what the coder saw.

        Raises:
            OvertakenError: it is something else now.
            HedgeLensError: there is none.
        """
        # What was taken back before another correction was made cannot come back: it was taken back earlier than what follows.
        later = "number > coalesce((SELECT max(number) FROM edits WHERE coding = e.coding AND undone IS NULL), 0)"
        which = f"undone IS NOT NULL AND {later} ORDER BY undone DESC, number"
        return self._turn(which, None, "There is no correction to do again.", seen)

    def finish(self, done: bool = True) -> None:
        """Says that the coder has gone through the article, or has not."""
        with self.changing():
            self.finish_within(done)

    def finish_within(self, done: bool = True) -> None:
        """Does the same within :meth:`changing`."""
        self._begin()
        self._store.do("UPDATE codings SET done = ? WHERE number = ?", now() if done else None, self._number)

    @property
    def done(self) -> bool:
        """Whether the coder has gone through the article."""
        row = self._store.one("SELECT done FROM codings WHERE number = ?", self._number)
        return row is not None and row["done"] is not None

    # -- changing it ----------------------------------------------------------------------------------------------------

    @contextmanager
    def changing(self, seen: str | None = None) -> Iterator[None]:
        """Makes the changes within happen together, to what the coding is by now, maybe in another window, or not at all.

        Args:
            seen: the :attr:`mark` of what the coder saw.

        Raises:
            OvertakenError: it is something else now.
        """
        before, self._made = (self._number, self._base, self._content), None
        try:
            with self._store.transaction():
                self._refresh()
                if seen is not None and seen != self.mark:
                    raise OvertakenError(
                        "The article was corrected in another window in the meantime. The page now shows its present state; "
                        "check it, and make your correction again."
                    )
                yield
        except BaseException:
            self._number, self._base, self._content = before
            raise
        self._remember_state()

    def _remember_state(self) -> None:
        """Keeps what was made in memory, too, now that it is in the study."""
        if self._made is not None:
            self._unpacked.remember_state(*self._made)

    def _turn(self, which: str, undone: str | None, else_said: str, seen: str | None) -> Analysis:
        with self.changing(seen):
            row = self._store.one(f"SELECT number FROM edits e WHERE coding = ? AND {which} LIMIT 1", self._number)
            if row is None:
                raise HedgeLensError(else_said)
            self._store.do("UPDATE edits SET undone = ? WHERE number = ?", undone, row["number"])
            standing = self._standing()
            return self._keep(self._replayed(standing), standing)

    def _standing(self) -> list[sqlite3.Row]:
        standing = "SELECT number, made, edit FROM edits WHERE coding = ? AND undone IS NULL ORDER BY number"
        return list(self._store.rows(standing, self._number))

    def _replayed(self, standing: Sequence[sqlite3.Row]) -> Analysis:
        """Makes the analysis anew with the corrections that stand, from as far as it is known."""
        edits = {row["number"]: row["edit"] for row in standing}
        return self._unpacked.replayed(self.base, edits, lambda found, edit: apply(found, edit_from_dict(json.loads(edit))))

    def _begin(self) -> None:
        if self._number is None:
            self._number = _insert(self._store, self._article["number"], self._article["hash"], self.coder, self.base)

    def _keep(self, changed: Analysis, standing: Sequence[sqlite3.Row]) -> Analysis:
        try:
            check(changed)  # what could not be read again is not kept
        except MisfitError as error:
            raise HedgeLensError(f"This correction cannot be kept: {error}. Please report it.") from None
        analysis = _signed(changed, self.base, self.coder, standing)
        remember(analysis)
        content = packed(analysis.to_dict())
        self._store.do(
            "UPDATE codings SET content = ?, tally = ?, changed = ? WHERE number = ?",
            content, packed(Tally.of(analysis).to_dict()), now(), self._number,
        )  # fmt: skip
        self._content = content
        self._unpacked.has_become(content, analysis)
        self._made = [row["number"] for row in standing], analysis
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
        raise HedgeLensError(f"'{name}' is reserved for the program. Give the coder another name.")
    return name


def _insert(store: Store, article: int, hash: str, coder: str, analysis: Analysis) -> int:
    with remembering(analysis):  # the analysis and its tally count the same
        content, tally = analysis.to_dict(), Tally.of(analysis).to_dict()
    base: dict[str, Any] = {"text": analysis.article.text, **content}
    found = store.do(
        """INSERT INTO codings (article, coder, made, changed, hash, base, content, tally)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        article, coder, now(), now(), hash, packed(base), packed(content), packed(tally),
    )  # fmt: skip
    return int(found.lastrowid or 0)


def _signed(analysis: Analysis, base: Analysis, coder: str, standing: Sequence[sqlite3.Row]) -> Analysis:
    """Says in an analysis who corrected it since the coder began, when last, and how often."""
    earlier = base.revisions
    if not standing:
        return replace(analysis, revisions=earlier)
    if earlier and (earlier[-1].by, earlier[-1].corrections) == (coder, 0):  # who began by looking at it, and goes on
        earlier = earlier[:-1]
    day = standing[-1]["made"].partition("T")[0]
    return replace(analysis, revisions=(*earlier, Revision(coder, day, len(standing))))


def _precisely_now() -> str:
    """Returns the time so precisely that what was taken back can be told from what was taken back after it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
