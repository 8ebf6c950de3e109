"""The workbench as an application: all that answers, behind the guard; all that lasts is in the study's file."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgelens.report.filling import asset, stylesheet
from hedgelens.workbench import answers, bringing_in, codings, correcting, listing, results, settling, taking_away, together
from hedgelens.workbench.answering import Bench
from hedgelens.workbench.at_work import AtWork
from hedgelens.workbench.behind import Behind
from hedgelens.workbench.guarding import Guard
from hedgelens.workbench.unanswered import handlers

_ANSWERING = (bringing_in, listing, correcting, together, codings, settling, answers, results, taking_away)
_STYLES = ("workbench.css", "together.css")
_SHARED = ("list.js", "answers.js")
"""Scripts that the pages of reports have, too."""


def application(path: Path, token: str, port: int, jobs: int = 1, behind: Behind | None = None) -> Starlette:
    """Returns the workbench of a study.

    Args:
        path: the file of the study.
        token: what the address holds at first, so that nobody else gets in.
        port: where it answers.
        jobs: number of processes that analyse.
        behind: what passes requests on to it, if it stands behind another server.
    """
    bench = Bench(path, AtWork(path, jobs))
    routes = [route for part in _ANSWERING for route in part.routes(bench)]
    own = [Route("/static/{name}", _static), Route("/favicon.ico", _no_icon)]
    guard = Middleware(Guard, token=token, port=port, behind=behind)
    return Starlette(routes=[*routes, *own], middleware=[guard], exception_handlers=handlers(bench))


async def _static(request: Request) -> Response:
    """Gives the style, or a script: our own files."""
    name = request.path_params["name"]
    pages = files("hedgelens.workbench").joinpath("pages")
    if name == "style.css":
        own = (pages.joinpath(style).read_text("utf-8") for style in _STYLES)
        return Response("\n".join((stylesheet(), *own)), media_type="text/css")
    if name in _SHARED:
        return Response(asset(name), media_type="text/javascript")
    if name not in {path.name for path in pages.iterdir() if path.name.endswith(".js")}:
        raise HTTPException(404)
    return Response(pages.joinpath(name).read_text("utf-8"), media_type="text/javascript")


async def _no_icon(request: Request) -> Response:
    return Response(status_code=204)
