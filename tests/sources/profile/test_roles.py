"""Roles are read as the article words them: before a name, beside it, said of it, signed below it."""

import pytest
from marked import read

ROLES = [
    ("1[Mayor Ada Okoro] 1{said} 1<so>.", "Mayor"),
    ("1[Former Corran Mills chief executive Teo Brandvold] 1{said} 1<so>.", "Former Corran Mills chief executive"),
    ("The quay is safe, 1{said} 1[harbor spokeswoman Ada Okoro].", "harbor spokeswoman"),
    ("1[Secretary of State Ada Okoro] 1{said} 1<so>.", "Secretary of State"),
    ("1[Minister of the Harbor Ada Okoro] 1{said} 1<so>.", "Minister of the Harbor"),
    ("1[Lt. Col. Ada Okoro] 1{said} 1<so>.", "Lt. Col."),
    ("1[Chief engineer Dr. Ada Okoro] 1{said} 1<so>.", "Chief engineer"),
    ("1[Founder and former chairwoman Ada Okoro] 1{said} 1<so>.", "Founder and former chairwoman"),
    ("1[Ada Okoro], a professor of law at Denholm University, 1{said} 1<so>.", "professor of law at Denholm University"),
    (
        "1[Ada Okoro], president and chief engineer of Corran Mills, 1{said} 1<so>.",
        "president and chief engineer of Corran Mills",
    ),
    ("1[Ada Okoro], 43, a baker from Denholm, 1{said} 1<so>.", "baker from Denholm"),
    ("1[Ada Okoro], chief executive of the mill since 2010, 1{said} 1<so>.", "chief executive of the mill"),
    ("1[Ada Okoro] (engineer) 1{said} 1<so>.", "engineer"),
    ("1[Ada Okoro, MD], director of the Tide Clinic, 1{said} 1<so>.", "director of the Tide Clinic"),
    ("The union's president, 1[Ada Okoro], 1{said} 1<so>.", "president"),
    ("1[Ada Okoro], the union's president, 1{said} 1<so>.", "president"),
    ("1[Ada Okoro] is the president of the union. 1[She] 1{said} 1<so>.", "president of the union"),
    ("Ada Okoro was elected mayor of Denholm in May. 1[She] 1{said} 1<so>.", "mayor of Denholm"),
    ("The leader of the Tide Party, 1[Ada Okoro], 1{said} 1<so>.", "leader of the Tide Party"),
    ("1[Ada Okoro], who leads the Ocean Agency, 1{said} 1<so>.", "leads the Ocean Agency"),
    ("Ada Okoro serves as the town's treasurer. 1[Okoro] 1{said} 1<so>.", "treasurer"),
    ("1<“It leaks.”>\n\n— 1[Ada Okoro], engineer", "engineer"),
    ("Ada Okoro left. The teacher was late. 1[Okoro], a former judge, 1{said} 1<so>.", "former judge"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_a_role_is_worded_as_in_the_article(text, role):
    found = read(text.replace("1[Ada Okoro] is the", "Ada Okoro is the")).source(1)
    assert found.name.endswith(("Okoro", "Brandvold"))
    assert found.role == role


@pytest.mark.parametrize(
    "text",
    [
        "1[Ada Okoro] 1{said} 1<so>.",
        "1[Mr. Okoro] 1{said} 1<so>.",
        "1[Ada Okoro], a woman of forty, 1{said} 1<so>.",
        "On Tuesday 1[Ada Okoro] 1{said} 1<so>.",
        "Ada Okoro met the mayor. 1[Okoro] 1{said} 1<so>.",
        "1[Ada Okoro], Teo Brandvold and the mayor met. 2[Okoro] 2{said} 2<so>.",
        "1[Ada Okoro] (R-Varner) 1{said} 1<so>.",
    ],
)
def test_where_the_article_gives_no_role_there_is_none(text):
    found = read(text).source(1)
    assert found is None or found.role is None or "Teo" in found.name


def test_an_office_tells_more_than_a_rank_or_a_party():
    assert (
        read("1[Gen. Ada Okoro], chairwoman of the Harbor Board, 1{said} 1<so>.").source(1).role
        == "chairwoman of the Harbor Board"
    )
    assert read("1[Senator Ada Okoro], a Varner Democrat, 1{said} 1<so>.").source(1).role == "Senator"
    assert read("Okoro, the only witness, left. 1[Ada Okoro], a welder, 1{said} 1<so>.").source(1).role == "welder"


def test_an_unnamed_person_has_the_role_that_the_description_tells():
    assert read("1[A Denholm police spokeswoman] 1{said} 1<so>.").source(1).role == "Denholm police spokeswoman"
    assert read("1[A woman] 1{said} 1<so>.").source(1).role is None
    assert read("1[Residents] 1{said} 1<so>.").source(1).role is None


def test_a_body_may_be_said_to_be_something():
    assert read("1[Clear Tide], a charity for old boats, 1{said} 1<so>.").source(1).role == "charity for old boats"
