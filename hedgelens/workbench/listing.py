"""The list of articles: its page, and what it lists."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgelens.workbench.answering import Bench, Plain


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [bench.get("/articles", _page), bench.get("/api/articles", _rows)]


async def _page(bench: Bench, request: Request) -> Response:
    """Lists the articles."""
    return bench.page("articles.html.j2")


async def _rows(bench: Bench, request: Request) -> Response:
    """Lists the articles with what they are sorted and filtered by."""

    def found() -> list[dict[str, Any]]:
        with bench.open() as study:
            return study.overview()

    return Plain(await run_in_threadpool(found))
