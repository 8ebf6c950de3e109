"""Five hundred articles in the list: searched, filtered, sorted, and gone through one by one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect
from workbench_studies import multiply

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def many(prepared, tmp_path_factory):
    """A workbench with a study of 502 articles."""
    from workbench_served import Served

    path = Path(shutil.copy(prepared, tmp_path_factory.mktemp("many") / "many.study"))
    multiply(path, 500)
    bench = Served(path)
    yield bench
    bench.stop()


@pytest.fixture
def at_list(many, visit):
    """Somebody at the list."""
    person = visit(many).go("/articles")
    expect(person.page.get_by_text(re.compile(r"^502 articles$"))).to_be_visible()
    return person


def first_titles(person, number=3):
    return [" ".join(text.split()[:3]) for text in person.page.locator("#list tbody th").all_inner_texts()[:number]]


def sort_by(person, heading, way="ascending"):
    head = person.page.get_by_role("columnheader", name=heading)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", way)


def test_it_is_searched_without_regard_to_case(at_list):
    at_list.page.get_by_label("Search").fill("NUMBER 04")
    expect(at_list.page.get_by_text("10 of 502 articles")).to_be_visible()
    at_list.page.get_by_label("Search").fill("tomas brandt")
    expect(at_list.page.get_by_text("1 of 502 articles")).to_be_visible()
    assert first_titles(at_list, 1) == ["Old bridge stays"], "a source is found, too"


def test_it_is_filtered_by_outlet_and_date_and_all_is_shown_again(at_list):
    at_list.page.get_by_label("Outlet").select_option("The Senn Mirror")
    expect(at_list.page.get_by_text("167 of 502 articles")).to_be_visible()
    at_list.page.get_by_label("From").fill("2024-12-01")
    at_list.page.get_by_label("To", exact=True).or_(at_list.page.get_by_label("to", exact=True)).fill("2024-12-31")
    expect(at_list.page.get_by_text(" of 502 articles")).not_to_contain_text("167")
    dates = at_list.page.locator("#list tbody td:nth-of-type(1)").all_inner_texts()
    assert dates
    assert all(date.startswith("2024-12") for date in dates)
    at_list.page.get_by_role("button", name="Clear").click()
    expect(at_list.page.get_by_text(re.compile(r"^502 articles$"))).to_be_visible()


def test_it_is_sorted_by_a_click_on_a_heading_and_back_by_another(at_list):
    sort_by(at_list, "Article")
    assert first_titles(at_list) == ["Old bridge stays", "Report number 001", "Report number 002"]
    sort_by(at_list, "Article", "descending")
    assert first_titles(at_list) == ["Tram to the", "Report number 500", "Report number 499"]
    sort_by(at_list, "Date")
    dates = [date for date in at_list.page.locator("#list tbody td:nth-of-type(1)").all_inner_texts() if date != "–"]
    assert dates == sorted(dates)


def test_more_is_shown_on_demand(at_list):
    rows = at_list.page.locator("#list tbody tr")
    expect(rows).to_have_count(100)
    at_list.page.get_by_role("button", name="Show more").click()
    expect(rows).to_have_count(502)


def test_next_and_previous_go_through_what_the_list_shows_in_its_order(at_list):
    at_list.page.get_by_label("Search").fill("number 04")
    expect(at_list.page.get_by_text("10 of 502 articles")).to_be_visible()
    sort_by(at_list, "Article")
    sort_by(at_list, "Article", "descending")
    expect(at_list.page.get_by_text("10 of 502 articles")).to_be_visible()
    at_list.page.get_by_role("link", name="Report number 049").click()
    heading = at_list.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Report number 049")
    at_list.presses("n")
    expect(heading).to_have_text("Report number 048")
    at_list.page.get_by_role("button", name="Next", exact=True).click()
    expect(heading).to_have_text("Report number 047")
    at_list.presses("p")
    expect(heading).to_have_text("Report number 048")


def test_what_is_finished_is_found_by_the_filter(many, at_list):
    at_list.opens("report-007", coder="Ines")
    at_list.corrects(lambda: at_list.presses("f"))
    at_list.go("/articles")
    at_list.page.get_by_label("Show").select_option("finished")
    expect(at_list.page.get_by_text("1 of 502 articles")).to_be_visible()
    expect(at_list.page.locator("#list tbody")).to_contain_text("Ines")
