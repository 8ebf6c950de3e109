"""Says how alike the articles of a folder are that have anything in common: where to draw the line for near duplicates.

    python benchmarks/duplicates.py FOLDER

For each tenth of the Jaccard coefficient of runs of five words, the number of pairs of articles, computed exactly.
"""

import itertools
import re
import sys
from collections import Counter, defaultdict

from hedgelens.article import read_files
from hedgelens.article.duplicates import SHINGLE, body_of

MOST = 30
"""Runs that so many articles have in common are a paper's own."""


def main(folder: str) -> None:
    """Prints the table."""
    runs = {}
    for article in read_files([folder]).articles:
        words = re.findall(r"\w+", body_of(article).casefold())
        runs[article.id] = {" ".join(words[place : place + SHINGLE]) for place in range(len(words) - SHINGLE + 1)}
    holders = defaultdict(list)
    for id, found in runs.items():
        for run in found:
            holders[run].append(id)
    pairs = {pair for ids in holders.values() if 1 < len(ids) <= MOST for pair in itertools.combinations(sorted(ids), 2)}
    tenths = Counter(int(10 * len(runs[one] & runs[other]) / len(runs[one] | runs[other])) for one, other in pairs)
    print(f"{len(runs):,} articles, {len(pairs):,} pairs with a run in common")
    for tenth in sorted(tenths):
        print(f"from .{tenth}: {tenths[tenth]:,}" if tenth < 10 else f"the same: {tenths[tenth]:,}")


if __name__ == "__main__":
    main(sys.argv[1])
