"""The workbench of a study, opened from Python or a notebook: a process of its own, which ends with the one that opened it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import weakref
from html import escape
from pathlib import Path
from typing import IO

from hedgelens.files.text import one_line
from hedgelens.records import HedgeLensError

HUB_PREFIX = "JUPYTERHUB_SERVICE_PREFIX"
"""Where a hub (Binder is one) says under which address this user's Jupyter stands: no other way leads here from the browser."""
_ENDS = 5.0
"""Seconds in which the workbench may end by itself."""


class OpenWorkbench:
    """A workbench that answers.

    Example:
        >>> bench = study.app()
        >>> bench.url
        >>> bench.stop()
    """

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        """Takes the process, and the address that it printed; :func:`opened` starts it."""
        self._process, self.url = process, address
        self._end = weakref.finalize(self, _stopped, process)

    @property
    def running(self) -> bool:
        """Whether it answers."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Ends it; every correction is in the file by then."""
        self._end()

    def __enter__(self) -> OpenWorkbench:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"OpenWorkbench('{self.url}'{'' if self.running else ', ended'})"

    def _repr_html_(self) -> str:
        if not self.running:
            return "The workbench has ended."
        return f'<a href="{escape(self.url)}" target="_blank" rel="noopener">Open the workbench</a>'


def opened(path: Path, *, port: int = 0, jobs: int = 1, browser: bool = False) -> OpenWorkbench:
    """Starts the workbench of a study, and returns when it answers.

    Args:
        path: the file of the study.
        port: the port on which it answers; 0 for any free one.
        jobs: number of processes that analyse.
        browser: whether to open the browser.

    Raises:
        HedgeLensError: it does not start; the message gives the reason.
    """
    command = [sys.executable, "-P", "-m", "hedgelens", "app", str(path.absolute()), "--port", str(port), "--jobs", str(jobs)]
    command += ["--browser" if browser else "--no-browser", "--until-input-ends"]
    behind = os.environ.get(HUB_PREFIX)
    if behind is not None:
        command.append("--behind-jupyter")
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, env=_environment(), text=True, encoding="utf-8"
        )
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        if not address.startswith("http://"):
            _stopped(process)
            raise HedgeLensError(_reason(said))
    return OpenWorkbench(process, address if behind is None else _through(behind, address))


def _through(prefix: str, address: str) -> str:
    """Returns the address by which jupyter-server-proxy leads to a workbench."""
    port, _, rest = address.removeprefix("http://").partition(":")[2].partition("/")
    return f"{prefix.rstrip('/')}/proxy/{port}/{rest}"


def _environment() -> dict[str, str]:
    """Returns the environment in which the same HedgeLens is found as here."""
    here = str(Path(__file__).parents[2])
    paths = [path for path in (here, os.environ.get("PYTHONPATH", "")) if path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}


def _reason(said: IO[str]) -> str:
    said.seek(0)
    lines = [one_line(line) for line in said if line.strip()]
    return lines[-1].removeprefix("hedgelens: ") if lines else "The workbench did not start, and did not say why."


def _stopped(process: subprocess.Popen[str]) -> None:
    """Ends a workbench: what it reads from ends, and where it does not hear that it is stopped."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(_ENDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
