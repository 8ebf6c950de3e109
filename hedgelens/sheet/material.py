"""Reads what a report is made of: articles still to be analysed, coding sheets, and analyses as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hedgelens.article import SUFFIXES, File, Listing, check_file, list_files, read_article, read_articles
from hedgelens.article.containing import attempted
from hedgelens.faces import Analysis
from hedgelens.records import Article, HedgeLensError, Problem
from hedgelens.sheet.codings import analyses_of_json
from hedgelens.sheet.reading import read_sheet

_JSON = (".json", ".jsonl")

Item = Article | Analysis


@dataclass(frozen=True)
class Material:
    """What was read.

    Attributes:
        items: articles and finished analyses, in the order of the files.
        problems: files that could not be read, each with the reason.
        warnings: what should be looked at again in coding sheets.
        notes: what was passed over on purpose, a sentence each.
    """

    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_file(path: Path, *, articles: Iterable[str | Path] = ()) -> Material:
    """Reads one file: an article, a coding sheet, or analyses as JSON.

    Args:
        path: the file.
        articles: files and folders with the texts of analyses, which their JSON does not hold.

    Raises:
        HedgeLensError: it cannot be read.
    """
    if path.suffix.lower() not in _JSON:
        return _read(path, {})
    check_file(path, largest=math.inf)
    return _read(path, {article.sha256: article for article in read_articles(articles)})


def read_folder(folder: Path, *, articles: Iterable[str | Path] = ()) -> Material:
    """Reads the files of a folder; what cannot be read is noted and does not stop the others.

    An article that is there as an analysis, too, is taken from that.

    Args:
        folder: the folder.
        articles: files and folders with further texts of analyses.

    Raises:
        HedgeLensError: there is no such folder, or nothing in it can be read.
    """
    if not folder.is_dir():
        wrong = "is a file" if folder.exists() else "does not exist"
        raise HedgeLensError(f"The folder '{folder}' {wrong}. Name a folder of articles after --batch.")
    listing = list_files([folder], (*SUFFIXES, *_JSON, ".xlsx"))
    if not listing.files and listing.problems:
        raise HedgeLensError(listing.problems[0].reason)
    texts = {article.sha256: article for article in read_articles(articles)}
    parts: dict[File, Material] = {}
    for file in sorted(listing.files, key=lambda file: file.path.suffix.lower() in _JSON):  # their texts may be in the others
        parts[file] = _noted(file, texts)
        for item in parts[file].items:
            article = item if isinstance(item, Article) else item.article
            texts.setdefault(article.sha256, article)
    return _put_together(folder, [(file, parts[file]) for file in listing.files], listing)


def _noted(file: File, texts: Mapping[str, Article]) -> Material:
    read = attempted(file.name, _read, file.path, texts, file.id)
    return Material((), (read,)) if isinstance(read, Problem) else read


def _read(path: Path, texts: Mapping[str, Article], id: str | None = None) -> Material:
    check_file(path, largest=math.inf)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        read = read_sheet(path)
        return Material(read.analyses, (), read.warnings)
    return Material(tuple(analyses_of_json(path, texts)) if suffix in _JSON else (read_article(path, id=id),))


def _put_together(folder: Path, parts: Sequence[tuple[File, Material]], listing: Listing) -> Material:
    problems = [*(problem for _, part in parts for problem in part.problems), *listing.problems]
    warnings = tuple(warning for _, part in parts for warning in part.warnings)
    analysed = {i.article.sha256 for _, part in parts for i in part.items if isinstance(i, Analysis)}
    items: dict[str, Item] = {}
    for file, part in parts:
        for item in part.items:
            if isinstance(item, Article) and item.sha256 in analysed:
                continue
            id = item.id if isinstance(item, Article) else item.article.id
            if id in items:
                reason = (
                    f"Another article is called '{id}', too. Give each file a name of its own, so that results can be told apart."
                )
                problems.append(Problem(file.name, reason))
            else:
                items[id] = item
    if not items:
        said = " ".join(f"{problem.article}: {problem.reason}" for problem in problems[:1])
        raise HedgeLensError(f"Nothing in the folder '{folder}' can be read. {said}".strip())
    return Material(tuple(items.values()), tuple(problems), warnings, listing.notes)
