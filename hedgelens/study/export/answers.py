"""What an archive of a study says in words and pictures: its charts with their data, its methods, its settings, its citation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from hedgelens._start import VERSION
from hedgelens.records import plain
from hedgelens.report.pictures import FORMS, pictures
from hedgelens.report.study_answers import Answer, Asked, answers_of
from hedgelens.study.adding import now
from hedgelens.study.choosing import Choice, Chosen, chosen
from hedgelens.study.export.citation import as_bibtex, as_cff
from hedgelens.study.export.wanted import Wanted
from hedgelens.study.settings import StudySettings
from hedgelens.views.methods import method
from hedgelens.views.rows import json_text

CHARTS = "charts"
"""The folder of the charts in an archive."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of an archive, and what it is.

    Attributes:
        name: its path within the archive.
        data: what it holds.
        what: what that is, in a sentence; empty where another file's says it.
    """

    name: str
    data: bytes
    what: str = ""


def answer_files(wanted: Wanted, settings: StudySettings) -> Iterator[File]:
    """Yields what is added to the tables and analyses of an archive."""
    found = chosen(wanted.store, settings, Choice())
    answers = answers_of(Asked(found.tallies)) if found.tallies else []
    yield File(
        "settings.json",
        _settings(wanted, settings, found),
        "The settings: engine, version, hashes, what counts, limits, duplicates.",
    )
    if answers:
        yield File("methods.txt", _methods(answers, found), "Sentences for a methods section: of the coding, and of each chart.")
    what = f"A folder of charts: each as {' and '.join(form.upper() for form in FORMS)}, with its data as CSV."
    for answer in answers:
        for form, data in pictures(answer.make, *FORMS).items():
            yield File(f"{CHARTS}/{answer.id}.{form}", data, what)
            what = ""
        mark = b"" if wanted.raw else b"\xef\xbb\xbf"
        yield File(f"{CHARTS}/{answer.id}.csv", mark + answer.csv(raw=wanted.raw).encode())
    yield File("CITATION.cff", as_cff().encode(), "How HedgeLens is cited.")
    yield File("hedgelens.bib", as_bibtex(int(now()[:4])).encode(), "The same in BibTeX.")


def _methods(answers: list[Answer], found: Chosen) -> bytes:
    coding = [f"The coding\n\n{found.made.sentences}\n"]
    charts = [f"The chart {CHARTS}/{answer.id}\n\n{method(answer.formulas, answer.n, answer.part)}\n" for answer in answers]
    return "\n".join([*coding, *charts]).encode("utf-8", "replace")


def _settings(wanted: Wanted, settings: StudySettings, found: Chosen) -> bytes:
    """Returns the settings as JSON; of paths only the names, which say nothing of whose machine it was."""
    given = settings.to_dict()
    for what in ("sources", "hedges"):
        given[what] = given[what] and PurePath(given[what]["path"]).name
    data: dict[str, Any] = {
        "hedgelens": VERSION,
        "written": now(),
        "analysis": given,
        "counting": [
            {"min_confidence": confidence, "types": list(types)}
            for confidence, types in dict.fromkeys((tally.min_confidence, tally.types) for tally in found.tallies)
        ],
        "made": plain(found.made),
        "inputs": [
            {"name": Path(row["path"]).name, "added": row["added"], "reading": json.loads(row["options"])}
            for row in wanted.store.rows("SELECT path, options, added FROM inputs ORDER BY number")
        ],
    }
    return (json_text(data, indent=1) + "\n").encode()
