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
        """The coders that were named."""
        return naming.coders(self._store)

    @coders.setter
    def coders(self, names: Iterable[str]) -> None:
        naming.name_coders(self._store, names, None)

    @property
    def blind(self) -> bool:
        """Whether coders see no coding of another before all who code an article are done."""
        return naming.is_blind(self._store)

    @blind.setter
    def blind(self, blind: bool) -> None:
        naming.name_coders(self._store, None, blind)

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
        naming.name_coders(self._store, names or None, blind)

    def progress(self) -> pd.DataFrame:
        """Returns how far the coders are: one row a sample and coder, with the number of articles, begun and finished."""
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

    def can_be_drawn(self) -> int:
        """Returns the number of articles that a sample can still be drawn from."""
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
        """Returns how far coders agree, variable by variable, over the articles that they have finished.

        One row a group of coders and a variable: all coders, each two of them, and each with the machine as one more coder.
        ``same`` is the share of pairs of codes that are the same, ``alpha`` Krippendorff's alpha with its 95% bootstrap interval
        over articles, ``units`` what was coded by two at least. Where coders are blind to each other, articles are left out until
        all are done with them.
        """
        return _frame(agreeing.Agreement, agreeing.agreement(self._store))

    # -- where they do not ----------------------------------------------------------------------------------------------

    def differing(self) -> pd.DataFrame:
        """Returns the articles on which coders differ who have finished them, one row each, and how far they are settled."""
        return _frame(adjudicating.Differing, adjudicating.differing(self._store))

    def disagreements(self, id: str | None = None) -> pd.DataFrame:
        """Returns where coders differ who have finished an article: one row a place and a variable, a column for each coder.

        The machine has a column, too. Whoever marked nothing there has no code; ``variable`` is then ``marked``.

        Args:
            id: that of an article; by default all.
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
        """Returns what the coders who have finished an article made of it, side by side.

        Raises:
            HedgeLensError: not two coders have finished it, or others are still at it and blind to each other.
        """
        return Comparison.of(self._store, id)

    def adjudicate(self, id: str, name: str) -> Adjudication:
        """Returns what there is to settle in an article on which coders differ, for a third person to settle it.

        Once it is finished, the results of the study take what was settled instead of any of the codings.

        Args:
            id: that of the article.
            name: who settles it; none of its coders.

        Raises:
            HedgeLensError: not two coders have finished it, others are still at it and blind to each other, or the person is one
                of its coders.
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
            path: ``.jsonl`` for all of them, one analysis a line that also says under ``coding`` whose it is and when it was
                begun, changed and finished; ``.xlsx`` for the coding sheet of one coder; the ending of another program's format
                (:data:`hedgelens.interchange.FORMATS`) for those of one; a name that ends in a slash for a folder with the sheet
                of each.
            coder: whose; by default everybody's.
            to_do: whether a sheet also holds, as the machine had them, the articles assigned to the coder and not begun yet.
            seen_by: a coder who is to see it, without the codings of others that he or she may not see yet; by default all is
                written, also where coders are blind to each other.
            force: whether to replace a file that HedgeLens did not write, or that somebody saved since.

        Returns:
            What was written.

        Raises:
            HedgeLensError: there is no coding, no such form, or a file cannot be written or must stay.
        """
        return coding_export.write_codings(self._store, path, coder, to_do=to_do, seen_by=seen_by, force=force)

    def import_codings(self, *paths: str | Path, coder: str | None = None, done: bool = True) -> Imported:
        """Brings in codings that were made elsewhere, of articles that the study has.

        None that is there is written over: what is brought in becomes the coder's latest coding, beside those before.

        Args:
            paths: coding sheets, analyses or annotations as JSON or JSON Lines, files of other programs that
                :func:`hedgelens.interchange.read_all` reads, or folders of these.
            coder: whose they are; by default as they say themselves.
            done: whether the coder is done with them; what says so itself is taken at its word.

        Raises:
            HedgeLensError: a file cannot be read, or does not say whose it is; then nothing is brought in.
        """
        return coding_import.read_codings(self._store, paths, coder, done=done)


def _frame(kind: Any, records: Iterable[Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([asdict(one) for one in records], columns=[field.name for field in fields(kind)])
