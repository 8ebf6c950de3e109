"""All of a study in one archive: its tables as CSV, its analyses, and what is to be known of them."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelens._start import VERSION
from hedgelens.files.overwriting import Own
from hedgelens.files.text import counted, one_line
from hedgelens.study.adding import now
from hedgelens.study.export.lines import write_jsonl, write_tables
from hedgelens.study.export.sealing import seal, untouched
from hedgelens.study.export.wanted import Wanted
from hedgelens.study.settings import StudySettings
from hedgelens.views.columns import dictionary

if TYPE_CHECKING:
    from hedgelens.study.export.answers import File

_README, _ANALYSES, _CODINGS = "README.txt", "analyses.jsonl", "codings.jsonl"
_WHAT = {_CODINGS: "Every coding by hand, with its coder, as JSON, one per line."}
_USED = "A registry or a file of rules, as it was used."


def write_archive(wanted: Wanted, path: Path) -> None:
    """Writes everything."""
    from hedgelens.study.export.answers import answer_files  # loads what draws

    settings = StudySettings.from_dict(json.loads(wanted.store.one("SELECT value FROM settings WHERE key = 'analysis'")[0]))
    # Beside the file itself: there is room for it, and nobody reads there who may not read the study's tables.
    with tempfile.TemporaryDirectory(prefix=".hedgelens-", suffix=".tmp", dir=path.parent) as name:
        folder = Path(name)
        tables = {table: folder / f"{table}.csv" for table in wanted.tables}
        write_tables(wanted, tables)
        write_jsonl(wanted, folder / _ANALYSES)
        given = [*_given(settings, folder), *_codings(wanted, folder)]
        others = list(answer_files(wanted, settings))
        (folder / _README).write_text(_readme(wanted, given, others), "utf-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in (folder / _README, *tables.values(), folder / _ANALYSES, *given):
                archive.write(file, file.name)
            for other in others:
                archive.writestr(other.name, other.data)
            seal(archive)


def _codings(wanted: Wanted, folder: Path) -> list[Path]:
    """Writes the codings that may be seen, where there are any, and returns their file."""
    from hedgelens.study.coding_export import write_codings

    seen = "SELECT 1 FROM latest WHERE article NOT IN (SELECT article FROM hidden)"
    return write_codings(wanted.store, folder / _CODINGS, seen_by="") if wanted.store.one(seen) else []


def _given(settings: StudySettings, folder: Path) -> list[Path]:
    """Writes the registry of sources and the hedge rules that the study was made with, and returns their files."""
    found = []
    for name, file in (("registry.toml", settings.sources), ("hedge-rules.toml", settings.hedges)):
        if file is not None:
            (folder / name).write_bytes(file.text.encode("utf-8", "replace"))
            found.append(folder / name)
    return found


def _readme(wanted: Wanted, given: list[Path], others: list[File]) -> str:
    of = dictionary()
    width = max(len(f"{table}.csv") for table in wanted.tables) + 2
    number = wanted.store.one("SELECT count(*) FROM articles WHERE left_out IS NULL")[0]
    lines = [
        f"The tables of the study '{one_line(wanted.store.path.name)}', written by HedgeLens {VERSION} on {now()}.",
        f"It holds {counted(number, 'article')}. settings.csv says how they were analysed, "
        "dictionary.csv what each column holds.",
        "",
        *(f"{f'{table}.csv':<{width}}{of[table].rows}" for table in wanted.tables),
        f"{_ANALYSES:<{width}}Every analysis in full, as JSON, one per line.",
        *(f"{file.name:<{width}}{_WHAT.get(file.name, _USED)}" for file in given),
        *(f"{_listed(file):<{width}}{file.what}" for file in others if file.what),
        "",
        *(_RAW if wanted.raw else _FOR_SPREADSHEETS),
        "The column 'article' joins the tables; ids of sources, attributions and hedges are those within one article.",
    ]
    return "\n".join(lines) + "\n"


def _listed(file: File) -> str:
    """Returns the name of a file in the list; those in a folder are listed as the folder."""
    folder, stroke, _ = file.name.rpartition("/")
    return folder + stroke if stroke else file.name


_FOR_SPREADSHEETS = (
    "CSV is in UTF-8 with a byte order mark, which spreadsheets need. A text that a spreadsheet would run as a formula",
    "has an apostrophe before it.",
)
_RAW = ("CSV is in UTF-8 without a byte order mark; texts that a spreadsheet would run as formulas are left as they are.",)


def own_archive(wanted: Wanted) -> Own:
    """Returns what knows an archive of tables as HedgeLens wrote it."""
    return untouched
