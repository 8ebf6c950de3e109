"""Sentences without an attribution of their own: which carry on an account, and which are the writer's."""

import pytest
from marked import read


@pytest.mark.parametrize(
    ("marked", "sentence", "name", "reason"),
    [
        pytest.param(
            "1[The audit] 1{says} 1<that Mr. Crewe noticed it in May>. By the autumn he had filled two books.",
            "By the autumn he had filled two books.",
            "audit",
            "past perfect",
            id="past perfect",
        ),
        pytest.param(
            "1[The council] 1{said} 1<that forty families had a garden>. The rest never asked for one.",
            "The rest never asked for one.",
            "council",
            "rest",
            id="the rest",
        ),
        pytest.param(
            "1<Most wells are dry>, 1{according to} 1[federal figures]. Nearly half of those belong to the county.",
            "Nearly half of those belong to the county.",
            "federal figures",
            "rest",
            id="half of those",
        ),
        pytest.param(
            "1[Local papers] 1{reported} 1<the case of a missing diver>. Ada Okoro was allegedly pushed off a pier.",
            "Ada Okoro was allegedly pushed off a pier.",
            "local papers",
            "hearsay",
            id="hearsay",
        ),
        pytest.param(
            "A film, “Low Water,” is new. 1[The film] 1{shows} 1<how divers are hired>. Once hired, a diver must sell his boat.",
            "Once hired, a diver must sell his boat.",
            "Low Water",
            "the work shows",
            id="what a film shows",
        ),
        pytest.param(
            "1[Ada Okoro] 1{said} 1<she woke at four and heard a drum>. She grabbed a lamp and ran.",
            "She grabbed a lamp and ran.",
            "Ada Okoro",
            "teller",
            id="a witness goes on",
        ),
        pytest.param(
            "1[The audit] 1{lists} 1<three new pumps>. They were bought with state money.",
            "They were bought with state money.",
            "audit",
            "refers to what the account speaks of",
            id="they were",
        ),
        pytest.param(
            "1[Court records] 1{show} 1<that he was charged in 2016>. The charge was dropped in May.",
            "The charge was dropped in May.",
            "court records",
            "refers to what the account speaks of",
            id="the charge",
        ),
        pytest.param(
            "1[The audit] 1{said} 1<that two pumps were broken>. Moreover, spare parts had been sold.",
            "Moreover, spare parts had been sold.",
            "audit",
            "",
            id="moreover",
        ),
    ],
)
def test_carries_on(marked, sentence, name, reason):
    found = read(marked)
    continuation = found.continued()[sentence]
    source = next(s for s in found.resolution.sources if s.id == continuation.source_id)
    assert source.name == name
    assert reason in continuation.why
    assert name in continuation.why
    assert 0 < continuation.confidence < 1


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "1[The audit] 1{says} 1<that Mr. Crewe noticed it in May>. Denholm borders the county of Varner.", id="background"
        ),
        pytest.param("1[The audit] 1{lists} 1<three new pumps>. The pump is an old invention.", id="gloss in the present tense"),
        pytest.param("1[The audit] 1{lists} 1<three new pumps>.\n\nThey were bought with state money.", id="another paragraph"),
        pytest.param("It rained. By the autumn he had filled two books.", id="nobody's account"),
        pytest.param(
            "1[A welder] 1{said} 1<he heard a bang>. By the time the police came, a cable had snapped.", id="a time of its own"
        ),
        pytest.param("1[Ada Okoro] 1{said} 1<that it was late>. She joined the council in 2015.", id="about the speaker"),
        pytest.param(
            "1[The council] 1{said} 1<that forty families had a garden>. Half past four is early.", id="a half of something else"
        ),
        pytest.param(
            "1[Local papers] 1{reported} 1<the price of tea>. A diver was allegedly pushed off a pier.", id="another story"
        ),
    ],
)
def test_is_the_writers(marked):
    assert read(marked).continued() == {}


def test_an_account_may_be_carried_on_through_several_sentences():
    found = read(
        "1[The audit] 1{says} 1<that Mr. Crewe noticed it in May>. By June he had filled two books. By July he had sold them."
    )
    assert len(found.continued()) == 2


def test_a_sentence_with_an_attribution_of_its_own_is_never_a_continuation():
    found = read("1[The audit] 1{says} 1<that it leaked>. 2[Ada Okoro] 2{said} 2<he had filled two books>.")
    assert found.continued() == {}


def test_what_several_things_of_the_account_have_in_common_carries_it_on():
    marked = (
        "1[The report] 1{mentions} 1<two plants, the Okoro Mill and the Varner Mill>. They were built with funds from the harbor."
    )
    assert list(read(marked).continued()) == ["They were built with funds from the harbor."]
