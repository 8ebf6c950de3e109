"""A collection is asked what many articles are asked, and answers with tables."""

from dataclasses import replace

import pytest
from drafts import several, small

from hedgelens import measures as m
from hedgelens.collection import Collection
from hedgelens.collection.corpus import CorpusQuestions
from hedgelens.records import HedgeLensError


@pytest.fixture
def collection():
    found = several(9, "Outlet")
    dated = [replace(a, article=replace(a.article, date=f"2026-0{1 + n // 3}-01")) for n, a in enumerate(found)]
    return Collection(tuple(dated), extra={a.article.id: {"side": "AB"[n % 2]} for n, a in enumerate(dated)})


def test_tables_hold_the_rows_of_the_measures_with_the_ends_of_intervals(collection):
    found = collection.over_time("words_attributed", by="outlet", smooth=3)
    rows = m.over_time(collection, "words_attributed", by="outlet", smooth=3)
    assert list(found["value"].dropna()) == [row.value for row in rows if row.value is not None]
    assert ["low" in found, "high" in found, "interval" in found] == [True, True, False]
    assert len(found) == 9
    assert list(collection.one_source()["articles"]) == [row.articles for row in m.one_source(collection)]
    assert {"share", "low", "high", "mean", "mean_low", "mean_high"} <= set(collection.word_shares("naming", within="outlet"))
    assert list(collection.quoted_together()["one"]) == []


def test_columns_of_a_table_part_articles(collection):
    assert list(collection.rates_by_group(by="side")["articles"]) in ([5, 4], [4, 5])
    assert set(collection.compare(by="side").index) == {"A", "B"}
    with pytest.raises(HedgeLensError, match="No article has a field 'colour'"):
        collection.over_time(by="colour")


def test_compared_with_a_reference_each_group_has_its_difference(collection):
    plain, found = collection.compare(), collection.compare(reference="Outlet 0")
    assert list(found.columns) == [*plain.columns, "difference", "difference_low", "difference_high", "p", "p_holm"]
    assert found.loc[plain.index, list(plain.columns)].equals(plain)
    assert found.loc["Outlet 2", "difference"] == pytest.approx(
        plain.loc["Outlet 2", "mean"] - plain.loc["Outlet 0", "mean"], abs=1e-4
    )
    assert found.loc["Outlet 2", ["p", "p_holm"]].tolist() == [0.1, 0.2]
    assert found.loc["Outlet 0", ["difference", "p"]].isna().all()
    with pytest.raises(HedgeLensError, match="no group 'Nobody'"):
        collection.compare(reference="Nobody")


def test_a_measure_of_ones_own_is_taken_of_analyses(collection):
    longest = m.Described("words", False, lambda a: m.ArticleMeasure(float(sum(s.words for s in a.body)), None, 1, None))
    assert collection.values(longest)["Outlet 0"] == [float(sum(s.words for s in a.body)) for a in collection.analyses[:3]]


def test_whoever_holds_tallies_can_be_asked():
    class Held(CorpusQuestions):
        def _tallies(self):
            return iter([m.Tally.of(small())])

        def __iter__(self):
            return iter([small()])

    held = Held()
    assert list(held.sources()["name"]) == ["Ida Mayor", "Agency"]
    assert list(held.sources(types="eventuality")["words"]) == []
    assert held.compare().loc["The Draft", "n"] == 1
    assert "rust" in set(held.keyness("media", "government", fewest=1)["word"])
