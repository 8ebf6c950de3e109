"""The page as it is, with real keys and a real pointer: nothing is asked for from outside, nothing complains."""

import pytest
from chromium import PROGRAM, Browser
from drafts import crowd, small, unsure

from hedgelens.report import page

pytestmark = [pytest.mark.slow, pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine")]

LIT = "[...document.querySelectorAll('#text .s:not(.off)')].map((s) => s.id)"
FOCUS = "((e) => e.id || e.dataset.filter || (e.dataset.a && 'a' + e.dataset.a) || e.className.replace(' on', ''))(document.activeElement)"


@pytest.fixture
def browser(tmp_path):
    browser = Browser(tmp_path / "profile")
    yield browser
    browser.close()


@pytest.fixture
def opened(browser, tmp_path):
    """Opens the page of an analysis from the disk; at the end the browser has nothing to complain of."""
    files = []

    def opened(analysis):
        file = tmp_path / "page.html"
        file.write_text(page(analysis), encoding="utf-8")
        files.append(file.as_uri())
        browser.open(file.as_uri())
        return browser

    yield opened
    assert browser.complaints == []
    assert [url.split("#")[0] for url in browser.requests] == files


def tab_to(browser, wanted, longest=40):
    for _ in range(longest):
        browser.press("Tab")
        if browser.run(FOCUS) == wanted:
            return
    raise AssertionError(f"the tab key does not reach {wanted}")


def test_tab_goes_through_the_page_in_its_order(opened):
    browser = opened(small())
    seen = []
    for _ in range(14):
        browser.press("Tab")
        seen.append(browser.run(FOCUS))
    assert seen == ["skip", "from", "scroll", "0", "2", "1", "copy", "scroll", "a0", "carried k1", "h kw", "a1", "a2", "h k3"]


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_source_of_the_table_filters_and_escape_shows_all(opened, key):
    browser = opened(small())
    tab_to(browser, "0")
    browser.press(key)
    assert browser.run(LIT) == ["sentence-1", "sentence-2"]
    browser.press("Escape")
    assert len(browser.run(LIT)) == 6


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_marked_passage_filters(opened, key):
    browser = opened(small())
    tab_to(browser, "a2")
    assert "Agency ← engineers" in browser.run("document.getElementById('why').innerText")
    before = browser.run("scrollY")
    browser.press(key)
    assert browser.run(LIT) == ["sentence-3"]
    assert browser.run("scrollY") == before
    browser.press("Escape")
    assert len(browser.run(LIT)) == 6


def test_the_table_is_really_in_the_clipboard(opened):
    browser = opened(small())
    browser.grant("clipboardReadWrite")
    tab_to(browser, "copy")
    browser.press("Enter")
    assert browser.run("new Promise((r) => setTimeout(r, 300)).then(() => navigator.clipboard.readText())") == small().to_csv()
    assert browser.run("document.getElementById('copied').textContent") == "Copied: the table as CSV."


def test_pointing_at_a_passage_says_whose_it_is(opened):
    browser = opened(small())
    place = browser.run(
        "(() => { const e = document.querySelector('#text .c[data-a=\"2\"]'); e.scrollIntoView({block: 'center'});"
        " const b = e.getBoundingClientRect(); return [b.left + b.width - 4, b.top + b.height / 2]; })()"
    )
    browser.move(*place)
    assert "engineers" in browser.run("document.getElementById('why').innerText")
    browser.move(2, 2)
    assert browser.run("document.getElementById('why').innerText").startswith("Point at")


def test_a_crowded_page_asks_for_nothing_and_answers(opened):
    browser = opened(crowd(500))
    tab_to(browser, "13")
    browser.press("Enter")
    assert browser.run(LIT) == ["sentence-26", "sentence-27"]


def test_the_reasons_stay_in_view_along_a_long_text(opened):
    browser = opened(crowd(60))
    browser.run("document.querySelector('#text .c[data-a=\"55\"]').scrollIntoView({block: 'center'})")
    top, bottom, height = browser.run(
        "(() => { const b = document.getElementById('why').getBoundingClientRect(); return [b.top, b.bottom, innerHeight]; })()"
    )
    assert 0 <= top < bottom <= height


def test_arrow_keys_move_the_slider_and_the_page_follows(opened):
    browser = opened(unsure())
    rows = "[...document.querySelectorAll('table.shares tbody .name')].map((name) => name.textContent).join()"
    browser.press("Tab")
    browser.press("Tab")
    assert browser.run(FOCUS) == "from"
    assert (browser.run(rows), browser.run("document.getElementById('from').ariaValueText")) == (
        "Ann,Cy",
        ".5, the default",
    )
    for _ in range(2):
        browser.press("ArrowLeft")
    assert browser.run(rows) == "Bob,Ann,Cy"
    for _ in range(5):
        browser.press("ArrowRight")
    assert browser.run(rows) == "Ann"
    assert browser.run("document.getElementById('from').ariaValueText") == ".65"
    browser.press("Tab")
    assert browser.run(FOCUS) == "from-default"
    browser.press("Enter")
    assert (browser.run(rows), browser.run(FOCUS)) == ("Ann,Cy", "from")
    assert browser.complaints == []
