"""What stands around the package: citation, changelog, lock file, hooks agree with it and with each other."""

import datetime
import re
import shlex
import tomllib
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

from hedgelens._start import VERSION
from hedgelens.study.export.citation import as_bibtex, as_cff

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def test_the_version_is_one_and_its_day_too():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version, day = re.search(r"^## \[(\d[^]]*)\] - (\S+)$", changelog, re.MULTILINE).groups()
    assert version == VERSION == PROJECT["version"] == CITATION["version"]
    assert datetime.date.fromisoformat(day) == CITATION["date-released"]
    assert f"version = {{{VERSION}}}" in (ROOT / "README.md").read_text("utf-8")


def test_the_citation_has_what_its_format_asks_for():
    assert CITATION.keys() == {
        "cff-version", "message", "title", "abstract", "type", "authors", "version", "date-released", "license", "keywords", "references",
    }  # fmt: skip
    assert (CITATION["cff-version"], CITATION["type"], CITATION["license"]) == ("1.2.0", "software", "MIT")
    assert CITATION["authors"] == PROJECT["authors"]
    for reference in CITATION["references"]:
        assert reference.keys() >= {"type", "title", "authors"}
        assert all(
            {"name"} == author.keys() or {"family-names", "given-names"} == author.keys() for author in reference["authors"]
        )
        assert reference.get("url", "https://").startswith("https://")


def test_the_citation_that_a_study_hands_out_says_the_same():
    assert yaml.safe_load(as_cff()).items() <= CITATION.items()
    assert f"version = {{{VERSION}}}" in as_bibtex(2026)


@pytest.mark.parametrize("asked", PROJECT["dependencies"])
def test_what_the_package_needs_stands_in_the_lock_file_as_it_needs_it(asked):
    needed = Requirement(asked)
    found = re.findall(rf"^{re.escape(needed.name)}==([^ ]+)", LOCK, re.MULTILINE)
    assert found
    assert all(needed.specifier.contains(Version(version)) for version in found)


def test_the_lock_file_names_hashes_and_no_place():
    packages = re.split(r"^(?=[a-z])", LOCK, flags=re.MULTILINE)[1:]
    assert len(packages) > 50
    assert all("--hash=sha256:" in package for package in packages)
    assert not re.search(r"://|^-|file:", LOCK, re.MULTILINE)


def test_hooks_fetch_nothing_and_run_what_the_contributing_guide_names():
    settings = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {repository["repo"] for repository in settings["repos"]} == {"local"}
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for hook in settings["repos"][0]["hooks"]:
        program, *arguments = shlex.split(hook["entry"])
        assert hook["language"] == "system"
        assert program in guide
        assert all((ROOT / argument).exists() for argument in arguments if argument.startswith("tests/"))


def test_the_pythons_that_are_named_are_those_that_it_runs_on():
    named = {one.rpartition(" :: ")[2] for one in PROJECT["classifiers"] if "Python :: 3." in one}
    assert min(named, key=Version) == PROJECT["requires-python"].removeprefix(">=")
    assert named == {"3.11", "3.12", "3.13", "3.14"}


def test_an_extra_asks_for_the_same_versions_wherever_a_package_stands():
    asked = {}
    for requirement in map(Requirement, chain(PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())):
        asked.setdefault(requirement.name, set()).add(str(requirement.specifier))
    assert {name: versions for name, versions in asked.items() if len(versions) > 1} == {}
