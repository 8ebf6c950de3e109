"""Names of states and capitals: whose government speaks, and who only is called so."""

import pytest
from marked import read

from hedgelens.records import SourceKind


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        pytest.param("1[Lima], 8, 1{said} 1<that it snows>.", SourceKind.PERSON, id="an age"),
        pytest.param("1[Chile], a baker, 1{said} 1<that it snows>.", SourceKind.PERSON, id="an occupation"),
        pytest.param("1[Chile] 1{said} 1<so>. 2[Chile], a baker, 2{left}.", SourceKind.PERSON, id="an occupation, further on"),
        pytest.param("1[India] 1{said} 1<that she had lost her key>.", SourceKind.PERSON, id="she"),
        pytest.param("1[Paris] 1{said} 1<he would sweep the yard>.", SourceKind.PERSON, id="he"),
        pytest.param("1[Sofia] 1{said} 1<that it snows>.", SourceKind.PERSON, id="a first name"),
        pytest.param("1[Chile] 1{said} 1<that it will vote>.", SourceKind.GOVERNMENT, id="alone"),
        pytest.param(
            "1[Chile], a member of the pact, 1{said} 1<that it will vote>.", SourceKind.GOVERNMENT, id="what states are"
        ),
        pytest.param(
            "The smuggler fled. 1[India] 1{said} 1<that he had no passport>.", SourceKind.GOVERNMENT, id="he is somebody else"
        ),
        pytest.param("1[Norway] 1{said} 1<that he had no passport>.", SourceKind.GOVERNMENT, id="he, and no first name"),
        pytest.param(
            "Snow fell in Sofia. 1[Sofia] 1{said} 1<that it will vote>.", SourceKind.GOVERNMENT, id="a capital where something is"
        ),
    ],
)
def test_a_person_and_a_state(marked, kind):
    assert read(marked).source(1).kind is kind
