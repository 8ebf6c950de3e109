"""The documentation: what it shows as code runs, its pages build without a warning, its pictures are of today."""

import importlib.util
import inspect
import re
import subprocess
import sys
from pathlib import Path

import examples
import pytest
from public import PACKAGES

import hedgelens as hl

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.mark.slow
def test_what_the_tutorial_for_programmers_shows_is_what_happens(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = examples.tutorial(DOCS)
    assert done.failed == 0
    assert done.attempted > 20


def public_functions_and_classes():
    """Names with their package; constants and types of parameters are told where they are used."""
    for package in map(importlib.import_module, PACKAGES):
        for name in package.__all__:
            value = getattr(package, name)
            if inspect.isfunction(value) or (inspect.isclass(value) and value.__module__.startswith("hedgelens")):
                yield f"{package.__name__}.{name}"


def what_users_call():
    """Names of the methods and properties of the classes that users work with, also of those that these have from others."""
    for one in (hl.Analysis, hl.Analyzer, hl.Collection, hl.study.Study):
        for name, value in inspect.getmembers(one):
            if not name.startswith("_") and (inspect.isroutine(value) or isinstance(value, property)):
                yield f"{one.__name__}.{name}"


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("sphinx") is None, reason="sphinx is not installed: pip install '.[docs]'")
def test_the_pages_build_without_a_warning_and_name_all_that_is_public(tmp_path):
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "-q",
        "-c",
        str(DOCS),
        str(ROOT),
        str(tmp_path / "site"),
        "-d",
        str(tmp_path / "known"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    site = "\n".join(path.read_text("utf-8") for path in (tmp_path / "site" / "docs" / "api").glob("*.html"))
    named = {one.rpartition(".")[2] for one in public_functions_and_classes()}
    missing = {name for name in named if not re.search(rf'id="hedgelens[\w.]*\.{name}"', site)}
    missing |= {name for name in what_users_call() if not re.search(rf'id="hedgelens[\w.]*\.{re.escape(name)}"', site)}
    assert not missing


def test_the_picture_of_the_house_is_drawn_from_the_contract_of_today():
    done = subprocess.run([sys.executable, DOCS / "house.py"], capture_output=True, text=True, check=True)
    assert done.stdout == (DOCS / "images" / "house.svg").read_text("utf-8"), "python docs/house.py > docs/images/house.svg"


def test_every_page_is_in_the_table_of_contents_once():
    listed = re.findall(r"^([\w./-]+)$", (DOCS / "index.md").read_text("utf-8"), re.MULTILINE)
    pages = [str(path.relative_to(DOCS).with_suffix("")) for path in DOCS.rglob("*.md")]
    pages = [page for page in pages if page != "index" and (not page.startswith("api/") or page == "api/index")]
    assert sorted(page for page in listed if not page.startswith("../") and (DOCS / f"{page}.md").exists()) == sorted(pages)
