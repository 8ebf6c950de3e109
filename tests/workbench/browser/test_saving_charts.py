"""Charts and their data are saved from pages that stand alone, in the light colours, and sentences are copied."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from drafts import small

from hedgelens.report import page as page_of
from hedgelens.study import Study

pytestmark = pytest.mark.slow


def saved(page, selector) -> bytes:
    with page.expect_download() as download:
        page.locator(selector).click()
    return Path(download.value.path()).read_bytes()


def check(page, chart, name):
    page.emulate_media(color_scheme="dark")
    svg = saved(page, f"#chart-{chart} [data-save=svg]").decode()
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg[:300]
    assert name in svg
    assert "var(" not in svg
    assert "rgb(27, 27, 27)" in svg, "letters are dark, whatever the page has"
    assert saved(page, f"#chart-{chart} [data-save=png]").startswith(b"\x89PNG")
    assert name in saved(page, f"#chart-{chart} a[download]").decode()
    page.locator(f"#chart-{chart} summary").click()
    assert "N = " in page.locator(f"#chart-{chart} .said").inner_text()


def test_from_the_page_of_an_article(visit_file, tmp_path):
    (tmp_path / "page.html").write_text(page_of(small()), "utf-8")
    check(visit_file(tmp_path / "page.html"), "quotation", "Ida Mayor")


def test_from_the_page_of_a_study(visit_file, prepared, tmp_path):
    with Study.open(prepared) as study:
        index = study.report(tmp_path / "out")
    check(visit_file(index), "dominance", "Harbor Institute")
