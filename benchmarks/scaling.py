"""What more processes and more articles cost: articles a second with one and two jobs, peak memory of short and long runs, bytes.

    python benchmarks/scaling.py jobs [--articles 500] [--engine rules] [--rounds 3]
    python benchmarks/scaling.py memory [--articles 500 5000] [--engine rules] [--jobs 2]
    python benchmarks/scaling.py storage [--articles 500] [--engine rules] [--texts DIR]
    python benchmarks/scaling.py cluster [--articles 150] [--engine rules]

``jobs`` runs ``hedgelens study run`` with one job and with two by turns, and prints articles a second from the first analysis to
the last, and the seconds before the first ("cold start"). ``memory`` prints the largest resident memory of all processes of a run
together, each page that they share counted once (Linux). ``storage`` prints bytes an article in a study, and in Parquet as
``hl.distributed`` gives it. ``cluster`` prints the processor time that an article costs the machine that runs a study on a
cluster, beside that of the workers. All articles are invented (``hedgelens.invented``); those of DIR (``*.txt``, ``*.md``) come
on top. The load of the machine stands beside each figure: one that was busy with something else says little.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from stopping import command, made

from hedgelens.invented import write
from hedgelens.study import Study

_EVERY = 0.25
"""Seconds between two looks at the memory."""


class Ran(NamedTuple):
    """What a run took.

    Attributes:
        start: seconds to the first analysis.
        rate: articles a second from the first analysis to the last.
        seconds: all in all.
        work: processor time of all processes together, start and all.
        memory: largest resident memory of all processes together, in MB; 0 where nobody looked.
        processes: largest number of processes.
    """

    start: float
    rate: float
    seconds: float
    work: float
    memory: float
    processes: int


def processor() -> str:
    """Returns the name of the processor, the number of its cores, and how busy the machine is."""
    name = "unknown processor"
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), name)
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"{name}, {os.cpu_count()} cores, load {load}"


def run(path: Path, *options: object, look: Callable[[int], tuple[float, int]] = lambda process: (0.0, 0)) -> Ran:
    """Runs over a study and looks at it meanwhile.

    Args:
        path: the study.
        options: of ``hedgelens study run``.
        look: tells the memory of a process and its descendants, and their number; that takes time of its own.
    """
    began, worked = time.monotonic(), _worked()
    process = subprocess.Popen(command("study", "run", path, *options), stderr=subprocess.DEVNULL)
    first, largest, most = 0.0, 0.0, 0
    while process.poll() is None:
        memory, processes = look(process.pid)
        largest, most = max(largest, memory), max(most, processes)
        if not first and done(path):
            first = time.monotonic()
        time.sleep(_EVERY)
    ended = time.monotonic()
    if process.returncode:
        sys.exit(f"The run ended with exit code {process.returncode}.")
    return Ran(first - began, (done(path) - 1) / (ended - first), ended - began, _worked() - worked, largest, most)


def _worked() -> float:
    """Returns the processor time of all processes that were started before and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def done(path: Path) -> int:
    """Returns the number of analyses in a study."""
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(file.execute("SELECT count(*) FROM analyses").fetchone()[0])
    finally:
        file.close()


def memory_of(root: int) -> tuple[float, int]:
    """Returns the MB that a process and its descendants hold, shared pages once, and the number of processes."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
    family = {root}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(map(_proportional, family)) / 1024, len(family)


def _proportional(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def jobs(folder: Path, articles: int, engine: str, rounds: int) -> None:
    """Prints articles a second with one job and two, by turns."""
    write(articles, folder / "articles")
    rates: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(rounds):
        for number, found in rates.items():
            ran = run(made(folder, f"{turn}-{number}.study", folder / "articles", engine), "--jobs", number)
            found.append(ran.rate)
            print(
                f"round {turn + 1}, {number} job{'s' if number > 1 else ' '}: {ran.rate:6.2f} articles a second, "
                f"first after {ran.start:4.1f} s, {ran.work:.1f} s of processor time in all; {processor()}",
                flush=True,
            )
    print(f"two jobs are {max(rates[2]) / max(rates[1]):.2f} times as quick as one (the quickest rounds)")


def memory(folder: Path, articles: Sequence[int], engine: str, number: int) -> None:
    """Prints the largest memory of runs over few and many articles."""
    largest = []
    for size in articles:
        write(size, folder / f"articles-{size}")
        ran = run(made(folder, f"{size}.study", folder / f"articles-{size}", engine), "--jobs", number, look=memory_of)
        largest.append(ran.memory)
        print(
            f"{size:6,} articles, {number} jobs: {largest[-1]:7.0f} MB in {ran.processes} processes, {ran.seconds:.0f} s; "
            f"{processor()}",
            flush=True,
        )
    print(f"the longest run takes {largest[-1] / largest[0]:.2f} times the memory of the shortest")


def storage(folder: Path, articles: int, engine: str, texts: Path | None) -> None:
    """Prints bytes an article in a study and in Parquet."""
    write(articles, folder / "articles")
    sets: list[tuple[str, Iterable[Path]]] = [("invented", sorted((folder / "articles").glob("*/*.txt")))]
    if texts is not None:
        sets.append((f"those of {texts}", sorted(path for path in texts.iterdir() if path.suffix in (".txt", ".md"))))
    for name, files in sets:
        _stored(folder, name, list(files), engine)


def _stored(folder: Path, name: str, files: list[Path], engine: str) -> None:
    from hedgelens.distributed import analyze_partition, plain_settings

    path = folder / f"{len(name)}.study"
    with Study.new(path, engine=engine) as study:
        study.add(*files)
        study.run()
        frame = study.articles()[["id", "words"]]
        frame["text"] = [study.article(id).text for id in frame["id"]]
    size, words = path.stat().st_size, float(frame["words"].mean())
    with sqlite3.connect(path) as file:
        parts = file.execute(
            "SELECT sum(length(a.content)), sum(length(n.content)), sum(length(n.tally)) "
            "FROM articles a JOIN analyses n ON n.article = a.number"
        ).fetchone()
    number = len(frame)
    print(f"{name}: {number:,} articles of {words:,.0f} words on average; bytes an article:")
    print(f"  as text               {sum(file.stat().st_size for file in files) / number:9,.0f}")
    print(f"  in a study            {size / number:9,.0f}  " + "".join(
        f"{what} {part / number:,.0f}  " for what, part in zip(("article", "analysis", "tally"), parts, strict=True)
    ))  # fmt: skip
    settings = plain_settings(engine=engine)
    for table in ("articles", "analyses"):
        written = folder / f"{table}.parquet"
        analyze_partition(frame[["id", "text"]], table=table, settings=settings).to_parquet(written, compression="zstd")
        print(f"  Parquet, {table:13}{written.stat().st_size / number:9,.0f}")


def cluster(folder: Path, articles: int, engine: str) -> None:
    """Prints what an article costs the machine that runs a study on a cluster, with a scheduler and a worker beside it."""
    write(articles, folder / "articles")
    file = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask", "SAID", "--scheduler-file", str(file), "--no-dashboard"]
    options = {"scheduler": ["--port", "0"], "worker": ["--nthreads", "1"]}
    running = []
    times: list[float] = []
    try:
        for said, more in options.items():
            running.append(
                subprocess.Popen([*(said if word == "SAID" else word for word in dask), *more], stderr=subprocess.DEVNULL)
            )
        while not file.exists():
            time.sleep(0.1)
        with Study.open(made(folder, "cluster.study", folder / "articles", engine)) as study:
            study.run(scheduler=str(file), told=lambda progress: times.append(time.process_time()))
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()
    print(f"{1000 * (times[-1] - times[9]) / (len(times) - 10):.1f} ms of processor time an article; {processor()}")


def main() -> None:
    """Does what the module says."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", choices=("jobs", "memory", "storage", "cluster"))
    asked.add_argument("--articles", type=int, nargs="+")
    asked.add_argument("--engine", default="rules")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--texts", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.what == "jobs":
            jobs(Path(name), (given.articles or [500])[0], given.engine, given.rounds)
        elif given.what == "memory":
            memory(Path(name), given.articles or [500, 5000], given.engine, given.jobs)
        elif given.what == "cluster":
            cluster(Path(name), (given.articles or [150])[0], given.engine)
        else:
            storage(Path(name), (given.articles or [500])[0], given.engine, given.texts)


if __name__ == "__main__":
    main()
