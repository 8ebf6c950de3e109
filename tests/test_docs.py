"""The documentation: what it shows as code runs, its pages build without a warning, its pictures are of today."""

import importlib.util
import inspect
import re
import subprocess
import sys
from pathlib import Path

import examples
import pytest
from public import CLASSES, PACKAGES, public

import hedgelens

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.mark.slow
def test_what_the_tutorial_for_programmers_shows_is_what_happens(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = examples.tutorial(DOCS)
    assert done.failed == 0
    assert done.attempted > 20


def places_of_what_is_public():
    """Patterns of the last parts of each place in the reference; classes describe their fields themselves."""
    fields = {f"{kind.__name__}.{entry}" for kind, entry in described_fields()}
    for name in (line.partition("(")[0] for line in public() if ": " not in line):
        owner, _, last = name.rpartition(".")
        if name not in fields and not inspect.ismodule(getattr(hedgelens, last, None)) and last != "__version__":
            yield rf"{owner}\.{last}" if owner in CLASSES else rf"\.{last}"


def described_fields():
    """The entries under "Attributes" in the docstring of each public class, with their class."""
    for package in map(importlib.import_module, (*PACKAGES, "hedgelens.records", "hedgelens.analysis")):
        for name in getattr(package, "__all__", vars(package)):
            value = getattr(package, name)
            if inspect.isclass(value) and value.__module__.startswith("hedgelens"):
                _, _, listed = inspect.cleandoc(value.__doc__ or "").partition("\nAttributes:\n")
                yield from ((value, entry) for entry in re.findall(r"^    (\w.*?):", listed.partition("\n\n")[0], re.MULTILINE))


def test_each_field_of_a_public_class_is_described_by_itself():
    found = list(described_fields())
    assert len(found) > 300
    assert [f"{kind.__name__}: {entry}" for kind, entry in found if not entry.isidentifier()] == []
    assert [f"{kind.__name__}: {entry}" for kind, entry in found if entry.isidentifier() and not has_field(kind, entry)] == []


def has_field(kind, name):
    return hasattr(kind, name) or name in inspect.get_annotations(kind) or name in inspect.getsource(kind.__init__)


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
    pages = {path.stem: path.read_text("utf-8") for path in (tmp_path / "site" / "docs" / "api").glob("*.html")}
    site = "\n".join(pages.values())
    assert [place for place in places_of_what_is_public() if not re.search(rf'id="hedgelens[\w.]*{place}"', site)] == []
    assert [name for name, page in pages.items() if 'class="py ' not in page] == ["index"]
    # What a docstring says before a colon was taken for a type, or the field of a tuple was left to Python to describe.
    assert not re.findall(r"Alias for field number|<dt[^>]*>(?:Return type|Type)<", site)


def test_the_picture_of_the_house_is_drawn_from_the_contract_of_today():
    done = subprocess.run([sys.executable, DOCS / "house.py"], capture_output=True, text=True, check=True)
    assert done.stdout == (DOCS / "images" / "house.svg").read_text("utf-8"), "python docs/house.py > docs/images/house.svg"


def test_every_page_is_in_the_table_of_contents_once():
    listed = re.findall(r"^([\w./-]+)$", (DOCS / "index.md").read_text("utf-8"), re.MULTILINE)
    pages = [str(path.relative_to(DOCS).with_suffix("")) for path in DOCS.rglob("*.md")]
    pages = [page for page in pages if page != "index" and (not page.startswith("api/") or page == "api/index")]
    assert sorted(page for page in listed if not page.startswith("../") and (DOCS / f"{page}.md").exists()) == sorted(pages)
