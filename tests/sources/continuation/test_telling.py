"""Accounts that are told in the writer's words: which sentences behind them still tell them."""

import pytest
from marked import read


def reasons(marked):
    return {sentence: c.why.split(": ", 1)[1] for sentence, c in read(marked).continued().items()}


TOLD_ON = {
    "it stands between two statements": [
        "1[Ada Okoro] 1{says} 1<the cameras read every plate>. Neighbors take the long way round. 2[She] 2{says} 2<it costs them an hour>.",
        "1<The lock is too narrow>, 1{according to} 1[the boatmen]. Barges wait a night in Varner. 2[They] 2{say} 2<the fish rots>.",
        "1[Teo Brandvold] 1{explained} 1<that the oven is hot all day>. Nobody sleeps behind it. 2<The smoke is worse>, 2[he] 2{said}.",
    ],
    "figures": [
        "1<Growers sold 300 tons of tea in May>, 1{according to} 1[the bureau]. Exports fell 12 percent.",
        "1[The survey] 1{found} 1<that 40 percent of them fish>. In the north, 60 percent do.",
        "1[The ministry] 1{said} 1<the port handled 900 ships>. Two thirds carried grain.",
        "1[Harbor records] 1{show} 1<that 14 pumps failed>. Nine failed twice.",
    ],
    "in the past tense": [
        "1[Sgt. Joan Hanley] 1{said} 1<that patrols were called to the quay>. Neighbors found a man by the kiosk with knife wounds.",
        "1[The clerk] 1{said} 1<that boxes fell off a barge>. Boxes drifted past the mill.",
        "1[The clerk] 1{said} 1<that boxes fell off a barge>. Their lids broke.",
        "1[A welder] 1{told} the court 1<that a cable snapped at noon>. The crane tipped over the rail.",
        "1[Their teacher] 1{recalled} 1<that the boys ran off at nine>. A guard stopped them on the bridge.",
    ],
    "whom such a report is about": [
        "1[Firefighters] 1{said} 1<that a van may have skidded>. The driver has a broken arm.",
        "1[The clinic] 1{reports} 1<that a rare fever is back>. The patient sleeps in a tent.",
        "1[A grocer] 1{said} 1<that a driver may have slept>. The vehicle lies in the canal.",
    ],
    "such a report tells": [
        "1[A rescuer] 1{said} 1<that a climber is missing>. Dogs searched the gorge.",
    ],
    "goes on from what is told": [
        "1[The guide] 1{said} 1<that the bell is old>. When the tower burned, villagers carried it out.",
        "1[Ada Okoro] 1{says} 1<the wells are full>. But farmers cannot reach them.",
        "1<The reef is recovering>, 1{according to} 1[the divers]. Still, some corals stay white.",
    ],
    "counts what the account speaks of": [
        "1<Forty trawlers leave on Sundays>, 1{according to} 1[the pilots]. Others wait for the tide.",
    ],
}


@pytest.mark.parametrize(("reason", "marked"), [(why, text) for why, texts in TOLD_ON.items() for text in texts])
def test_tells_on(reason, marked):
    (found,) = reasons(marked).values()
    assert reason in found


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("1<“Fourteen pumps failed,”> 1{said} 1[Ada Okoro]. Nine failed twice.", id="quoted, not told"),
        pytest.param("1[The ministry] 1{wants} 1<that 900 ships are built>. Two thirds carry grain.", id="wanted, not told"),
        pytest.param("1[The ministry] 1{did not say} 1<that 900 ships came>. Two thirds carried grain.", id="not said"),
        pytest.param(
            "The strike began after 1[the pilots] 1{said} 1<that the lights had failed>. Dockers stayed at home.",
            id="said by the way",
        ),
        pytest.param("1[The survey] 1{found} 1<that 40 percent fish>. Here are three more results.", id="to the reader"),
        pytest.param("1[The survey] 1{found} 1<that 40 percent fish>. Do 60 percent bake?", id="a question"),
        pytest.param("1[The survey] 1{found} 1<that 40 percent fish>. We asked 20 bakers.", id="the writer's own doing"),
        pytest.param("1[A welder] 1{said} 1<that a cable snapped>. The yard is the oldest in Denholm.", id="a description"),
        pytest.param("1[A welder] 1{said} 1<that a cable snapped>. The owners denied it.", id="others say something"),
        pytest.param(
            "1[A welder] 1{said} 1<that a cable snapped>. The fall came a week after a fire.", id="beside something else"
        ),
        pytest.param("1[The gallery] 1{said} 1<that the hall will reopen>. A man sweeps the stairs.", id="no case"),
        pytest.param("1[The vintner] 1{said} 1<that it smells of smoke>. The jug has a round body.", id="a body that is none"),
        pytest.param("1[The guide] 1{said} 1<that the bell cracked>. Two choirs sang on Friday.", id="nothing known in it"),
        pytest.param("1[The guide] 1{said} 1<that the bell cracked>. When the tide turns, seals bark.", id="always so"),
        pytest.param("1[The guide] 1{said} 1<that the bell cracked>. Before dawn, bakers light the ovens.", id="every day"),
        pytest.param("1[A welder] 1{said} 1<that a cable snapped>. The welder grew up in Varner.", id="about the teller"),
        pytest.param(
            "1[Records] 1{show} 1<that the pump fails on May 4>. The hall opened on June 12.", id="dates are no figures"
        ),
        pytest.param(
            "Cables\n\n1[A welder] 1{said} 1<that a cable snapped>.\n\nThe crane tipped over the rail.", id="another paragraph"
        ),
        pytest.param(
            "Cables\n\n1[A welder] 1{said} 1<that a cable snapped>.\n\n## Elsewhere\n\nTwo cranes fell.", id="another section"
        ),
        pytest.param(
            "1[Ada Okoro] 1{says} 1<the lake is full>. Denholm lies north of it. 2[Dockers] 2{say} 2<it is low>.",
            id="between two sources",
        ),
        pytest.param(
            "In addition to the strike, it rained. 1[Pilots] 1{said} 1<it is late>. Today, bells ring.", id="no sign at all"
        ),
    ],
)
def test_is_the_writers(marked):
    assert reasons(marked) == {}


@pytest.mark.parametrize(
    ("sentence", "carried_on"),
    [
        ("Among young birds, the share rose to 60 percent.", True),
        ("The sample held 300 birds.", True),
        ("A team caught the birds in nets.", True),
        ("Most gulls live in Denholm.", False),
        ("Are 60 percent many?", False),
    ],
)
def test_results_go_on_in_the_next_paragraph(sentence, carried_on):
    marked = (
        "Gulls\n\n1[The study] 1{found} 1<that 40 percent of the gulls limp>.\n\n%s\n\n2[The researchers] 2{say} 2<it hurts>."
    )
    assert list(reasons(marked % sentence)) == [sentence] * carried_on


def test_what_follows_a_sentence_of_the_account_carries_it_on_until_the_tense_changes():
    marked = (
        "1[Officers] 1{said} 1<that a van skidded>. The driver climbed out. Two boys pulled him up the bank. "
        "The county plans a fence."
    )
    assert list(reasons(marked)) == ["The driver climbed out.", "Two boys pulled him up the bank."]


def test_of_two_attributions_in_a_sentence_the_told_one_has_the_account():
    marked = "1[Dr. Sorrento] 1{said} 1<that vials had stood on a shelf>, 2<which> 2[he] 2{likes}. Nurses had brought them up at night."
    (found,) = read(marked).continued().values()
    assert "the account of Sorrento" in found.why
