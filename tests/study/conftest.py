"""A folder of short invented articles, and a study of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hedgelens.study import Study

TEXTS = {
    "bridge": "Bridge closed again\n\nAda Okoro said that the bridge would open in May. It may take longer.",
    "ferry": "Ferry stays\n\nAccording to the Harbor Institute, the ferry is safe. Rain fell for most of the week.",
    "levee": "Levee holds\n\n“It holds,” said Teo Brandvold, an engineer. Residents reportedly slept.",
}


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder of three articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")
    return folder


@pytest.fixture
def study(tmp_path, folder):
    """A study to which the folder was added."""
    with Study.new(tmp_path / "floods.study", engine="rules") as study:
        study.add(folder)
        yield study
