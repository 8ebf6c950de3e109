"""Files in the formats of others: written whole, with what their programs want beside them, and read up to a size."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from hedgelens import bundled
from hedgelens.analysis import Analysis
from hedgelens.article.access import check_file, file_bytes
from hedgelens.files.overwriting import Own
from hedgelens.files.text import counted, first_of, shortened
from hedgelens.files.writing import check_free, make_folder, write_whole
from hedgelens.formats import inception
from hedgelens.formats.annotations import Found, Role
from hedgelens.formats.assembling import assembled
from hedgelens.formats.plain_files import file_names, json_in, text_in
from hedgelens.formats.table import FORMATS, READABLE, Format, format_named, format_of, format_to_write, lost
from hedgelens.records import Article, HedgeLensError, HedgeLensWarning

A = TypeVar("A", bound=Analysis)

_BOM = "\ufeff"
"""With it a text may begin, and it is no part of most."""
_MAY_BE_ANNOTATED = "already exists, and may hold what people marked in it"
_OTHER_TEXT = "already exists, is not the text of the article that belongs beside the annotations, and is never replaced"


def write_files(analyses: Sequence[Analysis], path: Path, *, format: str | None = None, force: bool = False) -> list[Path]:
    """Writes analyses in a format of others, each file whole or not at all; what the format cannot hold is warned of.

    Args:
        analyses: the analyses. Where a file of the format holds one article, several go into a folder, a file each.
        path: the file, or that folder.
        format: name of the format, by default that of the ending.
        force: whether to replace files that are there; without it, none is replaced that is not just what would be written.

    Returns:
        The files of the format, without those beside them.

    Raises:
        HedgeLensError: there is no analysis or no such format, or a file cannot be written, or must stay.
    """
    if not analyses:
        raise HedgeLensError("There is no analysis to write.")
    chosen = format_to_write(path, format)
    if chosen.text_beside and path.suffix.lower() == ".txt":
        raise HedgeLensError(
            f"'{path}' is where {chosen.title} keeps the text. Name the annotations '{path.with_suffix('.ann')}'."
        )
    for sentence in lost(chosen, analyses):
        warnings.warn(sentence, HedgeLensWarning, stacklevel=3)
    if chosen.many or (len(analyses) == 1 and not path.is_dir()):
        files = {path: list(analyses)}
    else:
        files = _in_folder(analyses, path, chosen)
    contents = {file: content for target, some in files.items() for file, content in content_of(chosen, some, target).items()}
    left = {file: content for file, content in contents.items() if not _stays(file, content, files)}
    for file in contents.keys() - left.keys() - files.keys():
        if not _holds(file, contents[file]):
            warnings.warn(
                f"'{file}' stays as it is: it is there already, and is not what HedgeLens would write beside {chosen.title}.",
                HedgeLensWarning,
                stacklevel=3,
            )
    for file in left:
        check_free(file, _own(file, files), force=force and file in files)
    for file, content in left.items():
        write_whole(file, content, _own(file, files), force=force and file in files)
    return list(files)


def content_of(format: Format, analyses: Sequence[Analysis], path: Path) -> dict[Path, bytes]:
    """Returns what is written of analyses: the file, and those beside it."""
    beside = format.beside(analyses) if format.beside else {}
    others = {
        path.with_suffix(name) if name.startswith(".") else path.with_name(name): content for name, content in beside.items()
    }
    return {**others, path: format.write(analyses)}


def _in_folder(analyses: Sequence[Analysis], folder: Path, format: Format) -> dict[Path, list[Analysis]]:
    if folder.suffix and not folder.is_dir():
        raise HedgeLensError(
            f"A file of {format.title} holds one article, and there are {len(analyses)}. Name a folder instead of '{folder}'."
        )
    make_folder(folder)
    names = file_names((analysis.article.id for analysis in analyses), format.suffixes[0])
    return {folder / name: [analysis] for name, analysis in zip(names, analyses, strict=True)}


def _stays(path: Path, content: bytes, files: Container[Path]) -> bool:
    """Says whether a file is as it would be written already, or is the configuration of a project, which people adapt."""
    if not path.is_file():
        return False
    return (path not in files and path.suffix != ".txt") or _holds(path, content)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _own(path: Path, files: Container[Path]) -> Own:
    return lambda _: _MAY_BE_ANNOTATED if path in files else _OTHER_TEXT


# -- reading ----------------------------------------------------------------------------------------------------------------


def recognised(path: Path) -> Format | None:
    """Returns the format of a file of annotations: by its ending, or for JSON by what is in it; ``None`` where it is none."""
    by_ending = format_of(path)
    if path.suffix.lower() == ".zip":
        return format_named("inception") if inception.recognises(_beginning(path)) else None
    if by_ending is not None or path.suffix.lower() not in (".json", ".jsonl"):
        return by_ending if by_ending is not None and by_ending.read is not None else None
    try:
        text = text_in(_beginning(path), str(path)).lstrip()
        data = json_in(text.partition("\n")[0] if path.suffix.lower() == ".jsonl" else text, str(path))
    except HedgeLensError:
        return None
    return next((format for format in FORMATS if format.recognises is not None and format.recognises(data)), None)


def _beginning(path: Path) -> bytes:
    """Returns the content of a file that may be one of annotations, nothing of what is too large for one."""
    try:
        return file_bytes(path)
    except HedgeLensError:
        return b""


def read_bytes(
    path: Path,
    kind: type[A],
    *,
    format: str | None = None,
    articles: Sequence[Article] = (),
    only: bool = False,
    by: str | None = None,
    date: str | None = None,
    tell: Callable[[str], None] | None = None,
) -> list[A]:
    """Reads the annotated articles of a file.

    Args:
        path: the file.
        kind: the class of the analyses.
        format: name of its format, by default what its ending or its content says.
        articles: the articles, for files that do not hold their texts.
        only: whether what the file annotates is the one article given, whatever it says of it.
        by: who made or corrected the annotations.
        date: when (ISO 8601).
        tell: takes a sentence about marks that were not read; by default it is a warning.

    Raises:
        HedgeLensError: the file cannot be read, is in no format that is known, or annotates another text.
    """
    chosen = _to_read(path, format)
    assert chosen.read is not None
    found = chosen.read(file_bytes(path), str(path))
    if not found:
        raise HedgeLensError(f"'{path}' holds no annotated article.")
    known = {article.sha256: article for article in articles}
    alone = articles[0] if only and len(articles) == 1 and len(found) == 1 else None
    for one in found:
        if one.passed_over:
            (tell or _warn)(_of_passed_over(one, str(path)))
    read = [(alone or _article_of(one, path, articles, known), one) for one in found]
    return [
        assembled(_with_text(one, path, chosen, article), article, kind, name=str(path), by=by, date=date)
        for article, one in read
    ]


def _of_passed_over(found: Found, name: str) -> str:
    """Returns a sentence about marks that were not read."""
    which = first_of([f"'{shortened(label)}' ({number})" for label, number in Counter(found.passed_over).most_common()])
    return (
        f"'{name}': {counted(len(found.passed_over), 'mark')} passed over, with a label that is none of {', '.join(Role)}, "
        f"or tied to no attribution: {which}."
    )


def _warn(sentence: str) -> None:
    warnings.warn(sentence, HedgeLensWarning, stacklevel=5)


def _to_read(path: Path, name: str | None) -> Format:
    if path.is_dir():
        raise HedgeLensError(f"'{path}' is a folder. Give the files of annotations in it one by one.")
    chosen = format_named(name) if name is not None else recognised(path)
    if chosen is None:
        check_file(path)
        raise HedgeLensError(
            f"'{path}' is not in any annotation format that can be recognised by its extension or its content. "
            f"Name one of: {', '.join(READABLE)} (--from NAME, in Python format=)."
        )
    if chosen.read is None:
        raise HedgeLensError(f"{chosen.title} holds no annotations that could be read.")
    return chosen


def _with_text(found: Found, path: Path, format: Format, article: Article | None) -> Found:
    """Returns what was read with the text that lies beside the file, where its format wants it there."""
    beside = path.with_suffix(".txt")
    if found.text is not None or article is not None or not format.text_beside or not beside.is_file():
        return found
    text, about = text_in(file_bytes(beside), str(beside)), (found.note or {}).get("article")
    if isinstance(about, dict) and about.get("chars") == len(text) + 1:
        text = f"{_BOM}{text}"  # of the article, as nothing was written before it
    return replace(found, text=text, id=path.stem)


def _article_of(found: Found, path: Path, articles: Sequence[Article], known: dict[str, Article]) -> Article | None:
    """Returns the article that was annotated: by the hash in the note, by its text, or by the name of the file."""
    about = (found.note or {}).get("article")
    if isinstance(about, dict):
        sha256 = str(about.get("sha256"))
        return known.get(sha256) or bundled.by_sha256(sha256)
    if found.text is not None:
        return next((article for article in articles if article.text == found.text), None)
    return next((article for article in articles if article.id in (found.id, path.stem)), None)
