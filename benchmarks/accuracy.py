"""Writes the figures of docs/accuracy.md: how often HedgeLens is right, on each set of marked articles that is there.

    python benchmarks/accuracy.py [--polnear DIR] [--texts DIR] [--engine NAME]

The bundled articles are always there. ``--polnear`` names the development part of PolNeAR (``text/``, ``attributions/``),
``--texts`` the texts that ``corpus/gold-external`` belongs to. The table between the marks of the page is written anew with what
was measured; columns whose texts are not given stay as they are. Each column is one run of ``hedgelens evaluate``, which the page
names. HedgeLens must be installed.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

from hedgelens.files.writing import write_whole

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
ROWS = {
    "attribution": "whole attributions",
    "content words": "words of contents",
    "sentence": "sentences with an attribution, of all that is listed",
    "attributed": "sentences that rest on a source",
    "explicit": "sources of sentences",
    "continued": "accounts that continue without a cue",
    "source kind": "kind of source",
    "source naming": "naming of the source",
    "clusters": "attributions to one source kept together (B-cubed)",
    "hedge overlap": "hedges",
    "hedge core overlap": "core hedges",
    "hedge owner": "owner of the hedge",
    "kind of sentence": "kind of sentence",
}


def figures(*options: str) -> dict[str, str]:
    """Runs ``hedgelens evaluate`` and returns the row of each line that the page shows, in percent."""
    command = [sys.executable, "-m", "hedgelens.cli", "evaluate", "--format", "json", *options]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {line: _cell(said[line]) for line in ROWS if line in said}


def _cell(score: dict[str, float]) -> str:
    precision, recall = 100 * score["precision"], 100 * score["recall"]
    f1 = 2 * precision * recall / (precision + recall)
    same = abs(precision - recall) < 1e-9
    return f"{f1:.1f}" if same else f"{f1:.1f} ({precision:.1f}, {recall:.1f})"


def with_column(page: str, column: int, values: dict[str, str]) -> str:
    """Returns the page with one column of its table filled anew."""
    head, table, tail = re.split(r"(?<=<!-- figures -->\n)(.*?)(?=<!-- end -->)", page, maxsplit=1, flags=re.DOTALL)
    lines = table.splitlines()
    for number, line in enumerate(lines):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        key = next((key for key, words in ROWS.items() if words == cells[0]), None)
        if key is not None:
            cells[column] = values.get(key, "–")
            lines[number] = f"| {' | '.join(cells)} |"
    return head + "\n".join(lines) + "\n" + tail


def main() -> None:
    """Measures, and writes the page."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--polnear", metavar="DIR")
    options.add_argument("--texts", metavar="DIR")
    options.add_argument("--engine", default="learned")
    given = options.parse_args()
    sets = {1: ()}
    if given.texts:
        sets[2] = ("--gold", str(ROOT / "corpus" / "gold-external"), "--texts", given.texts, "--part", "dev")
    if given.polnear:
        sets[3] = ("--gold", given.polnear)
    page = PAGE.read_text("utf-8")
    for column, where in sets.items():
        page = with_column(page, column, figures(*where, "--engine", given.engine))
    write_whole(PAGE, page, lambda _: None)


if __name__ == "__main__":
    main()
