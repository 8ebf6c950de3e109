"""Words for contrast: boosters, factives and neutral reporting verbs, to be counted beside the hedges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hedgelens.article import as_article
from hedgelens.concordance.tokens import folded
from hedgelens.hedging import HedgeRules, tag_contrasts, tag_hedges
from hedgelens.language import load_language
from hedgelens.records import Article, Kind, ParsedArticle, ResultRow, Span, sentence_at

HEDGE = "hedge"
"""The list under which the hedges themselves are counted."""


@dataclass(frozen=True, slots=True)
class ContrastCount(ResultRow):
    """How often a word of one list occurs in the body of an article.

    Attributes:
        article: id of the article.
        outlet: its outlet.
        list: "booster", "factive", "reporting" or "hedge".
        word: the word as it occurs, in lower case.
        count: how often it occurs in the body.
        per_1000: the same per 1,000 words of the body.
    """

    article: str
    outlet: str | None
    list: str
    word: str
    count: int
    per_1000: float


def contrast_counts(
    articles: Iterable[Article | str | Path], *, hedges: HedgeRules | str | Path | None = None
) -> Iterator[ContrastCount]:
    """Counts the words for contrast in articles, and the hedges; list by list, the most frequent first.

    Args:
        articles: texts, paths or articles.
        hedges: hedge rules, or the path of a TOML file whose rules add to the built-in ones (the lists can be added to, too).

    Raises:
        HedgeLensError: an article or the rules cannot be read.
    """
    rules = hedges if isinstance(hedges, HedgeRules) else HedgeRules.built_in(extra=hedges)
    for parsed in load_language().pipe(map(as_article, articles)):
        yield from _counts(parsed, rules)


def _counts(parsed: ParsedArticle, rules: HedgeRules) -> Iterator[ContrastCount]:
    spans = {str(name): found for name, found in tag_contrasts(parsed, rules).items()}
    spans[HEDGE] = tuple((h.start, h.end) for h in tag_hedges(parsed, (), rules))
    words = sum(s.words for s in parsed.sentences if s.kind is Kind.BODY)
    for name, found in spans.items():
        counts = Counter(_words(parsed, span) for span in found if _in_body(parsed, span))
        for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            rate = round(1000 * count / words, 2) if words else 0.0
            yield ContrastCount(parsed.article.id, parsed.article.outlet, name, word, count, rate)


def _words(parsed: ParsedArticle, span: Span) -> str:
    return folded(" ".join(parsed.article.text[slice(*span)].split()))


def _in_body(parsed: ParsedArticle, span: Span) -> bool:
    return parsed.sentences[sentence_at(parsed.sentences, span[0])].kind is Kind.BODY
