"""Time and memory of an analysis, its JSON made, by the length of the text.

    OMP_NUM_THREADS=1 python benchmarks/growth.py [CHARACTERS…] [--engine NAME…]

The text is made of the bundled articles, over and over, with other people's names in each round; it is analysed as it stands and
as one single line. Each figure is of a process of its own: processor seconds, and how far the memory rose at most above what a
short article takes. HedgeLens must be installed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from hedgelens import Analyzer, bundled
from hedgelens.article import article_from_text
from hedgelens.records import Kind, SourceKind
from hedgelens.sources.lexicon import surnames

SIZES = (125_000, 250_000, 500_000, 1_000_000)
SHAPES = ("paragraphs", "line")
ENGINES = ("rules", "learned")


def rounds() -> Iterator[str]:
    """Yields the bundled articles, over and over, each time with other names of people."""
    choice = random.Random(1)
    last = sorted(name.title() for name in surnames())
    analyzer = Analyzer(engine="rules")
    articles = []
    for name in bundled.names():
        article = bundled.article(name)
        people = [s.name for s in analyzer.analyze(article).sources if s.kind is SourceKind.PERSON]
        articles.append((article.text, sorted({word for person in people for word in person.split()[-1:] if word[:1].isupper()})))
    while True:
        for text, people in articles:
            others = dict(zip(people, choice.sample(last, len(people)), strict=True))
            yield re.sub(r"\w+", lambda word, others=others: others.get(word[0], word[0]), text)


def text_of(characters: int, shape: str = "paragraphs") -> str:
    """Returns a text of so many characters, in paragraphs or as one line, which holds no notes: they would make a note of it."""
    taken, size = [], 0
    for text in rounds():
        taken.append(text.strip() if shape == "paragraphs" else _body_in_one_line(text))
        size += len(taken[-1]) + 2
        if size >= characters:
            break
    return ("\n\n" if shape == "paragraphs" else " ").join(taken)[:characters]


def _body_in_one_line(text: str) -> str:
    body = [text[block.start : block.end] for block in article_from_text(text).blocks if block.kind is Kind.BODY]
    return " ".join(" ".join(body).split())


def measure(engine: str, characters: int, shape: str) -> tuple[float, float]:
    """Returns processor seconds and megabytes above those of a short article, in this process."""
    text = text_of(characters, shape)
    analyzer = Analyzer(engine=engine)
    analyzer.analyze(bundled.article()).to_json()
    base, start = peak(), time.process_time()
    analyzer.analyze(article_from_text(text)).to_json()
    return time.process_time() - start, peak() - base


def peak() -> float:
    """Returns the megabytes of memory that this process has taken at most.

    On Linux what ``getrusage`` says begins with the memory of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / (1024 if sys.platform == "darwin" else 1)


def measured_apart(engine: str, characters: int, shape: str) -> tuple[float, float]:
    """Returns what :func:`measure` does, of a new process."""
    command = [sys.executable, __file__, str(characters), "--engine", engine, "--alone", shape]
    result = subprocess.run(command, check=True, capture_output=True, env=os.environ | {"OMP_NUM_THREADS": "1"})
    seconds, megabytes = json.loads(result.stdout)
    return seconds, megabytes


def main() -> None:
    """Prints a row for each engine, shape and length."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("characters", nargs="*", type=int, default=SIZES)
    parser.add_argument("--engine", nargs="+", default=ENGINES)
    parser.add_argument("--alone", choices=SHAPES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(measure(options.engine[0], options.characters[0], options.alone)))
        return
    print(f"{'engine':10}{'shape':12}{'characters':>12}{'seconds':>10}{'megabytes above':>18}")
    for engine in options.engine:
        for shape in SHAPES:
            for characters in options.characters:
                seconds, megabytes = measured_apart(engine, characters, shape)
                print(f"{engine:10}{shape:12}{characters:12,}{seconds:10.1f}{megabytes:18.0f}", flush=True)


if __name__ == "__main__":
    main()
