"""A partition of articles in, a partition of results out."""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

import hedgelens as hl
from hedgelens.article import Columns
from hedgelens.distributed import RESULTS, analyze_batches, analyze_partition, plain_settings, spark_schema
from hedgelens.distributed.layout import framed, types_in
from hedgelens.records import HedgeLensError
from hedgelens.study import held as holding

from .conftest import ROWS

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'hedgelens[distributed]'")

RULES = plain_settings(engine="rules")
IDS = [row[0] for row in ROWS]


def analysed(frame, **options):
    return analyze_partition(frame, settings=RULES, **options)


def test_every_article_comes_back_and_what_cannot_be_analysed_says_why(articles):
    found = analysed(articles).set_index("article")
    assert list(found.index) == IDS
    assert list(found.index[found["problem"].notna()]) == ["blank", "missing"]
    assert "blank" in found.loc["blank", "problem"]
    assert (found.loc["bridge", "words"], found.loc["bridge", "attributions"], found.loc["bridge", "hedges"]) == (13, 1, 1)
    assert found.loc["bridge", "outlet"] == "Denholm Courier"
    assert found.loc["ferry", "date"] == "2024-05-02"


def test_it_finds_what_the_analyzer_finds(articles):
    found = analysed(articles, table="analyses").set_index("article")["analysis"]
    analyzer = hl.Analyzer(engine="rules")
    for id, text, *_ in ROWS:
        if text is not None and text.strip():
            there, here = json.loads(found[id]), analyzer.analyze(text).to_dict()
            assert {**there, "article": None} == {**here, "article": None}
            assert there["article"]["fields"] == {"shelf": str(IDS.index(id))}
            assert hl.Analysis.from_dict(there, text).article.id == id


@pytest.mark.parametrize("table", RESULTS)
def test_types_are_the_same_whatever_a_partition_holds(articles, table):
    some, none = analysed(articles, table=table), analysed(articles.iloc[:0], table=table)
    problems = analysed(articles[articles["id"] == "blank"], table=table)
    assert dict(some.dtypes) == dict(none.dtypes) == dict(problems.dtypes)
    assert set(IDS) <= set(some["article"])
    assert not len(none)
    assert len(problems) == 1


@pytest.mark.parametrize("table", [name for name in RESULTS if name not in ("articles", "analyses")])
def test_a_table_is_the_same_as_that_of_the_analysis(table):
    text = "The Harbor Institute said on Tuesday that the bridge may open in May. “It holds,” said Teo Brandvold, an engineer."
    here = hl.analyze(text, engine="rules").table(table)
    there = analysed(pd.DataFrame({"id": ["article"], "text": [text]}), table=table)
    there = (there if len(here) else there.iloc[:0])[list(here.columns)]
    pd.testing.assert_frame_equal(there.astype(object).where(there.notna(), None), here.astype(object).where(here.notna(), None))


def test_the_result_does_not_depend_on_the_partition_or_the_order(articles):
    whole = analysed(articles, table="sentences")
    one_by_one = pd.concat([analysed(articles.iloc[[place]], table="sentences") for place in reversed(range(len(articles)))])
    order = ["article", "index"]
    pd.testing.assert_frame_equal(whole.sort_values(order, ignore_index=True), one_by_one.sort_values(order, ignore_index=True))


def test_batches_come_one_after_the_other(articles):
    given = iter([articles.iloc[:2], articles.iloc[2:2], articles.iloc[2:4]])
    found = analyze_batches(given, settings=RULES)
    assert list(next(found)["article"]) == IDS[:2]
    assert [list(batch["article"]) for batch in found] == [[], IDS[2:4]]


def test_a_registry_and_rules_go_along_as_text_so_that_no_worker_needs_their_files(tmp_path, articles):
    registry, rules = tmp_path / "outlets.toml", tmp_path / "rules.toml"
    registry.write_text('[[source]]\nname = "Ada Okoro"\ngroups = ["mayors"]\n', "utf-8")
    rules.write_text('off = ["epistemic"]\n', "utf-8")
    settings = json.loads(json.dumps(plain_settings(engine="rules", sources=registry, hedges=rules)))
    registry.unlink()
    rules.unlink()
    assert list(analyze_partition(articles.iloc[:1], table="groups", settings=settings)["name"]) == ["mayors"]
    assert list(analyze_partition(articles.iloc[:1], settings=settings)["hedges"]) == [0]


def test_other_settings_are_told_apart(articles, tmp_path):
    registry = tmp_path / "outlets.toml"
    registry.write_text('[[source]]\nname = "Ada Okoro"\n', "utf-8")
    one = analysed(articles.iloc[:1])["made_with"][0]
    other = analyze_partition(articles.iloc[:1], settings=plain_settings(engine="rules", sources=registry))["made_with"][0]
    assert one != other


def test_several_threads_share_one_analyzer_and_find_the_same(articles, monkeypatch):
    made = []
    kept = holding._kept.__wrapped__

    def counted(settings):
        made.append(threading.get_ident())
        return kept(settings)

    monkeypatch.setattr(holding, "_kept", holding.lru_cache(maxsize=2)(counted))
    whole = analysed(articles, table="analyses")
    made.clear()
    holding._kept.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda place: analysed(articles.iloc[[place]], table="analyses"), range(len(articles))))
    assert len(made) == 1
    pd.testing.assert_frame_equal(pd.concat(found, ignore_index=True), whole)


def test_a_row_without_an_id_or_with_something_else_than_a_text_is_a_problem_of_its_own():
    found = analysed(pd.DataFrame({"id": ["a", None, 7], "text": ["It rains, she said.", "It rains.", 3.5]}))
    assert list(found["article"].fillna("none")) == ["a", "none", "7"]
    assert [
        problem and problem.split(".")[0] for problem in found["problem"].astype(object).where(found["problem"].notna(), None)
    ] == [
        None,
        "This row has no id",
        "'7' holds something of the type 'float', not text",
    ]


def test_halves_of_characters_stop_nothing():
    frame = pd.DataFrame({"id": ["a"], "text": ["“It \ud83d holds,” said Teo Brandvold."]}, dtype=object)
    found = analysed(frame, table="sentences")
    assert list(found["text"]) == ["“It \ufffd holds,” said Teo Brandvold."]


def test_columns_may_have_other_names():
    frame = pd.DataFrame({"number": [4], "body": ["It rains, Ada Okoro said."], "day": ["2024-05-02"]})
    found = analysed(frame, columns=Columns(id="number", text="body", date="day"))
    assert (found["article"][0], found["date"][0]) == ("4", "2024-05-02")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"table": "chairs"}, "There is no table 'chairs'"),
        ({"columns": Columns(text="body")}, "has no column 'body' for the texts"),
        ({"columns": Columns(id="number")}, "has no column 'number' for the ids"),
    ],
)
def test_what_cannot_be_done_is_said(articles, options, said):
    with pytest.raises(HedgeLensError, match=said):
        analysed(articles, **options)


def test_a_missing_package_is_said_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr("hedgelens.distributed.layout.find_spec", lambda name: None)
    with pytest.raises(HedgeLensError, match=r"pip install 'hedgelens\[distributed\]'"):
        framed((), "articles")


@pytest.mark.parametrize("table", RESULTS)
def test_spark_is_told_every_column(table):
    assert [one.split("`")[1] for one in spark_schema(table).split(", ")] == list(types_in(table))


def test_it_is_reached_from_the_package():
    assert hl.distributed is sys.modules["hedgelens.distributed"]
