"""Every page by day and by night, at a desk and on a phone: axe-core finds nothing wrong with it, and nothing is cut off."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe is not installed")

from playwright.sync_api import expect
from workbench_looks import faint_words, looks_right

pytestmark = pytest.mark.slow


def test_the_page_to_bring_in(person):
    person.go("/")
    expect(person.page.get_by_text("2 analysed")).to_be_visible()
    looks_right(person.page, "home")


def test_a_table_whose_columns_are_chosen(empty, visit):
    person = visit(empty).go("/")
    table = b"headline,story,paper\nFerry late,The ferry is late. Mina Reese said so.,Courier\n"
    person.adds(("news.csv", table))
    form = person.page.get_by_role("form", name="Columns of news.csv")
    expect(form.get_by_label("Text")).to_have_value("story")
    expect(form.get_by_role("region")).to_contain_text("Courier")
    person.page.get_by_text("How they are read").click()
    looks_right(person.page, "home-table")


def test_the_list_of_articles(person):
    person.go("/articles")
    expect(person.page.get_by_role("link", name="Old bridge")).to_be_visible()
    looks_right(person.page, "articles")


def test_an_article(person):
    person.opens("bridge", coder="Looks")
    looks_right(person.page, "article")


@pytest.mark.parametrize(
    ("what", "words"),
    [("attribution", "that it was full"), ("hedge", "Perhaps"), ("sentence", "The ferry runs every hour")],
)
def test_an_article_with_something_to_correct(person, what, words):
    person.opens("bridge", coder="Looks")
    person.clicks(words)
    expect(person.panel.get_by_role("combobox").first).to_be_visible()
    looks_right(person.page, f"article-{what}")


def test_an_article_with_words_selected_and_corrections_made(person):
    person.opens("bridge", coder="Looks at corrections")
    for words in ("that it was full", "the steel has rusted"):
        person.clicks(words)
        person.corrects(person.panel.get_by_role("button", name="Not an attribution").click)
    person.corrects(person.page.get_by_role("button", name="Undo").click)
    person.selects("The ferry runs every hour")
    looks_right(person.page, "article-words")


def test_an_article_with_a_source_to_correct(person):
    person.opens("bridge", coder="Looks")
    person.source("Harbor Institute").click()
    person.panel.get_by_text("Split off another source").click()
    looks_right(person.page, "article-source")


def test_a_wrong_address(person, desk):
    desk[1].expect("404")
    person.go("/harbor/texts/1")
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Not found")
    looks_right(person.page, "wrong-address")
    person.page.get_by_label("Coder").fill("Looks")
    person.page.get_by_role("link", name="list of articles").click()
    expect(person.page.get_by_role("link", name="Old bridge")).to_be_visible()


def test_marks_within_marks_can_be_read(empty, visit):
    text = "Rain\n\nAda Okoro said that Tomas Brandt said that the mayor claimed that it may rain.\n\nPhoto: Ada Okoro said the bridge is shut.\n"
    person = visit(empty).go("/")
    person.adds(("rain.txt", text.encode()))
    expect(person.page.get_by_text("1 analysed")).to_be_visible(timeout=20_000)
    person.opens("rain")
    expect(person.text.locator(".c .c .c")).to_have_count(1)
    for scheme in ("light", "dark"):
        person.page.emulate_media(color_scheme=scheme)
        assert faint_words(person.page) == []


def test_no_results_yet(empty, visit):
    person = visit(empty).go("/results")
    looks_right(person.page, "nothing")
