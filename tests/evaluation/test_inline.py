"""Texts with the marks of their attributions in them."""

from pathlib import Path

import pytest

from hedgelens.evaluation.inline import read_inline
from hedgelens.records import HedgeLensError

TRAINING = Path(__file__).parents[2] / "corpus" / "training"


def read(folder, marked):
    path = folder / "dike.txt"
    path.write_text(marked, encoding="utf-8")
    return read_inline(path)


def said(text, spans):
    return [text.text[start:end] for start, end in spans]


def test_marks_are_taken_out_and_point_into_the_text_without_them(tmp_path):
    text = read(tmp_path, "<q1>“The dike holds,”</q1> <c1>said</c1> <s1>Mara Lind</s1>. <q1>“For now.”</q1> Rain fell.\n")
    assert text.text == "“The dike holds,” said Mara Lind. “For now.” Rain fell.\n"
    (found,) = text.attributions
    assert said(text, found.source) == ["Mara Lind"]
    assert said(text, found.cue) == ["said"]
    assert said(text, found.content) == ["“The dike holds,”", "“For now.”"]


def test_marks_of_different_attributions_may_cross(tmp_path):
    text = read(tmp_path, "<s1><s2>She</s1></s2> <c1>hopes</c1> <q1>to stay</q1> and <c2>asked</c2> <q2>for a pump</q2>.")
    assert [said(text, a.content) for a in text.attributions] == [["to stay"], ["for a pump"]]
    assert [said(text, a.source) for a in text.attributions] == [["She"], ["She"]]


def test_of_nested_attributions_the_outermost_are_read(tmp_path):
    marked = "<q1><s2>The crew</s2> <c2>wants</c2> <q2>to leave</q2></q1>, <c1>according to</c1> <s1>two aides</s1>."
    assert [a.id for a in read(tmp_path, marked).attributions] == ["1"]


def test_a_quotation_may_have_no_cue_and_a_sentence_may_only_carry_an_account_on(tmp_path):
    text = read(tmp_path, "<s1>Mara</s1> shut the gate. <q1>“Enough.”</q1> <k1>The water had risen.</k1>")
    assert [(a.cue, said(text, a.content)) for a in text.attributions] == [((), ["“Enough.”"])]


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("The dike\n<q1>holds.", "<q1> is never closed"),
        ("The dike\nholds</q1>.", "line 2: the mark </q1>"),
        ("<q1><q1>It</q1> holds</q1>.", "line 1: the mark <q1> is opened twice"),
        ("<q1></q1>It holds.", "line 1: the mark </q1>"),
        ("<s1>Mara</s1> <c1>said</c1> so.", "attribution 1 has no content"),
    ],
)
def test_a_mistake_in_the_marks_is_named_with_its_place(tmp_path, marked, said):
    with pytest.raises(HedgeLensError, match="dike") as error:
        read(tmp_path, marked)
    assert said in str(error.value)


def test_all_training_texts_can_be_read():
    texts = [read_inline(path) for path in sorted(TRAINING.glob("*.txt"))]
    assert len(texts) == 184
    assert sum(len(text.attributions) for text in texts) > 1000
    readme = (TRAINING / "README.md").read_text("utf-8")
    assert f"{len(texts)} short invented articles" in readme
    assert f"of {len(list((TRAINING / 'standoff').glob('*.json')))} real news articles" in readme
