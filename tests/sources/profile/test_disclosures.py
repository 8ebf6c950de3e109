"""What is disclosed of speaking is linked to whom it is said of, with the words that say so."""

import pytest
from marked import read

from hedgelens.records import Naming

LINKED = [
    ("1[Ada Okoro] 1{said} 1<so>. She declined to comment on the rest.", "declined to comment", "declined to comment"),
    ("1[Ada Okoro] 1{said} 1<so>. Okoro did not immediately respond to a request for comment.", "did not respond",
     "did not immediately respond to a request for comment"),
    ("1[The Ocean Agency] 1{said} 1<so>. The agency did not respond to emails.", "did not respond", "did not respond to emails"),
    ("1[Ada Okoro] 1{said} 1<so>. Okoro could not be reached for comment.", "could not be reached", "could not be reached for comment"),
    ("1[An official who asked not to be named] 1{said} 1<so>.", "asked not to be named", "asked not to be named"),
    ("1[The official], speaking on condition of anonymity, 1{said} 1<so>.", "on condition of anonymity", "on condition of anonymity"),
    ("1[The official] 1{said} 1<so>. He spoke on the condition of anonymity.", "on condition of anonymity", "on the condition of anonymity"),
    ("1[A doctor], whose name has been withheld, 1{said} 1<so>.", "asked not to be named", "whose name has been withheld"),
    ("1[Two officials] 1{said} 1<so>. They were not authorized to speak publicly.", "not authorized to speak",
     "were not authorized to speak publicly"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "words"), LINKED)
def test_a_formula_is_of_whom_it_is_said(text, what, words):
    found = read(text)
    (said,) = found.source(1).disclosure
    assert (said.what, found.text[slice(*said.span)]) == (what, words)


def test_who_hides_in_the_next_sentence_is_anonymous():
    assert read("1[A senior official] 1{said} 1<so>. The official asked not to be named.").source(1).naming is Naming.ANONYMOUS
    assert read("1[A senior official] 1{said} 1<so>. The official declined to comment.").source(1).naming is Naming.DESCRIBED
    assert read("1[Ada Okoro] 1{said} 1<so>. She asked not to be quoted on the rest.").source(1).naming is Naming.NAMED


def test_who_says_nothing_at_all_is_no_source():
    found = read("1[Ada Okoro] 1{said} 1<so>. Teo Brandvold did not respond to a request for comment.")
    assert [s.name for s in found.resolution.sources] == ["Ada Okoro"]
    assert found.source(1).disclosure == ()


def test_other_refusals_are_none():
    for rest in (
        "She declined to pay.",
        "She did not respond to the drug.",
        "She could not be reached by boat.",
        "She asked to be named.",
    ):
        assert read(f"1[Ada Okoro] 1{{said}} 1<so>. {rest}").source(1).disclosure == ()


@pytest.mark.parametrize(
    "rest",
    [
        "Emails to Okoro went unanswered.",
        "Calls to Okoro were not returned.",
        "There was no immediate comment from Okoro.",
        "Attempts to reach Okoro were unsuccessful.",
        "Okoro and Teo Brandvold declined to comment.",
        "Okoro shrugged and declined to comment.",
        "Asked about the dam, Okoro would not comment.",
    ],
)
def test_who_was_asked_is_who_did_not_answer(rest):
    (said,) = read(f"1[Ada Okoro] 1{{said}} 1<so>. {rest}").source(1).disclosure
    assert said.span[0] > 0
