"""What looks like an attribution and is none, with either engine."""

import pytest

from hedgelens import Analyzer
from hedgelens.attribution.cues import CUES
from hedgelens.language.words import tables

TABLES = ("act", "vote", "decision", "verdict", "naming", "acquaintance", "picturing", "silence", "aspect", "yielding")
ENTRIES = [pytest.param(entry, id=f"{name}: {entry.values['example'][:40]}") for name in TABLES for entry in tables(CUES)[name]]


@pytest.fixture
def found(either):
    def sources(sentence):
        analysis = either.analyze(f"The town news\n\n{sentence} It rained all day long.\n")
        return [analysis.article.quote(a.source) for a in analysis.attributions]

    return sources


@pytest.mark.parametrize("entry", ENTRIES)
def test_example_and_counter_example(entry, found):
    assert found(entry.values["example"]) == []
    assert found(entry.values["counter"]) != []


@pytest.mark.parametrize(
    "sentence",
    [
        "The yard filed for protection from its creditors.",
        "The county has sued for the full amount of the bond.",
        "Villa owners continued to shun the new water meters.",
        "The foreman has been fired on charges of taking gifts from the builder.",
        "Her doctor ordered a chest X-ray.",
        "Police have not officially identified the diver.",
        "Parliament passed a law that bans nets.",
        "The judge rejected the appeal of the mill.",
        "A jury convicted Daniel Moss of arson.",
        "The panel found him guilty by a majority of nine to three.",
        "The judge sentenced Moss to four years in prison.",
        "A tribunal acquitted the miller of all charges.",
        "The board introduced a new fee in May.",
        "The plan seems more like a joke than a policy.",
        "The talks, which appear to be aimed at a truce, went on.",
        "It is not known what Holm thinks.",
        "You would call the silo a chimney on stilts.",
        "One might say that the silo is a chimney.",
        "One could argue that the quay was never sound.",
        "The guards have identified both stowaways.",
        "Viewers know Mallory from the film “A Ladder for Two and Other Rules”.",
        "He was later named director of the port.",
        "The left back conceded a free kick near the corner flag.",
        "What did the harbour board say?",
        "How would the two mayors explain?",
    ],
)
def test_acts_impressions_and_names_are_nobodys_words(sentence, found):
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The judge ruled that the mill must close.", "The judge"),
        ("The court rejected the claim that the dam leaks.", "The court"),
        ("The mayor rejected the report as nonsense.", "The mayor"),
        ("The judge ordered the mill to pay for the nets.", "The judge"),
        ("The senators voted down the tax and said that it was unjust.", "The senators"),
        ("The film shows that the pier was rotten.", "The film"),
        ("Holm said that nothing was burnt.", "Holm"),
        ("“You would take the silo for a chimney,” Holm said.", "Holm"),
        ("Two pilots came. One said the quay was rotten.", "One"),
        ("Two pilots came. One told the council that the quay was rotten.", "One"),
    ],
)
def test_what_is_stated_by_them_is_an_attribution(sentence, source, found):
    assert source in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The surveyors identified rust as the reason for the collapse.",
        "Investigators have identified a worn rope as the cause of the crash.",
    ],
)
def test_what_is_identified_as_something_is_a_finding(sentence):
    analysis = Analyzer(engine="learned").analyze(f"The town news\n\n{sentence} It rained all day long.\n")
    assert [analysis.article.quote(a.source) for a in analysis.attributions] == [
        sentence.split(" identified")[0].removesuffix(" have")
    ]
