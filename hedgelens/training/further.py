"""Further texts to learn from, beside those of a corpus in brat's format: texts with marks in them, and stand-off annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hedgelens.article import read_article
from hedgelens.article.hidden import files_in
from hedgelens.evaluation.gold import annotating, read_annotation
from hedgelens.evaluation.inline import read_inline
from hedgelens.evaluation.polnear import FlatAttribution, MarkedText
from hedgelens.evaluation.standoff import annotation_files, text_of
from hedgelens.files.checking import records
from hedgelens.records import HedgeLensError, Spans

_PART = "train"


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is learned of an annotated attribution."""

    id: str
    source: Spans
    cue: Spans
    content: Spans
    parent: str | None


def read_further(folders: Iterable[str | Path], texts: str | Path | None = None) -> Iterator[MarkedText]:
    """Yields the marked texts of folders; those of a folder that is named twice come twice, and so weigh twice.

    Args:
        folders: each holds texts with marks in them (``NAME.txt``, see :func:`read_inline`), or annotations of texts that lie
            elsewhere (``NAME.json``), of which those of the part ``train`` are taken.
        texts: the folder of these texts.

    Raises:
        HedgeLensError: a folder holds neither, or a text or annotation is missing or broken.
    """
    for folder in map(Path, folders):
        inline = files_in(folder, (".txt",))
        if inline:
            yield from map(read_inline, inline)
            continue
        if texts is None and files_in(folder, (".json",)):
            raise HedgeLensError(
                f"The annotations in '{folder}' are of texts that are elsewhere. Name their folder: --texts FOLDER."
            )
        if not folder.is_dir() or texts is None:
            raise HedgeLensError(f"'{folder}' holds no texts to learn from: expected NAME.txt with marks in them, or NAME.json.")
        for path in annotation_files(folder, _PART):
            yield _standoff(path, text_of(path.stem, Path(texts)))


def _standoff(path: Path, text: Path) -> MarkedText:
    article = read_article(text)
    with annotating(article, read_annotation(path), path) as data:
        marks = records(_Mark, data.get("attributions"), "attributions")
    flat = (FlatAttribution(m.source, m.cue, m.content, m.id) for m in marks if m.parent is None)
    return MarkedText(path.stem, article.text, tuple(flat))
