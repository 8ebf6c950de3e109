"""Analyses what is to be analysed in a study, and keeps each analysis as soon as it is made."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from hedgelens.records import HedgeLensError
from hedgelens.study.adding import now
from hedgelens.study.cluster import ClusterCrew
from hedgelens.study.crew import Crew
from hedgelens.study.remote import check_same, made_with
from hedgelens.study.settings import StudySettings
from hedgelens.study.store import Store
from hedgelens.study.tasks import Done, Task, done

_SILENT = 120.0
"""Seconds after which a run that was not heard of is taken for dead, and others do its articles."""
_HEARTBEAT = 20.0
"""Seconds after which a run says that it is at work."""
_CLAIMED = 4
"""So many articles a job a run takes at once, that others leave to it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a run.

    Attributes:
        done: number of articles that are analysed.
        total: number of articles of the study.
        problems: number of those that cannot be analysed.
        seconds: time since the run began.
        rate: articles per second in this run.
        rest: seconds that the remaining ones will take; ``None`` if this cannot be estimated yet.
    """

    done: int
    total: int
    problems: int
    seconds: float
    rate: float
    rest: float | None


Told = Callable[[Progress], None]
"""Is told after each article how far a run is."""

_STALE = "a.left_out IS NULL AND (n.article IS NULL OR n.settings != :settings OR n.hash != a.hash OR n.counting != :counting)"
_TRIED = "p.article IS NOT NULL AND p.settings = :tried AND p.hash = a.hash"
_FROM = """
FROM articles a LEFT JOIN analyses n ON n.article = a.number LEFT JOIN problems p ON p.article = a.number
"""


class Run:
    """One run over a study: what is not analysed yet, or was with other settings or of another text, is.

    Several runs may be at work on one study: each claims some articles at a time, which the others leave to it until it is done
    or has not been heard of for two minutes.
    """

    def __init__(self, store: Store, settings: StudySettings, jobs: int, scheduler: str | None = None) -> None:
        """Begins a run.

        Args:
            store: the study.
            settings: how articles are analysed.
            jobs: number of processes that analyse.
            scheduler: that of the cluster whose workers analyse instead.

        Raises:
            HedgeLensError: the number is none.
        """
        if scheduler is not None and jobs != 1:
            raise HedgeLensError(
                f"--jobs starts processes on this machine, but on a cluster its workers analyse. Give one of the two; for a "
                f"cluster of {jobs} on this machine, the scheduler local:{jobs}."
            )
        if jobs < 1:
            raise HedgeLensError(
                f"The number of jobs cannot be {jobs}. Give at least 1, and at most the number of the processor's cores."
            )
        self._store, self._settings, self._jobs, self._scheduler = store, settings, jobs, scheduler
        self._began, self._heard = time.monotonic(), 0.0
        self._made = self._total = self._left = self._problems = 0
        self._number = self._after = 0
        self._keys: dict[str, str] = {}

    def run(self, told: Told) -> None:
        """Does all that is to be done.

        Raises:
            HedgeLensError: an option cannot be used, or the study cannot be written.
        """
        if self._scheduler is not None:
            self._on_cluster(self._scheduler, told)
        elif self._jobs == 1:
            with self._settings.analyzer() as analyzer:
                self._know(*self._settings.keys(analyzer))
                self._do((done(analyzer, task) for task in self._tasks()), told)
        else:
            with Crew(self._settings, self._jobs) as crew:
                self._know(*crew.keys())  # so that no model is loaded here
                self._do(crew.each_done(self._tasks()), told)

    def _on_cluster(self, scheduler: str, told: Told) -> None:
        with ClusterCrew(self._settings, scheduler) as crew:
            with self._settings.analyzer() as analyzer:
                self._know(*self._settings.keys(analyzer))
            self._jobs = crew.jobs
            self._do(crew.each_done(self._tasks()), told)

    def _know(self, settings: str, counting: str) -> None:
        """Learns by what an analysis is known that need not be made again."""
        self._keys = {"settings": settings, "counting": counting, "tried": f"{settings} {counting}"}

    def _do(self, each: Iterable[Done | None], told: Told) -> None:
        self._begin()
        self._count()
        try:
            for found in each:
                self._heartbeat()
                if found is not None:
                    if found.made_with is not None:
                        check_same(found.made_with, made_with(self._keys["settings"]))
                    self._keep(found)
                    told(self.progress())
        finally:
            self._end()

    def progress(self) -> Progress:
        """Says how far the study is, as far as this run knows."""
        seconds = time.monotonic() - self._began
        rate = self._made / seconds if seconds else 0.0
        rest = max(self._left, 0)
        done = self._total - self._problems - rest
        return Progress(done, self._total, self._problems, seconds, rate, rest / rate if rate else None)

    def _count(self) -> None:
        """Counts what is to be done."""
        self._total, self._left, self._problems = self._store.one(
            f"""SELECT count(*), coalesce(sum({_STALE} AND NOT ({_TRIED})), 0), coalesce(sum({_TRIED}), 0)
            {_FROM} WHERE a.left_out IS NULL""",
            self._keys,
        )

    # -- what is to be done ---------------------------------------------------------------------------------------------

    def _tasks(self) -> Iterator[Task]:
        while claimed := self._claim() or self._claim_from_the_start():
            for number in claimed:
                row = self._store.one(
                    """SELECT a.number, a.id, a.hash, a.content, n.content AS analysis, n.settings, n.hash AS analysed
                    FROM articles a LEFT JOIN analyses n ON n.article = a.number WHERE a.number = ?""",
                    number,
                )
                same = row["settings"] == self._keys["settings"] and row["analysed"] == row["hash"]
                yield Task(row["number"], row["id"], row["hash"], row["content"], row["analysis"] if same else b"")

    def _claim(self) -> list[int]:
        """Takes the next articles that nobody else is at."""
        with self._store.transaction():
            self._free_claims_of_the_dead()
            rows = self._store.rows(
                f"""SELECT a.number {_FROM} LEFT JOIN claims c ON c.article = a.number
                WHERE a.number > :after AND {_STALE} AND NOT ({_TRIED}) AND c.article IS NULL
                ORDER BY a.number LIMIT {_CLAIMED * self._jobs}""",
                {**self._keys, "after": self._after},
            )
            numbers = [row["number"] for row in rows]
            self._after = max(numbers, default=self._after)
            for number in numbers:
                self._store.do("INSERT INTO claims (article, run) VALUES (?, ?)", number, self._number)
        return numbers

    def _claim_from_the_start(self) -> list[int]:
        """Takes what another run has given up in the meantime."""
        self._after = 0
        return self._claim()

    def _free_claims_of_the_dead(self) -> None:
        at_work = self._store.rows(
            "SELECT number, host, process, seen FROM runs WHERE ended IS NULL AND number != ?", self._number
        )
        for run in list(at_work):
            if time.time() - run["seen"] > _SILENT or (run["host"] == platform.node() and not _is_alive(run["process"])):
                self._store.do("DELETE FROM claims WHERE run = ?", run["number"])
                self._store.do("UPDATE runs SET ended = ? WHERE number = ?", f"lost before {now()}", run["number"])

    # -- what was done --------------------------------------------------------------------------------------------------

    def _keep(self, found: Done) -> None:
        """Keeps an analysis, or why there is none, and lets go of the article: together, or not at all."""
        number, hash = found.task.number, found.task.hash
        self._made, self._left = self._made + 1, self._left - 1
        self._problems += found.problem is not None
        with self._store.transaction():
            self._store.do("DELETE FROM problems WHERE article = ?", number)
            self._store.do("DELETE FROM claims WHERE article = ?", number)
            if found.problem is not None:
                self._store.do(
                    "INSERT INTO problems (article, name, reason, settings, hash) VALUES (?, ?, ?, ?, ?)",
                    number, found.task.id, found.problem, self._keys["tried"], hash,
                )  # fmt: skip
                self._store.do("DELETE FROM analyses WHERE article = ?", number)
                return
            self._store.do(
                """INSERT OR REPLACE INTO analyses (article, settings, hash, counting, made, seconds, tally, content)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                number, self._keys["settings"], hash, self._keys["counting"], now(), found.seconds, found.tally, found.analysis,
            )  # fmt: skip

    # -- the run itself -------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        with self._store.transaction():
            found = self._store.do(
                "INSERT INTO runs (host, process, began, seen) VALUES (?, ?, ?, ?)",
                platform.node(), os.getpid(), now(), time.time(),
            )  # fmt: skip
            self._number = int(found.lastrowid or 0)
            for key in ("settings", "counting"):
                self._store.do("INSERT OR REPLACE INTO settings VALUES (?, ?)", f"key_{key}", self._keys[key])
        self._heard = time.monotonic()

    def _heartbeat(self) -> None:
        if time.monotonic() - self._heard > _HEARTBEAT:
            with self._store.transaction():
                self._store.do("UPDATE runs SET seen = ? WHERE number = ?", time.time(), self._number)
            self._heard = time.monotonic()

    def _end(self) -> None:
        with self._store.transaction():
            self._store.do("DELETE FROM claims WHERE run = ?", self._number)
            self._store.do("UPDATE runs SET ended = ?, done = ? WHERE number = ?", now(), self._made, self._number)


def _is_alive(process: int) -> bool:
    """Says whether a process of this machine is there; where that cannot be told, it is taken to be."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
