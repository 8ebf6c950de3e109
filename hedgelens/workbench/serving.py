"""Serves the workbench on this machine, and opens the browser."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.study.extra import needed
from hedgelens.workbench.behind import Behind

HERE = "127.0.0.1"
_LAST_PORT = 65535
_ENDS = 1
"""Seconds that a page may take to let go."""


def serve(
    path: Path,
    *,
    port: int = 0,
    jobs: int = 1,
    browser: bool = True,
    told: Callable[[str], None],
    behind: Behind | None = None,
    until: Callable[[], object] | None = None,
) -> None:
    """Serves the workbench of a study until it is stopped; a study that is not there is made.

    Args:
        path: the file of the study.
        port: where it answers; 0 for any that is free.
        jobs: number of processes that analyse.
        browser: whether to open the user's browser.
        told: is told the address when the workbench answers.
        behind: what passes requests on to it, if it stands behind another server.
        until: waits for what ends it; by default it is ended from outside.

    Raises:
        HedgeLensError: the study cannot be opened, the port is taken, or what serves is not installed.
    """
    for package in ("starlette", "uvicorn", "multipart"):
        needed(package, "The workbench", extra="app")
    import uvicorn

    from hedgelens.workbench.application import application

    (Study.open(path) if path.exists() else Study.new(path)).close()
    listening = _listening(port)
    with listening:
        port = listening.getsockname()[1]
        token = secrets.token_urlsafe(24)
        address = f"http://{HERE}:{port}/?token={token}"
        config = uvicorn.Config(
            application(path, token, port, jobs, behind),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=_ENDS,  # pages listen to how far the work is for as long as they are open
        )
        server = uvicorn.Server(config)
        if until is not None:
            threading.Thread(target=_end, args=(server, until), daemon=True).start()
        threading.Thread(target=_announce, args=(server, address, browser, told), daemon=True).start()
        server.run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise HedgeLensError(
            f"There is no port {port}: ports have numbers up to {_LAST_PORT}. Choose another with --port, or leave it out."
        )
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HERE, port))
    except OSError as error:
        listening.close()
        raise HedgeLensError(
            f"The port {port} cannot be used: {error.strerror}. Choose another with --port, or leave it out."
        ) from None
    return listening


def _end(server: Any, until: Callable[[], object]) -> None:
    """Waits for what ends the workbench, and ends it."""
    until()
    server.should_exit = True


def _announce(server: object, address: str, browser: bool, told: Callable[[str], None]) -> None:
    """Says where the workbench is as soon as it answers."""
    import time

    while not getattr(server, "started", False):
        time.sleep(0.05)
    told(address)
    if browser:
        webbrowser.open(address)
