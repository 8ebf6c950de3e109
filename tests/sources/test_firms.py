"""Firms: short forms of their names, and what they are called."""

import pytest
from marked import read


@pytest.mark.parametrize(
    ("full", "short"),
    [
        pytest.param("Okoro Corp", "Okoro", id="legal form"),
        pytest.param("Okoro.com", "Okoro", id="address"),
        pytest.param("Volkswagen", "VW", id="letters of one word"),
    ],
)
def test_a_firm_goes_by_a_shorter_name_also_before_the_full_one(full, short):
    found = read(f"It rained. {short} is closed. 1[{full}] 1{{said}} 1<no>. 2[{short}] 2{{added}} 2<that it was late>.")
    assert found.name(1) == found.name(2)
    assert found.source(1).kind == "organisation"


def test_an_acronym_is_not_what_it_opens_the_name_of():
    found = read("A CNX phone was new. 1[CNX] 1{said} 1<that the CNX Phone was late>. 2[CNX] 2{added} 2<that it sells>.")
    assert found.names() == ["CNX", "CNX"]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "Varner Lines closed. The company was old. 1[Corran Mills] 1{reported} 1<a loss>. 2[The company] 2{said} 2<no>.",
            ["Corran Mills"] * 2,
            id="the company that acts now, rather than the one called so",
        ),
        pytest.param(
            "1[Corran Securities] 1{said} 1<that Varner Bank gains>. 2[The brokerage] 2{added} 2<that it sells>.",
            ["Corran Securities"] * 2,
            id="the one that speaks, rather than the one spoken of",
        ),
        pytest.param(
            "1[Corran Mills] 1{said} 1<no>. 2[The Danish company] 2{added} 2<that it was late>.",
            ["Corran Mills"] * 2,
            id="called by what is new",
        ),
        pytest.param(
            "1[Corran Mills] 1{said} 1<no>. 2[The rival company] 2{added} 2<that it was late>.",
            ["Corran Mills", "rival company"],
            id="another firm",
        ),
        pytest.param(
            "1[Corran Mills] 1{said} 1<no>. 2[The Danish government] 2{added} 2<that it was late>.",
            ["Corran Mills", "Danish government"],
            id="no firm",
        ),
        pytest.param(
            "Ada Okoro works for the CBP. 1[The CBP] 1{said} 1<no>. 2[The agency] 2{added} 2<that it was late>.",
            ["CBP"] * 2,
            id="a body known by its letters",
        ),
    ],
)
def test_a_firm_that_is_spoken_of(marked, names):
    assert read(marked).names() == names
