"""Quotation marks of many kinds, single ones (which are apostrophes, too), and those that were lost."""

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


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("»It leaks«, said Holm. »We looked twice.«", ["»It leaks«", "»We looked twice.«"]),
        ("«It leaks», said Holm. «We looked twice.»", ["«It leaks»", "«We looked twice.»"]),
        ("Holm said: « It leaks. » Nobody looked.", ["« It leaks. »"]),
        ("„It leaks“, said Holm. „We looked twice.“", ["„It leaks“", "„We looked twice.“"]),
        ("„It leaks”, said Holm. „We looked twice.”", ["„It leaks”", "„We looked twice.”"]),
        ("”It leaks”, said Holm. ”We looked twice.”", ["”It leaks”", "”We looked twice.”"]),
        ("“It leaks,“ said Holm. “We looked twice.“", ["“It leaks,“", "“We looked twice.“"]),
        ("``It leaks,'' said Holm. ``We looked twice.''", ["``It leaks,''", "``We looked twice.''"]),
        ("It is »a wreck« and „a shame“ and “a pity”.", ["»a wreck«", "„a shame“", "“a pity”"]),
        ("“He said “go” to me,” said Holm. “I went.”", ["“He said “go” to me,”", "“I went.”"]),
        ("‘She told me “go” and I didn’t,’ said Holm.", ["‘She told me “go” and I didn’t,’"]),
        ("“They call it ‘the wreck’ here,” said Holm.", ["“They call it ‘the wreck’ here,”"]),
    ],
)
def test_double_marks(paragraph, expected):
    assert found(paragraph) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Holm told the board “the rules are unfair. The chair, Ada Okoro, said the “rules” stay.",
            ["“the rules are unfair.…", "“rules”"],
        ),
        (
            'Holm told the board "the rules are unfair. The chair, Ada Okoro, said the "rules" stay.',
            ['"the rules are unfair.…', '"rules"'],
        ),
        ("He called it “a wreck. Nobody else did. The yard is shut.", ["“a wreck.…"]),
        ("The yard” is shut. It was “a wreck”.", ["“a wreck”"]),
        ("It was “a wreck”. The yard” is shut.", ["“a wreck”"]),
        ("Holm said: “It is a wreck. Nobody cares.", ["“It is a wreck. Nobody cares.…"]),
        ("“It is a wreck. Nobody cares.", ["“It is a wreck. Nobody cares.…"]),
        ('The yard blames the mayor, " the keeper, Ada Okoro, said.', ['The yard blames the mayor, "']),
        ("The yard blames the mayor,” the keeper said.", ["The yard blames the mayor,”"]),
        ('The boards are 6" wide, and 8" long, said Holm.', []),
        ('“The boards are 6" wide,” said Holm.', ['“The boards are 6" wide,”']),
        ('"The boards are 6" wide and 8" long," said Holm.', ['"The boards are 6" wide and 8" long,"']),
        ('"There were 6," said Holm.', ['"There were 6,"']),
    ],
)
def test_a_stray_mark_spoils_no_more_than_its_sentence(paragraph, expected):
    assert found(paragraph) == expected


def test_marks_opened_anew_in_each_paragraph_go_on():
    assert found("„It leaks.", "„Nobody looked.“", "Holm left.") == ["„It leaks.…", ">„Nobody looked.“"]
    assert found("»It leaks.", "»Nobody looked.«", "Holm left.") == ["»It leaks.…", ">»Nobody looked.«"]
    assert found("Holm said “it leaks.", "“Nobody looked,” he said.") == ["“it leaks.…", ">“Nobody looked,”"]


def test_many_stray_marks_take_no_time():
    start = time.process_time()
    found("He said “it leaks and " * 3_000)
    found('He said "it leaks and' * 3_000)
    assert time.process_time() - start < 2
