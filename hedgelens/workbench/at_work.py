"""What goes on in the background: files that come in, and the analysis of what is new."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from hedgelens.article import ReadingOptions
from hedgelens.files.text import counted
from hedgelens.records import HedgeLensError
from hedgelens.study import Added, Progress, Study
from hedgelens.study.overview import Arrived, arrived, last_number
from hedgelens.study.store import Store
from hedgelens.workbench.saying import as_known, failure_of, said_of

_MOST_SAID = 8
"""So many files that were left out are named at once; the list of problems has all of them."""
_NUMBERS = ("new", "changed", "unchanged", "unchanged_files")


@dataclass(frozen=True, slots=True)
class State:
    """How far the work is.

    Attributes:
        doing: what is done: "reading", "analysing", or nothing.
        done, total: number of articles that are analysed, and of all.
        rest: seconds that it will take; ``None`` where that is not known.
        said: what the last reading has to say: numbers, problems and notes, a sentence each.
        arrived: what it read of the articles that are new.
        problem: why the work could not go on.
        version: changes whenever anything else does.
    """

    doing: str = ""
    done: int = 0
    total: int = 0
    rest: float | None = None
    said: tuple[str, ...] = ()
    arrived: Arrived | None = None
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

    @property
    def files(self) -> Path:
        """The folder beside the study that keeps what was brought in."""
        return self.path.with_name(f"{self.path.stem}-files")

    def bring_in(self, paths: Sequence[Path], options: ReadingOptions) -> None:
        """Reads files and folders, if any, and analyses what is not; where something is being done already, afterwards."""
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
                        self._read(study, paths)
                    self._say(doing="analysing", done=0, total=0, rest=None)
                    study.run(jobs=self.jobs, told=self._told)
                    with self._lock:
                        if not self._waiting:
                            self._say(doing="")
                            return
        except HedgeLensError as error:
            self._say(doing="", problem=str(error))
        except Exception as error:  # the page says it; a thread that dies in silence does not
            self._say(doing="", problem=failure_of(error))

    def _read(self, study: Study, paths: Sequence[tuple[Path, ReadingOptions]]) -> None:
        with closing(Store.open(self.path)) as store:
            before = last_number(store)
            added = [study.add(path, options=options) for path, options in paths]
            self._say(said=tuple(_sentences(added, self.files)), arrived=arrived(store, before))

    def _told(self, progress: Progress) -> None:
        self._say(done=progress.done + progress.problems, total=progress.total, rest=progress.rest)


def _sentences(added: Sequence[Added], folder: Path) -> list[str]:
    new, changed, unchanged, files = (sum(getattr(one, what) for one in added) for what in _NUMBERS)
    numbers = [f"{counted(new, 'article')} {_is(new)} new"]
    numbers += [f"{changed:,} {'has' if changed == 1 else 'have'} changed"] if changed else []
    numbers += [f"{unchanged:,} {_is(unchanged)} as before"] if unchanged else []
    numbers += [f"{counted(files, 'file')} {_is(files)} in the study already"] if files else []
    problems = [problem for one in added for problem in one.problems]
    left_out = [f"Left out: {said_of(problem, folder)}" for problem in problems[:_MOST_SAID]]
    if more := len(problems[_MOST_SAID:]):
        left_out.append(f"{more:,} more {'was' if more == 1 else 'were'} left out; all are listed under problems.")
    return [f"{', '.join(numbers)}.", *left_out, *(as_known(note, folder) for one in added for note in one.notes)]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
