"""Names of other languages, and nouns that a capital at the beginning of a sentence joins to a name."""

import pytest
from marked import read


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Corriere della Rana", "media"),
        ("La Gazzetta dello Stagno", "media"),
        ("Denholmer Allgemeine Zeitung", "media"),
        ("Agence France-Presse", "media"),
        ("Banco de la Rana", "organisation"),
        ("Parti Denholmois", "organisation"),
        ("Universidad de Denholm", "organisation"),
        ("Ministère de la Pêche", "government"),
        ("Le Matin du Port", "organisation"),
    ],
)
@pytest.mark.parametrize("before", ["", "On Monday "])
def test_names_of_bodies_in_other_languages_are_whole_and_no_persons(before, name, kind):
    found = read(f"{before}1[{name}] 1{{said}} 1<that the sluice was open>.").source(1)
    assert (found.name, str(found.kind)) == (name, kind)


@pytest.mark.parametrize(
    "name",
    ["Anne d'Orval", "Anne Orval d’Estrel", "Marie des Anges", "Juan de los Santos", "Ramón Okoro y Reyes", "Ludwig zu Stolberg"],
)
def test_names_of_people_with_small_words_are_whole(name):
    found = read(f"On Monday 1[{name}] 1{{said}} 1<that the sluice was open>.").source(1)
    assert (found.name, str(found.kind)) == (name, "person")


def test_a_surname_behind_an_elision_stands_for_its_bearer():
    assert read("On Monday 1[Anne d’Orval] 1{said} 1<no>. 2[Ms d’Orval] 2{said} 2<yes>.").names() == ["Anne d’Orval"] * 2


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Carmaker Fordel", "Fordel", "organisation"),
        ("Rival Osprey Mills", "Osprey Mills", "organisation"),
        ("Broadcaster RTX", "RTX", "media"),
        ("Rival Ada Okoro", "Ada Okoro", "person"),
    ],
)
def test_what_somebody_is_has_a_capital_where_it_opens_a_sentence(source, name, kind):
    found = read(f"1[{source}] 1{{said}} 1<that sales had dropped>.").source(1)
    assert (found.name, str(found.kind)) == (name, kind)


def test_a_noun_with_a_capital_inside_a_sentence_is_a_part_of_the_name():
    found = read("Ada Okoro founded Startup Denholm. 1[Startup Denholm] 1{said} 1<that it was growing>.")
    assert found.name(1) == "Startup Denholm"
