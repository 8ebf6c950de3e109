"""Names of files that are made of ids: every system takes them, and none of them stands for two files."""

import pytest

from hedgelens.files.naming import distinct_names, usable_name


def test_each_id_has_a_name_of_its_own_whatever_a_system_takes_as_the_same():
    assert list(distinct_names(["a", "A", "b", "caf\u00e9", "cafe\u0301"], ".ann", ["B"])) == [
        "a.ann",
        "A-2.ann",
        "b-2.ann",
        "caf\u00e9.ann",
        "cafe\u0301-2.ann",
    ]


def test_a_long_id_is_cut_by_bytes_as_systems_count():
    for name in distinct_names(["漢" * 300, "漢" * 301, "x" * 300, "x. " * 100], ".conllu"):
        assert len(name.encode()) < 200
        assert not name.removesuffix(".conllu").endswith((".", " "))


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("CON", "CON-.xmi"),
        ("nul.txt", "nul-.txt.xmi"),
        ("console", "console.xmi"),
        ("falcon", "falcon.xmi"),
        ("lexicon.v2", "lexicon.v2.xmi"),
        ("journaux", "journaux.xmi"),
    ],
)
def test_what_windows_keeps_for_itself_is_no_name(id, name):
    assert list(distinct_names([id, ""], ".xmi")) == [name, "article.xmi"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("ferry.txt", "ferry.txt"),
        ("...And Then There Were None.txt", "And Then There Were None.txt"),
        ("what <is> it?.docx", "what is it.docx"),
        ("con.txt", "con-.txt"),
        ("x" * 300 + ".docx", "x" * 160 + ".docx"),
        ("漢" * 300 + ".txt", "漢" * 53 + ".txt"),
        ("He said. " + "y" * 300, "He said. " + "y" * 151),
        ("..", ""),
    ],
)
def test_a_name_that_came_from_elsewhere_keeps_its_ending(given, name):
    assert usable_name(given) == name
