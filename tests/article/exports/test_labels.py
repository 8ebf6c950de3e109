from importlib.resources import files

import pytest

from hedgelens.article.exports.labels import coded, known, labelled, labels, table

FILES = sorted(
    path.name.removesuffix(".toml") for path in files("hedgelens.article.exports").iterdir() if path.name.endswith(".toml")
)
DATABASES = [name for name in FILES if "label" in table(name)]
LINES = [(name, row) for name in FILES for row in table(name).get("line", ())]
LABELS = [(name, row) for name in DATABASES for row in table(name)["label"]]


@pytest.mark.parametrize(("database", "row"), LINES, ids=lambda value: value if isinstance(value, str) else value["name"])
def test_each_line_is_known_by_its_example_and_not_by_its_counter_example(database, row):
    assert known(database, row["name"], row["example"])
    assert not known(database, row["name"], row["counter"])


@pytest.mark.parametrize(("database", "row"), LABELS, ids=lambda value: value if isinstance(value, str) else value["example"])
def test_each_label_is_read_from_its_example_and_not_from_its_counter_example(database, row):
    read = coded if database == "factiva" else labelled
    label, value = read(database, row["example"])
    assert (label.field, label.place) == (row["field"], row["place"])
    assert value
    assert read(database, row["counter"]) is None


@pytest.mark.parametrize("database", DATABASES)
def test_no_word_stands_for_two_fields(database):
    words = [word.casefold() for row in table(database)["label"] for word in row["words"]]
    assert len(words) == len(set(words)) == len(labels(database))
