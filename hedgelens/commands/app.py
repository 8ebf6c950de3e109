"""``hedgelens app``: the workbench, a study in the browser."""

from __future__ import annotations

import os
import sys
from contextvars import copy_context
from pathlib import Path
from typing import Annotated

import typer

from hedgelens.commands.jupyter import PROXY_HEADER, PROXY_TOKEN
from hedgelens.commands.writing import note, say

_FILE = Path("my.study")


File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help=f"The study; created if it does not exist, by default {_FILE}.", show_default=False),
]
Port = Annotated[
    int, typer.Option("--port", metavar="N", help="Port on this machine; default: any free one.", show_default=False)
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", metavar="N", help="Number of processes that analyse.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Whether to open the browser.")]
UntilInputEnds = Annotated[bool, typer.Option("--until-input-ends", hidden=True, help="End when the input does.")]
BehindJupyter = Annotated[bool, typer.Option("--behind-jupyter", hidden=True, help="Let Jupyter pass requests on.")]


def app(
    file: File = _FILE,
    port: Port = 0,
    jobs: Jobs = 1,
    browser: Browser = True,
    until_input_ends: UntilInputEnds = False,
    behind_jupyter: BehindJupyter = False,
) -> None:
    """Opens the workbench in the browser: add articles, read them, correct by clicking, see the results.

    It runs only on this machine, and texts never leave it. The line that is printed gives the address, with a token that nobody
    else knows. Ctrl-C stops it; every correction has been saved by then.
    """
    from hedgelens.workbench import Behind, serve

    token = os.environ.get(PROXY_TOKEN, "")
    context = copy_context()  # the address is told from another thread, which would not know how much is to be said

    def told(address: str) -> None:
        say(f"{address}\n")
        note(f"the workbench of {file}; Ctrl-C ends it")

    serve(
        file,
        port=port,
        jobs=jobs,
        browser=browser,
        told=lambda address: context.run(told, address),
        behind=Behind(PROXY_HEADER, token) if token or behind_jupyter else None,
        until=sys.stdin.buffer.read if until_input_ends else None,
    )
