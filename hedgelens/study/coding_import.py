"""Codings into a study: coding sheets, JSON and files of other programs, each kept beside what is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from hedgelens.article.hidden import files_in
from hedgelens.faces import Analysis
from hedgelens.files.writing import no_such_file
from hedgelens.formats import OWN_ENDINGS, read_bytes, recognised
from hedgelens.interchange.codings import analyses_of_json
from hedgelens.records import UNNAMED, Article, HedgeLensError, Problem
from hedgelens.sheet import read_sheet
from hedgelens.study.coding import Coding, coder_name
from hedgelens.study.coding_export import ABOUT, LINES, SHEET, Coded
from hedgelens.study.packing import unpacked_article
from hedgelens.study.store import Store

_OWN_JSON = (LINES, ".json")
_SAYING = "--coder, in Python coder=, in the workbench 'Coded by'"
_ENDINGS = (SHEET, *_OWN_JSON, *OWN_ENDINGS)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of codings that were brought in.

    Attributes:
        kept: number of codings that are new in the study.
        same: number of those that are as the coder had left them.
        coders: whose they are.
        problems: what could not be brought in, each with the reason.
        warnings: what should be looked at again in coding sheets, and marks in files of other programs that were not read.
    """

    kept: int
    same: int
    coders: tuple[str, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]


def read_codings(store: Store, paths: Iterable[str | Path], coder: str | None = None, *, done: bool = True) -> Imported:
    """Brings codings into a study, each beside those that are there, as the coder's latest; none is written over.

    Args:
        store: the study.
        paths: coding sheets, analyses or annotations as JSON or JSON Lines, files of other programs, or folders of these.
        coder: whose they are; by default the names in the files.
        done: whether the coder is done with them; lines that say so themselves are taken at their word.

    Raises:
        HedgeLensError: a file cannot be read, or does not say whose it is; then nothing is imported.
    """
    articles, warnings = _Articles(store), list[str]()
    found = [one for path in paths for file in _files(Path(path)) for one in _read(file, coder, articles, warnings)]
    _check_once(found)
    problems, kept, same = [], 0, 0
    with store.transaction():
        for one in found:
            article = articles.of(one.analysis.article)
            if article is None:
                reason = "The study has no article with this text. Add it first, or use the study in which it was coded."
                problems.append(Problem(one.analysis.article.id, reason))
                continue
            state = _keep(store, replace(one.analysis, article=article), one, done)
            kept, same = kept + state, same + (not state)
    who = tuple(dict.fromkeys(one.coder for one in found))
    return Imported(kept, same, who, tuple(problems), tuple(warnings))


def _check_once(found: Iterable[Coded]) -> None:
    seen: set[tuple[str, str]] = set()
    for one in found:
        if (one.coder, one.analysis.article.sha256) in seen:
            raise HedgeLensError(
                f"There are two codings of '{one.analysis.article.id}' by '{one.coder}' among these files. Give only one, or say "
                f"whose a file is, file by file ({_SAYING})."
            )
        seen.add((one.coder, one.analysis.article.sha256))


def _keep(store: Store, analysis: Analysis, one: Coded, done: bool) -> bool:
    """Keeps a coding as the coder's latest, and says whether it is new."""
    there = Coding.of(store, analysis.article.id, one.coder)
    new = not there.begun or there.analysis != analysis
    if there.adjudicates and not new:
        return False
    if there.adjudicates:
        raise HedgeLensError(
            f"'{one.coder}' settled '{analysis.article.id}', where others disagreed; that is not an independent coding. "
            "Import this one under another name."
        )
    done = bool(one.about["finished"]) if "finished" in one.about else done
    if new:
        there.keep_within(analysis)
    if done and not there.done:
        there.finish_within()
    return new


class _Articles(Mapping[str, Article]):
    """The articles of a study by the hashes of their texts, looked up once they are asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, given: Article) -> Article | None:
        """Returns the study's own article of the same text: that of the same id, else the first."""
        row = self._store.one("SELECT content FROM articles WHERE id = ? AND left_out IS NULL", given.id)
        if row is not None and (article := unpacked_article(row["content"])).sha256 == given.sha256:
            return article
        return self.get(given.sha256)

    @cached_property
    def _by_text(self) -> dict[str, Article]:
        found: dict[str, Article] = {}
        for row in self._store.rows("SELECT content FROM articles WHERE left_out IS NULL ORDER BY number"):
            article = unpacked_article(row["content"])
            found.setdefault(article.sha256, article)
        return found

    def all(self) -> list[Article]:
        """Returns all of them, of each text one."""
        return list(self._by_text.values())

    def __getitem__(self, sha256: str) -> Article:
        """Returns the article of a text."""
        return self._by_text[sha256]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_text)

    def __len__(self) -> int:
        return len(self._by_text)


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise no_such_file(path)
    if not path.is_dir():
        return [path]
    found = files_in(path, _ENDINGS)
    if not found:
        raise HedgeLensError(f"The folder '{path}' holds no codings: no file in it ends in {', '.join(_ENDINGS)}.")
    return found


def _read(path: Path, coder: str | None, articles: _Articles, warnings: list[str]) -> list[Coded]:
    """Reads a file of codings, each with whose it is."""
    suffix = path.suffix.lower()
    if suffix == SHEET:
        sheet = read_sheet(path, by=coder)
        warnings += sheet.warnings
        return [Coded(_whose(coder, sheet.by, path), analysis, {}) for analysis in sheet.analyses]
    format = recognised(path) if suffix in _OWN_JSON else None
    if suffix not in _OWN_JSON or format is not None:
        given, name = articles.all(), format.name if format else None
        only = len(given) == 1
        analyses = read_bytes(path, Analysis, format=name, articles=given, only=only, by=coder, tell=warnings.append)
        return [Coded(_whose(coder, _last(analysis), path), analysis, {}) for analysis in analyses]
    analyses = analyses_of_json(path, articles)
    return [
        Coded(_whose(coder or about.get("coder"), _last(analysis), path), analysis, about)
        for analysis, about in zip(analyses, _abouts(path, len(analyses)), strict=True)
    ]


def _last(analysis: Analysis) -> str:
    """Returns who went over an analysis last."""
    return analysis.revisions[-1].by if analysis.revisions else ""


def _abouts(path: Path, number: int) -> list[Mapping[str, Any]]:
    """Returns what each analysis in a file of JSON says of its coding beside it."""
    text = path.read_bytes().decode("utf-8-sig")
    lines = [line for line in re.split("\n", text) if line.strip()] if path.suffix.lower() == LINES else [text]
    found = [json.loads(line).get(ABOUT) for line in lines[:number]]
    return [about if isinstance(about, dict) else {} for about in found]


def _whose(coder: object, said: str, path: Path) -> str:
    name = coder if isinstance(coder, str) and coder else "" if said == UNNAMED else said
    if not name:
        raise HedgeLensError(
            f"'{path}' does not say whose coding it is. Write the name on its first page, or say it ({_SAYING})."
        )
    return coder_name(name)
