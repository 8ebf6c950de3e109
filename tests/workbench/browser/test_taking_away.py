"""The open article, downloaded for another program."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect

from hedgelens.interchange import read

pytestmark = pytest.mark.slow


def test_an_article_is_downloaded_in_the_format_that_is_chosen(served, visit, tmp_path):
    person = visit(served).opens("bridge", "Taker")
    panel = person.page.locator("#taking-away")
    panel.get_by_label("Format").select_option("graphml")
    expect(panel.get_by_text("Lost: everything but who reports whom.")).to_be_visible()
    panel.get_by_label("Format").select_option("doccano")
    expect(panel.get_by_text("Nothing is lost.")).to_be_visible()
    with person.page.expect_download() as waiting:
        panel.get_by_role("button", name="Download").click()
    waiting.value.save_as(tmp_path / "bridge.jsonl")
    assert read(tmp_path / "bridge.jsonl").article.id == "bridge"
