"""Codings out of a study: as coding sheets and as JSON Lines, for who codes elsewhere, and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hedgelens.faces import Analysis
from hedgelens.files.overwriting import ANALYSIS
from hedgelens.files.writing import make_folder, write_whole
from hedgelens.formats import FORMATS, format_of
from hedgelens.interchange import write
from hedgelens.records import HedgeLensError
from hedgelens.report.page_names import page_names
from hedgelens.sheet import write_sheet
from hedgelens.study.coding import coder_name
from hedgelens.study.packing import unpacked_analysis
from hedgelens.study.store import Store
from hedgelens.views.rows import json_text

SHEET, LINES = ".xlsx", ".jsonl"
ABOUT = "coding"
"""Where a line of JSON says whose coding it is: the rest of it is an analysis like any other."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A coding with what is known of it beside the analysis."""

    coder: str
    analysis: Analysis
    about: Mapping[str, Any]


def write_codings(
    store: Store,
    path: str | Path,
    coder: str | None = None,
    *,
    to_do: bool = False,
    seen_by: str | None = None,
    force: bool = False,
) -> list[Path]:
    """Writes the codings of a study, the latest of each article by each coder, whole or not at all.

    Args:
        store: the study.
        path: ``.jsonl`` for all of them, one a line; ``.xlsx`` for the coding sheet of one coder; the ending of another program's
            format for those of one; a name that ends in a slash for a folder with the coding sheet of each.
        coder: whose codings; by default everybody's.
        to_do: whether a sheet also holds the articles that are assigned to the coder and not yet begun, as the machine analysed
            them.
        seen_by: a coder who is to see no codings of others that he or she may not see yet; by default all are written.
        force: whether to replace a file that HedgeLens did not write, or that somebody has saved since.

    Returns:
        What was written.

    Raises:
        HedgeLensError: there is no coding or no such format, or a file cannot be written or must not be replaced.
    """
    found = list(_codings(store, None if coder is None else coder_name(coder), seen_by))
    names = [coder_name(coder)] if coder else list(dict.fromkeys(one.coder for one in found))
    if str(path).endswith(("/", "\\")):
        return _write_sheets(store, Path(path), names, found, to_do, force)
    path = Path(path)
    if path.suffix.lower() == LINES:
        _check_any(found, names)
        write_whole(path, "".join(f"{_line(one)}\n" for one in found), ANALYSIS, force=force)
        return [path]
    if len(names) > 1:
        raise HedgeLensError(
            f"Such a file holds the codings of one coder only, but there are codings by {', '.join(names)}. Name one of them, "
            f"or write a folder of "
            f"coding sheets: {path.with_suffix('')}/"
        )
    analyses = _of(store, names[0], found, to_do) if names else []
    _check_any(analyses, names)
    if path.suffix.lower() != SHEET:
        _check_says_its_format(path)
        return write(analyses, path, force=force)
    write_sheet(analyses, path, force=force)
    return [path]


def _check_says_its_format(path: Path) -> None:
    if format_of(path) is None:
        endings = ", ".join(format.suffixes[0] for format in FORMATS if format.clear)
        raise HedgeLensError(
            f"The extension of '{path.name}' does not say in which format to write codings. It can be {LINES} (everybody's), "
            f"{SHEET} (one coder's coding sheet) or {endings}; a name that ends in / becomes a folder of coding sheets."
        )


def _write_sheets(
    store: Store, folder: Path, names: Sequence[str], found: Sequence[Coded], to_do: bool, force: bool
) -> list[Path]:
    wanted = {name: _of(store, name, found, to_do) for name in names}
    _check_any([one for analyses in wanted.values() for one in analyses], names)
    make_folder(folder)
    paths = [folder / name for name in page_names(wanted, ending=SHEET)]
    written = [(path, analyses) for path, analyses in zip(paths, wanted.values(), strict=True) if analyses]
    for path, analyses in written:
        write_sheet(analyses, path, force=force)
    return [path for path, _ in written]


def _check_any(found: Sequence[object], names: Sequence[str]) -> None:
    if not found:
        who = f"'{names[0]}' has no coding" if names else "Nobody has coded anything"
        raise HedgeLensError(f"{who} in this study yet: there is nothing to write.")


def _of(store: Store, coder: str, found: Iterable[Coded], to_do: bool) -> list[Analysis]:
    """Returns what a coder has made, and where it is asked for what the machine has of the rest that is assigned to the coder."""
    mine = [one.analysis for one in found if one.coder == coder]
    if not to_do:
        return mine
    rows = store.rows(
        """SELECT a.content AS article, n.content FROM articles a JOIN analyses n ON n.article = a.number AND n.hash = a.hash
        WHERE a.number IN (SELECT d.article FROM drawn d JOIN assigned s ON s.sample = d.sample WHERE s.coder = ?)
        AND a.number NOT IN (SELECT article FROM latest WHERE coder = ?) ORDER BY a.number""",
        coder, coder,
    )  # fmt: skip
    return [*mine, *(unpacked_analysis(row["content"], row["article"]) for row in rows)]


def _codings(store: Store, coder: str | None, seen_by: str | None) -> Iterator[Coded]:
    rows = store.rows(
        """SELECT l.number, l.coder, l.made, l.changed, l.done, l.content, l.adjudicates, a.content AS article_content
        FROM latest l JOIN articles a ON a.number = l.article
        WHERE (? IS NULL OR l.coder = ?) AND (? IS NULL OR l.coder = ? OR l.article NOT IN (SELECT article FROM hidden))
        ORDER BY a.number, l.coder""",
        coder, coder, seen_by, seen_by,
    )  # fmt: skip
    for row in rows:
        about = {
            "coder": row["coder"],
            "begun": row["made"],
            "changed": row["changed"],
            "finished": row["done"],
            "adjudicates": _settled(store, row["number"]) if row["adjudicates"] else None,
        }
        yield Coded(row["coder"], unpacked_analysis(row["content"], row["article_content"]), about)


def _settled(store: Store, coding: int) -> dict[str, Any]:
    """Returns whose codings an adjudicated one came from, and every decision that led to it."""
    numbers = json.loads(store.one("SELECT codings FROM adjudications WHERE coding = ?", coding)[0])
    decisions = store.rows("SELECT made, place, took FROM decisions WHERE coding = ? ORDER BY number", coding)
    return {
        "of": [store.one("SELECT coder FROM codings WHERE number = ?", number)[0] for number in numbers],
        "decisions": [dict(row) for row in decisions],
    }


def _line(one: Coded) -> str:
    return json_text({**one.analysis.to_dict(), ABOUT: dict(one.about)})
