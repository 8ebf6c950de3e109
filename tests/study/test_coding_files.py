"""Codings out of a study and back: nothing is written over, and everything is somebody's."""

import json
from pathlib import Path

import pytest
from coded import give, names
from openpyxl import load_workbook
from typer.testing import CliRunner

from hedgelens.cli import app
from hedgelens.records import HedgeLensError
from hedgelens.sheet import read_sheet
from hedgelens.sheet.guide import CODER


@pytest.fixture
def coded(analysed):
    """A study that two coders have coded a part of."""
    give(analysed, "bridge", "Ines", "Mina Reese", done=True)
    give(analysed, "bridge", "Jo", "Lena Varga")
    return analysed


def signed(path, name, cells=()):
    """Has somebody write a name on the first page of a coding sheet, and change cells of the page of sources."""
    workbook = load_workbook(path)
    first = workbook.worksheets[0]
    row = next(cell.row for (cell,) in first.iter_rows(max_col=1) if cell.value == CODER)
    first.cell(row=row, column=2, value=name)
    sheet = workbook["Sources"]
    heads = [cell.value for cell in sheet[1]]
    for old, new in cells:
        cell = next(row[heads.index("name")] for row in sheet.iter_rows(min_row=2) if row[heads.index("name")].value == old)
        cell.value = new
    workbook.save(path)


def latest(study, coder):
    return {analysis.article.id: analysis for _, analysis in study.codings(coder)}


def test_lines_say_whose_each_coding_is(coded, tmp_path):
    coded.export_codings(tmp_path / "all.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    assert [(line["article"]["id"], line["coding"]["coder"]) for line in lines] == [("bridge", "Ines"), ("bridge", "Jo")]
    assert [line["coding"]["finished"] is None for line in lines] == [False, True]


def test_lines_come_back_into_another_study_as_they_were(coded, tmp_path, analysed_before):
    import shutil

    from hedgelens.study import Study

    coded.export_codings(tmp_path / "all.jsonl")
    shutil.copy(analysed_before, tmp_path / "other.study")
    with Study.open(tmp_path / "other.study") as other:
        found = other.import_codings(tmp_path / "all.jsonl")
        assert (found.kept, found.same, found.coders) == (2, 0, ("Ines", "Jo"))
        assert latest(other, "Ines") == latest(coded, "Ines")
        assert [other.coding("bridge", coder).done for coder in ("Ines", "Jo")] == [True, False]
        again = other.import_codings(tmp_path / "all.jsonl")
        assert (again.kept, again.same) == (0, 2)


def test_a_sheet_goes_to_a_coder_and_comes_back_beside_what_was_there(coded, tmp_path):
    coded.sample(3, coders=["Jo"])
    coded.export_codings(tmp_path / "jo.xlsx", "Jo", to_do=True)
    assert {analysis.article.id for analysis in read_sheet(tmp_path / "jo.xlsx").analyses} == {"bridge", "ferry", "levee"}
    signed(tmp_path / "jo.xlsx", "Jo", [("Lena Varga", "Lena Vargas")])
    found = coded.import_codings(tmp_path / "jo.xlsx")
    assert (found.kept, found.coders) == (3, ("Jo",))
    assert "Lena Vargas" in names(latest(coded, "Jo")["bridge"])
    assert coded.coding("bridge", "Jo").done
    assert coded._store.one("SELECT count(*) FROM codings WHERE coder = 'Jo'")[0] == 4
    assert "Mina Reese" in names(latest(coded, "Ines")["bridge"])


def test_a_folder_holds_the_sheet_of_each(coded, tmp_path):
    written = coded.export_codings(f"{tmp_path}/sheets/")
    assert [path.name for path in written] == ["Ines.xlsx", "Jo.xlsx"]
    with pytest.raises(HedgeLensError, match="'.*Ines.xlsx' does not say whose coding it is"):
        coded.import_codings(tmp_path / "sheets")
    assert coded.import_codings(tmp_path / "sheets" / "Ines.xlsx", coder="Kim").coders == ("Kim",)


def test_the_analysis_that_import_sheet_prints_is_a_coding_too(coded, tmp_path):
    coded.export_codings(tmp_path / "jo.xlsx", "Jo")
    (analysis,) = read_sheet(tmp_path / "jo.xlsx", by="Lena").analyses
    (tmp_path / "lena.json").write_text(analysis.to_json(), "utf-8")
    assert coded.import_codings(tmp_path / "lena.json").coders == ("Lena",)


def test_an_article_that_the_study_does_not_have_is_named(coded, tmp_path):
    coded._store.do("UPDATE articles SET left_out = 'no longer in its file' WHERE id = 'bridge'")
    coded.export_codings(tmp_path / "jo.xlsx", "Jo")
    found = coded.import_codings(tmp_path / "jo.xlsx", coder="Kim")
    assert [problem.article for problem in found.problems] == ["bridge"]
    assert (found.kept, found.same) == (0, 0)


@pytest.mark.parametrize(
    ("path", "coder", "said"),
    [
        ("all.xlsx", None, "codings by Ines, Jo. Name one of them"),
        ("all.xlsx", "Kim", "'Kim' has no coding"),
        ("jo.docx", "Jo", r"'jo.docx' does not .* codings. It can be .jsonl .*, .xlsx .* or .ann, .xmi, .jsonld"),
        ("jo.zip", "Jo", "'jo.zip' does not say in which format to write codings"),
    ],
)
def test_what_cannot_be_written_is_said(coded, tmp_path, path, coder, said):
    with pytest.raises(HedgeLensError, match=said):
        coded.export_codings(tmp_path / path, coder)


def test_what_somebody_settled_is_not_brought_in_over(coded, tmp_path):
    coded.coding("bridge", "Jo").finish()
    adjudication = coded.adjudicate("bridge", "Kim")
    adjudication.take(adjudication.places[0].key, "Jo")
    coded.export_codings(tmp_path / "jo.jsonl", "Jo")
    with pytest.raises(HedgeLensError, match="'Kim' settled 'bridge'"):
        coded.import_codings(tmp_path / "jo.jsonl", coder="Kim")


def test_all_codings_come_back_though_one_settles_the_others(coded, tmp_path):
    coded.coding("bridge", "Jo").finish()
    adjudication = coded.adjudicate("bridge", "Kim")
    adjudication.take(adjudication.places[0].key, "Jo")
    coded.export_codings(tmp_path / "all.jsonl")
    found = coded.import_codings(tmp_path / "all.jsonl")
    assert (found.kept, found.same, found.problems) == (0, 3, ())
    assert coded.adjudicate("bridge", "Kim").decisions


def test_codings_out_and_in_by_command(coded, tmp_path):
    study, out = str(coded.path), str(tmp_path / "all.jsonl")

    def run(*arguments):
        result = CliRunner().invoke(app, ["study", *arguments])
        assert result.exit_code == 0, result.output
        return result.stderr

    assert "wrote" in run("codings", study, out)
    assert Path(out).exists()
    assert "codings of Ines, Jo: 0 new, 2 as they were." in run("import-codings", study, out)
    run("codings", study, str(tmp_path / "jo.jsonl"), "--coder", "Jo")
    assert "codings of Kim: 1 new." in run("import-codings", study, str(tmp_path / "jo.jsonl"), "--coder", "Kim")


@pytest.mark.parametrize("name", ["jo.ann", "jo.jsonld", "jo.xmi"])
def test_other_programs_take_codings_and_give_them_back(coded, tmp_path, name):
    coded.export_codings(tmp_path / name, "Jo")
    found = coded.import_codings(tmp_path / name, coder="Kim")
    assert (found.kept, found.problems) == (1, ())
    assert latest(coded, "Kim")["bridge"].attributions == latest(coded, "Jo")["bridge"].attributions


def test_marks_of_other_programs_that_are_not_read_are_told(coded, tmp_path):
    coded.export_codings(tmp_path / "jo.ann", "Jo")
    text = (tmp_path / "jo.txt").read_text("utf-8")
    with (tmp_path / "jo.ann").open("a", encoding="utf-8") as file:
        file.write(f"T900\tPerson 0 6\t{text[:6]}\n")
    found = coded.import_codings(tmp_path / "jo.ann", coder="Kim")
    assert found.kept == 1
    assert "1 mark passed over" in found.warnings[0]
    assert "'Person' (1)" in found.warnings[0]


def test_two_codings_of_an_article_are_not_one_coders(coded, tmp_path):
    coded.export_codings(tmp_path / "all.jsonl")
    with pytest.raises(HedgeLensError, match="two codings of 'bridge' by 'Kim'"):
        coded.import_codings(tmp_path / "all.jsonl", coder="Kim")
    assert latest(coded, "Kim") == {}
