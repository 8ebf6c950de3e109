"""An article on which coders differ: what each said, side by side, and a third person who settles it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hedgelens.analysis import Analysis
from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.study.adjudicating import Adjudication
from hedgelens.study.coding import MACHINE
from hedgelens.workbench.answering import Bench, body_of


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [
        bench.get("/settle", _page),
        bench.get("/api/settle", _view),
        bench.post("/api/settle", _take),
        bench.post("/api/settled", _finish),
    ]


async def _page(bench: Bench, request: Request) -> Response:
    """Shows where coders differ in an article."""
    return bench.page("settle.html.j2", machine=MACHINE)


async def _view(bench: Bench, request: Request) -> Response:
    """Says where coders differ in an article, and what was settled."""
    id, name = request.query_params.get("id", ""), request.query_params.get("coder", "")

    def found() -> dict[str, Any]:
        with bench.open() as study:
            return _view_of(study, id, name)

    return JSONResponse(await run_in_threadpool(found))


async def _take(bench: Bench, request: Request) -> Response:
    """Takes what somebody said at a place."""
    body = await body_of(request)
    return await _changed(bench, body, lambda one: one.take(str(body.get("place", "")), str(body.get("took", ""))))


async def _finish(bench: Bench, request: Request) -> Response:
    """Says that all is settled, or that it is not."""
    body = await body_of(request)
    return await _changed(bench, body, lambda one: one.finish(bool(body.get("done", True))))


async def _changed(bench: Bench, body: dict[str, Any], change: Any) -> Response:
    id, name = str(body.get("id", "")), str(body.get("coder", ""))

    def made() -> dict[str, Any]:
        with bench.open() as study:
            change(study.adjudicate(id, name))
            return _view_of(study, id, name)

    return JSONResponse(await run_in_threadpool(made))


def _view_of(study: Study, id: str, name: str) -> dict[str, Any]:
    """Returns what the page shows: also to whoever may not settle it, with the reason."""
    why_not, adjudication = None, None
    try:
        adjudication = study.adjudicate(id, name)
    except HedgeLensError as error:
        why_not = str(error)
    compared = adjudication or study.side_by_side(id)
    analysis = compared.analyses[MACHINE]
    return {
        "id": id,
        "title": analysis.article.title or id,
        "outlet": analysis.article.outlet,
        "paragraphs": _paragraphs(analysis),
        "coders": [*compared.coders, MACHINE],
        "places": [asdict(place) for place in compared.places],
        "decisions": _decisions(adjudication),
        "done": adjudication is not None and adjudication.coding.done,
        "mine": name if adjudication is not None and adjudication.coding.begun else None,
        "why_not": why_not,
    }


def _paragraphs(analysis: Analysis) -> list[list[dict[str, Any]]]:
    """Returns the sentences of the text, paragraph by paragraph, each with its index and where it begins."""
    found: dict[int, list[dict[str, Any]]] = {}
    for sentence in analysis.sentences:
        text = analysis.article.text[sentence.start : sentence.end]
        found.setdefault(sentence.paragraph, []).append({"index": sentence.index, "start": sentence.start, "text": text})
    return list(found.values())


def _decisions(adjudication: Adjudication | None) -> dict[str, str]:
    return {} if adjudication is None else {key: one.took for key, one in adjudication.decisions.items()}
