"""Rows of results as plain data, CSV and Markdown."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from hedgelens import tables
from hedgelens.commands.options import TABLES
from hedgelens.rows import ResultRow, csv_text, markdown_table


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


def test_a_cell_of_markdown_cannot_leave_its_cell():
    text = markdown_table(["who", "share_words"], [["a|b\n*c* <i>", None]])
    assert text == "| who | share_words |\n| --- | --- |\n| a\\|b \\*c\\* &lt;i&gt; |  |\n"


def test_the_command_line_offers_the_tables_there_are():
    assert TABLES == tables.TABLES
