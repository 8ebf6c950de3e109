"""The machines of a Dask cluster that do tasks side by side; only the one who started the run writes into the study."""

from __future__ import annotations

import json
import queue
import time
import uuid
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

from hedgelens.files.text import one_line
from hedgelens.records import HedgeLensError, HedgeLensWarning
from hedgelens.study.connecting import connected
from hedgelens.study.remote import work
from hedgelens.study.tasks import Done, Task

if TYPE_CHECKING:
    from hedgelens.study.settings import StudySettings

_AHEAD = 4
"""So many tasks a core are handed over at once: enough that no worker waits, few enough that little is lost."""
_LISTENS = 5.0
"""Seconds after which the caller may do something else where nothing has come, and after which cores are counted again."""
_TRIES = 2
"""So many times a task is tried again that failed for another reason than its article."""
_GIVEN_UP = 3
"""So many articles that workers died of, with none done before, are no article's fault."""


class ClusterCrew:
    """Workers of a cluster that do tasks, wherever they are.

    A task whose worker dies is done by another one. Of tasks that several workers died at, each is tried once more with nothing
    beside it, so that none is blamed for another.
    """

    def __init__(self, settings: StudySettings, scheduler: str) -> None:
        """Connects to a cluster.

        Args:
            settings: how articles are analysed.
            scheduler: the address of its scheduler, or the file that holds it; ``local`` or ``local:4`` for one on this machine.

        Raises:
            HedgeLensError: Dask is not installed, or there is no such scheduler.
        """
        self._stack = ExitStack()
        self._settings = json.dumps(settings.to_dict())
        self._scheduler = scheduler
        self._client = self._stack.enter_context(connected(scheduler))
        self._finished: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._at_work: dict[str, tuple[Any, Task]] = {}
        self._again: deque[Task] = deque()
        self._suspects: deque[Task] = deque()
        self._alone = self._given_all = False
        self._number = self._made = self._blamed = 0
        self._name = uuid.uuid4().hex
        self._counted = -_LISTENS
        self._warned: set[str] = set()
        self.jobs = 1
        self._count_cores()

    def __enter__(self) -> ClusterCrew:
        return self

    def __exit__(self, *_: object) -> None:
        """Takes back what is not done yet, and lets go of the cluster; one on this machine ends."""
        with suppress(Exception):
            self._client.cancel([future for future, _ in self._at_work.values()], force=True)
        self._stack.close()

    def each_done(self, given: Iterable[Task]) -> Iterator[Done | None]:
        """Does tasks and yields what became of each as soon as it is known; now and then nothing, so that the caller may act.

        Args:
            given: what is to be done; the next one is only asked for when somebody will soon be there to do it.

        Raises:
            HedgeLensError: the scheduler is gone, or the workers cannot analyse.
        """
        tasks = iter(given)
        self._supply(tasks)
        while self._at_work or self._again or self._suspects or not self._given_all:
            try:
                future = self._finished.get(timeout=_LISTENS)
            except queue.Empty:
                self._supply(tasks)
                yield None
                continue
            found = self._found(future)
            self._supply(tasks)  # before the caller keeps what was found, so that nobody waits for that
            yield found

    # -- handing over ---------------------------------------------------------------------------------------------------

    def _supply(self, tasks: Iterator[Task]) -> None:
        """Hands over tasks until all workers have some more to do."""
        if self._is_away() or self._alone:
            return
        self._count_cores()
        while len(self._at_work) < _AHEAD * self.jobs:
            task = self._again.popleft() if self._again else next(tasks, None)
            if task is None:
                self._given_all = True
                break
            self._hand_over(task)
        if self._suspects and not self._at_work:
            self._alone = True
            self._hand_over(self._suspects.popleft())

    def _is_away(self) -> bool:
        """Says whether the scheduler is being looked for.

        Raises:
            HedgeLensError: it was looked for in vain.
        """
        if self._client.status in ("closing", "closed"):
            raise HedgeLensError(
                f"The scheduler at '{self._scheduler}' is gone. What was analysed before is kept: start the cluster again, and "
                "give the same command."
            )
        return bool(self._client.status != "running")

    def _hand_over(self, task: Task) -> None:
        self._number += 1
        future = self._client.submit(
            work,
            self._settings,
            task.id.encode("utf-8", "surrogatepass"),
            task.article,
            task.analysis,
            key=f"hedgelens-{self._name}-{self._number}",
            pure=False,
            retries=_TRIES,
        )
        self._at_work[future.key] = future, task
        future.add_done_callback(self._finished.put)

    def _count_cores(self) -> None:
        if time.monotonic() - self._counted < _LISTENS:
            return
        self._counted = time.monotonic()
        with suppress(OSError):  # the scheduler is gone: whoever asks for its status notices
            threads = list(self._client.nthreads().values())
            self.jobs = max(1, sum(threads))
            if not threads:
                self._warn(f"The cluster at '{self._scheduler}' has no worker at present; HedgeLens is waiting for one.")
            if any(number > 1 for number in threads):
                self._warn(
                    "Some workers have several threads, but only one at a time can analyse. Start workers with one thread each."
                )

    def _warn(self, sentence: str) -> None:
        if sentence not in self._warned:
            self._warned.add(sentence)
            warnings.warn(sentence, HedgeLensWarning, stacklevel=2)

    # -- what comes back ------------------------------------------------------------------------------------------------

    def _found(self, future: Any) -> Done | None:
        _, task = self._at_work.pop(future.key)
        alone, self._alone = self._alone, False
        try:
            answer = future.result()
        except CancelledError:  # the scheduler was away, or began anew
            self._again.append(task)
            return None
        except Exception as error:
            return self._after_error(task, error, alone=alone)
        return self._after_answer(task, answer)

    def _after_answer(self, task: Task, answer: tuple[bytes, bytes, bytes]) -> Done:
        about = json.loads(answer[0])
        if "unusable" in about:
            raise HedgeLensError(f"A worker of the cluster cannot analyse. {about['unusable']}")
        self._made += 1
        return Done(task, about["seconds"], answer[1], answer[2], about["problem"], about["made_with"])

    def _after_error(self, task: Task, error: Exception, *, alone: bool) -> Done | None:
        if type(error).__name__ != "KilledWorker":
            raise _as_sentence(error) from error
        if not alone:
            self._suspects.append(task)
            return None
        self._blamed += 1
        if self._blamed >= _GIVEN_UP and not self._made:
            raise HedgeLensError(
                "The workers of the cluster die one after another, and no article was analysed: perhaps they do not have "
                "enough memory. Give each more, then start the run again."
            )
        return Done(task, problem="Every worker that analysed it died: perhaps there was not enough memory for it.")


def _as_sentence(error: Exception) -> HedgeLensError:
    if isinstance(error, ImportError | AttributeError):
        return HedgeLensError(
            f"The workers of the cluster do not have HedgeLens, or not this version ({one_line(str(error))}). "
            "Install the same on every machine with: pip install 'hedgelens[distributed]'"
        )
    return HedgeLensError(
        f"The cluster failed ({type(error).__name__}: {one_line(str(error))}). What was analysed before is kept; "
        "look at the logs of its workers."
    )
