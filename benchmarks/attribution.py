"""How often each sieve is right, what each is worth, and how well the learned engine's probability holds, on marked texts.

    python benchmarks/attribution.py sieves DIR              share of right attributions by sieve
    python benchmarks/attribution.py without DIR             F1 of the rules with one sieve left out at a time
    python benchmarks/attribution.py two-fold DIR [ENGINE]   a learned engine, its regression fitted on the other half, and a plot
    python benchmarks/attribution.py alone DIR [ENGINE]      F1 of the sieves, of the network without them, and of both
    python benchmarks/attribution.py added DIR [ENGINE]      how often what the sieves add to the network's is right
    python benchmarks/attribution.py acts DIR [ENGINE]       F1 with one reason left out for which something is no attribution

ENGINE is the folder of an engine that ``hedgelens train`` made, by default the shipped one. DIR holds ``text/NAME.txt`` and
``attributions/NAME_CODER.ann``, such as a part of PolNeAR. An attribution is right when the contents overlap by half and the
source is the right one, as in ``hedgelens evaluate``. HedgeLens must be installed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hedgelens import charts
from hedgelens.article import article_from_text
from hedgelens.attribution import acts as exclusions
from hedgelens.attribution import sieves as rules
from hedgelens.attribution.assembly import assemble
from hedgelens.attribution.learned.engine import SHIPPED, Look, attribute, candidates_of, look
from hedgelens.attribution.learned.network import load_network
from hedgelens.evaluation.attributions import Score, flat_view, pair_attributions, score_attributions
from hedgelens.evaluation.polnear import MarkedText, read_marked_texts
from hedgelens.evaluation.reliability import confidence_table
from hedgelens.language import load_language
from hedgelens.records import Attribution, ParsedArticle
from hedgelens.training.calibration import observe, two_fold
from hedgelens.training.texts import bundled_texts

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
            made[attribution.rule] += 1
            right[attribution.rule] += j in matched
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


def halves(part: Part, folder: Path) -> None:
    """Prints an engine's figures with weights fitted on the other half, and the calibration of its probability."""
    network = load_network(folder)
    language = load_language()
    news = [observe(network, t, language.parse(article_from_text(t.text, id=t.id))) for t in bundled_texts()]
    result = two_fold(network.settings, [observe(network, text, parsed) for text, parsed in part], news)
    print(HEAD + "\n" + line("two-fold", result.scores))
    print(f"expected calibration error, ten steps: {result.error:.3f}\n{'said':>8}{'right':>8}{'n':>8}")
    for step in result.steps:
        print(f"{step.confidence:8.2f}{step.share:8.2f}{step.n:8}")
    print(
        f"\nwhat is listed, the second regression fitted on the bundled articles, too\n{confidence_table(result.listed)}", end=""
    )
    charts.reliability(result.steps).figure.savefig("reliability.png", dpi=150, bbox_inches="tight")


def alone(part: Part, folder: Path) -> None:
    """Prints the figures of the sieves, of the network without them, and of both together."""
    network = load_network(folder)

    seen = [(text, look(network, parsed)) for text, parsed in part]

    def scored(made: Callable[[Look], tuple[Attribution, ...]]) -> dict[str, Score]:
        return score_attributions((text.text, text.attributions, flat_view(made(one))) for text, one in seen)

    def bare(one: Look) -> tuple[Attribution, ...]:
        return assemble(one.syntax, candidates_of(one, network.settings))

    print(HEAD + "\n" + line("sieves alone", scores(part, rules.attribute_by_rules)))
    print(line("network alone", scored(bare)))
    print(line("network and sieves", scored(lambda one: attribute(one, network.settings))))


def added(part: Part, folder: Path) -> None:
    """Prints how often what the sieves add is right, by sieve."""
    network = load_network(folder)
    right: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for text, parsed in part:
        found = flat_view(attribute(look(network, parsed), network.settings))
        matched = {j for _, j in pair_attributions(text.text, text.attributions, found)}
        for j, attribution in enumerate(found):
            made[attribution.rule] += 1
            right[attribution.rule] += j in matched
    for rule, n in made.most_common():
        print(f"{rule:20}{right[rule]:6}{n:7}")


def acts(part: Part, folder: Path) -> None:
    """Prints figures with one reason left out for which something is no attribution."""
    network = load_network(folder)
    seen = [(text, look(network, parsed)) for text, parsed in part]
    every = exclusions.EXCLUSIONS
    for left_out in (None, *every):
        exclusions.EXCLUSIONS = tuple(reason for reason in every if reason is not left_out)
        found = ((text.text, text.attributions, flat_view(attribute(one, network.settings))) for text, one in seen)
        name = left_out.__name__.removeprefix("_is_") if left_out is not None else ""
        print(line(f"without {name}" if name else "all reasons", score_attributions(found)))
    exclusions.EXCLUSIONS = every


PARTS: dict[str, Callable[[Part], None]] = {"sieves": sieves, "without": without}
ENGINES: dict[str, Callable[[Part, Path], None]] = {"two-fold": halves, "alone": alone, "added": added, "acts": acts}

if __name__ == "__main__":
    task, *given = sys.argv[1:] or [""]
    if task in PARTS and len(given) == 1:
        PARTS[task](read(given[0]))
    elif task in ENGINES and len(given) in (1, 2):
        ENGINES[task](read(given[0]), Path(given[1]) if given[1:] else SHIPPED)
    else:
        sys.exit(__doc__)
