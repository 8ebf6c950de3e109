import json

import pandas as pd
import pytest

import hedgelens as hl
from hedgelens.collection import Columns, read_many
from hedgelens.records import HedgeLensError
from hedgelens.report import write_batch

ONE = "The bridge is safe, the mayor said. It may rain.\n"
TWO = "A nurse said that the ward is full.\n"


def test_a_folder_is_read_and_what_cannot_be_read_is_noted(tmp_path):
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(" \n", encoding="utf-8")
    reading = read_many(tmp_path)
    assert [a.id for a in reading.articles] == ["one"]
    assert len(reading.problems) == 1
    assert "empty or blank" in reading.problems[0].reason


def test_a_csv_gives_outlets_and_keeps_its_other_columns(tmp_path):
    path = tmp_path / "articles.csv"
    frame = pd.DataFrame({"body": [ONE, TWO, ""], "outlet": ["Post", "NA", "Post"], "desk": ["x", "y", "z"]})
    frame.to_csv(path, index=False)
    reading = read_many(path, Columns(text="body"))
    assert [(a.id, a.outlet) for a in reading.articles] == [("articles-1", "Post"), ("articles-2", "NA")]
    assert reading.articles[0].text == ONE
    assert [p.article for p in reading.problems] == ["articles-3"]
    assert reading.extra["articles-2"] == {"desk": "y"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pd.DataFrame({"story": [ONE]}), "no column 'text'.*story"),
        (pd.DataFrame({"text": [ONE, TWO], "id": ["a", "a"]}), "Two articles are called 'a'"),
        (["", " "], "no article to analyse"),
    ],
)
def test_what_cannot_be_used_is_said(data, message):
    with pytest.raises(HedgeLensError, match=message):
        read_many(data)


@pytest.mark.slow
def test_a_collection_has_tables_comparison_and_test():
    frame = pd.DataFrame({"id": ["a", "b", "c"], "text": [ONE, TWO, TWO], "outlet": ["P", "Q", "Q"], "desk": ["x", "x", "y"]})
    collection = hl.Collection.analyze(frame)
    assert set(collection.table("hedges").article) == {"a"}
    assert list(collection.articles().desk) == ["x", "x", "y"]
    assert list(collection.compare().n) == [2, 1]
    assert collection.values("hedges_per_1000", by="desk")["y"] == [0.0]
    assert collection.test("words_attributed", "P", "Q").n == (1, 2)
    with pytest.raises(HedgeLensError, match="no group 'R'"):
        collection.test("words_attributed", "P", "R")
    with pytest.raises(HedgeLensError, match="'city'"):
        collection.compare(by="city")
    assert "<table" in collection._repr_html_()


@pytest.mark.slow
def test_the_accessor_keeps_the_index_and_leaves_blank_rows_empty():
    rows = pd.DataFrame({"text": [ONE, ""], "outlet": ["P", "Q"]}, index=[7, 7]).hedgelens.measures()
    assert list(rows.index) == [7, 7]
    assert rows.words_attributed.iloc[0] > 0
    assert rows.words_attributed.isna().iloc[1]
    assert len(pd.Series([ONE, TWO]).hedgelens.analyze()) == 2


@pytest.mark.slow
def test_a_batch_is_pages_an_index_and_the_same_numbers_for_scripts(tmp_path):
    hostile = {"../../up": ONE, "<script>alert(1)</script>": TWO, "index": TWO}
    index = hl.Collection.analyze(hostile).report(tmp_path / "out")
    data = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [one["page"] for one in data["articles"]] == ["up.html", "script-alert-1-script.html", "index-2.html"]
    assert all((index.parent / one["page"]).is_file() for one in data["articles"])
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]
    html = index.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert html.count("<figure") == 3
    assert set(data) == {"schema", "hedgelens", "articles", "problems"}
    assert "&lt;script&gt;" in (index.parent / "report.md").read_text(encoding="utf-8")


def test_a_batch_says_what_could_not_be_read(tmp_path):
    index = write_batch([], tmp_path, [("bad.txt", "it is <b>blank</b>")])
    assert "bad.txt: it is &lt;b&gt;blank&lt;/b&gt;" in index.read_text(encoding="utf-8")
