"""What is listed, and what counts: an analysis counted in one way and in another, without analysing anew."""

import json
from dataclasses import replace

import drafts
import pytest
from drafts import Draft, analyses, small
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgelens import measures
from hedgelens.faces import Analysis
from hedgelens.hedging import HedgeRules, tag_hedges
from hedgelens.records import AUTHOR, UNKNOWN, AttributionType, HedgeLensError
from hedgelens.settings import ALL_TYPES


def unsure():
    return drafts.unsure().counting(min_confidence=0)


def names(analysis):
    return {row.name for row in measures.summary_rows(analysis)}


def test_all_that_people_marked_counts():
    assert (unsure().min_confidence, unsure().types) == (0, ALL_TYPES)
    assert unsure().counted == unsure().attributions
    assert names(unsure()) == {"Ann", "Bob", "Cy"}


def test_what_is_not_sure_enough_is_listed_and_does_not_count():
    analysis = unsure().counting(min_confidence=0.5)
    assert [a.id for a in analysis.attributions] == ["a1", "a2", "a3"]
    assert [a.id for a in analysis.counted] == ["a1", "a3"]
    assert [links.attributions for links in analysis.links] == [("a1",), ("a2", "a3"), (), ()]
    assert [links.counted for links in analysis.links] == [("a1",), ("a3",), (), ()]
    assert [links.sources for links in analysis.links] == [("s1",), ("s3",), (), ()]
    assert names(analysis) == {"Ann", "Cy"}


def test_a_confidence_just_enough_is_enough():
    assert names(unsure().counting(min_confidence=0.9)) == {"Ann"}


def test_types_that_do_not_count():
    assert [a.id for a in unsure().counting(types="assertion").counted] == ["a1", "a3"]
    assert names(unsure().counting(types="fact")) == {"Bob"}
    assert names(unsure().counting(types=())) == set()


def test_an_account_of_whom_nothing_counts_is_not_carried_on():
    assert [links.basis for links in unsure().links] == ["explicit", "explicit", "continued", "writer"]
    analysis = unsure().counting(min_confidence=0.5)
    assert [links.basis for links in analysis.links] == ["explicit", "explicit", "writer", "writer"]
    assert analysis.continuations == unsure().continuations


def test_a_source_that_people_let_carry_on_without_any_attribution_counts():
    d = Draft("It rained.")
    d.carries_on(0, d.source("Ann"))
    assert d.done().counting(min_confidence=0.9).links[0].basis == "continued"


def test_what_the_writer_says_of_himself_does_not_count():
    d = Draft("We know that the dam holds.")
    d.says(d.source("author", kind="author"), "know", "that the dam holds")
    assert d.done().counted == ()


def credit(analysis):
    return {row.name: (row.words, row.indirect) for row in measures.summary_rows(analysis)}


def test_what_stands_within_what_does_not_count_stands_for_itself():
    assert credit(unsure()) == {"Ann": (4, 1), "Bob": (6, 1), "Cy": (0, 0)}
    analysis = unsure().counting(min_confidence=0.5)
    assert credit(analysis) == {"Ann": (4, 1), "Cy": (3, 1)}
    assert measures.chain_depth(unsure()) == 1.5
    assert measures.chain_depth(analysis) == 1
    assert {link.reporter for link in measures.report_links(analysis)} == {AUTHOR}


def test_what_stands_within_the_uncounted_words_of_a_counted_one_is_that_ones():
    d = Draft("Ann said Bob knows that Cy says it broke.")
    ann, bob, cy = d.source("Ann"), d.source("Bob"), d.source("Cy")
    d.says(ann, "said", "Bob knows that Cy says it broke")
    d.says(bob, "knows", "that Cy says it broke", confidence=0.1, parent="a1")
    d.says(cy, "says", "it broke", parent="a2")
    analysis = d.done().counting(min_confidence=0.5)
    assert [a.id for a in measures.credited(analysis)] == ["a1"]
    assert measures.chain_depth(analysis) == 2
    assert {(link.reporter, link.reported) for link in measures.report_links(analysis)} == {(AUTHOR, ann), (ann, cy)}


def test_no_table_names_a_source_that_does_not_count():
    analysis = unsure().counting(min_confidence=0.7)
    assert {rate.name for rate in measures.hedge_rates(analysis)} == {"the writer", "Ann"}
    assert {h.text: h.owner for h in analysis.hedges} == {"may": "s1", "could": AUTHOR}
    assert "does not count" in analysis.hedges[1].why
    assert measures.size(analysis).sources == 1
    assert [*measures.first_mention(analysis)] == ["s1"]


def test_counting_back_gives_the_same_analysis():
    again = unsure().counting(min_confidence=0.7).counting(types="belief").counting(min_confidence=0, types=ALL_TYPES)
    assert [(h.owner, h.attribution, h.why) for h in again.hedges] == [(h.owner, h.attribution, h.why) for h in unsure().hedges]
    assert again.links == unsure().links


def by_hand():
    """Ada Quist may say two things, and a person gave her the doubt that stands in the less sure one."""
    d = Draft("Ada Quist said that the mill could close.\nAda Quist thinks that it was old.\nIt may rain.")
    ada = d.source("Ada Quist")
    d.says(ada, "said", "that the mill could close", confidence=0.6)
    d.says(ada, "thinks", "that it was old", confidence=0.95)
    d.hedge("could", owner=ada, attribution="a1")
    d.hedge("may", owner=ada)
    return d.done()


@pytest.mark.parametrize("confidence", [0.6, 0.7, 0.95])
def test_a_doubt_that_a_person_gave_a_source_stays_its_as_long_as_the_source_counts(confidence):
    analysis = by_hand().counting(min_confidence=confidence)
    assert [h.owner for h in analysis.hedges] == ["s1", "s1"]
    assert [h.attribution for h in analysis.hedges] == ["a1" if confidence == 0.6 else None, None]
    assert [h.why for h in analysis.hedges] == [h.why for h in by_hand().hedges]


def test_a_doubt_that_a_person_gave_a_source_is_the_writers_where_the_source_does_not_count_at_all():
    analysis = by_hand().counting(min_confidence=0.96)
    assert [h.owner for h in analysis.hedges] == [AUTHOR, AUTHOR]
    for confidence in (0.95, 0.7, 0):
        assert owners(analysis.counting(min_confidence=confidence)) == owners(by_hand().counting(min_confidence=confidence))


def owners(analysis):
    return [(h.owner, h.attribution, h.why) for h in analysis.hedges]


@settings(max_examples=60, deadline=None)
@given(analyses(), st.floats(0, 1), st.sets(st.sampled_from(AttributionType)))
def test_nothing_rests_on_what_does_not_count(analysis, confidence, types):
    found = analysis.counting(min_confidence=confidence, types=types)
    counted = {id for a in found.counted for id in (a.source_id, a.via)}
    uncounted = {id for a in found.attributions for id in (a.source_id, a.via) if id} - counted
    assert not uncounted & {row.source for row in measures.summary_rows(found)}
    assert not uncounted & {rate.owner for rate in measures.hedge_rates(found)}
    assert not uncounted & {id for links in found.links for id in (*links.sources, *links.continued)}
    assert Analysis.from_dict(json.loads(found.to_json()), analysis.article.text) == found


def test_a_number_that_is_no_confidence_and_a_word_that_is_no_type_are_refused():
    with pytest.raises(HedgeLensError, match="from 0"):
        small().counting(min_confidence=2)
    with pytest.raises(HedgeLensError, match="no type of attribution 'facts'"):
        small().counting(types="facts")


def test_measures_with_types_are_those_of_an_analysis_counted_so():
    for types in ("assertion", "fact,eventuality"):
        assert measures.shares(small(), types=types) == measures.shares(small().counting(types=types))
        assert measures.coverage(small(), types=types) == measures.coverage(small().counting(types=types))


def test_saved_and_read_it_counts_as_before():
    analysis = unsure().counting(min_confidence=0.5, types="assertion,belief")
    data = json.loads(analysis.to_json())
    assert [a["counted"] for a in data["attributions"]] == [True, False, True]
    assert [s["counted"] for s in data["sources"]] == [True, False, True]
    assert data["measures"]["settings"]["min_confidence"] == 0.5
    assert data["measures"]["settings"]["types"] == ["assertion", "belief"]
    assert Analysis.from_dict(data, analysis.article.text) == analysis


@pytest.mark.parametrize(("key", "value"), [("min_confidence", 2), ("min_confidence", "high"), ("types", ["facts"])])
def test_settings_that_cannot_be_are_named(key, value):
    data = json.loads(small().to_json())
    data["measures"]["settings"][key] = value
    with pytest.raises(HedgeLensError, match=f"measures.settings.{key}"):
        Analysis.from_dict(data, small().article.text)


def test_an_owner_that_points_nowhere_is_named():
    data = json.loads(unsure().counting(min_confidence=0.7).to_json())
    data["hedges"][1]["owners"][0]["attribution"] = "a9"
    with pytest.raises(HedgeLensError, match=r"hedges\[1\].owners\[0\].attribution: there is no attribution 'a9'"):
        Analysis.from_dict(data, unsure().article.text)


def test_the_verdict_says_what_counts_and_nothing_where_all_does():
    assert "Counted:" not in measures.verdict(unsure())
    analysis = unsure().counting(min_confidence=0.5)
    assert measures.verdict(analysis).endswith("Counted: confidence ≥ .5, all types.")
    none = unsure().counting(min_confidence=1)
    assert measures.verdict(none).startswith("No attribution that counts was found: all 4 sentences")


def test_tables_list_all_and_say_what_counts():
    analysis = unsure().counting(min_confidence=0.5)
    assert [*analysis.table("attributions")["counted"]] == [True, False, True]
    assert [*analysis.table("sources")["counted"]] == [True, False, True]
    assert [*analysis.table("sentences")["source_ids"]] == ["s1", "s3", "", ""]


def test_colours_go_to_sources_that_count_first():
    colours = {s["name"]: s["colour"] for s in unsure().counting(min_confidence=0.5).to_dict()["sources"]}
    assert colours == {"Ann": "#332288", "Cy": "#cc6677", "Bob": "#117733"}


def hedged(parse, text, *attributions):
    d = Draft(text)
    for who, cue, content, confidence, parent in attributions:
        d.says(d.source(who), cue, content, who=who, confidence=confidence, parent=parent)
    analysis = d.done()
    return replace(analysis, hedges=tag_hedges(parse(text), analysis.attributions, HedgeRules.built_in()))


def test_a_hedge_is_that_of_the_nearest_source_that_counts(parse):
    analysis = hedged(
        parse,
        "The clerk said the guard told her that the dam may break.",
        ("The clerk", "said", "the guard told her that the dam may break", 0.8, None),
        ("the guard", "told her that", "the dam may break", 0.6, "a1"),
    )

    def owner(confidence):
        (hedge,) = analysis.counting(min_confidence=confidence).hedges
        return hedge.owner, hedge.attribution

    assert owner(0.5) == ("s2", "a2")
    assert owner(0.7) == ("s1", "a1")
    assert owner(0.9) == (AUTHOR, None)
    (hedge,) = analysis.hedges
    assert [one.owner for one in hedge.owners] == ["s2", "s1", AUTHOR]
    assert all(hedge.rule in one.why for one in hedge.owners)


def test_quoted_words_are_somebodys_even_where_no_speaker_counts(parse):
    text = "“The dam may well break in spring,” the guard said."
    analysis = hedged(parse, text, ("the guard", "said", "“The dam may well break in spring,”", 0.6, None))
    assert {h.owner for h in analysis.counting(min_confidence=0.9).hedges} == {UNKNOWN}


def test_a_hedge_that_can_be_nobody_elses_holds_no_owners(parse):
    assert [h.owners for h in hedged(parse, "The dam may break.").hedges] == [()]
