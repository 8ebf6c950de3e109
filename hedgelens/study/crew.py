"""Several processes that do tasks side by side."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from hedgelens.records import HedgeLensError
from hedgelens.study.tasks import Done, Task
from hedgelens.study.worker import receive, send

if TYPE_CHECKING:
    from hedgelens.study.settings import StudySettings

_TRIES = 2
"""So many times an article is given to processes that die of it."""
_DEATHS = 3
"""So many deaths a process, with no article done in between, are no article's fault."""
_LISTENS = 5.0
"""Seconds after which the caller may do something else where nothing has come."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class _Worker:
    """A process, the task that it is at, and the thread that waits for its answers."""

    def __init__(self, settings: bytes, answers: queue.SimpleQueue[tuple[_Worker, list[bytes] | None]]) -> None:
        self.task: Task | None = None
        self._answers = answers
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from hedgelens.study.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            start_new_session=True,  # what is typed at the terminal, such as Ctrl-C, does not reach it
        )
        self._tasks = cast("BinaryIO", self._process.stdin)
        self._send([settings])
        threading.Thread(target=self._listen, daemon=True).start()

    def give(self, task: Task) -> None:
        self.task = task
        self._send([task.id.encode("utf-8", "surrogatepass"), task.article, task.analysis])

    def _send(self, pieces: list[bytes]) -> None:
        with suppress(OSError):  # it has ended: whoever listens to it notices
            send(self._tasks, pieces)

    def _listen(self) -> None:
        with suppress(EOFError, OSError, ValueError):
            while True:
                self._answers.put((self, receive(cast("BinaryIO", self._process.stdout), 3)))
        self._answers.put((self, None))

    def stop(self) -> int:
        """Ends the process and returns its exit code."""
        with suppress(OSError):
            self._tasks.close()
        self._process.terminate()
        return self._process.wait()


class Crew:
    """Processes that do tasks; they begin to load what they need as soon as there is a crew.

    Example:
        >>> with Crew(settings, jobs=4) as crew:
        ...     for found in crew.each_done(tasks):
        ...         keep(found)
    """

    def __init__(self, settings: StudySettings, jobs: int) -> None:
        """Starts the processes.

        Args:
            settings: how articles are analysed.
            jobs: number of processes.
        """
        self._settings = json.dumps(settings.to_dict()).encode()
        self._answers: queue.SimpleQueue[tuple[_Worker, list[bytes] | None]] = queue.SimpleQueue()
        self._workers = [_Worker(self._settings, self._answers) for _ in range(jobs)]
        self._again: deque[Task] = deque()
        self._tries: dict[int, int] = {}
        self._deaths = 0

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the processes, whatever they are at."""
        for worker in self._workers:
            worker.stop()

    def keys(self) -> tuple[str, str]:
        """Waits for the first process that has loaded what it needs, and returns by what its analyses are known.

        Raises:
            HedgeLensError: they cannot analyse with these settings, or die one after the other.
        """
        while True:
            worker, answer = self._answers.get()
            if answer is None:
                self._deaths += 1
                self._after_death(worker)
            elif worker in self._workers:
                settings, counting = _said(answer)["keys"]
                return settings, counting

    def each_done(self, given: Iterable[Task]) -> Iterator[Done | None]:
        """Does tasks and yields what became of each as soon as it is known; now and then nothing, so that the caller may act.

        Args:
            given: what is to be done; the next one is only asked for when somebody is there to do it.

        Raises:
            HedgeLensError: the processes die one after the other.
        """
        tasks = iter(given)
        self._supply(tasks)
        while any(worker.task for worker in self._workers):
            try:
                worker, answer = self._answers.get(timeout=_LISTENS)
            except queue.Empty:
                yield None
                continue
            if worker not in self._workers:
                continue  # the last that was heard of one that has been replaced
            if answer is None:
                self._deaths += 1
                found = self._after_death(worker)
            elif (found := _done(worker, answer)) is not None:
                self._deaths = 0
            self._supply(tasks)  # before the caller keeps what was found, so that nobody waits for that
            if found is not None:
                yield found

    def _supply(self, tasks: Iterator[Task]) -> None:
        """Gives everybody who has nothing to do the next task."""
        for worker in self._workers:
            if worker.task is None:
                task = self._again.popleft() if self._again else next(tasks, None)
                if task is None:
                    return
                worker.give(task)

    def _after_death(self, worker: _Worker) -> Done | None:
        """Puts another process in the place of one that ended, and has its task done by it, unless that is what it dies of."""
        code, task = worker.stop(), worker.task
        if self._deaths > _DEATHS * len(self._workers):
            raise HedgeLensError(
                f"The processes that analyse articles end one after another (code {code}): perhaps there is not enough memory "
                "for so many. Try again with fewer jobs."
            )
        self._workers[self._workers.index(worker)] = _Worker(self._settings, self._answers)
        if task is None:
            return None
        tries = self._tries[task.number] = self._tries.get(task.number, 0) + 1
        if tries < _TRIES:
            self._again.append(task)
            return None
        return Done(task, problem=f"The process that analysed it ended twice (code {code}): perhaps there was not enough memory.")


def _said(answer: list[bytes]) -> dict[str, Any]:
    """Returns what a process says of its answer.

    Raises:
        HedgeLensError: it cannot analyse with these settings.
    """
    about: dict[str, Any] = json.loads(answer[0])
    if "unusable" in about:
        raise HedgeLensError(about["unusable"])
    return about


def _done(worker: _Worker, answer: list[bytes]) -> Done | None:
    about = _said(answer)
    if "keys" in about:
        return None  # it has just begun
    task, worker.task = worker.task, None
    assert task is not None  # it answers to nothing else
    return Done(task, about["seconds"], answer[1], answer[2], about["problem"])


def _environment() -> dict[str, str]:
    """Returns the environment of a process: it finds this very package, and its libraries keep to one thread."""
    package = str(Path(__file__).parents[2])
    before = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([package, before]) if before else package
    return {**os.environ, "PYTHONPATH": path, **dict.fromkeys(_ONE_THREAD, "1")}
