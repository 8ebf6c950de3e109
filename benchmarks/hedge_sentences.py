"""The corpus's single sentences: how far two annotations of them agree, and how well the rules find what they mark.

From the shell, with two lists the first and with one the second::

    python benchmarks/hedge_sentences.py corpus/passes/sentences-first.jsonl corpus/passes/sentences-second.jsonl
    python benchmarks/hedge_sentences.py corpus/sentences/hedges.jsonl
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hedge_marks import MarkScores, numbered_lines, score_marks

from hedgelens.evaluation.attributions import Score
from hedgelens.records import AUTHOR, Category, HedgeLensError, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A hedge, or a look-alike under the category that it resembles."""

    start: int
    end: int
    category: Category

    @property
    def span(self) -> Span:
        """Its offsets."""
        return self.start, self.end

    def touches(self, other: Mark) -> bool:
        """Says whether two marks share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence with all its hedges and some look-alikes."""

    id: str
    text: str
    hedges: tuple[Mark, ...]
    not_hedges: tuple[Mark, ...]


def read_marked_sentences(path: str | Path) -> list[MarkedSentence]:
    """Reads sentences, one JSON object a line, as ``corpus/DATASHEET.md`` describes them.

    Raises:
        HedgeLensError: the file is missing, or a line of it is of another form.
    """
    sentences = []
    for number, line in numbered_lines(path):
        try:
            data = json.loads(line)
            sentences.append(MarkedSentence(data["id"], data["text"], _marks(data["hedges"]), _marks(data["not_hedges"])))
        except (ValueError, KeyError, TypeError):
            raise HedgeLensError(
                f"'{path}', line {number}: a sentence with id, text, hedges and not_hedges was expected."
            ) from None
    return sentences


def _marks(marks: Iterable[dict[str, Any]]) -> tuple[Mark, ...]:
    return tuple(Mark(int(m["span"][0]), int(m["span"][1]), Category(m["category"])) for m in marks)


@dataclass(frozen=True, slots=True)
class SentenceAgreement:
    """How far two annotations of the same sentences agree.

    Attributes:
        overlap, exact: F1 of hedges that overlap, and that are the same.
        category: of the hedges that overlap, the share with the same category.
        look_alikes: F1 of look-alikes that overlap.
        resembled: of the look-alikes that overlap, the share that both say resemble the same category.
    """

    overlap: Score
    exact: Score
    category: float
    look_alikes: Score
    resembled: float


def sentence_agreement(one: Sequence[MarkedSentence], other: Sequence[MarkedSentence]) -> SentenceAgreement:
    """Compares two annotations of the same sentences.

    Raises:
        HedgeLensError: they are not of the same sentences.
    """
    if [(s.id, s.text) for s in one] != [(s.id, s.text) for s in other]:
        raise HedgeLensError("The two annotations are not of the same sentences.")
    hedges = [(a.hedges, b.hedges) for a, b in zip(one, other, strict=True)]
    look_alikes = [(a.not_hedges, b.not_hedges) for a, b in zip(one, other, strict=True)]
    exact = Score(
        sum(len({m.span for m in a} & {m.span for m in b}) for a, b in hedges),
        sum(len(b) for _, b in hedges),
        sum(len(a) for a, _ in hedges),
    )
    return SentenceAgreement(_overlap(hedges), exact, _same(hedges), _overlap(look_alikes), _same(look_alikes))


_Pairs = Sequence[tuple[tuple[Mark, ...], tuple[Mark, ...]]]


def _overlap(pairs: _Pairs) -> Score:
    touched = sum(any(mark.touches(m) for m in b) for a, b in pairs for mark in a)
    return Score(touched, sum(len(b) for _, b in pairs), sum(len(a) for a, _ in pairs))


def _same(pairs: _Pairs) -> float:
    shared = [x.category == y.category for a, b in pairs for x in a for y in b if x.touches(y)]
    return sum(shared) / len(shared) if shared else 0.0


def score_rules(sentences: Sequence[MarkedSentence]) -> MarkScores:
    """Scores the built-in rules against annotated sentences; owners are not annotated there, and their share says nothing."""
    from hedgelens.article import article_from_text
    from hedgelens.hedging import HedgeRules, tag_hedges
    from hedgelens.language import load_language

    rules = HedgeRules.built_in()
    parsed = load_language().pipe(article_from_text(sentence.text, id=sentence.id) for sentence in sentences)
    return score_marks((_annotation(s), tag_hedges(p, (), rules)) for s, p in zip(sentences, parsed, strict=True))


def _annotation(sentence: MarkedSentence) -> dict[str, Any]:
    def rows(marks: Iterable[Mark]) -> list[dict[str, Any]]:
        return [{"start": m.start, "end": m.end, "category": m.category, "owner": AUTHOR} for m in marks]

    return {"scope": [(0, len(sentence.text))], "hedges": rows(sentence.hedges), "negatives": rows(sentence.not_hedges)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the agreement of two annotations, or how well the rules do on one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("first", type=Path, help="sentences with hedges, one JSON object a line")
    parser.add_argument("second", type=Path, nargs="?", help="another annotation of the same sentences, to compare")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="leave out the first N sentences")
    options = parser.parse_args(arguments)
    try:
        first = read_marked_sentences(options.first)[options.skip :]
        print(f"{len(first)} sentences")
        print(_agreement_of(first, read_marked_sentences(options.second)[options.skip :]) if options.second else _figures(first))
    except HedgeLensError as error:
        parser.error(str(error))


def _agreement_of(first: Sequence[MarkedSentence], second: Sequence[MarkedSentence]) -> str:
    found = sentence_agreement(first, second)
    return "\n".join(
        (
            f"hedges       overlap F1 {found.overlap.f1:.3f}  exact F1 {found.exact.f1:.3f}  same category {found.category:.3f}",
            f"look-alikes  overlap F1 {found.look_alikes.f1:.3f}  same category {found.resembled:.3f}",
        )
    )


def _figures(sentences: Sequence[MarkedSentence]) -> str:
    if not any(sentence.hedges for sentence in sentences):
        raise HedgeLensError("No hedges are marked in these sentences, so there is nothing to score.")
    found = score_rules(sentences)
    return (
        f"overlap F1 {found.overlap['all'].f1:.3f}  exact F1 {found.exact['all'].f1:.3f}  "
        f"category right {found.category:.3f}  look-alikes marked {found.false_hits:.3f}"
    )


if __name__ == "__main__":
    main()
