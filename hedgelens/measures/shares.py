"""What part of the body rests on whom, strictly and inclusively, and what part on nobody."""

from __future__ import annotations

from dataclasses import dataclass

from hedgelens.analysis import Analysis
from hedgelens.measures.counting import By, Count, Level, keys_of, narrowed, sentence_sources, word_credit, words_in
from hedgelens.measures.remembering import counted_once
from hedgelens.measures.summary import SummaryRow, summary_rows
from hedgelens.records import ResultRow
from hedgelens.settings import Types


@dataclass(frozen=True, slots=True)
class Share(ResultRow):
    """Shares of the body that rest on one source.

    Attributes:
        source: id of the source, or what the sources have in common; ``None`` if it is not known.
        name: its name.
        words: strict share of the words of the body: by attributions only.
        words_inclusive: the same with the sentences that continue its account.
        sentences: strict share of the sentences of the body.
        sentences_inclusive: the same with the sentences that continue its account.
    """

    source: str | None
    name: str
    words: float
    words_inclusive: float
    sentences: float
    sentences_inclusive: float


def shares(
    analysis: Analysis, *, by: By = "source", count: Count = "full", level: Level = "outer", types: Types | None = None
) -> list[Share]:
    """Returns the shares of each source in the words and sentences of the body, from 0 to 1, in the order of the summary.

    Args:
        analysis: the analysis.
        by: what has a row, as in :func:`summary_rows`.
        count: ``"full"`` counts what two sources share once for each; ``"fractional"`` splits it (Waltman and van Eck 2015).
        level: who is credited with the words of nested attributions.
        types: types of attribution that count; by default those of the analysis.

    Raises:
        HedgeLensError: an option has no such value.
    """
    analysis = narrowed(analysis, types)
    rows = summary_rows(analysis, by=by, count=count, level=level)
    credit = word_credit(analysis, level=level)
    carried = _carried_words(analysis, set(credit))
    total = max(sum(s.words for s in analysis.body), 1)
    return [_share(row, sum(carried.get(member, 0) for member in _members(analysis, row, by)), total) for row in rows]


def _share(row: SummaryRow, carried: int, total: int) -> Share:
    return Share(
        source=row.source,
        name=row.name,
        words=row.share_words,
        words_inclusive=max(row.share_words, round((row.words + carried) / total, 4)),  # fractional words are rounded already
        sentences=row.share_sentences_explicit,
        sentences_inclusive=row.share_sentences_inclusive,
    )


def _members(analysis: Analysis, row: SummaryRow, by: By) -> list[str]:
    if by == "source":
        return [row.source] if row.source else []
    return [source.id for source in analysis.sources if row.source in keys_of(analysis, source, by)]


def _carried_words(analysis: Analysis, attributed: set[int]) -> dict[str, int]:
    """Counts for each source the words of the sentences that carry on its account and stand in nobody's content.

    A sentence that carries on two accounts counts for the first one, so that no word is anybody's twice.
    """
    carried: dict[str, int] = {}
    for sentence in analysis.body:
        for source in analysis.links[sentence.index].continued[:1]:
            free = sum(word not in attributed for word in words_in(analysis, ((sentence.start, sentence.end),)))
            carried[source] = carried.get(source, 0) + free
    return carried


@dataclass(frozen=True, slots=True)
class Coverage(ResultRow):
    """What part of the body is attributed at all.

    Attributes:
        words: words of the body.
        sentences: sentences of the body.
        words_attributed: share of words in the content of an attribution.
        words_unattributed: share of the rest, which is the writer's own.
        words_unattributed_inclusive: the same without the sentences that continue somebody's account.
        words_unknown_source: share of words in the content of attributions without a known source; part of the attributed ones.
        sentences_unattributed: share of sentences without any attribution.
        sentences_unattributed_inclusive: share of those that do not continue an account either.
    """

    words: int
    sentences: int
    words_attributed: float
    words_unattributed: float
    words_unattributed_inclusive: float
    words_unknown_source: float
    sentences_unattributed: float
    sentences_unattributed_inclusive: float

    @property
    def own_sentences(self) -> tuple[int, int]:
        """Numbers of sentences that are the writer's own, without and with those that continue somebody's account."""
        inclusive, strict = self.sentences_unattributed_inclusive, self.sentences_unattributed
        return round(inclusive * self.sentences), round(strict * self.sentences)


@counted_once
def coverage(analysis: Analysis, *, types: Types | None = None) -> Coverage:
    """Returns what part of the body is attributed, and what part is the writer's own.

    Words in the union of all contents / words of the body, and likewise for sentences.

    Args:
        analysis: the analysis.
        types: types of attribution that count; by default those of the analysis.

    Raises:
        HedgeLensError: there is no such type.
    """
    analysis = narrowed(analysis, types)
    credit = word_credit(analysis, level="all")
    unknown = sum(1 for sources in word_credit(analysis).values() if None in sources)
    words, sentences = sum(s.words for s in analysis.body), len(analysis.body)
    free = [s for s in analysis.body if not sentence_sources(analysis, s)]
    freer = [s for s in free if not analysis.links[s.index].continued]
    carried = sum(_carried_words(analysis, set(credit)).values())
    return Coverage(
        words=words,
        sentences=sentences,
        words_attributed=round(len(credit) / max(words, 1), 4),
        words_unattributed=round((words - len(credit)) / max(words, 1), 4),
        words_unattributed_inclusive=round((words - len(credit) - carried) / max(words, 1), 4),
        words_unknown_source=round(unknown / max(words, 1), 4),
        sentences_unattributed=round(len(free) / max(sentences, 1), 4),
        sentences_unattributed_inclusive=round(len(freer) / max(sentences, 1), 4),
    )
