"""The formats of articles, one table: readers, help texts, messages and folders go by it.

A new format is a function that makes an :class:`Article` of a file, and a row of :data:`FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from hedgelens.article import packed
from hedgelens.article.above import with_fields
from hedgelens.article.access import check_file, file_bytes
from hedgelens.article.containing import attempted
from hedgelens.article.decoding import decoded, decoded_page
from hedgelens.article.documents import (
    article_of_document,
    open_document_text,
    portable_text,
    read_mail,
    rich_text,
    word_text,
)
from hedgelens.article.doubts import foreign
from hedgelens.article.exports import Material, export_in, held, only_article
from hedgelens.article.holding import Held, HoldsMany, HoldsNone, Note, ReadingOptions
from hedgelens.article.html import article_from_html
from hedgelens.article.naming import folders_above
from hedgelens.article.nature import nature, notes_on
from hedgelens.article.tables import reading as tables
from hedgelens.article.tables.own import is_own_archive, is_own_file
from hedgelens.article.tables.preview import Preview, preview
from hedgelens.article.tables.workbook import is_coding_sheet
from hedgelens.article.text import article_from_text
from hedgelens.files.overwriting import MARKDOWN_MARK, PAGE_MARK
from hedgelens.records import Article, HedgeLensError, Problem

_BEGINNING = 2_048
"""So many bytes of a file are its beginning."""
_SAVE_AS_TEXT = "Save the article's text as a .txt file."
_HOW_TO_SAVE = {
    "the source of a web page": "Save it as a .html file.",
    "a table": "Save it as a .csv file, so that each of its rows is read as an article.",
    "JSON": "Save it as a .json or .jsonl file, so that each of its objects is read as an article.",
}
_AS_IT_STANDS = (".txt", ".md")
_LOOKED_AT = 3
"""So many things that a table holds show whether it holds one article."""


def _markdown(path: Path, id: str) -> Article:
    return article_from_text(_checked(path, decoded(file_bytes(path), path)), id=id, markdown=True)


def _source(path: Path) -> Material:
    return Material(markup=decoded_page(file_bytes(path)))


def _plain(path: Path, material: Material, id: str) -> Article:
    return article_from_text(_checked(path, material.text), id=id)


def _page(path: Path, material: Material, id: str) -> Article:
    return article_from_html(material.markup, id=id)


def _document(path: Path, material: Material, id: str) -> Article:
    return article_of_document(path, material.text, id)


def _markup(path: Path, material: Material, id: str) -> Article:
    raise HedgeLensError(f"'{path}' is XML, and the only XML files that are read are those from Factiva. {_SAVE_AS_TEXT}")


def _checked(path: Path, text: str) -> str:
    if what := foreign(text):
        raise HedgeLensError(f"'{path}' is no article but {what}. {_HOW_TO_SAVE.get(what, _SAVE_AS_TEXT)}")
    return text


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that holds an article, or many.

    Attributes:
        suffixes: endings of its files, the usual one first.
        read: makes the article of a file and an id.
        report: what stands at the beginning of a report that HedgeLens writes in this format, if it does.
        holds_many: yields the articles of a file that holds many; ``None`` where a file is one article.
        mark: what stands at the beginning of those files of these endings that hold articles, where others do not.
        is_own: says whether HedgeLens made a file of this kind as a result.
        tables_of: opens the tables of a file that holds such.
    """

    suffixes: tuple[str, ...]
    read: Callable[[Path, str], Article]
    report: bytes | None = None
    holds_many: HoldsMany | None = None
    mark: bytes | None = None
    is_own: Callable[[Path], bool] | None = None
    tables_of: tables.TablesOf | None = None


def _format(
    suffixes: tuple[str, ...],
    content: Callable[[Path], Material],
    article: Callable[[Path, Material, str], Article],
    report: bytes | None = None,
    mark: bytes | None = None,
) -> Format:
    """Makes a format of files that hold an article, or the many documents of a newspaper database."""

    def read(path: Path, id: str) -> Article:
        material = content(path)
        export = export_in(material)
        return article(path, material, id) if export is None else only_article(export, path, id)

    def many(path: Path, id: str, options: ReadingOptions) -> Iterator[Held]:
        material = content(path)
        export = export_in(material)
        if export is None:
            yield article(path, material, id)
        else:
            yield from held(export, path, id)

    return Format(suffixes, read, report, many, mark)


def _table(*suffixes: str, tables_of: tables.TablesOf, is_own: Callable[[Path], bool] | None = None) -> Format:
    """Makes a format of tables, each row of which is an article."""
    holds_many = partial(tables.read_table, tables_of)
    return Format(suffixes, partial(_only, holds_many), None, holds_many, is_own=is_own, tables_of=tables_of)


def _only(holds_many: HoldsMany, path: Path, id: str) -> Article:
    """Returns the article of a file that may hold many.

    Raises:
        HedgeLensError: it holds several, or none.
    """
    found = [one for one in islice(holds_many(path, id, ReadingOptions()), _LOOKED_AT) if not isinstance(one, Note)]
    if len(found) == 1 and isinstance(found[0], Article):
        return found[0]
    several = f"'{path}' holds several articles, and one was expected. Use hedgelens analyze, or hl.Collection.analyze('{path}')."
    raise HedgeLensError(found[0].reason if len(found) == 1 and isinstance(found[0], Problem) else several)


_PAGE = _format((".html", ".htm"), _source, _page, PAGE_MARK)
FORMATS = (
    _format((".txt",), lambda path: Material(decoded(file_bytes(path), path)), _plain),
    Format((".md",), _markdown, MARKDOWN_MARK),
    _PAGE,
    _format((".docx",), lambda path: Material(word_text(path)), _document),
    _format((".rtf",), lambda path: Material(rich_text(path)), _document),
    _format((".odt",), lambda path: Material(open_document_text(path)), _document),
    _format((".pdf",), lambda path: Material(portable_text(path)), _document),
    Format((".eml",), read_mail),
    _format((".xml",), _source, _markup, mark=b"ppsarticle"),
    _table(".csv", ".tsv", tables_of=tables.delimited, is_own=is_own_file),
    _table(".xlsx", ".xlsm", tables_of=tables.workbook, is_own=is_coding_sheet),
    _table(".jsonl", ".ndjson", tables_of=tables.json_lines, is_own=is_own_file),
    _table(".json", tables_of=tables.json, is_own=is_own_file),
    _table(".parquet", tables_of=tables.parquet),
    Format(
        (packed.ENDING,),
        lambda path, id: _only(_packed, path, id),
        holds_many=lambda *given: _packed(*given),
        is_own=is_own_archive,
    ),
)

PAGES = _PAGE.suffixes
"""Endings of saved web pages."""
_TABLES = tuple(suffix for format in FORMATS if format.tables_of for suffix in format.suffixes)
SUFFIXES = tuple(suffix for format in FORMATS for suffix in format.suffixes)
"""Endings of the files that hold an article."""
SINGLE = tuple(suffix for format in FORMATS if format.is_own is None for suffix in format.suffixes)
"""Endings of those that HedgeLens writes none of, or that it does not know again."""
USUAL = ", ".join(format.suffixes[0] for format in FORMATS)
"""The usual ones, for help texts."""
DOCUMENTS = (".doc", ".mht", ".mhtml", ".pages", ".webarchive", ".wpd")
"""Files that hold an article, most likely, and cannot be read: each of them counts as an article that is left out."""
SHEETS = (".xls", ".ods")
"""Workbooks that cannot be read, which may hold articles as well."""
ENDINGS = (*SUFFIXES, *DOCUMENTS, *SHEETS, ".epub", ".tex")
"""Endings by which a word is known for the name of a file."""

_BY_SUFFIX = {suffix: format for format in FORMATS for suffix in format.suffixes}


def read_article(path: str | Path, *, id: str | None = None) -> Article:
    """Reads the article of a file: a text exactly as it stands there, the text of a document, or the article of a saved web page.

    Args:
        path: the file.
        id: a name for the article, by default the stem of the file's name.

    Raises:
        HedgeLensError: the file is missing, is not text, is blank or of a kind that is not known.
    """
    path = Path(path)
    check_file(path)
    suffix = path.suffix.lower()
    if suffix not in _BY_SUFFIX:
        ends = f"ends in '{path.suffix}'" if path.suffix else "has a name without an ending"
        raise HedgeLensError(
            f"'{path}' {ends}, and articles are read from {', '.join(SUFFIXES)} files. "
            + ("Save it as an Excel workbook (.xlsx) or a .csv file." if suffix in SHEETS else _SAVE_AS_TEXT)
        )
    _check_is_no_report(path)
    return _BY_SUFFIX[suffix].read(path, path.stem if id is None else id)


def read_each(
    path: Path, *, id: str, name: str, options: ReadingOptions | None = None, folders: Sequence[str] | None = None
) -> Iterator[Held]:
    """Yields the articles of a file, be it one or many; what cannot be read is a problem among them, and nothing is raised.

    Args:
        path: the file.
        id: a name for its article, and the beginning of the names of several.
        name: what the file is called where something is said of it.
        options: how to read a file that holds many.
        folders: the names of the folders above it, where it does not lie there itself.
    """
    options = options or ReadingOptions()
    if not options.fields or path.suffix.lower() == packed.ENDING:  # the files in an archive have folders of their own
        yield from _each(path, id, name, options)
        return
    above = folders_above(path) if folders is None else folders
    for one in _each(path, id, name, options):
        yield with_fields(one, options.fields, above) if isinstance(one, Article) else one


def _each(path: Path, id: str, name: str, options: ReadingOptions) -> Iterator[Held]:
    suffix = nature(path) or path.suffix.lower()
    yield from notes_on(path, name, suffix, _AS_IT_STANDS)
    format = _BY_SUFFIX.get(suffix)
    is_one = suffix not in (*_TABLES, packed.ENDING)
    if is_one and isinstance(problem := attempted(name, check_file, path, options.limits.file), Problem):
        yield problem
        return
    if format is None or format.holds_many is None:
        yield attempted(name, partial(read_article, path, id=id))
        return
    if isinstance(problem := attempted(name, _check_is_no_report, path), Problem):
        yield problem
        return
    if format.is_own is not None and options.columns is None and is_own(path):  # unless one says which columns to take
        yield HoldsNone(name, f"'{path}' was made by HedgeLens, and holds no articles. Give those it was made of.")
        return
    within = format.holds_many(path, id, options)
    while (result := attempted(name, next, within, None)) is not None:
        yield replace(result, article=name) if isinstance(result, HoldsNone) else result


def _packed(path: Path, id: str, options: ReadingOptions) -> Iterator[Held]:
    kinds = packed.Kinds(read_each, SUFFIXES, DOCUMENTS, ENDINGS, PAGES, _TABLES, is_own)
    return packed.read_packed(kinds, path, id, options, folders_above(path))


def _check_is_no_report(path: Path) -> None:
    if is_report(path):
        raise HedgeLensError(
            f"'{path}' is a report that HedgeLens wrote, not an article. Give the article from which it was made."
        )


def ending(path: Path) -> str:
    """Returns the ending of a file in a folder: by what is in it where its name says that it cannot be read."""
    suffix = path.suffix.lower()
    return (nature(path) or suffix) if suffix in (*DOCUMENTS, *SHEETS) else suffix


def may_hold_articles(path: Path) -> bool:
    """Says whether a file that lies in a folder is one to be read: not where others of its ending hold anything at all."""
    format = _BY_SUFFIX.get(path.suffix.lower())
    return format is None or format.mark is None or _begins_with(format.mark, path)


def holds_texts(path: Path, options: ReadingOptions | None = None) -> bool:
    """Says whether a file is a table with a column of texts, and none that HedgeLens made."""
    format = _BY_SUFFIX.get(path.suffix.lower())
    tables_of = None if format is None or is_own(path) else format.tables_of
    return tables_of is not None and tables.holds_texts(tables_of, path, options or ReadingOptions())


def preview_table(path: Path) -> Preview | None:
    """Returns what a table looks like that may hold articles, ``None`` of another file and of what HedgeLens made.

    Raises:
        HedgeLensError: it cannot be read.
    """
    format = _BY_SUFFIX.get(path.suffix.lower())
    tables_of = None if format is None or is_own(path) else format.tables_of
    return None if tables_of is None else preview(tables_of, path, ReadingOptions())


def may_hold_many(path: Path) -> bool:
    """Says whether a file is of a kind that may hold many articles."""
    format = _BY_SUFFIX.get(path.suffix.lower())
    return format is not None and format.holds_many is not None


def is_own(path: Path) -> bool:
    """Says whether a file is a report, a table or an analysis that HedgeLens made: it is about articles, but is none."""
    format = _BY_SUFFIX.get(path.suffix.lower())
    if format is None or format.is_own is None:
        return is_report(path)
    try:
        check_file(path, largest=float("inf"))
    except HedgeLensError:
        return False  # who reads it says what is wrong
    return format.is_own(path)


def is_report(path: Path) -> bool:
    """Says whether a file is a report that HedgeLens wrote (a page or Markdown): it is about articles, but is none."""
    format = _BY_SUFFIX.get(path.suffix.lower())
    return format is not None and format.report is not None and _begins_with(format.report, path)


def _begins_with(mark: bytes, path: Path) -> bool:
    try:
        return mark.lower() in file_bytes(path, _BEGINNING).replace(b"\0", b"").lower()
    except HedgeLensError:
        return False  # who reads it says what is wrong
