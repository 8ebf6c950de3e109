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
from hedgelens.formats import OWN_ENDINGS
from hedgelens.records import HedgeLensError


def standoff_pairs(folder: str | Path, texts: str | Path, engine: str, part: str | None = None) -> Iterator[Pair]:
    """Yields the annotation of each text, and the analysis of it by an engine.

    Args:
        folder: the annotations, ``NAME.json`` or a file of another program (``NAME.ann``, ``NAME.xmi`` …).
        texts: the folder of the texts, ``NAME.txt`` or of another format that is read.
        engine: name of the engine.
        part: only annotations of this part, as they say themselves ("train", "dev").

    Raises:
        HedgeLensError: an annotation or a text is missing, broken or another one, or there is no such engine.
    """
    analyzer = Analyzer(engine=engine)
    for path in annotation_files(folder, part):
        article = read_article(text_of(path.stem, Path(texts)))
        yield read_gold(path, article), analyzer.analyze(article)


def annotation_files(folder: str | Path, part: str | None = None) -> list[Path]:
    """Lists the annotations of a folder by name, those of one part if it is given.

    Raises:
        HedgeLensError: there are none.
    """
    files = files_in(Path(folder), (".json", *OWN_ENDINGS))
    found = [path for path in files if part is None or _may_be_of(path, part)]
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
    found = [
        path for path in sorted(texts.glob(f"{glob.escape(name)}.*")) if path.stem == name and path.suffix.lower() in SUFFIXES
    ]
    if not found:
        raise HedgeLensError(f"There is no text of '{name}' in '{texts}', and its annotation holds none.")
    return found[0]
