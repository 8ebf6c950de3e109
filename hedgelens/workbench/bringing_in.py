"""Bringing in: the first page, the files that somebody drags onto it, and how far the work on them is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from hedgelens.files.writing import make_folder, write_whole
from hedgelens.records import HedgeLensError
from hedgelens.workbench.answering import Bench, Plain

_LARGEST_UPLOAD = 200_000_000
"""So many bytes one file may have that is brought in."""
_MOST_FILES = 10_000
_TICK = 0.25
"""Seconds after which the page is told how far the work is."""


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [
        bench.get("/", _page),
        bench.get("/api/status", _status),
        bench.get("/api/progress", _progress),
        bench.post("/api/bring-in", _bring_in),
    ]


async def _page(bench: Bench, request: Request) -> Response:
    """Shows what is in the study, and brings in more."""
    return bench.page("home.html.j2")


async def _status(bench: Bench, request: Request) -> Response:
    """Says how far the study is."""

    def found() -> dict[str, Any]:
        with bench.open() as study:
            status = study.status()
            return {
                "articles": status.articles,
                "analysed": status.analysed,
                "to_do": status.to_do,
                "problems": [[problem.article, problem.reason] for problem in status.problems],
                "notes": study.notes,
                "engine": status.settings.engine,
                "work": asdict(bench.at_work.state),
            }

    return Plain(await run_in_threadpool(found))


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
    """Takes files that somebody dragged onto the page, keeps them beside the study, and begins to read them."""
    form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FILES)
    kept: list[Path] = []
    for name, upload in form.multi_items():
        if isinstance(upload, UploadFile):
            kept.append(await _kept(bench, name, upload))
    if not kept:
        raise HedgeLensError("No file came with that. Drag files onto the page, or choose them.")
    bench.at_work.bring_in([bench.files])
    return Plain({"files": len(kept)})


async def _kept(bench: Bench, name: str, upload: UploadFile) -> Path:
    """Writes a file whole into the folder of the study; its name leads out of that nowhere."""
    if upload.size is not None and upload.size > _LARGEST_UPLOAD:
        raise HedgeLensError(
            f"'{upload.filename}' has {upload.size / 1e6:,.0f} MB, and up to {_LARGEST_UPLOAD / 1e6:.0f} are taken."
        )
    target = bench.files.joinpath(*_safe_parts(name if "/" in name else upload.filename or name))
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
    clean = ["".join(c for c in part if c.isprintable() and c not in '<>:"|?*\0').strip(". ")[:120] for part in parts[-6:]]
    return [part for part in clean if part] or ["file"]
