from drafts import Draft

from hedgelens.evaluation.analyses import score_analyses
from hedgelens.evaluation.attributions import flat_view
from hedgelens.evaluation.reliability import (
    calibration,
    confidence_error,
    confidence_table,
    form_of,
    judge_nested,
    judge_precision,
    judge_recall,
    rates,
)
from hedgelens.measures.rates import Rate, calibration_error

TEXT = "Ann said that the bridge is safe.\nHe believes it may fall.\nThe report warns of rust."


def pair():
    """Two marks that agree, one that only the engine has, one that only the gold has."""
    gold, found = Draft(TEXT), Draft(TEXT)
    for d in (gold, found):
        d.says(d.source("Ann"), "said", "that the bridge is safe", who="Ann", confidence=0.9)
        d.says(d.source("Bo"), "believes", "it may fall", who="He", confidence=0.6)
    gold.says(gold.source("report"), "warns", "of rust", who="The report")
    found.says(None, "warns", "rust", confidence=0.3)
    return gold.done(), found.done()


def test_right_are_those_with_a_partner_of_the_same_source():
    assert [j.right for j in judge_precision([pair()])] == [True, True, False]
    recall = judge_recall([pair()])
    assert [(j.right, j.same_source, j.source_form) for j in recall] == [
        (True, True, "name"),
        (True, True, "pronoun"),
        (False, None, "description"),
    ]
    assert recall[2].sentence == "The report warns of rust."


def test_the_figures_are_those_of_the_scores_and_nested_ones_are_judged_apart():
    gold, found = Draft(TEXT), Draft(TEXT)
    for d in (gold, found):
        outer = d.says(d.source("Ann"), "said", "that the bridge is safe", who="Ann")
        d.says(d.source("bridge"), "is", "safe", who="the bridge", parent=outer)
    found.says(found.source("Bo"), "believes", "it may fall", who="He")
    gold.says(gold.source("report"), "warns", "of rust", who="The report", parent="a1")
    pairs = [(gold.done(), found.done())]
    score = score_analyses(pairs)["attribution"]
    precision, recall = judge_precision(pairs), judge_recall(pairs)
    assert (len(precision), sum(j.right for j in precision)) == (score.predicted, score.right) == (2, 1)
    assert (len(recall), sum(j.right for j in recall)) == (score.gold, score.right) == (1, 1)
    assert [j.right for j in judge_nested(pairs)] == [True, False]


def test_a_partner_given_to_another_source_is_said():
    gold, found = Draft(TEXT), Draft(TEXT)
    gold.says(gold.source("Ann"), "said", "that the bridge is safe", who="Ann")
    found.says(found.source("Bo"), "said", "that the bridge is safe", who="Ann")
    (judged,) = judge_precision([(gold.done(), found.done())])
    assert judged.right
    assert judged.same_source is False


def test_rates_count_by_kind():
    found = rates(judge_precision([pair()]), lambda j: "sure" if j.attribution.confidence > 0.5 else "unsure")
    assert [(r.name, r.right, r.n) for r in found] == [("sure", 2, 2), ("unsure", 0, 1)]
    assert found[0].confidence == 0.75


def test_calibration_puts_each_into_its_step():
    steps = calibration(judge_precision([pair()]))
    assert [(s.name, s.right, s.n) for s in steps] == [("0–0.5", 0, 1), ("0.6–0.7", 1, 1), ("0.9–1", 1, 1)]
    assert calibration_error(steps) == round((0.3 + 0.4 + 0.1) / 3, 4)
    assert calibration_error([]) is None


def test_wilson_interval():
    # The example of Newcombe (1998, table I): 81 of 263.
    low, high = Rate("", 81, 263, 1.0).interval
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_forms_of_mentions():
    assert [form_of(m) for m in ("", "she", "Ann Lee", "the mayor of Ellery", "A spokesman", "officials", "Ann")] == [
        "no words", "pronoun", "name", "name", "description", "description", "name",
    ]  # fmt: skip


def test_confidence_is_held_against_what_is_right():
    gold, found = pair()
    articles = [(gold.article.text, flat_view(gold.attributions), flat_view(found.attributions))]
    error = confidence_error(articles)
    assert (error.n, error.right) == (3, round(2 / 3, 4))
    assert error.said == round((0.3 + 0.6 + 0.9) / 3, 4)
    assert error.error == round((0.3 + 0.4 + 0.1) / 3, 4)
    assert confidence_table(error).splitlines()[1].split() == ["attributions", "60.0", "66.7", "26.7", "3"]
    assert confidence_error([]).n == 0
