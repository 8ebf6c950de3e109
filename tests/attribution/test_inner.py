"""What says something inside of what somebody else says, with either engine."""

import pytest

from hedgelens import Analyzer


@pytest.fixture(scope="module", params=["rules", "learned"])
def inner(request):
    analyzer = Analyzer(engine=request.param)

    def cues(sentence):
        analysis = analyzer.analyze(f"The town news\n\n{sentence} It rained all day long.\n")
        quote = analysis.article.quote
        return [(quote(a.source), quote(a.cue)) for a in analysis.attributions if a.parent is not None]

    return cues


@pytest.mark.parametrize(
    ("sentence", "source", "cue"),
    [
        ("Ms. Lund said the builders claim that the pump is new.", "the builders", "claim"),
        ("The Norvik Line said it hopes to buy two ferries by spring.", "it", "hopes"),
        ("The keeper said that the council had asked to see the books.", "the council", "had asked"),
        ("Holm said that most of the skippers believe the buoy has moved.", "most of the skippers", "believe"),
        ("The pilot said the crew think that the engine was cold.", "the crew", "think"),
        ("Ines Wren said anyone that believes the lamp was lit should look at the log.", "that", "believes"),
        ("The clerk said the mayor told the tenants to leave the mill.", "the mayor", "told"),
        ("The Gazette quoted an aide as saying that the sluice was shut.", "an aide", "saying"),
        ("Radio Lund cited Ines Wren as saying the pumps were old.", "Ines Wren", "saying"),
        ("Ms. Lund said the firm aims to close the quarry.", "the firm", "aims"),
    ],
)
def test_somebody_says_something_inside(sentence, source, cue, inner):
    assert (source, cue) in inner(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "“There is no reason to believe that the dam will hold,” Ms. Lund said.",
        "Holm said it was hard to say who had moved the buoy.",
        "“It takes time to understand how the pumps were built,” the engineer said.",
        "“You say that the pier is safe, and then it falls,” the keeper said.",
        "The mayor said the old walls, supporting the roof, were damp.",
        "“That shows how little the office knew,” the auditor said.",
        "The keeper said the lamp helps boats to see where the reef begins.",
    ],
)
def test_nobody_says_anything_inside(sentence, inner):
    assert not [found for found in inner(sentence) if found[0] != "the office"]


def test_what_is_wanted_ends_before_the_next_statement():
    analysis = Analyzer(engine="rules").analyze("Holm said the crew wanted to land at dusk, but their engine was hit by a mast.")
    contents = [analysis.article.quote(a.content) for a in analysis.attributions if analysis.article.quote(a.cue) == "wanted"]
    assert contents == ["to land at dusk"]


def test_what_is_said_further_on_in_a_quotation_is_seen():
    text = (
        "The town news\n\n“It was cold,” said Ines Wren. “The pump stood still. The builders say the oil was bad.” It rained.\n"
    )
    analysis = Analyzer(engine="learned").analyze(text)
    cues = {analysis.article.quote(a.cue): a.parent for a in analysis.attributions}
    assert cues["say"] is not None
