"""Who passes on what it is told, and what runs on from words in words."""

import pytest
from marked import read

TOLD = "1[Ada Okoro] 1{told} 1(CNX) 1<that it leaks>."


@pytest.mark.parametrize(
    ("text", "via"),
    [
        pytest.param(TOLD, "CNX", id="another's article"),
        pytest.param(f"# A Wet Week\n\n(CNX) It rained on Monday.\n\n{TOLD}", None, id="dateline"),
        pytest.param(f"# A Wet Week\n\nDENHOLM (CNX) — It rained on Monday.\n\n{TOLD}", None, id="dateline with a place"),
        pytest.param(f"# A Wet Week\n\nDENHOLM, Varner (*CNX*) It rained on Monday.\n\n{TOLD}", None, id="dateline in italics"),
        pytest.param(f"# A Wet Week\n\nDENHOLM (CNY) — It rained on Monday.\n\n{TOLD}", "CNX", id="dateline of another"),
        pytest.param(f"# A Wet Week\n\nIt rained on Monday (CNX was closed).\n\n{TOLD}", "CNX", id="brackets further on"),
        pytest.param(f"# It rained in Denholm | CNX\n\nIt was wet.\n\n{TOLD}", None, id="in the title, behind a bar"),
        pytest.param(f"# It rained in Denholm, says CNX\n\nIt was wet.\n\n{TOLD}", "CNX", id="in the title"),
        pytest.param("1[Ada Okoro] 1{told} 1(the media) 1<that it leaks>.", None, id="the media"),
        pytest.param("1[Ada Okoro] 1{told} 1(local media) 1<that it leaks>.", None, id="local media"),
        pytest.param("1[Ada Okoro] 1{told} 1(Danish media) 1<that it leaks>.", "Danish media", id="some country's media"),
        pytest.param("1[Ada Okoro] 1{told} 1(Poland) 1<that it leaks>.", None, id="a state"),
    ],
)
def test_an_outlet_relays_unless_the_article_is_its_own(text, via):
    assert read(text).via(1) == via


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "1[Ada Okoro] 1{said} 1<that 2[the council] 2{promised} 2<a pump>>. 3<“It is old.”>", "Ada Okoro", id="words in words"
        ),
        pytest.param("1[Ada Okoro] 1{said} 1<that it leaks>. 3<“It is old.”>", "Ada Okoro", id="words"),
        pytest.param(
            "1[Ada Okoro] 1{said} 1<that it leaks>, and 2[Teo Reese] 2{said} 2<that it does not>. 3<“It is old.”>",
            "Teo Reese",
            id="two beside each other",
        ),
    ],
)
def test_a_quotation_runs_on_from_the_outermost_speaker(text, name):
    assert read(text).name(3) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1[Data from Poland] 1{show} 1<that tides rise>.", "data from Poland"),
        ("1[Data from the Harbor Institute] 1{show} 1<that tides rise>.", "Harbor Institute"),
        ("1[Figures released by Poland] 1{show} 1<that tides rise>.", "Poland"),
        ("1[This] 1{shows} 1<that tides rise>.", None),
        ("The Harbor Institute met. 1[That] 1{means} 1<that tides rise>.", None),
        ("1[The Harbor Office on Ada Reese] 1{said} 1<so>.", "Harbor Office"),
    ],
)
def test_what_is_nobody_or_nobody_s(text, name):
    assert read(text).name(1) == name
