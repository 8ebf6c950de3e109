"""The commands ``sheet``, ``import-sheet``, ``agree``, and ``report`` of a sheet."""

import csv
import io
import json

import pytest
from sheet.sheets import Sheet

from hedgelens import bundled

ONE = "The bridge may stay shut, the mayor said on Friday.\n\nAccording to the Harbour Office, about forty boats wait.\n"
OTHER = "A nurse said that it may rain.\n"


@pytest.fixture
def run(command_line, tmp_path):
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    return command_line


def test_an_unchanged_sheet_prints_what_analyze_prints(run):
    assert run("sheet", "s.xlsx", "one.txt") == (0, "", "hedgelens: wrote s.xlsx\n")
    for options in (
        ("--format", "json"),
        ("--format", "table"),
        ("--format", "csv", "--table", "hedges"),
        ("--format", "md"),
        ("--format", "jsonl"),
    ):
        assert run("import-sheet", "s.xlsx", *options) == run("analyze", "one.txt", *options)
    assert run("import-sheet", "s.xlsx")[1] == run("analyze", "one.txt", "--format", "json")[1]


def test_corrections_come_out_in_every_format_and_in_the_report_with_who_and_when(run, tmp_path):
    run("sheet", "s.xlsx", "one.txt")
    sheet = Sheet(tmp_path / "s.xlsx")
    sheet.sign("Ada Coder", "2026-03-04")
    sheet.set("Hedges", "h1", "category", "conditional")
    sheet.save()
    data = json.loads(run("import-sheet", "s.xlsx")[1])
    assert data["hedges"][0]["category"] == "conditional"
    assert data["measures"]["settings"]["corrected"] == [{"by": "Ada Coder", "date": "2026-03-04", "corrections": 1}]
    (row,) = csv.DictReader(io.StringIO(run("import-sheet", "s.xlsx", "--format", "csv", "--table", "corrections")[1]))
    assert row == {
        "article": "one",
        "page": "Hedges",
        "cell": "E2",
        "row": "h1",
        "column": "category",
        "before": "epistemic",
        "after": "conditional",
    }
    assert "| one | Hedges | E2 |" in run("import-sheet", "s.xlsx", "--format", "md", "--table", "corrections")[1]
    assert "Corrected by hand by Ada Coder on 2026-03-04" in " ".join(
        run("import-sheet", "s.xlsx", "--format", "table")[1].split()
    )
    assert run("report", "s.xlsx") == (0, "", "hedgelens: wrote s.html\n")
    assert "Corrected by hand by Ada Coder on 2026-03-04 (1 correction)" in (tmp_path / "s.html").read_text(encoding="utf-8")
    assert json.loads(run("import-sheet", "s.xlsx", "--by", "Ben")[1])["measures"]["settings"]["corrected"][0]["by"] == "Ben"


def test_several_articles_need_jsonl_and_have_no_single_page(run):
    run("sheet", "s.xlsx", "one.txt", "other.txt")
    lines = run("import-sheet", "s.xlsx", "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["one", "other"]
    code, _, err = run("import-sheet", "s.xlsx")
    assert (code, "--format jsonl" in err) == (2, True)
    code, _, err = run("report", "s.xlsx")
    assert (code, "a page shows one" in err) == (2, True)


def test_invalid_cells_are_listed_and_nothing_is_printed_or_written(run, tmp_path):
    run("sheet", "s.xlsx", "one.txt")
    sheet = Sheet(tmp_path / "s.xlsx")
    sheet.set("Hedges", "h1", "category", "modal")
    sheet.set("Hedges", "h1", "owner", "nobody")
    sheet.save()
    code, out, err = run("import-sheet", "s.xlsx", "-o", "out.json")
    assert (code, out) == (2, "")
    assert err.startswith("hedgelens: The coding sheet 's.xlsx' has 2 cells or pages that cannot be read.")
    assert "\n  Hedges!E2: " in err
    assert "\n  Hedges!F2: " in err
    assert not (tmp_path / "out.json").exists()


BAD = {
    "articles first": (["sheet", "one.txt", "s.xlsx"], "does not end in .xlsx"),
    "no article": (["sheet", "s.xlsx", "none.txt"], "none.txt"),
    "article as a sheet": (["import-sheet", "one.txt"], "not a coding sheet"),
    "no such table": (["import-sheet", "s.xlsx", "--format", "csv", "--table", "quotes"], "'quotes'"),
    "no such format": (["import-sheet", "s.xlsx", "--format", "xml"], "'xml'"),
    "one coder": (["agree", "g.json"], "two coders"),
    "one coder twice": (["agree", "g.json", "g.json"], "given twice"),
    "no coding": (["agree", "g.json", "one.txt"], "is not a coding"),
    "nothing there": (["agree", "g.json", "none.json"], "no file 'none.json'"),
    "not JSON": (["agree", "g.json", "broken.json"], "is not JSON"),
    "another JSON": (["agree", "g.json", "list.json"], "neither an analysis"),
    "no text": (["agree", "g.json", "own.json"], "--articles"),
    "no article in common": (["agree", "g.json", "own.json", "--articles", "one.txt"], "no article in common"),
    "table of a format without one": (["import-sheet", "s.xlsx", "--table", "corrections"], "the format is json. Add --format csv"),
    "table of agreement, too": (["agree", "g.json", "own.json", "--table", "spans"], "the format is table. Add --format csv"),
    "no such article": (["agree", "g.json", "own.json", "--articles", "one.txt", "--leave-out", "quay"], "no article 'quay' to leave out"),
    "no such table of agreement": (["agree", "g.json", "g.json", "--table", "words"], "'words'"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_said_in_one_line(run, tmp_path, case):
    arguments, message = BAD[case]
    (tmp_path / "g.json").write_bytes(bundled.gold_path("ferry-agency").read_bytes())
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "list.json").write_text("[1]")
    if "own.json" in arguments:
        run("analyze", "one.txt", "--format", "json", "-o", "own.json")
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_agree_compares_sheets_analyses_and_hand_annotations(run, tmp_path):
    article, gold = bundled.path("ferry-agency"), bundled.gold_path("ferry-agency")
    run("sheet", "s.xlsx", article)
    run("sheet", "b.xlsx", article)
    run("analyze", article, "--format", "jsonl", "-o", "machine.jsonl")
    other = Sheet(tmp_path / "b.xlsx")
    other.sign("Ben")
    other.save()
    sheet = Sheet(tmp_path / "s.xlsx")
    sheet.sign("Ada")
    before = sheet.cell("Hedges", "h1", "category").value
    sheet.set("Hedges", "h1", "category", "frequency")
    sheet.save()
    code, out, err = run("agree", "s.xlsx", "b.xlsx", gold)
    assert (code, err) == (0, "")
    assert out.startswith("Ada, Ben, ferry-agency: 1 article in common")
    said = " ".join(out.split())
    assert "'Ada' and 'Ben' both corrected what was marked by the engine 'learned'." in said
    assert "'ferry-agency' was marked by language models under the codebook: this does not say how far people agree." in said
    code, out, err = run("agree", "machine.jsonl", "s.xlsx")
    assert (code, out) == (2, "")
    assert "'Ada' is a correction of 'machine'" in err
    data = json.loads(run("agree", "s.xlsx", "b.xlsx", "--format", "json")[1])
    assert len(data["notes"]) == 1
    figures = {v["variable"]: v for v in data["variables"]}
    assert figures["hedge: category"]["alpha"] < 1 == figures["hedge: owner"]["alpha"]
    assert {name: s["f1"] for name, s in data["spans"].items()} == dict.fromkeys(data["spans"], 1.0)
    (row,) = data["disagreements"]
    assert (row["variable"], row["codes"]) == ("hedge: category", {"Ada": "frequency", "Ben": before})
    table = list(csv.DictReader(io.StringIO(run("agree", "s.xlsx", "b.xlsx", "--format", "csv", "--table", "disagreements")[1])))
    assert [(r["Ada"], r["Ben"]) for r in table] == [("frequency", before)]
    assert "| hedge: category |" in run("agree", "s.xlsx", "b.xlsx", "--format", "md")[1]
