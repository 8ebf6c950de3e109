"""Views taken up, what documents state, and what somebody reportedly decides, with the learned engine."""

import pytest

from hedgelens import Analyzer


@pytest.fixture(scope="module")
def found():
    analyzer = Analyzer(engine="learned")

    def attributions(sentence):
        analysis = analyzer.analyze(f"The town news\n\n{sentence} It rained all day long.\n")
        return [(analysis.article.quote(a.source), analysis.article.quote(a.content)) for a in analysis.attributions]

    return attributions


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("Okoro came to the conclusion that the pier was unsafe.", "Okoro", "that the pier was unsafe"),
        ("The engineers drew the conclusion that rust had won.", "The engineers", "that rust had won"),
        ("Ines Wren took the view that the tax was fair.", "Ines Wren", "that the tax was fair"),
        ("Holm reportedly decided to close the mill.", "Holm", "to close the mill"),
        ("The findings show the pier had been rotten for years.", "The findings", "the pier had been rotten for years"),
    ],
)
def test_views_and_findings(sentence, source, content, found):
    assert (source, content) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Okoro never came to the conclusion that the pier was unsafe.",
        "Visitors would take the view that opens before them for a painting.",
        "The waves show the pier where it is weakest.",
    ],
)
def test_none(sentence, found):
    assert found(sentence) == []
