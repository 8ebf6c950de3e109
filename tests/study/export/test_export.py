"""A study as files: whole or not at all, nothing lost, nothing run, and over nothing that people made."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hedgelens._start import VERSION
from hedgelens.corrections.edits import GiveAttribution
from hedgelens.records import HedgeLensError
from hedgelens.study.export import parquet, workbook
from hedgelens.study.rows import TABLES

from ..conftest import say_of

NAMES = ("out.jsonl", "out.csv", "out.parquet", "out.xlsx", "out.zip", "out/")


@pytest.fixture(autouse=True)
def _drawn_where_it_matters(request, monkeypatch):
    """Leaves the drawing of charts, which takes seconds, to the tests of an archive that look at them or give them odd names."""
    if not {"charts", "anything"} & set(request.node.name.split("[")[0].split("_")):
        nothing_drawn = "hedgelens.study.export.answers.pictures"
        monkeypatch.setattr(nothing_drawn, lambda make, *forms: dict.fromkeys(forms, b""))


def cells(path, **options):
    """All cells of a CSV file, as a program reads them."""
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def left(folder):
    return sorted(path.name for path in folder.iterdir())


# -- each form --------------------------------------------------------------------------------------------------------------


def test_json_lines_are_those_of_a_collection(told, tmp_path):
    told.export(tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text("utf-8") == told.collection().to_jsonl()


def test_what_somebody_corrected_goes_out_and_says_so(told, tmp_path):
    coding = told.coding("bridge", "Ines")
    coding.correct(GiveAttribution(coding.analysis.attributions[0].id, name="Mina Reese"))
    told.export(tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text("utf-8") == told.collection().to_jsonl()
    assert told.table("articles").set_index("article")["coder"].dropna().to_dict() == {"bridge": "Ines"}
    found = told.table("attributions").set_index("article").loc["bridge"]
    assert found["source"] == "Mina Reese"
    assert found["corrected"].startswith("Ines on")


def test_csv_holds_every_row(told, tmp_path):
    told.export(tmp_path / "out.csv")
    told.export(tmp_path / "sentences.csv", table="sentences")
    assert list(pd.read_csv(tmp_path / "out.csv")["article"]) == ["bridge", "ferry", "levee", "tram"]
    found = pd.read_csv(tmp_path / "sentences.csv")
    assert list(found.columns) == list(told.table("sentences").columns)
    assert list(found["text"]) == list(told.table("sentences")["text"])


def test_csv_is_for_spreadsheets_unless_it_is_raw(told, tmp_path):
    told.export(tmp_path / "out.csv")
    told.export(tmp_path / "raw.csv", raw=True)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfarticle,")
    assert (tmp_path / "raw.csv").read_bytes().startswith(b"article,")
    assert [row[1] for row in cells(tmp_path / "out.csv")][1] == "'=1+1"
    assert [row[1] for row in cells(tmp_path / "raw.csv")][1] == "=1+1"
    assert cells(tmp_path / "out.csv")[2][2] == "Quay News"  # a control character is a blank


def test_parquet_has_the_rows_and_types_of_the_columns(told, tmp_path):
    told.export(tmp_path / "out.parquet")
    found = pq.read_table(tmp_path / "out.parquet")
    assert found["date"].to_pylist() == [date(2024, 3, 1), date(1899, 12, 30), None, None]
    assert found.schema.field("words").type == pa.int64()
    assert found.schema.field("words_attributed").type == pa.float64()
    assert found.schema.field("analysed").type == pa.bool_()
    assert found["title"].to_pylist()[0] == "=1+1"
    assert found.schema.field("words").metadata[b"unit"] == b"words"


def test_parquet_is_written_row_group_by_row_group(told, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "GROUP", 3)
    told.export(tmp_path / "out.parquet", table="sentences")
    assert pq.ParquetFile(tmp_path / "out.parquet").num_row_groups > 1
    assert list(pd.read_parquet(tmp_path / "out.parquet")["text"]) == list(told.table("sentences")["text"])


@pytest.mark.parametrize("asked", [("tables/", None), ("tables", "all"), ("tables.parquet", "all")])
def test_a_folder_gets_every_table(told, tmp_path, asked):
    name, table = asked
    written = told.export(f"{tmp_path}/{name}", table=table)
    assert [path.name for path in written] == [f"{one}.parquet" for one in TABLES]
    assert left(tmp_path / name) == sorted(path.name for path in written)
    for one in TABLES:
        found = pq.read_table(tmp_path / name / f"{one}.parquet")
        assert found.column_names == list(told.table(one).columns), one
        assert found.num_rows == len(told.table(one)), one


def test_a_workbook_has_a_sheet_a_table_and_no_formula(told, tmp_path):
    told.export(tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert tuple(book.sheetnames) == workbook.SHEETS
    for name in book.sheetnames:
        sheet = book[name]
        found = told.table(name)
        rows = {row[0] for row in sheet.iter_rows(values_only=True)}
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
        assert [cell.value for cell in sheet[1]] == list(found.columns)
        assert not {cell.data_type for row in sheet for cell in row} & {"f", "e"}
        if name == "dictionary":
            assert rows == {"table", *workbook.SHEETS}
        else:
            assert sheet.max_row - 1 == len(found), name
    assert book["articles"]["B2"].value == "=1+1"
    assert book["articles"]["D2"].value == datetime(2024, 3, 1)
    assert book["articles"]["D3"].value == "1899-12-30"  # before spreadsheets count days
    assert book["articles"]["C3"].value == "Quay\ufffdNews"


def test_a_workbook_of_the_dictionary_has_all_of_it(told, tmp_path):
    told.export(tmp_path / "out.xlsx", table="dictionary")
    rows = openpyxl.load_workbook(tmp_path / "out.xlsx")["dictionary"].iter_rows(min_row=2, values_only=True)
    assert {row[0] for row in rows} == set(TABLES)


def test_a_sheet_that_is_full_goes_on_in_the_next_one(told, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    told.export(tmp_path / "out.xlsx", table="sentences")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheets = [name for name in book.sheetnames if name.startswith("sentences")]
    assert sheets[:2] == ["sentences", "sentences (2)"]
    found = [row[-2] for name in sheets for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert found == list(told.table("sentences")["text"])
    assert {book[name]["A1"].value for name in sheets} == {"article"}


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so(told, tmp_path):
    say_of(told, "levee", title="Levee " * 8_000)
    told.export(tmp_path / "out.xlsx", table="articles")
    (title,) = (row[1] for row in openpyxl.load_workbook(tmp_path / "out.xlsx")["articles"].values if row[0] == "levee")
    assert len(title) <= 32_767
    assert title.startswith("Levee Levee")
    assert title.endswith("[the rest does not fit into a cell]")


def test_an_archive_has_all_tables_the_analyses_and_what_they_are(told, tmp_path):
    told.export(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        names = archive.namelist()
        assert names[: len(TABLES) + 2] == ["README.txt", *(f"{name}.csv" for name in TABLES), "analyses.jsonl"]
        readme = archive.read("README.txt").decode()
        assert all(name.rpartition("/")[0] + "/" in readme if "/" in name else name in readme for name in names[1:])
        assert "HedgeLens" in readme
        for name in TABLES:
            found = list(csv.reader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"), newline="")))
            assert found[0] == list(told.table(name).columns)
            assert len(found) - 1 == len(told.table(name)), name
        assert [json.loads(line)["article"]["id"] for line in archive.read("analyses.jsonl").splitlines()] == [
            "bridge", "ferry", "levee",
        ]  # fmt: skip


def test_an_archive_has_the_registry_that_was_used(told, tmp_path):
    (tmp_path / "outlets.toml").write_text('[[source]]\nname = "Okoro, Ada"\naliases = ["Ada Okoro"]\n', "utf-8")
    told.run(sources=tmp_path / "outlets.toml")
    told.export(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.read("registry.toml") == (tmp_path / "outlets.toml").read_bytes()


def test_an_archive_has_charts_methods_settings_codings_and_citation(told, tmp_path):
    coding = told.coding("bridge", "Ines")
    coding.correct(GiveAttribution(coding.analysis.attributions[0].id, name="Mina Reese"))
    told.export(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.read("charts/dominance.png").startswith(b"\x89PNG")
        assert "Mina Reese" in archive.read("charts/dominance.svg").decode()
        assert "Mina Reese" in archive.read("charts/dominance.csv").decode("utf-8-sig")
        methods = archive.read("methods.txt").decode()
        settings = json.loads(archive.read("settings.json"))
        (line,) = archive.read("codings.jsonl").splitlines()
        assert f"version = {{{VERSION}}}" in archive.read("hedgelens.bib").decode()
        cff = archive.read("CITATION.cff").decode()
    assert "The coding of 1 of 3 articles was corrected by hand." in methods
    assert "The chart charts/dominance" in methods
    assert settings["analysis"]["engine"] == "rules"
    assert settings["made"]["corrected"] == 1
    assert settings["counting"][0]["min_confidence"] == 0
    assert settings["inputs"][0]["reading"]["duplicates"] == "report"
    assert str(tmp_path) not in json.dumps(settings)
    assert json.loads(line)["article"]["id"] == "bridge"
    ours = (Path(__file__).parents[3] / "CITATION.cff").read_text("utf-8").splitlines()
    assert set(cff.splitlines()) <= set(ours), "the same as in the repository"


@pytest.mark.parametrize("name", NAMES)
def test_a_study_without_articles_can_be_written(tmp_path, name):
    from hedgelens.study import Study

    with Study.new(tmp_path / "empty.study", engine="rules") as study:
        assert all(path.exists() for path in study.export(f"{tmp_path}/{name}"))


@pytest.mark.parametrize("name", NAMES)
def test_texts_and_fields_may_hold_anything(told, tmp_path, name):
    halves = (("\ud800", "\udfff=1"), ("", "\x1b[31m"), ("=x\n", "_x000D_"), ("article", "\u202e"))
    say_of(told, "levee", title="\ud83d \x00 =1", author="#N/A", outlet="\t=1", fields=halves)
    told.run()
    assert all(path.exists() for path in told.export(f"{tmp_path}/{name}", fields="all"))
    assert told.query("SELECT * FROM articles")["title"].notna().sum() >= 2


# -- what stays -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_what_hedgelens_wrote_is_written_over(told, tmp_path, name):
    told.export(f"{tmp_path}/{name}")
    before = left(tmp_path)
    told.export(f"{tmp_path}/{name}")
    assert left(tmp_path) == before


@pytest.mark.parametrize("name", NAMES[:-1])
def test_what_it_did_not_write_stays_unless_forced(told, tmp_path, name):
    path = tmp_path / name
    path.write_text("My notes of a year.", "utf-8")
    with pytest.raises(HedgeLensError, match="did not write|not a table that"):
        told.export(path)
    assert path.read_text("utf-8") == "My notes of a year."
    told.export(path, force=True)
    assert path.stat().st_size > 100


def test_a_file_of_somebody_in_the_folder_stays(told, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "hedges.parquet").write_text("My notes of a year.", "utf-8")
    with pytest.raises(HedgeLensError, match=r"hedges.parquet"):
        told.export(f"{tmp_path}/out/")
    assert left(tmp_path / "out") == ["hedges.parquet"]


def test_a_workbook_that_somebody_saved_stays(told, tmp_path):
    path = tmp_path / "out.xlsx"
    told.export(path)
    book = openpyxl.load_workbook(path)
    book["articles"]["B2"] = "checked"
    book.save(path)
    with pytest.raises(HedgeLensError, match="saved by somebody"):
        told.export(path)


def test_an_archive_to_which_somebody_added_stays(told, tmp_path):
    path = tmp_path / "out.zip"
    told.export(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("my notes.txt", "checked")
    with pytest.raises(HedgeLensError, match="saved by somebody"):
        told.export(path)


def test_the_study_is_never_written_over(told, tmp_path):
    (tmp_path / "out.csv").hardlink_to(told.path)
    with pytest.raises(HedgeLensError, match="the study itself"):
        told.export(tmp_path / "out.csv", force=True)
    assert len(told) == 3


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_what_is_broken_off_leaves_nothing(told, tmp_path, name, stop, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = left(tmp_path)

    def breaks(done, total):
        if done == 2:
            raise stop

    with pytest.raises((KeyboardInterrupt, HedgeLensError)):
        told.export(f"{tmp_path}/{name}", told=breaks)
    assert left(tmp_path) == before


# -- what is no article -----------------------------------------------------------------------------------------------------


def test_what_was_written_among_the_articles_is_not_taken_for_articles(told, tmp_path):
    from hedgelens.study import Study

    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "tram.txt").write_text("The tram is late, Mina Reese said.\n", "utf-8")
    for suffix in (".csv", ".parquet", ".xlsx"):
        for name in TABLES:
            told.export(folder / f"{name}{suffix}", table=name, fields="all")
    for name in NAMES:
        told.export(f"{folder}/{name}", raw=True)
    with Study.new(tmp_path / "other.study", engine="rules") as study:
        added = study.add(folder)
        assert list(study.articles()["id"]) == ["tram"]
        assert added.problems == []


def test_a_table_of_articles_with_the_same_columns_is_read(tmp_path):
    from hedgelens.article.tables.own import is_own
    from hedgelens.study.rows import ABOUT

    assert not is_own([*ABOUT, "text"])
    assert not is_own([*ABOUT])


# -- what is said -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "table", "said"),
    [
        ("out.docx", None, "ends in '.docx'"),
        ("out", None, "has no ending"),
        ("out.csv", "all", "holds one table"),
        ("out.jsonl", "hedges", "whole analyses and no table"),
        ("out.zip", "hedges", "holds all tables"),
        ("out.csv", "hedge", "no table 'hedge'. There are: articles"),
        ("out/", "hedges", "a folder gets all tables"),
        ("nowhere/out.csv", None, "no folder"),
    ],
)
def test_what_cannot_be_written_is_said(told, tmp_path, name, table, said):
    before = left(tmp_path)
    with pytest.raises(HedgeLensError, match=said):
        told.export(f"{tmp_path}/{name}", table=table)
    assert left(tmp_path) == before


def test_without_pyarrow_it_is_said_how_to_install_it(told, tmp_path, monkeypatch):
    monkeypatch.setattr("hedgelens.study.extra.find_spec", lambda name: None)
    with pytest.raises(HedgeLensError, match=r"pip install 'hedgelens\[study\]'"):
        told.export(tmp_path / "out.parquet")


def test_it_is_told_how_far_it_is(told, tmp_path):
    seen = []
    told.export(tmp_path / "out.csv", told=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_pipe_is_written_to(told, tmp_path):
    import os
    import threading

    pipe, found = tmp_path / "pipe.csv", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    told.export(pipe, raw=True)
    reader.join(10)
    assert found[0].startswith(b"article,")


def test_the_docs_name_every_form_table_and_sheet():
    from pathlib import Path

    from hedgelens.study.export.exporting import FORMS

    docs = (Path(__file__).parents[3] / "docs" / "studies.md").read_text("utf-8")
    assert all(f"`floods{suffix}`" in docs for suffix in FORMS)
    assert all(f"`{name}`" in docs for name in TABLES)
    assert ", ".join(f"`{name}`" for name in workbook.SHEETS[:-1]) + f" and `{workbook.SHEETS[-1]}`" in docs
