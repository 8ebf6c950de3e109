"""Agreement as one goes: over what was finished, with the machine as one more coder, and blind where the study is."""

import pytest
from coded import give, remove
from typer.testing import CliRunner

from hedgelens.cli import app


def figures(study, coders, variable="attributed"):
    found = study.agreement()
    (row,) = found[(found["coders"] == coders) & (found["variable"] == variable)].itertuples()
    return row


def test_only_what_both_finished_is_compared(analysed):
    assert analysed.agreement().empty
    give(analysed, "bridge", "Ines", "Mina Reese", done=True)
    give(analysed, "bridge", "Jo", "Mina Reese", done=True)
    give(analysed, "ferry", "Ines", "Mina Reese", done=True)
    give(analysed, "ferry", "Jo", "Lena Varga")
    both = figures(analysed, "Ines, Jo", "attribution: source")
    assert (both.articles, both.units, both.same) == (1, 1, 1.0)
    assert both.warning.startswith("N = 1 (articles)")
    assert figures(analysed, "Ines, the machine", "attribution: source").same == 0.0
    analysed.coding("ferry", "Jo").finish()
    assert figures(analysed, "Ines, Jo", "attribution: source").same == 0.5


def test_three_coders_are_compared_all_together_and_two_by_two(analysed):
    for coder in ("Ines", "Jo"):
        analysed.coding("bridge", coder).finish()
    remove(analysed, "bridge", "Kim")
    assert list(dict.fromkeys(analysed.agreement()["coders"])) == [
        "Ines, Jo, Kim", "Ines, Jo", "Ines, Kim", "Jo, Kim", "Ines, the machine", "Jo, the machine", "Kim, the machine",
    ]  # fmt: skip
    assert figures(analysed, "Ines, Jo").same == 1
    together, pair = figures(analysed, "Ines, Jo, Kim"), figures(analysed, "Ines, Kim")
    assert together.same == pytest.approx(2 / 3)
    assert pair.same == 0.5
    assert together.units == pair.units == 2


def test_blind_coders_are_compared_when_all_are_done(analysed):
    analysed.name_coders("Ines", "Jo", blind=True)
    analysed.sample(3)
    remove(analysed, "bridge", "Ines")
    assert analysed.agreement().empty
    analysed.coding("bridge", "Jo").finish()
    assert figures(analysed, "Ines, Jo").articles == 1


def test_agreement_by_command(analysed):
    def run(*options):
        result = CliRunner().invoke(app, ["study", "agree", str(analysed.path), *options])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert "No article was finished" in run()
    remove(analysed, "bridge", "Ines")
    analysed.coding("bridge", "Jo").finish()
    shown = run()
    assert "Ines, Jo: 1 article" in shown
    assert "Jo, the machine: 1 article" in shown
    lines = run("--format", "csv", "--raw-cells").splitlines()
    assert lines[0] == "coders,variable,articles,units,same,alpha,alpha_low,alpha_high,warning"
    assert any(line.startswith('"Ines, Jo",attributed,1,2,0.5,') for line in lines)
    (line, *_) = run("--format", "csv", "--table", "disagreements", "--raw-cells").splitlines()
    assert line == "article,sentence,start,mark,text,variable,Ines,Jo,the machine"
    assert "| bridge | 1 |" in run("--format", "md", "--table", "disagreements")
