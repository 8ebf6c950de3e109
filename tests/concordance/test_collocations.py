import pytest
from drafts import Draft

from hedgelens.concordance import collocations
from hedgelens.records import HedgeLensError


def draft(lines, hedges=(), cues=()):
    d = Draft("\n".join(lines))
    for words in hedges:
        d.hedge(words)
    for cue, content in cues:
        d.says(None, cue, content)
    return d.done()


RAIN = draft(
    ["Snow may1 fall tonight.", "Snow may2 fall today.", "Trains run today.", "Trains stop tonight."], hedges=["may1", "may2"]
)


def test_a_hedge_is_one_unit_and_its_collocates_have_sides():
    analysis = draft(["People familiar with storms fled storms.", "It snowed."], hedges=["People familiar with"])
    found = {(c.node, c.collocate, c.side, c.count) for c in collocations(analysis, fewest=1)}
    assert found == {("people familiar with", "storms", "after", 2), ("people familiar with", "fled", "after", 1)}


def test_windows_end_with_the_sentence_and_with_their_width():
    analysis = draft(["Snow perhaps.", "Rain fell.", "Perhaps hail melts slowly today."], hedges=["perhaps", "Perhaps"])
    found = {(c.collocate, c.side) for c in collocations(analysis, window=2, fewest=1)}
    assert found == {("snow", "before"), ("hail", "after"), ("melts", "after")}


def test_rare_pairs_and_function_words_are_left_out():
    analysis = draft(["It could snow.", "It might snow."], hedges=["could", "might"])
    assert collocations(analysis) == []
    assert {c.collocate for c in collocations(analysis, window=1, fewest=1)} == {"snow"}
    assert {c.collocate for c in collocations(analysis, window=1, fewest=1, leave_out=())} == {"snow", "it"}
    assert {c.collocate for c in collocations(analysis, window=1, fewest=1, leave_out="it snows")} == {"snow", "it"}


def test_two_hedges_side_by_side_are_a_pair():
    analysis = draft(["Snow could possibly fall.", "Rain stops.", "Hail melts."], hedges=["could", "possibly"])
    assert ("could", "possibly", "after") in {(c.node, c.collocate, c.side) for c in collocations(analysis, fewest=1)}


def test_the_cues_of_attributions_have_collocates_too():
    analysis = draft(["The mayor said rain fell.", "The clerk left."], cues=[("said", "rain fell")])
    found = {(c.node, c.collocate, c.side) for c in collocations(analysis, "cues", fewest=1)}
    assert found == {("said", "mayor", "before"), ("said", "rain", "after"), ("said", "fell", "after")}


def test_several_articles_are_counted_together_and_the_strongest_come_first():
    once = draft(["Snow perhaps fell.", "Rain stopped."], hedges=["perhaps"])
    found = collocations([once, once, RAIN])
    assert sorted((c.node, c.collocate, c.count) for c in found) == [("perhaps", "fell", 2), ("perhaps", "snow", 2)]
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_pmi_is_the_logarithm_of_observed_over_expected():
    analysis = draft(["Snow perhaps.", "Rain.", "Hail."], hedges=["perhaps"])
    (pair,) = collocations(analysis, window=1, measure="pmi", fewest=1)
    assert pair.score == 2.0  # four units, each once, together once: log2(1 * 4 / (1 * 1))


@pytest.mark.parametrize(
    ("options", "message"),
    [({"of": "verbs"}, "'verbs'"), ({"measure": "mood"}, "'mood'"), ({"window": 0}, "window is 0")],
)
def test_what_there_is_not_is_named(options, message):
    with pytest.raises(HedgeLensError, match=message):
        collocations(RAIN, **options)
