"""Reads what coders hand in: coding sheets, analyses as JSON, annotations, and folders of them."""

from __future__ import annotations

import codecs
import json
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hedgelens.faces import Analysis
from hedgelens.files.writing import no_such_file
from hedgelens.records import Article, HedgeLensError, HedgeLensWarning
from hedgelens.sheet.reading import UNNAMED, read_sheet

SUFFIXES = (".xlsx", ".json", ".jsonl")


def read_codings(
    paths: str | Path | Sequence[str | Path], *, articles: str | Path | Iterable[str | Path] = ()
) -> dict[str, list[Analysis]]:
    """Reads the codings of several coders, one path each.

    The JSON of an analysis and an annotation do not hold the text of their article. It is looked for, by its hash, in the
    coding sheets given, in ``articles``, and among the bundled articles.

    Args:
        paths: for each coder a coding sheet, a ``.json`` or ``.jsonl`` file, or a folder of such files.
        articles: files and folders of articles.

    Returns:
        The analyses by coder. A coder is called what the sheets say, else after the file or folder.

    Raises:
        HedgeLensError: a file cannot be read, or the text of an article is nowhere.
    """
    from hedgelens.article import read_articles

    paths = [paths] if isinstance(paths, str | Path) else paths  # a path is one path, and not its letters
    articles = [articles] if isinstance(articles, str | Path) else articles
    texts = {article.sha256: article for article in read_articles(articles)}
    sheets: dict[Path, list[Analysis]] = {}
    coders: dict[Path, str] = {}
    files = {Path(path): _files(Path(path)) for path in paths}
    if len(files) < len(paths):
        raise HedgeLensError("The same file or folder was given twice. Give one for each coder.")
    for path, inside in files.items():
        for file in inside:
            if file.suffix.lower() == ".xlsx":
                read = read_sheet(file)
                sheets[file] = list(read.analyses)
                texts |= {analysis.article.sha256: analysis.article for analysis in read.analyses}
                if read.by != UNNAMED:
                    coders.setdefault(path, read.by)
    found: dict[str, list[Analysis]] = {}
    for path, inside in files.items():
        same = sum(other.stem == path.stem for other in files) > 1
        stem = f"{path.resolve().parent.name}/{path.stem}" if same else path.stem
        name = _distinct(coders.get(path, stem), found)
        found[name] = [a for file in inside for a in (sheets[file] if file in sheets else analyses_of_json(file, texts))]
    return found


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        inside = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~$")))
        if not inside:
            raise HedgeLensError(f"The folder '{path}' holds no codings: no file in it ends in {', '.join(SUFFIXES)}.")
        return inside
    if not path.exists():
        raise no_such_file(path)
    if path.suffix.lower() not in SUFFIXES:
        raise HedgeLensError(f"'{path}' is no coding: give a coding sheet (.xlsx), or an analysis or annotation (.json, .jsonl).")
    return [path]


def analyses_of_json(path: Path, texts: Mapping[str, Article]) -> list[Analysis]:
    """Reads the analyses or annotations of a ``.json`` or ``.jsonl`` file.

    Args:
        path: the file.
        texts: articles by their hash; the bundled ones are known.

    Raises:
        HedgeLensError: the file cannot be read, or the text of an article is nowhere.
    """
    found = [_analysis(row, path, line, texts) for line, row in _rows(path)]
    if not found:
        raise HedgeLensError(f"'{path}' is empty: there is no analysis in it.")
    return found


def _rows(path: Path) -> Iterator[tuple[int | None, Any]]:
    """Yields what a file holds: of lines each with its number. A last line that was cut off is left out and warned of."""
    try:
        content = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise HedgeLensError(f"The file '{path}' cannot be read: {error.strerror or error}.") from None
    if path.suffix.lower() != ".jsonl":
        yield None, _json(content, f"'{path}'")
        return
    lines = [(number, line) for number, line in enumerate(content.split(b"\n"), start=1) if line.strip()]
    for number, line in lines:
        try:
            row = _json(line, f"Line {number} of '{path}'")
        except HedgeLensError:
            if number > 1 and line == lines[-1][1] and not content.endswith(b"\n"):
                warnings.warn(f"The last line of '{path}' is cut off and was left out.", HedgeLensWarning, stacklevel=2)
                return
            raise
        yield number, row


def _json(content: bytes, what: str) -> Any:
    try:
        return json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise HedgeLensError(f"{what} is not JSON: {error}.") from None


def _analysis(data: Any, path: Path, line: int | None, texts: Mapping[str, Article]) -> Analysis:
    from hedgelens.evaluation.gold import from_annotation

    place = f"'{path}'" if line is None else f"Line {line} of '{path}'"
    is_gold = isinstance(data, dict) and "sha256" in data
    if not is_gold and not (isinstance(data, dict) and isinstance(data.get("article"), dict)):
        raise HedgeLensError(f"{place} is neither an analysis of HedgeLens nor an annotation.")
    article = _text(str(data["sha256"] if is_gold else data["article"].get("sha256")), texts)
    if article is None:
        raise HedgeLensError(
            f"{place} does not hold the text of its article, and none of the other files does. "
            "Say where the article is: --articles FILE_OR_FOLDER, in Python articles=."
        )
    if is_gold:
        return from_annotation(data, article, path)
    try:
        return Analysis.from_dict(data, article.text)
    except HedgeLensError as error:
        raise HedgeLensError(f"{place} cannot be read. {error}") from None


def _text(sha256: str, texts: Mapping[str, Article]) -> Article | None:
    from hedgelens import bundled

    if sha256 in texts:
        return texts[sha256]
    return next((article for name in bundled.names() if (article := bundled.article(name)).sha256 == sha256), None)


def _distinct(name: str, taken: Iterable[str]) -> str:
    """Returns a name that no other coder has."""
    taken = set(taken)
    candidates = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(c for c in candidates if c not in taken)
