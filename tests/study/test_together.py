"""Several coders: who they are, blind to each other or not, what they code, and whose coding the results take."""

import json
import sqlite3

import pytest
from coded import give, names
from typer.testing import CliRunner

from hedgelens.cli import app
from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.study.samples import drawn

# -- who --------------------------------------------------------------------------------------------------------------------


def test_coders_and_blindness_are_kept(analysed):
    assert (analysed.coders, analysed.blind) == ((), False)
    analysed.name_coders("Ines", " Jo ", "Ines", blind=True)
    with Study.open(analysed.path) as again:
        assert (again.coders, again.blind) == (("Ines", "Jo"), True)
    analysed.name_coders(blind=False)
    assert (analysed.coders, analysed.blind) == (("Ines", "Jo"), False)
    with pytest.raises(HedgeLensError, match="needs a name"):
        analysed.name_coders("Ines", " ")
    analysed.coders, analysed.blind = (), True
    assert (analysed.coders, analysed.blind) == ((), True)


def test_blind_coders_see_nothing_of_each_other_before_both_are_done(analysed):
    analysed.name_coders("Ines", "Jo", blind=True)
    analysed.sample(3)
    machine = names(analysed["bridge"])
    give(analysed, "bridge", "Ines", "Mina Reese", done=True)
    assert names(analysed["bridge"]) == machine
    assert "Mina Reese" not in json.dumps(analysed.overview())
    assert "Mina Reese" not in set(analysed.sources()["name"])
    give(analysed, "bridge", "Jo", "Lena Varga")
    assert names(analysed["bridge"]) == machine
    analysed.coding("bridge", "Jo").finish()
    assert "Lena Varga" in names(analysed["bridge"])


def test_an_article_that_nobody_else_codes_is_shown_when_it_is_finished(analysed):
    analysed.name_coders("Ines", "Jo", blind=True)
    give(analysed, "bridge", "Ines", "Mina Reese")
    assert "Mina Reese" not in names(analysed["bridge"])
    analysed.coding("bridge", "Ines").finish()
    assert "Mina Reese" in names(analysed["bridge"])


def test_without_blindness_the_results_take_what_was_finished_last_or_else_begun_last(analysed):
    give(analysed, "bridge", "Ines", "Mina Reese")
    give(analysed, "bridge", "Jo", "Lena Varga")
    assert "Lena Varga" in names(analysed["bridge"])
    analysed.coding("bridge", "Ines").finish()
    assert "Mina Reese" in names(analysed["bridge"])


def test_questions_in_sql_follow_who_is_done(analysed):
    pytest.importorskip("duckdb")
    analysed.name_coders("Ines", "Jo", blind=True)
    analysed.sample(3)
    give(analysed, "bridge", "Ines", "Mina Reese", done=True)
    asked = "SELECT count(*) AS n FROM sources WHERE name = 'Mina Reese'"
    assert analysed.query(asked)["n"][0] == 0
    analysed.blind = False
    assert analysed.query(asked)["n"][0] == 1


# -- what -------------------------------------------------------------------------------------------------------------------


def test_a_sample_is_kept_with_how_it_was_drawn(analysed):
    analysed.name_coders("Ines", "Jo")
    first = analysed.sample(2, seed=7)
    assert len(first) == 2
    (kept,) = analysed.samples().itertuples()
    assert (kept.seed, kept.articles, kept.frame, kept.coders) == (7, 2, 3, ("Ines", "Jo"))
    assert kept.how.startswith("2 of 3 analysed articles were drawn at random on 20")
    assert "(seed 7)" in kept.how
    rest = analysed.sample(share=1.0, seed=7)
    assert not set(rest["article"]) & set(first["article"])


def test_tables_say_who_coded_and_what_was_drawn(analysed):
    analysed.name_coders("Ines", "Jo", blind=True)
    analysed.sample(2, seed=7)
    settings = {row["setting"]: row["value"] for row in analysed.rows("settings")}
    assert (settings["coders"], settings["coders blind to each other"]) == ("Ines, Jo", "yes")
    assert "(seed 7)" in settings["sample 1"]


def test_the_same_seed_draws_the_same(analysed):
    two = set(analysed.sample(2, seed=3)["article"])
    with sqlite3.connect(analysed.path) as file:
        file.execute("DELETE FROM drawn")
    assert set(analysed.sample(2, seed=3)["article"]) == two


def test_strata_are_drawn_from_in_proportion():
    strata = {"A": [f"a{n}" for n in range(60)], "B": [f"b{n}" for n in range(30)], "C": [f"c{n}" for n in range(10)]}
    found = drawn(strata, 11, seed=1)
    assert [sum(name == stratum for _, stratum in found) for name in strata] == [7, 3, 1]  # of 6.6, 3.3 and 1.1
    assert len(set(found)) == 11
    assert {id for id, _ in drawn(strata, 5, 1)} != {id for id, _ in drawn(strata, 5, 2)}


def test_the_least_sure_come_first():
    found = drawn({"": ["a", "b", "c", "d"]}, 2, seed=1, first={"a": 0.9, "b": None, "c": 0.6, "d": 0.7})
    assert [id for id, _ in found] == ["c", "d"]


@pytest.mark.parametrize("by", ["outlet", "confidence", "unsure"])
def test_a_sample_by_strata_has_its_size(analysed, by):
    assert len(analysed.sample(2, by=by)) == 2
    random = "at random" in analysed.samples()["how"][0]
    assert random == (by != "unsure")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "n or share"),
        ({"n": 2, "share": 0.5}, "n or share"),
        ({"n": 4}, "3 articles can be"),
        ({"n": 0}, "0 articles cannot be drawn"),
        ({"share": 1.5}, "between 0 and 1"),
        ({"n": 2, "by": "mood"}, "outlet, confidence, unsure"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_keeps_nothing(analysed, asked, said):
    with pytest.raises(HedgeLensError, match=said):
        analysed.sample(**asked)
    assert analysed.samples().empty


def test_how_far_each_coder_is(analysed):
    analysed.sample(3, coders=["Ines", "Jo"])
    give(analysed, "bridge", "Ines", "Mina Reese", done=True)
    give(analysed, "ferry", "Ines", "Mina Reese")
    assert analysed.progress().values.tolist() == [[1, "Ines", 3, 2, 1], [1, "Jo", 3, 0, 0]]
    (row,) = (row for row in analysed.overview() if row["id"] == "bridge")
    assert (row["assigned"], row["finished_by"]) == (["Ines", "Jo"], ["Ines"])


# -- the file ---------------------------------------------------------------------------------------------------------------


def test_a_study_of_the_first_layout_gets_the_tables_when_it_is_opened(analysed):
    path = analysed.path
    analysed.close()
    with sqlite3.connect(path) as file:
        for table in ("decisions", "adjudications", "assigned", "drawn", "samples"):
            file.execute(f"DROP TABLE {table}")
        file.execute("PRAGMA user_version = 1")
    with Study.open(path) as again:
        assert len(again.sample(1)) == 1
    with Study.open(path) as again:
        assert len(again.samples()) == 1


# -- on the command line ----------------------------------------------------------------------------------------------------


def test_coders_and_samples_by_command(analysed):
    study = str(analysed.path)

    def run(*arguments):
        result = CliRunner().invoke(app, ["study", *arguments])
        assert result.exit_code == 0, result.output
        return result

    assert "Coders: Ines, Jo (blind to each other" in run("coders", study, "Ines", "Jo", "--blind").stdout
    assert "No sample was drawn yet" in run("sample", study).stdout
    sampled = run("sample", study, "--n", "2", "--by", "outlet", "--seed", "1")
    assert set(sampled.stdout.split()) <= {"bridge", "ferry", "levee"}
    assert "assigned to: Ines, Jo" in sampled.stderr
    assert "Jo: 0 of 2 articles finished, 0 begun" in run("coders", study).stdout
