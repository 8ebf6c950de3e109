"""The analyses of many articles, with their tables and comparisons."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from hedgelens.article import Columns, ReadingOptions
from hedgelens.article.above import levels
from hedgelens.collection.corpus import CorpusQuestions
from hedgelens.collection.reading import cell_text, read_many
from hedgelens.collection.saving import each_analysed, each_saved, saving
from hedgelens.faces import Analysis
from hedgelens.files.overwriting import ANALYSIS, headed
from hedgelens.files.text import counted, did_you_mean, encodable, first_of
from hedgelens.files.writing import saved, unused, write_whole
from hedgelens.interchange.codings import analyses_of_json
from hedgelens.measures import ARTICLE_MEASURES, Tally, article_rows
from hedgelens.measures.articles import ARTICLE_COLUMNS
from hedgelens.notebook import shown
from hedgelens.records import DEFAULT_ENGINE, Article, HedgeLensError, HedgeLensWarning, Problem
from hedgelens.settings import Types
from hedgelens.views import tables
from hedgelens.views.colours import with_common_colours
from hedgelens.views.rows import csv_text

if TYPE_CHECKING:
    import pandas as pd

    from hedgelens.hedging import HedgeRules
    from hedgelens.sources import Registry

_DOING = "Articles analysed"
ALIKE = 0.6
"""How alike an id must be to be asked after: one without its folder is, too."""
_ABOUT = ("outlet", "date", "author", "title", "language")
"""What an article may say of itself that others may share."""

Groups = str | Mapping[str, str]
"""What parts articles into groups: a column of the table, what they say themselves (``"outlet"``, ``"date"``, ``"author"``,
``"title"``, ``"language"``), or a group for each id."""


@dataclass(frozen=True)
class Collection(CorpusQuestions):
    """The analyses of many articles.

    Attributes:
        analyses: the analyses, in the order of the articles. A source that several of them name has one colour in all.
        problems: articles that could not be read, each with the reason.
        extra: further data about each article, by its id: the other columns of the table that it came from.
        notes: what was skipped on purpose, one sentence each, such as files in formats that are not read.

    Example:
        >>> collection = Collection.analyze("folder", sources="outlets.toml")
        >>> collection.articles()  # a DataFrame: one row per article, its numbers and their intervals
        >>> collection.compare("anonymity_share")  # the outlets, with N and intervals
    """

    analyses: tuple[Analysis, ...]
    problems: tuple[Problem, ...] = ()
    extra: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Settles the colours."""
        object.__setattr__(self, "analyses", with_common_colours(self.analyses))

    @classmethod
    def analyze(
        cls,
        data: Any,
        *,
        columns: Columns | None = None,
        fields: str | None = None,
        duplicates: str = "report",
        only_english: bool = False,
        sources: Registry | str | Path | None = None,
        hedges: HedgeRules | str | Path | None = None,
        engine: str | None = None,
        min_confidence: float | None = None,
        types: Types | None = None,
        save: str | Path | None = None,
        force: bool = False,
    ) -> Collection:
        """Reads and analyses articles; what cannot be read is in :attr:`problems`, and what is skipped in :attr:`notes`.

        Args:
            data: a folder, an archive, a table, a ``DataFrame`` or ``Series``, a mapping of ids to texts, or a list of paths,
                texts and articles.
            columns: for tables, which column holds what.
            fields: what the names of the folders above each file mean, as in ``outlet/year``; ``_`` to skip one.
            duplicates: how to treat articles that repeat an earlier one, exactly or nearly: ``"report"`` names them,
                ``"leave-out"`` leaves them out, and ``"keep"`` does not look for them.
            only_english: whether articles that do not look like English are left out; each of them is a problem.
            sources: a registry of sources, or the path of its TOML file.
            hedges: hedge rules, or the path of a TOML file of them.
            engine: what finds attributions.
            min_confidence: the confidence from which attributions count, 0 for all; by default the engine's own.
            types: types of attribution that count ("assertion", "assertion,belief" or a collection); by default all four.
            save: a ``.jsonl`` file to which each analysis is written as soon as it is made; if that is interrupted, the same call
                resumes from there.
            force: whether ``save`` may replace a file that HedgeLens did not write.

        Raises:
            HedgeLensError: nothing can be read, two articles have the same id, or an option cannot be used.
        """
        from hedgelens.analyzer import Analyzer

        options = ReadingOptions(
            fields=levels(fields) if fields is not None else (), duplicates=duplicates, only_english=only_english
        )
        reading = read_many(data, columns, options)
        analyzer = Analyzer(
            sources=sources, hedges=hedges, engine=engine or DEFAULT_ENGINE, min_confidence=min_confidence, types=types
        )
        for note in reading.notes:
            warnings.warn(note, HedgeLensWarning, stacklevel=2)
        number = len(reading.articles)
        if save is None:
            results = shown(each_analysed(analyzer, reading.articles), _DOING, number)
            return cls._of(results, reading.problems, reading.extra, reading.notes)
        with saving(save, analyzer, reading.articles, force=force) as file:
            results = shown(each_saved(analyzer, reading.articles, file), _DOING, number)
            return cls._of(results, reading.problems, reading.extra, reading.notes)

    @classmethod
    def of(
        cls,
        results: Iterable[Analysis | Problem],
        problems: Iterable[Problem] = (),
        extra: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Collection:
        """Makes a collection from the results for each article: analyses, and problems, which are added to those of the reading.

        Raises:
            HedgeLensError: there is no analysis among them.
        """
        return cls._of(results, problems, extra or {}, ())

    @classmethod
    def _of(
        cls,
        results: Iterable[Analysis | Problem],
        problems: Iterable[Problem],
        extra: Mapping[str, Mapping[str, Any]],
        notes: tuple[str, ...],
    ) -> Collection:
        results = list(results)
        analyses = tuple(result for result in results if isinstance(result, Analysis))
        problems = (*problems, *(result for result in results if isinstance(result, Problem)))
        if not analyses and problems:
            raise HedgeLensError(f"There is nothing to report: no article could be analysed. {problems[0].reason}")
        return cls(analyses, problems, extra, notes)

    @classmethod
    def from_jsonl(cls, path: str | Path, *, articles: Any = None) -> Collection:
        """Reads analyses as :meth:`to_jsonl` or ``hedgelens analyze`` saved them.

        What else a collection holds (``problems``, ``extra``) is not in the file.

        Args:
            path: the ``.jsonl`` or ``.json`` file.
            articles: where the texts are, which the file does not hold: anything that :meth:`analyze` takes. Texts are matched by
                their hashes; those of the bundled articles are found without this.

        Raises:
            HedgeLensError: the file cannot be read, or the text of an article cannot be found.
        """
        texts = {article.sha256: article for article in read_many(articles).articles} if articles is not None else {}
        found = analyses_of_json(Path(path), texts)
        if several := [id for id, times in Counter(analysis.article.id for analysis in found).items() if times > 1]:
            warnings.warn(
                f"'{path}' holds more than one analysis of {first_of(several)}. All of them count; an id gives the last one.",
                HedgeLensWarning,
                stacklevel=2,
            )
        return cls(tuple(found))

    def counting(self, *, min_confidence: float | None = None, types: Types | None = None) -> Collection:
        """Returns the same analyses counted by other criteria, as :meth:`hedgelens.Analysis.counting` does for one."""
        counted = tuple(analysis.counting(min_confidence=min_confidence, types=types) for analysis in self.analyses)
        return replace(self, analyses=counted)

    def __len__(self) -> int:
        return len(self.analyses)

    def __iter__(self) -> Iterator[Analysis]:
        return iter(self.analyses)

    @overload
    def __getitem__(self, key: str | int) -> Analysis: ...

    @overload
    def __getitem__(self, key: slice) -> Collection: ...

    def __getitem__(self, key: str | int | slice) -> Analysis | Collection:
        """Returns the analysis of an article by its id or its place, or a collection of some by a slice.

        What could not be read, and notes, stay with the whole.

        Raises:
            KeyError: there is no article of this id.
            IndexError: there is none at this place.
        """
        if isinstance(key, slice):
            return replace(self, analyses=self.analyses[key], problems=(), notes=())
        if isinstance(key, str) and key not in self._by_id:
            raise KeyError(f"No article has the id '{key}'.{did_you_mean(key, self._by_id, cutoff=ALIKE)}")
        if isinstance(key, str):
            return self._by_id[key]
        try:
            return self.analyses[key]
        except IndexError:
            raise IndexError(
                f"There is no article {key}: the collection has {counted(len(self), 'article')}, from 0 on."
            ) from None

    def __contains__(self, article: object) -> bool:
        """Says whether an article is in it (an article, or its id), or an analysis."""
        if isinstance(article, Article):
            found = self._by_id.get(article.id)
            return found is not None and found.article == article
        return article in self._by_id if isinstance(article, str) else article in self.analyses

    @cached_property
    def _by_id(self) -> dict[str, Analysis]:
        return {analysis.article.id: analysis for analysis in self.analyses}

    # -- tables ---------------------------------------------------------------------------------------------------------

    def table(self, name: str = "summary") -> pd.DataFrame:
        """Returns a table over all articles by its name: ``summary``, ``hedges``, or another table of an analysis."""
        import pandas as pd

        found = [tables.table(analysis, name) for analysis in self.analyses]
        filled = [frame for frame in found if len(frame)]  # pandas would have empty ones decide on the kinds of columns
        return pd.concat(filled, ignore_index=True) if filled else tables.frame([], name)

    def articles(self) -> pd.DataFrame:
        """Returns one row per article: its size, every measure with the ends of its 95% interval, and its further data.

        ``section`` and ``url`` are columns only if an article has one.
        """
        import pandas as pd

        rows = [{**row, **_apart(self.extra.get(row["article"], {}), row)} for row in article_rows(self.analyses)]
        columns = None if rows else list(ARTICLE_COLUMNS)
        return pd.DataFrame(tables.writable(rows), columns=columns).drop(
            columns=[key for key in ("section", "url") if not any(row[key] for row in rows)]
        )

    def to_csv(self, path: str | Path | None = None, *, table: str = "summary", raw: bool = False, force: bool = False) -> str:
        """Returns a table over all articles as CSV, and writes it to a file if one is given.

        A text that a spreadsheet would run as a formula has an apostrophe before it; with ``raw``, it stays as it is.
        A file that HedgeLens did not write in this form, or that holds corrections by hand, is only replaced with ``force``.
        """
        text = tables.to_csv(self.analyses, table, raw=raw)
        return saved(text, path, headed(text), force=force)

    def to_jsonl(self, path: str | Path | None = None, *, force: bool = False) -> str:
        """Returns all analyses as the output contract describes them, one per line, and writes them to a file if one is given."""
        return saved("".join(analysis.to_json() + "\n" for analysis in self.analyses), path, ANALYSIS, force=force)

    # -- comparison -----------------------------------------------------------------------------------------------------

    def groups(self, by: Groups = "outlet") -> dict[str, str]:
        """Returns the group of each article by its id; articles without one are left out.

        Raises:
            HedgeLensError: there is no such column.
        """
        if not isinstance(by, str):
            return dict(by)
        found = self._known(by)
        if not found:
            columns = dict.fromkeys((*_ABOUT, *(column for about in self.extra.values() for column in about)))
            there = ", ".join(column for column in columns if self._known(column))
            there = f"There are: {there}. Name one of them, or" if there else "Give the groups as a mapping of ids, or"
            raise HedgeLensError(f"No article has a field '{by}'. {there} add the column to the table.")
        return found

    def _known(self, by: str) -> dict[str, str]:
        """Returns for the id of each article what a column says of it: one of the table, else what the article says itself."""
        known = {
            a.article.id: self.extra.get(a.article.id, {}).get(by, getattr(a.article, by) if by in _ABOUT else None) for a in self
        }
        return {id: cell for id, value in known.items() if (cell := cell_text(value)) is not None}

    def _grouping(self, by: Groups) -> Groups:
        return self.groups(by)

    def _tallies(self) -> Iterator[Tally]:
        return iter(self._tallied)

    @cached_property
    def _tallied(self) -> tuple[Tally, ...]:
        return tuple(map(Tally.of, self.analyses))

    # -- display --------------------------------------------------------------------------------------------------------

    def report(self, folder: str | Path, *, raw: bool = False, force: bool = False) -> Path:
        """Writes a page for each article and an index that compares them into a folder, and returns the path of the index.

        With ``raw``, texts in the CSV files that a spreadsheet would run as formulas stay as they are; with ``force``, files that
        HedgeLens did not write are replaced as well.
        """
        from hedgelens.report import write_batch

        return write_batch(self.analyses, folder, [(p.article, p.reason) for p in self.problems], raw=raw, force=force)

    def write_all(self, folder: str | Path) -> Path:
        """Writes everything into a folder of its own: the pages, every table as CSV, and the analyses as JSON Lines.

        Args:
            folder: the folder to write; if it exists, ``FOLDER-2`` is used, and so on.

        Returns:
            The folder.

        Raises:
            HedgeLensError: something cannot be written.
        """
        out = unused(folder)
        self.report(out)
        self.to_jsonl(out / "analyses.jsonl")
        for table in ("sentences", "attributions", "hedges", "sources", "owners"):
            self.to_csv(out / f"{table}.csv", table=table)
        if self.extra:
            rows = self.articles()
            yours = {column for about in self.extra.values() for name in about for column in (name, f"{name}_given")}
            # A whole number in a column with a gap is a fraction to pandas.
            whole = rows.assign(**{name: rows[name].convert_dtypes() for name in rows if name in yours}).astype(object)
            text = csv_text(rows.columns, whole.where(whole.notna(), None).itertuples(index=False))
            write_whole(out / "articles-with-your-columns.csv", text)
        return out

    def __repr__(self) -> str:
        bad = f", {len(self.problems)} could not be read" if self.problems else ""
        return f"Collection({counted(len(self), 'article')}{bad})"

    def _repr_html_(self) -> str:
        """Returns the articles with their main numbers as an HTML table."""
        from html import escape

        shown = ["article", "outlet", "words", "attributions", *ARTICLE_MEASURES]
        body = self.articles()[shown].to_html(index=False, escape=True, float_format=lambda x: f"{x:.3g}", na_rep="–")
        said = [*(f"{problem.article}: {problem.reason}" for problem in self.problems), *self.notes]
        bad = "".join(f"<li>{escape(sentence)}</li>" for sentence in said)
        return encodable(f"<p>{escape(repr(self))}</p>{body}" + (f"<ul>{bad}</ul>" if bad else ""))


def _apart(extra: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """Names the further columns so that none hides a column of ours."""
    return {f"{name}_given" if name in row else name: value for name, value in extra.items()}
