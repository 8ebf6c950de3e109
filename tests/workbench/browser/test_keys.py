"""The keyboard alone: marks are reached, changed, taken back and gone through without a mouse."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect

from hedgelens.study import Study
from hedgelens.workbench import article_view

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


def test_the_focus_stays_at_the_control_that_was_used_and_goes_back_to_the_mark(at_bridge):
    focused = at_bridge.page.locator(":focus")
    tab_to(at_bridge, "the steel has rusted")
    at_bridge.presses("Enter")
    tab_to(at_bridge, "Type")
    at_bridge.corrects(lambda: at_bridge.presses("ArrowDown"))
    expect(focused).to_have_value("belief")
    at_bridge.presses("Escape")
    expect(focused).to_have_text("the steel has rusted at many places")
    at_bridge.presses("Enter")
    tab_to(at_bridge, "Not an attribution")
    at_bridge.corrects(lambda: at_bridge.presses("Enter"))
    expect(focused).to_have_text("that the ferry will not carry them all")  # the next one


def test_a_source_leads_to_its_fields_and_back(at_bridge):
    tab_to(at_bridge, "Tomas Brandt4%")
    at_bridge.presses("Enter")
    expect(at_bridge.panel.get_by_role("textbox", name="Name", exact=True)).to_be_focused()
    at_bridge.presses("Escape")
    expect(at_bridge.source("Tomas Brandt")).to_be_focused()


def test_no_uncertain_mark_is_skipped_when_one_is_removed(person, monkeypatch):
    monkeypatch.setattr(article_view, "UNSURE", 0.8)
    person.opens("bridge", coder="Keys of doubt")
    person.presses("j", "j")
    expect(person.panel.locator(".what").first).to_have_text("“that the ferry will not carry them all”")
    person.corrects(lambda: person.presses("x"))
    person.presses("j")
    expect(person.panel.locator(".what").first).to_have_text("“that the town has no money left”")
    person.corrects(lambda: person.presses("x"))
    person.presses("k")
    expect(person.panel.locator(".what").first).to_have_text("“the repair may take longer”")


def test_after_the_mouse_a_key_is_a_command_again(at_bridge, served, request):
    at_bridge.clicks("that it was full")
    at_bridge.corrects(lambda: at_bridge.panel.get_by_role("combobox", name="Type").select_option("belief"))
    at_bridge.corrects(lambda: at_bridge.presses("u"))
    assert standing(served, at_bridge, request) == []


def test_a_sentence_is_chosen_by_a_word_in_it(at_bridge, served, request):
    at_bridge.presses("m", "ArrowRight", "s")
    expect(at_bridge.panel).to_contain_text("Sentence 0")
    expect(at_bridge.panel.get_by_role("combobox", name="Kind")).to_be_focused()
    at_bridge.corrects(lambda: at_bridge.panel.get_by_role("combobox", name="Kind").select_option("caption"))
    assert standing(served, at_bridge, request) == ["RekindSentence"]
