"""``hedgelens doctor``."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from hedgelens.commands.options import one_of
from hedgelens.commands.writing import say
from hedgelens.files.text import counted, printable

if TYPE_CHECKING:
    from hedgelens.installation import Finding

_FORMATS = ("text", "json")
_WRONG = 1
_WIDTH = 18


def doctor(format: Annotated[str, one_of("--format", _FORMATS)] = "text") -> None:
    """Checks whether everything that HedgeLens needs is present and works, and names the command that repairs what does not.

    It checks Python, the packages and extras, the files of the engine and of the language model, an analysis of one
    sentence, folders that are written to, and the browser. Nothing is changed, and nothing leaves the machine. Include its output
    when you report a problem. Exit codes: 0 all is well (missing extras do not count), 1 something is wrong.
    """
    from hedgelens.installation import examined, versions

    findings = list(examined())
    say(_as_json(findings, versions()) if format == "json" else _as_text(findings, versions()))
    if any(finding.state == "wrong" for finding in findings):
        raise typer.Exit(_WRONG)


def _as_text(findings: Sequence[Finding], versions: Mapping[str, str]) -> str:
    lines = []
    for finding in findings:
        lines.append(f"{finding.state:8}{finding.about:{_WIDTH}}{finding.found}")
        lines += [f"{'':8}{'':{_WIDTH}}→ {finding.cure}"] if finding.cure else []
    packages = ", ".join(f"{name} {version}" for name, version in versions.items())
    lines += ["", *textwrap.wrap(f"Versions: {packages}", 100, break_on_hyphens=False), ""]
    wrong = sum(finding.state == "wrong" for finding in findings)
    lines.append(
        f"{counted(wrong, 'thing')} to mend: see the arrows." if wrong else "All that HedgeLens needs is there and works."
    )
    return printable("\n".join(lines)) + "\n"


def _as_json(findings: Sequence[Finding], versions: Mapping[str, str]) -> str:
    from hedgelens._start import VERSION
    from hedgelens.records import plain
    from hedgelens.views.rows import json_text

    found = {"hedgelens": VERSION, "versions": dict(versions), "findings": [plain(finding) for finding in findings]}
    return json_text(found, indent=2) + "\n"
