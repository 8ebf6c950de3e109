"""Which articles of a study, and which sources, its questions are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from hedgelens.measures.corpus import Tally
from hedgelens.measures.corpus.periods import day_of
from hedgelens.measures.counting import check_kind
from hedgelens.records import HedgeLensError
from hedgelens.study.packing import unpacked
from hedgelens.study.settings import StudySettings
from hedgelens.study.store import RESULTS, Store
from hedgelens.views.methods import Made, counting_of

CORRECTED = "corrected"
"""Stands for articles that anybody corrected by hand."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen of a study; what is empty chooses nothing.

    Attributes:
        outlet: articles of this outlet.
        first, last: articles from this day on, and up to that one, in ISO 8601.
        kind: questions about sources of this kind.
        coding: "corrected", or the name of a coder: articles whose results are those of somebody, or of this one.
    """

    outlet: str = ""
    first: str = ""
    last: str = ""
    kind: str = ""
    coding: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Choice:
        """Reads a choice, as it stands in an address.

        Raises:
            HedgeLensError: a day is none, or there is no such kind of source.
        """
        choice = cls(**{field.name: given.get(field.name, "").strip() for field in fields(cls)})
        for day in (choice.first, choice.last):
            if day and day_of(day) is None:
                raise HedgeLensError(f"'{day}' is not a date. Write it as in 2026-05-31.")
        check_kind(choice.kind or None)
        return choice

    @property
    def query(self) -> str:
        """The choice as it stands in an address."""
        return urlencode({field.name: value for field in fields(self) if (value := getattr(self, field.name))})

    @property
    def in_words(self) -> str:
        """Which articles these are, as a methods section says it; empty where they are all."""
        coding = "corrected by hand" if self.coding == CORRECTED else f"coded by {self.coding}" if self.coding else ""
        days = " ".join(f"{word} {day}" for word, day in (("from", self.first), ("to", self.last)) if day)
        parts = [part for part in (f"from the outlet {self.outlet}" if self.outlet else "", days, coding) if part]
        return f"Only articles {', '.join(parts)} were included." if parts else ""

    def takes(self, tally: Tally, coder: str | None) -> bool:
        """Says whether an article is chosen.

        Args:
            tally: what is known of it.
            coder: whose coding its results are; ``None`` for the machine's.
        """
        day = (tally.date or "")[:10]
        return (
            self.outlet in ("", tally.outlet)
            and (not self.first or (bool(day) and day >= self.first))
            and (not self.last or (bool(day) and day <= self.last))
            and (not self.coding or (tally.corrected if self.coding == CORRECTED else coder == self.coding))
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """The articles that are chosen, how they were made, and what else can be chosen.

    Attributes:
        tallies: what is known of them.
        made: how they were analysed.
        outlets, coders: of all articles.
    """

    tallies: Sequence[Tally]
    made: Made
    outlets: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()


def chosen(store: Store, settings: StudySettings, choice: Choice) -> Chosen:
    """Reads the articles of a study that are chosen."""
    tallies, outlets, coders = list[Tally](), set[str](), set[str]()
    for row in store.rows(f"SELECT n.tally, n.coder {RESULTS} ORDER BY a.number"):
        tally = Tally.from_dict(unpacked(row["tally"]))
        outlets.update([tally.outlet] if tally.outlet else [])
        coders.update([row["coder"]] if row["coder"] else [])
        if choice.takes(tally, row["coder"]):
            tallies.append(tally)
    made = _made(store, settings, tallies, choice.in_words)
    return Chosen(tallies, made, tuple(sorted(outlets)), tuple(sorted(coders)))


def _made(store: Store, settings: StudySettings, tallies: Sequence[Tally], words: str) -> Made:
    row = store.one("SELECT n.content FROM analyses n JOIN articles a ON a.number = n.article WHERE n.hash = a.hash LIMIT 1")
    found = unpacked(row["content"])["measures"]["settings"] if row is not None else {}
    return Made(
        engine=found.get("engine") or settings.engine,
        engine_sha256=found.get("engine_sha256") or "",
        model=found.get("model") or "",
        model_sha256=found.get("model_sha256") or "",
        counting=counting_of(tallies),
        corrected=sum(tally.corrected for tally in tallies),
        articles=len(tallies),
        chosen=words,
    )
