"""The pages of the workbench, and what they ask the study for; no state but the study's file and what is at work."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import asdict
from functools import cache, wraps
from importlib.resources import files
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from hedgelens._start import VERSION
from hedgelens.corrections import edit_from_dict
from hedgelens.files.writing import make_folder, write_whole
from hedgelens.records import HedgeLensError
from hedgelens.report.page import in_script, stylesheet
from hedgelens.study import Study
from hedgelens.study.coding import Coding
from hedgelens.study.reporting import page_of
from hedgelens.workbench.article_view import CHOICES, view_of
from hedgelens.workbench.at_work import AtWork
from hedgelens.workbench.guarding import Guard

_LARGEST_UPLOAD = 200_000_000
"""So many bytes one file may have that is brought in."""
_MOST_FILES = 10_000
_LONGEST_EDIT = 1_000_000
_TICK = 0.25
"""Seconds after which the page is told how far the work is."""
_EXPORTS = {".xlsx": "workbook", ".zip": "everything", ".csv": "articles", ".jsonl": "analyses"}
_SCRIPTS = {"common.js", "home.js", "articles.js", "article.js"}

Answer = Callable[["_Workbench", Request], Awaitable[Response]]


def application(path: Path, token: str, port: int, jobs: int = 1) -> Starlette:
    """Returns the workbench of a study.

    Args:
        path: the file of the study.
        token: what the address holds at first, so that nobody else gets in.
        port: where it answers.
        jobs: number of processes that analyse.
    """
    bench = _Workbench(path, AtWork(path, jobs))
    routes = [
        Route("/", bench.home),
        Route("/articles", bench.articles),
        Route("/article", bench.article),
        Route("/results", bench.results),
        Route("/export", bench.export),
        Route("/static/{name}", _static),
        Route("/favicon.ico", _no_icon),
        Route("/api/status", bench.status),
        Route("/api/progress", bench.progress),
        Route("/api/articles", bench.article_rows),
        Route("/api/article", bench.article_view),
        Route("/api/bring-in", bench.bring_in, methods=["POST"]),
        Route("/api/correct", bench.correct, methods=["POST"]),
        Route("/api/undo", bench.undo, methods=["POST"]),
        Route("/api/redo", bench.redo, methods=["POST"]),
        Route("/api/finish", bench.finish, methods=["POST"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, token=token, port=port)])


def _said(answer: Answer) -> Answer:
    """Has what cannot be done answered by a sentence."""

    @wraps(answer)
    async def answered(self: _Workbench, request: Request) -> Response:
        try:
            return await answer(self, request)
        except HedgeLensError as error:
            return JSONResponse({"problem": str(error)}, 400)

    return answered


class _Workbench:
    """What answers; each answer has a connection of its own to the study."""

    def __init__(self, path: Path, at_work: AtWork) -> None:
        self._path, self._at_work = path, at_work

    def _page(self, name: str, **values: Any) -> HTMLResponse:
        return HTMLResponse(_templates().get_template(name).render(study=self._path.stem, version=VERSION, **values))

    # -- pages ----------------------------------------------------------------------------------------------------------

    async def home(self, request: Request) -> Response:
        """Shows what is in the study, and brings in more."""
        return self._page("home.html.j2")

    async def articles(self, request: Request) -> Response:
        """Lists the articles."""
        return self._page("articles.html.j2")

    async def article(self, request: Request) -> Response:
        """Shows an article, to be read and corrected."""
        return self._page("article.html.j2", choices=in_script(CHOICES))

    async def results(self, request: Request) -> Response:
        """Answers for the whole study."""

        def made() -> str:
            import matplotlib as mpl

            mpl.use("agg")
            with Study.open(self._path) as study:
                return page_of(study, lambda id: f"article?id={quote(id, safe='')}")

        try:
            page = await run_in_threadpool(made)
        except HedgeLensError as error:
            return self._page("nothing.html.j2", said=str(error))
        # The page says itself, by a hash, which script it has.
        return HTMLResponse(page, headers={"Content-Security-Policy": "frame-ancestors 'none'"})

    @property
    def _files(self) -> Path:
        """The folder beside the study that keeps what was brought in."""
        return self._path.with_name(f"{self._path.stem}-files")

    @_said
    async def export(self, request: Request) -> Response:
        """Gives the results as a file."""
        suffix = request.query_params.get("as", ".xlsx")
        if suffix not in _EXPORTS:
            raise HedgeLensError(f"There is no export '{suffix}'. There are: {', '.join(_EXPORTS)}.")
        folder = tempfile.TemporaryDirectory(prefix="hedgelens-")
        target = Path(folder.name) / f"{self._path.stem}{suffix}"

        def made() -> None:
            with Study.open(self._path) as study:
                study.export(target)

        await run_in_threadpool(made)
        return FileResponse(target, filename=target.name, background=BackgroundTask(folder.cleanup))

    # -- what the pages ask for -----------------------------------------------------------------------------------------

    async def status(self, request: Request) -> Response:
        """Says how far the study is."""

        def found() -> dict[str, Any]:
            with Study.open(self._path) as study:
                status = study.status()
                return {
                    "articles": status.articles,
                    "analysed": status.analysed,
                    "to_do": status.to_do,
                    "problems": [[problem.article, problem.reason] for problem in status.problems],
                    "notes": study.notes,
                    "engine": status.settings.engine,
                    "work": asdict(self._at_work.state),
                }

        return JSONResponse(await run_in_threadpool(found))

    async def progress(self, request: Request) -> Response:
        """Tells how far the work is, again and again, as server-sent events."""

        async def events() -> AsyncIterator[str]:
            last = -1
            while not await request.is_disconnected():
                state = self._at_work.state
                if state.version != last:
                    last = state.version
                    yield f"data: {json.dumps(asdict(state))}\n\n"
                await asyncio.sleep(_TICK)

        return StreamingResponse(events(), media_type="text/event-stream")

    async def article_rows(self, request: Request) -> Response:
        """Lists the articles with what they are sorted and filtered by."""

        def found() -> list[dict[str, Any]]:
            with Study.open(self._path) as study:
                return study.overview()

        return JSONResponse(await run_in_threadpool(found))

    @_said
    async def article_view(self, request: Request) -> Response:
        """Gives an article as a coder has it, or as the machine had it."""

        def found(study: Study, coding: Coding) -> dict[str, Any]:
            by_machine = request.query_params.get("version") == "machine"
            return view_of(coding, coding.base if by_machine else coding.analysis)

        return await self._of_coding(request.query_params.get("id", ""), request.query_params.get("coder", ""), found)

    @_said
    async def bring_in(self, request: Request) -> Response:
        """Takes files that somebody dragged onto the page, keeps them beside the study, and begins to read them."""
        form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FILES)
        kept: list[Path] = []
        for name, upload in form.multi_items():
            if isinstance(upload, UploadFile):
                kept.append(await self._kept(name, upload))
        if not kept:
            raise HedgeLensError("No file came with that. Drag files onto the page, or choose them.")
        self._at_work.bring_in([self._files])
        return JSONResponse({"files": len(kept)})

    async def _kept(self, name: str, upload: UploadFile) -> Path:
        """Writes a file whole into the folder of the study; its name leads out of that nowhere."""
        if upload.size is not None and upload.size > _LARGEST_UPLOAD:
            raise HedgeLensError(
                f"'{upload.filename}' has {upload.size / 1e6:,.0f} MB, and up to {_LARGEST_UPLOAD / 1e6:.0f} are taken."
            )
        target = self._files.joinpath(*_safe_parts(name if "/" in name else upload.filename or name))
        data = await upload.read()

        def write() -> Path:
            make_folder(target.parent)
            place = next(path for path in _places(target) if not path.exists() or path.read_bytes() == data)
            if not place.exists():
                write_whole(place, data)
            return place

        place: Path = await run_in_threadpool(write)
        return place

    @_said
    async def correct(self, request: Request) -> Response:
        """Makes a correction."""
        body = await _body(request)
        edit = edit_from_dict(body.get("edit") or {})
        return await self._changed(body, lambda coding: coding.correct(edit))

    @_said
    async def undo(self, request: Request) -> Response:
        """Takes the last correction back."""
        return await self._changed(await _body(request), lambda coding: coding.undo())

    @_said
    async def redo(self, request: Request) -> Response:
        """Makes it again."""
        return await self._changed(await _body(request), lambda coding: coding.redo())

    @_said
    async def finish(self, request: Request) -> Response:
        """Says that a coder has gone through an article, or has not."""
        body = await _body(request)
        return await self._changed(body, lambda coding: coding.finish(bool(body.get("done", True))))

    async def _changed(self, body: dict[str, Any], change: Callable[[Coding], Any]) -> Response:
        def made(study: Study, coding: Coding) -> dict[str, Any]:
            change(coding)
            return view_of(coding, coding.analysis)

        return await self._of_coding(str(body.get("id", "")), str(body.get("coder", "")), made)

    async def _of_coding(self, id: str, coder: str, ask: Callable[[Study, Coding], dict[str, Any]]) -> Response:
        def found() -> dict[str, Any]:
            with Study.open(self._path) as study:
                return ask(study, study.coding(id, coder))

        return JSONResponse(await run_in_threadpool(found))


def _places(target: Path) -> Iterator[Path]:
    """Yields where a file may be kept: another of its name that holds something else stays."""
    yield target
    for number in count(2):
        yield target.with_name(f"{target.stem}-{number}{target.suffix}")


async def _body(request: Request) -> dict[str, Any]:
    raw = await request.body()
    if len(raw) > _LONGEST_EDIT:
        raise HedgeLensError("That is too much for one correction.")
    try:
        found = json.loads(raw)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise HedgeLensError("This is no correction: an object in JSON was expected.")
    return found


def _safe_parts(name: str) -> list[str]:
    """Returns the folders and the name of a file that somebody brought in, none of which leads upward."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", ".", "..")]
    clean = ["".join(c for c in part if c.isprintable() and c not in '<>:"|?*\0').strip(". ")[:120] for part in parts[-6:]]
    return [part for part in clean if part] or ["file"]


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name == "style.css":
        own = files("hedgelens.workbench").joinpath("pages", "workbench.css").read_text("utf-8")
        return Response(f"{stylesheet()}\n{own}", media_type="text/css")
    if name not in _SCRIPTS:
        return Response(status_code=404)
    return Response(files("hedgelens.workbench").joinpath("pages", name).read_text("utf-8"), media_type="text/javascript")


async def _no_icon(request: Request) -> Response:
    return Response(status_code=204)


@cache
def _templates() -> Environment:
    loader = PackageLoader("hedgelens.workbench", "pages")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
