"""Two people at the same study, each in a browser of their own."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect

from hedgelens.study import Study

pytestmark = pytest.mark.slow


def standing(path, coder):
    with Study.open(path) as study:
        return [type(one.edit).__name__ for one in study.coding("bridge", coder).history if not one.undone]


def test_two_coders_correct_one_article_at_once_and_neither_sees_or_loses_anything(served, visit):
    ines, jo = visit(served).opens("bridge", coder="Ines"), visit(served).opens("bridge", coder="Jo")
    ines.clicks("that it was full")
    jo.clicks("Perhaps")
    ines.corrects(ines.panel.get_by_role("button", name="Not an attribution").click)
    jo.corrects(jo.panel.get_by_role("button", name="Not a hedge").click)
    ines.clicks("the steel has rusted")
    ines.corrects(ines.panel.get_by_role("button", name="Accept", exact=True).click)
    expect(ines.history).to_have_count(2)
    expect(jo.history).to_have_count(1)
    assert ines.share("Tomas Brandt") == "0%"
    assert jo.share("Tomas Brandt") != "0%"
    assert standing(served.path, "Ines") == ["RemoveAttribution", "AcceptAttribution"]
    assert standing(served.path, "Jo") == ["RemoveHedge"]


def test_each_finds_their_own_work_under_their_own_name(served, visit):
    person = visit(served).opens("bridge", coder="Kim")
    person.clicks("that it was full")
    person.corrects(person.panel.get_by_role("button", name="Not an attribution").click)
    person.is_called("Lou")
    expect(person.history).to_have_count(0)
    person.is_called("Kim")
    expect(person.history).to_have_count(1)


def test_a_name_is_asked_for_before_the_first_correction(served, visit):
    person = visit(served).opens("bridge")
    person.clicks("that it was full")
    person.panel.get_by_role("button", name="Not an attribution").click()
    expect(person.problem).to_contain_text("name")
    expect(person.page.get_by_label("Coder")).to_be_focused()
    expect(person.history).to_have_count(0)


def test_what_was_asked_for_before_a_name_was_given_does_not_come_over_that_coders_work(served, visit):
    person = visit(served).opens("bridge", coder="Nia")
    person.clicks("that it was full")
    person.corrects(person.panel.get_by_role("button", name="Not an attribution").click)
    person = visit(served)
    answer = person.waits_for("/api/article")
    person.go("/article?id=bridge")
    person.page.get_by_label("Coder").fill("Nia")
    person.page.get_by_label("Coder").press("Enter")
    person.page.get_by_label("Coder").blur()
    answer.comes()
    expect(person.history).to_have_count(1)
    assert person.share("Tomas Brandt") == "0%"
    person.clicks("the steel has rusted")
    person.corrects(person.panel.get_by_role("button", name="Accept", exact=True).click)
    expect(person.history).to_have_count(2)
