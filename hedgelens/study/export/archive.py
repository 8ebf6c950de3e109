"""All of a study in one archive: its tables as CSV, its analyses, and what is to be known of them."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path

from hedgelens._start import VERSION
from hedgelens.files.overwriting import Own
from hedgelens.files.text import one_line
from hedgelens.study.adding import now
from hedgelens.study.export.lines import write_jsonl, write_tables
from hedgelens.study.export.sealing import seal, untouched
from hedgelens.study.export.wanted import Wanted
from hedgelens.study.settings import StudySettings
from hedgelens.views.columns import dictionary

_ANALYSES = "analyses.jsonl"


def write_archive(wanted: Wanted, path: Path) -> None:
    """Writes everything."""
    # Beside the file itself: there is room for it, and nobody reads there who may not read the study's tables.
    with tempfile.TemporaryDirectory(prefix=".hedgelens-", suffix=".tmp", dir=path.parent) as name:
        folder = Path(name)
        tables = {table: folder / f"{table}.csv" for table in wanted.tables}
        write_tables(wanted, tables)
        write_jsonl(wanted, folder / _ANALYSES)
        given = _given(wanted, folder)
        (folder / "README.txt").write_text(_readme(wanted, given), "utf-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in (folder / "README.txt", *tables.values(), folder / _ANALYSES, *given):
                archive.write(file, file.name)
            seal(archive)


def _given(wanted: Wanted, folder: Path) -> list[Path]:
    """Writes the registry of sources and the hedge rules that the study was made with, and returns their files."""
    value = wanted.store.one("SELECT value FROM settings WHERE key = 'analysis'")[0]
    settings = StudySettings.from_dict(json.loads(value))
    found = []
    for name, file in (("registry.toml", settings.sources), ("hedge-rules.toml", settings.hedges)):
        if file is not None:
            (folder / name).write_bytes(file.text.encode("utf-8", "replace"))
            found.append(folder / name)
    return found


def _readme(wanted: Wanted, given: list[Path]) -> str:
    of = dictionary()
    width = max(len(f"{table}.csv") for table in wanted.tables) + 2
    number = wanted.store.one("SELECT count(*) FROM articles WHERE left_out IS NULL")[0]
    lines = [
        f"The tables of the study '{one_line(wanted.store.path.name)}', written by HedgeLens {VERSION} on {now()}.",
        f"It holds {number:,} articles. How they were analysed stands in settings.csv, what each column holds in dictionary.csv.",
        "",
        *(f"{f'{table}.csv':<{width}}{of[table].rows}" for table in wanted.tables),
        f"{_ANALYSES:<{width}}Every analysis whole, as JSON, one a line.",
        *(f"{file.name:<{width}}What the study was given, as it was used." for file in given),
        "",
        *(_RAW if wanted.raw else _FOR_SPREADSHEETS),
        "The column 'article' joins the tables; ids of sources, attributions and hedges are those within one article.",
    ]
    return "\n".join(lines) + "\n"


_FOR_SPREADSHEETS = (
    "CSV is in UTF-8 with a byte order mark, by which spreadsheets know it. A text that a spreadsheet would run as a formula",
    "has an apostrophe before it.",
)
_RAW = ("CSV is in UTF-8 without a byte order mark; texts that a spreadsheet would run as formulas stand as they are.",)


def own_archive(wanted: Wanted) -> Own:
    """Returns what knows an archive of tables as HedgeLens wrote it."""
    return untouched
