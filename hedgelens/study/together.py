"""Coding together, as a study is asked for it: who codes, what, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from hedgelens.study import agreeing, coders, samples
from hedgelens.study.store import Store

if TYPE_CHECKING:
    import pandas as pd


class Together:
    """What several people who code a study need."""

    _store: Store

    # -- who ------------------------------------------------------------------------------------------------------------

    @property
    def coders(self) -> tuple[str, ...]:
        """The coders that were named."""
        return coders.coders(self._store)

    @property
    def blind(self) -> bool:
        """Whether coders see no coding of another before all who code an article are done."""
        return coders.is_blind(self._store)

    def name_coders(self, *names: str, blind: bool | None = None) -> None:
        """Says who codes the study, and whether blind to each other.

        Where they are blind, nothing that the study shows (its results, lists and reports) rests on a coding of an article before
        all have finished it whom it was assigned to, or who have begun it; until then it shows what the machine found.

        Args:
            names: the coders; without any they stay as they are.
            blind: whether they are blind; ``None`` leaves that as it is.

        Raises:
            HedgeLensError: a coder has no name, or the study cannot be written.
        """
        coders.name_coders(self._store, names or None, blind)

    def progress(self) -> pd.DataFrame:
        """Returns how far the coders are: one row a sample and coder, with the number of articles, begun and finished."""
        return _frame(coders.Progress, coders.progress(self._store))

    # -- what -----------------------------------------------------------------------------------------------------------

    def sample(
        self,
        n: int | None = None,
        *,
        share: float | None = None,
        by: str | None = None,
        seed: int | None = None,
        coders: Iterable[str] | None = None,
    ) -> pd.DataFrame:
        """Draws articles that several people shall code, so that one can say how far they agree, and assigns these to them.

        The sample is kept with its date, its seed and how it was drawn. Articles of earlier samples are not drawn again.

        Args:
            n: number of articles.
            share: their share of the articles that can be drawn, instead.
            by: ``"outlet"``, or ``"confidence"`` (tenths of the articles, by how sure the program is of their attributions), to
                draw from each in proportion to its articles; ``"unsure"`` to take the least sure articles first, which is no
                random sample.
            seed: decides which are drawn; by default any number. The same seed draws the same articles of the same study.
            coders: who codes them; by default the coders of the study.

        Returns:
            One row an article that was drawn.

        Raises:
            HedgeLensError: so many articles cannot be drawn, or not by that.
        """
        number = samples.draw(self._store, n, share=share, by=by, seed=seed, names=coders)
        return self.drawn(number)

    def samples(self) -> pd.DataFrame:
        """Returns the samples that were drawn, one row each, with ``how``, a sentence for the methods section."""
        return _frame(samples.Sample, samples.samples(self._store))

    def drawn(self, sample: int | None = None) -> pd.DataFrame:
        """Returns the articles of a sample, or of all, one row each, in the order in which they were drawn."""
        import pandas as pd

        rows = self._store.rows(
            """SELECT d.sample, a.id AS article, a.title, a.outlet, a.date, d.stratum,
            (SELECT count(*) FROM latest l WHERE l.article = a.number AND l.done IS NOT NULL AND NOT l.adjudicates) AS finished
            FROM drawn d JOIN articles a ON a.number = d.article WHERE ? IS NULL OR d.sample = ? ORDER BY d.sample, d.place""",
            sample, sample,
        )  # fmt: skip
        columns = ["sample", "article", "title", "outlet", "date", "stratum", "finished"]
        return pd.DataFrame([tuple(row) for row in rows], columns=columns)

    # -- how far they agree ---------------------------------------------------------------------------------------------

    def agreement(self) -> pd.DataFrame:
        """Returns how far coders agree, variable by variable, over the articles that they have finished.

        One row a group of coders and a variable: all coders, each two of them, and each with the machine as one more coder.
        ``same`` is the share of pairs of codes that are the same, ``alpha`` Krippendorff's alpha with its 95% bootstrap interval
        over articles, ``units`` what was coded by two at least. Where coders are blind to each other, articles are left out until
        all are done with them.
        """
        return _frame(agreeing.Agreement, agreeing.agreement(self._store))


def _frame(kind: Any, records: Iterable[Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([asdict(one) for one in records], columns=[field.name for field in fields(kind)])
