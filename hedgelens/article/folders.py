"""Reads the articles of many files and folders: one that cannot be read stops no other, and what is left out is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hedgelens.article.duplicates import Marked
from hedgelens.article.formats import read_each
from hedgelens.article.holding import Held, HoldsNone, Note, NotEnglish, ReadingOptions
from hedgelens.article.listing import File, Listing, list_files
from hedgelens.article.naming import Distinct
from hedgelens.files.text import counted, first_of
from hedgelens.records import Article, HedgeLensError, Problem


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        articles: the articles, in the order of the input; no two have the same id.
        problems: those that could not be read, each with the reason.
        extra: for the id of an article what the further columns of its row hold.
        notes: what was taken for what, and passed over on purpose, a sentence each.
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()
    extra: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_files(paths: Iterable[str | Path], options: ReadingOptions | None = None) -> Reading:
    """Reads the articles of files and folders, in the order of :func:`list_files`; nothing is raised for one that is broken."""
    listing = list_files(paths)
    results = [result for _, result in read_listed(listing, options)]
    marked = Marked((options or ReadingOptions()).duplicates)
    articles = tuple(marked.each(result for result in results if isinstance(result, Article)))
    problems = tuple(result for result in results if isinstance(result, Problem))
    notes = tuple(result.sentence for result in results if isinstance(result, Note))
    return Reading(articles, (*problems, *listing.problems), notes=(*notes, *listing.notes, *marked.notes()))


def read_listed(listing: Listing, options: ReadingOptions | None = None) -> Iterator[tuple[File, Held]]:
    """Reads files one after the other, and yields what each holds: its article or articles, problems and notes.

    No two articles have the same id. What is to be said of several files alike is said once, at the end.
    """
    distinct, alike = Distinct(), _Alike()
    for file in listing.files:
        for held in read_each(file.path, id=file.id, name=file.name, options=options):
            if isinstance(held, Article):
                article = distinct.of(held, file.id)
                left_out = options is not None and options.only_english and article.language != "en"
                yield file, NotEnglish.of(article) if left_out else article
            elif isinstance(held, Note) and held.of_many:
                alike.add(held)
            elif isinstance(held, HoldsNone) and not file.is_given:
                yield file, Note(f"{held.article} was passed over: {held.reason}")
            else:
                yield file, held
    if listing.files:
        yield from ((listing.files[-1], note) for note in (*alike.notes(), *distinct.notes()))


class _Alike:
    """What is to be said of several files alike."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self._notes: dict[str, list[Note]] = defaultdict(list)

    def add(self, note: Note) -> None:
        """Takes what is to be said of one file."""
        self._notes[note.of_many].append(note)

    def notes(self) -> Iterator[Note]:
        """Says each thing once, with the first of the files."""
        for of_many, notes in self._notes.items():
            files = f"{counted(len(notes), 'file')} ({first_of([note.name for note in notes])})"
            yield notes[0] if len(notes) == 1 else Note(of_many.replace("{files}", files))


def read_articles(paths: Iterable[str | Path], options: ReadingOptions | None = None) -> tuple[Article, ...]:
    """Reads the articles of files and folders that can be read.

    Raises:
        HedgeLensError: there are paths, and nothing in them can be read.
    """
    reading = read_files(paths, replace(options or ReadingOptions(), duplicates="keep"))
    if reading.problems and not reading.articles:
        raise HedgeLensError(reading.problems[0].reason)
    return reading.articles
