import json
import subprocess
import sys

import pytest
from hedge_marks import Cue, CueSentence, Rates, read_cue_sentences, score_cues, score_marks, szeged_cues

from hedgelens.hedging import HedgeRules, tag_hedges
from hedgelens.records import AUTHOR, Category, Hedge, HedgeLensError

TEXT = "It is unclear whether he may come."


def cue(text, words, kind="epistemic"):
    start = text.index(words)
    return Cue(start, start + len(words), kind)


def sentence(*cues):
    return CueSentence("1", "news:1", TEXT, cues)


def hedge(start, end, category="epistemic", owner=AUTHOR):
    return Hedge("h1", 0, start, end, "x", Category(category), owner, None, 1.0, "by hand")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is unclear whether he may come.", [("unclear", "epistemic"), ("whether", "investigation"), ("may", "epistemic")]),
        ("He allegedly ran, if he ran.", [("allegedly", "doxastic"), ("if", "condition")]),
        ("She was accused of theft.", [("accused", "doxastic")]),
        ("She reportedly left about 40 notes.", []),
        ("I think it seems possible.", [("think", "doxastic"), ("seems", "epistemic"), ("possible", "epistemic")]),
    ],
)
def test_hedges_become_cues_of_the_szeged_classes(parse, text, expected):
    cues = szeged_cues(tag_hedges(parse(text), (), HedgeRules.built_in()))
    assert [(text[c.start : c.end], c.type) for c in cues] == expected


def test_identical_cues_score_one():
    gold = sentence(cue(TEXT, "unclear"), cue(TEXT, "may"))
    assert {name: rates.f1 for name, rates in score_cues([(gold, gold.cues)]).items()} == dict.fromkeys(
        ["exact", "overlap", "token", "sentence"], 1.0
    )


def test_a_longer_cue_overlaps_and_is_not_exact():
    rates = score_cues([(sentence(cue(TEXT, "unclear")), [cue(TEXT, "unclear whether")])])
    assert rates["exact"].f1 == 0.0
    assert rates["overlap"].f1 == 1.0
    assert rates["token"] == Rates(0.5, 1.0)
    assert rates["sentence"].f1 == 1.0


def test_cues_where_there_are_none_cost_precision_only():
    right = (sentence(cue(TEXT, "may")), [cue(TEXT, "may")])
    wrong = (sentence(), [cue(TEXT, "may")])
    assert score_cues([right, wrong])["sentence"] == Rates(0.5, 1.0)


def test_marks_are_scored_inside_of_the_scope_only():
    annotation = {
        "scope": [[0, 50]],
        "hedges": [
            {"start": 0, "end": 5, "category": "epistemic", "owner": "author"},
            {"start": 10, "end": 15, "category": "hearsay", "owner": "Ms. Lund"},
        ],
        "disputed": [{"start": 20, "end": 25}],
        "negatives": [{"start": 30, "end": 35}, {"start": 40, "end": 45}],
    }
    found = [hedge(0, 5), hedge(11, 15, "doxastic", "s1"), hedge(21, 24), hedge(30, 35), hedge(60, 65)]
    scores = score_marks([(annotation, found)])
    assert scores.overlap["all"] == Rates(2 / 3, 1.0)
    assert scores.exact["all"] == Rates(1 / 3, 0.5)
    assert scores.overlap["hearsay"] == Rates(0.0, 1.0)
    assert (scores.category, scores.owner, scores.false_hits) == (0.5, 1.0, 0.5)


def test_sentences_are_read_and_a_broken_line_is_named(tmp_path):
    path = tmp_path / "cues.jsonl"
    row = {"id": "1", "doc": "news:1", "text": TEXT, "cues": [[25, 28, "epistemic"]]}
    path.write_text(json.dumps(row) + "\n", "utf-8")
    assert read_cue_sentences(path) == [sentence(cue(TEXT, "may"))]
    path.write_text(json.dumps(row) + "\n[3]\n", "utf-8")
    with pytest.raises(HedgeLensError, match="line 2"):
        read_cue_sentences(path)
    with pytest.raises(HedgeLensError, match="cannot be read"):
        read_cue_sentences(tmp_path / "none.jsonl")


@pytest.mark.slow
def test_cues_are_scored_as_by_the_shared_scorer(shared, tmp_path, parse):
    """Both scorers print the same figures for the same predictions."""
    source = shared / "hedges" / "factbank_news.dev.jsonl"
    pairs = []
    rows = []
    for gold in read_cue_sentences(source)[:150]:
        cues = szeged_cues(tag_hedges(parse(gold.text), (), HedgeRules.built_in()))
        pairs.append((gold, cues))
        rows.append(json.dumps({"id": gold.id, "cues": [[c.start, c.end] for c in cues]}))
    (tmp_path / "gold.jsonl").write_text("\n".join(source.read_text("utf-8").splitlines()[:150]), "utf-8")
    (tmp_path / "found.jsonl").write_text("\n".join(rows), "utf-8")
    tool = [sys.executable, str(shared / "tools" / "score_hedges.py"), "gold.jsonl", "found.jsonl", "--json"]
    theirs = json.loads(subprocess.run(tool, cwd=tmp_path, capture_output=True, text=True, check=True).stdout)
    ours = score_cues(pairs)
    for measure, name in (("exact", "exact"), ("overlap", "overlap"), ("token", "token"), ("sentence", "sent")):
        assert [ours[measure].precision, ours[measure].recall] == pytest.approx(theirs[name][:2])
