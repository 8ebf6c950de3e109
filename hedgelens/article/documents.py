"""The text of documents that are no plain text: Word, RTF, OpenDocument, PDF and mail; a paragraph of theirs is one of the text.

Nothing in a document is run or looked up: no macro, no field, no link, no picture, and of XML no entity of its own.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from hedgelens.article.access import file_bytes
from hedgelens.article.containing import sound
from hedgelens.article.dates import iso_date
from hedgelens.article.decoding import OLD_OFFICE
from hedgelens.article.html import article_from_html
from hedgelens.article.text import article_from_text
from hedgelens.records import Article, HedgeLensError

_LARGEST_UNPACKED = 200_000_000
"""So many bytes a zipped document may hold; news texts with their pictures have a tenth of it."""
_LARGEST_MARKUP = 20_000_000
"""So many bytes of these may be words and their form; a long book has half of it."""
_MOST_TAGS = 600_000
"""So many tags may tell their form; a thesis of three hundred pages stays below."""
_LARGEST_RICH, _LARGEST_PAGES = 4_000_000, 10_000_000
"""So many bytes an RTF file may have beside its pictures, and the pages of a PDF file together."""
_LARGEST_EXPORT = 40_000_000
"""So many an RTF file may have in which a database put many documents."""
_DOCUMENT_ENDS = re.compile(
    rb"\bEnd of Document\b|\bDo[ck]umento? (?=[A-Za-z0-9]{0,39}\d)[A-Za-z0-9]{15,40}\b|\bProQuest document ID\b"
)
_MOST_PAGES = 1_000
_MOST_PARTS = 60
"""So many times a mail may be parted; one with pictures that passes on another such mail is parted five times."""
_LONGEST_FIELD = 20_000
"""So many characters a field at the head of a mail may have where it is taken apart."""
_FIELD = re.compile(rb"(?im)^(?:subject|date|mime-version|content-[a-z-]+):.*(?:\r?\n[ \t].*)*")
_OPENS_MARKUP = (b"<", b" ", b"\t", b"\r", b"\n", b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe", b"\0<", b"Lo\xa7\x94")
"""How XML begins, by its encoding; no picture does."""
_HEX = re.compile(r"[0-9a-fA-F\r\n]+")
_PICTURE = 1_000
"""So many hexadecimal figures on end are a picture."""
_OF_DATABASE = re.compile(r"(?mi)^\s*(?:End of Document|\d+ of \d+ DOCUMENTS|Load-Date: .*)\s*$")
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ASIDE = frozenset(f"{_ODF}{name}" for name in ("tracked-changes", "note", "table-of-content", "sequence-decls"))
_PARAGRAPHS = frozenset([f"{_ODF}h", f"{_ODF}p"])
_BLANKS = frozenset([f"{_ODF}s", f"{_ODF}tab", f"{_ODF}line-break"])
_ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What is named in a file of Office that is the lock around a document."""
_PAGE_NUMBER = re.compile(r"(?i)\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*")


def word_text(path: Path) -> str:
    """Returns the text of a Word file (``.docx``): its paragraphs and the cells of its tables, without headers and comments."""

    def text(raw: bytes) -> str:
        import docx

        _check_unpacked(path, raw)
        return _paragraphs(_of_word(docx.Document(io.BytesIO(raw))))

    return _text(path, "a Word file", text)


def rich_text(path: Path) -> str:
    """Returns the text of a file in Rich Text Format (``.rtf``)."""

    def text(raw: bytes) -> str:
        from striprtf.striprtf import rtf_to_text

        if not raw.lstrip().startswith(b"{\\rtf"):
            raise ValueError("it does not begin as such files do")
        told = _HEX.sub(lambda run: run[0] if len(run[0]) < _PICTURE else "", raw.decode("latin-1"))
        most = _LARGEST_EXPORT if len(_DOCUMENT_ENDS.findall(raw)) > 1 else _LARGEST_RICH
        if len(told) > most:
            raise _too_large(path, f"has {len(told) / 1e6:,.0f} MB beside its pictures", f"{most / 1e6:.0f} MB")
        apart = re.sub(r"(?i)\{\\field\{", r"{\\field {", told)  # else the library writes addresses of links among the words
        return _paragraphs(rtf_to_text(apart, errors="replace").splitlines())

    return _text(path, "a file in Rich Text Format", text)


def open_document_text(path: Path) -> str:
    """Returns the headings and paragraphs of an OpenDocument text (``.odt``), without notes, comments and what was deleted."""

    def text(raw: bytes) -> str:
        from lxml import etree

        _check_unpacked(path, raw)
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            content = packed.read("content.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        return _paragraphs(_of_open_document(etree.fromstring(content, parser)))

    return _text(path, "an OpenDocument text", text)


def portable_text(path: Path) -> str:
    """Returns the lines of a PDF file that has a text layer, without what stands at the head or foot of most pages."""

    def text(raw: bytes) -> str:
        import logging

        from pypdf import PdfReader

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a file is said here, in a sentence
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise HedgeLensError(f"'{path}' is protected by a password. Unlock it, or copy the article's text into a .txt file.")
        pages = [page.extract_text().splitlines() for page in _pages_of_usual_size(path, reader.pages)]
        if not any(line.strip() for page in pages for line in page):
            raise HedgeLensError(
                f"'{path}' holds images of pages and no text. Have the text recognised (OCR) first, or copy the article's text "
                "into a .txt file."
            )
        return "\n".join(line for page in _without_running_heads(pages) for line in page)

    return _text(path, "a PDF file", text)


def read_mail(path: Path, id: str) -> Article:
    """Reads a mail (``.eml``), such as a newsletter: its text, the subject as its title; attachments are passed over."""
    with _sound(path, "a mail"):
        raw = file_bytes(path)
        _check_mail(path, raw)
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        part = mail.get_body(("plain", "html"))
        content = part.get_content() if part is not None else ""
        subject, date = mail["subject"], mail["date"]
    if not isinstance(content, str) or not content.strip():
        raise HedgeLensError(f"The email '{path}' holds no text. Save the article's text as a .txt file.")
    html = part is not None and part.get_content_subtype() == "html"
    article = article_from_html(content, id=id) if html else article_from_text(content, id=id)
    given: dict[str, Any] = {"title": str(subject) if subject else article.title}
    if date:
        given |= {"date_text": str(date), "date": iso_date(str(date))}
    return replace(article, **given)


def article_of_document(path: Path, text: str, id: str) -> Article:
    """Makes an article of the text of a document.

    Raises:
        HedgeLensError: it looks like an export of a newspaper database, but not like one that can be taken apart.
    """
    if (number := len(_OF_DATABASE.findall(text))) > 2:
        raise HedgeLensError(
            f"'{path}' seems to hold many documents from a newspaper database ({number} marks of one), which would be read as a "
            "single article. Save each document as a separate file."
        )
    return article_from_text(text, id=id)


def _text(path: Path, what: str, text_of: Callable[[bytes], str]) -> str:
    with _sound(path, what):
        raw = file_bytes(path)
        _check_is_open(path, raw)
        text = text_of(raw)
    if not text.strip():
        raise HedgeLensError(f"'{path}' holds no text: there is nothing to analyse.")
    return text


def _check_is_open(path: Path, raw: bytes) -> None:
    if not raw:
        raise HedgeLensError(f"'{path}' is empty: it has 0 bytes. Save or download it again.")
    if not raw.startswith(OLD_OFFICE):
        return
    old = "is a Word file of the old kind. Save it as .docx"
    what = "is protected by a password. Save it without one" if _LOCKED in raw else old
    raise HedgeLensError(f"'{path}' {what}, or save the article's text as a .txt file.")


def _sound(path: Path, what: str) -> AbstractContextManager[None]:
    why = "it is damaged, or something else. Save it again, or save the article's text as a .txt file."
    return sound(f"'{path}' cannot be read as {what}", why)


def _too_large(path: Path, what: str, most: str) -> HedgeLensError:
    return HedgeLensError(f"'{path}' {what}, and up to {most} are read. Save the article's text alone as a .txt file.")


def _check_unpacked(path: Path, raw: bytes) -> None:
    """Checks that a zipped document does not unpack to far more than a text; no part of it unpacks to more than it says.

    Raises:
        HedgeLensError: it does.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        size = sum(part.file_size for part in packed.infolist())
        if size > _LARGEST_UNPACKED:
            raise _too_large(path, f"unpacks to {size / 1e6:,.0f} MB", f"{_LARGEST_UNPACKED / 1e6:.0f} MB")
        markup = [part for part in packed.infolist() if part.file_size and packed.open(part).read(4).startswith(_OPENS_MARKUP)]
        size = sum(part.file_size for part in markup)
        if size > _LARGEST_MARKUP:
            raise _too_large(path, f"holds {size / 1e6:,.0f} MB without its pictures", f"{_LARGEST_MARKUP / 1e6:.0f} MB")
        tags = sum(packed.read(part).count(b"<") for part in markup)
    if tags > _MOST_TAGS:
        raise _too_large(path, f"holds {tags:,} tags", f"{_MOST_TAGS:,}")


def _check_mail(path: Path, raw: bytes) -> None:
    """Checks that a mail can be taken apart in little time.

    Raises:
        HedgeLensError: it cannot.
    """
    if (parts := raw.lower().count(b"boundary=")) > _MOST_PARTS:
        raise _too_large(path, f"is parted {parts:,} times", str(_MOST_PARTS))
    if (longest := max((len(field[0]) for field in _FIELD.finditer(raw)), default=0)) > _LONGEST_FIELD:
        raise _too_large(path, f"has {longest:,} characters in one field of its head", f"{_LONGEST_FIELD:,}")


def _pages_of_usual_size(path: Path, pages: Sequence[Any]) -> Iterator[Any]:
    """Yields pages of a PDF file.

    Raises:
        HedgeLensError: there are too many, or what is on them is too much.
    """
    if len(pages) > _MOST_PAGES:
        raise _too_large(path, f"has {len(pages):,} pages", f"{_MOST_PAGES:,}")
    size = 0
    for page in pages:
        content = page.get_contents()
        size += len(content.get_data()) if content is not None else 0
        if size > _LARGEST_PAGES:
            raise _too_large(path, f"has more than {_LARGEST_PAGES / 1e6:.0f} MB on its pages", "so many")
        yield page


def _paragraphs(texts: Iterable[str]) -> str:
    """Puts paragraphs one below the other; a line break inside of one is a blank."""
    return "\n\n".join(text for one in texts if (text := " ".join(one.split())))


def _of_word(container: Any) -> Iterator[str]:
    """Yields the paragraphs of a document or a cell in their order, those of tables row by row."""
    from docx.table import Table, _Cell

    for item in container.iter_inner_content():
        if not isinstance(item, Table):
            yield item.text
            continue
        for cell in item._tbl.iter_tcs():  # each once, and not for every row and column over which it reaches
            if cell.vMerge != "continue":
                yield from _of_word(_Cell(cell, item))


def _of_open_document(root: Any) -> list[str]:
    """Returns the headings and paragraphs of a document; one inside of another, such as a caption, stands behind it."""
    from lxml import etree

    paragraphs: list[list[str]] = []
    around: list[list[str]] = [[]]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        opens = event == "start"
        if opens and (element.tag in _ASIDE or element.tag == _ANNOTATION):
            walk.skip_subtree()
            continue
        if element.tag in _PARAGRAPHS:
            if opens:
                paragraphs.append([])
                around.append(paragraphs[-1])
            else:
                around.pop()
        elif opens and element.tag in _BLANKS:
            around[-1].append(" ")
        if not (opens and element.tag is etree.Entity):  # an entity of the file's own is no text
            around[-1].append((element.text if opens else element.tail) or "")
    return ["".join(pieces) for pieces in paragraphs]


def _without_running_heads(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Takes out lines that stand first or last on most pages, and numbers of pages there."""
    edges = Counter(line.strip() for page in pages for line in {*page[:2], *page[-2:]} if line.strip())
    running = {line for line, times in edges.items() if times > 2 and 2 * times > len(pages)}
    for page in pages:
        last = len(page) - 1
        yield [
            line
            for place, line in enumerate(page)
            if not (line.strip() in running or (place in (0, last) and _PAGE_NUMBER.fullmatch(line)))
        ]
