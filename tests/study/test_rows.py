"""The tables of a study: nothing is lost, and each row says which article it is about."""

import pytest

from hedgelens.records import HedgeLensError
from hedgelens.study.rows import ABOUT, OF_ANALYSES, TABLES, Rows
from hedgelens.views import tables


def test_every_article_has_a_row_be_it_analysed_or_not(told):
    found = told.table("articles").set_index("article")
    assert list(found.index) == ["bridge", "ferry", "levee", "tram"]
    assert list(found["analysed"]) == [True, True, True, False]
    assert found.loc["tram", "text_words"] == 7
    assert found.loc["bridge", "words"] < found.loc["bridge", "text_words"]  # the title is no part of the body
    assert found["words"].isna().to_dict() == {"bridge": False, "ferry": False, "levee": False, "tram": True}


@pytest.mark.parametrize("name", OF_ANALYSES)
def test_a_table_of_a_study_has_the_rows_of_its_analyses_each_with_what_its_article_says(told, name):
    rows = list(told.rows(name))
    columns = tables.columns(name)
    expected = [[row[column] for column in columns] for analysis in told for row in tables.rows(analysis, name)]
    assert [[row[column] for column in columns] for row in rows] == expected
    about = {analysis.article.id: analysis.article for analysis in told}
    for row in rows:
        assert tuple(row)[: len(ABOUT)] == ABOUT
        article = about[row["article"]]
        assert [row[key] for key in ABOUT[1:]] == [getattr(article, key) for key in ABOUT[1:]]


@pytest.mark.parametrize("name", TABLES)
def test_rows_and_columns_of_a_table_fit(told, name):
    frame = told.table(name)
    rows = list(told.rows(name))
    assert len(frame) == len(rows)
    assert all(list(row) == list(frame.columns) for row in rows)


def test_several_tables_come_out_of_one_reading(told, monkeypatch):
    from hedgelens.faces import Analysis

    read, made = [], Analysis.from_dict.__func__
    monkeypatch.setattr(Analysis, "from_dict", classmethod(lambda cls, *given: read.append(1) or made(cls, *given)))
    found = list(Rows(told._store).each(["articles", "sentences", "hedges"]))
    assert len(read) == 3
    assert [row[0] for table, row in found if table == "articles"] == ["bridge", "ferry", "levee", "tram"]


def test_further_fields_never_hide_a_column(told):
    found = told.table("articles").set_index("article")
    assert list(found.columns[-3:]) == ["Wave", "words_given", "WORDS_given_given"]
    assert found.loc["bridge", "words_given"] == "+many"


def test_rows_carry_the_further_fields_that_are_asked_for(told):
    assert "Wave" not in told.table("hedges")
    assert dict.fromkeys(told.table("hedges", fields=["Wave"])["Wave"].dropna()) == {"2": None}
    assert list(told.table("sentences", fields="all").columns[-3:]) == ["Wave", "words_given", "WORDS_given_given"]
    with pytest.raises(HedgeLensError, match=r"No article has a field 'wave'\. There are: Wave, words"):
        told.table("hedges", fields=["wave"])


def test_problems_name_the_article_or_the_file(told, monkeypatch):
    monkeypatch.setattr("hedgelens.analyzer.Analyzer.analyze", lambda *_: 1 / 0)
    told.run()
    empty, tram = told.rows("problems")
    assert (empty["article"], empty["name"]) == (None, "empty.txt")
    assert empty["file"].endswith("empty.txt")
    assert (tram["article"], tram["name"]) == ("tram", "tram")
    assert tram["file"].endswith("tram.txt")
    assert told.table("articles").set_index("article").loc["tram", "problem"] == tram["reason"]


def test_settings_say_how_the_analyses_were_made(told):
    found = {row["setting"]: (row["value"], row["articles"]) for row in told.rows("settings")}
    assert found["engine"] == ("rules", 3)
    assert found["types"] == ("assertion, belief, fact, eventuality", 3)
    assert found["articles"] == ("4", None)


def test_the_dictionary_has_every_column_of_every_table(told):
    found = {(row["table"], row["column"]) for row in told.rows("dictionary")}
    assert found == {(name, column) for name in TABLES for column in told.table(name).columns}


def test_a_table_that_is_none_is_said_to_be_none(told):
    with pytest.raises(HedgeLensError, match="no table 'sentence'. There are: articles, summary"):
        told.table("sentence")
