"""A phone: what is chosen stays in sight, and what can be done with it lies below it."""

from __future__ import annotations

from itertools import count

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect

pytestmark = pytest.mark.slow

_numbers = count()
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.data.indexOf(words);
    if (start >= 0) return getSelection().setBaseAndExtent(node, start, node, start + words.length);
  }
}"""


@pytest.fixture
def at_bridge(served, visit):
    """A coder with a phone."""
    return visit(served, **PHONE).opens("bridge", coder=f"Phone {next(_numbers)}")


def top(locator):
    return locator.bounding_box()["y"]


def test_the_text_comes_before_sources_and_corrections(at_bridge):
    expect(at_bridge.panel).to_contain_text("Click a mark")
    assert top(at_bridge.panel) < top(at_bridge.text) < top(at_bridge.page.locator("#sources"))


@pytest.mark.parametrize("words", ["We found cracks", "that it was full", "it will run at night"])
def test_what_is_tapped_stays_in_sight_above_the_panel(at_bridge, words):
    at_bridge.page.touchscreen.tap(*at_bridge._places(words, 0)["on"])
    panel, picked = at_bridge.panel, at_bridge.text.locator(".picked").first
    expect(panel.get_by_role("button", name="Close")).to_be_visible()
    box = panel.bounding_box()
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    assert box["height"] <= 0.45 * 844 + 2
    at_bridge.page.wait_for_timeout(100)
    mark = picked.bounding_box()
    assert mark["y"] >= 0
    assert mark["y"] + mark["height"] <= box["y"]
    panel.get_by_role("button", name="Close").click()
    expect(at_bridge.text.locator(".picked")).to_have_count(0)
    expect(panel).to_contain_text("Click a mark")


def test_a_finger_selects_words_and_marks_them(at_bridge):
    at_bridge.page.evaluate(SELECT, "Residents")  # as the handles of a phone do: no mouse goes up
    expect(at_bridge.panel).to_contain_text("“Residents”")
    at_bridge.corrects(at_bridge.panel.get_by_role("button", name="Mark as an attribution").click)
    expect(at_bridge.history).to_have_count(1)


def test_the_fields_for_files_stay_in_their_frame(served, visit):
    page = visit(served, **PHONE).go("/").page
    frame, fields = page.locator("#drop").bounding_box(), page.locator("#drop input[type=file]")
    for n in range(2):
        box = fields.nth(n).bounding_box()
        assert frame["x"] < box["x"]
        assert box["x"] + box["width"] < frame["x"] + frame["width"]


def test_on_a_desk_the_panel_has_no_button_to_close_it(served, visit):
    person = visit(served).opens("bridge", coder="Desk")
    person.clicks("that it was full")
    expect(person.panel.get_by_role("button", name="Accept")).to_be_visible()
    expect(person.panel.get_by_role("button", name="Close")).to_be_hidden()
