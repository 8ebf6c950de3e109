"""Factiva as XML: elements with names for everything. No entity is resolved and no address looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from hedgelens.article.exports.document import Document, Export, Material
from hedgelens.article.exports.labels import table
from hedgelens.records import HedgeLensError

_MARK = re.compile(r"<(?:\w{1,20}:)?(?:ppsarticleResultSet|ppsArticleResponse)\b")
_ARTICLE = re.compile(r"<(?:\w{1,20}:)?article[\s>]")
_COUNT = re.compile(r"<(?:\w{1,20}:)?ppsarticleResultSet\b[^<>]{0,300}?\bcount\s{0,3}=\s{0,3}[\"'](?P<total>\d{1,6})[\"']")
_PARSED_AT_ONCE = 1 << 16


def recognises(material: Material) -> bool:
    """Says whether the elements are there in which this database puts articles."""
    return bool(_MARK.search(material.markup) and _ARTICLE.search(material.markup))


def splits(material: Material) -> Export:
    """Takes the articles apart, one after the other.

    Raises:
        HedgeLensError: the file declares entities of its own.
    """
    if "<!ENTITY" in material.markup:
        raise HedgeLensError(
            "The XML file declares entities of its own, which no database does; it is not read. Download the export again."
        )
    found = len(_ARTICLE.findall(material.markup))
    count = _COUNT.search(material.markup)
    return Export(found, _documents(material.markup, found), int(count["total"]) if count else None)


@cache
def _elements() -> dict[str, str]:
    return {name: row["field"] for row in table("factiva-xml")["element"] for name in row["names"]}


def _documents(markup: str, found: int) -> Iterator[Document]:
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("end",),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    read = 0
    try:
        for start in range(0, len(markup), _PARSED_AT_ONCE):
            parser.feed(markup[start : start + _PARSED_AT_ONCE].encode("utf-8", "replace"))
            for element in _articles(parser):
                read += 1
                yield _document(element)
                element.clear()
        parser.close()
    except etree.XMLSyntaxError as error:
        for _ in range(read, found):
            yield Document(missing=f"cannot be read: the file is damaged in line {error.lineno:,}, or ends there")


def _articles(parser: Any) -> Iterator[Any]:
    for _, element in parser.read_events():
        if isinstance(element.tag, str) and _name(element) == "article":
            yield element


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _document(article: Any) -> Document:
    document = Document()
    paragraphs: list[str] = []
    for element in article:
        field = _elements().get(_name(element), "") if isinstance(element.tag, str) else ""
        parts = [" ".join("".join(part.itertext()).split()) for part in (element if len(element) else [element])]
        if field == "text":
            paragraphs += filter(None, parts)
        else:
            document.note(field, (" " if field == "title" else "; ").join(filter(None, parts)))
    document.text = "\n\n".join(paragraphs)
    return document
