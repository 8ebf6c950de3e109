import csv
import io
import json

import pytest

from hedgelens.concordance import MEASURES

TEXT = "Bridge closed\n\nThe bridge allegedly sank, the mayor said. It may sink, and it may hold, she said.\n"


@pytest.fixture
def run(command_line, tmp_path):
    """Runs a command over an article and returns exit code, output and messages."""
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    return command_line


def test_concordance_shows_words_in_line(run):
    code, out, err = run("concordance", "BRIDGE", "bridge.txt", "--width", "12")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert len({line.lower().index("bridge") for line in lines[:2]}) == 1
    assert lines[-1] == "2 lines from 1 article"
    assert (
        run("concordance", "fer", "bridge.txt")[1] == "'fer' does not occur. To find all that begins like this, write 'fer*'.\n"
    )
    assert run("concordance", "fer*", "bridge.txt")[1] == "'fer*' does not occur.\n"


def test_concordance_as_json_and_csv(run):
    (row,) = json.loads(run("concordance", "alleg*", "bridge.txt", "--format", "json")[1])
    assert TEXT[row["start"] : row["end"]] == row["match"] == "allegedly"
    assert row["category"] == "hearsay"
    (same,) = csv.DictReader(io.StringIO(run("concordance", "alleg*", "bridge.txt", "--format", "csv")[1]))
    assert same == {key: "" if value is None else str(value) for key, value in row.items()}


def test_collocations_of_hedges_and_of_cues(run):
    rows = json.loads(run("collocations", "bridge.txt", "--min", "1", "--format", "json")[1])
    assert ("allegedly", "sank", "after") in {(row["node"], row["collocate"], row["side"]) for row in rows}
    assert "mayor" in run("collocations", "bridge.txt", "--of", "cues", "--min", "1")[1]
    assert "--min 1" in run("collocations", "bridge.txt", "--min", "9")[1]


def test_what_counts_may_be_said_of_words_in_context(run):
    def speakers(*options):
        rows = json.loads(run("concordance", "sink", "bridge.txt", "--format", "json", *options)[1])
        return [row["speaker"] for row in rows]

    assert speakers("--min-confidence", "0") != speakers("--types", "belief") == ["the writer"]
    assert "mayor" in run("collocations", "bridge.txt", "--of", "cues", "--min", "1", "--types", "assertion")[1]
    assert "mayor" not in run("collocations", "bridge.txt", "--of", "cues", "--min", "1", "--min-confidence", "1")[1]
    for command in (("concordance", "sink"), ("collocations",)):
        code, _, err = run(*command, "bridge.txt", "--types", "doubt")
        assert (code, "no type of attribution 'doubt'" in err) == (2, True)


def test_contrasts_counts_lists(run):
    code, out, _ = run("contrasts", "bridge.txt")
    assert code == 0
    assert [line.split()[1:3] for line in out.splitlines()] == [["reporting", "2"], ["hedge", "3"]]
    assert run("contrasts", "bridge.txt", "--format", "csv", "-o", "out.csv") == (0, "", "hedgelens: wrote out.csv\n")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["concordance", "...", "bridge.txt"], "no word to look for"),
        (["concordance", "may", "nowhere.txt"], "nowhere.txt"),
        (["concordance", "may", "bridge.txt", "--format", "md"], "'md'"),
        (["concordance", "may", "bridge.txt", "-o", "bridge.txt"], "article itself"),
        (["collocations", "bridge.txt", "--of", "verbs"], "'verbs'"),
        (["collocations", "bridge.txt", "--measure", "mood"], "'mood'"),
        (["contrasts", "bridge.txt", "--hedges", "none.toml"], "none.toml"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_2(run, arguments, named):
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("hedgelens: ")
    assert named in err


def test_collocations_name_the_measures_there_are(run):
    code, out, err = run("collocations", "bridge.txt", "--measure", "pm")
    assert (code, out) == (2, "")
    assert err == f"hedgelens: --measure cannot be 'pm'. Use one of: {', '.join(MEASURES)}.\n"
