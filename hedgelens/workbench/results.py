"""The files of a study to take away."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgelens.records import HedgeLensError
from hedgelens.workbench.answering import Bench

_EXPORTS = (".xlsx", ".zip", ".csv", ".jsonl")


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [bench.get("/export", _export)]


async def _export(bench: Bench, request: Request) -> Response:
    """Gives the results as a file."""
    suffix = request.query_params.get("as", ".xlsx")
    if suffix not in _EXPORTS:
        raise HedgeLensError(f"A study cannot be exported as '{suffix}'. Use one of: {', '.join(_EXPORTS)}.")
    return await bench.file(f"{bench.path.stem}{suffix}", lambda study, target: study.export(target))
