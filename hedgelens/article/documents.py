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
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from hedgelens.article.access import file_bytes
from hedgelens.article.dates import iso_date
from hedgelens.article.html import article_from_html
from hedgelens.article.text import article_from_text
from hedgelens.records import Article, HedgeLensError

_LARGEST_UNPACKED = 200_000_000
"""So many bytes a zipped document may hold; news texts with their pictures have a tenth of it."""
_OF_DATABASE = re.compile(r"(?mi)^\s*(?:End of Document|\d+ of \d+ DOCUMENTS|Load-Date: .*)\s*$")
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ASIDE = frozenset(f"{_ODF}{name}" for name in ("tracked-changes", "note", "table-of-content", "sequence-decls"))
_ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
_PAGE_NUMBER = re.compile(r"(?i)\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*")


def read_word(path: Path, id: str) -> Article:
    """Reads a Word file (``.docx``): its paragraphs and the cells of its tables, without headers, footers and comments."""

    def text(raw: bytes) -> str:
        import docx

        _check_unpacked(raw)
        return _paragraphs(_of_word(docx.Document(io.BytesIO(raw))))

    return _article(path, id, "a Word file", text)


def read_rich_text(path: Path, id: str) -> Article:
    """Reads a file in Rich Text Format (``.rtf``)."""

    def text(raw: bytes) -> str:
        from striprtf.striprtf import rtf_to_text

        if not raw.lstrip().startswith(b"{\\rtf"):
            raise ValueError("it does not begin as such files do")
        return _paragraphs(rtf_to_text(raw.decode("latin-1"), errors="replace").splitlines())

    return _article(path, id, "a file in Rich Text Format", text)


def read_open_document(path: Path, id: str) -> Article:
    """Reads a text in OpenDocument format (``.odt``): headings and paragraphs, without notes, comments and what was deleted."""

    def text(raw: bytes) -> str:
        from lxml import etree

        _check_unpacked(raw)
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            content = packed.read("content.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return _paragraphs(_of_open_document(etree.fromstring(content, parser)))

    return _article(path, id, "an OpenDocument text", text)


def read_portable(path: Path, id: str) -> Article:
    """Reads a PDF file that has a text layer: its lines, without what stands at the head or foot of most pages."""

    def text(raw: bytes) -> str:
        import logging

        from pypdf import PdfReader

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a file is said here, in a sentence
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise HedgeLensError(f"'{path}' is locked by a password. Unlock it, or copy the article's text into a .txt file.")
        pages = [page.extract_text().splitlines() for page in reader.pages]
        if not any(line.strip() for page in pages for line in page):
            raise HedgeLensError(
                f"'{path}' holds pictures of pages and no text. Have the text recognised (OCR) first, or copy the article's text "
                "into a .txt file."
            )
        return "\n".join(line for page in _without_running_heads(pages) for line in page)

    return _article(path, id, "a PDF file", text)


def read_mail(path: Path, id: str) -> Article:
    """Reads a mail (``.eml``), such as a newsletter: its text, the subject as its title; attachments are passed over."""
    try:
        mail = email.message_from_bytes(file_bytes(path), policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        part = mail.get_body(("plain", "html"))
        content = part.get_content() if part is not None else ""
        subject, date = mail["subject"], mail["date"]
    except HedgeLensError:
        raise
    except Exception as error:  # whatever the library stumbles over
        raise _broken(path, "a mail", error) from error
    if not isinstance(content, str) or not content.strip():
        raise HedgeLensError(f"The mail '{path}' holds no text. Save the article's text as a .txt file.")
    html = part is not None and part.get_content_subtype() == "html"
    article = article_from_html(content, id=id) if html else article_from_text(content, id=id)
    given: dict[str, Any] = {"title": str(subject) if subject else article.title}
    if date:
        given |= {"date_text": str(date), "date": iso_date(str(date))}
    return replace(article, **given)


def _article(path: Path, id: str, what: str, text_of: Callable[[bytes], str]) -> Article:
    try:
        text = text_of(file_bytes(path))
    except HedgeLensError:
        raise
    except Exception as error:  # whatever the libraries stumble over
        raise _broken(path, what, error) from error
    if not text.strip():
        raise HedgeLensError(f"'{path}' holds no text: there is nothing to analyse.")
    if (number := len(_OF_DATABASE.findall(text))) > 2:
        raise HedgeLensError(
            f"'{path}' seems to hold many documents of a newspaper database ({number} marks of one), which would be read as a "
            "single article. Save each document as a file of its own."
        )
    return article_from_text(text, id=id)


def _broken(path: Path, what: str, error: Exception) -> HedgeLensError:
    return HedgeLensError(
        f"'{path}' cannot be read as {what} ({type(error).__name__}): it is damaged, or something else. Save it again, or save "
        "the article's text as a .txt file."
    )


def _check_unpacked(raw: bytes) -> None:
    """Checks by what a zipped document says of itself that it does not unpack to something far larger.

    Raises:
        HedgeLensError: it does.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > _LARGEST_UNPACKED:
        raise HedgeLensError(
            f"A document unpacks to {size / 1e6:,.0f} MB, and up to {_LARGEST_UNPACKED / 1e6:.0f} MB are read. Save its text "
            "alone as a .txt file."
        )


def _paragraphs(texts: Iterable[str]) -> str:
    """Puts paragraphs one below the other; a line break inside of one is a blank."""
    return "\n\n".join(text for one in texts if (text := " ".join(one.split())))


def _of_word(container: Any) -> Iterator[str]:
    """Yields the paragraphs of a document or a cell in their order, those of tables row by row."""
    from docx.table import Table

    for item in container.iter_inner_content():
        if not isinstance(item, Table):
            yield item.text
            continue
        seen: set[int] = set()
        for cell in (cell for row in item.rows for cell in row.cells):
            if id(cell._tc) not in seen:  # a joined cell stands in several rows and columns
                seen.add(id(cell._tc))
                yield from _of_word(cell)


def _of_open_document(root: Any) -> Iterator[str]:
    passed = [element for element in root.iter() if element.tag in _ASIDE or element.tag == _ANNOTATION]
    for element in passed:
        tail, parent, before = element.tail or "", element.getparent(), element.getprevious()
        if parent is None:
            continue
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(element)
    for element in root.iter(f"{_ODF}h", f"{_ODF}p"):
        for blank in element.iter(f"{_ODF}s", f"{_ODF}tab", f"{_ODF}line-break"):
            blank.tail = " " + (blank.tail or "")
        yield "".join(element.itertext("*"))  # of elements: an entity of the file's own is none


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
