"""Those spoken of before who are called something else: taken together, by a sort, by what stands beside their name."""

import pytest
from marked import read

ADA_AND_TEO = "Ada Okoro and Teo Brandvold"


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            f"{ADA_AND_TEO} left. 1[The pair] 1{{said}} 1<no>. 2[Both] 2{{laughed}} 2<at it>.", [ADA_AND_TEO] * 2, id="pair"
        ),
        pytest.param(
            "Ada Okoro met Mina Harlow. 1[The two women] 1{said} 1<no>. 2[The women] 2{added} 2<that it leaks>.",
            ["Ada Okoro and Mina Harlow"] * 2,
            id="two women who were named singly",
        ),
        pytest.param(
            "Three nurses left. 1[The women] 1{said} 1<no>. 2[The trio] 2{added} 2<that it leaks>.",
            ["nurses"] * 2,
            id="those counted before",
        ),
        pytest.param(
            "1[A man] 1{said} 1<that it leaks>. 2[The victim] 2{added} 2<that it is old>. 3[The boy] 3{said} 3<no>.",
            ["man", "man", "man"],
            id="one man",
        ),
        pytest.param("A man and a clerk left. 1[The victim] 1{said} 1<no>.", ["victim"], id="one of two is not known"),
        pytest.param(
            "Researchers at Corran College measured it. 1[The team] 1{said} 1<no>. 2[The scientists] 2{added} 2<that it leaks>.",
            ["researchers at Corran College"] * 2,
            id="team",
        ),
    ],
)
def test_people_called_anew(marked, names):
    assert read(marked).names() == names


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A former welder at the yard, Teo Brandvold, 61", "Teo Brandvold"),
        ("The chair of the town’s panel on ports, Dina Alvar, a grower from Corran Vale,", "Dina Alvar"),
        ("A senior at Corran Union High School in Denholm, Ada Okoro, 17,", "Ada Okoro"),
        ("Senior vice president and general counsel Ruth Amadi", "Ruth Amadi"),
        ("Poet and playwright Bram Oster", "Bram Oster"),
        ("The Harbor Institute and Mayor Bram Oster", "Harbor Institute and Bram Oster"),
        ("study co-author Mina Harlow, a Harbor Institute fellow,", "Mina Harlow"),
        ("A resident of Varner, Denholm,", "resident of Varner"),
    ],
)
def test_the_name_behind_what_describes_its_bearer(source, name):
    assert read(f"1[{source}] 1{{said}} 1<that the crane was old>.").names() == [name]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "1[A study by Varner College and Corran College] 1{found} 1<that it leaks>.",
            ["Varner College and Corran College"],
            id="two issuers",
        ),
        pytest.param(
            "A Facebook post went round. 1[The post] 1{said} 1<that it leaks>.", ["Facebook post"], id="a platform issues nothing"
        ),
        pytest.param(
            "1[Corran Mills] 1{said in a statement} 1<that it closed>. 2[Another statement] 2{said} 2<that it was sold>.",
            ["Corran Mills"] * 2,
            id="another statement",
        ),
        pytest.param(
            "The Harbor Institute released its report. 1[The draft report] 1{says} 1<that it leaks>.",
            ["Harbor Institute"],
            id="more is said of the document",
        ),
        pytest.param(
            "The Harbor Institute published a study. 1[The findings] 1{show} 1<that it leaks>.",
            ["Harbor Institute"],
            id="findings",
        ),
        pytest.param(
            "The Varner Police Department met. 1[A police report] 1{found} 1<that it leaks>.",
            ["Varner Police Department"],
            id="police",
        ),
        pytest.param("1[Government data] 1{show} 1<that it leaks>.", ["government"], id="data of a body"),
        pytest.param("1[Court records] 1{show} 1<that it leaks>.", ["court records"], id="records speak for themselves"),
        pytest.param("1[A county survey] 1{found} 1<that it leaks>.", ["county survey"], id="where a survey was made"),
        pytest.param(
            "1[The Harbor Institute’s report] 1{found} 1<no>. A draft report is no law. 2[The report] 2{notes} 2<that it leaks>.",
            ["Harbor Institute"] * 2,
            id="the report that spoke, and not any report",
        ),
        pytest.param(
            "1[A report by the Office of Surveyor General] 1{found} 1<that it leaks>.",
            ["Office of Surveyor General"],
            id="an office whose name ends in a title",
        ),
    ],
)
def test_who_issued_it(marked, names):
    assert read(marked).names() == names


def test_aliases_have_no_marks_of_emphasis():
    read_text = read("1[*The Courier of Denholm*] 1{said} 1<that it leaks>. 2[*The Courier*] 2{added} 2<that it is old>.")
    assert not [alias for alias in read_text.source(1).aliases if "*" in alias]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "1[Norway and Chile] 1{said} 1<no>. 2[Both countries] 2{added} 2<that it leaks>.",
            ["Norway and Chile"] * 2,
            id="both countries",
        ),
        pytest.param(
            "1[The Harbor Union and Corran Mills] 1{said} 1<no>. 2[Both sides] 2{added} 2<that it leaks>.",
            ["Harbor Union and Corran Mills"] * 2,
            id="both sides",
        ),
        pytest.param(
            "Ada Okoro, Teo Brandvold and Mina Harlow left. 1[They] 1{said} 1<no>.",
            ["Ada Okoro, Teo Brandvold and Mina Harlow"],
            id="a list of people",
        ),
    ],
)
def test_those_who_deal_with_each_other(marked, names):
    assert read(marked).names() == names


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "1[The Ministry of Trade, Industry and Energy] 1{said} 1<no>.", ["Ministry of Trade, Industry and Energy"], id="list"
        ),
        pytest.param(
            "1[The Ministry of Trade, Ada Okoro and Teo Reese] 1{said} 1<no>.",
            ["Ministry of Trade, Ada Okoro and Teo Reese"],
            id="list of sources",
        ),
        pytest.param(
            "1[Rep. Teo “Coach” Reese] 1{said} 1<no>. 2[Reese] 2{left} 2<it>.", ["Teo “Coach” Reese"] * 2, id="nickname"
        ),
        pytest.param(
            "1[The World Health Organization] 1{said} 1<no>. 2[WHO] 2{say} 2<that it leaks>.",
            ["World Health Organization"] * 2,
            id="an acronym that is a word",
        ),
        pytest.param(
            "Ada Okoro lost. 1[Her lawyers] 1{said} 1<no>. 2[The lawyers] 2{added} 2<that it leaks>.",
            ["Ada Okoro's lawyers"] * 2,
            id="the only ones of that noun",
        ),
        pytest.param(
            "Ada Okoro’s lawyers met Teo Reese’s lawyers. 1[The lawyers] 1{said} 1<no>.", ["lawyers"], id="one of two sides"
        ),
        pytest.param(
            "Ada Okoro lost. 1[Her lawyers] 1{said} 1<no>. 2[Her attorneys] 2{added} 2<that it leaks>.",
            ["Ada Okoro's lawyers"] * 2,
            id="words that mean the same",
        ),
    ],
)
def test_the_extent_of_names_and_who_bears_them(marked, names):
    assert read(marked).names() == names
