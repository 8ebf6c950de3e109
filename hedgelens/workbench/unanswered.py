"""What the workbench answers where none of its parts does: a wrong address, a wrong method, a fault of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hedgelens.files.text import shortened
from hedgelens.workbench.answering import Bench
from hedgelens.workbench.guarding import guarded
from hedgelens.workbench.saying import failure_of

_LONGEST = 120
"""So much of an address is repeated."""


def handlers(bench: Bench) -> Mapping[Any, Callable[[Request, Any], Awaitable[Response]]]:
    """Returns what answers, by what went wrong."""

    async def refused(request: Request, error: HTTPException) -> Response:
        answer = bench.refused(request, _why(request, error), error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    async def failed(request: Request, error: Exception) -> Response:
        return guarded(bench.refused(request, failure_of(error), 500))

    return {HTTPException: refused, Exception: failed}


def _why(request: Request, error: HTTPException) -> str:
    address = shortened(request.url.path, _LONGEST)
    if error.status_code == 404:
        return f"The workbench has nothing at '{address}'. Check the address."
    if error.status_code == 405:
        allowed = " or ".join(sorted((error.headers or {}).get("Allow", "").split(", ")))
        return f"'{address}' takes {allowed}, not {request.method}. Use the links and buttons on the pages of the workbench."
    return f"'{address}' cannot be answered: {error.detail}"
