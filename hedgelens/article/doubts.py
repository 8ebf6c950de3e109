"""What makes one doubt that a text is one article, in English and decoded right: said before a result is relied on."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hedgelens.article.decoding import garbled
from hedgelens.article.lines import matches
from hedgelens.records import Block, Kind

_HEAD = 4_096
"""So many characters from the beginning of a text show what it is."""

_BEGINNINGS = (
    (re.compile(r"\{\\rtf"), "RTF"),
    (re.compile(r"%PDF-"), "a PDF"),
    (re.compile(r"(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b", re.IGNORECASE), "the source of a web page"),
    (re.compile(r"<\?xml\b"), "XML"),
    (re.compile(r"(\[\s*)?\{\s*\"|\[\s*\""), "JSON"),
)
_TAG = re.compile(r"</?(?:p|div|span|br|a|h[1-6]|ul|li|img|td|tr)\b[^<>]*>", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    r"^(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type|Content-Transfer-Encoding|DKIM-Signature):",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_PRINTABLE = re.compile(r"=(?:E2=80=[0-9A-F]{2}|C[23]=[0-9A-F]{2}|3D|20$|$)", re.MULTILINE)
_ARTICLE_END = re.compile(r"^[ \t]*(?:End of Document|Document [A-Za-z0-9]{15,40})[ \t]*$", re.MULTILINE)
_QUOTATION_MARK = re.compile('["“”„«»‘]|``')
_FOREIGN_SHARE = 0.2

# Running English has 35 to 50 % of its commonest words; German, French, Spanish, Dutch, Swedish and Latin texts stay below 10 %.
_LEAST_SHARE = 0.18
_LEAST_SHARE_OF_SMALL = 0.1
_FEWEST_SMALL = 12


def foreign(text: str) -> str | None:
    """Says what a text is that is no article but the code of something else, or ``None``."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if found := next((name for beginning, name in _BEGINNINGS if beginning.match(head)), None):
        return found
    if len(_TAG.findall(head)) > 4:
        return "the source of a web page"
    first_paragraph = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    if len(_MAIL_HEADER.findall(first_paragraph)) > 1 or len(_QUOTED_PRINTABLE.findall(head)) > 4:
        return "the source of a mail"
    return "a table" if any(_is_table(text, delimiter) for delimiter in ",;\t") else None


def doubts(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """Yields what is to be doubted about a text, a sentence each."""
    if what := foreign(text):
        yield f"The text looks like {what} and not like an article; do not rely on the result."
    if shown := garbled(text):
        marks = "" if _QUOTATION_MARK.search(text) else ", and no quotation marks are in it"
        shown = shown if shown.isprintable() else ascii(shown)[1:-1]
        yield f"The text looks wrongly decoded ('{shown}'){marks}. Save it anew as UTF-8 from where it comes."
    body = [text[block.start : block.end] for block in blocks if block.kind is Kind.BODY]
    if not is_english(" ".join(body) or text):
        yield "The text does not look like English; it is analysed as if it were, so do not rely on the result."
    elif (share := _foreign_share(body)) >= _FOREIGN_SHARE:
        yield f"About {share:.0%} of the text does not look like English; do not rely on what is found there."
    if (number := len(_ARTICLE_END.findall(text))) > 1:
        yield f"The text seems to hold {number} articles, and is analysed as one. Save each as a file of its own."


def _is_table(text: str, delimiter: str) -> bool:
    """Says whether the first lines of a text have as many columns each, three or more, under a head of short names."""
    lines = text[:_HEAD].splitlines()[: -1 if len(text) > _HEAD else None]
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    columns = {len(row) for row in rows}
    return len(rows) > 2 and len(columns) == 1 and len(rows[0]) > 2 and all(len(name) <= 30 for name in rows[0])


def _foreign_share(body: Sequence[str]) -> float:
    """Returns the share of the words of a body that stand in paragraphs that do not look like English."""
    strange = sum(len(paragraph.split()) for paragraph in body if is_foreign(paragraph))
    return strange / max(sum(len(paragraph.split()) for paragraph in body), 1)


def is_english(text: str) -> bool:
    """Says whether a text is most likely English; texts of fewer than five words pass."""
    words = _words_of_letters(text.lower())
    share = sum(map(_is_common, words)) / max(len(words), 1)
    return len(words) < 5 or share >= _LEAST_SHARE


def is_foreign(paragraph: str) -> bool:
    """Says whether a paragraph is most likely not English; one of names, numbers or few words is not said to be.

    Only words in small letters are looked at: lists of names hold none of the commonest words in any language.
    """
    words = [word for word in _words_of_letters(paragraph) if word.islower()]
    return len(words) >= _FEWEST_SMALL and sum(map(_is_common, words)) < _LEAST_SHARE_OF_SMALL * len(words)


@lru_cache(maxsize=50_000)
def _is_common(word: str) -> bool:
    return matches("common-word", word)


def _words_of_letters(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.replace("\u00ad", ""))  # a soft hyphen parts no words
