"""A pronoun is the one that the article has for somebody, and never guessed from a first name."""

from marked import read


def test_the_pronoun_is_the_articles():
    assert read("Ada Okoro left. 1[She] 1{said} 1<so>.").source(1).pronoun == "she"
    assert read("1[Ada Okoro] 1{said} 1<so>.").source(1).pronoun is None
    assert read("The Ocean Agency was late. 1[It] 1{said} 1<so>.").source(1).pronoun == "it"
    assert read("The growers left. 1[They] 1{said} 1<so>.").source(1).pronoun == "they"


def test_a_pronoun_counts_where_it_is_sure_whom_it_takes_up():
    assert read("1[Ada Okoro] 1{said} 1<so>. She left her boat to Teo.").source(1).pronoun == "she"
    assert read("1[The Ocean Agency] 1{said} 1<that it rains>.").source(1).pronoun is None
    assert read("1[The Ocean Agency] 1{raised} its fees.").source(1).pronoun == "it"
    assert (
        read("1[Ada Okoro] 1{told} Teo Brandvold 1<that it leaks>. “Somebody saw him,” the clerk said.").source(1).pronoun is None
    )
