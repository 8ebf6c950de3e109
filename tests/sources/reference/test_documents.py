"""Who issued a document, also where somebody else passes it on."""

import pytest
from marked import read

REPORT = "The Harbor Institute submitted its report in May."


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        pytest.param(f"{REPORT} 1[The report] 1{{says}} 1<that it leaks>.", "Harbor Institute", id="taken up"),
        pytest.param(
            f"{REPORT} CNX has put the whole report online. 1[The report] 1{{says}} 1<that it leaks>.",
            "Harbor Institute",
            id="passed on",
        ),
        pytest.param(
            "CNX has published a report. 1[The report] 1{says} 1<that it leaks>.",
            "CNX",
            id="its own, where nobody else's is known",
        ),
        pytest.param(
            f"{REPORT} It offers an analysis of rents. 1[The report] 1{{says}} 1<that it leaks>.",
            "Harbor Institute",
            id="the same noun before a like one that is nearer",
        ),
        pytest.param("1[This year's survey] 1{says} 1<that it leaks>.", "survey", id="no year's"),
        pytest.param("1[Last week's report] 1{says} 1<that it leaks>.", "report", id="no week's"),
        pytest.param("1[The Okoro verdict] 1{says} 1<that it leaks>.", "Okoro verdict", id="named for what it is about"),
        pytest.param("1[The Harbor Institute survey] 1{says} 1<that it leaks>.", "Harbor Institute", id="named for whose it is"),
        pytest.param("1[The manual of the Harbor Institute] 1{says} 1<that it leaks>.", "Harbor Institute", id="manual"),
        pytest.param("1[A new research paper] 1{says} 1<that it leaks>.", "new research paper", id="no newspaper"),
    ],
)
def test_issuer(marked, name):
    assert read(marked).name(1) == name


def test_a_research_paper_is_a_document_and_a_local_one_an_outlet():
    assert read("1[A research paper] 1{says} 1<that it leaks>.").source(1).kind == "document"
    assert read("1[A local paper] 1{says} 1<that it leaks>.").source(1).kind == "media"
