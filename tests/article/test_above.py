"""What the names of folders say of articles, where a user says what they are."""

import pytest

from hedgelens.article import ReadingOptions, read_files
from hedgelens.article.above import levels
from hedgelens.records import HedgeLensError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("guardian/2020/a.txt", "bbc/2021/b.md"):
        (tmp_path / "press" / name).parent.mkdir(parents=True)
        (tmp_path / "press" / name).write_text(
            "---\noutlet: The Post\n---\nIt rained, he said." if name.endswith("md") else "It rained, he said."
        )
    return tmp_path


def read(fields, *paths):
    return read_files(paths or ["press"], ReadingOptions(fields=levels(fields))).articles


def test_a_folder_says_what_the_article_does_not(folder):
    assert [(a.id, a.outlet, a.fields) for a in read("outlet/year")] == [
        ("b", "The Post", (("year", "2021"),)),
        ("a", "guardian", (("year", "2020"),)),
    ]


def test_the_folders_are_those_right_above_the_file_wherever_reading_begins(folder):
    for paths in (["press/guardian"], ["press/guardian/2020/a.txt"], [folder]):
        assert read("outlet/year", *paths)[-1].outlet == "guardian"


def test_a_folder_may_say_nothing_and_a_date_is_a_day_where_it_is_one(folder):
    (folder / "2020-03-05" / "x").mkdir(parents=True)
    (folder / "2020-03-05" / "x" / "c.txt").write_text("It rained, he said.")
    (article,) = read("date/_", "2020-03-05")
    assert (article.date, article.date_text, article.fields) == ("2020-03-05", "2020-03-05", ())
    assert [(a.date, a.date_text) for a in read("date")] == [(None, "2021"), (None, "2020")]


@pytest.mark.parametrize("text", ["", "/", "_", "year/year"])
def test_what_says_nothing_is_said(text):
    with pytest.raises(HedgeLensError, match="--fields outlet/year"):
        levels(text)
