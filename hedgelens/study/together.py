"""Coding together, as a study is asked for it: who codes, what, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgelens.study import adjudicating, agreeing, coding_export, coding_import, samples
from hedgelens.study import coders as naming
from hedgelens.study.adjudicating import Adjudication
from hedgelens.study.coding import MACHINE
from hedgelens.study.coding_import import Imported
from hedgelens.study.comparing import Comparison, said_at
from hedgelens.study.store import Store

if TYPE_CHECKING:
    import pandas as pd


class Together:
    """What several people who code a study need."""

    _store: Store

    # -- who ------------------------------------------------------------------------------------------------------------

    @property
    def coders(self) -> tuple[str, ...]:
        """The coders of the study."""
        return naming.coders(self._store)

    @coders.setter
    def coders(self, names: Iterable[str]) -> None:
        naming.name_coders(self._store, names, None)

    @property
    def blind(self) -> bool:
        """Whether coders see each other's codings of an article only when all who code it have finished."""
        return naming.is_blind(self._store)

    @blind.setter
    def blind(self, blind: bool) -> None:
        naming.name_coders(self._store, None, blind)

    def name_coders(self, *names: str, blind: bool | None = None) -> None:
        """Says who codes the study, and whether they are blind to each other.

        If they are blind, nothing that the study shows (its results, lists and reports) is based on a coding of an article until
        everyone who was assigned it, or has begun it, has finished it; until then it shows what the machine found.

        Args:
            names: the coders; without names, they stay as they are.
            blind: whether they are blind; ``None`` leaves that unchanged.

        Raises:
            HedgeLensError: a coder has no name, or the study cannot be written.
        """
        naming.name_coders(self._store, names or None, blind)

    def progress(self) -> pd.DataFrame:
        """Returns the coders' progress: one row per sample and coder, with the numbers of articles, begun and finished."""
        return _frame(naming.CoderProgress, naming.progress(self._store))

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
        """Draws articles for several people to code, so that their agreement can be measured, and assigns them.

        The sample is kept with its date, its seed and how it was drawn. Articles of earlier samples are not drawn again.

        Args:
            n: number of articles.
            share: share of the articles that can be drawn, instead of a number.
            by: ``"outlet"`` or ``"confidence"`` (tenths of the articles by how sure the program is of their attributions) to draw
                from each in proportion to its articles; ``"unsure"`` to take the least certain articles first, which is not a
                random sample.
            seed: determines which are drawn; by default a random number. The same seed draws the same articles from the same
                study.
            coders: who codes them; by default the coders of the study.

        Returns:
            One row per article that was drawn.

        Raises:
            HedgeLensError: there are not so many articles, or they cannot be drawn in this way.
        """
        number = samples.draw(self._store, n, share=share, by=by, seed=seed, names=coders)
        return self.drawn(number)

    def can_be_drawn(self) -> int:
        """Returns the number of articles from which a sample can still be drawn."""
        return samples.can_be_drawn(self._store)

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
        """Returns how far coders agree on each variable, over the articles that they have finished.

        There is one row for each variable and each group of coders: all of them, each pair, and each with the machine as a
        further coder. ``same`` is the share of pairs of codes that are the same, ``alpha`` is Krippendorff's alpha with its 95%
        bootstrap interval over articles, and ``units`` is the number of units that at least two coded. If coders are blind to
        each other, an article is left out until all have finished it.
        """
        return _frame(agreeing.Agreement, agreeing.agreement(self._store))

    # -- where they do not ----------------------------------------------------------------------------------------------

    def differing(self) -> pd.DataFrame:
        """Returns the finished articles on which coders differ, one row each, and how many of the differences are settled."""
        return _frame(adjudicating.Differing, adjudicating.differing(self._store))

    def disagreements(self, id: str | None = None) -> pd.DataFrame:
        """Returns where coders differ in finished articles: one row per place and variable, with a column for each coder.

        The machine also has a column. A coder who marked nothing there has no code; ``variable`` is then ``marked``.

        Args:
            id: id of an article; by default all.
        """
        import pandas as pd

        compared = (Comparison(one) for one in agreeing.finished(self._store, id) if len(one.codings) > 1)
        rows = [
            {
                "article": one.article.id,
                **{name: getattr(place, name) for name in ("sentence", "start", "mark", "text")},
                "variable": variable,
                **{coder: said_at(place, coder, variable) for coder in (*one.coders, MACHINE)},
            }
            for one in compared
            for place in one.places
            for variable in place.differ
        ]
        found = pd.DataFrame(
            rows, columns=None if rows else ["article", "sentence", "start", "mark", "text", "variable", MACHINE]
        )
        return found[[*(column for column in found.columns if column != MACHINE), MACHINE]]

    def side_by_side(self, id: str) -> Comparison:
        """Returns the codings of the coders who have finished an article, side by side.

        Raises:
            HedgeLensError: fewer than two coders have finished it, or others are still coding it and are blind to each other.
        """
        return Comparison.of(self._store, id)

    def adjudicate(self, id: str, name: str) -> Adjudication:
        """Returns what a third person has to settle in an article on which coders differ.

        Once it is finished, the results of the study use the adjudicated coding instead of the others.

        Args:
            id: that of the article.
            name: who settles it; must not be one of its coders.

        Raises:
            HedgeLensError: fewer than two coders have finished it, others are still coding it and are blind to each other, or the
                person is one of its coders.
        """
        return Adjudication.begun_by(self._store, id, name)

    # -- out and in -----------------------------------------------------------------------------------------------------

    def export_codings(
        self,
        path: str | Path,
        coder: str | None = None,
        *,
        to_do: bool = False,
        seen_by: str | None = None,
        force: bool = False,
    ) -> list[Path]:
        """Writes the codings of the study, the latest of each article by each coder, whole or not at all.

        Args:
            path: ``.jsonl`` for all of them, one analysis per line, which also says under ``coding`` whose it is and when it was
                begun, changed and finished; ``.xlsx`` for the coding sheet of one coder; the extension of another program's
                format (:data:`hedgelens.interchange.FORMATS`) for the codings of one coder; a name that ends in a slash for a
                folder with everybody's sheets.
            coder: whose codings; by default everybody's.
            to_do: whether a sheet also holds the articles that are assigned to the coder and not yet begun, as the machine
                analysed them.
            seen_by: a coder who will see the file: codings by others that he or she may not see yet are left out; by default
                everything is written, even if coders are blind to each other.
            force: whether to replace a file that HedgeLens did not write, or that somebody has saved since.

        Returns:
            What was written.

        Raises:
            HedgeLensError: there is no coding or no such format, or a file cannot be written or must not be replaced.
        """
        return coding_export.write_codings(self._store, path, coder, to_do=to_do, seen_by=seen_by, force=force)

    def import_codings(self, *paths: str | Path, coder: str | None = None, done: bool = True) -> Imported:
        """Brings in codings that were made elsewhere, of articles that the study has.

        Existing codings are never overwritten: what is imported becomes the coder's latest coding, beside the earlier ones.

        Args:
            paths: coding sheets, analyses or annotations as JSON or JSON Lines, files of other programs that
                :func:`hedgelens.interchange.read_all` reads, or folders of these.
            coder: whose they are; by default the names in the files.
            done: whether the coder has finished them, unless the file itself says so.

        Raises:
            HedgeLensError: a file cannot be read, or does not say whose it is; then nothing is imported.
        """
        return coding_import.read_codings(self._store, paths, coder, done=done)


def _frame(kind: Any, records: Iterable[Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([asdict(one) for one in records], columns=[field.name for field in fields(kind)])
