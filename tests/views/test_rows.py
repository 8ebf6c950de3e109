"""Rows of results as plain data, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from hedgelens.commands.options import TABLES
from hedgelens.records import ResultRow
from hedgelens.views import tables
from hedgelens.views.rows import csv_text, json_text, markdown_table


@dataclass(frozen=True, slots=True)
class _Voice(ResultRow):
    name: str
    words: int
    interval: tuple[float, float] | None


def test_a_row_is_a_dictionary_of_its_columns():
    row = _Voice("Ada Ferro", 12, (0.1, 0.4))
    assert row.as_dict() == {"name": "Ada Ferro", "words": 12, "interval": [0.1, 0.4]}
    assert list(row.as_dict()) == list(_Voice.columns())
    assert _Voice("Ada Ferro", 12, None).as_dict()["interval"] is None


def test_csv_reads_back_whatever_the_cells_hold():
    rows = [['comma, quote " and\nline', None], ["plain", 3]]
    assert list(csv.reader(io.StringIO(csv_text(["a", "b"], rows)))) == [
        ["a", "b"], ["comma, quote \" and\nline", ""], ["plain", "3"],
    ]  # fmt: skip
    assert csv_text(["a", "b"], []) == "a,b\n"


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", "\nx", "  =1", '"=1', "' =1", "＝1", "＋1", "－1", "＠x", "\u00a0=1", "- a dash"],
)  # fmt: skip
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    [[_], [text]] = csv.reader(io.StringIO(csv_text(["a"], [[cell]]), newline=""))
    assert text == f"'{cell}"
    assert list(csv.reader(io.StringIO(csv_text(["a"], [[cell]], raw=True), newline="")))[1] == [cell]


def test_whatever_is_no_number_is_a_text():
    assert csv_text(["a", "b", "c"], [[Path("=x"), np.int64(-3), np.float64(-0.5)]]) == "a,b,c\n'=x,-3,-0.5\n"


def test_yes_and_no_are_spelt_as_r_and_spreadsheets_do_and_what_pandas_has_for_nothing_is_empty():
    assert csv_text(["a", "b", "c", "d"], [[True, False, float("nan"), np.float64("nan")]]) == "a,b,c,d\nTRUE,FALSE,,\n"


@pytest.mark.parametrize("cell", ["1 = 1", "it's", "a@b.org", "“=” is a sign", "'tis", "", "x\n=1", -0.5, -3, None])
def test_numbers_and_other_texts_stand_as_they_are(cell):
    [_, row] = csv.reader(io.StringIO(csv_text(["a"], [[cell]]), newline=""))
    assert row == ["" if cell is None else str(cell)]


def test_names_of_columns_are_texts_like_others():
    assert csv_text(["=coder", "b"], []) == "'=coder,b\n"


@pytest.mark.parametrize("text", ["a\rb", "a\r", "\r\n", "a\nb", "a\tb", 'a"\r"b', "a\r\rb"])
def test_breaks_within_a_cell_read_back(text):
    rows = list(csv.reader(io.StringIO(csv_text(["a", "b"], [[f"x{text}", "y"]]), newline="")))
    assert rows == [["a", "b"], [f"x{text}", "y"]]


def test_control_characters_are_blanks_in_csv_and_markdown():
    assert csv_text(["a"], [["x\x00\x1b[2J\x9b\x7f\u2028y\ud83d"]], raw=True) == "a\nx  [2J   y\ufffd\n"
    assert markdown_table(["a"], [["x\x00\x1b[2J\u202ey\x85z\ud83d"]]) == "| a |\n| --- |\n| x \\[2J y z\ufffd |\n"


def test_json_is_one_line_and_can_be_written():
    data = {"é": "\x85 \u2028 \u2029 \x0b \x1c \x7f \x9b \ud83d 🚢"}
    text = json_text(data)
    assert len(text.splitlines()) == 1
    assert text.isprintable()
    assert json.loads(text.encode("utf-8")) == data
    assert text.startswith('{"é": "\\u0085 \\u2028')
    assert "🚢" in text
    with pytest.raises(ValueError):
        json_text({"a": float("nan")})


def test_two_halves_of_a_character_are_written_as_the_character_that_json_makes_of_them():
    text = json_text(["\ud83d\udce9 \udce9\ud83d"])
    assert text == '["📩 \\udce9\\ud83d"]'
    assert json_text(json.loads(text)) == text


def test_a_cell_of_markdown_cannot_leave_its_cell():
    text = markdown_table(["who", "share_words"], [["a|b\n*c* <i>", None]])
    assert text == "| who | share_words |\n| --- | --- |\n| a\\|b \\*c\\* &lt;i&gt; |  |\n"
    assert markdown_table(["a"], [["&lt;b> AT&T &#60; R & D"]]).splitlines()[-1] == "| &amp;lt;b&gt; AT&T &amp;#60; R & D |"


def test_the_command_line_offers_the_tables_there_are():
    assert TABLES == tables.TABLES
