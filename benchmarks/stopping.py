"""Kills runs over a study at random moments, lets the last one end, and compares its rows with those of an undisturbed run.

    python benchmarks/stopping.py [--articles 300] [--kills 50] [--jobs 2] [--engine rules]

Prints how many articles were done when each run was killed, and whether the rows are the same in the end; exits 1 if not.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hedgelens.invented import write
from hedgelens.study import Study

_RUN = "import sys; from hedgelens.cli import main; sys.argv[0] = 'hedgelens'; main()"


def command(*arguments: object) -> list[str]:
    """Returns the command line of ``hedgelens``."""
    return [sys.executable, "-P", "-c", _RUN, *map(str, arguments)]


def rows(path: Path) -> list[str]:
    """Returns all that a study found: each analysis in the contract of the output."""
    with Study.open(path) as study:
        return [analysis.to_json() for analysis in study]


def made(folder: Path, name: str, articles: Path, engine: str) -> Path:
    """Makes a study of a folder of articles."""
    path = folder / name
    with Study.new(path, engine=engine) as study:
        study.add(*sorted(articles.iterdir()))
    return path


def killed(path: Path, jobs: int, seconds: float) -> tuple[bool, int]:
    """Starts a run and kills it after a while; says whether it had ended by itself, and how many analyses there are."""
    process = subprocess.Popen(command("study", "run", path, "--jobs", jobs), stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    ended = process.poll() is not None
    process.send_signal(signal.SIGKILL)
    process.wait()
    with Study.open(path) as study:
        return ended, len(study)


def main() -> None:
    """Does what the module says."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=300)
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--engine", default="rules")
    options = asked.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(options.articles, folder / "articles")
        whole = made(folder, "whole.study", folder / "articles", options.engine)
        began = time.monotonic()
        subprocess.run(command("study", "run", whole, "--jobs", options.jobs), check=True, stderr=subprocess.DEVNULL)
        undisturbed = time.monotonic() - began
        path = made(folder, "killed.study", folder / "articles", options.engine)
        for number in range(1, options.kills + 1):
            ended, done = killed(path, options.jobs, chance.uniform(0.05, 0.95) * undisturbed)
            print(f"kill {number}: {done} of {options.articles} done{' (ended by itself)' if ended else ''}", flush=True)
            if done == options.articles:  # from the beginning, so that every kill meets a run
                path = made(folder, f"killed-{number}.study", folder / "articles", options.engine)
        subprocess.run(command("study", "run", path, "--jobs", options.jobs), check=True, stderr=subprocess.DEVNULL)
        same = rows(path) == rows(whole)
    print(f"{options.kills} kills, undisturbed {undisturbed:.1f} s; the rows are {'the same' if same else 'OTHERS'}")
    sys.exit(not same)


if __name__ == "__main__":
    main()
