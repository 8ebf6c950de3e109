import copy

import pytest

from hedgelens.evaluation.agreement import agreement
from hedgelens.records import HedgeLensError

TEXT = "Ms. Lund said the bridge may fall. The pier is old. Critics think it will fall. It rained."


def sentence(index, text, sources=()):
    start = TEXT.index(text)
    return {"index": index, "start": start, "end": start + len(text), "kind": "body", "sources": list(sources), "continued": []}


def span(text):
    return [TEXT.index(text), TEXT.index(text) + len(text)]


ANNOTATION = {
    "id": "bridge",
    "sha256": "0",
    "sentences": [
        sentence(0, "Ms. Lund said the bridge may fall.", ["Lund"]),
        sentence(1, "The pier is old."),
        sentence(2, "Critics think it will fall.", ["critics"]),
        sentence(3, "It rained."),
    ],
    "sources": [{"canonical": "Lund", "aliases": ["Ms. Lund"]}],
    "attributions": [
        {"source": [span("Ms. Lund")], "cue": [span("said")], "content": [span("the bridge may fall")]},
        {"source": [span("Critics")], "cue": [span("think")], "content": [span("it will fall")]},
    ],
    "hedges": [
        {"span": span("may"), "category": "epistemic", "owner": "Lund"},
        {"span": span("Critics think"), "category": "vague-attribution", "owner": "author"},
    ],
}


def test_two_identical_annotations_agree_fully():
    result = agreement([(TEXT, ANNOTATION, ANNOTATION)])
    assert {score.f1 for score in result.scores.values()} == {1.0}
    assert set(result.shares.values()) == {1.0}
    assert result.kappa["attributed"] == result.alpha["hedged"] == 1.0


def test_each_difference_shows_where_it_is():
    other = copy.deepcopy(ANNOTATION)
    other["sentences"][2]["sources"] = []
    other["attributions"].pop()
    other["hedges"][0]["category"] = "conditional"
    other["hedges"][1]["span"] = span("think")
    result = agreement([(TEXT, ANNOTATION, other)])
    assert round(result.scores["attribution"].f1, 2) == 0.67
    assert round(result.scores["source of sentence"].f1, 2) == 0.67
    assert (result.scores["hedge overlap"].f1, result.scores["hedge exact"].f1) == (1.0, 0.5)
    assert result.shares == {"category": 0.0, "owner": 1.0}
    assert result.kappa["attributed"] == 0.5


def test_a_source_may_go_by_its_alias():
    other = copy.deepcopy(ANNOTATION)
    other["sentences"][0]["sources"] = ["ms. lund"]
    assert agreement([(TEXT, other, ANNOTATION)]).scores["source of sentence"].f1 == 1.0


def test_annotations_of_different_texts_are_refused():
    with pytest.raises(HedgeLensError, match="not of the same text"):
        agreement([(TEXT, ANNOTATION, {**ANNOTATION, "sha256": "1"})])
