"""A tally holds what corpora are asked about, is the same after it was written, and gives the numbers of its analysis."""

import json
from dataclasses import replace

import pytest
from drafts import Draft, analyses, small
from hypothesis import given, settings

from hedgelens import measures as m
from hedgelens.analysis import UNKNOWN_NAME
from hedgelens.measures import Tally
from hedgelens.measures.corpus.source_tally import Owned, Shared
from hedgelens.records import HedgeLensError, Naming, SourceKind


def test_a_tally_holds_the_sources_with_their_words_and_no_text():
    tally = Tally.of(small())
    assert (tally.id, tally.outlet, tally.words, tally.sentences, tally.attributions) == ("draft", "The Draft", 37, 5, 3)
    mayor, agency, engineers = tally.sources
    assert (mayor.name, mayor.kind, mayor.naming, mayor.groups, mayor.aliases) == (
        "Ida Mayor", SourceKind.GOVERNMENT, Naming.NAMED, ("officials",), ("IM",),
    )  # fmt: skip
    assert (mayor.words, mayor.sentences, mayor.attributions, mayor.first) == (6, 1, 1, True)
    assert (agency.words, engineers.words, tally.unknown, tally.attributed) == (3, 0, 5, 14)
    assert engineers.owned == Owned(1, {"adaptor": 1})
    assert tally.writer == Owned(23, {"epistemic": 1})
    assert "old bridge" not in json.dumps(tally.to_dict())


def test_values_are_those_of_the_article_without_intervals():
    tally = Tally.of(small())
    for name in m.ARTICLE_MEASURES:
        found = m.measure_article(small(), name)
        assert tally.values[name] == (found.value, found.n)


def test_descriptions_are_no_names():
    d = Draft("Ann Lee says rain.")
    d.says(d.source("Ann Lee", aliases=("the clerk", "Lee", "Ann Lee")), "Ann Lee says", "rain")
    assert Tally.of(d.done()).sources[0].aliases == ("Lee",)


def test_words_that_sources_share_are_split_between_what_differs():
    d = Draft("Ann, Bob and the Board say it rains.\nNo.")
    people = [d.source("Ann"), d.source("Bob"), d.source("Board", kind="government")]
    for id in people:
        d.says(id, "say", "it rains")
    tally = Tally.of(d.done())
    assert tally.shared == (Shared(("s1", "s2", "s3"), 2),)
    assert tally.credit("kind") == {"person": 1, "government": 1}
    assert tally.credit("source") == pytest.approx({"s1": 2 / 3, "s2": 2 / 3, "s3": 2 / 3})
    assert tally.share_of("Ann") == tally.share_of("the board") == (round(2 / 9, 4), 9)


@settings(max_examples=60)
@given(analyses())
def test_written_and_read_it_is_the_same(analysis):
    tally = Tally.of(analysis)
    assert Tally.from_dict(json.loads(json.dumps(tally.to_dict()))) == tally


@settings(max_examples=60)
@given(analyses())
def test_it_gives_the_numbers_of_its_analysis(analysis):
    tally = Tally.of(analysis)
    size = m.size(analysis)
    assert (tally.words, tally.sentences, tally.attributions, len(tally.sources)) == (
        size.words, size.sentences, size.attributions, size.sources,
    )  # fmt: skip
    for by in ("kind", "naming"):
        credit = tally.credit(by)
        assert sum(credit.values()) == pytest.approx(tally.attributed)
        shares = {key: round(words / tally.attributed, 4) for key, words in credit.items()}
        assert shares == pytest.approx(m.composition(analysis, by=by), abs=1e-4)
    owners = [tally.writer, tally.others, *(source.owned for source in tally.sources)]
    assert sum(owner.words for owner in owners) == tally.words
    assert sum(sum(owner.hedges.values()) for owner in owners) == size.hedges
    assert m.common_sources([analysis]) == m.common_sources([tally])


def test_the_unknown_source_has_the_words_that_are_nobodys_known():
    assert Tally.of(small()).credit("kind")[UNKNOWN_NAME] == 5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": "many"}, r"tally\.words: expected a whole number, found 'many'"),
        ({"corrected": 1}, r"tally\.corrected: expected true or false, found 1"),
        ({"sources": [{"id": "s1"}]}, r"tally\.sources\[0\]\.name: is missing"),
        ({"values": {"direct_share": [0.5]}}, r"tally\.values\.direct_share: expected a list of 2"),
        ({"shared": [{"sources": ["s9"], "words": 1}]}, r"tally\.shared\[0\]\.sources: there is no source 's9'"),
    ],
)
def test_what_is_no_tally_is_named_with_its_place(change, said):
    with pytest.raises(HedgeLensError, match=said):
        Tally.from_dict({**Tally.of(small()).to_dict(), **change})
    with pytest.raises(HedgeLensError, match=r"tally\.id: is missing"):
        Tally.from_dict({})


def test_a_whole_number_may_stand_where_a_number_is_expected_and_further_keys_are_passed_over():
    data = Tally.of(small()).to_dict()
    assert Tally.from_dict({**data, "min_confidence": 0, "later": 1}) == Tally.of(small())


def test_tallies_count_what_their_analyses_count_and_say_so_where_other_types_are_asked_for():
    analysis = small()
    (facts,) = m.tallies([analysis], types="eventuality")
    assert (facts.attributed, facts.unknown) == (5, 5)
    with pytest.raises(HedgeLensError, match="'draft' counts attributions of the types assertion, belief, fact, eventuality"):
        list(m.tallies([Tally.of(analysis)], types="fact"))
    assert Tally.of(replace(analysis, min_confidence=0.5)).counted_in_words == "Counted: confidence ≥ .5, all types."
