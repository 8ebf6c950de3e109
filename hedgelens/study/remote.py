"""What a worker of a cluster does with a task of a study: text and bytes come in, and text and bytes go out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from hedgelens._start import VERSION
from hedgelens.records import HedgeLensError
from hedgelens.study.held import held
from hedgelens.study.tasks import Task, done

_KEY = "key"
_PACKAGES = ("spacy", "onnxruntime", "tokenizers")
"""Packages whose versions may decide what is found."""


def work(settings: str, id: bytes, article: bytes, analysis: bytes) -> tuple[bytes, bytes, bytes]:
    """Does a task.

    Args:
        settings: how articles are analysed, as JSON.
        id: of the article.
        article: its content.
        analysis: the content of the analysis that is only to be counted anew.

    Returns:
        What is said of it as JSON, and the contents of its analysis and of the tally of that.
    """
    try:
        with held(settings) as worker:
            found = done(worker.analyzer, Task(0, id.decode("utf-8", "surrogatepass"), "", article, analysis))
            about = {"made_with": made_with(worker.key), "seconds": found.seconds, "problem": found.problem}
    except HedgeLensError as error:
        return json.dumps({"unusable": str(error)}).encode(), b"", b""
    return json.dumps(about).encode(), found.analysis, found.tally


def made_with(key: str) -> dict[str, str]:
    """Says what decides what is found here: the key of the settings, and the versions of the packages beneath."""
    return {_KEY: key, "HedgeLens": VERSION, **{package: _version(package) for package in _PACKAGES}}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def check_same(there: Mapping[str, str], here: Mapping[str, str]) -> None:
    """Checks that a worker analyses as this machine would.

    Raises:
        HedgeLensError: it does not; what differs is named.
    """
    if there == here:
        return
    named = [f"{name} {there.get(name)} and not {here[name]}" for name in here if name != _KEY and there.get(name) != here[name]]
    what = ", ".join(named) or "the same versions, but different code, weights, word lists or a different language model"
    raise HedgeLensError(
        f"A worker of the cluster analyses differently from this machine: it has {what}. "
        "Install the same on all machines, then start the run again; nothing of that worker was kept."
    )
