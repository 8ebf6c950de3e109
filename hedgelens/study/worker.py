"""A process that does tasks: they come in on its standard input, and what became of them goes out on its standard output.

Before all of that it says by what its analyses are known, or why it cannot make any. Each message is a list of pieces, each with
its length before it; no object is handed over, only text and bytes. The process ends
when its input does, be it that there is nothing left to do or that whoever started it was killed.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from typing import BinaryIO

_LENGTH = struct.Struct("<Q")


def send(pipe: BinaryIO, pieces: Sequence[bytes]) -> None:
    """Writes a message."""
    for piece in pieces:
        pipe.write(_LENGTH.pack(len(piece)))
        pipe.write(piece)
    pipe.flush()


def receive(pipe: BinaryIO, number: int) -> list[bytes]:
    """Reads a message of so many pieces.

    Raises:
        EOFError: it does not come, or breaks off.
    """
    return [_exactly(pipe, _LENGTH.unpack(_exactly(pipe, _LENGTH.size))[0]) for _ in range(number)]


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    found = pipe.read(size)
    if len(found) < size:
        raise EOFError
    return found


def main() -> None:
    """Does tasks until there are none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started it
    tasks = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints is no answer
        _work(tasks, answers)


def _work(tasks: BinaryIO, answers: BinaryIO) -> None:
    from hedgelens.records import HedgeLensError
    from hedgelens.study.settings import StudySettings
    from hedgelens.study.tasks import Task, done

    settings = StudySettings.from_dict(json.loads(receive(tasks, 1)[0]))
    with ExitStack() as stack, suppress(EOFError, BrokenPipeError):
        try:
            analyzer = stack.enter_context(settings.analyzer())
        except HedgeLensError as error:
            send(answers, (json.dumps({"unusable": str(error)}).encode(), b"", b""))
            return
        send(answers, (json.dumps({"keys": settings.keys(analyzer)}).encode(), b"", b""))
        while True:
            id, article, analysis = receive(tasks, 3)
            found = done(analyzer, Task(0, id.decode("utf-8", "surrogatepass"), "", article, analysis))
            about = json.dumps({"seconds": found.seconds, "problem": found.problem}).encode()
            send(answers, (about, found.analysis, found.tally))
