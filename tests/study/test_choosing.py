"""Which articles the questions to a study are about."""

import pytest

from hedgelens.corrections.edits import GiveAttribution
from hedgelens.measures.corpus import Tally
from hedgelens.records import HedgeLensError
from hedgelens.study.choosing import Choice

TALLY = Tally("a", outlet="The Gazette", date="2026-05-31", corrected=True)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ({}, True),
        ({"outlet": "The Gazette"}, True),
        ({"outlet": "Harbor Post"}, False),
        ({"first": "2026-05-31", "last": "2026-05-31"}, True),
        ({"first": "2026-06-01"}, False),
        ({"last": "2026-05-30"}, False),
        ({"coding": "corrected"}, True),
        ({"coding": "Ines"}, True),
        ({"coding": "Jo"}, False),
    ],
)
def test_an_article_is_taken_by_outlet_day_and_coder(given, taken):
    assert Choice.of(given).takes(TALLY, "Ines") is taken


def test_what_has_no_day_is_in_no_range_of_days():
    assert not Choice(last="2026-05-31").takes(Tally("a"), None)
    assert Choice().takes(Tally("a"), None)


@pytest.mark.parametrize("given", [{"first": "soon"}, {"kind": "bird"}])
def test_what_cannot_be_chosen_is_said(given):
    with pytest.raises(HedgeLensError, match=r"is not a"):
        Choice.of(given)


def test_a_choice_stands_in_an_address_and_in_words():
    choice = Choice.of({"outlet": "The Gazette", "first": "2026-05-01", "coding": "corrected", "page": "2"})
    assert choice.query == "outlet=The+Gazette&first=2026-05-01&coding=corrected"
    assert choice.in_words == "Only articles from the outlet The Gazette, from 2026-05-01, corrected by hand were included."


def test_a_study_says_how_the_chosen_articles_were_made(study):
    study.run()
    coding = study.coding("bridge", "Ines")
    coding.correct(GiveAttribution(coding.analysis.attributions[0].id, name="Mina Reese"))
    chosen = study.chosen(Choice(coding="Ines"))
    assert [tally.id for tally in chosen.tallies] == ["bridge"]
    assert (chosen.made.engine, chosen.made.corrected, chosen.coders) == ("rules", 1, ("Ines",))
    assert "The coding was corrected by hand." in chosen.made.sentences
