"""What a study keeps of an article and of its analysis: JSON in the contract of the output, compressed."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from hedgelens.faces import Analysis
from hedgelens.records import Article, HedgeLensError
from hedgelens.views.contract import article_from_dict, article_to_dict
from hedgelens.views.rows import json_text

_LARGEST = 2_000_000_000
"""So many bytes one content may unpack to; what says that it holds more is damaged."""


def packed(data: Any) -> bytes:
    """Returns plain data as compressed JSON."""
    return zlib.compress(json_text(data).encode("utf-8", "surrogatepass"), 6)


def unpacked(content: bytes) -> Any:
    """Returns the plain data of compressed JSON.

    Raises:
        HedgeLensError: it is damaged.
    """
    try:
        return json.loads(unpacked_bytes(content).decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise _damaged(error) from None


def unpacked_bytes(content: bytes) -> bytes:
    """Returns the JSON itself that was compressed, one line without its end.

    Raises:
        HedgeLensError: it is damaged.
    """
    try:
        return zlib.decompressobj().decompress(content, _LARGEST)
    except zlib.error as error:
        raise _damaged(error) from None


def _damaged(error: Exception) -> HedgeLensError:
    return HedgeLensError(f"Part of the study is damaged ({error}). Take the study from your last backup.")


def packed_article(article: Article) -> bytes:
    """Returns an article with its text."""
    return packed(_whole(article))


def unpacked_article(content: bytes) -> Article:
    """Returns the article that :func:`packed_article` packed.

    Raises:
        HedgeLensError: it is damaged.
    """
    data = unpacked(content)
    return article_from_dict(data, data.get("text") or "")


def hash_of(article: Article) -> str:
    """Returns a hash of all of an article that its analysis holds or depends on."""
    return hashlib.sha256(json_text(_whole(article)).encode("utf-8", "surrogatepass")).hexdigest()


def unpacked_analysis(content: bytes, article: bytes) -> Analysis:
    """Returns the analysis that a content holds, of the article that another one holds.

    Raises:
        HedgeLensError: one of them is damaged.
    """
    return Analysis.from_dict(unpacked(content), unpacked(article)["text"])


def _whole(article: Article) -> dict[str, Any]:
    return {"text": article.text, **article_to_dict(article)}
