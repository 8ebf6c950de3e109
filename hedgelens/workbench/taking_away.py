"""The open article, as a coder has it, as a file for another program."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgelens.analysis import Analysis
from hedgelens.formats import FORMATS, Format, content_of, format_named
from hedgelens.formats.plain_files import file_names
from hedgelens.study import Study
from hedgelens.workbench.answering import Bench, coding_of

OFFERED = tuple((format.name, format.title, format.cannot_hold) for format in FORMATS)
"""What the page offers: the name of each format, what others call it, and what it loses."""


def routes(bench: Bench) -> list[Route]:
    """Returns what is answered here."""
    return [bench.get("/export-article", _export)]


async def _export(bench: Bench, request: Request) -> Response:
    """Gives one article with its annotations; with the files that its program wants beside it, an archive of them."""
    given = request.query_params
    format = format_named(given.get("format", ""))

    def made(study: Study) -> tuple[str, bytes]:
        coding = coding_of(study, given.get("id", ""), given.get("coder", ""))
        return _file(coding.base if given.get("version") == "machine" else coding.analysis, format)

    name, content = await bench.asked(made)
    # A name may hold what no header can: it is written as an address is.
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type="application/octet-stream", headers=headers)


def _file(analysis: Analysis, format: Format) -> tuple[str, bytes]:
    (stem,) = file_names([analysis.article.id], "")
    contents = content_of(format, [analysis], Path(f"{stem}{format.suffixes[0]}"))
    if len(contents) == 1:
        return next((path.name, content) for path, content in contents.items())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in contents.items():
            archive.writestr(path.name, content)
    return f"{stem}-{format.name}.zip", out.getvalue()
