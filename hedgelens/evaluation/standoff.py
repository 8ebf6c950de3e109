"""Annotations whose texts lie elsewhere, as those of other people's articles do."""

from __future__ import annotations

import glob
import json
from collections.abc import Iterator
from pathlib import Path

from hedgelens.analyzer import Analyzer
from hedgelens.article import SUFFIXES, read_article
from hedgelens.article.hidden import files_in
from hedgelens.evaluation.analyses import Pair
from hedgelens.evaluation.gold import read_gold
from hedgelens.faces import Analysis
from hedgelens.formats import OWN_ENDINGS, read_bytes, recognised
from hedgelens.records import HedgeLensError

_OF_MANY = (".jsonl", ".zip")
"""Endings of files that may be of another program and hold many articles."""


def standoff_pairs(folder: str | Path, texts: str | Path, engine: str, part: str | None = None) -> Iterator[Pair]:
    """Yields the annotation of each text, and the analysis of it by an engine.

    Args:
        folder: the annotations, ``NAME.json`` or a file of another program (``NAME.ann``, ``NAME.xmi`` …), which may hold many
            articles with their texts (``.jsonl``, ``.conllu``, an INCEpTION project).
        texts: the folder of the texts, ``NAME.txt`` or of another format that is read.
        engine: name of the engine.
        part: only annotations of this part, as they say themselves ("train", "dev").

    Raises:
        HedgeLensError: an annotation or a text is missing, broken or another one, or there is no such engine.
    """
    analyzer = Analyzer(engine=engine)
    for path in annotation_files(folder, part, many=True):
        for gold in _golds(path, Path(texts)):
            yield gold, analyzer.analyze(gold.article)


def _golds(path: Path, texts: Path) -> Iterator[Analysis]:
    """Yields the annotations of a file: of one article, or of as many as a format of another program holds with their texts."""
    format = recognised(path)
    if format is None or not format.many:
        yield read_gold(path, read_article(text_of(path.stem, texts)))
        return
    of_its_name = [text for text in _texts_of(path.stem, texts) if text.suffix.lower() not in (".json", *_OF_MANY)]
    articles = [read_article(text) for text in of_its_name[:1]]
    yield from read_bytes(path, Analysis, format=format.name, articles=articles, only=len(articles) == 1)


def annotation_files(folder: str | Path, part: str | None = None, *, many: bool = False) -> list[Path]:
    """Lists the annotations of a folder by name, those of one part if it is given.

    Args:
        folder: the folder.
        part: only annotations of this part, as they say themselves.
        many: whether files of other programs count that hold many articles.

    Raises:
        HedgeLensError: there are none.
    """
    files = files_in(Path(folder), (".json", *OWN_ENDINGS))
    files += [path for path in files_in(Path(folder), _OF_MANY) if many and recognised(path) is not None]
    found = [path for path in sorted(files) if part is None or _may_be_of(path, part)]
    if not found:
        of_part = f" of the part {part!r}" if part else ""
        raise HedgeLensError(f"There is no annotation (NAME.json, or {', '.join(OWN_ENDINGS)}){of_part} in '{folder}'.")
    return found


def _may_be_of(path: Path, part: str) -> bool:
    """Says whether an annotation is of a part; one that cannot be read may be: what is wrong is said where it is read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return True
    return not isinstance(data, dict) or data.get("part") == part


def text_of(name: str, texts: Path) -> Path:
    """Returns the file of the text that an annotation is of.

    Raises:
        HedgeLensError: there is none.
    """
    found = _texts_of(name, texts)
    if not found:
        raise HedgeLensError(f"There is no text of '{name}' in '{texts}', and its annotation holds none.")
    return found[0]


def _texts_of(name: str, texts: Path) -> list[Path]:
    return [
        path for path in sorted(texts.glob(f"{glob.escape(name)}.*")) if path.stem == name and path.suffix.lower() in SUFFIXES
    ]
