"""Words per second on one core: all of HedgeLens beside the plain spaCy pipeline.

    OMP_NUM_THREADS=1 python benchmarks/speed.py DIR [ROUNDS [ENGINE…]]

DIR holds articles (``*.txt``); the engines are by default ``rules`` and ``learned``. All articles are read once by each before
the clock starts; then the turns go round, so that a busy machine slows all alike, and the quickest of the rounds counts. The full
spaCy pipeline (tagger, parser, entities, lemmas) is the yardstick: HedgeLens leaves out the entities, and adds all of its own.
HedgeLens must be installed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import spacy

from hedgelens import Analysis, Analyzer
from hedgelens.attribution import ENGINES
from hedgelens.language.pipeline import MODELS


def main() -> None:
    """Prints words per second, and the share of the plain pipeline's."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    plain = next(spacy.load(name) for name in MODELS if spacy.util.is_package(name))
    runs: dict[str, Callable[[], object]] = {"plain spaCy, all of it": lambda: [plain(text) for text in texts]}
    for engine in sys.argv[3:] or ENGINES:
        runs[f"hedgelens, engine {engine}"] = partial(_analyses, Analyzer(engine=engine), texts)
    quickest = {name: float("inf") for name in runs}
    for turn in range(1 + int(sys.argv[2] if len(sys.argv) > 2 else 3)):
        for name, run in runs.items():
            began = time.process_time()
            run()
            if turn:
                quickest[name] = min(quickest[name], time.process_time() - began)
    yardstick = next(iter(quickest.values()))
    print(f"{len(texts)} articles, {words:,} words")
    for name, seconds in quickest.items():
        print(f"{name:28}{words / seconds:8.0f} words/s{yardstick / seconds:8.2f}")


def _analyses(analyzer: Analyzer, texts: list[str]) -> list[Analysis]:
    return list(analyzer.pipe(texts))


if __name__ == "__main__":
    main()
