"""How often each sieve is right, what each is worth, and how well the learned engine's probability holds, on marked texts.

    python benchmarks/attribution.py sieves DIR        share of right attributions by sieve
    python benchmarks/attribution.py without DIR       F1 of the rules with one sieve left out at a time
    python benchmarks/attribution.py two-fold DIR      the learned engine, its regression fitted on the other half

DIR holds ``text/NAME.txt`` and ``attributions/NAME_CODER.ann``, such as a part of PolNeAR. An attribution is right when the
contents overlap by half and the source is the right one, as in ``hedgelens evaluate``. HedgeLens must be installed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from hedgelens.article import article_from_text
from hedgelens.attribution import rules
from hedgelens.attribution.learned import engine as learned
from hedgelens.attribution.learned.decoding import evidence, roles_of
from hedgelens.attribution.learned.network import load_network
from hedgelens.attribution.quotes import SILENT_KINDS
from hedgelens.evaluation.attributions import Score, flat_view, pair_attributions, score_attributions
from hedgelens.evaluation.polnear import FlatAttribution, MarkedText, read_marked_texts
from hedgelens.language import load_language
from hedgelens.records import Attribution, ParsedArticle

Part = list[tuple[MarkedText, ParsedArticle]]
Engine = Callable[[ParsedArticle], tuple[Attribution, ...]]


def read(folder: str) -> Part:
    """Returns the marked texts of a folder with their parses."""
    language = load_language()
    return [(t, language.parse(article_from_text(t.text, id=t.id))) for t in read_marked_texts(folder)]


def scores(part: Part, engine: Engine) -> dict[str, Score]:
    """Scores an engine."""
    return score_attributions((t.text, t.attributions, flat_view(engine(parsed))) for t, parsed in part)


def line(name: str, figures: dict[str, Score]) -> str:
    """Returns a row of figures in percent."""
    whole = figures["attribution"]
    others = [figures[k].f1 for k in ("content words", "source words", "cue", "sentence", "segment content")]
    return f"{name:28}" + "".join(f"{100 * x:7.1f}" for x in (whole.f1, whole.precision, whole.recall, *others))


HEAD = f"{'':28}" + "".join(f"{h:>7}" for h in ("attr", "P", "R", "cont.w", "src.w", "cue", "sent", "seg.c"))


def sieves(part: Part) -> None:
    """Prints the share of each sieve's attributions that are right."""
    right: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for text, parsed in part:
        found = flat_view(rules.attribute_by_rules(parsed))
        matched = {j for _, j in pair_attributions(text.text, text.attributions, found)}
        for j, attribution in enumerate(found):
            sieve = attribution.why.partition(":")[0]
            made[sieve] += 1
            right[sieve] += j in matched
    for sieve, n in made.most_common():
        print(f"{sieve:20}{right[sieve] / n:6.2f}{n:7}")


def without(part: Part) -> None:
    """Prints figures with one sieve left out at a time."""
    every = rules.SIEVES
    print(HEAD + "\n" + line("all sieves", scores(part, rules.attribute_by_rules)))
    for sieve in every:
        rules.SIEVES = tuple(s for s in every if s is not sieve)
        print(line(f"without {sieve.__name__}", scores(part, rules.attribute_by_rules)))
    rules.SIEVES = every


def two_fold(part: Part) -> None:
    """Prints the learned engine's figures with weights fitted on the other half, and the calibration of its probability."""
    network = load_network(learned.SHIPPED)
    shipped = network.settings
    observed = [list(_readings(text, parsed)) for text, parsed in part]
    said, true = [], []
    figures: list[tuple[str, tuple[FlatAttribution, ...], list[Attribution]]] = []
    for half in (0, 1):
        fitted_on = [row for i, rows in enumerate(observed) if i % 2 != half for row in rows]
        weights = _fit(np.array([x for x, _ in fitted_on]), np.array([y for _, y in fitted_on]))
        network.settings = replace(shipped, weights=tuple(weights))
        for i, (text, parsed) in enumerate(part):
            if i % 2 == half:
                said += [float(1 / (1 + np.exp(-np.dot(x, weights)))) for x, _ in observed[i]]
                true += [y for _, y in observed[i]]
                figures.append((text.text, text.attributions, flat_view(learned.attribute_by_model(parsed))))
    network.settings = shipped
    print(HEAD + "\n" + line("two-fold", score_attributions(figures)))
    print(f"expected calibration error, ten bins: {_calibration_error(np.array(said), np.array(true)):.3f}")


def _readings(text: MarkedText, parsed: ParsedArticle) -> Iterator[tuple[list[float], float]]:
    """Yields for each place that may be a cue the network's evidence, and whether the attribution there is right."""
    network = load_network(learned.SHIPPED)
    blocks = [(b.start, b.end) for b in parsed.article.blocks if b.kind not in SILENT_KINDS]
    words, readings = network.read(text.text, blocks)
    roles = [roles_of(r, network.settings.switch) for r in readings]
    candidates = [
        FlatAttribution(*(tuple(words[i] for i in role[name]) for name in ("source", "cue", "content"))) for role in roles
    ]
    matched = {j for _, j in pair_attributions(text.text, text.attributions, candidates)}
    for j, reading in enumerate(readings):
        yield [*evidence(reading), 1.0], float(j in matched)


def _fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression with a ridge of one on all weights but the constant, by Newton's method."""
    w, ridge = np.zeros(x.shape[1]), np.append(np.ones(x.shape[1] - 1), 0.0)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge + 1e-6)
        w = w - np.linalg.solve(curvature, x.T @ (p - y) + ridge * w)
    return w


def _calibration_error(said: np.ndarray, true: np.ndarray) -> float:
    bins = np.minimum((said * 10).astype(int), 9)
    members = [bins == b for b in range(10)]
    return float(sum(abs(said[m].mean() - true[m].mean()) * m.sum() for m in members if m.any()) / len(said))


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("sieves", "without", "two-fold"):
        sys.exit(__doc__)
    {"sieves": sieves, "without": without, "two-fold": two_fold}[sys.argv[1]](read(sys.argv[2]))
