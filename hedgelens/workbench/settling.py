"""An article on which coders differ: what each said, side by side, and a third person who settles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgelens.analysis import Analysis
from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.study.adjudicating import Adjudication
from hedgelens.study.coding import MACHINE
from hedgelens.study.comparing import Comparison
from hedgelens.workbench.answering import Bench, Plain, body_of, coding_of


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
    await bench.asked(lambda study: coding_of(study, request.query_params.get("id", "")))
    return bench.page("settle.html.j2")


async def _view(bench: Bench, request: Request) -> Response:
    """Says where coders differ in an article, and what was settled."""
    id, name = request.query_params.get("id", ""), request.query_params.get("coder", "")
    return Plain(await bench.asked(lambda study: _view_of(id, *_compared(study, id, name))))


async def _take(bench: Bench, request: Request) -> Response:
    """Takes what somebody said at a place."""
    body = await body_of(request)
    return await _changed(bench, body, lambda one: one.take(str(body.get("place", "")), str(body.get("took", ""))))


async def _finish(bench: Bench, request: Request) -> Response:
    """Says that all is settled, or that it is not."""
    body = await body_of(request)
    return await _changed(bench, body, lambda one: one.finish(bool(body.get("done", True))))


async def _changed(bench: Bench, body: dict[str, Any], change: Callable[[Adjudication], None]) -> Response:
    id, name = str(body.get("id", "")), str(body.get("coder", ""))

    def made(study: Study) -> dict[str, Any]:
        adjudication = study.adjudicate(id, name)
        change(adjudication)
        return _view_of(id, adjudication)

    return Plain(await bench.asked(made))


def _compared(study: Study, id: str, name: str) -> tuple[Comparison, str | None]:
    """Returns what coders made of an article; to whoever may not settle it with the reason."""
    try:
        return study.adjudicate(id, name), None
    except HedgeLensError as error:
        return study.side_by_side(id), str(error)


def _view_of(id: str, compared: Comparison, why_not: str | None = None) -> dict[str, Any]:
    """Returns what the page shows."""
    analysis = compared.analyses[MACHINE]
    adjudication = compared if isinstance(compared, Adjudication) else None
    return {
        "id": id,
        "title": analysis.article.title or id,
        "outlet": analysis.article.outlet,
        "paragraphs": _paragraphs(analysis),
        "coders": [*compared.coders, MACHINE],
        "places": [asdict(place) for place in compared.places],
        "decisions": _decisions(adjudication),
        "done": adjudication is not None and adjudication.coding.done,
        "mine": adjudication.coding.coder if adjudication is not None and adjudication.coding.begun else None,
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
