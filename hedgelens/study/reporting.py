"""Writes the report of a study into a folder: its page first, then a page for each article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from hedgelens.article.containing import attempted
from hedgelens.faces import Analysis
from hedgelens.files.locks import alone_in
from hedgelens.files.overwriting import PAGE
from hedgelens.files.writing import check_free, make_folder, write_whole
from hedgelens.records import HedgeLensError, Problem
from hedgelens.report.page import found_by, page_in_study
from hedgelens.report.page_names import page_names
from hedgelens.report.study_page import study_page
from hedgelens.study.adding import now
from hedgelens.study.choosing import Choice, Chosen
from hedgelens.study.settings import StudySettings

INDEX = "index.html"
ARTICLES = "articles"
"""The folder of the pages of articles within that of the report."""


class Reported(Protocol):
    """What is asked of a study for its report."""

    @property
    def path(self) -> Path:
        """The file of the study."""

    @property
    def settings(self) -> StudySettings:
        """How its articles are analysed."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read or analysed."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was passed over on purpose."""

    def __iter__(self) -> Iterator[Analysis]: ...

    def chosen(self, choice: Choice) -> Chosen:
        """Returns the articles that are chosen."""


Told = Callable[[int, int], None]
"""Is told how many pages of how many are written."""


def write_report(study: Reported, folder: Path, *, articles: bool = True, force: bool = False, told: Told) -> Path:
    """Writes the page of a study, which can be looked at from then on, and those of its articles.

    Args:
        study: the study.
        folder: where to write.
        articles: whether the articles have pages.
        force: whether files that HedgeLens did not write may be replaced.
        told: is told after each page.

    Returns:
        The path of the page.

    Raises:
        HedgeLensError: nothing has been analysed, the folder or a file in it cannot be written, or a file there must not be
            replaced.
    """
    found = study.chosen(Choice())
    if not found.tallies:
        raise HedgeLensError(f"Nothing in '{study.path}' has been analysed yet. Do that first: hedgelens study run {study.path}")
    if folder.exists() and not folder.is_dir():
        raise HedgeLensError(f"'{folder}' is a file, and a report is a folder. Name another one.")
    ids = [tally.id for tally in found.tallies] if articles else []
    pages = {id: f"{ARTICLES}/{name}" for id, name in zip(ids, page_names(ids), strict=True)}
    if folder.is_dir():
        for path in (INDEX, *pages.values()):
            check_free(folder / path, PAGE, new=b"", force=force)
    make_folder(folder / ARTICLES if articles else folder)
    with alone_in(folder):
        write_whole(folder / INDEX, _page(study, found, _addresses(pages)), PAGE, force=force)
        told(1, 1 + len(pages))
        if articles:
            failed = list(_failed_articles(study, folder, pages, force, told))
            if failed:  # the page leads nowhere else
                left = {id: path for id, path in pages.items() if id not in {problem.article for problem in failed}}
                write_whole(folder / INDEX, _page(study, found, _addresses(left), failed), PAGE, force=force)
    return folder / INDEX


def _addresses(pages: dict[str, str]) -> dict[str, str]:
    """Returns the addresses of files, in which all but letters, figures and slashes is written as in an address."""
    return {id: quote(path) for id, path in pages.items()}


def _page(study: Reported, found: Chosen, pages: dict[str, str], failed: Sequence[Problem] = ()) -> str:
    settings = study.settings
    registry = f" Registry of sources: {Path(settings.sources.path).name}." if settings.sources else ""
    return study_page(
        study.path.stem,
        found.tallies,
        pages=pages,
        problems=[*study.problems, *failed],
        notes=study.notes,
        how=f"{found_by(settings.engine)} (engine {settings.engine}).{registry}",
        made=f"written on {now()}",
        coded=found.made,
    )


def _failed_articles(study: Reported, folder: Path, pages: dict[str, str], force: bool, told: Told) -> Iterator[Problem]:
    """Writes the pages of articles, and yields why one cannot be made."""
    for number, analysis in enumerate(study, start=2):
        path = pages.get(analysis.article.id)
        if path is None:
            continue  # analysed since the page of the study was written
        made = attempted(analysis.article.id, page_in_study, analysis, f"../{INDEX}")
        if isinstance(made, Problem):
            yield made
        else:
            write_whole(folder / path, made, PAGE, force=force)
        told(number, 1 + len(pages))
