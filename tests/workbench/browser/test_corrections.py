"""Each kind of correction, made with the mouse as a scholar makes it; what the study kept is looked at behind the page's back."""

from __future__ import annotations

from itertools import count

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect
from workbench_studies import BRIDGE

from hedgelens.corrections.edits import (
    AcceptAttribution,
    AddAttribution,
    AddHedge,
    CarryOn,
    ChangeHedge,
    ChangeSource,
    GiveAttribution,
    MergeSources,
    MoveAttribution,
    NestAttribution,
    RekindSentence,
    RelayAttribution,
    RemoveAttribution,
    RemoveHedge,
    RetypeAttribution,
    SplitSource,
)
from hedgelens.records import AttributionType, Category, Kind, SourceKind
from hedgelens.study import Study

pytestmark = pytest.mark.slow

_NUMBERS = count(1)
CLICK_AND_KEY = """() => {
  document.querySelector("#text [data-a='5']").dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "x", bubbles: true, cancelable: true }));
}"""
"""A click, and a key before the browser has come to anything else."""
CLICK_AND_SELECT = """() => {
  const mark = document.querySelector("#text [data-a='5']");
  const mouse = (kind) => mark.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
  ["mousedown", "mouseup", "mousedown"].forEach(mouse);
  getSelection().selectAllChildren(mark);
  mouse("mouseup");
}"""
"""A click, and words selected before the browser has come to anything else."""


def span(words):
    """Where words stand in the article."""
    start = BRIDGE.index(words)
    return start, start + len(words)


@pytest.fixture
def coder():
    """A name that nobody else has."""
    return f"Coder {next(_NUMBERS)}"


@pytest.fixture
def at_bridge(person, coder):
    """A coder at the article about the bridge."""
    return person.opens("bridge", coder)


@pytest.fixture
def kept(served, coder):
    """Asks the study's file for the corrections that stand, the last one last."""

    def kept():
        with Study.open(served.path) as study:
            return [one.edit for one in study.coding("bridge", coder).history if not one.undone]

    return kept


def change(person, field, value):
    """Gives a field of the panel another value."""
    choice, line = (person.panel.get_by_role(role, name=field, exact=True) for role in ("combobox", "textbox"))
    control = choice.or_(line)
    if control.evaluate("control => control.localName") == "select":
        person.corrects(lambda: control.select_option(label=value))
    else:
        control.fill(value)
        person.corrects(lambda: control.press("Enter"))


def press(person, name):
    """Clicks a button of the panel."""
    person.corrects(person.panel.get_by_role("button", name=name, exact=True).click)


# -- attributions -----------------------------------------------------------------------------------------------------------


def test_selected_words_are_marked_as_what_a_source_of_the_article_says(at_bridge, kept):
    before = at_bridge.share("Tomas Brandt")
    at_bridge.selects("The ferry runs every hour")
    at_bridge.panel.get_by_role("combobox", name="Source", exact=True).fill("Tomas Brandt")
    press(at_bridge, "Mark as an attribution")
    expect(at_bridge.history).to_have_count(1)
    (edit,) = kept()
    assert isinstance(edit, AddAttribution)
    assert (edit.content, edit.name) == ((span("The ferry runs every hour"),), None)
    assert at_bridge.share("Tomas Brandt") != before, "shares change before one's eyes"


def test_a_name_that_is_not_in_the_list_is_a_new_source(at_bridge, kept):
    at_bridge.selects("Perhaps it will run at night")
    at_bridge.panel.get_by_role("combobox", name="Source", exact=True).fill("Lena Varga")
    press(at_bridge, "Mark as an attribution")
    expect(at_bridge.source("Lena Varga")).to_be_visible()
    (edit,) = kept()
    assert (edit.name, edit.source_id) == ("Lena Varga", None)


@pytest.mark.parametrize("words", ["night, too.", " who owns the ferry, ", "left. Tomas Brandt", "runs every hour. Perhaps"])
def test_what_is_marked_are_the_words_that_were_selected_without_blanks_around_them(at_bridge, kept, words):
    at_bridge.selects(words)
    at_bridge.panel.get_by_role("combobox", name="Source", exact=True).fill("Lena Varga")
    press(at_bridge, "Mark as an attribution")
    (edit,) = kept()
    assert edit.content == (span(words.strip()),)


@pytest.mark.parametrize(
    ("part", "words"), [("content", "it was full"), ("cue", "denied that"), ("source", "who owns the ferry")]
)
def test_an_attribution_gets_other_words(at_bridge, kept, part, words):
    at_bridge.clicks("that it was full")
    at_bridge.selects(words)
    press(at_bridge, part)
    (edit,) = kept()
    assert edit == MoveAttribution("a6", **{part: (span(words),)})


def test_an_attribution_is_given_to_another_source(at_bridge, kept):
    at_bridge.clicks("that it was full")
    change(at_bridge, "Source", "Harbor Institute")
    (edit,) = kept()
    assert isinstance(edit, GiveAttribution)
    assert edit.source_id
    assert at_bridge.share("Tomas Brandt") == "0%"


def test_an_attribution_is_of_another_type(at_bridge, kept):
    at_bridge.clicks("that it was full")
    change(at_bridge, "Type", "belief")
    assert kept() == [RetypeAttribution("a6", AttributionType.BELIEF)]


def test_an_attribution_came_through_somebody(at_bridge, kept):
    at_bridge.clicks("that it was full")
    change(at_bridge, "Relayed by", "Ada Okoro")
    assert kept() == [RelayAttribution("a6", "s1")]


def test_an_attribution_stands_in_another_one(at_bridge, kept):
    at_bridge.clicks("the steel has rusted")
    change(at_bridge, "Nested in", "Harbor Institute: “the repair may take longer”")
    assert kept() == [NestAttribution("a3", "a2")]


def test_a_mark_is_accepted(at_bridge, kept):
    at_bridge.clicks("that it was full")
    press(at_bridge, "Accept")
    assert kept() == [AcceptAttribution("a6")]


def test_a_mark_is_no_attribution(at_bridge, kept):
    at_bridge.clicks("that it was full")
    press(at_bridge, "Not an attribution")
    assert kept() == [RemoveAttribution("a6")]
    assert at_bridge.share("Tomas Brandt") == "0%"


# -- hedges -----------------------------------------------------------------------------------------------------------------


def test_selected_words_are_marked_as_a_hedge(at_bridge, kept):
    at_bridge.selects("every hour")
    at_bridge.panel.get_by_label("Category").select_option("approximator")
    press(at_bridge, "Mark as a hedge")
    (edit,) = kept()
    assert edit == AddHedge(*span("every hour"), Category("approximator"), "author")


def test_a_hedge_is_of_another_category_and_somebody_elses(at_bridge, kept):
    at_bridge.clicks("Perhaps")
    change(at_bridge, "Category", "hearsay")
    change(at_bridge, "Owner", "Ada Okoro")
    assert kept() == [ChangeHedge("h5", category=Category("hearsay")), ChangeHedge("h5", owner="s1")]


def test_a_hedge_gets_other_words(at_bridge, kept):
    at_bridge.clicks("Perhaps")
    at_bridge.selects("Perhaps it will")
    press(at_bridge, "Use the selected words")
    (edit,) = kept()
    assert (edit.hedge, (edit.start, edit.end)) == ("h5", span("Perhaps it will"))


def test_a_mark_is_no_hedge(at_bridge, kept):
    at_bridge.clicks("Perhaps")
    press(at_bridge, "Not a hedge")
    assert kept() == [RemoveHedge("h5")]


# -- sources and sentences --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "edit"),
    [
        ("Name", "Ada Okoro-Lind", ChangeSource("s1", name="Ada Okoro-Lind")),
        ("Kind", "government", ChangeSource("s1", kind=SourceKind.GOVERNMENT)),
        ("Role", "mayor", ChangeSource("s1", role="mayor")),
        ("Affiliation", "Town Hall", ChangeSource("s1", affiliation="Town Hall")),
    ],
)
def test_a_source_is_described_anew(at_bridge, kept, field, value, edit):
    at_bridge.source("Ada Okoro").click()
    change(at_bridge, field, value)
    assert kept() == [edit]


def test_two_sources_are_one(at_bridge, kept):
    at_bridge.source("Tomas Brandt").click()
    change(at_bridge, "Same as", "Ada Okoro")
    expect(at_bridge.source("Tomas Brandt")).to_have_count(0)
    (edit,) = kept()
    assert isinstance(edit, MergeSources)
    assert edit.into == "s1"


def test_one_source_is_two(at_bridge, kept):
    at_bridge.source("Harbor Institute").click()
    at_bridge.panel.get_by_text("Split off another source").click()
    at_bridge.panel.get_by_label("the steel has rusted").check()
    at_bridge.panel.get_by_label("Name of the other source").fill("Steel Report")
    press(at_bridge, "Split")
    expect(at_bridge.source("Steel Report")).to_be_visible()
    (edit,) = kept()
    assert edit == SplitSource("s2", ("a3",), "Steel Report")


def test_a_sentence_is_something_else(at_bridge, kept):
    at_bridge.clicks("The ferry runs every hour")
    change(at_bridge, "Kind", "caption")
    (edit,) = kept()
    assert isinstance(edit, RekindSentence)
    assert edit.kind is Kind.CAPTION


def test_a_sentence_carries_on_what_somebody_says(at_bridge, kept):
    at_bridge.clicks("The ferry runs every hour")
    change(at_bridge, "Continues the account of", "Tomas Brandt")
    (edit,) = kept()
    assert isinstance(edit, CarryOn)
    assert len(edit.source_ids) == 1


# -- what is chosen afterwards ----------------------------------------------------------------------------------------------


def test_a_key_that_is_pressed_twice_removes_one_mark(at_bridge, kept):
    at_bridge.clicks("the steel has rusted")
    at_bridge.corrects(lambda: at_bridge.presses("x"))
    at_bridge.presses("x")
    expect(at_bridge.panel).to_contain_text("Click a mark")
    at_bridge.corrects(lambda: at_bridge.presses("u"))  # in turn behind a second removal, if there were one
    expect(at_bridge.history).to_have_count(1)
    assert kept() == []


def test_a_mark_stays_chosen_when_one_before_it_goes_and_comes(at_bridge):
    at_bridge.clicks("the steel has rusted")
    press(at_bridge, "Not an attribution")
    at_bridge.clicks("that it was full")
    at_bridge.corrects(lambda: at_bridge.presses("u"))
    expect(at_bridge.panel.locator(".what").first).to_have_text("“that it was full”")
    at_bridge.corrects(lambda: at_bridge.presses("r"))
    expect(at_bridge.panel.locator(".what").first).to_have_text("“that it was full”")


def test_words_can_be_marked_after_the_last_mark_is_removed(at_bridge, kept):
    at_bridge.clicks("Perhaps")
    press(at_bridge, "Not a hedge")
    at_bridge.selects("every hour")
    press(at_bridge, "Mark as a hedge")
    assert [type(edit) for edit in kept()] == [RemoveHedge, AddHedge]


# -- taking back ------------------------------------------------------------------------------------------------------------


def test_corrections_are_undone_and_made_again_one_by_one(at_bridge, kept):
    at_bridge.clicks("that it was full")
    press(at_bridge, "Accept")
    at_bridge.clicks("Perhaps")
    press(at_bridge, "Not a hedge")
    undo, redo = (at_bridge.page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    expect(redo).to_be_disabled()
    at_bridge.corrects(undo.click)
    assert kept() == [AcceptAttribution("a6")]
    at_bridge.corrects(undo.click)
    assert kept() == []
    expect(undo).to_be_disabled()
    expect(at_bridge.history).to_have_count(2)
    at_bridge.corrects(redo.click)
    at_bridge.corrects(redo.click)
    assert kept() == [AcceptAttribution("a6"), RemoveHedge("h5")]


def test_a_key_right_after_a_click_is_for_what_was_clicked(at_bridge, kept):
    at_bridge.clicks("the steel has rusted")
    expect(at_bridge.panel).to_contain_text("the steel has rusted")
    at_bridge.corrects(lambda: at_bridge.page.evaluate(CLICK_AND_KEY))
    assert kept() == [RemoveAttribution("a6")]


def test_words_selected_right_after_a_click_are_for_what_was_clicked(at_bridge, kept):
    at_bridge.page.evaluate(CLICK_AND_SELECT)
    press(at_bridge, "cue")
    assert [type(edit) for edit in kept()] == [MoveAttribution]


def test_the_list_of_corrections_says_of_which_words_they_are(at_bridge):
    at_bridge.clicks("that it was full")
    press(at_bridge, "Not an attribution")
    at_bridge.clicks("the steel has rusted")
    change(at_bridge, "Source", "Mina Reese")
    at_bridge.source("Tomas Brandt").click()
    change(at_bridge, "Same as", "Ada Okoro")
    said = at_bridge.history.all_inner_texts()
    assert said[0] == "removed “that it was full”"
    assert said[1] == "attributed “the steel has rusted at many places” → Mina Reese"
    assert said[2] == "merged Tomas Brandt → Ada Okoro"


def test_the_machines_version_is_shown_beside_the_corrected_one(at_bridge):
    at_bridge.clicks("that it was full")
    press(at_bridge, "Not an attribution")
    assert at_bridge.share("Tomas Brandt") == "0%"
    at_bridge.page.get_by_label("show the machine's version").check()
    machines, mine = at_bridge.page.locator("#machine"), at_bridge.text
    expect(machines.locator("[data-label='Tomas Brandt']")).to_have_count(1)
    expect(mine.locator("[data-label='Tomas Brandt']")).to_have_count(0)
    assert mine.bounding_box()["x"] + mine.bounding_box()["width"] <= machines.bounding_box()["x"]
