"""Whom a description means, and what of it is its name."""

import pytest
from marked import read


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        pytest.param(
            "2[The welders] 2{wrote} 2<so>. The welders, members of the Harbor Guild, left. 1[The welders] 1{said} 1<so>.",
            "Harbor Guild",
            id="members of a body speak for it",
        ),
        pytest.param(
            "Some doctors, members of the union Doctors for Open Harbors, left. 1[The physicians] 1{said} 1<so>.",
            "Doctors for Open Harbors",
            id="a body of doctors",
        ),
        pytest.param(
            "The doctors, guests of the Harbor Guild, left. 1[The doctors] 1{said} 1<so>.", "doctors", id="guests are no members"
        ),
        pytest.param(
            "A hunter, identified as Kjell Tarn, left. 1[The hunter] 1{said} 1<so>.", "Kjell Tarn", id="identified as somebody"
        ),
        pytest.param(
            "2[Kjell Tarn] 2{saw} 2<it as a surprise>. 1[The plumber] 1{said} 1<no>.", "Kjell Tarn", id="who spoke before"
        ),
        pytest.param(
            "2[Ada Okoro], a baker, 2{said} 2<yes>. 1[The plumber] 1{said} 1<no>.", "plumber", id="who spoke is a baker"
        ),
        pytest.param("1[An October 11 letter] 1{said} 1<so>.", "letter", id="date"),
        pytest.param("1[A July e-mail] 1{said} 1<so>.", "July e-mail", id="a month tells it apart"),
        pytest.param("1[So many growers] 1{said} 1<so>.", "growers", id="how many"),
        pytest.param("1[The authors of the study] 1{said} 1<so>.", "authors", id="of a study"),
        pytest.param("1[The mothers of the town] 1{said} 1<so>.", "mothers of the town", id="of a town"),
        pytest.param("1[Over half (55 %) of the growers] 1{said} 1<so>.", "growers", id="share"),
        pytest.param("1[No-one] 1{said} 1<so>.", None, id="no-one"),
    ],
)
def test_description(marked, name):
    assert read(marked).name(1) == name


def test_the_brand_is_not_called_after_its_product():
    marked = "1[Ferro] 1{said} 1<so>. 2[Ferro] 2{said} 2<no>. The Ferro Phone is new. 3[Ferro] 3{said} 3<so>."
    assert read(marked).names() == ["Ferro"] * 3


def test_the_speaker_of_words_is_who_says_i_among_them():
    marked = "1[Ada Okoro] 1{said} 1<“They are 2[things I] 2{doubt}>,” she said."
    assert read(marked).name(2) == "Ada Okoro"


def test_what_is_joined_with_a_person_and_cannot_speak_is_no_source():
    assert read("Teo Reese was 1{accused of} 1<laziness> by 1[a gardener and bad cooking] by a guest.").name(1) == "gardener"
