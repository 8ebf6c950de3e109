"""What counts, and who is credited with it: the words, sentences, attributions and hedges of the body."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, get_args

from hedgelens.analysis import Analysis
from hedgelens.files.text import LONGEST
from hedgelens.measures.remembering import counted_once
from hedgelens.records import (
    Attribution,
    Hedge,
    HedgeLensError,
    Sentence,
    Source,
    SourceKind,
    Spans,
)
from hedgelens.settings import Types

By = Literal["source", "group", "kind", "naming", "role", "affiliation"]
Count = Literal["full", "fractional"]
Level = Literal["outer", "inner", "all"]


def check(value: str, choices: Any) -> Any:
    """Returns a word that is one of the choices of an option.

    Raises:
        HedgeLensError: it is none.
    """
    if value not in get_args(choices):
        raise HedgeLensError(f"'{value}' is not one of {', '.join(repr(choice) for choice in get_args(choices))}.")
    return value


def check_kind(kind: str | None) -> None:
    """Checks the name of a kind of source, if one is given.

    Raises:
        HedgeLensError: there is no such kind.
    """
    if kind is not None and kind not in list(SourceKind):
        raise HedgeLensError(f"'{kind}' is not a kind of source. Use one of: {', '.join(SourceKind)}.")


@dataclass(frozen=True, slots=True)
class Counting:
    """How a summary counts; the arguments of :func:`summary_rows` of the same names.

    Which attributions count is a property of the analysis (:meth:`hedgelens.analysis.Analysis.counting`).

    Attributes:
        level: who is credited with the words of nested attributions.
        count: whether what several sources share counts once for each, or is split.

    Raises:
        HedgeLensError: there is no such level or count.
    """

    level: Level = "outer"
    count: Count = "full"

    def __post_init__(self) -> None:
        """Checks it."""
        check(self.level, Level)
        check(self.count, Count)

    @classmethod
    def of(cls, level: str, count: str) -> Counting:
        """Makes it from a user's words.

        Raises:
            HedgeLensError: there is no such level or count.
        """
        return cls(check(level, Level), check(count, Count))

    def options(self) -> dict[str, Any]:
        """Returns it as the arguments of :func:`summary_rows`."""
        return {"level": self.level, "count": self.count}

    def __str__(self) -> str:
        return f"level {self.level}, count {self.count}"


DEFAULT_COUNTING = Counting()
"""The outermost source, once for each."""

Credit = dict[int, tuple[str | None, ...]]
"""For every word of the body in some content, by its index, the sources credited with it; ``None`` is the unknown one."""


def keys_of(analysis: Analysis, source: Source, by: By) -> tuple[str, ...]:
    """Returns the rows under which a source counts: itself, its groups, or what it is.

    Args:
        analysis: the analysis.
        source: the source.
        by: ``"source"``, ``"group"``, ``"affiliation"`` (a body counts for itself beside the people who belong to it), or the
            name of a field of the source: ``"kind"``, ``"naming"``, ``"role"``. Who lacks it has no row.
    """
    return rows_of(source, by, analysis.affiliation_of(source) if by == "affiliation" else None)


def rows_of(about: Any, by: By, affiliation: str | None) -> tuple[str, ...]:
    """Returns the same of a source, or of what a tally keeps of it, with the name of the body that it belongs to."""
    match by:
        case "source":
            return (about.id,)
        case "group":
            found: tuple[str, ...] = about.groups
            return found
        case "affiliation":
            house = affiliation or (about.name if about.kind in HOUSES else None)
            return (house,) if house else ()
        case _:
            value = getattr(about, by)
            return (str(value),) if value else ()


HOUSES = (SourceKind.ORGANISATION, SourceKind.MEDIA, SourceKind.GOVERNMENT)
"""Kinds of sources that people belong to."""


def owner_name(analysis: Analysis, id: str | None) -> str:
    """Returns the name of a source, of the writer, or of what is not known."""
    return analysis.name_of(id)


def short_name(analysis: Analysis, id: str | None, longest: int = LONGEST) -> str:
    """Returns the name of a source or owner; if it is too long, the longest other name that is short enough, if it has one."""
    source, name = analysis.source(id), owner_name(analysis, id)
    others = [alias for alias in source.aliases if alias[:1].isupper() and len(alias) <= longest] if source else []
    return max(others, key=len) if others and len(name) > longest else name


@counted_once
def credited(analysis: Analysis, *, level: Level = "outer", types: Types | None = None) -> list[Attribution]:
    """Returns the attributions on which measures are based: of those that count, the ones in the body and at the requested level.

    Args:
        analysis: the analysis.
        level: ``"outer"`` leaves out the attributions inside another's content, ``"inner"`` those that contain another one,
            ``"all"`` none.
        types: types of attribution that count, as in :func:`narrowed`.
    """
    analysis = narrowed(analysis, types)
    in_body = {id for s in analysis.body for id in analysis.links[s.index].counted}
    chosen = {a.id: a for a in analysis.counted if a.id in in_body}
    if check(level, Level) == "outer":
        return [a for a in chosen.values() if not any(x.id in chosen for x in ancestors(analysis, a))]
    if level == "inner":
        holders: set[str] = set()
        for attribution in chosen.values():
            for holder in ancestors(analysis, attribution):
                if holder.id in holders:
                    break  # so are all around it
                holders.add(holder.id)
        return [a for a in chosen.values() if a.id not in holders]
    return list(chosen.values())


def ancestors(analysis: Analysis, attribution: Attribution) -> Iterator[Attribution]:
    """Yields the attributions that count in whose content one stands, the nearest first.

    What stands in the content of one that does not count is as if it stood in what is around that.
    """
    return filter(analysis.counts, holders(analysis, attribution))


def holders(analysis: Analysis, attribution: Attribution) -> Iterator[Attribution]:
    """Yields all attributions that are listed in whose content one stands, the nearest first."""
    seen = {attribution.id}
    while attribution.parent is not None and attribution.parent not in seen:
        seen.add(attribution.parent)
        attribution = analysis.attribution(attribution.parent)
        yield attribution


@counted_once
def depths(analysis: Analysis) -> dict[str, int]:
    """Returns for each attribution that counts in the contents of how many others it stands."""
    found: dict[str, int] = {}
    for attribution in analysis.counted:
        inner: list[str] = []
        around = -1
        for one in chain([attribution], ancestors(analysis, attribution)):
            if one.id in found:
                around = found[one.id]
                break
            inner.append(one.id)
        found |= {id: around + n for n, id in enumerate(reversed(inner), start=1)}
    return found


def narrowed(analysis: Analysis, types: Types | None) -> Analysis:
    """Returns an analysis in which attributions of some types count: of those that it counts itself where none is named.

    Raises:
        HedgeLensError: there is no such type.
    """
    return analysis.counting(types=types)


@counted_once
def word_credit(analysis: Analysis, *, level: Level = "outer", types: Types | None = None) -> Credit:
    """Returns for every attributed word of the body the sources credited with it: those in whose content it occurs.

    At the level ``"inner"``, a word belongs to its innermost source; what the outer source says around it remains the outer
    one's.
    """
    analysis = narrowed(analysis, types)
    body = set(body_words(analysis))
    counted = credited(analysis, level="all" if level == "inner" else level)
    depth = depths(analysis)
    credit: Credit = {}
    held_at: dict[int, int] = {}
    for attribution in sorted(counted, key=lambda a: depth[a.id]):
        mine = depth[attribution.id]
        for word in words_in(analysis, attribution.content):
            if word not in body:
                continue
            if level == "inner" and held_at.get(word, mine) < mine:
                credit[word] = ()
            held_at[word] = mine
            if attribution.source_id not in credit.get(word, ()):
                credit[word] = (*credit.get(word, ()), attribution.source_id)
    return credit


def words_in(analysis: Analysis, spans: Spans) -> Iterator[int]:
    """Yields the indices of the words that begin in spans."""
    for start, end in spans:
        yield from range(bisect.bisect_left(analysis.word_starts, start), bisect.bisect_left(analysis.word_starts, end))


def body_words(analysis: Analysis) -> Iterator[int]:
    """Yields the indices of the words of the body."""
    return words_in(analysis, tuple((s.start, s.end) for s in analysis.body))


def sentence_sources(analysis: Analysis, sentence: Sentence) -> dict[str | None, None]:
    """Returns the sources that a sentence explicitly rests on, the unknown one among them, as an ordered set."""
    counted = [analysis.attribution(id) for id in analysis.links[sentence.index].counted]
    return dict.fromkeys(source for a in counted for source in ((a.source_id, a.via) if a.via else (a.source_id,)))


def body_hedges(analysis: Analysis) -> list[Hedge]:
    """Returns the hedges that count: those of the body."""
    body = {s.index for s in analysis.body}
    return [hedge for hedge in analysis.hedges if hedge.sentence in body]
