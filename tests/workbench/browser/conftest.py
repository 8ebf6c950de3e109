"""A real browser at the workbench. Where there is none the tests are skipped, and say so."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import PROGRAM

HERE = Path(__file__).parent
_open: list = []
_PATIENCE = 15_000
"""Milliseconds after which a test gives up; a busy machine takes its time."""


def _browser():
    """The one browser of this process, opened by the first test that needs it."""
    if not _open:
        playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").sync_playwright().start()
        flags = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        sys.modules["playwright.sync_api"].expect.set_options(timeout=_PATIENCE)
        _open.extend((playwright, playwright.chromium.launch(executable_path=PROGRAM, args=flags)))
    return _open[1]


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Closes the browser behind the last of these tests: its event loop would stand in the way of other tests'."""
    if _open and (nextitem is None or HERE not in nextitem.path.parents):
        playwright, browser = _open
        _open.clear()
        browser.close()
        playwright.stop()


@pytest.fixture(scope="module")
def browser():
    """Chromium."""
    if PROGRAM is None:
        pytest.skip("no Chromium on this machine")
    return _browser()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """The file of a study of two short articles, analysed."""
    from workbench_studies import new_study, write_articles

    folder = tmp_path_factory.mktemp("prepared")
    return new_study(folder / "harbor.study", write_articles(folder / "articles"))


@pytest.fixture(scope="module")
def served(prepared, tmp_path_factory) -> Iterator:
    """A workbench with a copy of the prepared study, one for all tests of a module: each takes a coder's name of its own."""
    pytest.importorskip("uvicorn")
    from workbench_served import Served

    path = shutil.copy(prepared, tmp_path_factory.mktemp("served") / "harbor.study")
    bench = Served(Path(path))
    yield bench
    bench.stop()


class Complaints:
    """What a browser complained of, or asked of somebody else, in sentences."""

    def __init__(self) -> None:
        self._all: list[str] = []
        self._expected: list[str] = []

    def watch(self, page, origin: str) -> None:
        """Listens to a page."""
        page.on("console", lambda said: said.type in ("error", "warning") and self._all.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: self._all.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self._all.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request", lambda asked: asked.url.startswith((origin, "data:", "blob:")) or self._all.append(f"asked: {asked.url}")
        )

    def expect(self, words: str) -> None:
        """Says that complaints with these words are part of the test."""
        self._expected.append(words)

    @property
    def unexpected(self) -> list[str]:
        """Those that are not."""
        return [one for one in self._all if not any(words in one for words in self._expected)]


@pytest.fixture
def complaints() -> Complaints:
    """What the browser complained of in this test; at its end there must be nothing."""
    return Complaints()


def _window(browser, bench, complaints: Complaints, **how):
    """A browser window that shares nothing with others, let in as if the address had been opened, and somebody before it."""
    from workbench_person import Person

    context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, "locale": "en-GB", **how})
    context.set_default_timeout(_PATIENCE)
    context.request.get(bench.address)
    page = context.new_page()
    complaints.watch(page, bench.origin)
    return context, Person(page, bench.origin)


@pytest.fixture
def visit(browser, complaints) -> Iterator[Callable]:
    """Lets a person come to a workbench, each in a window of his or her own."""
    contexts = []

    def visit(bench, **how):
        context, person = _window(browser, bench, complaints, **how)
        contexts.append(context)
        return person

    yield visit
    for context in contexts:
        context.close()
    assert complaints.unexpected == []


@pytest.fixture(scope="module")
def desk(browser, served):
    """A window before which one person after the other sits down: that is quicker than a window for each."""
    complaints = Complaints()
    context, person = _window(browser, served, complaints)
    yield person, complaints
    context.close()


@pytest.fixture
def person(desk):
    """Somebody at the workbench with the prepared study, in a window in which others have been before."""
    person, complaints = desk
    yield person
    assert complaints.unexpected == []


@pytest.fixture
def empty(tmp_path) -> Iterator:
    """A workbench with a study that holds nothing yet."""
    pytest.importorskip("uvicorn")
    from workbench_served import Served

    from hedgelens.study import Study

    Study.new(tmp_path / "new.study", engine="rules").close()
    bench = Served(tmp_path / "new.study")
    yield bench
    bench.stop()


@pytest.fixture
def visit_file(browser, complaints) -> Iterator[Callable]:
    """Opens a page from the disk."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})

    def visit_file(file: Path):
        page = context.new_page()
        complaints.watch(page, "file:")
        page.goto(file.as_uri())
        return page

    yield visit_file
    context.close()
    assert complaints.unexpected == []
