"""--level, --count and --types on the command line."""

import csv
import io
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


def test_types_narrow_what_counts(command_line, article):
    everything = rows(command_line("analyze", article, "--format", "csv")[1])
    narrowed = rows(command_line("analyze", article, "--format", "csv", "--types", "eventuality")[1])
    assert "Teo Brandvold" in " ".join(everything)
    assert "Teo Brandvold" not in " ".join(narrowed)


def test_the_table_says_how_it_was_counted(command_line, article):
    code, out, _ = command_line("analyze", article, "--level", "all", "--count", "fractional", "--types", "assertion, fact")
    assert code == 0
    assert "Counted with level all, count fractional, assertion, fact." in out


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
        assert "--level, --count and --types" in err
