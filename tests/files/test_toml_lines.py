"""Where keys and tables of a TOML file stand."""

import pytest

from hedgelens.files.toml_lines import line_of_key, line_of_table

TEXT = """category = "hearsay"
inline = [{name = "x"}]

[[rule]]
name = "one"

[[ "rule" ]]
name = "two"
"match" = "a"
[lists]
match = "b"
"""


@pytest.mark.parametrize(("table", "index", "line"), [("rule", 0, 4), ("rule", 1, 7), ("rule", 2, 0), ("inline", 0, 0)])
def test_the_line_of_a_table(table, index, line):
    assert line_of_table(TEXT, table, index) == line


@pytest.mark.parametrize(
    ("key", "header", "line"),
    [("category", 0, 1), ("name", 0, 5), ("name", 7, 8), ("match", 7, 9), ("match", 4, 4), ("lists", 0, 10), ("nothing", 0, 1)],
)
def test_the_line_of_a_key_below_a_header_or_anywhere(key, header, line):
    assert line_of_key(TEXT, key, header) == line
