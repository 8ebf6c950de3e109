"""Finds the scheduler of a Dask cluster, or starts one on this machine."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from hedgelens.files.text import one_line
from hedgelens.records import HedgeLensError
from hedgelens.study.extra import not_installed

_WAITS = 10.0
"""Seconds for which a scheduler is looked for."""
_LOCAL = re.compile(r"local(?::(\d+))?")

PATIENT = {"distributed.deploy.lost-worker-timeout": "1 hour"}
"""A cluster on this machine does not give up a process that died twice in a few seconds, or begins slowly."""


@contextmanager
def connected(scheduler: str) -> Iterator[Any]:
    """Gives a client of a cluster.

    Args:
        scheduler: the address of the scheduler, such as ``tcp://10.0.0.7:8786``; the JSON file into which it wrote that; or
            ``local``, ``local:4`` for a cluster of so many processes on this machine, which ends with the client.

    Raises:
        HedgeLensError: Dask is not installed, or there is no such scheduler.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ModuleNotFoundError as error:
        raise not_installed(error.name) from None
    with ExitStack() as stack:
        where: dict[str, Any] = {"address": scheduler}
        if local := _LOCAL.fullmatch(scheduler):
            number = _workers(local[1])
            stack.enter_context(dask.config.set(PATIENT))
            try:
                cluster = LocalCluster(n_workers=number, threads_per_worker=1, dashboard_address=None)
            except RuntimeError as error:  # each process imports the script anew, and so would start a cluster of its own
                raise HedgeLensError(
                    f"The processes of a cluster on this machine did not start ({one_line(str(error))}). If this is a script, "
                    f"everything that runs in it must stand below the line: if __name__ == '__main__':"
                ) from None
            where = {"address": stack.enter_context(cluster)}
        elif scheduler.endswith(".json"):
            where = {"scheduler_file": _file(scheduler)}
        try:
            client = stack.enter_context(Client(**where, timeout=_WAITS, set_as_default=False))
        except (OSError, ValueError, KeyError) as error:
            reason = one_line(str(error)) or type(error).__name__
            raise HedgeLensError(
                f"There is no scheduler of a Dask cluster at '{scheduler}' ({reason}). Give the address that it shows when it "
                f"starts, such as tcp://10.0.0.7:8786, the file that it was started with, or local."
            ) from None
        yield client


def _workers(number: str | None) -> int:
    if number is None:
        return os.cpu_count() or 1
    if not int(number):
        raise HedgeLensError("A cluster of 0 processes cannot analyse. Give at least 1, such as local:4.")
    return int(number)


def _file(path: str) -> str:
    if not Path(path).is_file():
        raise HedgeLensError(f"There is no file '{path}'. Start the scheduler with: dask scheduler --scheduler-file {path}")
    return path
