"""Names of bodies that say what the body is for."""

import pytest
from marked import read


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Aid group Water for All", "Water for All"),
        ("The charity Bread for Denholm", "Bread for Denholm"),
        ("The party Forward against Floods", "Forward against Floods"),
        ("Doctors Without Rivers", "Doctors Without Rivers"),
        ("Action Against Floods", "Action Against Floods"),
    ],
)
def test_what_a_body_is_for_belongs_to_its_name(source, name):
    found = read(f"1[{source}] 1{{called}} 1<on donors to pay>.").source(1)
    assert (found.name, str(found.kind)) == (name, "organisation")


@pytest.mark.parametrize(
    ("source", "name"),
    [("The NGO", "NGO"), ("The NGO, Clean Rivers,", "Clean Rivers"), ("The NGO Clean Rivers", "Clean Rivers")],
)
def test_a_noun_in_capitals_is_no_name(source, name):
    assert read(f"1[{source}] 1{{said}} 1<that fish are dying>.").name(1) == name
    assert str(read("1[The NGO] 1{said} 1<that fish are dying>.").source(1).naming) == "described"


def test_what_somebody_speaks_for_does_not():
    assert read("1[Ada Okoro] 1{spoke} 1<for Denholm>. 2[Okoro for Denholm] 2{said} 2<so>.").name(1) == "Ada Okoro"
