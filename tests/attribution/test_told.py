"""Who was told something is not who told it, with either engine."""

import pytest


def attributions(either, sentence):
    """Returns source and content of what is found in a sentence."""
    analysis = either.analyze(f"The yard\n\n{sentence} It rained all day long in the town.\n")
    return [(analysis.article.quote(a.source), analysis.article.quote(a.content)) for a in analysis.attributions]


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("Clerks were told that cuts will start this week.", "", "that cuts will start this week"),
        ("Nurses were informed that the ward would close.", "", "that the ward would close"),
        ("In an email sent by chairman Omar Reyes, staff were told that cuts will begin.", "", "that cuts will begin"),
        ("The council was advised that the dam leaks.", "", "that the dam leaks"),
        ("He was reminded that the lease ends in May.", "", "that the lease ends in May"),
        ("Residents were told by police that the road was shut.", "police", "that the road was shut"),
        ("Staff were assured by the company that jobs are safe.", "the company", "that jobs are safe"),
        (
            "Passengers have been warned by the harbour office that ferries may be late.",
            "the harbour office",
            "that ferries may be late",
        ),
        ("A courier was told by a porter that the lodge had been cleared.", "a porter", "that the lodge had been cleared"),
        (
            "Pilots were warned by a radio officer that fog could close the bay.",
            "a radio officer",
            "that fog could close the bay",
        ),
        ("Parents were reminded by teachers that the bus leaves at seven.", "teachers", "that the bus leaves at seven"),
        ("The court was told by a witness that the barn door was open.", "a witness", "that the barn door was open"),
        ("He was notified by the bank that the loan had lapsed.", "the bank", "that the loan had lapsed"),
        ("Guests were advised by a porter that the pool was closed.", "a porter", "that the pool was closed"),
        ("“The dam may leak,” residents were told.", "", "“The dam may leak,”"),
        ("The mayor told residents that the road was shut.", "The mayor", "that the road was shut"),
    ],
)
def test_who_was_told_is_no_source_and_no_content(sentence, source, content, either):
    assert attributions(either, sentence) == [(source, content)]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [("The dam may leak, Holm was informed on Monday.", ""), ("The dam may leak, residents were told by police.", "police")],
)
def test_nor_are_they_beside_what_they_were_told(sentence, source, either):
    assert all(
        (found, "Holm" in content or "residents" in content) == (source, False)
        for found, content in attributions(either, sentence)
    )
