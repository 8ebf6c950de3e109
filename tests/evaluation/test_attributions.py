import pytest

from hedgelens.evaluation.attributions import Score, _sentences, flat_view, score_attributions
from hedgelens.evaluation.polnear import FlatAttribution, read_marked_texts
from hedgelens.evaluation.reliability import form_of
from hedgelens.language.words import tables
from hedgelens.records import Attribution, AttributionType, HedgeLensError, Quotation

TEXT = "Ms. Lund said the bridge was old. It fell, a report found.\nThe end"


def mark(*pieces):
    return tuple((TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in pieces)


GOLD = [
    FlatAttribution(mark("Ms. Lund"), mark("said"), mark("the bridge was old")),
    FlatAttribution(mark("a report"), mark("found"), mark("It fell")),
]


def f1(predicted, gold=GOLD):
    return {name: round(score.f1, 2) for name, score in score_attributions([(TEXT, gold, predicted)]).items()}


def test_what_is_identical_scores_one_in_every_measure():
    assert set(f1(GOLD).values()) == {1.0}


def test_nothing_predicted_scores_nothing():
    assert set(f1([]).values()) == {0.0}


def test_a_wrong_source_spoils_the_attribution_but_not_its_content():
    wrong = [FlatAttribution(mark("The end"), GOLD[0].cue, GOLD[0].content), GOLD[1]]
    assert f1(wrong)["attribution"] == 0.5
    assert f1(wrong)["content"] == 1.0


def test_a_content_counts_when_it_overlaps_by_half():
    long = [FlatAttribution(GOLD[0].source, GOLD[0].cue, mark("the bridge was old. It fell")), GOLD[1]]
    short = [FlatAttribution(GOLD[0].source, GOLD[0].cue, mark("old")), GOLD[1]]
    assert f1(long)["attribution"] == 1.0
    assert f1(short)["attribution"] == 0.5
    assert f1(short)["segment content"] == 0.5


def test_a_missing_source_must_stay_missing():
    gold = [FlatAttribution((), GOLD[0].cue, GOLD[0].content)]
    assert f1(GOLD[:1], gold)["attribution"] == 0.0
    assert f1(gold, gold)["attribution"] == 1.0


def test_sentences_do_not_end_at_abbreviations():
    predicted = [FlatAttribution((), (), mark("Ms"))]
    assert score_attributions([(TEXT, GOLD, predicted)])["sentence"] == Score(1, 1, 2)


def test_only_the_outermost_is_in_the_flat_view():
    outer, inner = (
        Attribution(id, 0, (), ((0, 1),), ((2, 3),), Quotation.DIRECT, AttributionType.FACT, 1.0, "", parent=parent)
        for id, parent in (("a1", None), ("a2", "a1"))
    )
    assert flat_view([outer, inner]) == [outer]


def test_marks_in_stand_off_format_are_read(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "bridge.txt").write_text(TEXT, encoding="utf-8", newline="")
    lines = [
        "T1\tSource 0 8\tMs. Lund",
        "T2\tCue 9 13\tsaid",
        "T3\tContent 14 24;25 32\tthe bridge was old",
        "E1\tCue:T2 Source:T1 Content:T3",
    ]
    (tmp_path / "attributions" / "bridge_b.ann").write_text("\n".join(lines), encoding="utf-8")
    (article,) = read_marked_texts(tmp_path)
    assert (article.id, article.text) == ("bridge", TEXT)
    assert article.attributions[0] == FlatAttribution(((0, 8),), ((9, 13),), ((14, 24), (25, 32)), "E1")


def test_a_folder_without_marked_texts_is_refused(tmp_path):
    with pytest.raises(HedgeLensError, match="holds no marked texts"):
        list(read_marked_texts(tmp_path))
    with pytest.raises(HedgeLensError, match="There is no folder"):
        list(read_marked_texts(tmp_path / "nowhere"))


@pytest.mark.parametrize("entry", tables("hedgelens.evaluation")["abbreviation"])
def test_an_abbreviation_ends_no_sentence(entry):
    assert len(list(_sentences(entry.values["example"]))) == 1
    assert len(list(_sentences(entry.values["counter"]))) == 2


@pytest.mark.parametrize("entry", tables("hedgelens.evaluation")["pronoun"])
def test_a_pronoun_is_told_from_other_mentions(entry):
    assert form_of(entry.values["example"]) == "pronoun"
    assert form_of(entry.values["counter"]) != "pronoun"
