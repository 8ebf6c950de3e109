"""Source spans that are a little off, lists of names, names that only modify: whose head is the source."""

import pytest
from marked import read


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        pytest.param(
            "1[Mary Reese, Paul Ward and Ada Okoro] 1{agree} 1<on that>.", "Mary Reese, Paul Ward and Ada Okoro", id="list"
        ),
        pytest.param(
            "1[The two leading Republicans, Mary Reese and Sen. Paul Ward,] 1{doubt} 1<that>.",
            "Mary Reese and Paul Ward",
            id="behind what they are called together",
        ),
        pytest.param(
            "1[The town's previous mayors -- Mary Reese, Ohio Gov. Paul Ward and former judge David Okoro --] 1{doubt} 1<that>.",
            "Mary Reese, Paul Ward and David Okoro",
            id="behind a dash, with titles",
        ),
        pytest.param(
            "1[Sens. Mary Reese (R-Tenn.) and Paul Ward, D-Ohio,] 1{doubt} 1<that>.",
            "Mary Reese and Paul Ward",
            id="party and state are no part of a list",
        ),
        pytest.param(
            "1[early backers of the levy, mayor Mary Reese, R-Tenn., and Paul Ward, D-Ohio,] 1{doubt} 1<that>.",
            "Mary Reese and Paul Ward",
            id="a span that begins too early",
        ),
        pytest.param(
            "1[Mary Reese, head of the Varner Institute and the Denholm Fund,] 1{doubts} 1<that>.",
            "Mary Reese",
            id="names inside an apposition are no list",
        ),
        pytest.param(
            "1[The mayor of Denholm, Mary Reese,] 1{doubts} 1<that>.", "Mary Reese", id="a single name behind its description"
        ),
        pytest.param("1[Varner Bowl skywriters] 1{blast} 1<Mary Reese>.", "skywriters", id="a name that only modifies"),
        pytest.param("1<It rains,> 1{said} 1[Army Capt]. Paul Ward, who left.", "Paul Ward", id="a title without its name"),
        pytest.param(
            "1<It rains,> 1{said} 1[Air Fleet 1st Lt. Paul Ward].", "Paul Ward", id="titles that the parser does not know"
        ),
        pytest.param(
            "1<It rained,> 1[the growers in Denholm last week] 1{said}.", "growers in Denholm", id="a time is no source"
        ),
        pytest.param(
            "1[Mary Reese] and Paul Ward 1{doubt} 1<that>.", "Mary Reese and Paul Ward", id="a span that ends too early"
        ),
        pytest.param("1[Mary Reese] 1{doubts} 1<Paul Ward>, and Ada Okoro left.", "Mary Reese", id="an object is not joined"),
        pytest.param("1[Even her fellow growers] 1{doubt} 1<that>.", "growers", id="even"),
        pytest.param("1[Some] 1{cheer} 1<when he speaks>.", None, id="a word alone does not take the cue for its noun"),
    ],
)
def test_heads(marked, name):
    assert read(marked).name(1) == name


def test_a_name_behind_a_title_alone_is_called_by_name():
    found = read("1[Mrs.] Reese 1{said} 1<that it rained>. Mary Reese left.")
    assert found.name(1) == "Mary Reese"
    assert found.why(1) == "the name 'Mary Reese'"
