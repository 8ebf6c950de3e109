"""Single quotation marks, which are apostrophes, too."""

import time

import pytest

from hedgelens.language.quotations import find_quotes
from hedgelens.records import Article, Block, Kind


def found(*paragraphs):
    """The stretches in quotation marks: ">" before one that carries on another, "…" behind one that is not closed."""
    text, blocks = "\n\n".join(paragraphs), []
    for paragraph in paragraphs:
        start = blocks[-1].end + 2 if blocks else 0
        blocks.append(Block(start, start + len(paragraph), Kind.BODY))
    quotes = find_quotes(Article("a", text, tuple(blocks))).all
    return [">" * q.continues + text[q.start : q.end] + "…" * (not q.closed) for q in quotes]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("‘We don’t know,’ she said.", ["‘We don’t know,’"]),
        ("'We don't know,' she said.", ["'We don't know,'"]),
        ("'I'm sure of it,' she said.", ["'I'm sure of it,'"]),
        ("She called it ‘a bad day’ (‘A very bad day’).", ["‘a bad day’", "‘A very bad day’"]),
        ("The ‘Anna Maria’ sank; the ‘boat’ did not.", ["‘Anna Maria’"]),
        ("The harbour’s boats and the fishers’ nets.", []),
        (
            "‘It was the fishers’ fault, and the mayor knew it,’ she said.",
            ["‘It was the fishers’ fault, and the mayor knew it,’"],
        ),
        ("She spoke of ‘hard times’ and of the fishers’ nets.", ["‘hard times’"]),
        ("She spoke of ‘hard times’ and of ‘bad luck’.", ["‘hard times’", "‘bad luck’"]),
        ("Back in the ‘90s they’d say ‘not now’ and send ‘em home.", ["‘not now’"]),
        ("‘We weren’t there in the ‘90s,’ she said.", ["‘We weren’t there in the ‘90s,’"]),
        (
            "‘" + "The boats were out for days. " * 20 + "They came home.’",
            ["‘" + "The boats were out for days. " * 20 + "They came home.’"],
        ),
    ],
)
def test_single_marks(paragraph, expected):
    assert found(paragraph) == expected


def test_a_quotation_in_single_marks_runs_over_paragraphs():
    paragraphs = "‘We didn’t know. It’s the fishers’", "‘But we’ll find out.’", "‘A third,’ he said."
    assert found(*paragraphs) == ["‘We didn’t know. It’s the fishers’", "‘But we’ll find out.’", "‘A third,’"]
    paragraphs = "He said: ‘We didn’t know. It’s sad.", "‘But we’ll find out.’", "‘A third,’ he said."
    assert found(*paragraphs) == ["‘We didn’t know. It’s sad.…", ">‘But we’ll find out.’", "‘A third,’"]


def test_a_mark_that_was_lost_spoils_nothing():
    assert found("‘We didn’t know, she said.", "The mayor left.", "‘Good,’ he said.") == ["‘Good,’"]


@pytest.mark.parametrize(
    "paragraph", ["‘" + "I don’t know and I can’t say. " * 200, "In the ‘90s " + "they couldn’t, " * 2_000, "‘a " * 9_000]
)
def test_marks_that_are_not_closed_take_no_time(paragraph):
    start = time.process_time()
    found(paragraph)
    assert time.process_time() - start < 1
