"""Samples for reliability: which articles several people code, drawn so that everybody can draw them again."""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean

from hedgelens.files.text import counted
from hedgelens.records import HedgeLensError
from hedgelens.study.adding import now
from hedgelens.study.coders import coders
from hedgelens.study.coding import coder_name
from hedgelens.study.packing import unpacked
from hedgelens.study.store import Store

OUTLET, CONFIDENCE, UNSURE = "outlet", "confidence", "unsure"
BY = (OUTLET, CONFIDENCE, UNSURE)
"""By what a sample can be stratified; "unsure" takes the least sure articles first, and is no random sample."""
_NOT_GIVEN = "not given"
_NONE = "no attribution"
_TENTHS = 10
_CAN_BE_DRAWN = """FROM articles a JOIN analyses n ON n.article = a.number AND n.hash = a.hash
WHERE a.left_out IS NULL AND a.near_duplicate_of IS NULL AND a.number NOT IN (SELECT article FROM drawn)"""
"""The articles that are analysed, repeat no earlier one and are in no sample yet."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An article that can be drawn."""

    number: int
    id: str
    outlet: str | None
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample that was drawn.

    Attributes:
        number: its number in the study.
        made: when, in ISO 8601.
        seed: what the order of the articles came from.
        by: what it was stratified by, if anything.
        articles, frame: number of articles that were drawn, and that could be.
        coders: whom it was assigned to.
        how: how it was drawn, in a sentence for the methods section.
    """

    number: int
    made: str
    seed: int
    by: str | None
    articles: int
    frame: int
    coders: tuple[str, ...]
    how: str


def draw(
    store: Store,
    n: int | None = None,
    *,
    share: float | None = None,
    by: str | None = None,
    seed: int | None = None,
    names: Iterable[str] | None = None,
) -> int:
    """Draws a sample, keeps it with how it was drawn, and assigns it to coders.

    Args:
        store: the study.
        n: number of articles.
        share: share of the articles that can be drawn, instead of a number.
        by: what it is stratified by, one of :data:`BY`.
        seed: decides on the order; by default any number, which is kept.
        names: who codes it; by default the coders of the study.

    Returns:
        The number of the sample.

    Raises:
        HedgeLensError: the size cannot be had, or there is no such stratum.
    """
    if by is not None and by not in BY:
        raise HedgeLensError(f"A sample cannot be stratified by '{by}'. Use one of: {', '.join(BY)}.")
    who = list(dict.fromkeys(map(coder_name, coders(store) if names is None else names)))
    seed = secrets.randbelow(10**6) if seed is None else seed
    with store.transaction():
        found = _candidates(store, with_confidence=by in (CONFIDENCE, UNSURE))
        wanted = _size(n, share, len(found))
        chosen = drawn(_strata(found, by), wanted, seed, {one.id: one.sure for one in found} if by == UNSURE else None)
        how = _how(len(chosen), len(found), by, seed, len({stratum for _, stratum in chosen}))
        numbers = {one.id: one.number for one in found}
        sample = store.do(
            "INSERT INTO samples (made, seed, stratified, frame, how) VALUES (?, ?, ?, ?, ?)", now(), seed, by, len(found), how
        ).lastrowid
        for place, (id, stratum) in enumerate(chosen):
            store.do("INSERT INTO drawn VALUES (?, ?, ?, ?)", numbers[id], sample, stratum or None, place)
        for name in who:
            store.do("INSERT INTO assigned VALUES (?, ?)", sample, name)
    return int(sample or 0)


def can_be_drawn(store: Store) -> int:
    """Returns the number of articles that can be drawn."""
    return int(store.one(f"SELECT count(*) {_CAN_BE_DRAWN}")[0])


def samples(store: Store) -> list[Sample]:
    """Returns the samples that were drawn, in their order."""
    return [
        Sample(
            row["number"],
            row["made"],
            row["seed"],
            row["stratified"],
            row["articles"],
            row["frame"],
            tuple(one["coder"] for one in store.rows("SELECT coder FROM assigned WHERE sample = ?", row["number"])),
            row["how"],
        )
        for row in list(
            store.rows(
                """SELECT s.*, (SELECT count(*) FROM drawn d WHERE d.sample = s.number) AS articles
                FROM samples s ORDER BY s.number"""
            )
        )
    ]


def drawn(
    strata: Mapping[str, Sequence[str]], n: int, seed: int, first: Mapping[str, float | None] | None = None
) -> list[tuple[str, str]]:
    """Returns ids with their strata: from each stratum so many as is its share of all, the largest remainders rounded up.

    The order within a stratum is that of the hashes of seed and id, so that it is the same on every machine, and a greater sample
    of the same seed holds the smaller one where there is one stratum.

    Args:
        strata: ids by stratum.
        n: how many, at most all.
        seed: the seed.
        first: numbers by id of which the smallest come first, whatever the seed; those without one come last.
    """
    total = sum(map(len, strata.values()))
    exact = {name: n * len(ids) / total for name, ids in strata.items()}
    taken = {name: math.floor(share) for name, share in exact.items()}
    rest = sorted(strata, key=lambda name: (taken[name] - exact[name], name))[: n - sum(taken.values())]

    def place(id: str) -> tuple[float, bytes]:
        sure = math.inf if first is None else first[id]
        hashed = hashlib.sha256(f"{seed}\n{id}".encode("utf-8", "surrogatepass")).digest()
        return (0.0 if first is None else math.inf if sure is None else sure), hashed

    return [(id, name) for name, ids in sorted(strata.items()) for id in sorted(ids, key=place)[: taken[name] + (name in rest)]]


def _candidates(store: Store, *, with_confidence: bool) -> list[_Candidate]:
    rows = store.rows(
        f"""SELECT a.number, a.id, a.outlet, {"n.content" if with_confidence else "NULL"} AS content
        {_CAN_BE_DRAWN} ORDER BY a.number"""
    )
    return [
        _Candidate(row["number"], row["id"], row["outlet"], _sureness(row["content"]) if with_confidence else None)
        for row in rows
    ]


def _sureness(content: bytes) -> float | None:
    """Returns how sure the program is, on average, that an attribution counts, or that it does not; ``None`` without any."""
    found = [a["confidence"] if a["counted"] else 1 - a["confidence"] for a in unpacked(content)["attributions"]]
    return fmean(found) if found else None


def _strata(found: Sequence[_Candidate], by: str | None) -> dict[str, list[str]]:
    strata: dict[str, list[str]] = {}
    if by == CONFIDENCE:
        sure = sorted((one for one in found if one.sure is not None), key=lambda one: (one.sure, one.id))
        tenth = {one.id: f"tenth {1 + _TENTHS * place // len(sure):02}" for place, one in enumerate(sure)}
    for one in found:
        stratum = (one.outlet or _NOT_GIVEN) if by == OUTLET else tenth.get(one.id, _NONE) if by == CONFIDENCE else ""
        strata.setdefault(stratum, []).append(one.id)
    return strata


def _size(n: int | None, share: float | None, there: int) -> int:
    if (n is None) == (share is None):
        raise HedgeLensError("Say how many articles to draw, or what share of them: give either n or share.")
    if share is not None:
        if not 0 < share <= 1:
            raise HedgeLensError(f"A share of {share:g} cannot be drawn. Give a number between 0 and 1, such as 0.1.")
        n = math.ceil(round(share * there, 6))
    assert n is not None
    if not 0 < n <= there:
        raise HedgeLensError(
            f"{n:,} articles cannot be drawn: {counted(there, 'article')} can be drawn, those that are analysed, "
            "repeat no earlier one and are in no sample yet."
        )
    return n


def _how(n: int, there: int, by: str | None, seed: int, strata: int) -> str:
    day = datetime.now(UTC).date().isoformat()
    of = f"{n:,} of {counted(there, 'analysed article')}"
    if by == UNSURE:
        said = (
            f"On {day}, the {of} were taken whose attributions the program was least certain of (seed {seed} among ties). This "
            "is not a random sample: agreement on it says little about the other articles."
        )
    elif by is None:
        said = f"{of} were drawn at random on {day} (seed {seed})."
    else:
        what = "outlets" if by == OUTLET else "groups of articles by how certain the program was of their attributions"
        said = f"{of} were drawn at random on {day} (seed {seed}) from {strata} {what}, in proportion to their articles."
    return f"{said} Near duplicates and articles of earlier samples were not drawn."
