"""The table of formats: what help texts and messages say follows it."""

import pytest
from typer.testing import CliRunner

from hedgelens.article import SUFFIXES, USUAL, read_article
from hedgelens.article.formats import FORMATS
from hedgelens.cli import app
from hedgelens.records import HedgeLensError


def test_no_ending_belongs_to_two_formats():
    assert len(set(SUFFIXES)) == len(SUFFIXES) == sum(len(format.suffixes) for format in FORMATS)


@pytest.mark.parametrize("command", ["analyze", "report", "why"])
def test_help_names_every_format(command):
    said = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
    assert USUAL in " ".join(said.split())


def test_a_file_of_no_format_is_told_all_of_them(tmp_path):
    path = tmp_path / "article.wps"
    path.write_text("It rained.", encoding="utf-8")
    with pytest.raises(HedgeLensError) as raised:
        read_article(path)
    assert all(suffix in str(raised.value) for suffix in SUFFIXES)
