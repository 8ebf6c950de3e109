"""Reads many articles of which some are analysed already: coding sheets, analyses and annotations as JSON, beside articles."""

from __future__ import annotations

import codecs
import json
import math
import warnings
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from hedgelens import bundled
from hedgelens.article import (
    File,
    Listing,
    Note,
    ReadingOptions,
    check_file,
    check_readable,
    holds_texts,
    is_own,
    list_files,
    may_hold_many,
    read_articles,
    read_listed,
)
from hedgelens.article.containing import attempted
from hedgelens.article.duplicates import Marked
from hedgelens.article.hidden import files_in
from hedgelens.article.naming import free_id
from hedgelens.evaluation.gold import from_annotation
from hedgelens.faces import Analysis
from hedgelens.files.writing import no_such_file
from hedgelens.formats import OWN_ENDINGS, read_bytes, recognised
from hedgelens.records import UNNAMED, Article, HedgeLensError, HedgeLensWarning, Problem
from hedgelens.sheet.reading import read_sheet

ENDINGS = (".json", ".jsonl", ".xlsx", *OWN_ENDINGS)
"""Endings of the files that hold analyses."""
_GZIP = b"\x1f\x8b"

Item = Article | Analysis
"""An article to analyse, or an analysis that is there already."""


@dataclass(frozen=True)
class Material:
    """What was read.

    Attributes:
        items: articles and finished analyses, in the order of the files.
        problems: files that could not be read, each with the reason.
        warnings: what should be looked at again in coding sheets.
        notes: what was passed over on purpose, a sentence each.
        by: who corrected a coding sheet, if it says so.
    """

    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    by: str = UNNAMED

    def texts(self) -> dict[str, Article]:
        """Returns the articles by their hashes."""
        articles = (item if isinstance(item, Article) else item.article for item in self.items)
        return {article.sha256: article for article in articles}


def read_file(path: Path, *, articles: Iterable[str | Path] = (), options: ReadingOptions | None = None) -> Material:
    """Reads one file: an article or a file of many, a coding sheet, or analyses as JSON.

    Args:
        path: the file.
        articles: files and folders with the texts of analyses, which their JSON does not hold.
        options: how files of many articles are read.

    Raises:
        HedgeLensError: it cannot be read.
    """
    check_file(path, largest=math.inf)
    texts = _texts(articles) if _is_json(path) else {}
    read = _read(File(path, path.stem, str(path)), texts, options)
    if not read.items and read.problems:
        raise HedgeLensError(read.problems[0].reason)
    return read


def read_folder(folder: Path, *, articles: Iterable[str | Path] = (), options: ReadingOptions | None = None) -> Material:
    """Reads the files of a folder, or of a file that holds many; what cannot be read is noted and does not stop the others.

    An article that is there as an analysis, too, is taken from that.

    Args:
        folder: the folder, or the file.
        articles: files and folders with further texts of analyses.
        options: how files of many articles are read.

    Raises:
        HedgeLensError: there is no such folder, or nothing in it can be read.
    """
    if not folder.is_dir() and not (folder.exists() and may_hold_many(folder)):
        wrong = "is a file of one article" if folder.exists() else "does not exist"
        raise HedgeLensError(f"The folder '{folder}' {wrong}. Name a folder or a table of articles after --batch.")
    listing = list_files([folder], passed_over=_is_no_coding)
    if not listing.files and listing.problems:
        raise HedgeLensError(listing.problems[0].reason)
    texts = OrderedDict(_texts(articles))
    parts: dict[File, Material] = {}
    for file in sorted(listing.files, key=lambda file: _is_json(file.path)):  # their texts may be in the others
        parts[file] = _noted(file, texts, options)
        for sha256, article in reversed(parts[file].texts().items()):
            texts.setdefault(sha256, article)
            texts.move_to_end(sha256, last=False)  # of two articles with one name, that which was read last is meant
    read = _put_together(folder, [(file, parts[file]) for file in listing.files], listing)
    marked = Marked((options or ReadingOptions()).duplicates)
    of_articles = {one.id: one for one in marked.each(item for item in read.items if isinstance(item, Article))}
    items = (of_articles.get(item.id) if isinstance(item, Article) else item for item in read.items)
    return replace(read, items=tuple(item for item in items if item is not None), notes=(*read.notes, *marked.notes()))


def read_codings(
    paths: str | Path | Sequence[str | Path], *, articles: str | Path | Iterable[str | Path] = ()
) -> dict[str, list[Analysis]]:
    """Reads the codings of several coders, one path each.

    The JSON of an analysis or an annotation does not hold the text of its article. The text is looked for, by its hash, in the
    coding sheets given, in ``articles``, and among the bundled articles.

    Args:
        paths: for each coder a coding sheet, a ``.json`` or ``.jsonl`` file, a file in a format of
            :data:`hedgelens.interchange.READABLE`, or a folder of such files.
        articles: files and folders of articles.

    Returns:
        The analyses by coder. A coder's name is the one in the sheets, or otherwise that of the file or folder.

    Raises:
        HedgeLensError: a file cannot be read, or the text of an article cannot be found.
    """
    paths = [paths] if isinstance(paths, str | Path) else paths  # a path is one path, and not its letters
    texts = _texts([articles] if isinstance(articles, str | Path) else articles)
    files = {Path(path): _codings_in(Path(path)) for path in paths}
    if len(files) < len(paths):
        raise HedgeLensError("The same file or folder was given twice. Give one for each coder.")
    read: dict[Path, Material] = {}
    for file in sorted(chain.from_iterable(files.values()), key=_is_json):
        read[file] = _read(File(file, file.stem, str(file)), texts, None)
        texts |= read[file].texts()
    found: dict[str, list[Analysis]] = {}
    for path, inside in files.items():
        parts = [read[file] for file in inside]
        name = _distinct(next((part.by for part in parts if part.by != UNNAMED), _called(path, files)), found)
        found[name] = [item for part in parts for item in part.items if isinstance(item, Analysis)]
    return found


def _called(path: Path, paths: Iterable[Path]) -> str:
    """Names a coder after the file or folder, and the folder above it where another one is called the same."""
    same = sum(other.stem == path.stem for other in paths) > 1
    return f"{path.resolve().parent.name}/{path.stem}" if same else path.stem


def _codings_in(path: Path) -> list[Path]:
    if path.is_dir():
        check_readable(path)
        inside = files_in(path, ENDINGS)
        if not inside:
            raise HedgeLensError(f"The folder '{path}' holds no codings: no file in it ends in {', '.join(ENDINGS)}.")
        return inside
    if not path.exists():
        raise no_such_file(path)
    if path.suffix.lower() not in ENDINGS:
        raise HedgeLensError(
            f"'{path}' is not a coding: give a coding sheet (.xlsx), an analysis or annotation (.json, .jsonl), or a file of "
            f"another program ({', '.join(OWN_ENDINGS)})."
        )
    return [path]


def _distinct(name: str, taken: Iterable[str]) -> str:
    """Returns a name that no other coder has."""
    taken = set(taken)
    candidates = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(c for c in candidates if c not in taken)


def _texts(articles: Iterable[str | Path]) -> dict[str, Article]:
    return {article.sha256: article for article in read_articles(articles)}


def _is_json(path: Path) -> bool:
    return path.suffix.lower() in (".json", ".jsonl")


def _noted(file: File, texts: Mapping[str, Article], options: ReadingOptions | None) -> Material:
    read = attempted(file.name, _read, file, texts, options)
    return Material((), (read,)) if isinstance(read, Problem) else read


def _read(file: File, texts: Mapping[str, Article], options: ReadingOptions | None) -> Material:
    """Reads a file: as a coding where it is one, or can be nothing else."""
    path = file.path
    check_file(path, largest=math.inf)
    if path.suffix.lower() in ENDINGS and (format := recognised(path)) is not None:
        return Material(tuple(read_bytes(path, Analysis, format=format.name, articles=list(texts.values()))))
    if path.suffix.lower() in ENDINGS and not holds_texts(path, options):
        if not _is_json(path):
            read = read_sheet(path)
            return Material(read.analyses, (), read.warnings, by=read.by)
        return Material(tuple(analyses_of_json(path, texts)))
    held = [one for _, one in read_listed(Listing((file,), (), ()), options)]
    return Material(
        tuple(one for one in held if isinstance(one, Article)),
        tuple(one for one in held if isinstance(one, Problem)),
        notes=tuple(one.sentence for one in held if isinstance(one, Note)),
    )


def _is_no_coding(path: Path) -> bool:
    """Says whether HedgeLens wrote a file that holds no coding, such as a page or a table."""
    return is_own(path) and path.suffix.lower() not in ENDINGS


def _put_together(folder: Path, parts: Sequence[tuple[File, Material]], listing: Listing) -> Material:
    problems = [*chain.from_iterable(part.problems for _, part in parts), *listing.problems]
    items = _by_id([(file, item) for file, part in parts for item in part.items], problems)
    if not items:
        said = " ".join(f"{problem.article}: {problem.reason}" for problem in problems[:1])
        raise HedgeLensError(f"Nothing in the folder '{folder}' can be read. {said}".strip())
    warnings = tuple(chain.from_iterable(part.warnings for _, part in parts))
    notes = (*chain.from_iterable(part.notes for _, part in parts), *listing.notes)
    return Material(tuple(items.values()), tuple(problems), warnings, notes)


def _by_id(read: Sequence[tuple[File, Item]], problems: list[Problem]) -> dict[str, Item]:
    """Returns items by the ids of their articles; an article that is there as an analysis, too, is left out."""
    analysed = {item.article.sha256 for _, item in read if isinstance(item, Analysis)}
    items: dict[str, Item] = {}
    number = Counter(file for file, _ in read)
    for file, item in read:
        article = item if isinstance(item, Article) else item.article
        if item is article and article.sha256 in analysed:
            continue
        if item is article and number[file] > 1:  # a row of a table
            item = article = replace(article, id=free_id(article.id, file.id, items))
        if items.setdefault(article.id, item) is not item:
            reason = "Give each file a name of its own, so that results can be told apart."
            problems.append(Problem(file.name, f"Another article is called '{article.id}', too. {reason}"))
    return items


def analyses_of_json(path: Path, texts: Mapping[str, Article]) -> list[Analysis]:
    """Reads the analyses or annotations of a ``.json`` or ``.jsonl`` file.

    Args:
        path: the file.
        texts: articles by their hash; the bundled ones are known.

    Raises:
        HedgeLensError: the file cannot be read, or the text of an article is nowhere.
    """
    if path.is_dir():
        raise HedgeLensError(f"'{path}' is a folder, and a file of analyses was expected (.jsonl or .json). Name the file.")
    found = [_analysis(row, path, line, texts) for line, row in _rows(path)]
    if not found:
        raise HedgeLensError(f"'{path}' is empty: there is no analysis in it.")
    return found


def _rows(path: Path) -> Iterator[tuple[int | None, Any]]:
    """Yields what a file holds: of lines each with its number. A last line that was cut off is left out and warned of."""
    check_file(path, largest=math.inf)
    try:
        content = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise HedgeLensError(f"The file '{path}' cannot be read: {error.strerror or error}.") from None
    if content.startswith(_GZIP):
        raise HedgeLensError(f"'{path}' is packed with gzip. Unpack it first, and read the .jsonl file that comes out.")
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
    except UnicodeDecodeError:
        raise HedgeLensError(f"{what} is not text in UTF-8, in which JSON is. Save it as UTF-8, or name another file.") from None
    except (ValueError, RecursionError) as error:
        raise HedgeLensError(f"{what} is not JSON: {error}.") from None


def _analysis(data: Any, path: Path, line: int | None, texts: Mapping[str, Article]) -> Analysis:
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
    return texts[sha256] if sha256 in texts else bundled.by_sha256(sha256)
