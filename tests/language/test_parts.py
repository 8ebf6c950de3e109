"""Paragraphs and words that are too long to be parsed at once."""

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelens.article import article_from_text
from hedgelens.language import load_language
from hedgelens.language.parts import CHARACTERS, LONGEST_WORD, UNITS, parts
from hedgelens.language.pipeline import parsable

SENTENCE = "Ms. Lund of the U.S. said that the old bridge was safe. "


def test_a_paragraph_that_a_writer_makes_is_not_parted():
    text = SENTENCE * 100
    assert list(parts("x" + text, 1, len(text))) == [(1, len(text))]


def test_a_long_paragraph_is_parted_before_a_sentence():
    text = SENTENCE * 1_000
    found = list(parts(text, 0, len(text)))
    assert len(found) == 9  # of 2,000 words and marks each
    assert all(text[start:end].startswith("Ms. Lund") and text[start:end].endswith("safe. ") for start, end in found)


def test_a_sentence_without_end_is_parted_behind_a_blank():
    text = "the bridge and " * 2_000
    assert all(text[end - 1] == " " for _, end in parts(text, 0, len(text)))


@given(st.lists(st.sampled_from(["a", "Bo. ", ". ", "!", "…", " ", "\n", "_" * 900, "é" * 9_000, "“x” " * 900]), max_size=60))
def test_parts_hold_the_whole_paragraph_and_are_short(pieces):
    text = "".join(["x", *pieces])
    found = list(parts(text, 0, len(text)))
    assert [start for start, _ in found] == [0, *(end for _, end in found[:-1])]
    assert found[-1][1] == len(text)
    assert all(0 < end - start <= CHARACTERS and len(text[start:end].split()) <= UNITS for start, end in found)


def test_the_sentences_of_a_parted_paragraph_are_those_of_one(parse):
    parsed = parse("The bridge\n\n" + SENTENCE * 400 + "\n\nShe left.")
    body = [s for s in parsed.sentences if s.paragraph == 1]
    assert len(body) == 400
    assert {parsed.article.text[s.start : s.end] for s in body} == {SENTENCE.strip()}
    assert parsed.doc.text == parsed.article.text
    assert [s.paragraph for s in parsed.sentences][-1] == 2


def test_a_word_without_end_is_cut_into_tokens_and_its_text_stays(parse):
    text = "Here: " + "!" * 3_000 + " and " + "b" * 2_000 + "."
    parsed = parse(text)
    assert parsed.doc.text == text
    assert max(len(token) for token in parsed.doc) <= LONGEST_WORD


def test_what_is_no_character_is_parsed_as_a_mark_and_every_blank_as_a_plain_one():
    assert parsable("a\ud83d\0b\u00a0c\u2028\td\n") == "a\ufffd\ufffdb c  d\n"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("told *The Gazette* that", "told  The Gazette  that"),
        ("told **The Gazette** that", "told   The Gazette   that"),
        (r"“\[Ada\] left”", "“ [Ada ] left”"),
        (r"a snake\_case name", "a snake _case name"),
        ("**Ada** left", "**Ada** left"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a \\ b", "a \\ b"),
        ("5 stars: **** of *****", "5 stars: **** of *****"),
    ],
)
def test_the_model_reads_words_without_the_marks_of_markdown(text, read):
    assert parsable(text) == read
    assert len(parsable(text)) == len(text)


def test_the_warnings_of_a_program_stay_its_own():
    with warnings.catch_warnings():
        before = list(warnings.filters)
        parsed = load_language().pipe([article_from_text("It rained."), article_from_text("She left.")])
        next(parsed)
        assert warnings.filters == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A$ter Ru$$ left.", ["A$ter", "Ru$$", "left", "."]),
        ("Then _rook_ left.", ["Then", "_rook_", "left", "."]),
        ("It cost US$5.", ["It", "cost", "US$", "5", "."]),
        ("It cost A$5 and $6.", ["It", "cost", "A$", "5", "and", "$", "6", "."]),
        ("A snake_case name", ["A", "snake_case", "name"]),
        ("Ada (@ada): no", ["Ada", "(", "@ada", ")", ":", "no"]),
    ],
)
def test_names_with_signs_stay_whole_and_faces_fall_apart(text, words):
    assert [token.text for token in load_language().parse(article_from_text(text)).doc] == words
