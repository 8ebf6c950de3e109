"""What the place of a pronoun rules out, and whose "I" and "we" are."""

import pytest
from marked import read

INTERVIEW = """A Keeper Speaks

Ada Okoro keeps the lighthouse at Denholm.

Q: How long have you been here?

A: Nine years. 1[I] 1{think} 1<that the lamp will outlast me>.

Q: Will you stay?

A: 2[I] 2{know} 2<that I will>.
"""

TRANSCRIPT = """Ada Okoro and Teo Brandvold met on Monday.

OKORO: 1[I] 1{think} 1<that the lamp will outlast me>.

BRANDVOLD: 2[I] 2{doubt} 2<that>. It is old.
"""


@pytest.mark.parametrize(
    ("marked", "number", "name"),
    [
        pytest.param(
            "1[Teo Ward] 1{said} 1<that it was late>. 2<“Paul Reese is our best speaker,”> 2[he] 2{added}.",
            2,
            "Teo Ward",
            id="somebody named in his own words is somebody else",
        ),
        pytest.param(
            "Paul Reese met David Ward on Monday. 1[He] 1{said} 1<that Reese had left>.",
            1,
            "David Ward",
            id="somebody named further on in his clause is somebody else",
        ),
        pytest.param(
            "Libertarian nominee David Reese joked about Paul Ward. 1<The Republican nominee>, 1[he] 1{said}, 1<was late>.",
            1,
            "David Reese",
            id="said in the middle of a clause about somebody else",
        ),
        pytest.param(
            "A spokesman for Paul Ward called. He was curt. Mary Reese read the letter. 1[She and Mr. Ward] 1{agree} 1<on that>.",
            1,
            "Mary Reese and Paul Ward",
            id="joined with a name",
        ),
        pytest.param(
            "Mary Reese caused a stir when 1[a voter] 1{asked} 1<if 2[she] 2{might} 2<come>>.", 2, "Mary Reese", id="whoever asks"
        ),
        pytest.param(
            "The Harbor Institute met. 1[It] 1{is hard to say} 1<when tides rise>.", 1, None, id="it that stands for a clause"
        ),
        pytest.param(
            "The Harbor Institute met. 1[It] 1{is ready to say} 1<when tides rise>.", 1, "Harbor Institute", id="it that does not"
        ),
        pytest.param(
            "Some growers watched. Ada Okoro and Teo Ward walked by. 1[They] 1{said} 1<it was late>.",
            1,
            "Ada Okoro and Teo Ward",
            id="two people together are they",
        ),
        pytest.param(
            "Mary Reese won over those 1[who] 1{said} 1<that the wells were dry>.", 1, None, id="those who are nobody named"
        ),
        pytest.param(
            "The show has a Paul Reese impersonator 1[who] 1{says} 1<that it rains>.",
            1,
            "Paul Reese impersonator",
            id="whoever is called after somebody is not him",
        ),
        pytest.param(
            "The states defended their laws or the plaintiffs 1[who] 1{want} 1<more>.", 1, "plaintiffs", id="laws are not who"
        ),
        pytest.param(
            "1<“2[Paul Reese] 2{asked} 2<for more, and 3[I] 3{think} 3<that is fair>>,”> 1{said} 1[Ada Ward].",
            3,
            "Ada Ward",
            id="I is whose quotation it is, not whoever is spoken of in it",
        ),
        pytest.param(
            "1<“2[Paul Reese] 2{told} me, 2<‘3[I] 3{think} 3<it is late>>,’”> 1{said} 1[Ada Ward].",
            3,
            "Paul Reese",
            id="I in a quotation in a quotation",
        ),
        pytest.param(
            "1<“2[We] 2{wonder} 2<why>,”> 1[Ada Okoro and Teo Ward] 1{said}.",
            2,
            "Ada Okoro and Teo Ward",
            id="we of two speakers",
        ),
        pytest.param(
            "1<''2[I] 2{wonder} 2<why>,''> 1[Ada Okoro] 1{said}. 3[She] 3{added} 3<''that Ada Reese was late''>.",
            3,
            "Ada Okoro",
            id="typewriter apostrophes are quotation marks",
        ),
    ],
)
def test_place(marked, number, name):
    assert read(marked).name(number) == name


def test_i_in_the_answer_of_an_interview_is_not_the_writer():
    assert read(INTERVIEW).names() == [None, None]


def test_the_answers_of_an_interview_are_the_guests():
    marked = INTERVIEW.replace("A: Nine", "3[A]3{:} Nine").replace("1[I] 1{think} 1<that the lamp will outlast me>.", "")
    assert read(marked).name(3) == "Ada Okoro"
    assert "nobody is named before it" in read(marked.replace("Ada Okoro keeps", "Somebody keeps")).why(3)


def test_i_in_a_turn_is_whoever_its_label_names():
    assert read(TRANSCRIPT).names() == ["Ada Okoro", "Teo Brandvold"]


def test_i_outside_of_turns_is_the_writer():
    assert read("1[I] 1{think} 1<that the lamp is old>. Ada Okoro: nine years a keeper.").name(1) == "author"


def test_a_single_question_is_nobodys():
    text = "A Keeper Speaks\n\nAda Okoro keeps the lighthouse at Denholm.\n\n1[Q]1{:} 1<How long have you been here>?\n\nA: Nine years.\n"
    assert read(text).name(1) is None


def test_who_stands_with_a_participle_is_not_its_bearer():
    found = read("Ada Okoro and Mina Harlow met. Mina Harlow left. Thanking Mina Harlow, 1[she] 1{said} 1<that it was late>.")
    assert found.name(1) != "Mina Harlow"
