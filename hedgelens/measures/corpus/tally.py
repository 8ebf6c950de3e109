"""A tally: what the questions to many articles need of one, small enough to be kept for each of a million."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from hedgelens.analysis import UNKNOWN_NAME, Analysis
from hedgelens.files.checking import MisfitError, Sparse
from hedgelens.files.many_records import read_record, written
from hedgelens.measures.articles import Valued, article_values
from hedgelens.measures.corpus.making import doubt_of, shared_words, source_tallies, there
from hedgelens.measures.corpus.source_tally import Counts, Owned, Shared, SourceTally
from hedgelens.measures.counting import By, credited, word_credit
from hedgelens.measures.naming import anonymity, stance
from hedgelens.measures.summary import OF_SOME
from hedgelens.records import UNKNOWN, AttributionType, HedgeLensError
from hedgelens.settings import ALL_TYPES, EVERYTHING, UNSURE, Types, in_words, types_of


@dataclass(frozen=True)
class Tally(Sparse):
    """What a corpus keeps of one article: names and numbers, and no other text.

    Attributes:
        id: id of the article.
        title: its title.
        outlet: its outlet.
        date: its day, in ISO 8601.
        author: its author.
        section: its section.
        language: its language, as an ISO 639-1 code.
        near_duplicate_of: id of an earlier article with nearly the same text.
        fields: its further fields.
        min_confidence: the confidence from which its attributions count.
        types: the types of attribution that count.
        corrected: whether somebody reviewed it by hand.
        words: words of the body.
        sentences: sentences of the body.
        attributed: words that are credited to a source, known or not.
        unsure: attributions less sure than :data:`hedgelens.settings.UNSURE`, whether they count or not; ``None`` in tallies of
            versions that did not count them.
        unknown: words that are credited to the unknown source.
        sources: the sources that the body rests on, those with most words first.
        shared: words that are credited to several sources, so that they can be split.
        quotation: outermost attributions by form of quotation.
        naming: the same by how their source is named ("none" if it is not known).
        stance: the same by the stance of their cue.
        writer: the words and hedges of the writer.
        others: those of unknown owners.
        values: each of :data:`hedgelens.measures.ARTICLE_MEASURES` by its name, with the number of cases it is based on.
    """

    id: str
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    author: str | None = None
    section: str | None = None
    language: str | None = None
    near_duplicate_of: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    min_confidence: float = EVERYTHING
    types: tuple[AttributionType, ...] = ALL_TYPES
    corrected: bool = False
    words: int = 0
    sentences: int = 0
    attributed: int = 0
    unsure: int | None = None
    unknown: int = 0
    sources: tuple[SourceTally, ...] = ()
    shared: tuple[Shared, ...] = ()
    quotation: Counts = field(default_factory=dict)
    naming: Counts = field(default_factory=dict)
    stance: Counts = field(default_factory=dict)
    writer: Owned = field(default_factory=Owned)
    others: Owned = field(default_factory=Owned)
    values: dict[str, tuple[float | None, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, analysis: Analysis) -> Self:
        """Makes the tally of an analysis, by what counts in it."""
        credit, doubt = word_credit(analysis), doubt_of(analysis)
        return cls(
            **{name: getattr(analysis.article, name) for name in _ABOUT},
            fields=dict(analysis.article.fields),
            min_confidence=analysis.min_confidence,
            types=analysis.types,
            corrected=bool(analysis.revisions),
            words=sum(s.words for s in analysis.body),
            sentences=len(analysis.body),
            attributed=len(credit),
            unsure=sum(a.confidence < UNSURE for a in analysis.attributions),
            unknown=sum(None in sources for sources in credit.values()),
            sources=source_tallies(analysis, doubt),
            shared=shared_words(credit),
            quotation=dict(Counter(str(a.quotation) for a in credited(analysis))),
            naming=there(anonymity(analysis)["naming"]),
            stance=there(stance(analysis)),
            writer=doubt.writer,
            others=doubt.others,
            values={name: (value.value, value.n) for name, value in article_values(analysis).items()},
        )

    # -- as plain data --------------------------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Returns it as plain data for JSON; values that equal their default are left out."""
        found: dict[str, Any] = written(self)
        return found

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Makes a tally from what :meth:`to_dict` returned.

        Raises:
            HedgeLensError: the data are not a tally; the first value that cannot be right is named with its position.
        """
        try:
            return read_record(cls, data, "tally")._checked()
        except MisfitError as error:
            raise HedgeLensError(f"This is not a tally of HedgeLens, or it was damaged: {error}.") from None

    def _checked(self) -> Self:
        known = {UNKNOWN, *(source.id for source in self.sources)}
        for number, shared in enumerate(self.shared):
            for id in shared.sources:
                if id not in known:
                    raise MisfitError(f"tally.shared[{number}].sources: there is no source '{id}'")
        return self

    # -- what is asked of it --------------------------------------------------------------------------------------------

    @property
    def counted_in_words(self) -> str:
        """What counts, as it is written below tables and charts; empty if everything that is listed counts."""
        return in_words(self.min_confidence, self.types)

    @property
    def attributions(self) -> int:
        """Number of outermost attributions."""
        return sum(self.quotation.values())

    @property
    def named(self) -> Iterator[SourceTally]:
        """The single sources with a name, which other articles may refer to as well."""
        return (source for source in self.sources if source.is_one)

    def credit(self, by: By) -> dict[str, float]:
        """Returns the words attributed to sources by kind, naming, role and the like; words that two of these share are split.

        They add up to :attr:`attributed`, those of the unknown source among them; by group, role and affiliation they do not,
        since not every source has one.
        """
        keys = {source.id: source.keys(by) for source in self.sources}
        keys[UNKNOWN] = () if by in OF_SOME else (UNKNOWN_NAME,)
        found: dict[str, float] = {}
        for ids, words in self._portions():
            rows = dict.fromkeys(key for id in ids for key in keys[id])
            for row in rows:
                found[row] = found.get(row, 0.0) + words / len(rows)
        return found

    def share_of(self, name: str) -> Valued:
        """Returns the share of all words that is credited to the source or group of a name."""
        wanted = {source.id for source in self.sources if source.is_called(name)}
        words = sum(words for ids, words in self._portions() if wanted.intersection(ids)) if wanted else 0
        return Valued(round(words / self.words, 4) if self.words else None, self.words)

    def _portions(self) -> Iterator[tuple[tuple[str, ...], int]]:
        """Yields the words that are given to sources, each once: those of one alone, and those that several share."""
        alone = {**{source.id: source.words for source in self.sources}, UNKNOWN: self.unknown}
        for shared in self.shared:
            for id in shared.sources:
                alone[id] -= shared.words
        yield from (((id,), words) for id, words in alone.items() if words)
        yield from ((shared.sources, shared.words) for shared in self.shared)


_ABOUT = ("id", "title", "outlet", "date", "author", "section", "language", "near_duplicate_of")

Articles = Iterable[Analysis | Tally]
"""What the measures of a corpus are computed from: tallies, or analyses, from which tallies are made."""


def tallies(articles: Articles, types: Types | None = None) -> Iterator[Tally]:
    """Yields the tallies of articles, one at a time.

    Args:
        articles: analyses or tallies.
        types: types of attribution that count; by default those of each analysis.

    Raises:
        HedgeLensError: types are given, and a tally was counted by other types.
    """
    for article in articles:
        if isinstance(article, Analysis):
            yield Tally.of(article.counting(types=types))
            continue
        if types is not None and article.types != types_of(types):
            raise HedgeLensError(
                f"The tally of '{article.id}' counts attributions of the types {', '.join(article.types)}, and "
                f"{', '.join(types_of(types))} were requested. Make the tallies from analyses that count these: "
                "Tally.of(analysis.counting(types=…))."
            )
        yield article


def counted_in_words(articles: Articles) -> str:
    """Says what counts in articles: a sentence for each way in which any of them is counted."""
    return " ".join(dict.fromkeys(article.counted_in_words for article in articles)).strip()


def without_duplicates(articles: Articles) -> Iterator[Tally]:
    """Yields the tallies of the articles that are not nearly the same as one before them (``near_duplicate_of``)."""
    return (tally for tally in tallies(articles) if tally.near_duplicate_of is None)
