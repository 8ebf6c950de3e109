"""Codings of a study out and in: coding sheets, JSON Lines, and files of other programs as *Export this article* gives them."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgelens.files.naming import usable_name
from hedgelens.formats import recognised
from hedgelens.interchange.codings import ENDINGS
from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.workbench.answering import Bench, Plain, form_of
from hedgelens.workbench.saying import as_known

_EXPORTS = (".xlsx", ".jsonl")
_ARCHIVE = ".zip"
ACCEPTED = (*ENDINGS, _ARCHIVE)
"""Endings of the files that may hold codings."""
_LARGEST = 200_000_000
"""So many bytes one file may have, or what is in an archive."""


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [bench.get("/codings", _out), bench.post("/api/import-codings", _in)]


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
    form = await form_of(request)
    given = form.get("coder")
    coder = given if isinstance(given, str) and given.strip() else None
    uploads = [upload for _, upload in form.multi_items() if isinstance(upload, UploadFile)]
    if not uploads:
        raise HedgeLensError("No file was sent. Choose coding sheets or files of codings.")
    with tempfile.TemporaryDirectory(prefix="hedgelens-") as folder:
        paths = [await _kept(Path(folder) / str(number), upload) for number, upload in enumerate(uploads)]
        try:
            brought = await bench.asked(lambda study: asdict(study.import_codings(*paths, coder=coder)))
        except HedgeLensError as error:
            raise HedgeLensError(_as_sent(str(error), paths)) from error
        return Plain({**brought, "warnings": [_as_sent(warning, paths) for warning in brought["warnings"]]})


async def _kept(folder: Path, upload: UploadFile) -> Path:
    """Writes a file into a folder of its own, under its own name as far as a name goes; an archive is unpacked there.

    Raises:
        HedgeLensError: it is too large, or nothing that holds codings.
    """
    name = usable_name(PurePosixPath((upload.filename or "").replace("\\", "/")).name) or "codings"
    if upload.size is not None and upload.size > _LARGEST:
        raise _too_large(name)
    if Path(name).suffix.lower() not in ACCEPTED:
        raise HedgeLensError(f"'{name}' is no file of codings: those end in {', '.join(ACCEPTED)}.")
    data, target = await upload.read(), folder / name

    def write() -> Path:
        folder.mkdir()
        target.write_bytes(data)
        is_archive = target.suffix.lower() == _ARCHIVE and recognised(target) is None
        return _unpacked(target) if is_archive else target

    path: Path = await run_in_threadpool(write)
    return path


def _unpacked(archive: Path) -> Path:
    """Unpacks the files of an archive, without folders, into a folder of its name; what it says of itself is not believed.

    Raises:
        HedgeLensError: it is too large, no archive, or holds two files of one name.
    """
    folder, rest = archive.with_suffix(""), _LARGEST
    folder.mkdir()
    try:
        with zipfile.ZipFile(archive) as packed:
            for part in packed.infolist():
                name = usable_name(PurePosixPath(part.filename).name)
                if part.is_dir() or not name:
                    continue
                if (folder / name).exists():
                    raise HedgeLensError(
                        f"'{archive.name}' holds two files called '{name}'. Unpack it, and import them one by one."
                    )
                with packed.open(part) as file:
                    data = file.read(rest + 1)
                rest -= len(data)
                if rest < 0:
                    raise _too_large(archive.name)
                (folder / name).write_bytes(data)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise HedgeLensError(f"'{archive.name}' cannot be unpacked ({error}). Unpack it by hand, and import its files.") from None
    return folder


def _too_large(name: str) -> HedgeLensError:
    return HedgeLensError(f"'{name}' is too large: the limit is {_LARGEST / 1e6:.0f} MB.")


def _as_sent(sentence: str, paths: Sequence[Path]) -> str:
    """Returns a sentence in which files are called as they were sent."""
    for path in paths:
        sentence = as_known(sentence, path.parent)
    return sentence
