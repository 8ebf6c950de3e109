"""What is said of files that somebody brought in, by the names that he or she knows them by, and of faults of our own."""

from __future__ import annotations

import os
from pathlib import Path

from hedgelens.records import Problem


def as_known(sentence: str, folder: Path) -> str:
    """Returns a sentence in which files are called as they were brought in, without the folder in which the study keeps them."""
    return sentence.replace(f"{folder.absolute()}{os.sep}", "")


def said_of(problem: Problem, folder: Path) -> str:
    """Returns a problem as a sentence that names its file once."""
    name, reason = as_known(problem.article, folder), as_known(problem.reason, folder)
    return reason if f"'{name}'" in reason else f"{name}: {reason}"


def failure_of(error: Exception) -> str:
    """Returns what is said of a fault of HedgeLens."""
    return f"HedgeLens failed ({type(error).__name__}: {error}). Please report it."
