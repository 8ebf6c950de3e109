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


@pytest.mark.parametrize(
    ("source", "name", "affiliation"),
    [
        ("Teo Reese, director, Corran Securities", "Teo Reese", "Corran Securities"),
        ("Teo Reese, Chief Economist, Corran Bank Ltd", "Teo Reese", "Corran Bank Ltd"),
        ("Teo Reese, Head of Research, Corran Bank", "Teo Reese", "Corran Bank"),
        ("Teo Reese, director, Mina Harlow and Corran Bank", "Teo Reese, Mina Harlow and Corran Bank", None),
    ],
)
def test_offices_behind_a_name_and_whose_they_are(source, name, affiliation):
    found = read(f"1[{source}], 1{{said}} 1<that prices rise>.")
    assert found.name(1) == name
    body = next(
        (one.name for one in found.resolution.sources if one.id == found.source(1).affiliation), found.source(1).affiliation
    )
    assert body == affiliation


@pytest.mark.parametrize(
    ("source", "kind", "naming"),
    [
        ("U.S. companies", "group", "described"),
        ("opposition figures", "group", "described"),
        ("official figures", "document", "described"),
    ],
)
def test_the_kind_of_several(source, kind, naming):
    found = read(f"1[{source}] 1{{said}} 1<that prices rise>.").source(1)
    assert (found.kind, found.naming) == (kind, naming)


def test_another_that_is_named():
    assert read("Corran Mills closed. 1[Another, Varner Mills], 1{said} 1<no>.").names() == ["Varner Mills"]


def test_two_offices_behind_a_name_are_one_persons():
    assert read("1[Teo Reese, President & CEO of the Harbor Institute], 1{said} 1<no>.").names() == ["Teo Reese"]


@pytest.mark.parametrize(
    ("marked", "affiliation"),
    [
        pytest.param("NASA was late. 1[Agency officials] 1{said} 1<no>.", "NASA", id="agency"),
        pytest.param("1[Corran Mills] 1{said} 1<no>. 2[A company spokesman] 2{said} 2<no>.", "Corran Mills", id="company"),
        pytest.param("NASA was late. 1[A member of the agency clean-up] 1{said} 1<no>.", None, id="no office behind it"),
        pytest.param("1[Teo Reese, PhD, of Varner University] 1{said} 1<no>.", "Varner University", id="behind a degree"),
    ],
)
def test_the_body_that_somebody_without_its_name_is_of(marked, affiliation):
    found = read(marked).resolution.sources
    body = next((one.name for one in found if one.id == found[-1].affiliation), found[-1].affiliation)
    assert body == affiliation


def test_a_role_before_a_name_reaches_back_over_the_body_that_it_is_of():
    found = read("1[Department of Tides spokesman Teo Reese] 1{said} 1<no>.").source(1)
    assert (found.role, found.affiliation) == ("Department of Tides spokesman", "Department of Tides")


@pytest.mark.parametrize(
    ("apposition", "role"),
    [
        ("a welder for three years", "welder"),
        ("a spokesman for Early Summer Choirs", "spokesman for Early Summer Choirs"),
    ],
)
def test_how_far_a_role_reaches_where_it_speaks_of_time(apposition, role):
    assert read(f"1[Ada Okoro, {apposition}], 1{{said}} 1<that it leaks>.").source(1).role == role
