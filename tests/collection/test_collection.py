import csv
import gzip
import io
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from drafts import small

import hedgelens as hl
from hedgelens.article import article_from_text
from hedgelens.collection import Collection, Columns, read_many
from hedgelens.records import HedgeLensError, HedgeLensWarning, Problem
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
        (pd.DataFrame({"words": [ONE]}), "no column 'text'.*words"),
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
    assert html.count("<figure") == 4
    assert set(data) == {"schema", "hedgelens", "articles", "problems"}
    assert "&lt;script&gt;" in (index.parent / "report.md").read_text(encoding="utf-8")


def test_a_batch_says_what_could_not_be_read(tmp_path):
    index = write_batch([], tmp_path, [("bad.txt", "it is <b>blank</b>")])
    assert "bad.txt: it is &lt;b&gt;blank&lt;/b&gt;" in index.read_text(encoding="utf-8")


def test_a_list_may_hold_paths_texts_folders_and_articles_in_any_order(tmp_path):
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TWO, encoding="utf-8")
    reading = read_many([TWO, tmp_path / "news", article_from_text(ONE, id="mine"), str(tmp_path / "a.txt"), None, "nowhere.txt"])
    assert [a.id for a in reading.articles] == ["article-1", "news/a", "mine", f"{tmp_path.name}/a"]
    assert [p.article for p in reading.problems] == ["article 5", "nowhere.txt"]
    assert "'NoneType'" in reading.problems[0].reason


def test_ids_of_a_series_that_stand_twice_lose_no_text():
    with pytest.raises(HedgeLensError, match="Two articles are called 'x'"):
        read_many(pd.Series([ONE, TWO], index=["x", "x"]))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "'NoneType'.*a folder"),
        (3.5, "'float'"),
        (b"text", "'bytes'"),
        (io.StringIO(ONE), "'StringIO'"),
        (ONE, r"Give a single text to hl\.analyze"),
        ("nowhere", "There is no file 'nowhere'"),
        ([], "nothing was given"),
        ([ONE.encode()], "decode"),
        ([[ONE]], "'list'"),
        (pd.DataFrame({"text": [3.5, 7.0]}), "'float', not text"),
        (pd.DataFrame({"text": ["a.txt", "b.txt"]}), "holds the name of a file, 'a.txt'"),
        (pd.DataFrame({"text": pd.array([pd.NA], dtype="string")}), "empty or blank"),
    ],
    ids=lambda value: repr(value) if isinstance(value, str) else type(value).__name__,
)
def test_what_holds_no_articles_is_said_with_the_right_call(data, message):
    with pytest.raises(HedgeLensError, match=message):
        read_many(data)


@pytest.mark.parametrize(("name", "message"), [("a.xls", "or a .csv file"), ("a.doc", "as a .txt file")])
def test_a_file_of_another_format_is_said(tmp_path, name, message):
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(HedgeLensError, match="articles are read from") as error:
        read_many(str(tmp_path / name))
    assert str(error.value).count(name) == 1
    assert message in str(error.value)


@pytest.fixture(scope="module")
def dated():
    frame = pd.DataFrame(
        {
            "text": [ONE, TWO, TWO],
            "Day": pd.to_datetime(["2024-01-10", "2024-01-11", "2024-01-11"]),
            "author": ["Ada Berg", None, "Ada Berg"],
            "words": ["many", "few", "few"],
            "desk": [None, float("nan"), "sea"],
        }
    )
    return hl.Collection.analyze(frame, columns=Columns(date="Day"), engine="rules")


def test_what_is_known_of_articles_stands_in_their_table(dated):
    rows = dated.articles()
    assert list(rows.date) == ["2024-01-10", "2024-01-11", "2024-01-11"]
    assert list(rows.author.fillna("")) == ["Ada Berg", "", "Ada Berg"]
    assert list(rows.words_given) == ["many", "few", "few"]
    assert rows.words.dtype == int


@pytest.mark.parametrize(
    ("by", "sizes"),
    [
        ("date", {"2024-01-10": 1, "2024-01-11": 2}),
        ("Day", {"2024-01-10": 1, "2024-01-11": 2}),
        ("author", {"Ada Berg": 2}),
        ("desk", {"sea": 1}),
        ("language", {"en": 3}),
    ],
)
def test_articles_are_compared_by_anything_that_is_known_of_them(dated, by, sizes):
    assert dict(dated.compare(by=by).n) == sizes


def test_what_articles_cannot_be_compared_by_is_said_with_what_there_is(dated):
    with pytest.raises(
        HedgeLensError, match="No article has a field 'genre'. There are: date, author, language, Day, words, desk"
    ):
        dated.compare(by="genre")


def test_a_table_with_a_column_named_like_a_measure_keeps_the_measure():
    rows = pd.DataFrame({"text": [ONE, TWO], "words": ["a", "b"], "author": ["x", "y"]}).hedgelens.measures()
    assert list(rows.words) == [10, 8]
    assert "author" not in rows


def test_what_is_passed_over_in_a_folder_is_a_warning_and_stays_with_the_collection(tmp_path):
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "b.wps").write_text(TWO, encoding="utf-8")
    with pytest.warns(HedgeLensWarning, match=r"1 \.wps \(b\.wps\)"):
        collection = hl.Collection.analyze(tmp_path, engine="rules")
    assert len(collection.notes) == 1
    assert "(b.wps)" in collection._repr_html_()


def test_a_collection_counts_otherwise_without_analysing_anew():
    texts = {"a": "The mayor said that the bridge is safe.", "b": "Engineers believe that it will fall."}
    collection = Collection.analyze(texts, engine="rules", min_confidence=0.3, types="assertion")
    assert {(one.min_confidence, one.types) for one in collection} == {(0.3, ("assertion",))}
    assert [*collection.articles()["attributions"]] == [1, 0]
    everything = collection.counting(min_confidence=0, types="assertion,belief")
    assert [*everything.articles()["attributions"]] == [1, 1]
    assert [one.attributions for one in everything] == [one.attributions for one in collection]


def test_the_accessor_takes_what_counts():
    texts = pd.Series(["The mayor said that the bridge is safe.", "Engineers believe that it will fall."])
    assert [*texts.hedgelens.measures(engine="rules", types="belief")["attributions"]] == [0, 1]
    assert [*texts.hedgelens.measures(engine="rules", min_confidence=1)["attributions"]] == [0, 0]
    assert {one.min_confidence for one in texts.hedgelens.analyze(engine="rules", min_confidence=0.2)} == {0.2}


def test_a_slice_is_a_collection_and_what_is_in_it_can_be_asked():
    collection = Collection(tuple(replace(small(), article=replace(small().article, id=id)) for id in ("one", "two", "three")))
    some = replace(collection, notes=("a note",), problems=(Problem("four", "It is empty."),))[1:]
    assert [analysis.article.id for analysis in some] == ["two", "three"]
    assert (some.problems, some.notes) == ((), ())
    assert some[-1] == some["three"] == collection[2] == collection[np.int64(2)]
    assert [analysis.article.id for analysis in collection[::-2]] == ["three", "one"]
    assert "two" in some
    assert "one" not in some
    assert collection[1] in some
    assert collection[0] not in some
    assert collection[1].article in some
    assert collection[0].article not in some
    assert replace(collection[1].article, text="Another text.") not in some
    with pytest.raises(IndexError, match=r"There is no article 2: the collection has 2 articles, from 0 on\."):
        some[2]
    with pytest.raises(KeyError, match=r"No article has the id 'thre'\. Did you mean 'three'\?"):
        some["thre"]
    with pytest.raises(KeyError, match=r"No article has the id 'harbour'\.\""):
        some["harbour"]


def test_a_slice_with_nothing_in_it_has_tables_without_rows():
    collection = Collection((small(),))
    empty = collection[1:]
    assert (len(empty), repr(empty), repr(collection)) == (0, "Collection(0 articles)", "Collection(1 article)")
    assert [*empty.articles().columns] == [*collection.articles().columns]
    for table in ("summary", "sentences", "hedges"):
        assert [*empty.table(table).columns] == [*collection.table(table).columns]
    assert "Collection(0 articles)" in empty._repr_html_()


def test_a_file_with_two_analyses_of_an_article_is_read_with_a_warning(tmp_path):
    text = "The ferry may sail on Monday, the mayor said."
    line = Collection.analyze({"ferry": text}, engine="rules").to_jsonl()
    (tmp_path / "all.jsonl").write_text(line + line, encoding="utf-8")
    with pytest.warns(HedgeLensWarning, match=r"all\.jsonl' holds more than one analysis of ferry\. All of them count"):
        assert len(hl.from_jsonl(tmp_path / "all.jsonl", articles={"ferry": text})) == 2


def test_a_folder_is_no_file_of_analyses(tmp_path):
    with pytest.raises(HedgeLensError, match=r"is a folder, and a file of analyses was expected \(\.jsonl or \.json\)"):
        hl.from_jsonl(tmp_path)


def test_analyses_that_were_saved_are_read_by_a_function_of_the_package(tmp_path):
    text = "The ferry may sail on Monday, the mayor said."
    collection = Collection.analyze({"ferry": text}, engine="rules")
    collection.to_jsonl(tmp_path / "all.jsonl")
    assert hl.from_jsonl(tmp_path / "all.jsonl", articles={"ferry": text}).analyses == collection.analyses


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.jsonl", None, "There is no file"),
        ("all.jsonl.gz", gzip.compress(b"{}\n", mtime=0), "packed with gzip. Unpack it first"),
        ("all.jsonl", gzip.compress(b"{}\n", mtime=0), "packed with gzip. Unpack it first"),
        ("all.jsonl", "{}\n".encode("utf-16"), "is not text in UTF-8"),
        ("all.jsonl", b"hello\n", "Line 1 of .* is not JSON"),
        ("all.jsonl", b'{"a": 1}\n', "Line 1 of .* is neither an analysis of HedgeLens nor an annotation"),
        ("all.jsonl", b"\n\n", "is empty"),
    ],
)
def test_a_file_that_holds_no_analyses_is_said_to_be_what_it_is(name, content, said, tmp_path):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(HedgeLensError, match=said):
        hl.from_jsonl(tmp_path / name)


def test_texts_that_are_not_english_are_left_out_where_that_is_asked_for():
    texts = {
        "tram": "The tram is late, the mayor said.",
        "fluss": "Der Fluss stieg am Montag, sagte die Behörde, und niemand weiß mehr.",
    }
    assert len(Collection.analyze(texts, engine="rules").analyses) == 2
    found = Collection.analyze(texts, engine="rules", only_english=True)
    assert [analysis.article.id for analysis in found.analyses] == ["tram"]
    assert [problem.article for problem in found.problems] == ["fluss"]
    assert "does not look like English" in found.problems[0].reason


def test_cells_of_your_columns_without_a_value_are_empty(tmp_path):
    frame = pd.DataFrame(
        {
            "id": ["one", "two"],
            "text": ["The ferry may sail, the mayor said.", "The bridge is closed, police said."],
            "wave": pd.array([1, pd.NA], dtype="Int64"),
            "seen": [pd.Timestamp("2024-03-01"), pd.NaT],
            "paid": [True, False],
        }
    )
    folder = Collection.analyze(frame, engine="rules").write_all(tmp_path / "out")
    with (folder / "articles-with-your-columns.csv").open(encoding="utf-8-sig", newline="") as file:
        one, two = csv.DictReader(file)
    assert (one["wave"], two["wave"], two["seen"]) == ("1", "", "")
    assert (one["paid"], two["paid"]) == ("TRUE", "FALSE")
