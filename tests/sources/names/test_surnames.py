"""Surnames that are nouns for bodies, too: what the article tells of their bearers, and of bodies, decides."""

import pytest
from marked import read


@pytest.mark.parametrize(
    "text",
    [
        "On Monday 1[Emily Post] 1{said} 1<so>. 2[Post] 2{added} 2<that it rained>.",
        "1[The mayor's spokesman, Col. Ivan Brand], 1{said} 1<so>. 2[Col. Brand] 2{added} 2<that it rained>.",
        "1[Singer Charlotte Church] 1{said} 1<so>. 2[Church] 2{added} 2<that it rained>.",
        "On Monday 1[Margaret Court, 54], 1{said} 1<so>. 2[Ms. Court] 2{added} 2<that it rained>.",
        "On Monday 1[Tom House, who fishes], 1{said} 1<so>. 2[House] 2{added} 2<that it rained>.",
    ],
)
def test_a_noun_is_a_surname_where_something_tells_so(text):
    found = read(text)
    assert [str(found.source(n).kind) for n in (1, 2)] == ["person", "person"]
    assert found.name(1) == found.name(2)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday 1[the Grace Church] 1{said} 1<so>. 2[The church] 2{added} 2<that it rained>.",
        "On Monday 1[the Jordan Post] 1{reported} 1<so>. 2[The Post] 2{added} 2<that it rained>.",
        "1[The Clay Court] 1{ruled} 1<so>. 2[The court] 2{added} 2<that it rained>.",
    ],
)
def test_a_body_behind_a_first_name_stays_a_body(text):
    found = read(text)
    assert {str(found.source(n).kind) for n in (1, 2)} <= {"organisation", "media", "government"}
    assert found.name(1) == found.name(2)


def test_a_court_beside_somebody_called_court_is_a_body():
    found = read("On Monday 1[Margaret Court] 1{said} 1<so>. Court left. 2[The High Court] 2{ruled} 2<that it rained>.")
    assert [str(found.source(n).kind) for n in (1, 2)] == ["person", "government"]
