"""What many articles are asked, whoever holds them: a collection in memory, or a file."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.measures import (
    ARTICLE_MEASURES,
    NOT_GIVEN,
    Average,
    By,
    Described,
    Difference,
    Every,
    Grouping,
    GroupMean,
    GroupRate,
    OneSource,
    OwnerHedging,
    PeriodRate,
    Permutation,
    QuotedTogether,
    Tally,
    Types,
    WordShare,
    differences_of,
    group_means,
    group_of,
    hedging_by_owner,
    one_source,
    over_time,
    permutation_test,
    quoted_together,
    rates_by_group,
    word_shares,
)
from hedgelens.measures.articles import described, sought
from hedgelens.measures.corpus.together import FEWEST as FEWEST_TOGETHER
from hedgelens.measures.corpus.together import MOST
from hedgelens.records import HedgeLensError
from hedgelens.views import tables

if TYPE_CHECKING:
    import pandas as pd

    from hedgelens.concordance import Correction, Spoken, SpokenBy


class CorpusQuestions:
    """The questions to many articles, for whatever can give their tallies and analyses, one after the other.

    A class that inherits them gives :meth:`_tallies` and ``__iter__``; it may give :meth:`_grouping`, too, where it knows more of
    articles than their tallies do.
    """

    def _tallies(self) -> Iterator[Tally]:
        """Yields the tallies of the articles."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[Analysis]:
        """Yields their analyses."""
        raise NotImplementedError

    def _grouping(self, by: Grouping) -> Grouping:
        """Returns what parts the articles, in a form that tallies can be parted by."""
        return by

    def _parted(self, by: Grouping | None) -> Grouping | None:
        return None if by is None else self._grouping(by)

    # -- who ------------------------------------------------------------------------------------------------------------

    def sources(self, *, types: Types | None = None) -> pd.DataFrame:
        """Returns who dominates: one row for each named source across all articles, those with most words first.

        ``forms`` are the names that were taken for one source; a registry decides otherwise. ``share_words_low`` and
        ``share_words_high`` are the ends of the 95% bootstrap interval of the share, over articles.
        """
        return tables.common(self if types is not None else self._tallies(), types)

    def word_shares(self, by: By = "kind", *, within: Grouping | None = None) -> pd.DataFrame:
        """Returns how the attributed words are divided among kinds of sources, as :func:`hedgelens.measures.word_shares` does."""
        return tables.of_rows(word_shares(self._tallies(), by=by, within=self._parted(within)), WordShare)

    def hedging_by_owner(self, by: By = "kind", *, category: str | None = None, within: Grouping | None = None) -> pd.DataFrame:
        """Returns how densely writers and kinds of sources hedge, as :func:`hedgelens.measures.hedging_by_owner` does."""
        found = hedging_by_owner(self._tallies(), by=by, category=category, within=self._parted(within))
        return tables.of_rows(found, OwnerHedging)

    def one_source(self, *, threshold: float = 0.5, by: Grouping | None = None) -> pd.DataFrame:
        """Returns how many articles rest on one source, as :func:`hedgelens.measures.one_source` does."""
        return tables.of_rows(one_source(self._tallies(), threshold=threshold, by=self._parted(by)), OneSource)

    def quoted_together(self, *, fewest: int = FEWEST_TOGETHER, most: int = MOST) -> pd.DataFrame:
        """Returns who is quoted with whom, as :func:`hedgelens.measures.quoted_together` does."""
        return tables.of_rows(quoted_together(self._tallies(), fewest=fewest, most=most), QuotedTogether)

    def keyness(
        self,
        one: Spoken | SpokenBy,
        other: Spoken | SpokenBy | None = None,
        *,
        fewest: int = 5,
        correction: Correction = "benjamini-hochberg",
        leave_out: str | Several[str] | None = None,
    ) -> pd.DataFrame:
        """Returns the words that distinguish two groups of sources, as :func:`hedgelens.concordance.keyness` does.

        It reads the analyses, because it needs their words; function words are left out by default.
        """
        from hedgelens.concordance import LEFT_OUT, KeyWord, keyness  # loads spaCy

        left = LEFT_OUT if leave_out is None else leave_out
        found = keyness(self, one, other, fewest=fewest, correction=correction, leave_out=left)
        return tables.of_rows(found, KeyWord)

    # -- groups and time ------------------------------------------------------------------------------------------------

    def over_time(
        self,
        measure: str | Described = "words_attributed",
        *,
        every: Every = "month",
        by: Grouping | None = None,
        average: Average = "mean",
        smooth: int = 1,
    ) -> pd.DataFrame:
        """Returns a number week by week, month by month or year by year, as :func:`hedgelens.measures.over_time` does."""
        found = over_time(self._tallies(), measure, every=every, by=self._parted(by), average=average, smooth=smooth)
        return tables.of_rows(found, PeriodRate)

    def rates_by_group(
        self, measure: str | Described = "words_attributed", *, by: Grouping = "outlet", average: Average = "mean"
    ) -> pd.DataFrame:
        """Returns a number of each group, and of the articles without one, as :func:`hedgelens.measures.rates_by_group` does."""
        return tables.of_rows(rates_by_group(self._tallies(), measure, by=self._grouping(by), average=average), GroupRate)

    def values(self, measure: str | Described = "words_attributed", *, by: Grouping = "outlet") -> dict[str, list[float]]:
        """Returns for each group the values of its articles; articles without a value are left out."""
        groups, found = self._grouping(by), dict[str, list[float]]()
        for tally, value in self._valued(described(measure)):
            if value is not None and (group := group_of(tally, groups)) != NOT_GIVEN:
                found.setdefault(group, []).append(value)
        return found

    def _valued(self, measure: Described) -> Iterator[tuple[Tally, float | None]]:
        name = next((name for name, one in ARTICLE_MEASURES.items() if one is measure), None)
        if name is not None:
            yield from ((tally, tally.values.get(name, (None, 0))[0]) for tally in self._tallies())
        elif measure.of_tally is not None:
            yield from ((tally, measure.of_tally(tally).value) for tally in sought(measure, self._tallies()))
        else:
            yield from ((Tally.of(analysis), measure.of(analysis).value) for analysis in self)

    def compare(
        self, measure: str | Described = "words_attributed", *, by: Grouping = "outlet", reference: str | None = None
    ) -> pd.DataFrame:
        """Returns the mean of each group with the number of its articles, its 95% bootstrap interval and a warning for few.

        With a reference, each other group's difference from it is given as well, with its interval, the p of a permutation test,
        and the same adjusted for all groups (:func:`hedgelens.measures.differences`).

        Args:
            measure: name of a measure (``hedgelens.measures.ARTICLE_MEASURES``), or one such as
                ``measures.share_of("officials")``.
            by: what divides the articles into groups; those without a group are left out.
            reference: the group that the others are compared with.

        Raises:
            HedgeLensError: there is no such measure, column or group.
        """
        values = self.values(measure, by=by)
        table = tables.of_rows(group_means(values), GroupMean).set_index("group")
        if reference is None:
            return table
        apart = tables.of_rows(differences_of(values, reference), Difference).set_index("group")
        names = {"low": "difference_low", "high": "difference_high"}
        return table.join(apart[["difference", "low", "high", "p", "p_holm"]].rename(columns=names))

    def test(self, measure: str | Described, one: str, other: str, *, by: Grouping = "outlet") -> Permutation:
        """Tests by a permutation of articles whether two groups differ by more than chance.

        Raises:
            HedgeLensError: a group has no article with a value.
        """
        values = self.values(measure, by=by)
        for group in (one, other):
            if group not in values:
                raise HedgeLensError(f"There is no group '{group}'. There are: {', '.join(values)}.")
        found = permutation_test(values[one], values[other])
        assert found is not None  # no group is empty
        return found
