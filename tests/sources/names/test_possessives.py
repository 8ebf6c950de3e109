"""Names with a possessive ending inside: "the Varner Sheriff’s Office" is one, "the harbor’s office" is none."""

import pytest
from marked import read


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("The Varner County Sheriff’s Office", "Varner County Sheriff’s Office", "government"),
        ("St. Ada’s Hospital", "St. Ada’s Hospital", "organisation"),
        ("The Growers’ Union", "Growers’ Union", "organisation"),
        ("Women's Aid", "Women's Aid", "organisation"),
        ("Okoro’s Harbor Institute", "Harbor Institute", "organisation"),
    ],
)
def test_what_stands_in_the_name(source, name, kind):
    found = read(f"1[{source}] 1{{said}} 1<that it leaks>.")
    assert (found.name(1), found.source(1).kind) == (name, kind)


def test_a_name_that_ends_so_says_something():
    found = read("1[McDonald’s] 1{said} 1<that it leaks>. McDonald’s roofs are old. 2[McDonald’s] 2{denied} 2<it>.")
    assert found.names() == ["McDonald’s"] * 2
    assert found.source(1).kind == "organisation"


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "1[The Varner Sheriff’s Office] 1{said} 1<no>. 2[The sheriff’s office] 2{added} 2<that it leaks>.",
            ["Varner Sheriff’s Office"] * 2,
            id="called by its noun",
        ),
        pytest.param(
            "1[The Varner Police] 1{said} 1<no>. 2[Police] 2{added} 2<that it leaks>.", ["Varner Police"] * 2, id="the police"
        ),
        pytest.param(
            "1[The Varner Police] 1{said} 1<no>. 2[Danish police] 2{added} 2<that it leaks>.",
            ["Varner Police", "Danish police"],
            id="other police",
        ),
        pytest.param(
            "1[The Varner Police Department] 1{said} 1<no>. 2[Varner police] 2{added} 2<that it leaks>.",
            ["Varner Police Department"] * 2,
            id="a shorter name",
        ),
        pytest.param("1[Friends of the mayor’s wife] 1{said} 1<no>.", ["friends of the mayor’s wife"], id="whose within"),
    ],
)
def test_what_such_bodies_are_called(marked, names):
    assert read(marked).names() == names


def test_a_role_before_a_name_holds_the_whole_name_of_the_body():
    found = read("1[Varner Sheriff’s Office spokesman Teo Reese] 1{said} 1<that it leaks>.")
    assert found.source(1).role == "Varner Sheriff’s Office spokesman"
