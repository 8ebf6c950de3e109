"""Where a name begins and ends, and what it is a name of."""

import pytest
from marked import read

from hedgelens.records import SourceKind


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "Young Growers for Rivers (YGR) met. 1[YGR] 1{said} 1<so>.",
            ["Young Growers for Rivers"],
            id="spelled out before an acronym",
        ),
        pytest.param("A friend of Rivers (PAW) met. 1[Rivers] 1{said} 1<so>.", ["Rivers"], id="letters that do not fit"),
        pytest.param("1[The group al-Waha] 1{said} 1<so>.", ["al-Waha"], id="particle"),
        pytest.param(
            "1[The Ada, Paul and Mary Reese Foundation] 1{said} 1<so>. 2[Mary] 2{said} 2<no>.",
            ["Ada, Paul and Mary Reese Foundation", "Mary"],
            id="several founders, who are not it",
        ),
        pytest.param(
            "1[The Harbor Court for the 6th District] 1{said} 1<so>. 2[The Harbor Court for the 9th District] 2{said} 2<no>.",
            ["Harbor Court for the 6th District", "Harbor Court for the 9th District"],
            id="ordinals tell courts apart",
        ),
        pytest.param(
            "It rained on Ada JonesThe 1[mayor] 1{said} 1<so>. 2[Jones] 2{left}.", ["mayor", "Ada Jones"], id="a lost blank"
        ),
        pytest.param(
            "It rained on JonesMary Reese. 1[Reese] 1{said} 1<so>. 2[Mary Reese] 2{left}.", ["Mary Reese"] * 2, id="between names"
        ),
        pytest.param("1[TodayThe mayor] 1{said} 1<so>.", ["mayor"], id="a lost blank behind what is no name"),
        pytest.param("1[Ada OkoroDenholm] 1{said} 1<so>. 2[Okoro] 2{said} 2<no>.", ["Ada Okoro"] * 2, id="before another name"),
        pytest.param("1[AdaOkoro] 1{said} 1<so>. 2[Ada Okoro] 2{said} 2<no>.", ["Ada Okoro"] * 2, id="inside a name"),
        pytest.param("1[TeoBrandvold] 1{said} 1<so>. 2[Brandvold] 2{said} 2<no>.", ["Teo Brandvold"] * 2, id="before a surname"),
        pytest.param("By MaryReese. It rained. 1[Reese] 1{said} 1<so>.", ["Mary Reese"], id="a name that some have as surname"),
        pytest.param(
            "Photo: Ada ReeseDenholm Harbor was shut. 1[Reese] 1{said} 1<so>.",
            ["Ada Reese"],
            id="a caption runs on with the text",
        ),
        pytest.param(
            "The Varner Mill is new. 1[VarnerMill] 1{said} 1<so>.", ["Varner Mill"], id="what stands elsewhere with its blank"
        ),
        pytest.param("1[Ada FitzPaul] 1{said} 1<so>.", ["Ada FitzPaul"], id="what names begin with"),
        pytest.param("1[HarperCollins] 1{said} 1<so>.", ["HarperCollins"], id="a firm of two names"),
        pytest.param("1[MoveOn] 1{said} 1<so>.", ["MoveOn"], id="a firm that ends in a preposition"),
        pytest.param("Buzz sells honey. 1[BuzzFeed] 1{said} 1<so>.", ["BuzzFeed"], id="a firm whose first half is another's"),
        pytest.param("The Tower met. 1[TowerReese] 1{said} 1<so>.", ["TowerReese"], id="a firm that begins with a common word"),
        pytest.param("1[MaryAnn Reese] 1{said} 1<so>. 2[Ann] 2{left}.", ["MaryAnn Reese", "Ann"], id="two first names in one"),
        pytest.param("1[Ada McReese] 1{said} 1<so>.", ["Ada McReese"], id="capitals inside a name"),
        pytest.param(
            "1[Ada Varner Reese] 1{said} 1<so>. 2[Varner Reese] 2{said} 2<no>.", ["Ada Varner Reese"] * 2, id="surnames"
        ),
        pytest.param(
            "1[Skala Varner Brandvold] 1{said} 1<so>. 2[Varner Brandvold] 2{said} 2<no>.",
            ["Skala Varner Brandvold"] * 2,
            id="last words",
        ),
        pytest.param("1[Ken Reese] 1{said} 1<so>. 2[Kenneth B. Reese] 2{said} 2<no>.", ["Kenneth B. Reese"] * 2, id="short form"),
        pytest.param("1[Ann Reese] 1{said} 1<so>. 2[Paul Reese] 2{said} 2<no>.", ["Ann Reese", "Paul Reese"], id="two people"),
        pytest.param(
            "1[Mary Okoro Reese] 1{said} 1<so>. 2[Ms. Okoro] 2{said} 2<no>.", ["Mary Okoro Reese"] * 2, id="two surnames"
        ),
        pytest.param(
            "FLOODS AT THE RIVERSIDE The 1[Harbor Institute] 1{said} 1<so>.", ["Harbor Institute"], id="headline runs on"
        ),
        pytest.param("Brighter ORA funds came. 1[ORA] 1{said} 1<so>.", ["ORA"], id="an adjective before an acronym"),
        pytest.param(
            "The Denholm Golf Club Varner Hills opened. 1[Varner Hills] 1{said} 1<so>.",
            ["Varner Hills"],
            id="a place in a body's name",
        ),
        pytest.param("1[Paul Ward’s VP] 1{said} 1<so>.", ["Paul Ward's VP"], id="a title in capitals is no name"),
        pytest.param(
            "1[The river group Denholm’s Clean Water] 1{said} 1<so>.", ["Clean Water"], id="whose it is does not stand for a body"
        ),
        pytest.param(
            "1[Varner Democrats] 1{said} 1<so>. 2[Democrats] 2{said} 2<no>.",
            ["Varner Democrats", "Democrats"],
            id="a part of a party is not the party",
        ),
    ],
)
def test_edges(marked, names):
    assert read(marked).names() == names


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("CNN", SourceKind.MEDIA),
        ("CNX", SourceKind.ORGANISATION),
        ("Republicans", SourceKind.ORGANISATION),
        ("Denholm Democrats", SourceKind.ORGANISATION),
        ("Mary", SourceKind.PERSON),
        ("Okoro New River Finance", SourceKind.ORGANISATION),
        ("Skala Okoro Varner Denholm", SourceKind.ORGANISATION),
        ("The Okoro PAC", SourceKind.ORGANISATION),
        ("38 percent of voters", SourceKind.GROUP),
        ("Everyone", SourceKind.GROUP),
        ("Observers", SourceKind.GROUP),
        ("Female troops", SourceKind.GROUP),
        ("The oil industry", SourceKind.ORGANISATION),
        ("A poll", SourceKind.DOCUMENT),
        ("A Varner poll", SourceKind.ORGANISATION),
        ("The news", SourceKind.UNKNOWN),
        ("The Denholm News", SourceKind.MEDIA),
        ("Mary Reese’s remarks", SourceKind.PERSON),
    ],
)
def test_kinds(source, kind):
    assert read(f"1[{source}] 1{{said}} 1<that it was late>.").source(1).kind is kind


def test_a_document_is_not_anonymous():
    assert read("1[An undisclosed letter] 1{says} 1<so>.").source(1).naming == "described"
