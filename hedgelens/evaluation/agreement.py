"""How far two annotations of the same articles agree: attributions, sources of sentences, kinds, hedges.

F1 of one annotation against the other does not depend on which is taken as right. Krippendorff's alpha and Cohen's kappa
(``nltk.metrics.agreement``) take chance into account where both coders label the same units, the sentences.

From the shell, over folders of articles and of two coders' annotations of them (one JSON file an article)::

    python -m hedgelens.evaluation.agreement corpus/articles corpus/passes/first corpus/passes/second
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nltk.metrics.agreement import AnnotationTask

from hedgelens.evaluation.attributions import Score, score_attributions
from hedgelens.evaluation.polnear import FlatAttribution
from hedgelens.records import HedgeLensError

Annotation = dict[str, Any]
"""An annotated article as the corpus keeps it (``corpus/DATASHEET.md`` describes the fields)."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree.

    Attributes:
        scores: F1 and its counts by measure: attributions, nested ones too, as in :mod:`hedgelens.evaluation.attributions`;
            "source of sentence", "hedge overlap", "hedge exact".
        shares: of the hedges both mark, the share with the same category and the same owner.
        kappa, alpha: Cohen's kappa and Krippendorff's alpha over body sentences, for "attributed" (or not) and "hedged" (or
            not); over all sentences for "kind".
    """

    scores: dict[str, Score]
    shares: dict[str, float]
    kappa: dict[str, float]
    alpha: dict[str, float]


def agreement(pairs: Iterable[tuple[str, Annotation, Annotation]]) -> Agreement:
    """Compares two coders' annotations, given as (text, first coder's, second coder's).

    Raises:
        HedgeLensError: the two are not of the same text.
    """
    pairs = list(pairs)
    for _, one, other in pairs:
        if one["sha256"] != other["sha256"]:
            raise HedgeLensError(
                f"The annotations of '{one['id']}' and '{other['id']}' are not of the same text (sha256 differs)."
            )
    scores = score_attributions((text, _flat(one), _flat(other)) for text, one, other in pairs)
    linked = [({*_links(one)}, {*_links(other)}) for _, one, other in pairs]
    scores["source of sentence"] = _score(linked)
    marks = [(_marks(one), _marks(other)) for _, one, other in pairs]
    scores["hedge overlap"] = _overlap(marks)
    scores["hedge exact"] = _score([({*a}, {*b}) for a, b in marks])
    shared = [(a[span], b[span]) for a, b in marks for span in a.keys() & b.keys()]
    shares = {
        name: sum(one[name] == other[name] for one, other in shared) / max(len(shared), 1) for name in ("category", "owner")
    }
    tasks = _tasks(pairs)
    return Agreement(
        scores,
        shares,
        {name: float(task.multi_kappa()) for name, task in tasks.items()},
        {name: float(task.alpha()) for name, task in tasks.items()},
    )


def read_pairs(articles: Path, first: Path, second: Path) -> dict[str, tuple[str, Annotation, Annotation]]:
    """Reads the articles that the first coder annotated, each with both annotations, by the articles' names.

    Raises:
        HedgeLensError: there is none, a file of an article is missing, or an annotation is not of its text.
    """
    pairs = {}
    for path in sorted(first.glob("*.json")):
        try:
            raw = (articles / f"{path.stem}.txt").read_bytes()
            one, other = (json.loads((coder / path.name).read_text(encoding="utf-8")) for coder in (first, second))
        except OSError as error:
            raise HedgeLensError(f"'{error.filename}' cannot be read: {error.strerror or error}.") from None
        except ValueError as error:
            raise HedgeLensError(f"An annotation of '{path.stem}' is not JSON: {error}.") from None
        if {one["sha256"], other["sha256"]} != {hashlib.sha256(raw).hexdigest()}:
            raise HedgeLensError(f"The annotations of '{path.stem}' are not of the text in '{articles}' (sha256 differs).")
        pairs[path.stem] = raw.decode("utf-8"), one, other
    if not pairs:
        raise HedgeLensError(f"There are no annotations (*.json) in '{first}'.")
    return pairs


_COLUMNS = {
    "attrib.": ("scores", "attribution"),
    "content": ("scores", "content"),
    "cue": ("scores", "cue"),
    "source w.": ("scores", "source words"),
    "content w.": ("scores", "content words"),
    "sentence": ("scores", "source of sentence"),
    "hedge ~": ("scores", "hedge overlap"),
    "hedge =": ("scores", "hedge exact"),
    "category": ("shares", "category"),
    "owner": ("shares", "owner"),
    "a kind": ("alpha", "kind"),
    "a attrib.": ("alpha", "attributed"),
    "a hedged": ("alpha", "hedged"),
}


def table(pairs: dict[str, tuple[str, Annotation, Annotation]]) -> str:
    """Tabulates the agreement, a row an article and the last one all of them together.

    The columns are F1 of attributions, of their contents, cues, source words and content words, and of the sources of
    sentences; F1 of hedges that overlap (~) and that are the same (=); shares of the shared hedges with the same category and
    owner; Krippendorff's alpha (a) of the sentences' kind and of whether a body sentence is attributed and hedged. A dash
    stands where all sentences have one label, so that alpha says nothing.
    """
    width = max(map(len, (*pairs, "all articles")))
    lines = [" ".join([" " * width, *(f"{name:>10}" for name in _COLUMNS)])]
    for name, chosen in [*((name, [pair]) for name, pair in pairs.items()), ("all articles", [*pairs.values()])]:
        found = agreement(chosen)
        values = [getattr(found, kind).get(measure) for kind, measure in _COLUMNS.values()]
        cells = ["-" if v is None else f"{v.f1 if isinstance(v, Score) else v:.3f}" for v in values]
        lines.append(" ".join([f"{name:<{width}}", *(f"{cell:>10}" for cell in cells)]))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the agreement of two folders of annotations as a table."""
    parser = argparse.ArgumentParser(prog="python -m hedgelens.evaluation.agreement", description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=Path, help="folder of the texts (NAME.txt)")
    parser.add_argument("first", type=Path, help="folder of one coder's annotations (NAME.json)")
    parser.add_argument("second", type=Path, help="folder of the other coder's annotations (NAME.json)")
    parser.add_argument("--leave-out", action="append", default=[], metavar="NAME", help="an article not to count")
    options = parser.parse_args(arguments)
    try:
        pairs = read_pairs(options.articles, options.first, options.second)
        unknown = [name for name in options.leave_out if pairs.pop(name, None) is None]
        if unknown:
            raise HedgeLensError(f"There is no article '{unknown[0]}' to leave out.")
        print(table(pairs))
    except HedgeLensError as error:
        parser.error(str(error))


def _flat(annotation: Annotation) -> list[FlatAttribution]:
    def pieces(spans: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
        return tuple((start, end) for start, end in spans)

    return [FlatAttribution(pieces(a["source"]), pieces(a["cue"]), pieces(a["content"])) for a in annotation["attributions"]]


def _links(annotation: Annotation) -> Iterable[tuple[int, str]]:
    """Yields the start of each body sentence with a source it rests on, named without regard to case and articles."""
    forms = {
        form.casefold(): source["canonical"].casefold()
        for source in annotation.get("sources", ())
        for form in (*source.get("aliases", ()), source["canonical"])
    }
    for sentence in annotation["sentences"]:
        for name in sentence["sources"] if sentence["kind"] == "body" else ():
            yield sentence["start"], forms.get(name.casefold(), name.casefold())


def _marks(annotation: Annotation) -> dict[tuple[int, int], Annotation]:
    return {(h["span"][0], h["span"][1]): {**h, "owner": h["owner"].casefold()} for h in annotation["hedges"]}


def _score(sets: Iterable[tuple[set[Any], set[Any]]]) -> Score:
    sets = list(sets)
    return Score(sum(len(a & b) for a, b in sets), sum(len(b) for _, b in sets), sum(len(a) for a, _ in sets))


def _overlap(marks: Iterable[tuple[dict[tuple[int, int], Annotation], dict[tuple[int, int], Annotation]]]) -> Score:
    marks = list(marks)
    touched = sum(any(s < end and start < e for s, e in b) for a, b in marks for start, end in a)
    return Score(touched, sum(len(b) for _, b in marks), sum(len(a) for a, _ in marks))


def _tasks(pairs: Sequence[tuple[str, Annotation, Annotation]]) -> dict[str, AnnotationTask]:
    """Builds one task a variable; the units are the sentences that both coders cut alike."""
    rows: dict[str, list[tuple[str, str, str]]] = {"kind": [], "attributed": [], "hedged": []}
    for _, *coders in pairs:
        by_start = [{s["start"]: s for s in coder["sentences"]} for coder in coders]
        shared = by_start[0].keys() & by_start[1].keys()
        for coder, annotation, sentences in zip("AB", coders, by_start, strict=True):
            hedged = {h["span"][0] for h in annotation["hedges"]}
            for start in shared:
                item, sentence = f"{annotation['id']} {start}", sentences[start]
                rows["kind"].append((coder, item, sentence["kind"]))
                if all(side[start]["kind"] == "body" for side in by_start):
                    inside = any(sentence["start"] <= h < sentence["end"] for h in hedged)
                    rows["attributed"].append((coder, item, str(bool(sentence["sources"]))))
                    rows["hedged"].append((coder, item, str(inside)))
    return {name: AnnotationTask(data=data) for name, data in rows.items() if len({label for _, _, label in data}) > 1}


if __name__ == "__main__":
    main()
