"""The browser's button to go back: what is chosen on a page is what the page shows."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect

pytestmark = pytest.mark.slow


def test_the_filters_of_the_results_are_those_of_the_numbers(person):
    page = person.go("/results").page
    sources = page.get_by_label("Sources")
    sources.select_option("person")
    page.wait_for_url("**/results?kind=person")
    expect(sources).to_have_value("person")
    page.go_back()
    page.wait_for_url("**/results")
    expect(sources).to_have_value("")
    page.go_forward()
    page.wait_for_url("**/results?kind=person")
    expect(sources).to_have_value("person")


def test_the_machines_version_is_there_where_its_box_is_ticked(person):
    person.opens("bridge", coder="Back")
    machines = person.page.get_by_label("show the machine's version")
    machines.check()
    expect(person.page.locator("#machine")).to_be_visible()
    person.go("/articles")
    person.page.go_back()
    expect(person.text.locator(".s").first).to_be_visible()
    expect(machines).to_be_checked()  # Chromium has it as it was left
    expect(person.page.locator("#machine")).to_be_visible()


def test_the_list_has_what_was_searched_for(person):
    page = person.go("/articles").page
    page.get_by_label("Search").fill("bridge")
    expect(page.locator("#shown")).to_contain_text("1 of 2 articles")
    page.get_by_role("link", name="Old bridge").click()
    expect(person.text.locator(".s").first).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Search")).to_have_value("bridge")
    expect(page.locator("#shown")).to_contain_text("1 of 2 articles")
