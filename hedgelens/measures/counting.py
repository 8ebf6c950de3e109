"""Who is credited with which words and sentences, and the rows of the summary."""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, get_args

from hedgelens.analysis import Analysis
from hedgelens.files.text import LONGEST
from hedgelens.records import (
    AUTHOR,
    UNKNOWN,
    Attribution,
    AttributionType,
    Hedge,
    HedgeLensError,
    Quotation,
    ResultRow,
    Sentence,
    Spans,
)

By = Literal["source", "group"]
Count = Literal["full", "fractional"]
Level = Literal["outer", "inner", "all"]
Types = str | Collection[str]
"""Types of attribution: one by its name, several with commas between them, or a collection of names."""


def _check(value: str, choices: Any) -> Any:
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
        _check(self.level, Level)
        _check(self.count, Count)
        if self.types is not None:
            wanted = wanted_types(self.types)
            object.__setattr__(self, "types", tuple(str(t) for t in AttributionType if t in wanted))

    @classmethod
    def of(cls, level: str, count: str, types: Types | None) -> Counting:
        """Makes it of the words of a user.

        Raises:
            HedgeLensError: there is no such level, count or type.
        """
        return cls(_check(level, Level), _check(count, Count), types)

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
    if _check(level, Level) == "outer":
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


@dataclass(frozen=True, slots=True)
class SummaryRow(ResultRow):
    """How much of the body rests on one source, or on one group of them.

    Attributes:
        source: id of the source, name of the group, ``None`` for the attributions whose source is not known.
        name: its name.
        sentences_explicit: sentences with an attribution to it, also a nested one, or one that it relays.
        sentences_continued: further sentences that carry on its account.
        words: words that it is credited with.
        share_words, share_sentences_explicit, share_sentences_inclusive: the same as shares of the body.
        direct, indirect, mixed: attributions that it is credited with.
        hedges: hedges that are its own.
    """

    source: str | None
    name: str
    sentences_explicit: float
    sentences_continued: float
    words: float
    share_words: float
    share_sentences_explicit: float
    share_sentences_inclusive: float
    direct: int
    indirect: int
    mixed: int
    hedges: int

    @property
    def sentences_inclusive(self) -> float:
        """Sentences that rest on it, explicitly or by continuation."""
        return round(self.sentences_explicit + self.sentences_continued, 4)


def summary_rows(
    analysis: Analysis,
    *,
    by: By = "source",
    count: Count = "full",
    level: Level = "outer",
    types: Types | None = None,
) -> list[SummaryRow]:
    """Returns how much of the body rests on each source: most words first, the unknown source last and never ranked.

    Sources that only stand in captions, headings and the like have no row.

    Args:
        analysis: the analysis.
        by: ``"source"``, or ``"group"`` for the groups of the registry (sources in no group have no row then).
        count: ``"full"`` counts what two sources share once for each, ``"fractional"`` splits it.
        level: who is credited with the words and the attributions of a nested attribution. Sentences are links: they do not
            depend on it.
        types: types of attribution that count; by default all four.
    """
    _check(count, Count)
    keys = _keys(analysis, _check(by, By))
    explicit, inclusive = _sentence_counts(analysis, keys, count, types)
    words = _word_counts(word_credit(analysis, level=level, types=types), keys, count)
    counted = credited(analysis, level=level, types=types)
    quoted = Counter((key, a.quotation) for a in counted for key in keys.get(a.source_id, ()))
    hedges = _hedge_counts(analysis, keys)
    total_words, total = max(sum(s.words for s in analysis.body), 1), max(len(analysis.body), 1)
    share_of = _shares(words, total_words)
    rows = [
        SummaryRow(
            source=key,
            name=key if by == "group" and key is not None else owner_name(analysis, key),
            sentences_explicit=_number(explicit[key], count),
            sentences_continued=_number(inclusive[key] - explicit[key], count),
            words=_number(words[key], count),
            share_words=share_of.get(key, 0.0),
            share_sentences_explicit=round(explicit[key] / total, 4),
            share_sentences_inclusive=round(inclusive[key] / total, 4),
            direct=quoted[key, Quotation.DIRECT],
            indirect=quoted[key, Quotation.INDIRECT],
            mixed=quoted[key, Quotation.MIXED],
            hedges=hedges[key],
        )
        for key in dict.fromkeys(chain.from_iterable(keys.values()))
    ]
    rows = [row for row in rows if row.sentences_inclusive or row.words or row.hedges]  # not those of captions only
    return sorted(rows, key=lambda row: (row.source is None, -row.words, -row.sentences_inclusive, -row.hedges))


def ranked(rows: Iterable[SummaryRow]) -> list[SummaryRow]:
    """Returns the rows that may be ranked: those of known sources."""
    return [row for row in rows if row.source is not None]


_Keys = Mapping[str | None, tuple[str | None, ...]]
_Totals = defaultdict[str | None, float]


def _keys(analysis: Analysis, by: By) -> _Keys:
    """Says for each source under which rows it counts."""
    if by == "group":
        return {source.id: source.groups for source in analysis.sources}
    return {**{source.id: (source.id,) for source in analysis.sources}, None: (None,)}


def sentence_sources(analysis: Analysis, sentence: Sentence, types: Types | None = None) -> dict[str | None, None]:
    """Returns the sources that a sentence explicitly rests on, the unknown one among them, as an ordered set."""
    wanted = wanted_types(types)
    here = (analysis.attribution(id) for id in analysis.links[sentence.index].attributions)
    counted = [a for a in here if a.type in wanted]
    return dict.fromkeys(source for a in counted for source in ((a.source_id, a.via) if a.via else (a.source_id,)))


def _sentence_counts(analysis: Analysis, keys: _Keys, count: Count, types: Types | None) -> tuple[_Totals, _Totals]:
    explicit: _Totals = defaultdict(int)
    inclusive: _Totals = defaultdict(int)
    for sentence in analysis.body:
        strictly = sentence_sources(analysis, sentence, types)
        rows = _rows_of(strictly, keys)
        all_rows = _rows_of((*strictly, *analysis.links[sentence.index].continued), keys)
        if rows and count == "fractional":
            all_rows = rows  # the sentence is split already, and a share with what is carried on is no smaller than without
        _add(explicit, rows, count)
        _add(inclusive, all_rows, count)
    return explicit, inclusive


def _word_counts(credit: Credit, keys: _Keys, count: Count) -> _Totals:
    totals: _Totals = defaultdict(int)
    for sources in credit.values():
        _add(totals, _rows_of(sources, keys), count)
    return totals


def _rows_of(sources: Iterable[str | None], keys: _Keys) -> list[str | None]:
    """Returns the rows under which some sources count, each once."""
    return list(dict.fromkeys(key for source in sources for key in keys.get(source, ())))


def _add(totals: _Totals, rows: Sequence[str | None], count: Count) -> None:
    for row in rows:
        totals[row] += 1 / len(rows) if count == "fractional" else 1


def body_hedges(analysis: Analysis) -> list[Hedge]:
    """Returns the hedges that count: those of the body."""
    body = {s.index for s in analysis.body}
    return [hedge for hedge in analysis.hedges if hedge.sentence in body]


def _hedge_counts(analysis: Analysis, keys: _Keys) -> Counter[str | None]:
    owners = (None if hedge.owner == UNKNOWN else hedge.owner for hedge in body_hedges(analysis) if hedge.owner != AUTHOR)
    return Counter(key for owner in owners for key in keys.get(owner, ()))


def _shares(words: Mapping[str | None, float], total: int) -> dict[str | None, float]:
    """Returns words as shares of all, to four places; parts of a whole are no more than it because they were rounded up."""
    shares = {key: round(number / total, 4) for key, number in words.items()}
    over = round(10_000 * (sum(shares.values()) - 1)) if sum(words.values()) <= total + 1e-9 else 0
    for key in sorted(shares, key=lambda key: words[key] / total - shares[key])[: max(over, 0)]:
        shares[key] = round(shares[key] - 0.0001, 4)
    return shares


def _number(value: float, count: Count) -> float:
    return round(value) if count == "full" else round(value, 4)
