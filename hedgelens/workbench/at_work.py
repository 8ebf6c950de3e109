"""What goes on in the background: files that come in, and the analysis of what is new."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hedgelens.article import ReadingOptions
from hedgelens.files.text import counted
from hedgelens.records import HedgeLensError
from hedgelens.study import Added, Progress, Study


@dataclass(frozen=True, slots=True)
class State:
    """How far the work is.

    Attributes:
        doing: what is done: "reading", "analysing", or nothing.
        done, total: number of articles that are analysed, and of all.
        rest: seconds that it will take; ``None`` where that is not known.
        said: what the last reading has to say: numbers, problems and notes, a sentence each.
        problem: why the work could not go on.
        version: changes whenever anything else does.
    """

    doing: str = ""
    done: int = 0
    total: int = 0
    rest: float | None = None
    said: tuple[str, ...] = ()
    problem: str = ""
    version: int = 0


@dataclass
class AtWork:
    """One piece of work at a time, in a thread of its own, with a connection of its own to the study."""

    path: Path
    jobs: int = 1
    state: State = field(default_factory=State)

    def __post_init__(self) -> None:
        """Makes what the threads wait for."""
        self._lock = threading.Lock()
        self._waiting: list[tuple[Path, ReadingOptions]] = []

    def bring_in(self, paths: Sequence[Path], options: ReadingOptions) -> None:
        """Reads files and folders, and analyses what is new; where something is being done already, afterwards."""
        with self._lock:
            self._waiting += [(path, options) for path in paths]
            if self.state.doing:
                return
            self._say(doing="reading", problem="")
        threading.Thread(target=self._work, daemon=True).start()

    def _say(self, **changes: object) -> None:
        self.state = replace(self.state, version=self.state.version + 1, **changes)  # type: ignore[arg-type]

    def _work(self) -> None:
        try:
            with Study.open(self.path) as study:
                while True:
                    with self._lock:
                        paths, self._waiting = self._waiting, []
                    if paths:
                        self._say(doing="reading")
                        added = [study.add(path, options=options) for path, options in paths]
                        self._say(said=tuple(_sentences(added)))
                    self._say(doing="analysing")
                    study.run(jobs=self.jobs, told=self._told)
                    with self._lock:
                        if not self._waiting:
                            self._say(doing="")
                            return
        except HedgeLensError as error:
            self._say(doing="", problem=str(error))
        except Exception as error:  # the page says it; a thread that dies in silence does not
            self._say(doing="", problem=f"HedgeLens failed ({type(error).__name__}: {error}). Please report it.")

    def _told(self, progress: Progress) -> None:
        self._say(done=progress.done + progress.problems, total=progress.total, rest=progress.rest)


def _sentences(added: Sequence[Added]) -> list[str]:
    new, changed, unchanged = (sum(getattr(one, what) for one in added) for what in ("new", "changed", "unchanged"))
    first = f"{counted(new, 'article')} {'is' if new == 1 else 'are'} new"
    numbers = f"{first}, {changed:,} have changed, {unchanged:,} are as before."
    left_out = [f"Left out: {problem.article}: {problem.reason}" for one in added for problem in one.problems]
    return [numbers, *left_out, *(note for one in added for note in one.notes)]
