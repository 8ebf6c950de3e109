"""The evaluation gate: figures that must not drop unnoticed. Raise a floor when a figure has risen for good."""

import hashlib

import pytest

from hedgelens import bundled
from hedgelens.analyzer import Analyzer
from hedgelens.evaluation.analyses import corpus_pairs, score_analyses, score_engine
from hedgelens.evaluation.gold import read_gold

pytestmark = pytest.mark.slow

CORPUS_HASH = "583051296e473a240cf0785ec7f59b2bd43615b9219747a962e619f3245363e1"
CORPUS = {
    "attribution": 0.79,
    "content words": 0.90,
    "sentence": 0.93,
    "kind of sentence": 0.99,
    "explicit": 0.80,
    "inclusive": 0.80,
    "hedge overlap": 0.95,
    "hedge exact": 0.90,
    "hedge category": 0.98,
    "hedge owner": 0.94,
}
POLNEAR_DEV = {"attribution": 0.62, "content words": 0.84, "source words": 0.73, "cue": 0.72, "sentence": 0.86}
REAL_ARTICLE = {"kind of sentence": 0.97, "explicit": 0.95, "inclusive": 0.95, "hedge overlap": 0.94}


def below(scores, floors):
    return {name: round(scores[name].f1, 3) for name, floor in floors.items() if scores[name].f1 < floor}


def test_the_corpus_is_the_one_the_floors_were_measured_on():
    files = sorted((bundled.folder() / "articles").glob("*.txt")) + sorted((bundled.folder() / "gold").glob("*.json"))
    assert hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest() == CORPUS_HASH


def test_rules_on_the_corpus():
    assert below(score_analyses(corpus_pairs("rules")), CORPUS) == {}


def test_rules_on_polnear_dev(shared):
    assert below(score_engine(shared / "polnear" / "dev", "rules"), POLNEAR_DEV) == {}


def test_the_learned_engine_on_the_corpus():
    floors = {"attribution": 0.84, "content words": 0.92, "sentence": 0.94, "explicit": 0.85, "hedge owner": 0.95}
    assert below(score_analyses(corpus_pairs("learned")), floors) == {}


def test_the_learned_engine_on_polnear_dev(shared):
    floors = {
        "attribution": 0.74,
        "content words": 0.90,
        "source words": 0.83,
        "cue": 0.82,
        "sentence": 0.92,
        "segment content": 0.66,
    }
    assert below(score_engine(shared / "polnear" / "dev", "learned"), floors) == {}


@pytest.mark.parametrize("engine", ["learned", "rules"])
def test_the_article_that_started_it(shared, engine):
    path = shared / "articles" / "movie-exposes.txt"
    analysis = Analyzer(sources=bundled.registry_path(), engine=engine).analyze(path)
    gold = read_gold(bundled.folder() / "gold-external" / "movie-exposes.json", path)
    assert below(score_analyses([(gold, analysis)]), REAL_ARTICLE) == {}
    expected = {"RFA": (6, 7), "USIP": (7, 8), "Chinese media": (3, 4), "Mr. Xing": (7, 7)}
    table = analysis.summary(by="group").set_index("name")
    counted = {
        name: (int(row["sentences_explicit"]), int(row["sentences_explicit"] + row["sentences_continued"]))
        for name, row in table.iterrows()
    }
    assert {name: counted[name] for name in expected} == expected
