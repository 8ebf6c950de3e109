"""Reading takes time in proportion to the text, whatever stands in it, and ends in an article or a sentence."""

import contextlib
import time

import pytest

from hedgelens.article import article_from_html, article_from_text
from hedgelens.records import HedgeLensError

UNITS = {
    "blanks": " ", "tabs": "\t", "hard blanks": "\u00a0", "full stops": ". ", "quotation marks": "“”", "open marks": "‘", "brackets": "[",
    "nested brackets": "[(", "open pictures": "![", "pictures": "![a](", "links": "](", "A-": "A-", "capitals": "A", "initials": "J. ",
    "names": "Ada Berg ", "names with a slash": "Ada Berg/", "names in a list": "Ada Berg, ", "digits": "1", "numbers": "1) ", "underscores": "_",
    "spaced underscores": "_ ", "hashes": "#", "spaced hashes": "# ", "stars": "* ", "dashes": "- ", "arrows": ">", "rules": "---\n",
    "headings": "# a\n", "keys": "key: value\n", "lines": "x\n", "blank lines": " \n", "paragraphs": "It rains, she said.\n\n", "emoji": "👩🏽\u200d🚒 ",
    "lines of emoji": "🚢\n", "half emoji": "\ud83d", "zeros": "\0", "related": "Related\nx\n", "dates": "May 1, ", "credits": "Photo: Ada ",
    "mail": "a.b-c@", "soft hyphens": "re\u00ad", "separators": "x\u2028", "commas": "a,", "questions": "Ada?\n\n",
}  # fmt: skip
HEADS = ("", "By Ada", "![")


def seconds(text, markdown):
    start = time.process_time()
    with contextlib.suppress(HedgeLensError):
        article_from_text(text, markdown=markdown)
    return time.process_time() - start


@pytest.mark.usefixtures("nothing_of_other_tests_in_the_measure")
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("markdown", [False, True], ids=["text", "markdown"])
def test_ten_times_the_text_takes_ten_times_the_time(unit, markdown):
    for head in HEADS:
        short, long = (head + UNITS[unit] * (size // len(UNITS[unit])) + "x" for size in (2_000, 20_000))
        took = seconds(long, markdown)
        assert took < 3
        if took > 0.4:  # a shorter time says nothing of how it grows
            before = max(seconds(short, markdown) for _ in range(3))
            took = min(took, *(seconds(long, markdown) for _ in range(3)))
            assert took < 20 * before, f"{head!r}: {before:.3f} s, then {took:.3f} s"


@pytest.mark.parametrize("unit", [" ", "A-", "# ", "]("])
def test_a_hundred_thousand_characters_are_read_in_seconds(unit):
    text = "![" + unit * (100_000 // len(unit)) + "x"
    assert seconds(text, True) + seconds(text, False) < 3


@pytest.mark.parametrize(
    "text",
    ["The \0 mayor said it.", "Broken \ud83d, she said.", "\ufeffThe mayor \x1b[31m said it.", "a\u0085 b\u2028 c said it"],
)
def test_odd_characters_stay_in_the_text(text):
    article = article_from_text(text)
    assert article.text == text
    assert "".join("".join(text[b.start : b.end] for b in article.blocks).split()) == "".join(text.split())


TAGS = {
    "paragraphs": "<p>The ferry is late, she said.</p>", "rows": "<tr><td>The ferry is late.</td></tr>", "bold": "<b>late</b> ferry ",
    "nested": "<div>", "open": "<b><i>late ", "links": "<a href='/x'>late</a>", "articles": "<article><h2>Late</h2><p>The ferry.</p></article>",
    "items": "<li>The ferry is late", "signs": "< ", "references": "&#x1;&amp;", "attributes": "<p a=b>", "comments": "<!-- x -->",
}  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
def test_a_page_is_read_in_seconds_whatever_it_is_made_of(tag):
    filling = TAGS[tag] * (60_000 // len(TAGS[tag]))
    page = f"<!doctype html><html><body><article>{filling}<p>{'The bridge may stay shut, the mayor said. ' * 20}</p></article></body></html>"
    start = time.process_time()
    with contextlib.suppress(HedgeLensError):
        article_from_html(page)
    assert time.process_time() - start < 10
