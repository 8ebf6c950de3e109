from collections import Counter
from dataclasses import replace

import pytest

from hedgelens import bundled
from hedgelens.evaluation.entities import b_cubed, clusters_table, met_sources, score_clusters, score_entities
from hedgelens.evaluation.gold import read_gold
from hedgelens.records import Naming, SourceKind


@pytest.fixture(scope="module")
def gold():
    return read_gold(bundled.gold_path(), bundled.article())


def _with(analysis, changed):
    return replace(analysis, sources=tuple(changed if s.id == changed.id else s for s in analysis.sources))


def test_the_gold_itself_is_right_in_everything(gold):
    assert {score.f1 for score in score_entities([(gold, gold)]).values()} == {1.0}
    assert (score_clusters([(gold, gold)]).precision, score_clusters([(gold, gold)]).recall) == (1.0, 1.0)


def test_a_wrong_kind_and_a_wrong_naming_are_each_one_of_the_sources_that_were_found(gold):
    first, _ = next(iter(met_sources(gold, gold)))
    kind = next(kind for kind in SourceKind if kind is not first.kind)
    naming = next(naming for naming in Naming if naming is not first.naming)
    met = len(list(met_sources(gold, gold)))
    scores = score_entities([(gold, _with(gold, replace(first, kind=kind)))])
    assert (scores["source kind"].right, scores["source naming"].right) == (met - 1, met)
    assert score_entities([(gold, _with(gold, replace(first, naming=naming)))])["source naming"].right == met - 1


def test_a_source_that_was_not_found_is_neither_right_nor_wrong(gold):
    first, _ = next(iter(met_sources(gold, gold)))
    lost = replace(gold, attributions=tuple(a for a in gold.attributions if a.source_id != first.id))
    assert score_entities([(gold, lost)])["source kind"].gold == len(list(met_sources(gold, gold))) - 1


def test_a_source_that_falls_apart_costs_recall_and_two_that_are_one_cost_precision():
    apart, together = b_cubed([("ada", "s1"), ("ada", "s2")]), b_cubed([("ada", "s1"), ("teo", "s1")])
    assert (apart.precision, apart.recall) == (1.0, 0.5)
    assert (together.precision, together.recall) == (0.5, 1.0)
    assert together.f1 == pytest.approx(2 / 3)
    assert b_cubed([]).f1 == 0.0


def test_attributions_without_a_source_are_alone(gold):
    often, _ = Counter(a.source_id for a in gold.attributions if a.source_id).most_common(1)[0]
    lost = replace(gold, attributions=tuple(replace(a, source_id=None) if a.source_id == often else a for a in gold.attributions))
    score = score_clusters([(gold, lost)])
    assert score.precision == 1.0
    assert score.recall < 1.0
    assert clusters_table(score).split()[0] == "B-cubed"
