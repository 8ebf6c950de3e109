"""The tutorial, step by step as docs/tutorial.md tells it, with the engine and the articles that it names.

Its pictures are made anew, and what the machine took for each step is printed, by::

    HEDGELENS_PICTURES=docs/images/workbench python -m pytest -s tests/workbench/browser/test_tutorial.py

With HEDGELENS_COMMAND naming the ``hedgelens`` of another environment it is that one which is followed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect
from workbench_looks import picture
from workbench_served import Command

from hedgelens.study import Study

pytestmark = pytest.mark.slow

FILES = ("ferry-agency.txt", "harbor-trial.txt", "valley-flood.txt")
TITLE = "Norvane ferry crews to strike for 48 hours, union says"


@contextmanager
def step(what: str) -> Iterator[None]:
    """Prints how long a step took."""
    start = time.perf_counter()
    yield
    print(f"{time.perf_counter() - start:6.1f} s  {what}")


def test_every_step(visit, corpus, tmp_path, complaints):
    complaints.expect("net::ERR_")  # at the end, when the workbench is stopped
    path = tmp_path / "harbor.study"
    with step("start the workbench"):
        bench = Command(path)
        person = visit(bench, viewport={"width": 1000, "height": 800}).go("/")
        page = person.page
        expect(page.get_by_text("Drag files or folders here")).to_be_visible()
    try:
        picture(page, "1-empty")
        with step("bring in three articles"):
            person.adds(*(corpus / "articles" / name for name in FILES))
            expect(page.get_by_text("3 analysed")).to_be_visible(timeout=120_000)
        picture(page, "2-brought-in")

        with step("open the list and an article"):
            page.get_by_role("link", name="Articles", exact=True).click()
            expect(page.get_by_role("link", name=TITLE)).to_be_visible()
            picture(page, "3-list")
            page.get_by_role("link", name=TITLE).click()
            expect(person.source("Marit Osk")).to_be_visible()
        person.is_called("Ines")
        person.clicks("who sent them home")
        expect(person.panel.get_by_role("button", name="Not an attribution")).to_be_visible()
        picture(page, "4-mark")

        with step("two corrections"):
            person.corrects(lambda: person.presses("x"))
            person.source("Norvane Lines").click()
            person.corrects(lambda: person.panel.get_by_role("combobox", name="Same as").select_option(label="Norvane"))
            expect(person.source("Norvane Lines")).to_have_count(0)
            expect(person.history).to_have_count(2)
        picture(page, "5-corrected")
        person.corrects(lambda: person.presses("f"))

        with step("the results"):
            page.get_by_role("link", name="Results", exact=True).click()
            expect(page.get_by_role("main")).to_contain_text("Norvane")
        page.get_by_role("link", name="Who dominates").click()
        expect(page.locator("#dominance svg, section svg, figure svg").first).to_be_visible()
        picture(page, "6-results")
        person.go("/")
        with step("take the workbook away"), page.expect_download(timeout=30_000) as taken:
            page.get_by_role("link", name="Excel workbook").click()
        assert taken.value.suggested_filename == "harbor.xlsx"
    finally:
        bench.kill()
    with Study.open(path) as study:
        names = {source.name for source in study["ferry-agency"].sources}
    assert "Norvane" in names
    assert "Norvane Lines" not in names
