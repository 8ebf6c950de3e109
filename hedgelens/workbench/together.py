"""Coding together: who codes, what was drawn for them, how far they agree, and codings in and out."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.workbench.answering import Bench, Plain, body_of

_EXPORTS = (".xlsx", ".jsonl")
_MOST_FILES = 1000
_LARGEST = 200_000_000


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [
        bench.get("/together", _page),
        bench.get("/api/together", _state),
        bench.get("/api/coders", _coders),
        bench.get("/api/agreement", _agreement),
        bench.post("/api/coders", _name),
        bench.post("/api/sample", _draw),
        bench.get("/codings", _out),
        bench.post("/api/import-codings", _in),
    ]


async def _page(bench: Bench, request: Request) -> Response:
    """Shows who codes the study, and how far they agree."""
    return bench.page("together.html.j2")


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


async def _out(bench: Bench, request: Request) -> Response:
    """Gives codings as a file: a coding sheet of one coder, or all that the coder who asks may see as JSON Lines."""
    asked = request.query_params
    suffix, coder, me = asked.get("as", ""), asked.get("coder") or None, asked.get("me", "")
    if suffix not in _EXPORTS:
        raise HedgeLensError(f"Codings cannot be exported as '{suffix}'. Use one of: {', '.join(_EXPORTS)}.")

    def make(study: Study, target: Path) -> None:
        study.export_codings(target, coder, to_do=suffix == ".xlsx", seen_by=me)

    return await bench.file(f"{bench.path.stem}-codings{suffix}", make)


async def _in(bench: Bench, request: Request) -> Response:
    """Brings codings in."""
    form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FILES)
    coder = form.get("coder")
    uploads = [upload for _, upload in form.multi_items() if isinstance(upload, UploadFile)]
    if not uploads:
        raise HedgeLensError("No file was sent. Choose coding sheets or files of codings.")
    with tempfile.TemporaryDirectory(prefix="hedgelens-") as folder:
        paths = [await _kept(Path(folder), number, upload) for number, upload in enumerate(uploads)]

        def brought(study: Study) -> dict[str, Any]:
            return asdict(study.import_codings(*paths, coder=coder if isinstance(coder, str) and coder.strip() else None))

        return Plain(await bench.asked(brought))


async def _kept(folder: Path, number: int, upload: UploadFile) -> Path:
    """Writes a file into a folder of its own, under its own name as far as a name goes."""
    if upload.size is not None and upload.size > _LARGEST:
        raise HedgeLensError(f"'{upload.filename}' is too large: the limit is {_LARGEST / 1e6:.0f} MB.")
    name = Path((upload.filename or "codings").replace("\\", "/")).name.replace("\0", "")[-120:]
    target = folder / str(number) / (name or "codings")
    target.parent.mkdir()
    target.write_bytes(await upload.read())
    return target
