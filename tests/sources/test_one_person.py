"""One person, one source: ranks, particles, two surnames, nicknames, families, capitals, other scripts, names that are words."""

import pytest
from marked import read

ONE = [
    ("Supt Mina Harlow", "Supt Harlow", "Mina Harlow"),
    ("DCI Tobias Renn", "DCI Renn", "Tobias Renn"),
    ("Lt Cdr Orla Venn", "Lt Cdr Venn", "Orla Venn"),
    ("Lt Cdr Orla Venn", "The officer", "Orla Venn"),
    ("Cllr Bryn Tallow", "Cllr Tallow", "Bryn Tallow"),
    ("Det Sgt Will Orme", "Det Sgt Orme", "Will Orme"),
    ("PC Una Frost", "PC Frost", "Una Frost"),
    ("Chief Supt Lena Moor", "Ch Supt Moor", "Lena Moor"),
    ("Pieter van der Molen", "Mr van der Molen", "Pieter van der Molen"),
    ("Pieter van der Molen", "Van der Molen", "Pieter van der Molen"),
    ("Salim al-Waked", "Al-Waked", "Salim al-Waked"),
    ("Moira O’Hanlon", "Mrs O'Hanlon", "Moira O’Hanlon"),
    ("Inés de la Torre", "De la Torre", "Inés de la Torre"),
    ("Ana Belén Castaño Ruiz", "Ms. Castaño Ruiz", "Ana Belén Castaño Ruiz"),
    ("Ana Castaño", "Castano", "Ana Castaño"),
    ("Gwen Parry-Holt", "Parry-Holt", "Gwen Parry-Holt"),
    ("William “Bud” Sorrel", "Bud Sorrel", "William “Bud” Sorrel"),
    ('Robert "Red" Malloy', "Malloy", 'Robert "Red" Malloy'),
    ("Katherine (Kit) Minchin", "Minchin", "Katherine (Kit) Minchin"),
    ("Sue Pell", "Susan Pell", "Susan Pell"),
    ("Dave Pell", "David Pell", "David Pell"),
    ("Олена Кравчук", "Кравчук", "Олена Кравчук"),
    ("Νίκος Παππάς", "Παππάς", "Νίκος Παππάς"),
    ("May Osgood", "Osgood", "May Osgood"),
    ("Per Lindal", "Lindal", "Per Lindal"),
    ("Will Tarrant", "Will", "Will Tarrant"),
    ("ADA OKORO, the mayor,", "Okoro", "Ada Okoro"),
    ("The W.G.A.", "The WGA", "W.G.A."),
    ("Northmill Stores", "The retailer", "Northmill Stores"),
]


@pytest.mark.parametrize(("first", "again", "name"), ONE, ids=[f"{first}: {again}" for first, again, _ in ONE])
def test_one_source(first, again, name):
    assert (
        read(f"1[{first}] 1{{said}} 1<that the pier was safe>. 2[{again}] 2{{added}} 2<that it was old>.").names() == [name] * 2
    )


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "1[Teo Okoro] 1{said} 1<no>. His wife, Ada Okoro, left. 2[Mrs Okoro] 2{said} 2<yes>. 3[Mr Okoro] 3{said} 3<so>.",
            ["Teo Okoro", "Ada Okoro", "Teo Okoro"],
            id="man and wife",
        ),
        pytest.param(
            "1[Teo Okoro] 1{said} 1<no>. 2[Mr Okoro] 2{said} 2<so>. 3[Mrs Okoro] 3{said} 3<yes>. 4[She] 4{added} 4<that it leaks>.",
            ["Teo Okoro", "Teo Okoro", "Mrs Okoro", "Mrs Okoro"],
            id="a wife without a given name",
        ),
        pytest.param(
            "John Fell met his son, John Fell Jr., at six. 1[The elder Fell] 1{said} 1<no>. 2[The younger Fell] 2{said} 2<yes>.",
            ["John Fell", "John Fell Jr."],
            id="father and son",
        ),
        pytest.param(
            "President Bram Oster met Vice President Ada Okoro. 1[The president] 1{said} 1<no>. 2[The vice president] 2{said} 2<yes>.",
            ["Bram Oster", "Ada Okoro"],
            id="the vice president is no president",
        ),
        pytest.param(
            "1[Northmill Stores] 1{said} 1<that it grew>. Our One Northmill Stores plan works. 2[Northmill Stores] 2{said} 2<so>.",
            ["Northmill Stores", "Northmill Stores"],
            id="a product is called after its maker",
        ),
    ],
)
def test_several_of_one_name(marked, names):
    assert read(marked).names() == names


@pytest.mark.parametrize("text", ["Per Okoro, it leaks", "Will Okoro pay", "In May Okoro left"])
def test_words_that_are_no_given_names(text):
    ends = "?" if text.startswith("Will") else "."
    assert read(f"{text}{ends} 1[Ada Okoro] 1{{said}} 1<so>.").names() == ["Ada Okoro"]
