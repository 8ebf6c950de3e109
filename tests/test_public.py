"""What is public is there: the names that packages give, and those that the docs and the notebooks import."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from public import PACKAGES, public

import hedgelens

ROOT = Path(__file__).parent.parent


def texts():
    for path in (*ROOT.glob("docs/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        yield path.name, path.read_text("utf-8")
    for path in ROOT.glob("notebooks/*.ipynb"):
        yield path.name, "\n".join("".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"])


IMPORTED = sorted(
    {
        (file, module, name.split(" as ")[0].strip())
        for file, text in texts()
        for module, names in re.findall(r"from (hedgelens[\w.]*) import \(?([\w,\s]+?)(?:\)|\n|$)", text)
        for name in names.split(",")
    }
)


@pytest.mark.parametrize("module", PACKAGES)
def test_what_a_package_says_it_gives_is_there(module):
    package = import_module(module)
    assert len(package.__all__) > 1
    assert all(hasattr(package, name) for name in package.__all__)


@pytest.mark.parametrize(("file", "module", "name"), IMPORTED)
def test_what_docs_and_notebooks_import_is_there(file, module, name):
    assert hasattr(import_module(module), name) or import_module(f"{module}.{name}")


def test_what_the_package_holds_is_public_or_has_an_underscore_or_is_one_of_its_modules():
    program = (
        "import hedgelens as hl, json, types\n"
        "for name in hl.__all__: getattr(hl, name)\n"
        "ours = [name for name in vars(hl) if not name.startswith('_') and name not in hl.__all__]\n"
        "print(json.dumps([ours, [name for name in ours if isinstance(getattr(hl, name), types.ModuleType)], dir(hl) == hl.__all__]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    ours, modules, listed = json.loads(done.stdout)
    assert set(ours) == set(modules) <= {path.stem for path in (ROOT / "hedgelens").iterdir()}
    assert listed


@pytest.mark.parametrize("module", PACKAGES)
def test_every_public_package_is_reached_from_the_first(module):
    _, _, name = module.partition(".")
    assert not name or getattr(hedgelens, name) is import_module(module)


def test_what_is_public_is_written_down_and_changes_only_where_that_is_meant():
    written = (ROOT / "tests" / "public.txt").read_text("utf-8").splitlines()
    assert list(public()) == written, "if this is meant: python tests/public.py > tests/public.txt, and a line in CHANGELOG.md"
