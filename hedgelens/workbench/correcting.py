"""An article: its page, what that shows, and the corrections that are made on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hedgelens.corrections import edit_from_dict
from hedgelens.report.page import in_script
from hedgelens.study.coding import Coding
from hedgelens.workbench.answering import Bench, body_of
from hedgelens.workbench.article_view import CHOICES, view_of


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [
        bench.get("/article", _page),
        bench.get("/api/article", _view),
        bench.post("/api/correct", _correct),
        bench.post("/api/undo", _undo),
        bench.post("/api/redo", _redo),
        bench.post("/api/finish", _finish),
    ]


async def _page(bench: Bench, request: Request) -> Response:
    """Shows an article, to be read and corrected."""
    return bench.page("article.html.j2", choices=in_script(CHOICES))


async def _view(bench: Bench, request: Request) -> Response:
    """Gives an article as a coder has it, or as the machine had it."""

    def found(coding: Coding) -> dict[str, Any]:
        by_machine = request.query_params.get("version") == "machine"
        return view_of(coding, coding.base if by_machine else coding.analysis)

    return await _of_coding(bench, request.query_params.get("id", ""), request.query_params.get("coder", ""), found)


async def _correct(bench: Bench, request: Request) -> Response:
    """Makes a correction."""
    body = await body_of(request)
    edit = edit_from_dict(body.get("edit") or {})
    return await _changed(bench, body, lambda coding: coding.correct(edit))


async def _undo(bench: Bench, request: Request) -> Response:
    """Takes the last correction back."""
    return await _changed(bench, await body_of(request), lambda coding: coding.undo())


async def _redo(bench: Bench, request: Request) -> Response:
    """Makes it again."""
    return await _changed(bench, await body_of(request), lambda coding: coding.redo())


async def _finish(bench: Bench, request: Request) -> Response:
    """Says that a coder has gone through an article, or has not."""
    body = await body_of(request)
    return await _changed(bench, body, lambda coding: coding.finish(bool(body.get("done", True))))


async def _changed(bench: Bench, body: dict[str, Any], change: Callable[[Coding], Any]) -> Response:
    def made(coding: Coding) -> dict[str, Any]:
        change(coding)
        return view_of(coding, coding.analysis)

    return await _of_coding(bench, str(body.get("id", "")), str(body.get("coder", "")), made)


async def _of_coding(bench: Bench, id: str, coder: str, ask: Callable[[Coding], dict[str, Any]]) -> Response:
    def found() -> dict[str, Any]:
        with bench.open() as study:
            return ask(study.coding(id, coder))

    return JSONResponse(await run_in_threadpool(found))
