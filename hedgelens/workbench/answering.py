"""What all answers of the workbench share: the study, the pages, and sentences for what cannot be done.

Each module that answers has ``routes(bench)``; its answers are functions of the bench and the request.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, closing
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from hedgelens._start import VERSION
from hedgelens.files.text import encodable, shortened
from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.study.coding import Coding, coder_name
from hedgelens.study.store import Store
from hedgelens.workbench.article_list import ArticleList
from hedgelens.workbench.at_work import AtWork
from hedgelens.workbench.open_articles import OpenArticles

R = TypeVar("R")
S = TypeVar("S")

_LONGEST_BODY = 1_000_000
"""So many bytes may say what is to change."""
_MOST_FILES = 10_000
"""So many files may come at once."""
_LONGEST_ID = 120
"""So much of the id of an article is repeated that is not there."""


class Plain(JSONResponse):
    """Plain data as an answer; half characters, which a cut text may end in, do not break it."""

    def render(self, content: Any) -> bytes:
        """Writes it."""
        return encodable(json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))).encode("utf-8")


Answer = Callable[["Bench", Request], Awaitable[Response]]


class Bench:
    """The study that all answers are about, what is at work on it, and what is open; each answer has a connection of its own."""

    def __init__(self, path: Path, at_work: AtWork) -> None:
        """Takes the file of the study, and what goes on in the background."""
        self.path, self.at_work = path, at_work
        self.open_articles, self.articles = OpenArticles(), ArticleList()
        self.tables: dict[str, dict[str, Any]] = {}
        """Tables that wait until somebody says which column holds what, by their names: what they look like."""

    @property
    def files(self) -> Path:
        """The folder beside the study that keeps what was brought in."""
        return self.at_work.files

    def open(self) -> Study:
        """Opens the study."""
        return Study.open(self.path)

    async def asked(self, ask: Callable[[Study], R]) -> R:
        """Asks the study in a thread of its own, so that others are answered meanwhile."""
        return await _asked(self.open, ask)

    async def asked_of_store(self, ask: Callable[[Store], R]) -> R:
        """Asks the file of the study likewise."""
        return await _asked(lambda: closing(Store.open(self.path)), ask)

    async def file(self, name: str, make: Callable[[Study, Path], object]) -> Response:
        """Has a file made of the study, and gives it; it lies in a folder that is there until it is sent, or cannot be made."""
        folder = tempfile.TemporaryDirectory(prefix="hedgelens-")
        target = Path(folder.name) / name
        try:
            await self.asked(lambda study: make(study, target))
        except BaseException:
            folder.cleanup()
            raise
        return FileResponse(target, filename=name, background=BackgroundTask(folder.cleanup))

    def page(self, name: str, *, up: str = "", status: int = 200, **values: Any) -> HTMLResponse:
        """Fills a page; ``up`` leads from its address to where the workbench begins."""
        filled = _templates().get_template(name).render(study=self.path.stem, version=VERSION, up=up, **values)
        return HTMLResponse(filled, status)

    def refused(self, request: Request, said: str, status: int) -> Response:
        """Says in a sentence why there is no other answer: on a page to whoever opens an address, else as plain data."""
        if not _is_opened(request):
            return Plain({"problem": said}, status)
        heading = "Not found" if status == 404 else "That did not work"
        return self.page("nothing.html.j2", up=_way_up(request), status=status, here="", heading=heading, said=said)

    def get(self, path: str, answer: Answer) -> Route:
        """Has an address answered."""
        return Route(path, self._said(answer))

    def post(self, path: str, answer: Answer) -> Route:
        """Has an address answered that changes something."""
        return Route(path, self._said(answer), methods=["POST"])

    def _said(self, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        """Has what cannot be done answered by a sentence."""

        async def answered(request: Request) -> Response:
            try:
                return await answer(self, request)
            except HedgeLensError as error:
                return self.refused(request, str(error), 404 if isinstance(error, NotThereError) else 400)

        return answered


class NotThereError(HedgeLensError):
    """What an address names is not in the study."""


async def _asked(open_it: Callable[[], AbstractContextManager[S]], ask: Callable[[S], R]) -> R:
    def answered() -> R:
        with open_it() as opened:
            return ask(opened)

    found: R = await run_in_threadpool(answered)
    return found


async def body_of(request: Request) -> dict[str, Any]:
    """Returns what a request says is to change.

    Raises:
        HedgeLensError: it is too long, or no object in JSON.
    """
    raw = await request.body()
    if len(raw) > _LONGEST_BODY:
        raise HedgeLensError(f"That is too much at once: the limit is {_LONGEST_BODY / 1e6:.0f} MB.")
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise HedgeLensError("This cannot be read: expected a JSON object.")
    return found


async def form_of(request: Request) -> FormData:
    """Returns the form that a page sends, with its files.

    Raises:
        HedgeLensError: there are too many of them, or it is no such form.
    """
    try:
        return await request.form(max_files=_MOST_FILES, max_fields=_MOST_FILES)
    except HTTPException as error:
        limit = f"Send at most {_MOST_FILES:,} files at once."
        raise HedgeLensError(f"What was sent cannot be read ({error.detail.rstrip('.')}). {limit}") from None


def coding_of(study: Study, id: str, coder: str = "reader") -> Coding:
    """Returns what a coder makes of an article.

    Raises:
        NotThereError: the study has no such article.
        HedgeLensError: it is not analysed yet, or the coder has no name.
    """
    coder_name(coder)
    try:
        return study.coding(id, coder)
    except HedgeLensError:
        if _has(study, id):
            how_far = "The page 'Add' shows how far the analysis has got."
            raise HedgeLensError(f"The article '{id}' is not analysed yet. {how_far}") from None
    named = f"The study has no article '{shortened(id, _LONGEST_ID)}'"
    raise NotThereError(f"{named}: it may have been removed, or have another id. Choose one from the list of articles.")


def _has(study: Study, id: str) -> bool:
    try:
        study.article(id)
    except KeyError:
        return False
    return True


def _is_opened(request: Request) -> bool:
    """Tells whether somebody opens an address in a browser, and no script or page asks."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def _way_up(request: Request) -> str:
    """Returns the way from the folder of an address to where the workbench begins, as the browser reads that address."""
    path: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return "../" * (path.count(b"/") - 1)


@cache
def _templates() -> Environment:
    loader = PackageLoader("hedgelens.workbench", "pages")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
