from hedgelens import analyze

INTERVIEW = """The yard floods

The Courier asked two engineers.

Courier: Why does the yard flood?

Knight: It floods every spring. I am used to it.

Frost: We know why. The wall leaks.

Courier: What will you do?

Knight: I will mend it.

Frost: We may leave.
"""


def test_a_label_that_is_a_word_names_who_speaks():
    analysis = analyze(INTERVIEW, engine="rules")
    names = {source.name: (str(source.kind), str(source.naming)) for source in analysis.sources}
    assert names["Knight"] == names["Frost"] == ("person", "named")
    assert all(analysis.counts(a) for a in analysis.attributions if a.rule == "turn")


def test_a_label_that_says_what_somebody_does_names_nobody():
    analysis = analyze(INTERVIEW.replace("Knight", "Lawyer").replace("Frost", "Judge"), engine="rules")
    assert {str(source.naming) for source in analysis.sources if source.name in ("lawyer", "judge")} == {"described"}


def test_initials_of_the_only_person_who_has_them_label_that_persons_turns():
    analysis = analyze(
        INTERVIEW.replace("asked two engineers", "met Ada Knight and Tom Frost")
        .replace("Knight:", "AK:")
        .replace("Frost:", "TF:")
    )
    turns = {analysis.source(a.source_id).name for a in analysis.attributions if a.rule == "turn" and a.source_id}
    assert turns >= {"Ada Knight", "Tom Frost"}
    assert not {"AK", "TF"} & {source.name for source in analysis.sources}


def test_initials_of_two_people_are_nobodys():
    analysis = analyze(
        INTERVIEW.replace("asked two engineers", "met Ada Knight and Abel Kahn").replace("Knight:", "AK:"), engine="rules"
    )
    assert "AK" in {source.name for source in analysis.sources}
