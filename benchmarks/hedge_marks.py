"""Scores hedges: against marked news (category and owner, too), and against the Szeged Uncertainty Corpus.

The Szeged corpus (Szarvas et al. 2012), whose newswire part is that of FactBank, marks cues in four classes. Our categories
are mapped to them (:func:`szeged_cues`): epistemic, inferential and unverified are *epistemic* there; doxastic, and of the
hearsay ones accusing, alleging and supposing, *doxastic*; investigative *investigation*; conditional *condition*. The other
categories are not marked there and are left out.

What else its annotators did otherwise is learned in ``szeged.py``, which also prints figures.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from hedgelens.records import AUTHOR, CORE_CATEGORIES, Category, Hedge, HedgeLensError, Span

_Row = tuple[Category, bool, bool]  # category, overlap, exact
_TOKEN = re.compile(r"\w+(?:['’-]\w+)*")
_ACCUSING = re.compile(r"accus|alleg|suppos", re.IGNORECASE)
_GOVERNED = re.compile(r"\s+(?:(?:about|as|of|on|over|to)\s+)*(whether|if)$", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s+(?:of|for|in)$", re.IGNORECASE)

_CLASSES = {
    Category.EPISTEMIC: "epistemic",
    Category.INFERENTIAL: "epistemic",
    Category.UNVERIFIED: "epistemic",
    Category.DOXASTIC: "doxastic",
    Category.INVESTIGATIVE: "investigation",
    Category.CONDITIONAL: "condition",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as the Szeged corpus marks it."""

    start: int
    end: int
    type: str

    @property
    def span(self) -> Span:
        """Its offsets."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class CueSentence:
    """A sentence of the Szeged corpus with its cues."""

    id: str
    document: str
    text: str
    cues: tuple[Cue, ...]


def numbered_lines(path: str | Path) -> list[tuple[int, str]]:
    """Returns the lines of a list of sentences with their numbers, from 1.

    Raises:
        HedgeLensError: the file cannot be read.
    """
    try:
        return list(enumerate(Path(path).read_text("utf-8").splitlines(), 1))
    except OSError as error:
        raise HedgeLensError(f"The sentences '{path}' cannot be read: {error.strerror or error}.") from None


def read_cue_sentences(path: str | Path) -> list[CueSentence]:
    """Reads sentences, one JSON object a line: ``id``, ``doc``, ``text``, ``cues`` as ``[start, end, type]``.

    Raises:
        HedgeLensError: the file is missing, or a line of it is of another form.
    """
    sentences = []
    for number, line in numbered_lines(path):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            cues = tuple(Cue(int(start), int(end), str(kind)) for start, end, kind in data["cues"])
            sentences.append(CueSentence(data["id"], data.get("doc", ""), data["text"], cues))
        except (ValueError, KeyError, TypeError):
            raise HedgeLensError(f"'{path}', line {number}: a sentence with id, text and cues was expected.") from None
    return sentences


def szeged_cues(hedges: Iterable[Hedge]) -> list[Cue]:
    """Returns the cues that the Szeged corpus would have for hedges: classes mapped, spans cut as it cuts them.

    "unclear whether" is one mark with us and two cues there; "accused of" is marked there without its preposition.
    """
    cues = []
    for hedge in hedges:
        kind = _CLASSES.get(hedge.category)
        if hedge.category is Category.HEARSAY and _ACCUSING.search(hedge.text):
            kind = "doxastic"
        if kind is None:
            continue
        governed = _GOVERNED.search(hedge.text)
        if governed:
            cues.append(Cue(hedge.start + governed.start(1), hedge.end, "investigation"))
        cut = governed or (_PREPOSITION.search(hedge.text) if hedge.category is Category.HEARSAY else None)
        cues.append(Cue(hedge.start, hedge.start + cut.start() if cut else hedge.end, kind))
    return sorted(cues, key=lambda cue: cue.start)


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision and recall, 0 to 1; for overlap, of predicted marks that touch a gold one and of gold marks that are touched."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_cues(pairs: Iterable[tuple[CueSentence, Sequence[Cue]]]) -> dict[str, Rates]:
    """Scores predicted cues, types aside.

    Returns:
        Rates of ``exact`` and ``overlap`` (cues), ``token`` (words inside of cues) and ``sentence`` (sentences with a cue).
    """
    found: dict[str, list[bool]] = {"exact": [], "overlap": [], "token": [], "sentence": []}  # right or not, one a prediction
    marked: dict[str, list[bool]] = {name: [] for name in found}  # found or not, one a gold mark
    for sentence, cues in pairs:
        gold, predicted = [cue.span for cue in sentence.cues], [cue.span for cue in cues]
        words = [match.span() for match in _TOKEN.finditer(sentence.text)]
        found["exact"] += [span in gold for span in predicted]
        marked["exact"] += [span in predicted for span in gold]
        found["overlap"] += [_touches(span, gold) for span in predicted]
        marked["overlap"] += [_touches(span, predicted) for span in gold]
        found["token"] += [_touches(word, gold) for word in words if _touches(word, predicted)]
        marked["token"] += [_touches(word, predicted) for word in words if _touches(word, gold)]
        found["sentence"] += [bool(gold)] * bool(predicted)
        marked["sentence"] += [bool(predicted)] * bool(gold)
    return {name: Rates(_mean(found[name]), _mean(marked[name])) for name in found}


@dataclass(frozen=True, slots=True)
class MarkScores:
    """How well hedges agree with those of the gold.

    Attributes:
        overlap, exact: rates by name: "all", "core" and each category.
        category, owner: of the matched gold marks, the share with the right category, and rightly the writer's or not.
        false_hits: of the listed look-alikes, the share that was marked.
    """

    overlap: Mapping[str, Rates]
    exact: Mapping[str, Rates]
    category: float
    owner: float
    false_hits: float


def score_marks(articles: Iterable[tuple[Mapping[str, Any], Sequence[Hedge]]]) -> MarkScores:
    """Scores hedges against annotated articles, given as (annotation, predicted hedges).

    An annotation holds ``scope`` (the stretches that were annotated), ``hedges``, ``negatives`` (look-alikes) and ``disputed``
    (spans that count neither way), each with ``start`` and ``end``.
    """
    gold: list[_Row] = []
    found: list[_Row] = []
    category, owner, false = [], [], []
    for annotation, predicted in articles:
        marked, disputed = [_span(h) for h in annotation["hedges"]], [_span(h) for h in annotation.get("disputed", ())]
        mine = [h for h in predicted if any(start <= h.start and h.end <= end for start, end in annotation["scope"])]
        mine = [h for h in mine if not _touches((h.start, h.end), disputed) or _touches((h.start, h.end), marked)]
        spans = [(h.start, h.end) for h in mine]
        for hedge in annotation["hedges"]:
            hits = [h for h in mine if _touches(_span(hedge), [(h.start, h.end)])]
            gold.append((Category(hedge["category"]), bool(hits), _span(hedge) in spans))
            if hits:
                category.append(any(h.category == hedge["category"] for h in hits))
                owner.append(any((h.owner == AUTHOR) == (hedge["owner"] == AUTHOR) for h in hits))
        found += [(h.category, _touches(span, marked), span in marked) for h, span in zip(mine, spans, strict=True)]
        false += [_touches(_span(n), spans) for n in annotation.get("negatives", ())]
    return MarkScores(_rates(gold, found, 1), _rates(gold, found, 2), _mean(category), _mean(owner), _mean(false))


def _rates(gold: Sequence[_Row], found: Sequence[_Row], field: Literal[1, 2]) -> dict[str, Rates]:
    names = {"all": frozenset(Category), "core": CORE_CATEGORIES, **{c.value: frozenset([c]) for c in Category}}
    return {
        name: Rates(*(_mean(row[field] for row in rows if row[0] in chosen) for rows in (found, gold)))
        for name, chosen in names.items()
        if any(row[0] in chosen for row in gold)
    }


def _span(mark: Mapping[str, Any]) -> Span:
    return mark["start"], mark["end"]


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _mean(values: Iterable[Any]) -> float:
    values = list(values)
    return sum(map(bool, values)) / len(values) if values else 0.0
