"""What counts, and who is credited with it: the words, sentences, attributions and hedges of the body."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, get_args

from hedgelens.analysis import Analysis
from hedgelens.files.text import LONGEST
from hedgelens.records import (
    Attribution,
    AttributionType,
    Hedge,
    HedgeLensError,
    Sentence,
    Spans,
)

By = Literal["source", "group"]
Count = Literal["full", "fractional"]
Level = Literal["outer", "inner", "all"]
Types = str | Collection[str]
"""Types of attribution: one by its name, several with commas between them, or a collection of names."""


def check(value: str, choices: Any) -> Any:
    """Returns a word that is one of the choices of an option.

    Raises:
        HedgeLensError: it is none.
    """
    if value not in get_args(choices):
        raise HedgeLensError(f"'{value}' is none of {', '.join(repr(choice) for choice in get_args(choices))}.")
    return value


@dataclass(frozen=True, slots=True)
class Counting:
    """How a summary counts; the arguments of :func:`summary_rows` of the same names.

    Attributes:
        level: who is credited with the words of nested attributions.
        count: whether what sources share counts once for each, or is split.
        types: types of attribution that count; ``None`` for all four.

    Raises:
        HedgeLensError: there is no such level, count or type.
    """

    level: Level = "outer"
    count: Count = "full"
    types: Types | None = None

    def __post_init__(self) -> None:
        """Checks it, and writes the types in one form."""
        check(self.level, Level)
        check(self.count, Count)
        if self.types is not None:
            wanted = wanted_types(self.types)
            object.__setattr__(self, "types", tuple(str(t) for t in AttributionType if t in wanted))

    @classmethod
    def of(cls, level: str, count: str, types: Types | None) -> Counting:
        """Makes it of the words of a user.

        Raises:
            HedgeLensError: there is no such level, count or type.
        """
        return cls(check(level, Level), check(count, Count), types)

    def options(self) -> dict[str, Any]:
        """Returns it as the arguments of :func:`summary_rows`."""
        return {"level": self.level, "count": self.count, "types": self.types}

    def __str__(self) -> str:
        types = "all types" if self.types is None else ", ".join(several(self.types))
        return f"level {self.level}, count {self.count}, {types}"


DEFAULT_COUNTING = Counting()
"""The outermost source, once for each, all types."""

Credit = dict[int, tuple[str | None, ...]]
"""For every word of the body in some content, by its index, the sources credited with it; ``None`` is the unknown one."""


def owner_name(analysis: Analysis, id: str | None) -> str:
    """Returns the name of a source, of the writer, or of what is not known."""
    return analysis.name_of(id)


def short_name(analysis: Analysis, id: str | None, longest: int = LONGEST) -> str:
    """Returns the name of a source or owner; where it is too long, the longest of its other names that is not, if it has one."""
    source, name = analysis.source(id), owner_name(analysis, id)
    others = [alias for alias in source.aliases if alias[:1].isupper() and len(alias) <= longest] if source else []
    return max(others, key=len) if others and len(name) > longest else name


def credited(analysis: Analysis, *, level: Level = "outer", types: Types | None = None) -> list[Attribution]:
    """Returns the attributions that count: those of the body, of the types and of the level asked for.

    Args:
        analysis: the analysis.
        level: ``"outer"`` leaves out the attributions inside of another's content, ``"inner"`` those that hold another one,
            ``"all"`` none.
        types: types of attribution that count; by default all four.
    """
    chosen = _chosen(analysis, types)
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
    """Yields the attributions in whose content one stands, the nearest first."""
    seen = {attribution.id}
    while attribution.parent is not None and attribution.parent not in seen:
        seen.add(attribution.parent)
        attribution = analysis.attribution(attribution.parent)
        yield attribution


def depths(analysis: Analysis) -> dict[str, int]:
    """Returns for each attribution in the contents of how many others it stands."""
    found: dict[str, int] = {}
    for attribution in analysis.attributions:
        inner: list[str] = []
        around = -1
        for one in chain([attribution], ancestors(analysis, attribution)):
            if one.id in found:
                around = found[one.id]
                break
            inner.append(one.id)
        found |= {id: around + n for n, id in enumerate(reversed(inner), start=1)}
    return found


def _chosen(analysis: Analysis, types: Types | None) -> dict[str, Attribution]:
    wanted = wanted_types(types)
    in_body = {id for s in analysis.body for id in analysis.links[s.index].attributions}
    return {a.id: a for a in analysis.attributions if a.id in in_body and a.type in wanted}


def wanted_types(types: Types | None) -> frozenset[AttributionType]:
    """Returns the types of attribution that count: all four where none is named.

    Raises:
        HedgeLensError: there is no such type.
    """
    return frozenset(AttributionType if types is None else map(_type, several(types)))


def several(names: str | Collection[str]) -> list[str]:
    """Returns names, given as a collection or in one string with commas between them; a name is never taken for its letters."""
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else [str(name) for name in names]


def _type(name: str) -> AttributionType:
    try:
        return AttributionType(name)
    except ValueError:
        raise HedgeLensError(f"There is no type of attribution '{name}'. There are: {', '.join(AttributionType)}.") from None


def word_credit(analysis: Analysis, *, level: Level = "outer", types: Types | None = None) -> Credit:
    """Says for every word of the body who is credited with it: whoever's content it stands in.

    At the level ``"inner"`` a word is its innermost source's; what the outer source says around it stays the outer one's.
    """
    body = set(body_words(analysis))
    counted = credited(analysis, level="all" if level == "inner" else level, types=types)
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


def sentence_sources(analysis: Analysis, sentence: Sentence, types: Types | None = None) -> dict[str | None, None]:
    """Returns the sources that a sentence explicitly rests on, the unknown one among them, as an ordered set."""
    wanted = wanted_types(types)
    here = (analysis.attribution(id) for id in analysis.links[sentence.index].attributions)
    counted = [a for a in here if a.type in wanted]
    return dict.fromkeys(source for a in counted for source in ((a.source_id, a.via) if a.via else (a.source_id,)))


def body_hedges(analysis: Analysis) -> list[Hedge]:
    """Returns the hedges that count: those of the body."""
    body = {s.index for s in analysis.body}
    return [hedge for hedge in analysis.hedges if hedge.sentence in body]
