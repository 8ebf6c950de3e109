"""Questions in SQL: what they are answered from, that they read nothing else, and that the copy follows the study."""

import os
import re
from pathlib import Path

import pytest

from hedgelens.corrections.edits import GiveAttribution
from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.study.rows import TABLES

COUNT = "SELECT count(*) AS number FROM articles"


def beside(study):
    return study.path.with_name("floods.study.duckdb")


@pytest.fixture
def copies(monkeypatch):
    """Notes each time that the tables are copied."""
    from hedgelens.study import querying

    made, make = [], querying._make
    monkeypatch.setattr(querying, "_make", lambda *given: made.append(given[1]) or make(*given))
    return made


def test_every_table_can_be_asked(told):
    for name in TABLES:
        found = told.query(f'SELECT * FROM "{name}"')
        assert list(found.columns) == list(told.table(name).columns), name
        assert len(found) == len(told.table(name)), name


def test_tables_are_joined_and_dates_are_dates(told):
    found = told.answer(
        "SELECT a.date, year(a.date), count(*) FROM articles a JOIN sentences s USING (article) "
        "WHERE s.kind = 'body' AND a.outlet IS NOT NULL GROUP BY a.date ORDER BY a.date"
    )
    assert [(str(day), year) for day, year, _ in found.rows] == [("1899-12-30", 1899), ("2024-03-01", 2024)]


def test_the_tables_are_copied_only_when_the_study_has_changed(told, copies):
    assert told.query(COUNT)["number"][0] == 4
    assert told.query(COUNT)["number"][0] == 4
    assert len(copies) == 1
    told.run()
    assert told.query("SELECT count(*) AS number FROM articles WHERE analysed")["number"][0] == 4
    assert len(copies) == 2
    beside(told).unlink()
    assert told.query(COUNT)["number"][0] == 4
    assert len(copies) == 3


def test_answers_follow_corrections_however_quickly_they_are_made(told):
    question, coding = "SELECT name FROM summary WHERE article = 'bridge'", told.coding("bridge", "Ines")
    names = [set(told.query(question)["name"])]
    coding.correct(GiveAttribution(coding.analysis.attributions[0].id, name="Mina Reese"))
    names.append(set(told.query(question)["name"]))
    coding.undo()
    names.append(set(told.query(question)["name"]))
    assert ["Mina Reese" in some for some in names] == [False, True, False]


def test_answers_follow_who_codes_and_what_is_drawn_for_them(told):
    def settings():
        return {name: value for name, value, _ in told.answer("SELECT * FROM settings").rows}

    told.run()
    assert not {"coders", "sample 1"} & settings().keys()
    told.coders = ["Ines", "Jo"]
    assert (settings()["coders"], settings()["coders blind to each other"]) == ("Ines, Jo", "no")
    told.blind = True
    assert settings()["coders blind to each other"] == "yes"
    told.sample(1, seed=3)
    assert settings()["sample 1"] == told.samples()["how"][0]


def test_nothing_is_left_but_the_database(told):
    told.query(COUNT)
    assert {path.name for path in told.path.parent.iterdir()} - {"floods.study-wal", "floods.study-shm"} == {
        "floods.study", "floods.study.duckdb",
    }  # fmt: skip


def test_a_copy_that_is_broken_off_leaves_nothing(told):
    def breaks(done, total):
        raise KeyboardInterrupt

    before = set(told.path.parent.iterdir())
    with pytest.raises(KeyboardInterrupt):
        told.query(COUNT, told=breaks)
    assert set(told.path.parent.iterdir()) == before


@pytest.mark.parametrize("content", [b"My notes of a year.", b""])
def test_a_file_of_that_name_that_is_somebodys_stays(told, content):
    beside(told).write_bytes(content)
    assert told.query(COUNT)["number"][0] == 4
    assert beside(told).read_bytes() == content


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_study_in_a_folder_that_may_not_be_written_into_is_asked(told):
    told.path.parent.chmod(0o500)
    try:
        assert told.query(COUNT)["number"][0] == 4
    finally:
        told.path.parent.chmod(0o700)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "COPY articles TO '{out}'",
        "ATTACH '{out}'",
        "DROP TABLE articles",
        "CREATE TABLE mine AS SELECT 1",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT * FROM secret_frame",
        "SELECT article FROM article",
        "SELEC",
        "",
        "-- nothing",
    ],
)
def test_a_question_reads_the_tables_and_nothing_else(told, tmp_path, sql):
    import pandas as pd

    secret_frame = pd.DataFrame({"secret": [1]})
    file, out = tmp_path / "secret.csv", tmp_path / "out"
    secret_frame.to_csv(file)
    with pytest.raises(HedgeLensError, match="cannot be answered|query is empty"):
        told.query(sql.format(file=file, out=out))
    assert not out.exists()
    assert told.query(COUNT)["number"][0] == 4


def test_what_is_wrong_with_a_question_is_said_in_a_sentence(told):
    with pytest.raises(HedgeLensError, match=r'column "nix" not found.*The tables are articles, summary') as caught:
        told.query("SELECT nix FROM articles")
    assert "\n" not in str(caught.value)
    with pytest.raises(HedgeLensError, match=r"GROUP BY outlet\. The tables are articles, summary"):
        told.query("")


def test_without_duckdb_it_is_said_how_to_install_it(told, monkeypatch):
    monkeypatch.setattr("hedgelens.study.extra.find_spec", lambda name: None)
    with pytest.raises(HedgeLensError, match=r"'duckdb'.*pip install 'hedgelens\[study\]'"):
        told.query(COUNT)


def test_the_questions_of_the_docs_are_answered(told):
    docs = (Path(__file__).parents[2] / "docs" / "studies.md").read_text("utf-8")
    questions = re.findall(r"```sql\n(.*?)```", docs, re.DOTALL)
    assert len(questions) == 3
    for question in questions:
        told.query(question)


def test_a_study_without_articles_is_asked(tmp_path):
    with Study.new(tmp_path / "empty.study", engine="rules") as study:
        assert study.query(COUNT)["number"][0] == 0
