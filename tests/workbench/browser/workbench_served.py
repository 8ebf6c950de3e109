"""Serves the workbench to a browser: in a thread of the tests, or as the command that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from hedgelens.workbench.serving import HERE, _listening

TOKEN = "token-of-the-tests"
_RUN = "import sys; from hedgelens.cli import main; sys.argv[0] = 'hedgelens'; main()"


class Served:
    """A workbench that answers in a thread, until :meth:`stop`."""

    def __init__(self, path: Path) -> None:
        import uvicorn

        from hedgelens.workbench.application import application

        self.path, self._socket = path, _listening(0)
        self.port = self._socket.getsockname()[1]
        self.origin = f"http://{HERE}:{self.port}"
        self.address = f"{self.origin}/?token={TOKEN}"
        config = uvicorn.Config(
            application(path, TOKEN, self.port),
            log_level="warning",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        """Ends it."""
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)
        self._socket.close()


class Command:
    """``hedgelens app`` as a user starts it."""

    def __init__(self, path: Path, port: int = 0) -> None:
        other = os.environ.get("HEDGELENS_COMMAND")
        program = [other] if other else [sys.executable, "-P", "-c", _RUN]
        self._process = subprocess.Popen(
            [*program, "app", path, "--no-browser", "--port", str(port)],
            cwd=path.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            text=True,
        )
        self.address = self._process.stdout.readline().strip()
        assert self.address.startswith("http://"), "the command prints where the workbench is"
        self.pid = self._process.pid
        self.port = int(self.address.split(":")[2].split("/")[0])
        self.origin = f"http://{HERE}:{self.port}"

    def kill(self) -> None:
        """Ends it as a power cut would."""
        self._process.send_signal(signal.SIGKILL) if os.name == "posix" else self._process.kill()
        self._process.wait()
        self._process.stdout.close()
