"""However a text is made, the time that it takes is bounded, and grows with its length."""

import time

import pytest

from hedgelens import Analyzer, bundled
from hedgelens.article import article_from_text
from hedgelens.language.capitals import without_capitals
from hedgelens.language.quotations import find_quotes

SECONDS = 30
"""Processor time for each text: far more than any takes, and far less than what grows with the square or faster would."""

KINDS = {
    "a British quotation that is not closed": ("‘", "I don’t know what they’re on about, it isn’t ours and we’d not say. "),
    "an apostrophe turned round": ("Back in the ‘90s ", "we didn’t ask and they couldn’t say, so it wasn’t known. "),
    "marks that open and do not close": ("", "‘a "),
    "marks in one line": ("", 'a "b" '),
    "pairs of curly marks": ("", "“a” "),
    "blanks": ("The mayor said so.", " "),
    "lines without words": ("", "\n"),
    "full stops": ("The mayor said so", "."),
    "brackets": ("", "("),
    "hyphens": ("", "A-"),
    "slashes": ("", "a/"),
    "commas": ("", ","),
    "dashes": ("", "—"),
    "underscores": ("", "_"),
    "emoji": ("", "😀"),
    "one letter over and over": ("", "a"),
    "accents on one letter": ("e", "\u0301"),
    "pronouns": ("", "he she they it "),
    "semicolons": ("", "he left; "),
    "names": ("", "Ada Okoro, Teo Brandvold, "),
    "initials": ("", "A. "),
    "owners of owners": ("", "Ada's "),
    "contents in contents": ("", "he said that "),
    "hedges": ("", "may "),
    "turns of two words": ("", "Ada: hm\n"),
    "paragraphs of one letter": ("", "A.\n\n"),
    "headings": ("", "# a\n"),
    "demands": ("", "Save the Ferry. "),
    "words in capitals": ("", "DAM. "),
    "items that end with a colon": ("The mayor said:\n\n", "- She said:\n\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer(engine="rules")


def seconds(analyzer, text):
    """Returns the processor time of an analysis and its JSON."""
    start = time.process_time()
    assert analyzer.analyze(text).to_json()
    return time.process_time() - start


def made(kind, size):
    """Returns an article with so many characters of a kind."""
    before, again = KINDS[kind]
    return f"A headline\n\n{(before + again * size)[:size]}\n\nThe dam holds, an engineer said."


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_twenty_thousand_characters_of_anything_are_analysed_in_bounded_time(kind, analyzer):
    assert seconds(analyzer, made(kind, 20_000)) < SECONDS


def passes(kind, size):
    """Returns the processor time of what reads an article before it is parsed."""
    article = article_from_text(made(kind, size))
    find_quotes.cache_clear()
    start = time.process_time()
    lowered = without_capitals(article.text, article.blocks)
    find_quotes(article)
    taken = time.process_time() - start
    assert (lowered != article.text) == (kind == "words in capitals")
    return taken


@pytest.mark.usefixtures("nothing_of_other_tests_in_the_measure")
@pytest.mark.parametrize(
    "kind", ["pairs of curly marks", "marks in one line", "marks that open and do not close", "words in capitals"]
)
def test_marks_and_capitals_are_read_in_time_that_grows_with_the_length(kind):
    short = min(passes(kind, 50_000) for _ in range(3))
    assert passes(kind, 400_000) < 20 * short + 0.1


@pytest.mark.usefixtures("nothing_of_other_tests_in_the_measure")
def test_an_article_in_capitals_is_read_in_time_that_grows_with_its_length():
    def lowered(size):
        article = article_from_text("THE DAM LEAKS, THE MAYOR SAID. " * size)
        start = time.process_time()
        assert without_capitals(article.text, article.blocks) != article.text
        return time.process_time() - start

    assert lowered(16_000) < 20 * min(lowered(2_000) for _ in range(3)) + 0.1


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["brackets", "emoji", "underscores", "paragraphs of one letter", "hedges", "contents in contents"]
)
def test_what_takes_longest_takes_five_times_as_long_for_five_times_the_text(kind, analyzer):
    assert seconds(analyzer, made(kind, 100_000)) < max(9 * seconds(analyzer, made(kind, 20_000)), SECONDS)


@pytest.mark.slow
@pytest.mark.usefixtures("nothing_of_other_tests_in_the_measure")
@pytest.mark.parametrize("between", ["\n\n", " "], ids=["paragraphs", "one line"])
def test_eight_times_the_text_costs_at_most_ten_times_the_time(between, analyzer):
    blocks = [block for name in bundled.names() for block in bundled.article(name).text.split("\n\n")]
    text = between.join(" ".join(block.split()) for block in blocks * 20)[:120_000]
    parts = [text[start : start + 15_000] for start in range(0, 120_000, 15_000)]
    seconds(analyzer, text)  # of words that were met before less is looked up

    # The parts take about as long together as the whole, so that what else the machine does weighs on both alike; and what
    # grows faster than the length does so in every round.
    def as_long_as_the_eighth():
        eighth = sum(seconds(analyzer, f"A headline\n\n{part}") for part in parts) / 8
        times = seconds(analyzer, f"A headline\n\n{text}") / eighth
        print(f"as long as the eighth: {times:.2f} times")
        return times

    assert any(as_long_as_the_eighth() < 10 for _ in range(3))
