"""A third person settles where coders disagree: takes what one of them said, place by place, or corrects by hand.

What comes out is a coding of its own, which the results of the study take once it is finished. It begins with the coding of the
first coder, says whose codings it came from, and keeps every decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from hedgelens.corrections import Edit
from hedgelens.corrections.taking import Taking
from hedgelens.evaluation.places import Place, places
from hedgelens.faces import Analysis
from hedgelens.records import HedgeLensError, Revision
from hedgelens.study.adding import now
from hedgelens.study.agreeing import Finished, finished
from hedgelens.study.coding import Coding
from hedgelens.study.comparing import Comparison
from hedgelens.study.packing import unpacked_analysis
from hedgelens.study.store import Store
from hedgelens.views.rows import json_text

BY_HAND = "by hand"
"""What a decision says where the adjudicator takes nobody's version."""
_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided at a place.

    Attributes:
        made: when, in ISO 8601.
        place: the key of the place.
        took: whose version was taken, or "by hand".
    """

    made: str
    place: str
    took: str


@dataclass(frozen=True, slots=True)
class Differing:
    """An article on which coders differ.

    Attributes:
        article, title: its id and title.
        coders: who finished it.
        places: number of places where they differ.
        adjudicator: who settles them, if anybody has begun.
        settled: number of these places that are settled.
        finished: whether the adjudicated coding is what the results take.
    """

    article: str
    title: str | None
    coders: tuple[str, ...]
    places: int
    adjudicator: str | None
    settled: int
    finished: bool


class Adjudication(Comparison):
    """One person's settling of an article on which coders disagree; each decision is kept at once.

    Example:
        >>> adjudication = study.adjudicate("ferry", "Kim")
        >>> for place in adjudication.places:
        ...     adjudication.take(place.key, "Ines")
        >>> adjudication.finish()
    """

    def __init__(self, store: Store, article: Finished, coding: Coding) -> None:
        """Takes what :meth:`begun_by` found."""
        super().__init__(article)
        self._store, self.coding = store, coding

    @classmethod
    def begun_by(cls, store: Store, id: str, name: str) -> Adjudication:
        """Finds what there is to settle in an article, and what somebody has settled.

        Raises:
            HedgeLensError: fewer than two coders have finished it, others are still coding it and are blind to each other, or the
                person is one of its coders.
        """
        compared = Comparison.of(store, id)
        coding = Coding.of(store, id, name)
        if coding.begun and not coding.adjudicates:
            raise HedgeLensError(f"'{coding.coder}' coded '{id}', so a third person has to settle it. Give another name.")
        return cls(store, compared.article, coding)

    @property
    def places(self) -> list[Place]:
        """Where they differ, with what each said, the machine beside it, and what is taken so far under the third name."""
        mine = {self.coding.coder: self.coding.analysis} if self.coding.begun else {}
        return places({**self.analyses, **mine}, self.coders)

    @cached_property
    def _by_key(self) -> dict[str, Place]:
        """The places as they are before anything is settled here."""
        return {place.key: place for place in self.places}

    @property
    def decisions(self) -> dict[str, Decision]:
        """The decision that stands at each place, by its key."""
        rows = self._store.rows("SELECT made, place, took FROM decisions WHERE coding = ? ORDER BY number", self.coding.number)
        return {row["place"]: Decision(*row) for row in rows}

    def take(self, key: str, whose: str) -> None:
        """Takes what a coder (or the machine) said at a place, or says that it is settled by hand.

        A place can be settled again: what is taken last stands.

        Raises:
            HedgeLensError: there is no such place or coder, or it cannot be taken; then nothing has changed.
        """
        place = self._by_key.get(key)
        if place is None:
            raise HedgeLensError("The coders no longer disagree there. Look at the article as it is now.")
        if whose != BY_HAND and whose not in self.analyses:
            raise HedgeLensError(f"'{whose}' did not code this article. Take the version of: {', '.join(self.analyses)}.")
        with self._changing():
            edits = [] if whose == BY_HAND else self._edits(place.key, whose)
            if edits:
                self.coding.correct_within(*edits)
            self._store.do(
                "INSERT INTO decisions (coding, made, place, took) VALUES (?, ?, ?, ?)", self.coding.number, now(), key, whose
            )

    def finish(self, done: bool = True) -> None:
        """Says that all is settled, so that the results of the study take it, or that it is not.

        Raises:
            HedgeLensError: places are still open.
        """
        still = len(self._by_key.keys() - self.decisions.keys())
        if done and still:
            raise HedgeLensError(f"{still} of {len(self._by_key)} places are still open. Settle them first.")
        with self._changing():
            self.coding.finish_within(done)

    def _edits(self, key: str, whose: str) -> list[Edit]:
        """Returns the corrections that make the adjudicated coding say at a place what somebody said."""
        place = next(one for one in self.places if one.key == key)
        mine, theirs = place.ids.get(self.coding.coder), place.ids.get(whose)
        taking = Taking(self.coding.analysis, self.analyses[whose])
        if place.mark == "attribution":
            taking.attribution(mine, theirs)
        elif place.mark == "hedge":
            taking.hedge(mine, theirs)
        elif place.mark == "sentence" and mine is not None and theirs is not None:
            taking.sentence(int(mine), int(theirs))
        elif place.mark == "source" and mine is not None and theirs is not None:
            taking.source(mine, theirs)
        return taking.edits

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Makes the changes within happen together or not at all; the first ones of all begin the coding."""
        with self.coding.changing():
            if not self.coding.begun:
                self._begin()
            yield

    def _begin(self) -> None:
        """Begins with the coding of the first coder; the analysis says whose codings it came from."""
        first, *others = (self.analyses[coder] for coder in self.coders)
        revisions = dict.fromkeys(revision for one in (first, *others) for revision in one.revisions)
        mine = Revision(self.coding.coder, now().partition("T")[0], 0)
        number = self.coding.keep_within(replace(first, revisions=(*revisions, mine)))
        codings = json_text(list(self.article.numbers.values()))
        self._store.do("INSERT INTO adjudications VALUES (?, ?, ?)", number, now(), codings)


def differing(store: Store) -> Iterator[Differing]:
    """Yields the articles on which coders differ who have finished them, in the order in which they came in."""
    begun = {
        row["id"]: row
        for row in store.rows(
            """SELECT a.id, l.coder, l.done, l.number FROM latest l JOIN articles a ON a.number = l.article
            WHERE l.adjudicates ORDER BY l.number"""
        )
    }
    for article in finished(store):
        if len(article.codings) < 2:
            continue
        keys = _keys(article.article, tuple(article.codings.items()))
        if not keys:
            continue
        row = begun.get(article.id)
        settled = set()
        if row is not None:
            rows = store.rows("SELECT DISTINCT place FROM decisions WHERE coding = ?", row["number"])
            settled = {one["place"] for one in rows} & set(keys)
        yield Differing(
            article.id,
            article.title,
            tuple(article.codings),
            len(keys),
            None if row is None else row["coder"],
            len(settled),
            row is not None and row["done"] is not None,
        )


@lru_cache(maxsize=_KEPT)
def _keys(article: bytes, packed: tuple[tuple[str, bytes], ...]) -> tuple[str, ...]:
    by_coder: dict[str, Analysis] = {coder: unpacked_analysis(content, article) for coder, content in packed}
    return tuple(place.key for place in places(by_coder, tuple(by_coder)))
