"""A second saying has the subject of the first, with either engine."""

import pytest


@pytest.fixture
def found(outermost):
    return lambda sentence: outermost(f"The town news\n\n{sentence} It rained all day long.\n")


@pytest.mark.parametrize(
    ("sentence", "source", "contents"),
    [
        (
            "The choir said that the new hall had confused visitors with its doors, and demanded a refund.",
            "The choir",
            ["that the new hall had confused visitors with its doors", "a refund"],
        ),
        (
            "Holm said that Oslo had concluded the island was safe, saying he trusted the courts to decide.",
            "Holm",
            ["that Oslo had concluded the island was safe", "he trusted the courts to decide"],
        ),
        (
            "The union said the old pier had damaged three boats, and criticised the mayor.",
            "The union",
            ["the old pier had damaged three boats", "the mayor"],
        ),
        (
            "Ms. Lund said the pump had broken the dam, and denounced the delay.",
            "Ms. Lund",
            ["the pump had broken the dam", "the delay"],
        ),
        (
            "The mayor said that Norway had sold the ship, adding that he trusted the buyers.",
            "The mayor",
            ["that Norway had sold the ship", "that he trusted the buyers"],
        ),
    ],
)
def test_second_sayings_are_the_first_speakers(sentence, source, contents, found):
    assert found(sentence) == [(source, content) for content in contents]


@pytest.mark.parametrize(
    "sentence",
    [
        "The choir said that the union had left the hall and was demanding a refund.",
        "The choir said that the hall was wet and that the doors were shut.",
    ],
)
def test_what_the_inner_subject_may_do_stays_inside(sentence, found):
    assert len(found(sentence)) == 1


def test_who_speaks_behind_a_word_of_time_speaks_inside(found):
    assert [who for who, _ in found("The Chronicle says the rider was held after staff of a florist said he took a van.")] == [
        "The Chronicle"
    ]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The city paid for 40 lamps, of which no more than 11 were lit, Hardwick charged.", "Hardwick"),
        ("The lamps were never lit, the keeper huffed.", "the keeper"),
        ("The announcement that the county would sue was made by solicitor Dora Kemp.", "solicitor Dora Kemp"),
    ],
)
def test_any_verb_that_closes_with_who_speaks_and_who_made_a_claim(sentence, source, found):
    assert source in [who for who, _ in found(sentence)]
