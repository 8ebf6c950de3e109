"""The methods of an analysis: tables, JSON, reasons and pages.

The result as data, :class:`hedgelens.analysis.Analysis`, knows nothing of these, so that every room that counts or draws can take
it without the others. Whatever gives an analysis to a user (the analyzer, a collection, a coding sheet, a gold annotation) gives
the class of this module: a subclass, so that editors and type checkers see its methods, `replace` keeps them, and whoever asks
for the data takes it as it is. Both are equal where they hold the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from hedgelens import analysis, formats, report
from hedgelens.files.overwriting import PAGE, headed
from hedgelens.files.text import counted, printable
from hedgelens.files.writing import saved
from hedgelens.measures import By, Count, Counting, Level, Types, size, verdict
from hedgelens.report import notebook
from hedgelens.views import contract, explanation, tables
from hedgelens.views.rows import json_text

if TYPE_CHECKING:
    import pandas as pd


class Analysis(analysis.Analysis):
    """The analysis of one article, with methods for tables, pages and files.

    :class:`hedgelens.analysis.Analysis` says what it holds.
    """

    # -- JSON: the contract of the output -------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Returns the analysis in the contract of the output (``docs/output.md``): dictionaries, lists, strings and numbers."""
        return contract.to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Returns :meth:`to_dict` as JSON text."""
        return json_text(self.to_dict(), indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], text: str) -> Self:
        """Makes an analysis from its dictionary and the text of the article, which the dictionary does not hold.

        Raises:
            HedgeLensError: the text is not the one that was analysed, or the dictionary is not an analysis.
        """
        return contract.from_dict(data, text, cls)

    def export(self, path: str | Path, *, format: str | None = None, force: bool = False) -> None:
        """Writes the analysis in a format of another program, whole or not at all; ``docs/interchange.md`` describes each.

        A warning says what the format cannot hold.

        Args:
            path: the file.
            format: one of :data:`hedgelens.interchange.NAMES`; by default the one that the extension names ("article.xmi").
            force: whether to replace an existing file, including anything that people marked in it.

        Raises:
            HedgeLensError: there is no such format, or the file cannot be written or must not be replaced.
        """
        formats.write_files([self], Path(path), format=format, force=force)

    # -- tables ---------------------------------------------------------------------------------------------------------

    def summary(
        self, *, by: By = "source", count: Count = "full", level: Level = "outer", types: Types | None = None
    ) -> pd.DataFrame:
        """Returns how much of the body rests on each source, one row per source, or on each group or kind of sources.

        Args:
            by: ``"source"``; ``"group"`` for the groups of the registry; ``"kind"`` or ``"naming"`` for what the sources are;
                ``"role"`` or ``"affiliation"`` for those whose role or affiliation the article states.
            count: ``"full"`` counts what two sources share once for each; ``"fractional"`` splits it.
            level: who is credited with the words of nested attributions: the ``"outer"`` source, the ``"inner"``
                one, or ``"all"``.
            types: types of attribution that count ("assertion", "assertion,belief" or a collection); by default those of the
                analysis.
        """
        return tables.summary(self.counting(types=types), by, Counting(level, count))

    def table(self, name: str = "summary") -> pd.DataFrame:
        """Returns a table by its name.

        There are ``summary``, ``groups``, ``kinds``, ``naming``, ``roles``, ``affiliations``, ``sentences``, ``attributions``,
        ``hedges``, ``sources`` and ``owners``.

        Raises:
            HedgeLensError: there is no such table.
        """
        return tables.table(self, name)

    def to_csv(self, path: str | Path | None = None, *, table: str = "summary", raw: bool = False, force: bool = False) -> str:
        """Returns a table as CSV, and writes it to a file if one is given.

        A text that a spreadsheet would run as a formula has an apostrophe before it; with ``raw``, it stays as it is.
        A file that HedgeLens did not write in this form, or that holds corrections by hand, is only replaced with ``force``.
        """
        text = tables.to_csv([self], table, raw=raw)
        return saved(text, path, headed(text), force=force)

    def to_markdown(self, path: str | Path | None = None, *, table: str = "summary", force: bool = False) -> str:
        """Returns a table as Markdown, and writes it to a file if one is given, as :meth:`to_csv` does."""
        text = tables.to_markdown([self], table)
        return saved(text, path, headed(text), force=force)

    def why(self, sentence: int | str) -> str:
        """Says in plain words why a sentence is linked to its sources, and who owns its hedges.

        Args:
            sentence: its index, or a piece of its text.

        Raises:
            HedgeLensError: there is no such sentence, or more than one.
        """
        return explanation.why(self, sentence)

    def to_nltk_text(self) -> Any:
        """Returns the body as an ``nltk.text.Text`` of HedgeLens's own tokens, for everything that NLTK does with one."""
        from hedgelens.concordance import nltk_text  # loads spaCy

        return nltk_text(self)

    # -- display --------------------------------------------------------------------------------------------------------

    def to_html(self, path: str | Path | None = None, *, force: bool = False) -> str:
        """Returns the self-contained page of the analysis, and writes it to a file if one is given, as :meth:`to_csv` does."""
        return saved(report.page(self), path, PAGE, force=force)

    def show(self, what: int | str) -> notebook.Shown:
        """Shows one part of the analysis in a notebook.

        Args:
            what: a source, by its id ("s1"), its name or an alias ("RFA"); an attribution ("a1"); a hedge ("h1"); or a sentence,
                by its index or some words of it.

        Raises:
            HedgeLensError: there is nothing of this name, or several sources have it.
        """
        return notebook.show(self, what)

    def _repr_html_(self) -> str:
        return report.fragment(self)

    def __str__(self) -> str:
        return printable(verdict(self))

    def __repr__(self) -> str:
        n = size(self)
        return (
            f"Analysis({self.article.id!r}, in its body: {counted(n.sentences, 'sentence')}, "
            f"{counted(n.attributions, 'outermost attribution')}, {counted(n.sources, 'source')}, {counted(n.hedges, 'hedge')})"
        )
