"""A folder of short invented articles, and a study of them."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from hedgelens.study import Study
from hedgelens.study.packing import hash_of, packed_article
from hedgelens.study.store import stored

TEXTS = {
    "bridge": "Bridge closed again\n\nAda Okoro said that the bridge would open in May. It may take longer.",
    "ferry": "Ferry stays\n\nAccording to the Harbor Institute, the ferry is safe. Rain fell for most of the week.",
    "levee": "Levee holds\n\n“It holds,” said Teo Brandvold, an engineer. Residents reportedly slept.",
}


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder of three articles."""
    return written_to(tmp_path / "articles")


def written_to(folder: Path) -> Path:
    """Makes a folder of three articles."""
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


def say_of(study, id, **about):
    """Has an article of a study say something of itself that its file does not."""
    article = replace(study.article(id), **about)
    columns = {name: value for name, value in about.items() if name != "fields"}
    columns |= {"content": packed_article(article), "hash": hash_of(article)}
    with sqlite3.connect(study.path) as file:
        file.execute(
            f"UPDATE articles SET {', '.join(f'{c} = ?' for c in columns)} WHERE id = ?",
            (*(stored(v) if isinstance(v, str) else v for v in columns.values()), id),
        )


@pytest.fixture(scope="session")
def told_before(tmp_path_factory) -> Path:
    """The file of the study that :func:`told` gives."""
    path = tmp_path_factory.mktemp("told")
    folder = written_to(path / "articles")
    with Study.new(path / "floods.study", engine="rules") as study:
        study.add(folder)
        say_of(
            study,
            "bridge",
            title="=1+1",
            outlet="The Courier",
            date="2024-03-01",
            author="Mina Reese",
            section="Harbor",
            page="A3",
            url="https://courier.example/bridge",
            fields=(("Wave", "2"), ("words", "+many"), ("WORDS", "x")),
        )
        say_of(study, "ferry", outlet="Quay\x0bNews", date="1899-12-30", fields=(("Wave", "@1"),))
        study.run()
        (folder / "tram.txt").write_text("The tram is late, Mina Reese said.\n", "utf-8")
        (folder / "empty.txt").write_text("", "utf-8")
        study.refresh()
    return path / "floods.study"


@pytest.fixture
def told(tmp_path, told_before):
    """A study analysed: two articles say much of themselves, one is not analysed, and one file could not be read."""
    shutil.copy(told_before, tmp_path / "floods.study")
    with Study.open(tmp_path / "floods.study") as study:
        yield study


@pytest.fixture(scope="session")
def analysed_before(tmp_path_factory) -> Path:
    """The file of the study that :func:`analysed` gives."""
    path = tmp_path_factory.mktemp("analysed")
    with Study.new(path / "floods.study", engine="rules") as study:
        study.add(written_to(path / "articles"))
        study.run()
    return path / "floods.study"


@pytest.fixture
def analysed(tmp_path, analysed_before):
    """A study of three articles that are analysed."""
    shutil.copy(analysed_before, tmp_path / "floods.study")
    with Study.open(tmp_path / "floods.study") as study:
        yield study
