import pytest

from hedgelens import Analyzer

TEXT = """Bells of Varde

Greta Holm casts bells in Varde.

Q: Why does the yard flood?

A: It floods every spring, I think. The mayor said that the dam may leak.

A new roof would cost less, experts warn.

Q: Will you move?

A: Perhaps we shall. There is a roof to mend.

Holm was talking to Ada Finch.
"""


@pytest.fixture(scope="module")
def analysis(either):
    return either.analyze(TEXT)


def sources_of(analysis, words):
    place = TEXT.index(words)
    sentence = next(s for s in analysis.sentences if s.start <= place < s.end)
    return [analysis.name_of(id) for id in analysis.links[sentence.index].sources]


@pytest.mark.parametrize("words", ["It floods", "The mayor said", "A new roof", "Perhaps"])
def test_every_sentence_of_a_turn_is_its_speakers_who_is_the_guest(words, analysis):
    assert sources_of(analysis, words)[0] == "Greta Holm"


@pytest.mark.parametrize("words", ["Why does", "Will you", "Holm was talking"])
def test_the_questions_are_the_papers_and_the_end_is_the_writers(words, analysis):
    assert sources_of(analysis, words) == []


def test_a_turn_is_one_attribution_and_what_others_say_in_it_stands_inside(analysis):
    turns = [a for a in analysis.attributions if a.parent is None]
    assert [a.rule for a in turns] == ["turn", "turn"]
    assert analysis.article.quote(turns[0].content).startswith("It floods every spring")
    inside = [analysis.name_of(a.source_id) for a in analysis.attributions if a.parent == turns[0].id]
    assert "mayor" in inside


def test_doubts_in_a_turn_are_the_speakers(analysis):
    perhaps = next(h for h in analysis.hedges if h.text == "Perhaps")
    assert analysis.name_of(perhaps.owner) == "Greta Holm"


UNLABELLED = """The founder of Varde

Greta Holm, a founder, casts bells in Varde. We met her in the yard.

**Why does the yard flood?**

It floods every spring. I think the mayor knows why. The dam may leak.

**Will you move?**

Perhaps we shall. My sons like the river.

**How is a bell cast?**

First one builds a core of clay. Then I pour the bronze.

Holm's bells hang in forty towers.
"""


@pytest.mark.parametrize("engine", ["rules", "learned"])
def test_an_interview_without_labels_is_its_guests(engine):
    found = Analyzer(engine=engine).analyze(UNLABELLED)
    turns = [a for a in found.attributions if a.rule == "turn"]
    assert [found.name_of(a.source_id) for a in turns] == ["Greta Holm"] * 3
    assert [found.article.quote(a.content)[:12] for a in turns] == ["It floods ev", "Perhaps we s", "First one bu"]
    assert {a.parent for a in found.attributions if a.rule != "turn" and a.sentence > 4} <= {a.id for a in turns}


@pytest.mark.parametrize("engine", ["rules", "learned"])
def test_two_labels_of_an_interview_suffice(engine):
    found = Analyzer(engine=engine).analyze(
        "The keeper\n\nAda Okoro, a keeper, lives in it.\n\nQ: When did you come?\n\nA: In May. It was cold.\n"
    )
    assert [found.name_of(a.source_id) for a in found.attributions] == ["Ada Okoro"]
    assert found.article.quote(found.attributions[0].content) == "In May. It was cold"
