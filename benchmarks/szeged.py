"""What an annotator of the Szeged Uncertainty Corpus would mark: their convention, learned from the training parts.

The corpus follows other decisions than our codebook: a plain "would" or an "until" may be a cue, the belief in "some believe" is
one by itself, a potential buyer is none. A logistic regression over the marks of our rules and a few words that the codebook
hardly ever marks learns these decisions, so that the rules can be compared with systems that were trained on that corpus. It
plays no part in the analysis of articles. Its weights are numbers in ``szeged.json``; the features are hashed, no word of the
corpus is kept.

    python benchmarks/szeged.py FILE.jsonl …    # prints precision, recall and F1 of each file, mapped and learned
    python benchmarks/szeged.py --train NEWS.jsonl WIKI.jsonl --out benchmarks/szeged.json
"""

from __future__ import annotations

import argparse
import json
import math
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from hedge_marks import Cue, CueSentence, Rates, read_cue_sentences, score_cues, szeged_cues
from numpy.typing import NDArray

from hedgelens.article import article_from_text
from hedgelens.hedging import HedgeRules, tag_hedges
from hedgelens.language import load_language
from hedgelens.language.tokens import Syntax
from hedgelens.records import Category, Hedge, Span

_BUCKETS = 1 << 16
_EPOCHS = 8
_RATE = 0.03
_DECAY = 3e-3
_THRESHOLD = 0.45
_SMALLEST_WEIGHT = 0.05
_HELD_OUT = 4  # of the encyclopaedia, which has no part of its own to check on, every fourth document is kept out of learning
# Words that the corpus marks now and then and our codebook never or rarely does.
_OTHER_WORD_LIST = """
accusation accusations accuse accused allegation allegations allege alleged alleges alleging ca can charge charged
charges concern confident could idea if implies indicate indicates may might once questioned rumor
rumored rumors see seen should speculate speculated suggest suggested suggesting suggests until view when
will wo worried worry would would've"""
_OTHER_WORDS = frozenset(_OTHER_WORD_LIST.split())
_BELIEF = re.compile(
    r"\b(?:believ|think|thought|expect|assum|consider|regard|view|see|fear|predict|suspect|suggest|speculat|feel|felt)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be a cue, with what is known about it."""

    span: Span
    type: str
    features: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence of the corpus with its parse and its hedges."""

    sentence: CueSentence
    syntax: Syntax
    hedges: tuple[Hedge, ...]


class Convention:
    """The learned convention: how likely it is that a candidate is marked."""

    def __init__(self, weights: NDArray[np.float64]) -> None:
        """Takes one weight for each bucket of hashed features."""
        self.weights = weights

    @classmethod
    def read(cls) -> Convention:
        """Returns the one that lies beside this script."""
        data = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
        weights = np.zeros(_BUCKETS)
        weights[data["buckets"]] = data["weights"]
        return cls(weights)

    def write(self, path: Path) -> None:
        """Writes the weights that count."""
        kept = np.flatnonzero(np.abs(self.weights) >= _SMALLEST_WEIGHT)
        data = {"buckets": kept.tolist(), "weights": self.weights[kept].round(2).tolist()}
        path.write_text(json.dumps(data, separators=(",", ":")) + "\n", "utf-8")

    def probability(self, candidate: Candidate) -> float:
        """Returns the probability that a candidate is marked."""
        return _logistic(float(self.weights[candidate.features].sum()))

    def cues(self, parsed: ParsedSentence) -> list[Cue]:
        """Returns the cues that an annotator of the corpus would mark in a sentence."""
        return [Cue(*c.span, c.type) for c in candidates(parsed) if self.probability(c) > _THRESHOLD]

    @classmethod
    def learn(cls, sentences: Iterable[ParsedSentence], *, seed: int = 0) -> Convention:
        """Learns the convention from annotated sentences.

        Logistic regression by AdaGrad (Duchi et al. 2011); the weights are the mean over the second half of the epochs.
        """
        rows = [
            (candidate.features, any(candidate.span == cue.span for cue in parsed.sentence.cues))
            for parsed in sentences
            for candidate in candidates(parsed)
        ]
        weights, squares, total = np.zeros(_BUCKETS), np.full(_BUCKETS, 1e-8), np.zeros(_BUCKETS)
        order = np.random.default_rng(seed)
        for epoch in range(_EPOCHS):
            for row in order.permutation(len(rows)):
                features, marked = rows[row]
                slope = _logistic(float(weights[features].sum())) - marked + _DECAY * weights[features]
                squares[features] += slope * slope
                weights[features] -= _RATE * slope / np.sqrt(squares[features])
            if epoch >= _EPOCHS // 2:
                total += weights
        return cls(total / (_EPOCHS - _EPOCHS // 2))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))


def parse_sentences(sentences: Iterable[CueSentence]) -> Iterator[ParsedSentence]:
    """Parses sentences and tags their hedges."""
    kept = [sentence for sentence in sentences if sentence.text.strip()]
    rules = HedgeRules.built_in()
    articles = (article_from_text(sentence.text, id=sentence.id) for sentence in kept)
    for sentence, parsed in zip(kept, load_language().pipe(articles), strict=True):
        yield ParsedSentence(sentence, Syntax.of(parsed).without_space, tag_hedges(parsed, (), rules))


def candidates(parsed: ParsedSentence) -> list[Candidate]:
    """Returns the places of a sentence that may be cues: what our rules mark, and some words that they do not."""
    syntax, text = parsed.syntax, parsed.sentence.text
    found: dict[Span, tuple[str, str]] = {}
    for hedge in parsed.hedges:
        for cue in szeged_cues([hedge]):
            found[cue.span] = (hedge.rule, cue.type)
        if hedge.category in (Category.VAGUE_ATTRIBUTION, Category.HEARSAY):
            for match in _BELIEF.finditer(text, hedge.start, hedge.end):
                found.setdefault(match.span(), (f"in {hedge.rule}", "doxastic"))
    for token, word in enumerate(syntax.lower):
        if word in _OTHER_WORDS:
            found.setdefault((syntax.start[token], syntax.end[token]), ("", "condition"))
    return [
        Candidate(span, kind, _hashed(_features(syntax, text, span, rule, parsed.sentence.document)))
        for span, (rule, kind) in sorted(found.items())
    ]


def _hashed(features: Iterable[str]) -> NDArray[np.int64]:
    return np.array(sorted({zlib.crc32(feature.encode()) % _BUCKETS for feature in features}))


def _features(syntax: Syntax, text: str, span: Span, rule: str, document: str) -> Iterator[str]:
    """Yields what tells about a candidate; once for all kinds of text and once for its own (Daumé III 2007)."""
    tokens = [t for t in range(len(syntax)) if syntax.start[t] < span[1] and span[0] < syntax.end[t]]
    token = next((t for t in tokens if syntax.head[t] not in tokens or syntax.head[t] == t), tokens[0])
    lemma = syntax.lemma[token]
    own = [f"rule {rule}", f"word {text[span[0] : span[1]].lower()}", f"lemma {lemma}", f"tag {syntax.tag[token]}"]
    around = [*_neighbours(syntax, tokens), *_syntax(syntax, token), *_context(syntax)]
    shared = [*own, *around, *(f"{lemma} + {feature}" for feature in around), *(f"{rule} + {f}" for f in around[:8])]
    genre = document.partition(":")[0]
    return chain(shared, (f"{genre} {feature}" for feature in (*own, *around)))


def _neighbours(syntax: Syntax, tokens: Sequence[int]) -> Iterator[str]:
    for name, at in (("before", tokens[0] - 1), ("after", tokens[-1] + 1)):
        inside = 0 <= at < len(syntax)
        yield f"word {name} {syntax.lower[at] if inside else '-'}"
        yield f"pos {name} {syntax.pos[at] if inside else '-'}"


def _syntax(syntax: Syntax, token: int) -> Iterator[str]:
    head = syntax.head[token]
    above = syntax.head[head]
    yield f"dep {syntax.dep[token]}"
    yield f"head {syntax.pos[head]}"
    yield f"head lemma {syntax.lemma[head]}"
    yield f"head tag {syntax.tag[head]}"
    yield f"head dep {syntax.dep[head]}"
    yield f"above lemma {syntax.lemma[above]}"
    yield f"above tag {syntax.tag[above]}"
    for name, of in (("own", token), ("head", head)):
        for child in syntax.children[of]:
            dep = syntax.dep[child]
            yield f"{name} child {dep}"
            if dep in ("nsubj", "nsubjpass"):
                yield f"{name} subject {syntax.pos[child]}"
                yield f"{name} subject {syntax.lemma[child]}"
            elif dep in ("aux", "prep", "neg"):
                yield f"{name} {dep} {syntax.lower[child]}"
            elif dep == "advcl":
                yield from (f"{name} clause {syntax.lower[c]}" for c in syntax.children[child] if syntax.dep[c] == "mark")


def _context(syntax: Syntax) -> Iterator[str]:
    words = frozenset(syntax.lower)
    for word in ("if", "unless", "would", "may", "said", "says", "until", "when", "will", "could"):
        if word in words:
            yield f"has {word}"
    yield f"length {min(len(syntax) // 8, 5)}"


def is_held_out(sentence: CueSentence) -> bool:
    """Says whether a sentence is of a document of the encyclopaedia from which nothing is learned."""
    return sentence.document.startswith("wiki:") and zlib.crc32(sentence.document.encode()) % _HELD_OUT == 0


def figures(sentences: Iterable[CueSentence], convention: Convention) -> dict[str, dict[str, Rates]]:
    """Returns the rates for the mapped marks of the rules and for the learned convention, held-out documents apart."""
    parts: dict[str, list[ParsedSentence]] = {}
    for parsed in parse_sentences(sentences):
        parts.setdefault(" held out" if is_held_out(parsed.sentence) else "", []).append(parsed)
    rates = {}
    for part, parsed_sentences in sorted(parts.items()):
        rates[f"mapped{part}"] = score_cues((p.sentence, szeged_cues(p.hedges)) for p in parsed_sentences)
        rates[f"learned{part}"] = score_cues((p.sentence, convention.cues(p)) for p in parsed_sentences)
    return rates


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints figures, or learns the convention anew."""
    parser = argparse.ArgumentParser(description="Scores hedges against sentences of the Szeged Uncertainty Corpus.")
    parser.add_argument("files", nargs="+", help="sentences with cues, one JSON object a line")
    parser.add_argument("--train", action="store_true", help="learn the convention from the files instead of scoring them")
    parser.add_argument("--out", type=Path, help="where to write what was learned")
    options = parser.parse_args(arguments)
    if options.train:
        sentences = (s for s in chain.from_iterable(map(read_cue_sentences, options.files)) if not is_held_out(s))
        Convention.learn(parse_sentences(sentences)).write(options.out or Path("szeged.json"))
        return
    convention = Convention.read()
    for file in options.files:
        for name, rates in figures(read_cue_sentences(file), convention).items():
            row = "  ".join(f"{measure} {r.precision:.3f} {r.recall:.3f} {r.f1:.3f}" for measure, r in rates.items())
            print(f"{Path(file).name}  {name:16s} {row}")


if __name__ == "__main__":
    main()
