"""What kind of source somebody is, and how the reader is told who it is."""

import pytest
from marked import read

from hedgelens.records import Naming, SourceKind
from hedgelens.sources import Registry


def source_of(source, before=""):
    return read(f"{before}1[{source}] 1{{said}} 1<that the quay was closed>.").source(1)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Volkswagen", "organisation"),
        ("JP Morgan", "organisation"),
        ("The Denholm Ravens", "organisation"),
        ("Rotterdam Ravens", "organisation"),
        ("The United Nations", "organisation"),
        ("The U.N. Harbour Office", "organisation"),
        ("The Danish army", "organisation"),
        ("The Danish police", "government"),
        ("House Republicans", "organisation"),
        ("Danes", "group"),
        ("Deutsche Welle", "media"),
        ("The Denholm Star", "media"),
        ("The NGO River Line Keepers", "organisation"),
        ("The Harbour Act", "document"),
        ("Soto-Reese", "person"),
    ],
)
def test_kinds_of_names(source, kind):
    assert source_of(source).kind == kind


@pytest.mark.parametrize(
    ("before", "source", "kind"),
    [
        ("An analyst at Quenlo quit. ", "Quenlo Varde", "organisation"),
        ("Quenlo Varde hired a welder. ", "Quenlo Varde", "person"),
        ("", "Solar Compass", "organisation"),
        ("", "Harbor Checker", "organisation"),
        ("", "Quenlo Baker", "person"),
        ("", "Ocean Park, a nurse,", "person"),
        ("", "Ocean Park, 41,", "person"),
        ("Mayor Ocean Park resigned. ", "Ocean Park", "person"),
        ("Park left. It rained on Park. ", "Ocean Park", "person"),
        ("The startup Quenlo Varde lost money. ", "Quenlo Varde", "organisation"),
        ("The harbour patrol came at night. ", "Quay Patrol", "organisation"),
        ("Nila Forbes left. ", "Forbes", "person"),
        ("PORT DENHOLM, Iceland (AP) — It rained. ", "Iceland", "government"),
    ],
)
def test_what_the_article_says_tells_a_body_from_a_person(before, source, kind):
    if source == "Quenlo Varde" and "analyst" in before:
        before = before.replace("Quenlo", "Quenlo Varde")
    assert source_of(source, before).kind == kind


@pytest.mark.parametrize(
    ("source", "kind", "naming"),
    [
        ("The jury", "group", "described"),
        ("The audience", "group", "described"),
        ("An invitation", "document", "described"),
        ("A July e-mail", "document", "described"),
        ("The autopsy", "document", "described"),
        ("Another", "person", "described"),
        ("The public", "group", "generic"),
        ("Parents", "group", "generic"),
        ("The parents", "group", "described"),
        ("Two parents", "group", "described"),
        ("Danish parents", "group", "described"),
        ("Retailers", "group", "generic"),
        ("Unions", "organisation", "described"),
        ("Studies", "document", "generic"),
        ("Officials", "group", "described"),
        ("The Danish government", "government", "named"),
        ("The government", "government", "described"),
        ("Danes", "group", "described"),
        ("A welder who did not wish to be named", "person", "anonymous"),
        ("A welder whose name has been withheld", "person", "anonymous"),
    ],
)
def test_kind_and_naming_of_descriptions(source, kind, naming):
    found = source_of(source)
    assert (found.kind, found.naming) == (kind, naming)


def test_whose_office_it_is_names_nobody():
    found = source_of("Ms. Varde’s office")
    assert found.naming is Naming.DESCRIBED


@pytest.mark.parametrize(
    ("name", "naming"),
    [
        ("Tide Office", "named"),
        ("Port Denholm police", "named"),
        ("iTide", "named"),
        ("clerk", "described"),
        ("clerk in Denholm", "described"),
        ("people familiar with the tides", "anonymous"),
    ],
)
def test_a_source_of_the_registry_is_known_as_its_name_there_is(tmp_path, name, naming):
    path = tmp_path / "outlets.toml"
    path.write_text(f'[[source]]\nname = "{name}"\naliases = ["the tide people"]\n', "utf-8")
    found = read("1[The tide people] 1{said} 1<that the quay was closed>.", Registry.read(path)).source(1)
    assert (found.name, found.naming) == (name, naming)
    assert found.kind in SourceKind


@pytest.mark.parametrize(
    ("source", "kind", "naming"),
    [
        ("Deutsche Welle and Radio Corran", "media", "named"),
        ("The Danish police and the Danish army", "group", "named"),
        ("Ada Reese and Teo Varde", "group", "named"),
        ("Quenlo Co.", "organisation", "named"),
        ("Several thousand parents", "group", "described"),
        ("Media reports", "media", "generic"),
        ("Reports", "document", "generic"),
        ("Local media reports", "media", "described"),
        ("The Harbour Fires Database", "document", "named"),
        ("Londoners", "group", "described"),
    ],
)
def test_kinds_of_several_of_firms_and_of_reports(source, kind, naming):
    found = source_of(source)
    assert (found.kind, found.naming) == (kind, naming)


def test_somebodys_team_is_a_group_that_is_described():
    found = source_of("Her team", "Ada Reese met them. ")
    assert (found.kind, found.naming) == ("group", "described")


def test_who_says_i_is_a_person():
    found = read("1<“I missed it,”> 1[Quenlok] 1{said}.").source(1)
    assert found.kind is SourceKind.PERSON


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        pytest.param("1[*The Tide*] 1{reported} 1<that it leaks>.", ["media"], id="a title in italics"),
        pytest.param("1[Reports from *The Tide* and *Low Water*] 1{said} 1<that it leaks>.", ["media"], id="two titles"),
        pytest.param("1[**Okoro**] 1{said} 1<that it leaks>.", ["person"], id="bold letters"),
        pytest.param("1[Box Office Okoro] 1{said} 1<that it leaks>.", ["organisation"], id="begins with common words"),
        pytest.param("1[Ada Box Okoro] 1{said} 1<that it leaks>.", ["person"], id="begins with a first name"),
        pytest.param("1[Varner Public Schools] 1{said} 1<that it leaks>.", ["government"], id="schools of a place"),
        pytest.param("1[The Varner Energy Program] 1{said} 1<that it leaks>.", ["organisation"], id="a program is no show"),
    ],
)
def test_kinds_of_names_that_no_list_has(marked, kinds):
    found = read(marked)
    assert [found.source(n).kind for n in range(1, len(kinds) + 1)] == kinds


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "1[Grant Capital] 1{said} 1<no>. 2[Grant] 2{added} 2<that it leaks>.",
            ["Grant Capital"] * 2,
            id="a firm called like people",
        ),
        pytest.param(
            "1[The Grant Okoro Foundation] 1{said} 1<no>. 2[Grant] 2{added} 2<that it leaks>.",
            ["Grant Okoro Foundation", "Grant"],
            id="a person",
        ),
        pytest.param(
            "1[The Harbor Academy of Norway] 1{said} 1<no>. 2[Norway] 2{added} 2<that it leaks>.",
            ["Harbor Academy of Norway", "Norway"],
            id="a state",
        ),
    ],
)
def test_whose_short_form_a_name_is(marked, names):
    assert read(marked).names() == names
