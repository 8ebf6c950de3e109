"""An article: its page, what that shows, and the corrections that are made on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgelens.corrections import edit_from_dict
from hedgelens.report.filling import in_script
from hedgelens.study import Study
from hedgelens.study.coding import Coding, OvertakenError
from hedgelens.workbench.answering import Bench, Plain, body_of, coding_of
from hedgelens.workbench.article_view import CHOICES, view_of
from hedgelens.workbench.open_articles import OpenArticle, View
from hedgelens.workbench.taking_away import OFFERED


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
    await bench.asked(lambda study: coding_of(study, request.query_params.get("id", "")))
    return bench.page("article.html.j2", choices=in_script(CHOICES), formats=OFFERED)


async def _view(bench: Bench, request: Request) -> Response:
    """Gives an article as a coder has it, or as the machine had it."""
    id, coder = request.query_params.get("id", ""), request.query_params.get("coder", "")
    by_machine = request.query_params.get("version") == "machine"

    def shown(coding: Coding, opened: OpenArticle) -> View:
        return view_of(coding, coding.base, opened.retelling) if by_machine else _now(coding, opened)

    return await _of_coding(bench, id, coder, shown)


async def _correct(bench: Bench, request: Request) -> Response:
    """Makes a correction."""
    body = await body_of(request)
    edit = edit_from_dict(body.get("edit") or {})
    return await _changed(bench, body, lambda coding, seen: coding.correct(edit, seen=seen))


async def _undo(bench: Bench, request: Request) -> Response:
    """Takes the last correction back."""
    return await _changed(bench, await body_of(request), lambda coding, seen: coding.undo(seen))


async def _redo(bench: Bench, request: Request) -> Response:
    """Makes it again."""
    return await _changed(bench, await body_of(request), lambda coding, seen: coding.redo(seen))


async def _finish(bench: Bench, request: Request) -> Response:
    """Says that a coder has gone through an article, or has not."""
    body = await body_of(request)
    return await _changed(bench, body, lambda coding, _: coding.finish(bool(body.get("done", True))))


async def _changed(bench: Bench, body: dict[str, Any], change: Callable[[Coding, str | None], object]) -> Response:
    """Changes something, and says what is other now than in what the page has, by the mark of that (``seen``).

    Where the article is not as the page has it any more nothing is changed, and the page is told what it is now.
    """
    id, coder, seen = str(body.get("id", "")), str(body.get("coder", "")), body.get("seen")

    def made(coding: Coding, opened: OpenArticle) -> View:
        change(coding, seen if isinstance(seen, str) else None)
        return _now(coding, opened, seen)

    try:
        return await _of_coding(bench, id, coder, made)
    except OvertakenError as error:
        said = str(error)

        def as_it_is(coding: Coding, opened: OpenArticle) -> View:
            return {"problem": said, "view": _now(coding, opened)}

        return await _of_coding(bench, id, coder, as_it_is, 409)


def _now(coding: Coding, opened: OpenArticle, seen: Any = None) -> View:
    """Returns the article as the coder has it now, or what is other in it than in what the page has."""
    return opened.answered(view_of(coding, coding.analysis, opened.retelling), seen)


async def _of_coding(
    bench: Bench, id: str, coder: str, ask: Callable[[Coding, OpenArticle], View], status: int = 200
) -> Response:
    opened = bench.open_articles.of(id, coder)

    def found(study: Study) -> View:
        with opened.lock:
            return ask(coding_of(study, id, coder).take_up(opened.unpacked), opened)

    return Plain(await bench.asked(found), status)
