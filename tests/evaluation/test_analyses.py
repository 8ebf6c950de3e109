import json
from dataclasses import replace

import pytest

from hedgelens import bundled
from hedgelens.evaluation.analyses import gold_pairs, score_analyses, score_engine, share_errors, shares_table
from hedgelens.evaluation.gold import read_gold
from hedgelens.measures import coverage
from hedgelens.records import HedgeLensError, Kind


@pytest.fixture(scope="module")
def gold():
    return read_gold(bundled.gold_path(), bundled.article())


def test_the_gold_itself_is_right_in_everything(gold):
    scores = score_analyses([(gold, gold)])
    assert {score.f1 for score in scores.values()} == {1.0}


def test_a_sentence_that_lost_its_source_shows_in_explicit_and_inclusive(gold):
    lost = replace(gold, attributions=tuple(a for a in gold.attributions if a.source_id != gold.attributions[0].source_id))
    scores = score_analyses([(gold, lost)])
    assert scores["explicit"].recall < 1.0
    assert scores["explicit"].precision == 1.0
    assert scores["inclusive"].f1 > scores["explicit"].recall


def test_a_wrong_owner_and_a_wrong_category_show_where_they_are(gold):
    first = gold.hedges[0]
    other = replace(first, owner="author" if first.owner != "author" else gold.sources[0].id)
    scores = score_analyses([(gold, replace(gold, hedges=(other, *gold.hedges[1:])))])
    assert scores["hedge owner"].f1 == pytest.approx(1 - 1 / scores["hedge overlap"].gold)
    assert scores["hedge category"].f1 == scores["hedge overlap"].f1 == 1.0


def test_kinds_are_those_of_the_text_however_it_is_divided_into_sentences(gold):
    first, second = [s for s in gold.sentences if s.kind is Kind.BODY][1:3]
    joined = replace(first, end=second.end)
    others = [s for s in gold.sentences if s is not first and s is not second]
    found = replace(gold, sentences=tuple(sorted([joined, *others], key=lambda s: s.start)))
    assert first.kind is second.kind
    assert score_analyses([(gold, found)])["kind of sentence"].f1 == 1.0
    wrong = replace(gold, sentences=tuple(replace(s, kind=Kind.CREDIT) if s is first else s for s in gold.sentences))
    assert score_analyses([(gold, wrong)])["kind of sentence"].f1 == pytest.approx(1 - 1 / len(gold.sentences))


def test_a_missing_annotation_is_named(gold, tmp_path):
    with pytest.raises(HedgeLensError, match=gold.article.id):
        list(gold_pairs(tmp_path, [gold]))


def test_an_engine_is_scored_on_marked_texts(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text("Ms. Lund said the bridge was old.", encoding="utf-8")
    (tmp_path / "attributions" / "a_x.ann").write_text(
        "T1\tSource 0 8\tx\nT2\tCue 9 13\tx\nT3\tContent 14 32\tx\nE1\tCue:T2 Source:T1 Content:T3\n", encoding="utf-8"
    )
    assert score_engine(tmp_path, "rules")["attribution"].f1 == 1.0


@pytest.mark.parametrize("format", ["table", "json"])
def test_figures_say_what_they_are_held_against_and_which_engine_it_was(command_line, tmp_path, format):
    for kind, name, content in (
        ("text", "one.txt", "The mayor said that the bridge is safe.\n"),
        ("attributions", "one_A.ann", "T1\tContent 15 38\tthat the bridge is safe\n"),
    ):
        (tmp_path / "marked" / kind).mkdir(parents=True, exist_ok=True)
        (tmp_path / "marked" / kind / name).write_text(content, encoding="utf-8")
    code, printed, _ = command_line("evaluate", "--gold", "marked", "--engine", "rules", "--format", format)
    assert code == 0
    said = json.loads(printed)["about"] if format == "json" else printed.splitlines()[0]
    assert said.startswith("Gold: the texts of 'marked', as the files beside them mark them")
    assert said.endswith("Engine: rules. Attributions: the outermost ones, all that are listed.")


def test_sentences_and_voices_are_scored_by_what_counts_and_attributions_by_what_is_listed(gold):
    unsure = replace(gold, attributions=tuple(replace(a, confidence=0.4) for a in gold.attributions))
    scores = score_analyses([(gold, unsure.counting(min_confidence=0.5))])
    assert scores["attribution"].f1 == 1.0
    assert {scores[name].predicted for name in ("explicit", "inclusive", "attributed", "voice")} == {0}


def test_the_error_of_shares_is_the_mean_over_articles(gold):
    unsure = replace(gold, attributions=tuple(replace(a, confidence=0.4) for a in gold.attributions))
    share = round(1 - coverage(gold).sentences_unattributed, 4)
    errors = share_errors([(gold, gold), (gold, unsure.counting(min_confidence=0.5))])["sentences"]
    assert (errors.gold, errors.found) == (share, round(share / 2, 4))
    assert errors.bias == pytest.approx(-share / 2, abs=1e-4) == -errors.error
    table = shares_table({"sentences": errors}).splitlines()
    assert table[1].split() == [
        "sentences",
        f"{100 * share:.1f}",
        *(f"{100 * x:.1f}" for x in (errors.found, errors.bias, errors.error)),
    ]
