"""A real browser at the workbench. Where there is none the tests are skipped, and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import PROGRAM

HERE = Path(__file__).parent
_open: list = []


def _browser():
    """The one browser of this process, opened by the first test that needs it."""
    if not _open:
        playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").sync_playwright().start()
        flags = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
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


@pytest.fixture
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


@pytest.fixture
def visit(browser, complaints) -> Iterator[Callable]:
    """Lets a person come to a workbench, each in a browser window that shares nothing with the others'."""
    from workbench_person import Person

    contexts = []

    def visit(bench, **how) -> Person:
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, "locale": "en-GB", **how})
        context.set_default_timeout(5_000)
        contexts.append(context)
        context.request.get(bench.address)  # as if the address had been opened: the browser is let in from now on
        page = context.new_page()
        complaints.watch(page, bench.origin)
        return Person(page, bench.origin)

    yield visit
    for context in contexts:
        context.close()
    assert complaints.unexpected == []


@pytest.fixture
def person(visit, served):
    """Somebody at the workbench with the prepared study."""
    return visit(served)


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
