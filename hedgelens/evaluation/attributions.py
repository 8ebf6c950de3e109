"""Scores attributions against those of a gold: whole attributions, words of each role, cues, sentences, pieces.

All figures are micro-averaged over the articles. Tokens are runs of word characters or single marks; "words" leaves out
the marks.

- ``attribution``: one-to-one pairs whose contents overlap by half (Jaccard of words) and whose sources share a token, or are both
  missing.
- ``content``: the same without the condition on sources; ``cue``: cues share a token.
- ``source words``, ``content words``: words that stand in any of the role's spans.
- ``sentence``: is the sentence attributed, that is, does it share a word with a content.
- ``segment …``: every contiguous piece of a role is a unit and must be identical (the convention of CofeNet, Wang et al. 2022).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from hedgelens.language.words import word_set
from hedgelens.records import Attribution, Span, Spans

ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_HALF = 0.5
Tokens = frozenset[int]
_OfRole = dict[str, Tokens]


class Roles(Protocol):
    """What is compared: three roles with their spans."""

    @property
    def source(self) -> Spans: ...  # noqa: D102
    @property
    def cue(self) -> Spans: ...  # noqa: D102
    @property
    def content(self) -> Spans: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one measure, 0 to 1, and the counts behind them."""

    right: int
    predicted: int
    gold: int

    @classmethod
    def of(cls, articles: Iterable[tuple[Set[Any], Set[Any]]]) -> Score:
        """Scores sets of units, given for each article as (gold, predicted), all articles together."""
        return sum((cls(len(gold & predicted), len(predicted), len(gold)) for gold, predicted in articles), cls(0, 0, 0))

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the predicted ones that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold ones that are found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0


def flat_view(attributions: Iterable[Attribution]) -> list[Attribution]:
    """Returns the outermost attributions, those that stand in no other's content."""
    return [a for a in attributions if a.parent is None]


def score_attributions(articles: Iterable[tuple[str, Sequence[Roles], Sequence[Roles]]]) -> dict[str, Score]:
    """Scores articles given as (text, gold attributions, predicted attributions).

    Returns:
        A score for each measure, in the order of the module's description.
    """
    scores: dict[str, Score] = {}
    for text, gold, predicted in articles:
        doc = _Tokenised(text)
        for name, score in (*_of_pairs(doc, gold, predicted), *_of_units(doc, gold, predicted)):
            scores[name] = scores.get(name, Score(0, 0, 0)) + score
    return scores


def pair_attributions(text: str, gold: Sequence[Roles], predicted: Sequence[Roles]) -> list[tuple[int, int]]:
    """Pairs attributions one to one as the measure ``attribution`` does: contents overlap by half, sources share a token.

    Returns:
        (place among the gold ones, place among the predicted ones).
    """
    doc = _Tokenised(text)
    theirs, ours = ([_roles(doc, a) for a in side] for side in (gold, predicted))
    return _one_to_one([p for p in _alike(doc, theirs, ours) if _same_source(theirs[p[1]]["source"], ours[p[2]]["source"])])


class _Tokenised:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in self.tokens]
        self.is_word = [text[start].isalnum() or text[start] == "_" for start, _ in self.tokens]

    def touched(self, spans: Iterable[Span]) -> Tokens:
        found: set[int] = set()
        for start, end in spans:
            if end <= start:
                continue
            first = bisect_right(self.starts, start) - 1
            if first < 0 or self.tokens[first][1] <= start:
                first += 1
            found.update(range(first, bisect_left(self.starts, end)))
        return frozenset(found)

    def words(self, tokens: Tokens) -> Tokens:
        return frozenset(i for i in tokens if self.is_word[i])

    @cached_property
    def sentences(self) -> list[Span]:
        return list(_sentences(self.text))


def _of_pairs(doc: _Tokenised, gold: Sequence[Roles], predicted: Sequence[Roles]) -> Iterator[tuple[str, Score]]:
    """Yields the scores of attributions paired one to one."""
    ours = [p for p in (_roles(doc, a) for a in predicted) if any(p.values())]
    theirs = [_roles(doc, a) for a in gold]
    alike = _alike(doc, theirs, ours)
    same = [pair for pair in alike if _same_source(theirs[pair[1]]["source"], ours[pair[2]]["source"])]
    for name, pairs in (("attribution", same), ("content", alike), ("cue", _sharing_cues(theirs, ours))):
        yield name, Score(len(_one_to_one(pairs)), len(ours), len(theirs))


def _of_units(doc: _Tokenised, gold: Sequence[Roles], predicted: Sequence[Roles]) -> Iterator[tuple[str, Score]]:
    """Yields the scores of words, sentences and pieces, which are right or wrong whatever attribution they belong to."""
    sides = (gold, predicted)
    words = {role: [doc.words(doc.touched(span for a in side for span in getattr(a, role))) for side in sides] for role in ROLES}
    for role in ("source", "content"):
        yield f"{role} words", Score.of([(words[role][0], words[role][1])])
    attributed = [_attributed(doc, side) for side in words["content"]]
    yield "sentence", Score.of([(attributed[0], attributed[1])])
    for role in ROLES:
        pieces = [{doc.touched([span]) for a in side for span in getattr(a, role)} - {frozenset()} for side in sides]
        yield f"segment {role}", Score.of([(pieces[0], pieces[1])])


def _roles(doc: _Tokenised, attribution: Roles) -> _OfRole:
    return {role: doc.touched(getattr(attribution, role)) for role in ROLES}


def _same_source(gold: Tokens, predicted: Tokens) -> bool:
    return bool(gold & predicted) if gold else not predicted


def _jaccard(one: Tokens, other: Tokens) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def _alike(doc: _Tokenised, gold: Sequence[_OfRole], predicted: Sequence[_OfRole]) -> list[tuple[float, int, int]]:
    """Lists the pairs whose contents overlap by half, with the overlap."""
    contents = [[doc.words(a["content"]) for a in side] for side in (gold, predicted)]
    return [
        (overlap, i, j)
        for i, one in enumerate(contents[0])
        for j, other in enumerate(contents[1])
        if (overlap := _jaccard(one, other)) >= _HALF
    ]


def _sharing_cues(gold: Sequence[_OfRole], predicted: Sequence[_OfRole]) -> list[tuple[float, int, int]]:
    shared = [(len(a["cue"] & b["cue"]), i, j) for i, a in enumerate(gold) for j, b in enumerate(predicted)]
    return [pair for pair in shared if pair[0]]


def _one_to_one(pairs: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Keeps pairs so that each attribution stands in one at most, the closest first."""
    used: tuple[set[int], set[int]] = set(), set()
    kept: list[tuple[int, int]] = []
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            kept.append((i, j))
    return kept


def _attributed(doc: _Tokenised, words: Tokens) -> set[int]:
    starts = [doc.starts[i] for i in sorted(words)]
    return {k for k, (start, end) in enumerate(doc.sentences) if bisect_left(starts, start) < bisect_left(starts, end)}


# The sentences of this measure are fixed by a rule of its own, so that figures do not move with the language room.
_STOP = re.compile(r"(?<![.!?…])(?P<stop>[.!?…]++)[\"'”’)\]]*+(?=\s++[\"'“‘(\[]*+[A-Z0-9$#@])")


def _sentences(text: str) -> Iterator[Span]:
    position = 0
    for line in text.split("\n"):
        visible = line.rstrip("\r")
        for start, end in _sentences_of_line(visible):
            piece = visible[start:end]
            if piece.strip():
                yield position + start + len(piece) - len(piece.lstrip()), position + start + len(piece.rstrip())
        position += len(line) + 1


def _sentences_of_line(line: str) -> Iterator[Span]:
    start = 0
    for match in _STOP.finditer(line):
        if match["stop"] == "." and _is_abbreviation(line[start : match.start()]):
            continue
        yield start, match.end()
        start = match.end()
    yield start, len(line)


def _is_abbreviation(before: str) -> bool:
    last = before.rsplit(maxsplit=1)[-1:] if before[-1:].strip() else []
    word = last[0].lstrip("\"'“‘([").lower() if last else ""
    return (
        word in word_set("abbreviation", room="hedgelens.evaluation") or re.fullmatch(r"[a-z]|([a-z]\.)+[a-z]", word) is not None
    )
