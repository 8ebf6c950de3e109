"""Keeps each analysis of many as a line of a file as soon as it is made, and goes on where an earlier run was broken off."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelens.article.containing import attempted
from hedgelens.faces import Analysis
from hedgelens.files.growing import Growing
from hedgelens.files.overwriting import ANALYSIS
from hedgelens.interchange.codings import Item
from hedgelens.records import Article, HedgeLensError, Problem

if TYPE_CHECKING:
    from hedgelens.analyzer import Analyzer


def each_analysed(analyzer: Analyzer, items: Iterable[Item]) -> Iterator[Analysis | Problem]:
    """Analyses articles one after the other; one that cannot be analysed is a problem and does not stop the others.

    Analyses among them stay as they are.
    """
    for item in items:
        yield _analysed(analyzer, item)


def _analysed(analyzer: Analyzer, item: Item) -> Analysis | Problem:
    return item if isinstance(item, Analysis) else attempted(item.id, analyzer.analyze, item)


def each_saved(analyzer: Analyzer, items: Iterable[Item], file: Growing) -> Iterator[Analysis | Problem]:
    """Analyses articles as :func:`each_analysed` does, and adds each analysis to a file; what the file holds is not made again.

    Analyses among the items are not added.

    Raises:
        HedgeLensError: the file cannot be written.
    """
    from hedgelens.analyzer import warn_of

    for item in items:
        if isinstance(item, Article) and (kept := _kept(file.peek(), item)):
            file.keep()
            warn_of(item)
            yield kept
            continue
        result = _analysed(analyzer, item)
        line = attempted(item.id, result.to_json) if isinstance(item, Article) and isinstance(result, Analysis) else ""
        if isinstance(line, Problem):
            yield line
            continue
        if line:
            file.add(line + "\n")
        yield result


def saving(path: str | Path, analyzer: Analyzer, items: Iterable[Item], *, force: bool = False) -> Growing:
    """Returns the file for :func:`each_saved`.

    Raises:
        HedgeLensError: it cannot be written, or what is there must stay.
    """
    return Growing(Path(path), ANALYSIS, key_of(analyzer, items), force=force)


def key_of(analyzer: Analyzer, items: Iterable[Item]) -> str | None:
    """Returns a short hash of all that decides what the analyses of articles say: the articles, the program and its settings."""
    if analyzer.fingerprint is None:
        return None
    whole = hashlib.sha256(f"{_program()} {analyzer.fingerprint}".encode())
    for item in items:
        if isinstance(item, Article):
            whole.update(repr((item.sha256, replace(item, text=""))).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()[:8]


@cache
def _program() -> str:
    """Says which files the program is made of: their names, sizes and times."""
    folder = Path(__file__).parents[1]
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc")
    return " ".join(f"{p.relative_to(folder)}:{p.stat().st_size}:{p.stat().st_mtime_ns}" for p in files)


def _kept(line: bytes | None, article: Article) -> Analysis | None:
    """Returns the analysis of an article that a line holds, if it does."""
    try:
        kept = Analysis.from_dict(json.loads(line or b""), article.text)
    except (HedgeLensError, ValueError, RecursionError):
        return None
    # Colours are settled over all articles anew.
    return replace(kept, article=article, colours={}) if kept.article.id == article.id else None
