"""The rows of the summary: how much of the body rests on each source, or on each group or kind of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from hedgelens.analysis import Analysis
from hedgelens.measures.counting import (
    By,
    Count,
    Credit,
    Level,
    body_hedges,
    check,
    credited,
    keys_of,
    narrowed,
    owner_name,
    sentence_sources,
    word_credit,
)
from hedgelens.measures.remembering import counted_once
from hedgelens.records import AUTHOR, UNKNOWN, Quotation, ResultRow
from hedgelens.settings import Types


@dataclass(frozen=True, slots=True)
class SummaryRow(ResultRow):
    """How much of the body rests on one source, or on several that have something in common.

    Attributes:
        source: id of the source, or what the sources have in common (group, kind, role …); ``None`` for attributions whose source
            is not known.
        name: its name.
        sentences_explicit: sentences with an attribution to it, including a nested one or one that it relays.
        sentences_continued: further sentences that continue its account.
        words: words credited to it.
        share_words: the same as a share of the words of the body.
        share_sentences_explicit: its explicit sentences as a share of the sentences of the body.
        share_sentences_inclusive: the same including the continued ones.
        direct: direct attributions credited to it.
        indirect: indirect ones.
        mixed: mixed ones.
        hedges: hedges that it owns.
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


@counted_once
def summary_rows(
    analysis: Analysis, *, by: By = "source", count: Count = "full", level: Level = "outer", types: Types | None = None
) -> list[SummaryRow]:
    """Returns how much of the body rests on each source: most words first, the unknown source last and never ranked.

    Sources that occur only in captions, headings and the like have no row.

    Args:
        analysis: the analysis.
        by: ``"source"``; ``"group"`` for the groups of the registry (sources in no group have no row then); ``"kind"`` or
            ``"naming"`` for what the sources are; ``"role"`` or ``"affiliation"`` for those of which the article states it.
        count: ``"full"`` counts what two sources share once for each; ``"fractional"`` splits it.
        level: who is credited with the words and the attributions of a nested attribution. The numbers of sentences do not depend
            on it.
        types: types of attribution that count; by default those of the analysis.
    """
    check(count, Count)
    analysis = narrowed(analysis, types)
    keys = _keys(analysis, check(by, By))
    explicit, inclusive = _sentence_counts(analysis, keys, count)
    words = _word_counts(word_credit(analysis, level=level), keys, count)
    counted = credited(analysis, level=level)
    quoted = Counter((key, a.quotation) for a in counted for key in keys.get(a.source_id, ()))
    hedges = _hedge_counts(analysis, keys)
    total_words, total = max(sum(s.words for s in analysis.body), 1), max(len(analysis.body), 1)
    share_of = _shares(words, total_words)
    rows = [
        SummaryRow(
            source=key,
            name=key if by != "source" and key is not None else owner_name(analysis, key),
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


OF_SOME = ("group", "role", "affiliation")
"""What sources may lack: rows of these do not hold all that is attributed, and the unknown source has none."""
_Keys = Mapping[str | None, tuple[str | None, ...]]
_Totals = defaultdict[str | None, float]


def _keys(analysis: Analysis, by: By) -> _Keys:
    """Says for each source under which rows it counts."""
    keys: dict[str | None, tuple[str | None, ...]] = {source.id: keys_of(analysis, source, by) for source in analysis.sources}
    return keys if by in OF_SOME else {**keys, None: (None,)}


def _sentence_counts(analysis: Analysis, keys: _Keys, count: Count) -> tuple[_Totals, _Totals]:
    explicit: _Totals = defaultdict(int)
    inclusive: _Totals = defaultdict(int)
    for sentence in analysis.body:
        strictly = sentence_sources(analysis, sentence)
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
