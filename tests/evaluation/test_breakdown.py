"""Figures by article and by construction."""

import pytest

from hedgelens.evaluation.breakdown import Scored, article_table, by_construction, construction_table, constructions
from hedgelens.evaluation.polnear import FlatAttribution


def marked(parse, text, source, cue, content):
    def span(words):
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return parse(text), FlatAttribution(span(source), span(cue), span(content))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "names"),
    [
        ("Ms. Lund said the pier fell.", "Ms. Lund", "said", "the pier fell", ["verb, nothing quoted"]),
        ("“The pier fell,” Ms. Lund said.", "Ms. Lund", "said", "“The pier fell,”", ["verb, quotation"]),
        ("Ms. Lund said it was “rotten.”", "Ms. Lund", "said", "it was “rotten.”", ["verb, some words quoted"]),
        ("According to Ms. Lund, it fell.", "Ms. Lund", "According to", "it fell", ["phrase, nothing quoted"]),
        ("The claim that it fell was odd.", "", "claim", "that it fell", ["noun, nothing quoted", "no source"]),
        ("Ms. Lund: “It fell.”", "Ms. Lund", ":", "“It fell.”", ["mark, quotation"]),
        (
            "Ms. Lund said: “It fell. Nobody saw it.”",
            "Ms. Lund",
            "said",
            "“It fell. Nobody saw it.”",
            ["verb, quotation", "content over several sentences"],
        ),
    ],
)
def test_what_an_attribution_is_an_example_of(parse, text, source, cue, content, names):
    assert list(constructions(*marked(parse, text, source, cue, content))) == names


def test_what_is_found_is_counted_for_each_construction(parse):
    found = Scored(
        *(lambda p, a: (p, [a], [a]))(*marked(parse, "Ms. Lund said the pier fell.", "Ms. Lund", "said", "the pier fell"))
    )
    missed = Scored(*(lambda p, a: (p, [a], []))(*marked(parse, "Mr. Oke said a wall fell.", "Mr. Oke", "said", "a wall fell")))
    scores = by_construction([found, missed])
    assert (scores["verb, nothing quoted"].right, scores["verb, nothing quoted"].gold) == (1, 2)
    assert "50.0" in construction_table([found, missed])
    assert article_table([found, missed]).count("\n") == 3


@pytest.mark.slow
def test_the_command_prints_them(command_line):
    code, printed, _ = command_line("evaluate", "--engine", "rules", "--by", "article")
    assert code == 0
    assert "mayor-briefing" in printed
    assert printed.startswith(
        "Gold: the 12 bundled articles, marked by language models under the codebook (see corpus/DATASHEET.md)."
    )
    code, _, error = command_line("evaluate", "--by", "author")
    assert code == 2
    assert "There is no by 'author'" in error or "author" in error
