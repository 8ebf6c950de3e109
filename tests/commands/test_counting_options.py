"""--min-confidence, --types, --level and --count on the command line."""

import csv
import io
import json
from typing import get_args

import pytest

from hedgelens.measures import Count, Level
from hedgelens.records import AttributionType

TEXT = "“Police said that ten boats sank,” Ada Okoro said.\n\nThe committee wants to leave.\n\nTeo Brandvold and the mayor said that it rained.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "boats.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rows(out):
    return {row["name"]: row for row in csv.DictReader(io.StringIO(out))}


@pytest.mark.parametrize("command", ["analyze", "report"])
def test_types_narrow_what_counts(command_line, article, command):
    everything = rows(command_line(command, article, "--format", "csv")[1])
    narrowed = rows(command_line(command, article, "--format", "csv", "--types", "eventuality")[1])
    assert "Teo Brandvold" in " ".join(everything)
    assert "Teo Brandvold" not in " ".join(narrowed)


def test_the_table_says_how_it_was_counted(command_line, article):
    options = ("--level", "all", "--count", "fractional", "--min-confidence", "0.25", "--types", "assertion, fact")
    code, out, _ = command_line("analyze", article, *options)
    assert code == 0
    assert "Counted with level all, count fractional." in out
    assert "Counted: confidence ≥ .25, assertion, fact." in " ".join(out.split())


@pytest.mark.parametrize(
    ("option", "names"),
    [("--level", get_args(Level)), ("--count", get_args(Count)), ("--types", tuple(map(str, AttributionType)))],
)
def test_a_word_that_is_none_is_refused_with_those_the_library_takes(command_line, article, option, names):
    code, out, err = command_line("analyze", article, option, "middle")
    assert (code, out) == (2, "")
    assert "'middle'" in err
    assert err.endswith(f": {', '.join(names)}.\n")


def test_where_nothing_would_change_they_are_refused(command_line, article):
    for further in (("--format", "json"), ("--format", "csv", "--table", "hedges")):
        code, _, err = command_line("analyze", article, "--level", "all", *further)
        assert code != 0
        assert "--level and --count" in err


@pytest.mark.parametrize("further", [("--format", "json"), ("--format", "csv", "--table", "hedges")])
def test_what_counts_may_be_said_of_everything(command_line, article, further):
    assert command_line("analyze", article, "--types", "eventuality", "--min-confidence", "0", *further)[0] == 0


@pytest.mark.parametrize("confidence", ["1.5", "-0.1", "nan"])
def test_a_confidence_that_is_none_is_refused_in_a_sentence(command_line, article, confidence):
    code, out, err = command_line("analyze", article, "--min-confidence", confidence)
    assert (code, out) == (2, "")
    assert f"The minimum confidence of attributions that count is {confidence}, and it must be a number from 0" in err


def test_the_output_says_what_counts_and_lists_all(command_line, article):
    def analysed(*options):
        return json.loads(command_line("analyze", article, "--format", "json", *options)[1])

    all, some = analysed("--min-confidence", "0"), analysed("--min-confidence", "1", "--types", "assertion")
    assert len(all["attributions"]) == len(some["attributions"])
    assert {a["counted"] for a in all["attributions"]} == {True}
    assert {a["counted"] for a in some["attributions"]} == {False}
    assert some["summary"] == []
    assert {s["counted"] for s in some["sources"]} == {False}
    assert some["measures"]["settings"]["min_confidence"] == 1
    assert some["measures"]["settings"]["types"] == ["assertion"]


def test_a_report_counts_a_saved_analysis_as_it_was_saved_or_as_is_asked(command_line, article, tmp_path):
    article.write_text("The boats of Denholm.\n\n" + TEXT, encoding="utf-8")
    saved = tmp_path / "saved" / "boats.json"
    saved.parent.mkdir()
    assert command_line("analyze", article, "--format", "json", "--min-confidence", "0.3", "-o", saved)[0] == 0

    def settings(*options):
        out = command_line("report", saved, "--articles", article, "--format", "json", *options)[1]
        return json.loads(out)["articles"][0]["counting"]["min_confidence"]

    assert (settings(), settings("--min-confidence", "1")) == (0.3, 1)


@pytest.mark.parametrize("options", [("--min-confidence", "1"), ("--types", "eventuality")])
def test_why_says_of_what_is_listed_whether_it_counts(command_line, article, options):
    code, out, _ = command_line("why", article, "it rained", *options)
    assert code == 0
    assert "not counted: " in out
    assert "no attribution that counts reaches into it" in " ".join(out.split())
    assert "not counted" not in command_line("why", article, "it rained", "--min-confidence", "0")[1]


def test_a_report_as_json_says_how_it_was_counted(command_line, article):
    article.write_text("The boats of Denholm.\n\n" + TEXT, encoding="utf-8")
    options = ("--level", "inner", "--types", "assertion,belief")
    one = json.loads(command_line("report", article, "--format", "json", *options)[1])["articles"][0]
    assert one["counting"] == {"level": "inner", "count": "full", "min_confidence": 0.55, "types": ["assertion", "belief"]}
    assert one["verdict"].startswith("The tables are counted with level inner, count full;")
    assert one["verdict"].endswith(" Counted: confidence ≥ .55, assertion, belief.")
    plain = json.loads(command_line("report", article, "--format", "json")[1])["articles"][0]
    assert plain["counting"] == {"level": "outer", "count": "full", "min_confidence": 0.55, "types": None}
    words = {source["name"]: source["words"] for source in one["sources"]}
    assert words["police"] > {source["name"]: source["words"] for source in plain["sources"]}["police"]


def test_the_page_says_how_its_tables_are_counted(command_line, article, tmp_path):
    assert command_line("report", article, "-o", tmp_path / "page.html", "--level", "all")[0] == 0
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "The tables are counted with level all, count full; key figures and charts with level outer" in html


def test_all_of_a_batch_is_counted_alike(command_line, article, tmp_path):
    assert command_line("report", "--batch", article.parent, "-o", tmp_path / "out", "--count", "fractional")[0] == 0
    data = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert {one["counting"]["count"] for one in data["articles"]} == {"fractional"}
    assert "count fractional" in (tmp_path / "out" / data["articles"][0]["page"]).read_text(encoding="utf-8")


def test_a_report_refuses_what_is_no_level(command_line, article):
    code, out, err = command_line("report", article, "--level", "middle")
    assert (code, out) == (2, "")
    assert "inner" in err
