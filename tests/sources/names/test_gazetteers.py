"""Lists of names: people's of many countries, and cities."""

import pytest
from marked import read

from hedgelens.records import SourceKind
from hedgelens.sources.lexicon import FEMALE, MALE, cities, first_names, surnames


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("robert", MALE), ("guadalupe", None), ("josé", MALE), ("khalid", MALE), ("zainab", FEMALE), ("sunita", FEMALE), ("arjun", MALE),
        ("ngozi", FEMALE), ("kwame", MALE), ("volodymyr", MALE), ("oksana", FEMALE), ("mehmet", MALE), ("kenji", MALE), ("siobhan", FEMALE),
        ("chioma", FEMALE), ("wolfgang", MALE),
    ],
)  # fmt: skip
def test_first_names_of_many_countries_are_known_with_their_gender(name, gender):
    assert first_names()[name] == gender


def test_nouns_are_no_first_names():
    assert not {"mayor", "clinic", "report", "senate", "committee"} & first_names().keys()


def test_surnames_and_cities_are_in_lower_case():
    for names in (surnames(), cities(), first_names().keys()):
        assert all(name == name.lower() for name in names)
    assert {"nguyen", "okafor", "kowalski", "smith"} <= surnames()
    assert {"los_angeles", "rotterdam"} <= cities()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Sabeer Mir Reese", "Sabeer Mir Reese"),
        ("Democrats Amira Haddad", "Amira Haddad"),
        ("Mayor Amira Haddad", "Amira Haddad"),
    ],
)
def test_what_calls_somebody_is_parted_from_the_name_and_a_middle_name_is_not(source, name):
    found = read(f"1[{source}] 1{{said}} 1<that the quay was closed>.").source(1)
    assert (found.name, found.kind) == (name, SourceKind.PERSON)


def test_a_large_city_that_speaks_is_its_government():
    found = read("1[Rotterdam] 1{said} 1<that the quay was closed>.").source(1)
    assert (found.name, found.kind) == ("Rotterdam", SourceKind.GOVERNMENT)
