"""Concordance: every place of a word or phrase, with its context, who speaks there, and the hedge it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hedgelens.analysis import Analysis
from hedgelens.concordance.tokens import folded, tokens_in, tokens_of
from hedgelens.language.places import Places
from hedgelens.measures import owner_name
from hedgelens.records import AUTHOR, Attribution, Hedge, HedgeLensError, ResultRow, Span, sentence_at

WIDTH = 25
"""Characters of context on each side."""


@dataclass(frozen=True, slots=True)
class Line(ResultRow):
    """One line of a concordance.

    Attributes:
        article: id of the article.
        outlet: its outlet.
        sentence: index of the sentence.
        kind: kind of the sentence.
        start: offset of the first character of the match.
        end: offset after its last character.
        left: the context before the match; line breaks are shown as spaces, here and below.
        match: the match.
        right: the context after it.
        speaker: name of the innermost counted source in whose content it occurs, or "the writer".
        category: category of the hedge that it is part of, or ``None``.
        owner: owner of that hedge, or ``None``.
    """

    article: str
    outlet: str | None
    sentence: int
    kind: str
    start: int
    end: int
    left: str
    match: str
    right: str
    speaker: str
    category: str | None
    owner: str | None


def concordance(analyses: Analysis | Iterable[Analysis], query: str, *, width: int = WIDTH) -> list[Line]:
    """Returns every occurrence of a word or phrase, in the order of the texts.

    Case does not matter, nor does the difference between straight and curly apostrophes.

    Args:
        analyses: one analysis or several.
        query: a word, or several in sequence; ``*`` stands for any letters within a word ("alleg*"), and on its own for any
            single word or punctuation mark ("could * be").
        width: characters of context on each side.

    Raises:
        HedgeLensError: the query contains no word, or the width is negative.
    """
    wanted = _patterns(query)
    if width < 0:
        raise HedgeLensError(f"The width of the context is {width}, and it cannot be negative.")
    every = [analyses] if isinstance(analyses, Analysis) else analyses
    return [line for analysis in every for line in _lines(analysis, wanted, width)]


def _patterns(query: str) -> list[re.Pattern[str]]:
    """Returns one pattern a token of the query; "U.S." is two tokens, a word and a full stop."""
    pieces: list[str] = []
    for piece in query.split():
        pieces += [piece] if "*" in piece else [token.text for token in tokens_in(piece)]
    if not any(character.isalnum() or character == "*" for piece in pieces for character in piece):
        raise HedgeLensError(f"There is no word to look for in '{query}'. Give a word or a phrase, such as \"alleged*\".")
    return [_pattern(folded(piece)) for piece in pieces]


def _pattern(piece: str) -> re.Pattern[str]:
    """Returns a pattern in which ``*`` is anything; what one of them has passed over is not tried again."""
    first, *rest = map(re.escape, piece.split("*"))
    inner = "".join(f"(?>.*?{part})" for part in rest[:-1] if part)
    return re.compile(first + inner + "".join(f".*{part}" for part in rest[-1:]), re.DOTALL)


def _lines(analysis: Analysis, wanted: Sequence[re.Pattern[str]], width: int) -> Iterator[Line]:
    tokens = tokens_of(analysis, body_only=False)
    hedges = Places((h, ((h.start, h.end),)) for h in analysis.hedges)
    contents = Places((a, a.content) for a in analysis.counted)
    for first in _places([token.key for token in tokens], wanted):
        span = tokens[first].start, tokens[first + len(wanted) - 1].end
        yield _line(analysis, span, next(iter(hedges.touching(span)), None), _speaker(contents, span), width)


def _places(keys: Sequence[str], wanted: Sequence[re.Pattern[str]]) -> list[int]:
    """Returns the indices at which all tokens of a query follow one another, by NLTK's index of a text."""
    from nltk.text import ConcordanceIndex

    index = ConcordanceIndex(keys)
    vocabulary = set(keys)
    starts: set[int] | None = None
    for place, pattern in enumerate(wanted):
        found = {at - place for key in vocabulary if pattern.fullmatch(key) for at in index.offsets(key)}
        starts = found if starts is None else starts & found
    return sorted(start for start in starts or () if start >= 0)


def _line(analysis: Analysis, span: Span, hedge: Hedge | None, speaker: str | None, width: int) -> Line:
    text, sentence = analysis.article.text, analysis.sentences[sentence_at(analysis.sentences, span[0])]
    return Line(
        article=analysis.article.id,
        outlet=analysis.article.outlet,
        sentence=sentence.index,
        kind=str(sentence.kind),
        start=span[0],
        end=span[1],
        left=" ".join(text[max(0, span[0] - 2 * width) : span[0]].split())[-width:] if width else "",
        match=" ".join(text[span[0] : span[1]].split()),
        right=" ".join(text[span[1] : span[1] + 2 * width].split())[:width],
        speaker=owner_name(analysis, speaker),
        category=str(hedge.category) if hedge else None,
        owner=owner_name(analysis, hedge.owner) if hedge else None,
    )


def _speaker(contents: Places[Attribution], span: Span) -> str | None:
    """Returns the source of the smallest content that holds a span, else the writer."""
    near = contents.touching(span)
    holders = [a for a in near if any(start <= span[0] and span[1] <= end for start, end in a.content)]
    if not holders:
        return AUTHOR
    return min(holders, key=lambda a: sum(end - start for start, end in a.content)).source_id
