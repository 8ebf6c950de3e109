"""The study: many articles, their analyses and what is asked of them, in one file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from hedgelens.article import ReadingOptions
from hedgelens.article.above import levels
from hedgelens.collection import Collection
from hedgelens.collection.corpus import CorpusQuestions
from hedgelens.files.text import counted
from hedgelens.measures.corpus import Tally
from hedgelens.notebook import progress_of
from hedgelens.settings import Types
from hedgelens.study.adding import Added, add_again, add_inputs, now
from hedgelens.study.choosing import Choice, Chosen, chosen
from hedgelens.study.contents import Contents
from hedgelens.study.rows import tallies_of
from hedgelens.study.running import Progress, Run
from hedgelens.study.settings import StudySettings
from hedgelens.study.status import Status, status_of
from hedgelens.study.store import Store
from hedgelens.study.tables import Tables
from hedgelens.study.together import Together
from hedgelens.views.rows import json_text

if TYPE_CHECKING:
    from hedgelens.study.opening import OpenWorkbench


class Study(Tables, Contents, Together, CorpusQuestions):
    """Many articles and their analyses in one file, which is never half written.

    Example:
        >>> study = Study.new("floods.study", sources="outlets.toml")
        >>> study.add("articles/")
        >>> study.run(jobs=4)
        >>> study.articles()  # a DataFrame: one row per article
        >>> study.table("sentences")
    """

    @classmethod
    def new(
        cls,
        path: str | Path,
        *,
        engine: str | None = None,
        sources: str | Path | None = None,
        hedges: str | Path | None = None,
        min_confidence: float | None = None,
        types: Types | None = None,
    ) -> Self:
        """Creates a study.

        Args:
            path: its file, such as ``floods.study``, which must not exist yet.
            engine: what finds attributions.
            sources: the TOML file of a registry of sources.
            hedges: a TOML file of hedge rules.
            min_confidence: the confidence from which attributions count; by default the engine's own.
            types: types of attribution that count; by default all four.

        Raises:
            HedgeLensError: the file exists or cannot be written, or an option cannot be used.
        """
        settings = StudySettings().changed(
            engine=engine, sources=sources, hedges=hedges, min_confidence=min_confidence, types=types
        )
        settings.check()
        study = cls(Store.new(Path(path)))
        study._set(settings)
        with study._store.transaction():
            study._store.do("INSERT INTO settings VALUES ('made', ?)", now())
        return study

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Opens an existing study.

        Raises:
            HedgeLensError: the file does not exist, is not a study, or cannot be opened.
        """
        return cls(Store.open(Path(path)))

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def settings(self) -> StudySettings:
        """How its articles are analysed."""
        return StudySettings.from_dict(json.loads(self._store.one("SELECT value FROM settings WHERE key = 'analysis'")[0]))

    def _set(self, settings: StudySettings) -> None:
        with self._store.transaction():
            self._store.do("INSERT OR REPLACE INTO settings VALUES ('analysis', ?)", json_text(settings.to_dict()))

    # -- filling it -----------------------------------------------------------------------------------------------------

    def add(
        self,
        *paths: str | Path,
        fields: str | None = None,
        options: ReadingOptions | None = None,
        told: Callable[[Added], None] = lambda added: None,
    ) -> Added:
        """Adds the articles in files and folders; what was added before is read again only if it has changed.

        Args:
            paths: files, such as a database export or a table, and folders of them.
            fields: what the names of the folders above each file mean, as in ``outlet/year``; ``_`` to skip one.
            options: all other options of reading.
            told: called from time to time with the progress.

        Returns:
            How many articles are new, and what could not be read.

        Raises:
            HedgeLensError: the study cannot be written.
        """
        options = options or ReadingOptions()
        if fields is not None:
            options = replace(options, fields=levels(fields))
        return add_inputs(self._store, paths, options, told)

    def run(
        self,
        *,
        jobs: int = 1,
        scheduler: str | None = None,
        engine: str | None = None,
        sources: str | Path | None = None,
        hedges: str | Path | None = None,
        min_confidence: float | None = None,
        types: Types | None = None,
        told: Callable[[Progress], None] | None = None,
    ) -> Status:
        """Analyses what is not analysed yet, and what has changed: a text, a setting, the registry, or HedgeLens itself.

        It can be stopped at any time, and resumes where it was. Several runs may work on one study at once.

        Args:
            jobs: number of processes that analyse, at most the number of the processor's cores.
            scheduler: the scheduler of a Dask cluster whose workers analyse instead: its address, the file that holds it, or
                ``local:4`` for a cluster of four processes on this machine (a script must start it below ``if __name__ ==
                "__main__":``).
            engine: what finds attributions, if that is to change.
            sources: the registry of sources, if that is to change.
            hedges: the hedge rules, if they are to change.
            min_confidence: the confidence from which attributions count, if that is to change.
            types: types of attribution that count, if they are to change.
            told: called after each article with the progress; without it, a notebook shows the progress.

        Raises:
            HedgeLensError: an option cannot be used, or the study cannot be written.
        """
        settings = self.settings.changed(
            engine=engine, sources=sources, hedges=hedges, min_confidence=min_confidence, types=types
        )
        run = Run(self._store, settings, jobs, scheduler)
        self._set(settings)
        if told is not None:
            run.run(told)
        else:
            with progress_of("Articles analysed") as shown:
                run.run(lambda now: shown(now.done, now.total))
        return self.status()

    def refresh(self, *, told: Callable[[Added], None] = lambda added: None) -> Added:
        """Looks again at everything that was added: new files in folders and files that have changed are read.

        Raises:
            HedgeLensError: the study cannot be written.
        """
        return add_again(self._store, told)

    # -- what is in it --------------------------------------------------------------------------------------------------

    def status(self) -> Status:
        """Returns the progress of the study."""
        return status_of(self._store, self.settings, self.problems)

    def _tallies(self) -> Iterator[Tally]:
        """Yields the tally of each article, in the order in which the articles were added."""
        return tallies_of(self._store)

    def chosen(self, choice: Choice) -> Chosen:
        """Returns what is known about the chosen articles, and how they were analysed."""
        return chosen(self._store, self.settings, choice)

    def collection(self) -> Collection:
        """Returns all analyses as a collection in memory."""
        return Collection(tuple(self), self.problems, notes=self.notes)

    def report(
        self,
        folder: str | Path,
        *,
        articles: bool = True,
        force: bool = False,
        told: Callable[[int, int], None] = lambda done, total: None,
    ) -> Path:
        """Writes the study's page and one for each article into a folder, and returns the path of the study's page.

        The page of the study is written first, and can be viewed while the others are being written.

        Args:
            folder: where to write.
            articles: whether the articles have pages.
            force: whether files that HedgeLens did not write may be replaced.
            told: called after each page with the number written and the number of all.

        Raises:
            HedgeLensError: nothing has been analysed, the folder or a file in it cannot be written, or a file there must not be
                replaced.
        """
        from hedgelens.study.reporting import write_report

        return write_report(self, Path(folder), articles=articles, force=force, told=told)

    # -- in the browser -------------------------------------------------------------------------------------------------

    def app(self, *, port: int = 0, jobs: int = 1, browser: bool = False) -> OpenWorkbench:
        """Opens the workbench of the study, as ``hedgelens app`` does, and prints its address.

        It runs in a separate process until :meth:`OpenWorkbench.stop`, or until this program ends. As the last line of a cell in
        a notebook, it shows a link; on a hub such as Binder, it is reached through ``jupyter-server-proxy``.

        Args:
            port: the port on which it answers; 0 for any free one.
            jobs: number of processes that analyse.
            browser: whether to open the browser.

        Returns:
            The workbench, with its ``url`` and ``stop()``.

        Raises:
            HedgeLensError: it does not start; the message gives the reason.
        """
        from hedgelens.study.opening import opened

        found = opened(self.path, port=port, jobs=jobs, browser=browser)
        print(found.url)
        return found

    # -- the file -------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Closes the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Study('{self.path}', {counted(len(self), 'article')} analysed)"
