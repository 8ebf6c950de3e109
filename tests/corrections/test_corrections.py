"""Corrections by clicking: what each does, and that what comes out is an analysis like any other."""

import json
from dataclasses import replace

import drafts
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hedgelens as hl
from hedgelens.corrections import EDITS, apply, corrected, edit_from_dict, edit_to_dict
from hedgelens.corrections.edits import (
    AcceptAttribution,
    AddAttribution,
    AddHedge,
    CarryOn,
    ChangeHedge,
    ChangeSource,
    GiveAttribution,
    MergeSources,
    MoveAttribution,
    NestAttribution,
    RekindSentence,
    RelayAttribution,
    RemoveAttribution,
    RemoveHedge,
    RetypeAttribution,
    SplitSource,
)
from hedgelens.records import AttributionType, Category, HedgeLensError, HedgeOwner, Kind, Quotation, SourceKind

TEXT = """The levee

Ada Okoro said that the levee may break. “It holds,” said Teo Brandvold.

The Harbor Institute announced that Okoro had said the ferry was late. Rain fell.
"""


@pytest.fixture(scope="module")
def analysis():
    return hl.Analyzer(engine="rules").analyze(TEXT)


def span(words):
    """Where words stand in the text."""
    start = TEXT.index(words)
    return start, start + len(words)


def of(analysis, words):
    """The outermost attribution whose content holds words."""
    start, end = span(words)
    return next(a for a in analysis.attributions if not a.parent and any(s <= start and end <= e for s, e in a.content))


def called(analysis, name):
    return next(s for s in analysis.sources if s.name == name)


def is_sound(analysis):
    """Says whether an analysis can be kept and read again."""
    return hl.Analysis.from_dict(json.loads(analysis.to_json()), analysis.article.text) == analysis


# -- attributions -----------------------------------------------------------------------------------------------------------


def test_words_are_given_to_a_new_source(analysis):
    edit = AddAttribution((span("Rain fell."),), source=(), name="Mina Reese")
    after = apply(analysis, edit)
    new = of(after, "Rain fell.")
    assert after.name_of(new.source_id) == "Mina Reese"
    assert (new.confidence, new.quotation, new.why) == (1.0, Quotation.INDIRECT, "marked by hand")
    assert is_sound(after)


def test_quoted_words_are_a_direct_quotation(analysis):
    bare = apply(analysis, RemoveAttribution(of(analysis, "“It holds,”").id))
    after = apply(bare, AddAttribution((span("“It holds,”"),), (span("said Teo"),), name="Teo"))
    assert of(after, "“It holds,”").quotation is Quotation.DIRECT


def test_a_name_that_is_there_is_that_source(analysis):
    after = apply(analysis, AddAttribution((span("Rain fell."),), name="harbor institute".title()))
    assert len(after.sources) == len(analysis.sources)


def test_edges_move_and_white_space_at_them_is_left_out(analysis):
    a = of(analysis, "the levee may break")
    start, end = span(" levee may break. ")
    after = apply(analysis, MoveAttribution(a.id, content=((start, end),)))
    assert analysis.article.quote(after.attribution(a.id).content) == "levee may break."
    assert is_sound(after)


def test_another_source_takes_the_doubt_along(analysis):
    a = of(analysis, "the levee may break")
    after = apply(analysis, GiveAttribution(a.id, name="Lena Varga"))
    (hedge,) = (h for h in after.hedges if h.text == "may")
    assert after.name_of(hedge.owner) == "Lena Varga"
    assert after.attribution(a.id).confidence == 1.0
    assert is_sound(after)


def test_an_attribution_of_nobody_known(analysis):
    a = of(analysis, "the levee may break")
    assert apply(analysis, GiveAttribution(a.id)).attribution(a.id).source_id is None


def test_type_relay_and_acceptance(analysis):
    a, institute = of(analysis, "the levee may break"), called(analysis, "Harbor Institute")
    assert apply(analysis, RetypeAttribution(a.id, AttributionType.BELIEF)).attribution(a.id).type is AttributionType.BELIEF
    assert apply(analysis, RelayAttribution(a.id, institute.id)).attribution(a.id).via == institute.id
    unsure = replace(analysis, attributions=tuple(replace(x, confidence=0.1) for x in analysis.attributions))
    accepted = apply(unsure.counting(min_confidence=0.5), AcceptAttribution(a.id))
    assert [x.id for x in accepted.counted] == [a.id]
    with pytest.raises(HedgeLensError, match="relay its own words"):
        apply(analysis, RelayAttribution(a.id, a.source_id))


def test_what_stood_in_an_attribution_stays_when_that_is_removed(analysis):
    outer = of(analysis, "Okoro had said the ferry was late")
    inner = next(a for a in analysis.attributions if a.parent == outer.id)
    after = apply(analysis, RemoveAttribution(outer.id))
    assert after.attribution(inner.id).parent is None
    assert is_sound(after)


def test_no_attribution_stands_in_itself(analysis):
    outer = of(analysis, "Okoro had said the ferry was late")
    inner = next(a for a in analysis.attributions if a.parent == outer.id)
    with pytest.raises(HedgeLensError, match="own content"):
        apply(analysis, NestAttribution(outer.id, inner.id))
    assert apply(analysis, NestAttribution(inner.id, None)).attribution(inner.id).parent is None


# -- sentences and hedges ---------------------------------------------------------------------------------------------------


def test_a_sentence_carries_on_an_account_or_is_something_else(analysis):
    last, okoro = analysis.sentences[-1], called(analysis, "Ada Okoro")
    after = apply(analysis, CarryOn(last.index, (okoro.id,)))
    assert after.links[last.index].basis == "continued"
    assert apply(after, CarryOn(last.index)).links[last.index].basis == "writer"
    assert apply(analysis, RekindSentence(last.index, Kind.CAPTION)).sentences[-1].kind is Kind.CAPTION


def test_hedges_come_change_and_go(analysis):
    start, end = span("late")
    after = apply(analysis, AddHedge(start, end, Category.EPISTEMIC, "author"))
    new = next(h for h in after.hedges if h.text == "late")
    assert is_sound(after)
    institute = called(analysis, "Harbor Institute")
    changed = apply(after, ChangeHedge(new.id, Category.DOXASTIC, institute.id))
    found = next(h for h in changed.hedges if h.id == new.id)
    assert (found.category, found.owner) == (Category.DOXASTIC, institute.id)
    assert changed.attribution(found.attribution).source_id == institute.id
    assert not [h for h in apply(changed, RemoveHedge(new.id)).hedges if h.id == new.id]
    with pytest.raises(HedgeLensError, match="already"):
        apply(after, AddHedge(start, end, Category.EPISTEMIC, "author"))


# -- sources ----------------------------------------------------------------------------------------------------------------


def test_a_renamed_source_keeps_its_old_name_as_an_alias(analysis):
    okoro = called(analysis, "Ada Okoro")
    after = apply(
        analysis, ChangeSource(okoro.id, name="Dr. Ada Okoro", kind=SourceKind.GOVERNMENT, affiliation="Harbor Institute")
    )
    new = after.source(okoro.id)
    assert (new.name, new.aliases[0], new.kind) == ("Dr. Ada Okoro", "Ada Okoro", SourceKind.GOVERNMENT)
    assert new.affiliation == called(analysis, "Harbor Institute").id
    assert is_sound(after)


def test_a_name_that_another_source_has_is_to_be_merged(analysis):
    with pytest.raises(HedgeLensError, match="merge"):
        apply(analysis, ChangeSource(called(analysis, "Ada Okoro").id, name="Teo Brandvold"))


def test_merged_sources_are_one_and_split_ones_are_two(analysis):
    okoro, teo = called(analysis, "Ada Okoro"), called(analysis, "Teo Brandvold")
    one = apply(analysis, MergeSources(okoro.id, teo.id))
    assert okoro.id not in {s.id for s in one.sources}
    assert "Ada Okoro" in one.source(teo.id).aliases
    assert is_sound(one)
    first = of(one, "the levee may break")
    two = apply(one, SplitSource(teo.id, (first.id,), "Ada Okoro"))
    assert two.name_of(two.attribution(first.id).source_id) == "Ada Okoro"
    assert is_sound(two)


# -- all of them ------------------------------------------------------------------------------------------------------------


def test_shares_follow_a_correction(analysis):
    a = of(analysis, "the levee may break")
    before = analysis.summary().set_index("name")["words"]
    after = apply(analysis, RemoveAttribution(a.id)).summary().set_index("name")["words"]
    assert after.get("Ada Okoro", 0) < before["Ada Okoro"]


def test_corrections_are_signed(analysis):
    edits = [AcceptAttribution(a.id) for a in analysis.attributions]
    after = corrected(analysis, edits, "Ines", "2026-05-04")
    (revision,) = after.revisions
    assert (revision.by, revision.date, revision.corrections) == ("Ines", "2026-05-04", len(edits))
    assert corrected(analysis, [], "Ines").revisions[0].corrections == 0


def test_what_is_not_there_is_said_to_be_gone(analysis):
    for edit in (
        AcceptAttribution("a99"),
        RemoveHedge("h99"),
        MergeSources("s1", "s99"),
        CarryOn(0, ("s99",)),
        RekindSentence(99, Kind.BODY),
    ):
        with pytest.raises(HedgeLensError, match="There is no"):
            apply(analysis, edit)


def test_places_outside_of_the_text_and_places_without_words_are_refused(analysis):
    with pytest.raises(HedgeLensError, match="does not lie in the text"):
        apply(analysis, AddAttribution(((0, 10**9),)))
    with pytest.raises(HedgeLensError, match="no word"):
        apply(analysis, AddAttribution(((TEXT.index("\n\n"), TEXT.index("\n\n") + 2),)))


def test_every_correction_is_plain_data_and_back(analysis):
    for edit in (
        AddAttribution((span("Rain fell."),), name="Mina"),
        ChangeHedge("h1", Category.DOXASTIC),
        SplitSource("s1", ("a1", "a2"), "Ada"),
        CarryOn(1, ("s1",)),
    ):
        assert edit_from_dict(json.loads(json.dumps(edit_to_dict(edit)))) == edit
    assert len({kind.__name__ for kind in EDITS}) == 16


@pytest.mark.parametrize(
    "data", [{}, {"edit": "Explode"}, {"edit": ["a"]}, {"edit": "AcceptAttribution"}, {"edit": "AddHedge", "start": "1"}, []]
)
def test_what_is_no_correction_is_refused(data):
    with pytest.raises(HedgeLensError):
        edit_from_dict(data)


@given(st.data())
def test_any_corrections_leave_an_analysis_that_can_be_kept(analysis, data):
    def edits(now):
        attribution = st.sampled_from([a.id for a in now.attributions] or ["a1"])
        source = st.sampled_from([s.id for s in now.sources] or ["s1"])
        spans = st.tuples(st.tuples(st.integers(0, 80), st.integers(81, len(TEXT))))
        names = st.sampled_from(["Mina Reese", "residents", "Ada Okoro"])
        return st.one_of(
            st.builds(AddAttribution, spans, name=names),
            st.builds(MoveAttribution, attribution, content=spans),
            st.builds(GiveAttribution, attribution, source),
            st.builds(GiveAttribution, attribution, name=names),
            st.builds(RelayAttribution, attribution, source),
            st.builds(NestAttribution, attribution, attribution),
            st.builds(RemoveAttribution, attribution),
            st.builds(CarryOn, st.integers(0, 5), st.tuples(source)),
            st.builds(AddHedge, st.integers(0, 50), st.integers(51, 150), st.sampled_from(Category), source),
            st.builds(MergeSources, source, source),
            st.builds(SplitSource, source, st.tuples(attribution), names),
            st.builds(ChangeSource, source, names),
        )

    now = analysis
    for _ in range(4):
        try:
            now = apply(now, data.draw(edits(now)))
        except HedgeLensError:
            continue
        assert is_sound(now)


def test_whose_a_hedge_may_be_follows_an_attribution_that_is_taken_away():
    """What is kept must be readable again: nobody owns a doubt by an attribution that is gone."""
    one = drafts.small()
    first, other = one.attributions[0], one.attributions[1]
    owners = (HedgeOwner("author", None, "as it stands"), HedgeOwner(other.source_id, other.id, "in what it says"))
    hedge = replace(one.hedges[0], owner="author", attribution=None, owners=owners)
    begun = replace(one, hedges=(hedge, *one.hedges[1:]))
    after = apply(begun, RemoveAttribution(other.id))
    assert after.hedges[0].owners == owners[:1]
    assert apply(begun, RemoveAttribution(first.id)).hedges[0].owners == owners
    assert type(after).from_dict(after.to_dict(), after.article.text) == after
