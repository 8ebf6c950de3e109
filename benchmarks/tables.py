"""What it costs to write a study's tables: processor time, size of the file, and the memory of the process.

    python benchmarks/tables.py STUDY

writes each form into a temporary folder and prints the rows of the table in ``docs/studies.md``.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hedgelens.study import Study


def main(path: str) -> None:
    """Measures each form once."""
    with Study.open(path) as study, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for said, out, table in (
            ("`floods.jsonl`", "floods.jsonl", None),
            ("`floods.csv`: `articles`", "floods.csv", None),
            ("`sentences.csv`", "sentences.csv", "sentences"),
            ("`sentences.parquet`", "sentences.parquet", "sentences"),
            ("`tables/`: all as Parquet", "tables/", None),
            ("`floods.xlsx`", "floods.xlsx", None),
            ("`floods.zip`", "floods.zip", None),
        ):
            seconds, written = _timed(lambda out=out, table=table: study.export(f"{folder}/{out}", table=table))
            print(f"| {said} | {seconds:.1f} | {sum(file.stat().st_size for file in written) / 1e6:.1f} |")
        print(f'| `study.table("sentences")` | {_timed(lambda: study.table("sentences"))[0]:.1f} | |')
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory: {memory / (1e6 if sys.platform == 'darwin' else 1e3):.0f} MB")


def _timed(do: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.process_time()
    found = do()
    return time.process_time() - begin, found


if __name__ == "__main__":
    main(*sys.argv[1:])
