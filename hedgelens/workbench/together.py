"""Coding together: who codes, what was drawn for them, and how far they agree."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.workbench.answering import Bench, Plain, body_of
from hedgelens.workbench.codings import ACCEPTED


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [
        bench.get("/together", _page),
        bench.get("/api/together", _state),
        bench.get("/api/coders", _coders),
        bench.get("/api/agreement", _agreement),
        bench.post("/api/coders", _name),
        bench.post("/api/sample", _draw),
    ]


async def _page(bench: Bench, request: Request) -> Response:
    """Shows who codes the study, and how far they agree."""
    return bench.page("together.html.j2", accepted=", ".join(ACCEPTED))


async def _state(bench: Bench, request: Request) -> Response:
    """Says who the coders are, what was drawn for them, and how far they are."""
    return Plain(await bench.asked(_as_it_is))


def _as_it_is(study: Study) -> dict[str, Any]:
    return {
        "coders": list(study.coders),
        "blind": study.blind,
        "can_be_drawn": study.can_be_drawn(),
        "samples": _records(study.samples()),
        "progress": _records(study.progress()),
    }


def _records(frame: Any) -> list[dict[str, Any]]:
    """Returns the rows of a table as JSON can hold them."""
    found: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return found


async def _coders(bench: Bench, request: Request) -> Response:
    """Names the coders."""
    return Plain(await bench.asked(lambda study: list(study.coders)))


async def _agreement(bench: Bench, request: Request) -> Response:
    """Says how far the coders agree, and on which articles they do not."""

    def found(study: Study) -> dict[str, Any]:
        return {"variables": _records(study.agreement()), "differing": _records(study.differing())}

    return Plain(await bench.asked(found))


async def _name(bench: Bench, request: Request) -> Response:
    """Says who the coders are, and whether blind to each other."""
    body = await body_of(request)
    names, blind = body.get("names"), body.get("blind")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names) or not isinstance(blind, bool):
        raise HedgeLensError("The names of the coders were expected, and whether they are blind to each other.")

    def named(study: Study) -> dict[str, Any]:
        study.coders, study.blind = names, blind
        return _as_it_is(study)

    return Plain(await bench.asked(named))


async def _draw(bench: Bench, request: Request) -> Response:
    """Draws a sample."""
    body = await body_of(request)
    n, by, seed = body.get("n"), body.get("by") or None, body.get("seed")
    if not isinstance(n, int) or not isinstance(by, str | None) or not isinstance(seed, int | None):
        raise HedgeLensError("Say in whole numbers how many articles to draw, and give a seed if you need a particular one.")

    def drawn(study: Study) -> dict[str, Any]:
        study.sample(n, by=by, seed=seed)
        return _as_it_is(study)

    return Plain(await bench.asked(drawn))
