"""Tables of articles: a row an article, whatever kind of file it is in; what is taken for what is said."""

import csv
import datetime
import io
import json

import openpyxl
import pandas as pd
import pytest

from hedgelens.article import Columns, Limits, ReadingOptions, read_article, read_files
from hedgelens.article.tables.own import is_own
from hedgelens.collection import read_many
from hedgelens.records import Article, HedgeLensError

ONE = "The bridge is safe, the mayor said. “It may rain,” she added.\n"
TWO = "A nurse said that the ward is full, and that it was “fine”.\n\nShe left."


def table(rows, *, separator=",", quoting=csv.QUOTE_MINIMAL):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting).writerows(rows)
    return text.getvalue()


def written(folder, name, rows, encoding="utf-8", **form):
    (folder / name).write_bytes(table(rows, **form).encode(encoding))
    return read_files([name])


def workbook(name, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(name)


def said(reading):
    return [(article.id, article.text) for article in reading.articles]


def reasons(reading):
    return [problem.reason for problem in reading.problems]


HEAD = ["text", "outlet"]
ROWS = [HEAD, [ONE, "Post"], [TWO, "Courier; Sons"]]
PLAIN = [("press-1", ONE), ("press-2", TWO)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_separator_and_encoding_that_excel_writes_is_read_to_the_letter(folder, separator, encoding):
    reading = written(folder, "press.csv", ROWS, encoding, separator=separator)
    assert said(reading) == PLAIN
    assert [article.outlet for article in reading.articles] == ["Post", "Courier; Sons"]
    assert reading.problems == ()
    expected = ("'press.csv' is not in UTF-8; it was read as Windows-1252.",) if encoding == "cp1252" else ()
    assert reading.notes == expected


def test_a_line_of_excel_that_says_the_separator_is_no_row(folder):
    (folder / "press.csv").write_text("sep=;\n" + table(ROWS, separator=";"), encoding="utf-8")
    assert said(read_files(["press.csv"])) == PLAIN


def test_a_table_of_one_column_has_no_separator(folder):
    (folder / "press.csv").write_text("text\nIt rained, he said; she did not.\n", encoding="utf-8")
    assert said(read_files(["press.csv"])) == [("press-1", "It rained, he said; she did not.")]


def test_quotation_marks_behind_a_backslash_are_read(folder):
    (folder / "press.csv").write_text('text,outlet\n"He said \\"no\\", twice.",Post\n', encoding="utf-8")
    assert said(read_files(["press.csv"])) == [("press-1", 'He said "no", twice.')]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("It rained, he said, twice,Post", "has 4 cells, and the table 2 columns"),
        ('"He said "no" to her",Post', "quotation marks are not doubled"),
        (",Post", "is empty or blank"),
    ],
)
def test_a_row_of_which_a_text_may_be_cut_is_left_out_and_the_others_go_on(folder, row, why):
    (folder / "press.csv").write_text(f"text,outlet\nA.,Post\n{row}\nB.,Post,,\nC.\n\nD.,Post\n", encoding="utf-8")
    reading = read_files(["press.csv"])
    assert [article.text for article in reading.articles] == ["A.", "B.", "C.", "D."]
    (reason,) = reasons(reading)
    assert "row 3 of 'press.csv'" in reason
    assert why in reason


def test_a_quotation_mark_that_is_never_closed_is_said(folder):
    (folder / "press.csv").write_text('text,outlet\nA.,Post\n"B.,Post\nC.,Post\n', encoding="utf-8")
    reading = read_files(["press.csv"])
    assert [article.text for article in reading.articles] == ["A."]
    assert "nothing closes" in reasons(reading)[0]


def test_of_many_blank_rows_the_first_are_named_and_the_others_counted(folder):
    reading = written(folder, "press.csv", [HEAD, *([" ", "Post"] for _ in range(9)), [ONE, "Post"]])
    assert said(reading) == [("press-10", ONE)]
    assert len(reading.problems) == 6
    assert reading.problems[-1].reason == "4 further rows of 'press.csv' hold no text: 7, 8, 9, 10."


def test_usual_names_of_columns_are_known_and_what_was_taken_for_what_is_said_once(folder):
    rows = [
        ["Stories_ID", "Headline", "media name", "Publish-Date", "Byline", "Body", "Section", "Page", "Link", "Desk"],
        ["7", "It rains", "The Post", "25/4/2021", "Ada Berg", ONE, "News", "A1", "https://example.org/7", "sea"],
        ["8", "", "", "3/4/2021", "", TWO, "", "", "", ""],
    ]
    reading = written(folder, "press.csv", rows)
    first, second = reading.articles
    assert (first.id, first.title, first.outlet, first.author, first.section, first.page, first.url) == (
        "7",
        "It rains",
        "The Post",
        "Ada Berg",
        "News",
        "A1",
        "https://example.org/7",
    )
    assert (first.date, first.date_text, second.date) == ("2021-04-25", "25/4/2021", "2021-04-03")
    assert dict(first.fields)["Desk"] == "sea"
    assert dict(second.fields) == {"Publish-Date": "3/4/2021"}
    (note,) = reading.notes
    assert "'Body' as the text" in note
    assert "'Stories_ID' as the id" in note


def test_columns_that_a_user_names_are_taken_and_one_that_is_not_there_is_said(folder):
    rows = [["summary", "text", "when"], ["short", ONE, "2021-04-03"]]
    (folder / "press.csv").write_text(table(rows))
    reading = read_files(["press.csv"], ReadingOptions(columns=Columns(text="summary", date="when", author="writer")))
    assert reading.articles[0].text == "short"
    assert reading.articles[0].date == "2021-04-03"
    assert reading.notes == ("'press.csv' has no column 'writer' for the author; its articles have none.",)
    reading = read_files(["press.csv"], ReadingOptions(columns=Columns(text="story")))
    assert "no column 'story' for the texts; its columns are: summary, text, when" in reasons(reading)[0]


def test_a_list_of_addresses_is_no_table_of_articles(folder):
    reading = written(
        folder,
        "found.csv",
        [["stories_id", "publish_date", "title", "url"], ["7", "2021-04-03", "It rains", "https://example.org/7"]],
    )
    assert "nothing is fetched from there: add a column with their texts" in reasons(reading)[0]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["a", "b", "c"], ["a", "b", "c"]),
        (["a", "a", "b"], ["a", "press/a", "b"]),
        (["a", "a", "a"], ["press-1", "press-2", "press-3"]),
        (["a", "", "c"], ["a", "press-2", "c"]),
    ],
)
def test_ids_tell_articles_apart_and_none_is_lost(folder, ids, expected):
    reading = written(folder, "press.csv", [["id", "text"], *([id, f"{id} {ONE}"] for id in ids)])
    assert [article.id for article in reading.articles] == expected
    assert ("'press/a'" in "".join(reading.notes)) == ("press/a" in expected)


def test_two_tables_with_the_same_ids_make_distinct_articles(folder):
    for name in ("one", "two"):
        (folder / f"{name}.csv").write_text(
            table([["id", "text"], ["1", f"{name} {ONE}"], ["2", f"{name} {TWO}"]]), encoding="utf-8"
        )
    reading = read_files(["."])
    assert [article.id for article in reading.articles] == ["1", "2", "two/1", "two/2"]
    assert any("2 articles have ids that others have; they are called '" in note for note in reading.notes)


def test_a_text_as_long_as_a_cell_of_excel_is_doubted(folder):
    words = "It rained, he said. " * 2000
    reading = written(folder, "press.csv", [["text"], [words[:32767]], [words[:32766]], [words[:32768]]])
    assert ["cell of Excel" in " ".join(article.warnings) for article in reading.articles] == [True, False, False]


def test_what_hedgelens_wrote_itself_is_no_table_of_articles(folder):
    import hedgelens as hl
    from hedgelens.commands.options import TABLES

    analysis = hl.analyze("The mayor said that it may rain.", engine="rules")
    for name in TABLES:
        analysis.to_csv(f"{name}.csv", table=name)
    collection = hl.Collection.of([analysis])
    collection.report("report")
    collection.articles().to_csv("articles.csv", index=False)
    collection.articles().to_excel("articles.xlsx", index=False)
    collection.to_jsonl("all.jsonl")
    hl.report.write_batch([analysis], "second")
    (folder / "one.txt").write_text(ONE)
    reading = read_files([folder])
    assert [article.id for article in reading.articles] == ["one"]
    assert reading.problems == ()
    for name in (
        "summary.csv",
        "articles.csv",
        "articles.xlsx",
        "all.jsonl",
        "report/articles.csv",
        "report/dominant-sources.csv",
    ):
        assert "HedgeLens" in reasons(read_files([name]))[0]


def test_the_tables_of_commands_are_known_for_our_own():
    from hedgelens.commands import agree
    from hedgelens.concordance import Collocation, ContrastCount, Line

    heads = [kind.columns() for kind in (Line, Collocation, ContrastCount)] + [
        agree._COLUMNS[name] for name in ("variables", "spans", "articles", "disagreements")
    ]
    assert all(is_own(head) for head in heads)
    assert not is_own(["article", "outlet", "title", "date", "text"])


# -- workbooks ---------------------------------------------------------------------------------------------------------------


def test_the_first_sheet_with_texts_is_read_and_the_others_are_said(folder):
    workbook(
        "press.xlsx", Notes=[["about"], ["my notes"]], News=[[], ["Text", "Date", "Nr"], [ONE, datetime.datetime(2021, 4, 3), 7]]
    )
    reading = read_files(["press.xlsx"])
    (article,) = reading.articles
    assert (article.text, article.date, dict(article.fields)) == (ONE, "2021-04-03", {"Nr": "7"})
    assert reading.notes == (
        "Of 'press.xlsx', the sheet 'News' of 'press.xlsx' was read, and the sheet 'Notes' of 'press.xlsx' is not.",
    )


@pytest.mark.parametrize(
    ("cell", "date"),
    [(44289, "2021-04-03"), ("44289", "2021-04-03"), (datetime.date(2021, 4, 3), "2021-04-03"), ("April", None), (12, None)],
)
def test_days_are_read_however_a_spreadsheet_holds_them(folder, cell, date):
    workbook("press.xlsx", News=[["text", "date"], [ONE, cell]])
    assert read_files(["press.xlsx"]).articles[0].date == date


def test_formulas_are_not_worked_out_and_errors_are_no_text(folder):
    workbook(
        "press.xlsx",
        News=[["text", "title"], ['=CONCATENATE("a","b")', "x"], ["#REF!", "y"], [ONE, '=HYPERLINK("http://example.org","x")']],
    )
    reading = read_files(["press.xlsx"])
    assert [(article.text, article.title) for article in reading.articles] == [(ONE, None)]
    assert "row 2" in reasons(reading)[0]
    assert "holds a formula whose result is not saved" in reasons(reading)[0]
    assert "row 3 of 'press.xlsx', column 'text', is empty or blank" in reasons(reading)[1]


def test_a_workbook_with_macros_is_read_as_its_values(folder):
    workbook("press.xlsx", News=[["text"], [ONE]])
    (folder / "press.xlsx").rename("press.xlsm")
    assert said(read_files(["press.xlsm"])) == [("press-1", ONE)]


# -- JSON and Parquet --------------------------------------------------------------------------------------------------------


def test_an_object_a_line_is_an_article_and_a_broken_line_stops_no_other(folder):
    lines = [{"text": ONE, "title": "It rains", "tags": ["sea", "sky"]}, {"text": TWO, "later": {"a": 1}}]
    text = "\n".join([json.dumps(lines[0]), "{broken", "[1]", "", json.dumps(lines[1])])
    (folder / "press.jsonl").write_text(text, encoding="utf-8")
    reading = read_files(["press.jsonl"])
    assert said(reading) == [("press-1", ONE), ("press-4", TWO)]
    assert [dict(article.fields) for article in reading.articles] == [{"tags": "sea; sky"}, {"later": '{"a": 1}'}]
    assert ["line 2" in reasons(reading)[0], "line 3" in reasons(reading)[1]] == [True, True]


@pytest.mark.parametrize("under", ["articles", None])
def test_a_list_of_objects_is_a_table_also_under_a_name(folder, under):
    rows = [{"text": ONE, "date": "2021-04-03"}, {"text": ["One.", "Two."]}]
    (folder / "press.json").write_text(json.dumps({under: rows, "count": 2} if under else rows), encoding="utf-8")
    assert said(read_files(["press.json"])) == [("press-1", ONE), ("press-2", "One.\n\nTwo.")]


def test_a_parquet_table_is_read(folder):
    pytest.importorskip("pyarrow")
    pd.DataFrame({"text": [ONE, TWO], "date": pd.to_datetime(["2021-04-03", None]), "n": [1, 2]}).to_parquet("press.parquet")
    reading = read_files(["press.parquet"])
    assert said(reading) == PLAIN
    assert [article.date for article in reading.articles] == ["2021-04-03", None]


def test_where_the_library_for_parquet_is_missing_that_is_said_with_what_to_type(folder, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    (folder / "press.parquet").write_bytes(b"PAR1")
    assert "hedgelens[study]" in reasons(read_files(["press.parquet"]))[0]


# -- all of them -------------------------------------------------------------------------------------------------------------


def test_a_table_in_memory_is_read_as_one_in_a_file(folder):
    frame = pd.DataFrame({"Body": [ONE, TWO], "PD": ["25/4/2021", "3/4/2021"], "desk": ["sea", "sky"]})
    frame.to_csv("press.csv", index=False)
    frame.to_excel("press.xlsx", index=False)
    frame.to_json("press.jsonl", orient="records", lines=True)
    readings = [read_many(data) for data in (frame, "press.csv", "press.xlsx", "press.jsonl")]
    for reading in readings:
        assert [(a.text, a.date, a.date_text, a.fields) for a in reading.articles] == [
            (a.text, a.date, a.date_text, a.fields) for a in readings[0].articles
        ]
        assert list(reading.extra.values()) == [{"PD": "25/4/2021", "desk": "sea"}, {"PD": "3/4/2021", "desk": "sky"}]


@pytest.mark.parametrize("name", ["press.csv", "press.xlsx", "press.jsonl", "press.json", "press.parquet"])
@pytest.mark.parametrize("content", [b"", b"\0\1\2" * 99, b"PK\x03\x04broken", b"PAR1nothing", b"[[[[" * 9999, b"\xff\xfe\xff"])
def test_a_broken_table_is_a_problem_with_one_sentence(folder, name, content):
    (folder / name).write_bytes(content)
    reading = read_files([name])
    assert reading.articles == ()
    (reason,) = reasons(reading)
    assert name in reason
    assert "HedgeLens failed" not in reason


def test_a_table_of_one_article_is_one_and_one_of_many_says_how_to_read_them(folder):
    (folder / "one.csv").write_text(table([["text"], [ONE]]), encoding="utf-8")
    (folder / "many.csv").write_text(table(ROWS), encoding="utf-8")
    assert isinstance(read_article("one.csv"), Article)
    with pytest.raises(HedgeLensError, match="holds several articles"):
        read_article("many.csv")


def test_no_more_rows_are_read_than_the_limit_says(folder):
    (folder / "press.csv").write_text(table(ROWS), encoding="utf-8")
    reading = read_files(["press.csv"], ReadingOptions(limits=Limits(rows=1)))
    assert len(reading.articles) == 1
    assert "more than 1 rows" in reasons(reading)[0]
