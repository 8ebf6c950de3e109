"""The body that somebody belongs to is a value of its own: a source where it is one, else its name."""

import pytest
from marked import read

BODIES = [
    ("1[Ada Okoro], a professor of law at Denholm University, 1{said} 1<so>.", "Denholm University"),
    ("1[Ada Okoro], secretary general of the Ocean Agency, 1{said} 1<so>.", "Ocean Agency"),
    ("1[Ocean Agency director Ada Okoro] 1{said} 1<so>.", "Ocean Agency"),
    ("1[Harbor Growers Association president Ada Okoro] 1{said} 1<so>.", "Harbor Growers Association"),
    ("1[ORA engineer Ada Okoro] 1{said} 1<so>.", "ORA"),
    ("1[The Ocean Agency's Ada Okoro] 1{said} 1<so>.", "Ocean Agency"),
    ("1[Ada Okoro of the Ocean Agency] 1{said} 1<so>.", "Ocean Agency"),
    ("1[Ada Okoro], of the Ocean Agency, 1{said} 1<so>.", "Ocean Agency"),
    ("The Ocean Agency's director, 1[Ada Okoro], 1{said} 1<so>.", "Ocean Agency"),
    ("The Ocean Agency was late. Its director, 1[Ada Okoro], 1{said} 1<so>.", "Ocean Agency"),
    ("1[A spokesman for the Ocean Agency] 1{said} 1<so>.", "Ocean Agency"),
    ("1[An Ocean Agency official] 1{said} 1<so>.", "Ocean Agency"),
    ("Corran Mills Inc. was late. 1[The company's spokesman] 1{said} 1<so>.", "Corran Mills Inc."),
    ("1[Ada Okoro], an expert at the Department of Tides at Denholm University, 1{said} 1<so>.", "Denholm University"),
    ("1[Ada Okoro], who leads the Ocean Agency, 1{said} 1<so>.", "Ocean Agency"),
    ("1[Ada Okoro], an adviser to Teo Brandvold, 1{said} 1<so>.", None),
    ("1[Ada Okoro], a former editor of the Denholm Gazette, 1{said} 1<so>.", "Denholm Gazette"),
    ("1[Ada Okoro], the author of The Drowned Institute, 1{said} 1<so>.", None),
    ("1[Ada Okoro], a baker from Denholm, 1{said} 1<so>.", None),
    ("1[Denholm mayor Ada Okoro] 1{said} 1<so>.", None),
    ("1[Danish baker Ada Okoro] 1{said} 1<so>.", None),
    ("1[Teo Brandvold's lawyer] 1{said} 1<so>.", None),
    ("1[Ada Okoro] 1{said} 1<so>.", None),
]


@pytest.mark.parametrize(("text", "body"), BODIES)
def test_the_body_is_the_one_that_the_article_names(text, body):
    assert read(text).source(1).affiliation == body


def test_a_body_that_is_a_source_goes_by_its_id():
    found = read("1[The Ocean Agency] 1{said} 1<so>. 2[Its director, Ada Okoro], 2{said} 2<no more>.")
    assert found.source(2).affiliation == found.source(1).id
