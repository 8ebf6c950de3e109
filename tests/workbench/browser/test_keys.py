"""The keyboard alone: marks are reached, changed, taken back and gone through without a mouse."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect

from hedgelens.study import Study

pytestmark = pytest.mark.slow

FOCUS = """() => {
  const here = document.activeElement;
  if (here === document.body) return "";
  return here.closest("#text") ? here.textContent : here.labels?.[0]?.innerText.split("\\n")[0] ?? here.textContent;
}"""


@pytest.fixture
def at_bridge(person, request):
    """A coder at the article about the bridge who has let go of the mouse."""
    return person.opens("bridge", coder=f"Keys {request.node.name[:40]}")


def tab_to(person, words, longest=60):
    """Goes on with the tab key until the focus is on something with these words."""
    for _ in range(longest):
        person.presses("Tab")
        if words in person.page.evaluate(FOCUS):
            return
    raise AssertionError(f"the tab key does not reach '{words}'")


def standing(served, person, request):
    with Study.open(served.path) as study:
        coding = study.coding("bridge", f"Keys {request.node.name[:40]}")
        return [type(one.edit).__name__ for one in coding.history if not one.undone]


def test_the_first_stop_leads_past_the_head_of_the_page(person):
    person.go("/articles")
    person.presses("Tab")
    assert person.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    person.presses("Enter")
    assert person.page.evaluate("document.activeElement.id") == "main"


def test_a_mark_is_reached_opened_and_changed(at_bridge, served, request):
    tab_to(at_bridge, "that it was full")
    at_bridge.presses("Enter")
    tab_to(at_bridge, "Type")
    at_bridge.corrects(lambda: at_bridge.presses("ArrowDown"))
    expect(at_bridge.history).to_have_count(1)
    assert standing(served, at_bridge, request) == ["RetypeAttribution"]


def test_single_keys_remove_accept_undo_redo_and_finish(at_bridge, served, request):
    tab_to(at_bridge, "that it was full")
    at_bridge.presses("Enter", "Escape")
    tab_to(at_bridge, "Perhaps")
    at_bridge.presses("Enter")
    at_bridge.page.evaluate("document.activeElement.blur()")
    at_bridge.corrects(lambda: at_bridge.presses("x"))
    assert standing(served, at_bridge, request) == ["RemoveHedge"]
    at_bridge.corrects(lambda: at_bridge.presses("u"))
    assert standing(served, at_bridge, request) == []
    at_bridge.corrects(lambda: at_bridge.presses("r"))
    assert standing(served, at_bridge, request) == ["RemoveHedge"]
    at_bridge.corrects(lambda: at_bridge.presses("f"))
    expect(at_bridge.page.get_by_role("button", name="Finished")).to_have_attribute("aria-pressed", "true")


def test_words_are_selected_and_marked(at_bridge, served, request):
    at_bridge.presses("m", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    expect(at_bridge.panel).to_contain_text("“bridge stays shut”")
    at_bridge.presses("ArrowLeft", "Enter")
    tab_to(at_bridge, "Mark as an attribution")
    at_bridge.corrects(lambda: at_bridge.presses("Enter"))
    assert standing(served, at_bridge, request) == ["AddAttribution"]


def test_what_is_typed_into_a_field_is_no_command(at_bridge, served, request):
    at_bridge.clicks("that it was full")
    field = at_bridge.panel.get_by_role("combobox", name="Source")
    field.fill("")
    field.press_sequentially("fax urn")
    assert field.input_value() == "fax urn"
    expect(at_bridge.history).to_have_count(0)


def test_a_key_that_asks_for_the_coders_name_writes_nothing_into_it(person):
    person.opens("bridge")
    person.is_called("")
    person.clicks("that it was full")
    person.presses("x")
    expect(person.problem).to_contain_text("Enter your name")
    expect(person.page.get_by_label("Coder")).to_be_focused()
    expect(person.page.get_by_label("Coder")).to_have_value("")


def test_a_source_is_opened_from_the_list(at_bridge, served, request):
    tab_to(at_bridge, "Tomas Brandt4%")
    at_bridge.presses("Enter")
    tab_to(at_bridge, "Role")
    at_bridge.page.keyboard.type("owner of the ferry")
    at_bridge.corrects(lambda: at_bridge.presses("Enter"))
    assert standing(served, at_bridge, request) == ["ChangeSource"]


def test_the_list_is_sorted_and_an_article_opened(person):
    person.go("/articles")
    expect(person.page.locator("#list tbody tr")).to_have_count(2)
    for _ in range(40):
        person.presses("Tab")
        if (
            person.page.evaluate("document.activeElement.innerText").strip().startswith("Article")
            and person.page.evaluate("document.activeElement.localName") == "button"
        ):
            break
    person.presses("Enter")
    expect(person.page.get_by_role("columnheader", name="Article")).to_have_attribute("aria-sort", "ascending")
    tab_to(person, "Old bridge")
    person.presses("Enter")
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Old bridge stays shut until May")
