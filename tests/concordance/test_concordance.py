import time

import pytest
from drafts import TEXT, Draft, analyses, small, unsure
from hypothesis import given
from hypothesis import strategies as st

from hedgelens.concordance import concordance, nltk_text, tokens_of
from hedgelens.records import HedgeLensError, Kind


def matches(query, text=TEXT):
    return [line.match for line in concordance(Draft(text).done(), query)]


def test_tokens_are_the_counted_words_and_the_punctuation():
    analysis = small()
    tokens = tokens_of(analysis, body_only=False)
    assert tuple(token.start for token in tokens if token.is_word) == analysis.word_starts
    assert [token.text for token in tokens if not token.is_word] == [".", ".", ",", ".", ".", "."]


def test_addresses_of_links_are_no_tokens():
    text = "The [old mill](https://mill.example/old/mill) may burn, [he](/he) said."
    tokens = tokens_of(Draft(text).done())
    assert [token.text for token in tokens] == ["The", "old", "mill", "may", "burn", ",", "he", "said", "."]
    assert matches("old mill may", text) == ["old mill](https://mill.example/old/mill) may"]
    assert matches("mill", text) == ["mill"]


def test_the_text_for_nltk_holds_the_body_and_counts():
    text = nltk_text(small())
    assert text.tokens[:2] == ["The", "mayor"]
    assert text.count("the") == 3
    assert small().to_nltk_text().name == "A draft"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("THE", ["The", "the", "the", "the"]),
        ("old bridge", ["old bridge"]),
        ("old  bridge", ["old bridge"]),
        ("bridge old", []),
        ("cl*", ["closed", "close"]),
        ("the * bridge", ["the old bridge"]),
        ("safe.", ["safe."]),
        ("rust , the", ["rust, the"]),
    ],
)
def test_words_phrases_and_parts_of_words_are_found(query, found):
    assert matches(query) == found


def test_curly_and_straight_apostrophes_are_the_same():
    assert matches("don't", "They don’t know.\nWe don't either.") == ["don’t", "don't"]


def test_a_line_says_where_who_speaks_and_whose_hedge_it_is():
    (line,) = concordance(small(), "rust", width=10)
    assert (line.left, line.match, line.right) == ("eers found", "rust", ", the agen")
    assert TEXT[line.start : line.end] == "rust"
    assert (line.sentence, line.kind, line.speaker) == (3, "body", "engineers")
    assert (line.category, line.owner) == ("adaptor", "engineers")
    (may,) = concordance(small(), "may")
    assert (may.speaker, may.category, may.owner) == ("the writer", "epistemic", "the writer")
    (title,) = concordance(small(), "closed")
    assert (title.kind, title.category, title.owner) == (Kind.TITLE, None, None)


def test_lines_of_several_articles_come_in_their_order_with_line_breaks_as_blanks():
    lines = concordance([small(), Draft("It is safe.").done()], "safe", width=40)
    assert [line.right for line in lines] == [". Two cables may have snapped on Friday.", "."]
    assert concordance(small(), "safe", width=0)[0].left == ""


@pytest.mark.parametrize("query", ["", " ", "?!"])
def test_a_query_without_a_word_is_refused(query):
    with pytest.raises(HedgeLensError, match="no word to look for"):
        concordance(small(), query)


def test_a_negative_width_is_refused():
    with pytest.raises(HedgeLensError, match="cannot be negative"):
        concordance(small(), "may", width=-1)


@given(analyses(), st.integers(0, 9))
def test_every_token_finds_itself(analysis, width):
    for token in tokens_of(analysis, body_only=False)[:5]:
        if token.is_word:
            lines = concordance(analysis, token.text, width=width)
            assert token.start in [line.start for line in lines]
            assert all(len(line.left) <= width and len(line.right) <= width for line in lines)


@pytest.mark.parametrize(
    ("query", "word", "fits"),
    [
        ("al*ge*ly", "allegedly", True),
        ("a*b*a", "abba", True),
        ("a*a", "a", False),
        ("*b**a*", "abba", True),
        ("ab*ab*ab", "abxabab", True),
        ("ab*ab*ab", "abab", False),
    ],
)
def test_stars_within_a_word(query, word, fits):
    assert matches(query, f"It is {word} here.") == ([word] if fits else [])


def test_stars_in_a_word_without_end_take_no_time():
    text = f"It is {'a' * 20_000} here."
    start = time.process_time()
    assert matches("*a*a*a*a*a*b", text) == []
    assert time.process_time() - start < 5


def test_a_speaker_is_the_nearest_source_that_counts():
    def speakers(confidence):
        return [line.speaker for line in concordance(unsure().counting(min_confidence=confidence), "could")]

    assert [speakers(0), speakers(0.5), speakers(0.7)] == [["Cy"], ["Cy"], ["the writer"]]
    (line,) = concordance(unsure().counting(min_confidence=0.7), "could")
    assert line.owner == "the writer"
