import time

import pytest

from hedgelens.article import article_from_text
from hedgelens.language import load_language
from hedgelens.language.tokens import Syntax
from hedgelens.language.turns import find_turns


def turns(*paragraphs):
    """Returns the turns of an article as label, words, and whether the paper asks."""
    text = "\n\n".join(["A headline", *paragraphs]) + "\n"
    found = find_turns(Syntax.of(load_language().parse(article_from_text(text))))
    return [(text[slice(*turn.label)], " ".join(text[start:end] for start, end in turn.words), turn.asks) for turn in found]


INTRODUCTION = "Greta Holm casts bells in Varde."


def test_a_turn_goes_on_over_paragraphs_to_the_next_label_and_later_labels_may_be_shorter():
    assert turns(
        INTRODUCTION,
        "The Courier: Why does the yard flood?",
        "Greta Holm: It floods every spring. I am used to it.",
        "A new roof would cost less.",
        "The Courier: Will you move?",
        "Holm: I hope so.",
        "Holm was talking to Ada Finch.",
    ) == [
        ("The Courier", "Why does the yard flood?", True),
        ("Greta Holm", "It floods every spring. I am used to it. A new roof would cost less.", False),
        ("The Courier", "Will you move?", True),
        ("Holm", "I hope so.", False),
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q: {}", "A: {}"),
        ("Q. {}", "A. {}"),
        ("**Q:** {}", "**A:** {}"),
        ("**Q.** {}", "**A.** {}"),
        ("Question: {}", "Answer: {}"),
    ],
)
def test_labels_may_be_letters_or_bold(question, answer):
    found = turns(
        INTRODUCTION, question.format("Is it quiet?"), answer.format("It is."), question.format("Yes?"), answer.format("I am.")
    )
    assert [(words, asks) for _, words, asks in found] == [
        ("Is it quiet?", True),
        ("It is.", False),
        ("Yes?", True),
        ("I am.", False),
    ]


def test_a_label_may_name_a_role_and_who_asks_by_name_is_a_speaker_too():
    assert turns(
        INTRODUCTION,
        "ADA OKORO, mayor: Have you read the report?",
        "TOM ASH (warden): I have.",
        "OKORO: Is it thin?",
        "ASH: It is.",
    ) == [
        ("ADA OKORO, mayor", "Have you read the report?", False),
        ("TOM ASH (warden)", "I have.", False),
        ("OKORO", "Is it thin?", False),
        ("ASH", "It is.", False),
    ]


def test_those_who_take_turns_need_not_ask():
    assert len(turns(INTRODUCTION, "Ada Finch: I read it.", "Tom Ash: So did I.", "Finch: You did.", "Ash: I did.")) == 4


def test_a_heading_ends_a_turn():
    found = turns(
        INTRODUCTION,
        "Q: Is it quiet?",
        "A: I think so.",
        "Q: Why?",
        "A: We sleep.",
        "Sources",
        "The archive of the yard is open.",
    )
    assert found[-1][1] == "We sleep."


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Old Bridge: built in 1890.", "Mill Bridge: built in 1950.", "Old Bridge: open.", "Mill Bridge: closed."],
        ["Price: 20 euros.", "Location: the harbour.", "Price: 30 euros.", "Location: the market."],
        ["Ada Finch: charged with theft.", "Tom Ash: charged with arson.", "Ada Finch: released.", "Tom Ash: released."],
        ["Update: we were told more.", "Note: you may write to us.", "Update: we know no more."],
        ["Ada Finch: I read it.", "The rest is as it was."],
    ],
    ids=["bridges", "prices", "charges", "notes", "one label"],
)
def test_other_lists_with_colons_are_no_turns(paragraphs):
    assert turns(INTRODUCTION, *paragraphs) == []


@pytest.mark.parametrize(
    "closing",
    ["This interview has been edited for length and clarity.", "[The phone rings.]", "Holm was talking to us in Varde."],
)
def test_the_papers_own_words_are_in_no_turn(closing):
    found = turns(INTRODUCTION, "Q: Is it quiet?", "Greta Holm: I think so.", "Q: Why?", "Holm: We sleep.", closing)
    assert found[-1][1] == "We sleep."


def test_the_paper_has_the_word_again_where_it_names_whose_initials_the_label_has():
    closing = "Greta Holm lives in Varde."
    found = turns("We met Greta Holm in Varde.", "Q: Is it quiet?", "GH: I think so.", "Q: Why?", "GH: We sleep.", closing)
    assert found[-1][1] == "We sleep."


@pytest.mark.parametrize(
    ("label", "asks"),
    [
        ("THE COURIER", True),
        ("Courier", True),
        ("Wikinews", True),
        ("Prosecutor", False),
        ("The Judge", False),
        ("Ben Okoro", False),
    ],
)
def test_who_asks_is_the_paper_unless_a_person_is_named(label, asks):
    found = turns(
        "The Courier met Greta Holm.", f"{label}: Will you stay?", "Holm: I will.", f"{label}: Why?", "Holm: I like it."
    )
    assert [turn[2] for turn in found] == [asks, False, asks, False]


def test_two_of_one_family_are_two():
    found = turns(INTRODUCTION, "Ada Okoro: I read it.", "Ben Okoro: So did I.", "Ada Okoro: You did.", "Ben Okoro: I did.")
    assert [label for label, _, _ in found] == ["Ada Okoro", "Ben Okoro"] * 2


@pytest.mark.usefixtures("nothing_of_other_tests_in_the_measure")
def test_a_long_transcript_takes_time_by_its_length():
    def seconds(number):
        text = "A headline\n\n" + "\n\n".join(["Ada Finch: Did you read it?", "Tom Ash: I did not."] * number)
        syntax = Syntax.of(load_language().parse(article_from_text(text)))
        start = time.process_time()
        assert len(find_turns(syntax)) == 2 * number
        return time.process_time() - start

    assert seconds(1600) < 20 * max(seconds(200), 0.02)


def test_who_a_letter_is_written_to_does_not_speak():
    letters = [
        (
            f"{who} HILDE: I have a sister, and she owns {number} boats. What should I do?",
            f"{who} SISTER: I would tell her. Do you fear her?",
        )
        for number, who in enumerate(("DEAR", "DEAR", "HELLO"), start=3)
    ]
    assert turns(*(line for pair in letters for line in pair)) == []
    assert turns(*(line.replace("DEAR ", "").replace("HELLO ", "") for pair in letters for line in pair))
