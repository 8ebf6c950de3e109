"""Collocations: the words that stand by hedges, or by the cues of attributions, more often than chance would have it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from hedgelens.analysis import Analysis
from hedgelens.concordance.tokens import folded, tokens_in
from hedgelens.language.places import Places
from hedgelens.records import HedgeLensError, ResultRow, Span

Of = Literal["hedges", "cues"]
Measure = Literal["likelihood", "pmi"]
MEASURES = get_args(Measure)
WINDOW = 4
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Node:
    """A hedge or a cue as one unit of the text ("people familiar with")."""

    text: str


_Unit = Node | str


@dataclass(frozen=True, slots=True)
class Collocation(ResultRow):
    """A hedge or cue and a word that occurs near it.

    Attributes:
        node: the hedge or cue.
        collocate: the word, or another hedge or cue.
        side: whether the word is "before" or "after" the node.
        count: how often they occur together.
        score: strength of the association.
    """

    node: str
    collocate: str
    side: str
    count: int
    score: float


def _stop_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(map(folded, STOP_WORDS))


LEFT_OUT = _stop_words()
"""Function words, which occur near everything (spaCy's list of stop words)."""


def collocations(
    analyses: Analysis | Iterable[Analysis],
    of: Of = "hedges",
    *,
    window: int = WINDOW,
    measure: Measure = "likelihood",
    fewest: int = FEWEST,
    leave_out: str | Collection[str] = LEFT_OUT,
) -> list[Collocation]:
    """Returns the words that occur near hedges or attribution cues in the bodies of articles, the strongest associations first.

    Pairs that occur together less often than by chance are left out.

    Args:
        analyses: one analysis or several; counted together.
        of: ``"hedges"`` or ``"cues"``.
        window: how many words apart they may be, within a sentence; 1 means side by side.
        measure: ``"likelihood"`` (Dunning's log-likelihood ratio) or ``"pmi"`` (pointwise mutual information).
        fewest: pairs that occur less often are left out.
        leave_out: words that are not counted as collocates, in lower case; one, or a collection.

    Raises:
        HedgeLensError: there is no such measure or node, or the window is too small.
    """
    if of not in get_args(Of):
        raise HedgeLensError(f"There are no collocations of '{of}'. Use one of: {', '.join(get_args(Of))}.")
    if measure not in MEASURES:
        raise HedgeLensError(f"There is no measure '{measure}'. Use one of: {', '.join(MEASURES)}.")
    if window < 1:
        raise HedgeLensError(f"The window is {window}, and it has to be at least one word.")
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    every = [analyses] if isinstance(analyses, Analysis) else analyses
    finder = BigramCollocationFinder.from_words(_stream(every, of, window), window_size=window + 1)
    finder.apply_freq_filter(fewest)
    words = (leave_out,) if isinstance(leave_out, str) else leave_out
    finder.apply_ngram_filter(lambda one, other: not _is_pair(one, other, words))
    strength = BigramAssocMeasures.likelihood_ratio if measure == "likelihood" else BigramAssocMeasures.pmi
    found = [
        _collocation(one, other, count, finder.score_ngram(strength, one, other))
        for (one, other), count in finder.ngram_fd.items()
        if finder.score_ngram(BigramAssocMeasures.pmi, one, other) > 0
    ]
    return sorted(found, key=lambda c: (-c.score, -c.count, c.node, c.collocate, c.side))


def _is_pair(one: _Unit, other: _Unit, leave_out: Collection[str]) -> bool:
    """Says whether two units are a node and a word that counts, or two nodes."""
    words = [unit for unit in (one, other) if isinstance(unit, str)]
    return len(words) < 2 and not any(word in leave_out for word in words)


def _collocation(one: _Unit, other: _Unit, count: int, score: float) -> Collocation:
    if isinstance(one, Node):
        return Collocation(one.text, other.text if isinstance(other, Node) else other, "after", count, round(score, 3))
    assert isinstance(other, Node)
    return Collocation(other.text, one, "before", count, round(score, 3))


def _stream(analyses: Iterable[Analysis], of: Of, window: int) -> Iterator[_Unit | None]:
    """Yields the words of all sentences, hedges or cues as one unit each; the gaps keep windows within sentences."""
    for analysis in analyses:
        nodes = Places((span, (span,)) for span in sorted(_node_spans(analysis, of)))
        for sentence in analysis.body:
            yield from _units(analysis.article.text, (sentence.start, sentence.end), nodes)
            yield from [None] * window


def _units(text: str, sentence: Span, nodes: Places[Span]) -> Iterator[_Unit]:
    done = sentence[0]
    for token in tokens_in(text, *sentence):
        if token.start < done or not token.is_word:
            continue
        node = next(iter(nodes.touching((token.start, token.start + 1))), None)
        if node is None:
            yield token.key
        else:
            yield Node(folded(" ".join(text[slice(*node)].split())))
            done = node[1]


def _node_spans(analysis: Analysis, of: Of) -> Iterable[Span]:
    if of == "hedges":
        return ((h.start, h.end) for h in analysis.hedges)
    return (piece for a in analysis.counted for piece in a.cue)
