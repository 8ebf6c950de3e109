"""What is known of articles as references, in RIS and in BibTeX, for Zotero, EndNote and LaTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import accumulate

from hedgelens.analysis import Analysis
from hedgelens.files.text import encodable, one_line
from hedgelens.formats.plain_files import iri
from hedgelens.records import Article

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""BibTeX counts a brace also where a backslash is before it: they are written so where one is without the other."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AND = re.compile(r"\s*;\s*|\s+(?:and|&)\s+")


def write_ris(analyses: Iterable[Analysis]) -> bytes:
    """Returns the articles of analyses in RIS, as news articles."""
    return encodable("".join(_ris(analysis.article) for analysis in analyses)).encode("utf-8")


def _ris(article: Article) -> str:
    year, month, day = _date(article)
    rows = [
        ("TY", "NEWS"),
        ("ID", article.id),
        ("TI", article.title or article.id),
        *(("AU", author) for author in _authors(article)),
        ("T2", article.outlet),
        ("PY", year),
        ("DA", "/".join((year, month, day)) if year else article.date_text),
        ("SP", article.page),
        ("SE", article.section),
        ("UR", article.url),
        ("LA", article.language),
    ]
    lines = [f"{key}  - {one_line(value)}" for key, value in rows if value]
    return "\r\n".join((*lines, "ER  - ", "", ""))


def write_bibtex(analyses: Iterable[Analysis]) -> bytes:
    """Returns the articles of analyses in BibTeX, in UTF-8, as BibLaTeX and Biber read it."""
    keys: dict[str, None] = {}
    return encodable("\n".join(_bibtex(analysis.article, keys) for analysis in analyses)).encode("utf-8")


def _bibtex(article: Article, keys: dict[str, None]) -> str:
    year, month, day = _date(article)
    fields = {
        "title": _bracketed(f"{{{_tex(article.title or article.id)}}}"),
        "author": _bracketed(" and ".join(map(_tex, _authors(article)))),
        "journal": _bracketed(_tex(article.outlet)),
        "year": _bracketed(year),
        "month": _MONTHS[int(month) - 1] if month else "",
        "day": _bracketed(day),
        "pages": _bracketed(_tex(article.page)),
        "url": _bracketed(iri(one_line(article.url or ""))),
        "language": _bracketed("english" if article.language == "en" else ""),
    }
    rows = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@article{{{_key(article.id, keys)},\n{rows}}}\n"


def _key(id: str, taken: dict[str, None]) -> str:
    plain = unicodedata.normalize("NFKD", id).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9.:-]+", "-", plain).strip("-") or "article"
    key, number = stem, 2
    while key.lower() in taken:  # to BibTeX, large and small letters are the same in keys
        key, number = f"{stem}-{number}", number + 1
    taken[key.lower()] = None
    return key


def _bracketed(value: str) -> str:
    return f"{{{value}}}" if value.strip("{}") else ""


def _tex(text: str | None) -> str:
    line = one_line(text or "")
    depths = list(accumulate({"{": 1, "}": -1}.get(character, 0) for character in line))
    special = _SPECIAL if min(depths, default=0) == 0 == sum(depths[-1:]) else _SPECIAL | _LONE_BRACES
    return "".join(special.get(character, character) for character in line)


def _authors(article: Article) -> list[str]:
    return [name for name in _AND.split(one_line(article.author or "")) if name]


def _date(article: Article) -> tuple[str, str, str]:
    parts = (article.date or "").split("-")
    year, month, day = (*parts, "", "", "")[:3]
    return year, month, day
