"""How far a name reaches: titles, bodies with "and" or a person behind them, hyphens, slashes, what an editor put in brackets."""

import pytest
from marked import read

from hedgelens.records import SourceKind


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param("1[Chief Executive Ysolde Tarn] 1{said} 1<so>.", ["Ysolde Tarn"], id="title of two words"),
        pytest.param("1[Deputy Mayor Xanthe Quill] 1{said} 1<so>.", ["Xanthe Quill"], id="deputy"),
        pytest.param("1[Denholm Mills Chief Executive Ysolde Tarn] 1{said} 1<so>.", ["Ysolde Tarn"], id="whose executive"),
        pytest.param("1[Ada Banks] 1{said} 1<so>. 2[Banks] 2{left}.", ["Ada Banks"] * 2, id="a surname that is a plural"),
        pytest.param("1[Jean-Luc van der Aster-Osei] 1{said} 1<so>.", ["Jean-Luc van der Aster-Osei"], id="two small words"),
        pytest.param("1[Maria de la Aster] 1{said} 1<so>.", ["Maria de la Aster"], id="de la"),
        pytest.param("1[De la Aster] 1{said} 1<so>.", ["De la Aster"], id="De la opens"),
        pytest.param("1[Omar bin Yusof al-Harsi] 1{said} 1<so>.", ["Omar bin Yusof al-Harsi"], id="bin and al"),
        pytest.param("1[Nguyen Thi Minh Chau] 1{said} 1<so>.", ["Nguyen Thi Minh Chau"], id="the family first"),
        pytest.param("1<It is late>, 1{said} 1[coach Per Dahl].", ["Per Dahl"], id="a name that is a preposition"),
        pytest.param("1[Mr. van der Aster] 1{said} 1<so>.", ["van der Aster"], id="small words behind a title"),
        pytest.param("1[Executive Council] 1{said} 1<so>.", ["Executive Council"], id="no title before a body"),
        pytest.param("1[Envoy at the Office of Lighthouses Paul Reese] 1{said} 1<so>.", ["Paul Reese"], id="behind a ministry"),
        pytest.param("1[Harbor Watch editor-in-chief Kjell Tarn] 1{said} 1<so>.", ["Kjell Tarn"], id="editor-in-chief"),
        pytest.param("1[The mother of Paul Reese] 1{said} 1<so>.", ["mother of Paul Reese"], id="a mother"),
        pytest.param(
            "1[The Office for Public Works Mary Reese] 1{said} 1<so>. 2[Ms. Reese] 2{left}.", ["Mary Reese"] * 2, id="an office"
        ),
        pytest.param("1[The University of Varner] 1{said} 1<so>.", ["University of Varner"], id="nobody behind a university"),
        pytest.param("1[The School of Mary Reese] 1{said} 1<so>.", ["School of Mary Reese"], id="called after somebody"),
        pytest.param(
            "1[The Varner Centre for Flood Prevention and Control] 1{said} 1<so>.",
            ["Varner Centre for Flood Prevention and Control"],
            id="and between topics",
        ),
        pytest.param(
            "1[Coast Customs and Border Protection] 1{said} 1<so>.", ["Coast Customs and Border Protection"], id="customs"
        ),
        pytest.param("1[The Ministry of Health and Paul Reese] 1{said} 1<so>.", ["Ministry of Health and Paul Reese"], id="two"),
        pytest.param("1[The NGO Clean Rivers Watch] 1{said} 1<so>.", ["Clean Rivers Watch"], id="sort of body before a name"),
        pytest.param(
            "Mary Okoro-Reese was sworn in. 1[Okoro-Reese] 1{said} 1<so>. 2[She] 2{left}.", ["Mary Okoro-Reese"] * 2, id="hyphen"
        ),
        pytest.param(
            "1[Judge Mary Okoro-Reese] 1{said} 1<so>. 2[Judge Okoro-Reese] 2{said} 2<no>.", ["Mary Okoro-Reese"] * 2, id="title"
        ),
        pytest.param("1<“[Mary] knew,”> 1[he] 1{said}. Mary Reese came.", [None], id="nobody named before"),
        pytest.param(
            "Mary Reese came. 1[Paul Ward] 1{said} 1<“2<\\[2[Mary]\\] never 2{knew} it>”>.",
            ["Paul Ward", "Mary Reese"],
            id="put in by an editor, as Markdown has it",
        ),
        pytest.param("1[Mary Reese] 1{told} 1(*The Gazette*) 1<that it leaks>.", ["Mary Reese"], id="emphasis"),
    ],
)
def test_extent(marked, names):
    assert read(marked).names() == names


def test_a_picture_is_no_part_of_the_name_of_the_agency():
    assert read("Photo: Paul Reese/CNX. 1[Mary Ward] 1{told} 1(CNX) 1<that it leaks>.").via(1) == "CNX"


def test_the_description_of_a_member_of_a_house_is_no_name():
    assert read("1[The MP] 1{said} 1<so>.").name(1) == "MP"
    marked = "1[Paul Reese] 1{warned} 1<of floods>. 2[The Liberal MP] 2{added}: 2<“The dam is old.”>"
    assert read(marked).names() == ["Paul Reese", "Paul Reese"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Poland", SourceKind.GOVERNMENT),
        ("Israel", SourceKind.GOVERNMENT),
        ("Tehran", SourceKind.GOVERNMENT),
        ("New Zealand", SourceKind.GOVERNMENT),
        ("Texas", SourceKind.GOVERNMENT),
        ("The UAE", SourceKind.GOVERNMENT),
        ("Jordan", SourceKind.PERSON),
        ("Prince Chad", SourceKind.PERSON),
        ("NASA", SourceKind.GOVERNMENT),
        ("The Federal Reserve", SourceKind.GOVERNMENT),
        ("The CDC", SourceKind.GOVERNMENT),
        ("The CDX", SourceKind.ORGANISATION),
    ],
)
def test_what_states_and_public_bodies_are(source, kind):
    assert read(f"1[{source}] 1{{said}} 1<that it leaks>.").source(1).kind is kind


def test_jordan_is_a_state_where_something_is_in_it():
    assert read("It rained in Jordan. 1[Jordan] 1{said} 1<that it leaks>.").source(1).kind is SourceKind.GOVERNMENT
