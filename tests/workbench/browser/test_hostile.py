"""An article that would like to run something: all of it shows as text, and nothing of it runs."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect
from workbench_served import Served

from hedgelens.study import Study

pytestmark = pytest.mark.slow

ATTACK = "<script>window.ran = 1; alert(1)</script><img src=x onerror='window.ran = 1'>"
NAME = "evil<img src=x onerror=window.ran=1>&quot;'.txt"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A workbench with an article whose title, body, outlet and file name are attacks."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / NAME).write_text(
        f"Storm {ATTACK} over town\n\n{ATTACK} Mina Reese said that the </article></script> storm may end. "
        "Javascript:alert(1) said {{ 7 * 7 }} that <svg onload=window.ran=1> rained.\n",
        "utf-8",
    )
    (folder / "table.csv").write_text(
        f'id,title,outlet,text\n"<b onclick=alert(1)>","{ATTACK}","{ATTACK}","Lena Varga said that the tram was late, {ATTACK}."\n',
        "utf-8",
    )
    with Study.new(folder / "hostile.study", engine="rules") as study:
        study.add(folder / NAME, folder / "table.csv")
        study.run()
    bench = Served(folder / "hostile.study")
    yield bench
    bench.stop()


def nothing_ran(person):
    assert person.page.evaluate("window.ran") is None
    assert person.page.locator("main img, main svg[onload], main iframe, main script[src^='http']").count() == 0
    assert person.page.evaluate(
        "[...document.querySelectorAll('*')].every((e) => [...e.attributes].every((a) => !a.name.startsWith('on')))"
    )


def test_in_the_list(hostile, visit):
    person = visit(hostile).go("/articles")
    expect(person.page.locator("#list tbody tr")).to_have_count(2)
    expect(person.page.locator("#list")).to_contain_text("<script>window.ran")
    nothing_ran(person)


@pytest.mark.parametrize("number", [0, 1])
def test_in_an_article_that_is_corrected(hostile, visit, number):
    person = visit(hostile).go("/articles")
    person.page.locator("#list tbody a").nth(number).click()
    expect(person.text.locator(".s").first).to_be_visible()
    person.is_called("<i onmouseover=alert(1)>Ines")
    person.text.locator(".c").first.click()
    source = person.panel.get_by_role("combobox", name="Source")
    source.fill("<img src=x onerror=window.ran=1>")
    person.corrects(lambda: source.press("Enter"))
    expect(person.page.locator("#sources")).to_contain_text("<img src=x onerror=window.ran=1>")
    assert "<script>window.ran" in person.page.inner_text("body")
    nothing_ran(person)


def test_in_the_results_and_among_what_was_brought_in(hostile, visit):
    person = visit(hostile).go("/results")
    nothing_ran(person)
    person.go("/")
    expect(person.page.get_by_text("2 analysed")).to_be_visible()
    nothing_ran(person)
