"""A study: what goes in, what a run does and does not do again, and what comes out."""

import json
import os
import sqlite3
import sys

import pytest

import hedgelens as hl
from hedgelens.article import Columns, ReadingOptions
from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.study.settings import StudySettings

from .conftest import TEXTS


def found(study):
    """All that a study found."""
    return [analysis.to_json() for analysis in study]


def made(study):
    """When each analysis was made, by article."""
    with sqlite3.connect(study.path) as file:
        return dict(
            file.execute("SELECT a.id, n.hash || n.made || n.seconds FROM analyses n JOIN articles a ON a.number = n.article")
        )


# -- going in ---------------------------------------------------------------------------------------------------------------


def test_articles_come_in_once(study, folder):
    added = study.add(folder)
    assert (added.new, added.changed, added.unchanged_files) == (0, 0, 3)
    assert list(study.articles()["id"]) == ["bridge", "ferry", "levee"]


def test_a_new_file_in_a_folder_comes_in_and_a_changed_one_takes_the_place_of_the_old_one(study, folder):
    (folder / "tram.txt").write_text("The tram is late, Mina Reese said.", "utf-8")
    (folder / "ferry.txt").write_text("The ferry is late, Mina Reese said.", "utf-8")
    added = study.refresh()
    assert (added.new, added.changed, added.unchanged_files) == (1, 1, 2)
    assert study.article("ferry").text == "The ferry is late, Mina Reese said."


def test_a_file_that_is_gone_leaves_its_articles_in_the_study(study, folder):
    (folder / "ferry.txt").unlink()
    study.refresh()
    assert study.status().articles == 3


def test_what_cannot_be_read_is_named_and_stops_nothing(study, folder):
    (folder / "empty.txt").write_text("", "utf-8")
    added = study.refresh()
    assert [problem.article for problem in added.problems] == ["empty.txt"]
    assert [problem.article for problem in study.refresh().problems] == ["empty.txt"]  # said again, though it is not read again
    assert study.run().analysed == 3


def test_two_articles_of_one_name_from_two_folders_are_two(study, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "ferry.txt").write_text("The ferry sank, Mina Reese said.", "utf-8")
    study.add(other)
    assert list(study.articles()["id"]) == ["bridge", "ferry", "levee", "other/ferry"]


def test_a_path_that_is_not_there_is_a_problem(study, tmp_path):
    (problem,) = study.add(tmp_path / "nowhere").problems
    assert "nowhere" in problem.reason


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_whose_name_is_no_text_is_an_article_like_others(study, folder):
    path = os.fsencode(folder) + b"/caf\xe9.txt"
    with open(path, "w") as file:  # noqa: PTH123
        file.write("The ferry sank, Mina Reese said.\n")
    assert study.refresh().new == 1
    assert study.refresh().unchanged_files == 4
    assert study.run().analysed == 4
    assert list(study.articles()["id"])[-1] == r"caf\xe9"
    with open(path, "w") as file:  # noqa: PTH123
        file.write("The ferry is late, Mina Reese said.\n")
    added = study.refresh()
    assert (added.new, added.changed, added.gone) == (0, 1, 0)


def test_a_folder_whose_name_is_no_text_is_looked_at_again(study, tmp_path):
    other = tmp_path / "caf\udce9"
    try:
        other.mkdir()
    except OSError:
        pytest.skip("the system has no such names")
    study.add(other)
    (other / "tram.txt").write_text("The tram is late, Mina Reese said.", "utf-8")
    assert study.refresh().new == 1


# -- running ----------------------------------------------------------------------------------------------------------------


def test_a_run_finds_what_the_analyzer_finds(study, folder):
    status = study.run()
    assert (status.articles, status.analysed, status.to_do) == (3, 3, 0)
    alone = hl.Collection.analyze(folder, engine="rules")
    assert [json.loads(one)["attributions"] for one in found(study)] == [analysis.to_dict()["attributions"] for analysis in alone]


def test_a_second_run_does_nothing_again(study):
    study.run()
    before = made(study)
    study.run()
    assert made(study) == before


def test_only_what_has_changed_is_analysed_again(study, folder):
    study.run()
    before = made(study)
    (folder / "ferry.txt").write_text("The ferry is late, Mina Reese said.", "utf-8")
    study.refresh()
    assert study.status().to_do == 1
    study.run()
    after = made(study)
    assert {id for id in after if after[id] != before[id]} == {"ferry"}
    assert study["ferry"].sources[0].name == "Mina Reese"


def test_another_registry_has_all_analysed_again(study, tmp_path):
    study.run()
    registry = tmp_path / "outlets.toml"
    registry.write_text('[[source]]\nname = "Okoro, Ada"\naliases = ["Ada Okoro"]\n', "utf-8")
    study.run(sources=registry)
    assert study["bridge"].sources[0].name == "Okoro, Ada"
    registry.write_text('[[source]]\nname = "A. Okoro"\naliases = ["Ada Okoro"]\n', "utf-8")
    study.run()  # the file is looked at again
    assert study["bridge"].sources[0].name == "A. Okoro"
    registry.unlink()
    study.run()  # what it held is in the study
    assert study["bridge"].sources[0].name == "A. Okoro"


def test_another_confidence_is_counted_and_not_analysed_anew(study, monkeypatch):
    study.run()
    monkeypatch.setattr("hedgelens.analyzer.Analyzer.analyze", lambda *_: pytest.fail("analysed again"))
    status = study.run(min_confidence=1.0)
    assert status.to_do == 0
    assert study["bridge"].min_confidence == 1.0
    assert not study["bridge"].counted


def test_several_processes_find_the_same_in_the_same_order(study):
    study.run()
    alone = found(study)
    with sqlite3.connect(study.path) as file:
        file.execute("DELETE FROM analyses")
    study.run(jobs=2)
    assert found(study) == alone


def test_with_several_processes_the_one_that_writes_loads_no_model(study, monkeypatch):
    def analyzer(settings):
        raise AssertionError

    monkeypatch.setattr(StudySettings, "analyzer", analyzer)
    assert study.run(jobs=2).analysed == 3


def test_settings_that_several_processes_cannot_use_are_said_by_one_sentence(study, tmp_path):
    registry = tmp_path / "outlets.toml"
    registry.write_text("[[source]\n", "utf-8")
    with pytest.raises(HedgeLensError, match="outlets.toml"):
        study.run(jobs=2, sources=registry)
    assert study.status().analysed == 0


def test_an_article_that_cannot_be_analysed_is_a_problem_and_is_not_tried_again(study, monkeypatch):
    tried = []

    def fails(self, article):
        tried.append(article.id)
        raise RuntimeError

    monkeypatch.setattr("hedgelens.analyzer.Analyzer.analyze", fails)
    status = study.run()
    assert [problem.article for problem in status.problems] == ["bridge", "ferry", "levee"]
    assert "report" in status.problems[0].reason
    study.run()
    assert tried == ["bridge", "ferry", "levee"]


def test_a_run_says_how_far_it_is(study):
    told = []
    study.run(told=told.append)
    assert [(progress.done, progress.total) for progress in told] == [(1, 3), (2, 3), (3, 3)]
    assert told[-1].rest == 0


def test_what_another_run_is_at_is_left_to_it_until_that_is_dead(study):
    with sqlite3.connect(study.path) as file:
        file.execute(
            "INSERT INTO runs (number, host, process, began, seen) VALUES (7, 'elsewhere', 1, '', strftime('%s', 'now'))"
        )
        file.execute("INSERT INTO claims VALUES (2, 7)")
    assert study.run().analysed == 2
    with sqlite3.connect(study.path) as file:
        file.execute("UPDATE runs SET seen = seen - 3600 WHERE number = 7")
    assert study.run().analysed == 3


# -- coming out -------------------------------------------------------------------------------------------------------------


def test_tables_hold_all_articles(study):
    study.run()
    assert set(study.table("attributions")["article"]) == {"bridge", "ferry", "levee"}
    assert len(study.collection()) == len(study) == 3
    assert "ferry" in study
    assert "tram" not in study
    with pytest.raises(KeyError, match=r"No analysis has the id 'ferri'\. Did you mean 'ferry'\?"):
        study["ferri"]
    with pytest.raises(KeyError, match=r"No article has the id 'levees'\. Did you mean 'levee'\?"):
        study.article("levees")
    with pytest.raises(KeyError, match=r"No article has the id 'tram'\.\""):
        study.article("tram")


def test_a_coding_stays_whatever_is_run(study, folder):
    study.run()
    study.keep_coding(study["ferry"], "Ines")
    (folder / "ferry.txt").write_text("The ferry is late, Mina Reese said.", "utf-8")
    study.refresh()
    study.run()
    ((coder, coding),) = study.codings()
    assert (coder, coding.article.text) == ("Ines", TEXTS["ferry"] + "\n")


# -- the file ---------------------------------------------------------------------------------------------------------------


def test_a_study_takes_no_other_file_s_place(study):
    with pytest.raises(HedgeLensError, match="already exists"):
        Study.new(study.path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no database", "not a HedgeLens study"),
        (b"", "not a HedgeLens study"),
        (b"SQLite format 3\0" + b"\0" * 100, "not a HedgeLens study|damaged"),
    ],
)
def test_what_is_no_study_is_said_to_be_none(tmp_path, content, said):
    path = tmp_path / "other.study"
    path.write_bytes(content)
    with pytest.raises(HedgeLensError, match=said):
        Study.open(path)


def test_a_database_of_somebody_else_is_not_opened(tmp_path):
    path = tmp_path / "other.study"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE articles (id TEXT)")
    with pytest.raises(HedgeLensError, match="not a HedgeLens study"):
        Study.open(path)


def test_a_study_with_a_trigger_is_not_opened(study):
    with sqlite3.connect(study.path) as file:
        file.execute("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM articles; END")
    with pytest.raises(HedgeLensError, match="triggers"):
        Study.open(study.path)


def test_a_study_that_is_not_there_is_told_how_to_make(tmp_path):
    with pytest.raises(HedgeLensError, match="hedgelens study new"):
        Study.open(tmp_path / "floods.study")


def test_wrong_options_leave_no_file_behind(tmp_path):
    with pytest.raises(HedgeLensError, match="no engine"):
        Study.new(tmp_path / "floods.study", engine="magic")
    assert not (tmp_path / "floods.study").exists()


def test_folders_and_columns_say_what_they_are_asked_to(tmp_path):
    (tmp_path / "in" / "Courier").mkdir(parents=True)
    (tmp_path / "in" / "Courier" / "tram.txt").write_text("The tram is late, Mina Reese said.", "utf-8")
    (tmp_path / "post.csv").write_text("Nr,Body,PD\n1,The ferry sank.,2024-05-03\n", "utf-8")
    with Study.new(tmp_path / "floods.study", engine="rules") as study:
        study.add(tmp_path / "in", options=ReadingOptions(fields=("outlet",)))
        study.add(tmp_path / "post.csv", options=ReadingOptions(columns=Columns(text="Body", date="PD")))
        table = study.articles().set_index("id")
        assert table.loc["tram", "outlet"] == "Courier"
        assert list(table["date"].dropna()) == ["2024-05-03"]
        study.refresh()  # reads nothing anew: how it was read is known
        assert len(study.articles()) == 2


GERMAN = "Der Fluss stieg am Montag, sagte die Behörde, und niemand weiß, wann er wieder fällt.\n"


def test_only_english_articles_come_in_where_that_is_asked_for_and_earlier_ones_go(tmp_path):
    (tmp_path / "fluss.txt").write_text(GERMAN, "utf-8")
    (tmp_path / "tram.txt").write_text("The tram is late, the mayor said.\n", "utf-8")
    with Study.new(tmp_path / "floods.study", engine="rules") as study:
        assert study.add(tmp_path).new == 2
        added = study.add(tmp_path, options=ReadingOptions(only_english=True))
        assert [problem.article for problem in added.problems] == ["fluss"]
        assert "does not look like English" in added.problems[0].reason
        assert added.gone == 1
        assert list(study.articles()["id"]) == ["tram"]
        assert study.add(tmp_path).gone == 0
        assert len(study.articles()) == 2


REPORT = " ".join(f"Speaker {number} said that the bridge number {number} was closed." for number in range(20))


@pytest.mark.parametrize(("way", "in_results"), [("report", 2), ("leave-out", 1), ("keep", 2)])
def test_an_article_that_repeats_another_is_said_or_left_out(tmp_path, way, in_results):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{REPORT}\n", "utf-8")
    with Study.new(tmp_path / "floods.study", engine="rules") as study:
        study.add(tmp_path / "one.txt", options=ReadingOptions(duplicates=way))
        added = study.add(tmp_path / "two.txt", options=ReadingOptions(duplicates=way))
        assert len(study.articles()) == in_results
        assert study.article("two").near_duplicate_of == (None if way == "keep" else "one")
        assert any("repeat" in note for note in added.notes) == (way != "keep")
        assert study.status().left_out == 2 - in_results
