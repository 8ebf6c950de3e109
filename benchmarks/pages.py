"""Scores the reading of web pages against article texts that people marked.

    python benchmarks/pages.py FOLDER

FOLDER has ``html/ID.html.gz`` and ``ground-truth.json`` (``articleBody`` for each ID), as the article extraction benchmark has.
Its measure: precision, recall and F1 of runs of four words, each page weighing the same.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from hedgelens.article import article_from_html
from hedgelens.records import Article, HedgeLensError, Kind

_RUN = 4
_OFF = 0.1
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!~`>|-])")

Counts = tuple[float, float, float]
"""Shares of the runs of a page that are right, wrong and missing."""


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Returns the runs of four words of a text."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)))


def counts(gold: str, found: str) -> Counts:
    """Returns which shares of the runs of two texts are right, wrong and missing."""
    one, other = runs(gold), runs(found)
    right = (one & other).total()
    whole = one.total() + other.total() - right
    return right / whole, (other.total() - right) / whole, (one.total() - right) / whole


def figures(pages: list[Counts]) -> tuple[float, float, float]:
    """Returns precision, recall and F1 over pages."""
    right, wrong, missing = (sum(page[i] for page in pages) for i in range(3))
    precision, recall = (right / (right + other) if right + other else 1.0 for other in (wrong, missing))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def body_of(article: Article) -> str:
    """Returns the paragraphs of the body, without the marks of Markdown."""
    return _ESCAPE.sub("", "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind is Kind.BODY))


def main(folder: Path) -> None:
    """Prints the figures."""
    from trafilatura import extract

    gold = {name: page["articleBody"] for name, page in json.loads((folder / "ground-truth.json").read_text("utf-8")).items()}
    rows: dict[str, list[Counts]] = {"trafilatura": [], "text": [], "body": []}
    warned, off = set(), set()
    for name, text in sorted(gold.items()):
        page = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        try:
            article = article_from_html(page, id=name)
            ours, body, doubted = _ESCAPE.sub("", article.text), body_of(article), bool(article.warnings)
        except HedgeLensError:
            ours, body, doubted = "", "", True
        rows["trafilatura"].append(counts(text, extract(page.decode("utf-8", "replace"), include_comments=False) or ""))
        rows["text"].append(counts(text, ours))
        rows["body"].append(counts(text, body))
        warned |= {name} if doubted else set()
        off |= {name} if figures(rows["body"][-1:])[2] < 1 - _OFF else set()
    for what, pages in rows.items():
        print(f"{what:12}", *(f"{value:.3f}" for value in figures(pages)))
    print(f"{len(gold)} pages; body off by more than a tenth: {len(off)}, of them warned of: {len(off & warned)}")
    print(f"other warnings: {len(warned - off)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
