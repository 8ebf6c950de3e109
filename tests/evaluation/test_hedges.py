from dataclasses import replace

import pytest

from hedgelens import bundled
from hedgelens.evaluation.gold import read_gold
from hedgelens.evaluation.hedges import score_categories, score_hedges
from hedgelens.records import CORE_CATEGORIES, Category


@pytest.fixture(scope="module")
def gold():
    return read_gold(bundled.gold_path(), bundled.article())


def without(analysis, category):
    return replace(analysis, hedges=tuple(h for h in analysis.hedges if h.category is not category))


def test_a_mark_that_is_too_short_overlaps_and_is_not_exact(gold):
    short = replace(gold, hedges=tuple(replace(h, end=h.end - 1) for h in gold.hedges))
    scores = score_hedges([(gold, short)])
    assert scores["hedge overlap"].f1 == scores["hedge core overlap"].f1 == 1.0
    assert scores["hedge exact"].right == scores["hedge core exact"].right == 0


def test_a_missed_category_shows_in_its_row_and_in_those_it_is_part_of(gold):
    scores = score_categories([(gold, without(gold, Category.HEARSAY))])
    missed = sum(h.category is Category.HEARSAY for h in gold.hedges)
    assert missed > 0
    assert scores["hearsay"].recall == 0.0
    assert scores["doxastic"].f1 == 1.0
    assert scores["core"].right == scores["core"].gold - missed
    assert scores["all"].right == scores["all"].gold - missed


def test_a_category_that_is_not_core_leaves_the_core_alone(gold):
    assert Category.CONDITIONAL not in CORE_CATEGORIES
    scores = score_hedges([(gold, without(gold, Category.CONDITIONAL))])
    assert scores["hedge core overlap"].f1 == scores["hedge core exact"].f1 == 1.0
    assert scores["hedge overlap"].recall < 1.0


def test_a_hedge_under_another_name_is_found(gold):
    first = gold.hedges[0]
    other = next(c for c in Category if c is not first.category)
    scores = score_categories([(gold, replace(gold, hedges=(replace(first, category=other), *gold.hedges[1:])))])
    assert scores[first.category.value].recall == pytest.approx(1.0, abs=0.5 / scores[first.category.value].gold)
    assert scores["all"].f1 == 1.0


def test_the_command_prints_the_categories(command_line, monkeypatch, gold):
    monkeypatch.setattr("hedgelens.evaluation.analyses.corpus_pairs", lambda engine: [(gold, gold)])
    code, out, _ = command_line("evaluate", "--by", "hedge")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()[3:] if line.strip()] == [*map(str, Category), "core", "all"]


def test_marked_texts_hold_no_hedges(command_line, tmp_path):
    code, _, err = command_line("evaluate", "--gold", str(tmp_path), "--by", "hedge")
    assert code != 0
    assert "--by hedge needs annotations" in err
