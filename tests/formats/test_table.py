"""The table of formats, and what the docs and the command line say of it."""

import re
from pathlib import Path

from hedgelens.commands.interchange import NAMES as OFFERED
from hedgelens.commands.interchange import READABLE as READ
from hedgelens.formats import FORMATS, NAMES, READABLE

DOCS = Path(__file__).parents[2] / "docs" / "interchange.md"


def test_the_table_in_the_docs_is_that_of_the_formats():
    rows = re.findall(
        r"^\| `([\w-]+)` \| (.*?) \| (.*?) \| (one|many) \| (yes|no) \| (.*?) \|$", DOCS.read_text("utf-8"), re.MULTILINE
    )
    assert rows == [
        (
            format.name,
            format.title,
            ", ".join(f"`{suffix}`" for suffix in format.suffixes),
            "many" if format.many else "one",
            "yes" if format.read else "no",
            format.cannot_hold,
        )
        for format in FORMATS
    ]


def test_each_format_is_described():
    text = DOCS.read_text("utf-8").partition("## The formats in detail")[2]
    assert all(re.search(rf"\*\*[^*]*{re.escape(format.title.split()[0].rstrip(','))}", text) for format in FORMATS)


def test_the_command_line_offers_just_these():
    assert OFFERED == NAMES
    assert READ == READABLE
