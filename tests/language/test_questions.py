"""Interviews without labels are seen by their questions and by answers that speak of "me"; lists of questions are none."""

import pytest

from hedgelens.article import article_from_text
from hedgelens.language import load_language
from hedgelens.language.questions import find_exchanges
from hedgelens.language.tokens import Syntax

LEAD = "The founder of Varde\n\nGreta Holm casts bells. We met her in the yard."
QUESTIONS = ("Why does the yard flood?", "Will you move?", "How is a bell cast?")
ANSWERS = (
    "It floods every spring. I think the dam leaks.",
    "Perhaps we shall. My sons like the river, and so do I.",
    "First one builds a core of clay. The bronze comes last.",
)


def exchanges(*paragraphs):
    text = "\n\n".join(paragraphs)
    found = find_exchanges(Syntax.of(load_language().parse(article_from_text(text))))
    return [(text[e.question[0].start : e.question[-1].end], text[e.answer[0].start : e.answer[-1].end]) for e in found]


def pairs(questions, answers):
    return [paragraph for pair in zip(questions, answers, strict=True) for paragraph in pair]


def test_questions_and_answers():
    assert exchanges(LEAD, *pairs(QUESTIONS, ANSWERS)) == list(zip(QUESTIONS, ANSWERS, strict=True))


def test_an_answer_goes_on_over_paragraphs_and_the_writer_closes():
    more = "A new roof would cost less."
    first, *rest = pairs(QUESTIONS, ANSWERS)
    found = exchanges(LEAD, first, rest[0], more, *rest[1:], "I pour it myself.", "Holm's bells hang in forty towers.")
    assert found[0][1].endswith(more)
    assert found[-1][1].endswith("I pour it myself.")


@pytest.mark.parametrize(
    ("questions", "answers"),
    [
        (QUESTIONS[:2], ANSWERS[:2]),
        (QUESTIONS, ("It floods.", "Nobody knows.", "With clay.")),
        (("Why does the yard flood?", "Who will move?", "How is a bell cast?"), ANSWERS),
        (("Why do I write this?", "Will you read it?", "How do I cast a bell?"), ANSWERS),
        (("“Why does it flood?”", "“Will you move?”", "“How is a bell cast?”"), ANSWERS),
    ],
)
def test_few_questions_no_first_person_nobody_asked_and_the_writers_own_are_no_interview(questions, answers):
    assert exchanges(LEAD, *pairs(questions, answers)) == []


def test_nor_is_a_text_that_names_nobody():
    assert exchanges("The yard\n\nThe yard is wet in the spring.", *pairs(QUESTIONS, ANSWERS)) == []


def test_what_is_quoted_speaks_of_nobody():
    quoted = tuple(f"Holm said: “{answer}”" for answer in ANSWERS)
    assert exchanges(LEAD, *pairs(QUESTIONS, quoted)) == []
