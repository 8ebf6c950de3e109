"""The pages with results, in the workbench and as files, by day and by night, at a desk and on a phone."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe is not installed")

from drafts import crowd, unsure
from playwright.sync_api import expect
from workbench_looks import looks_right

from hedgelens.report import page as page_of
from hedgelens.study import Study

pytestmark = pytest.mark.slow


def test_the_results(person):
    person.go("/results")
    waiting = person.page.get_by_text("Drawing the chart")
    for _ in range(100):  # each is drawn when somebody comes to it
        if not waiting.count():
            break
        person.page.mouse.wheel(0, 300)
        person.page.wait_for_timeout(50)
    expect(waiting).to_have_count(0)
    looks_right(person.page, "results")


@pytest.mark.parametrize(("name", "draft"), [("unsure", unsure), ("crowd", lambda: crowd(12))])
def test_the_page_of_a_report(visit_file, tmp_path, name, draft):
    (tmp_path / "page.html").write_text(page_of(draft()), "utf-8")
    looks_right(visit_file(tmp_path / "page.html"), f"report-{name}")


def test_the_pages_of_the_report_of_a_study(visit_file, prepared, tmp_path):
    with Study.open(prepared) as study:
        index = study.report(tmp_path / "out")
    looks_right(visit_file(index), "study-report")
