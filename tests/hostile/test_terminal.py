"""What an article, a file or a coder is called does not steer the terminal."""

from __future__ import annotations

import re
import unicodedata

import pytest

from hedgelens import Collection, HedgeLensWarning, analyze
from hedgelens.article import article_from_text

NASTY = "\x1b[2J\x1b]0;title\x07\x9b31m\u202ereversed\x08\x7f"
TEXT = (
    f"Bridge {NASTY} shut\n\nMayor Ada{NASTY}Okoro said that the bridge {NASTY} may{NASTY} be shut. "
    f"“It \x1b[31mperhaps\x1b[0m fell,” she said. The \x1b]8;;http://example.org\x07Harbor Office\x1b]8;;\x07 said that\u2067 it did.\n"
)


def is_quiet(text):
    """Says whether a text holds nothing that steers a terminal."""
    return not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c != "\n" for c in text) and not re.search(
        "[\u202a-\u202e\u2066-\u2069]", text
    )


@pytest.fixture
def article(tmp_path):
    path = tmp_path / f"news{NASTY.replace('/', '')}.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ["analyze", "ARTICLE"],
        *(["analyze", "ARTICLE", "--format", format] for format in ("md", "csv", "json", "jsonl")),
        ["analyze", "ARTICLE", "--format", "csv", "--table", "attributions"],
        ["analyze", "ARTICLE", "--format", "md", "--table", "sentences"],
        ["why", "ARTICLE", "2"],
        ["sources", "ARTICLE"],
        ["concordance", "bridge", "ARTICLE"],
        ["collocations", "ARTICLE", "--min", "1"],
        ["contrasts", "ARTICLE"],
        ["report", "ARTICLE", "--format", "md"],
    ],
    ids=" ".join,
)
def test_output_and_messages_are_quiet(command_line, article, command):
    engine = [] if command[0] == "contrasts" else ["--engine", "rules"]
    code, out, err = command_line(*(article if word == "ARTICLE" else word for word in command), *engine)
    assert code == 0
    assert out
    assert is_quiet(out)
    assert is_quiet(err)


@pytest.mark.parametrize(
    "command", [["analyze"], ["report"], ["why", "-", "1"], ["import-sheet"], ["report", "--batch"], ["agree"]]
)
def test_the_name_of_a_file_that_cannot_be_read_is_quiet(command_line, tmp_path, command):
    path = tmp_path / f"gone{NASTY.replace('/', '')}.txt"
    code, out, err = command_line(*(path if word == "-" else word for word in command), *([] if "-" in command else [path]))
    assert code == 2
    assert out == ""
    assert "gone" in err
    assert is_quiet(err)


def test_the_text_of_a_warning_is_quiet(command_line, article):
    article.write_text(f"Der {NASTY} Minister sagte, dass die Lage ernst sei. Mehr wollte er nicht sagen.\n", encoding="utf-8")
    _, out, err = command_line("analyze", article, "--engine", "rules")
    assert "English" in err
    assert is_quiet(out + err)


def test_representations_in_python_are_quiet():
    analysis = analyze(TEXT, engine="rules")
    shown = [repr(analysis.show(what)) for what in ("s1", "a1", 1)]
    assert all(
        map(
            is_quiet,
            (analysis.why(1), str(analysis), repr(analysis), analysis.to_markdown(), analysis.to_csv(table="sentences"), *shown),
        )
    )


def test_the_text_of_a_warning_is_quiet_in_python():
    article = article_from_text("Der Minister sagte, dass die Lage ernst sei. Mehr wollte er nicht sagen.\n", id=f"news{NASTY}")
    with pytest.warns(HedgeLensWarning) as warned:
        analyze(article, engine="rules")
    assert all(is_quiet(str(warning.message)) for warning in warned)


def test_what_a_notebook_is_given_can_be_written():
    collection = Collection.analyze(
        {"half \ud83d": "Ada \ud83d Okoro said that it may rain.", "empty \ude00": ""}, engine="rules"
    )
    for found in (collection, collection[0], *(collection[0].show(what) for what in ("s1", "a1", "h1", 0))):
        assert "\ufffd" in found._repr_html_().encode("utf-8").decode("utf-8")
