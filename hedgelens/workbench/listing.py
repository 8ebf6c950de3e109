"""The list of articles: its page, what it lists, which article is next, and the names of the study's sources."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgelens.study.overview import Listed
from hedgelens.study.store import Store
from hedgelens.workbench.answering import Bench, Plain
from hedgelens.workbench.article_list import Wanted

_MOST_ROWS = 1000
"""So many articles are listed at a time."""
_MOST_NAMES = 20


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [
        bench.get("/articles", _page),
        bench.get("/api/articles", _rows),
        bench.get("/api/beside", _beside),
        bench.get("/api/sources", _sources),
    ]


async def _page(bench: Bench, request: Request) -> Response:
    """Lists the articles."""
    return bench.page("articles.html.j2")


async def _rows(bench: Bench, request: Request) -> Response:
    """Lists a part of the articles that are asked for, and says how many there are of such."""
    asked = request.query_params
    wanted, start, number = Wanted.of(asked), _number(asked.get("start"), 0), _number(asked.get("number"), 100)

    def found(store: Store) -> dict[str, Any]:
        shown = bench.articles.shown(store, wanted, start, min(number, _MOST_ROWS))
        outlets, kinds = bench.articles.choices() if asked.get("choices") else ([], [])
        return {
            "rows": [_row(row) for row in shown.rows],
            "found": shown.found,
            "all": shown.all,
            "outlets": outlets,
            "kinds": kinds,
        }

    return Plain(await bench.asked_of_store(found))


async def _beside(bench: Bench, request: Request) -> Response:
    """Says which articles come before and after one, in the list as it was filtered and sorted."""
    wanted, id = Wanted.of(request.query_params), request.query_params.get("id", "")
    before, after = await bench.asked_of_store(lambda store: bench.articles.beside(store, wanted, id))
    return Plain({"before": before, "after": after})


async def _sources(bench: Bench, request: Request) -> Response:
    """Gives names of the study's sources that begin with, or hold, what somebody types."""
    search = request.query_params.get("search", "")
    found = await bench.asked_of_store(lambda store: bench.articles.sources(store, search, _MOST_NAMES))
    return Plain([{"name": name, "articles": times} for name, times in found])


def _row(row: Listed) -> dict[str, Any]:
    found = row.as_dict()
    del found["sources"]  # many, and not shown
    return found


def _number(given: str | None, otherwise: int) -> int:
    return int(given) if given and given.isdecimal() and len(given) < 10 else otherwise
