"""Bringing in: the first page, the files that somebody drags onto it, and how far the work on them is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from dataclasses import fields as dataclass_fields
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from hedgelens.article import Columns, ReadingOptions
from hedgelens.article.above import levels
from hedgelens.article.duplicates import WAYS
from hedgelens.article.formats import ENDINGS, preview_table
from hedgelens.article.hidden import hidden_above, is_left_lying, is_passed_over, said_of_folders
from hedgelens.files.naming import usable_name
from hedgelens.files.writing import make_folder, write_whole
from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.workbench.answering import Bench, Plain, body_of, form_of
from hedgelens.workbench.saying import as_known, said_of

_LARGEST_UPLOAD = 200_000_000
"""So many bytes one file may have that is brought in."""
_LARGEST_TOGETHER = 2_000_000_000
"""So many bytes may come at once."""
_TICK = 0.25
"""Seconds after which the page is told how far the work is."""


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [
        bench.get("/", _page),
        bench.get("/api/status", _status),
        bench.get("/api/progress", _progress),
        bench.post("/api/bring-in", _bring_in),
        bench.post("/api/add-table", _add_table),
        bench.post("/api/leave-table", _leave_table),
        bench.post("/api/analyse", _analyse),
    ]


async def _page(bench: Bench, request: Request) -> Response:
    """Shows what is in the study, and brings in more."""
    return bench.page("home.html.j2")


async def _status(bench: Bench, request: Request) -> Response:
    """Says how far the study is."""

    def found(study: Study) -> dict[str, Any]:
        status = study.status()
        folder = bench.files.absolute()  # once: there may be thousands of problems
        return {
            "articles": status.articles,
            "analysed": status.analysed,
            "to_do": status.to_do,
            "problems": [said_of(problem, folder) for problem in status.problems],
            "notes": [as_known(note, folder) for note in study.notes],
            "tables": list(bench.tables.values()),
            "engine": status.settings.engine,
            "work": asdict(bench.at_work.state),
        }

    return Plain(await bench.asked(found))


async def _progress(bench: Bench, request: Request) -> Response:
    """Tells how far the work is, again and again, as server-sent events."""

    async def events() -> AsyncIterator[str]:
        last = -1
        while not await request.is_disconnected():
            state = bench.at_work.state
            if state.version != last:
                last = state.version
                yield f"data: {json.dumps(asdict(state))}\n\n"
            await asyncio.sleep(_TICK)

    return StreamingResponse(events(), media_type="text/event-stream")


async def _bring_in(bench: Bench, request: Request) -> Response:
    """Takes files that somebody dragged onto the page, keeps them beside the study, and begins to read them.

    Tables wait until somebody has looked at which column holds what.
    """
    if int(request.headers.get("content-length", "0") or 0) > _LARGEST_TOGETHER:
        raise HedgeLensError(f"That is more than {_LARGEST_TOGETHER / 1e9:.0f} GB at once. Add the files in several parts.")
    form = await form_of(request)
    options = _options({name: value for name, value in form.multi_items() if isinstance(value, str)})
    sent = [(_called(name, upload), upload) for name, upload in form.multi_items() if isinstance(upload, UploadFile)]
    if not sent:
        raise HedgeLensError("No file was sent. Drag files onto the page, or choose them.")
    wanted, not_read = _chosen([name for name, _ in sent])
    kept = [await _kept(bench, name, upload) for name, upload in sent if name in wanted]
    tables = await run_in_threadpool(_tables, bench, kept)
    bench.tables |= {table["file"]: table for table in tables.values()}
    others = {path.relative_to(bench.files).parts[0] for path in kept if path not in tables}
    waiting = {path.relative_to(bench.files).parts[0] for path in tables if len(path.relative_to(bench.files).parts) > 1}
    at_once = [bench.files / first for first in sorted(others - waiting)]
    at_once += [path for path in kept if path not in tables and path.relative_to(bench.files).parts[0] in waiting]
    if at_once:
        bench.at_work.bring_in(at_once, options)
    return Plain({"files": len(kept), "not_read": not_read, "tables": list(tables.values())})


def _tables(bench: Bench, paths: list[Path]) -> dict[Path, dict[str, Any]]:
    """Returns what the tables among some files look like; one that cannot be read is said when it is read."""
    found = {}
    for path in paths:
        with suppress(HedgeLensError):
            if (table := preview_table(path)) is not None:
                name = path.relative_to(bench.files).as_posix()
                found[path] = {"file": name, "columns": table.names, "taken": dict(table.taken), "rows": table.rows}
    return found


async def _add_table(bench: Bench, request: Request) -> Response:
    """Reads a table that waits, with the columns that somebody chose."""
    body = await body_of(request)
    path = bench.files.joinpath(*_safe_parts(str(body.get("file", ""))))
    if not path.is_file():
        raise HedgeLensError("This table is no longer there. Add the file again.")
    chosen, names = body.get("columns"), {field.name for field in dataclass_fields(Columns)}
    given = {name: value for name, value in chosen.items() if isinstance(value, str)} if isinstance(chosen, dict) else {}
    if not given.get("text") or given.keys() - names:
        raise HedgeLensError("Say which column holds the texts.")
    options = _options({name: str(body.get(name, "")) for name in ("fields", "duplicates")})
    bench.at_work.bring_in([path], replace(options, columns=Columns(**given)))
    bench.tables.pop(str(body["file"]), None)
    return Plain({"file": str(body["file"])})


async def _leave_table(bench: Bench, request: Request) -> Response:
    """Asks no more of a table that holds no articles; what was kept of it stays where it is."""
    body = await body_of(request)
    bench.tables.pop(str(body.get("file", "")), None)
    return Plain({"file": str(body.get("file", ""))})


async def _analyse(bench: Bench, request: Request) -> Response:
    """Analyses what still has to be, as where the workbench was stopped before it was done."""
    bench.at_work.bring_in([], ReadingOptions())
    return Plain({})


def _options(given: dict[str, str]) -> ReadingOptions:
    """Reads how files are to be read.

    Raises:
        HedgeLensError: the levels of folders cannot be told, or there is no such way with duplicates.
    """
    duplicates = given.get("duplicates") or "report"
    if duplicates not in WAYS:
        raise HedgeLensError(f"Articles that repeat others cannot be treated as '{duplicates}'. Use one of: {', '.join(WAYS)}.")
    above = given.get("fields", "").strip()
    return ReadingOptions(fields=levels(above) if above else (), duplicates=duplicates)


def _called(name: str, upload: UploadFile) -> str:
    """Returns the name of a file that was sent, with the folders above it where the page says them."""
    return name if "/" in name else upload.filename or name


def _chosen(names: list[str]) -> tuple[set[str], str]:
    """Returns the files that are kept, and a sentence on the hidden folders among them, which are not.

    Raises:
        HedgeLensError: none is kept.
    """
    paths = {name: PurePosixPath(name.replace("\\", "/")) for name in names}
    written = {
        name: PurePosixPath(*path.parts[1:] or path.parts)  # without what was given itself: a hidden folder is read then
        for name, path in paths.items()
        if not any(map(is_left_lying, path.parts))
    }
    written = {name: path for name, path in written.items() if not is_passed_over(path, ENDINGS)}
    hidden = {name: folder for name, path in written.items() if (folder := hidden_above(path))}
    not_read = f"{said_of_folders(hidden.values())}." if hidden else ""
    if hidden and len(hidden) == len(written):
        raise HedgeLensError(f"No file was read: {not_read} Drag a folder here itself to have it read.")
    if not written:
        raise HedgeLensError("These files are no articles: operating systems and word processors create them for their own use.")
    return written.keys() - hidden.keys(), not_read


async def _kept(bench: Bench, name: str, upload: UploadFile) -> Path:
    """Writes a file whole into the folder of the study; its name leads out of that nowhere."""
    if upload.size is not None and upload.size > _LARGEST_UPLOAD:
        raise HedgeLensError(f"'{upload.filename}' has {upload.size / 1e6:,.0f} MB; the limit is {_LARGEST_UPLOAD / 1e6:.0f} MB.")
    target = bench.files.joinpath(*_safe_parts(name))
    data = await upload.read()

    def write() -> Path:
        make_folder(target.parent)
        place = next(path for path in _places(target) if not path.exists() or path.read_bytes() == data)
        if not place.exists():
            write_whole(place, data)
        return place

    place: Path = await run_in_threadpool(write)
    return place


def _places(target: Path) -> Iterator[Path]:
    """Yields where a file may be kept: another of its name that holds something else stays."""
    yield target
    for number in count(2):
        yield target.with_name(f"{target.stem}-{number}{target.suffix}")


def _safe_parts(name: str) -> list[str]:
    """Returns the folders and the name of a file that somebody brought in, none of which leads upward."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", ".", "..")]
    return [name for part in parts[-6:] if (name := usable_name(part))] or ["file"]
