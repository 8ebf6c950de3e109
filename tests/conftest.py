"""Fixtures that several tests share."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from hedgelens import cli
from hedgelens.article import article_from_text
from hedgelens.language import load_language
from hedgelens.records import ParsedArticle

ROOT = Path(__file__).parent.parent

# Whole analyses take long to draw, the more so on a busy machine: how long must not decide whether a test passes.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Has pytest-mpl compare pictures whenever it is there: without its option it would pass every one."""
    if hasattr(config.option, "mpl"):
        config.option.mpl = True


@pytest.fixture
def nothing_of_other_tests_in_the_measure() -> Iterator[None]:
    """Keeps the garbage collector from going through what other tests left in memory while one is timed."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def parse() -> Callable[[str], ParsedArticle]:
    """A function that turns a text into a parsed article."""
    language = load_language()
    return lambda text: language.parse(article_from_text(text))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the project's own articles."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with data that is not the project's; tests that need it are skipped where it is not given."""
    folder = ROOT.parent / "shared"
    if not (folder / "polnear" / "dev").is_dir():
        pytest.skip("the PolNeAR development data are not beside the project")
    return folder


@pytest.fixture
def command_line(monkeypatch, capfd, tmp_path) -> Callable[..., tuple[int, str, str]]:
    """A function that runs the command line in an empty folder and returns exit code, output and messages."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hedgelens", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code or 0
        return code, *capfd.readouterr()

    return run
