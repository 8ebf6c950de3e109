"""Taking what somebody else made of a mark: afterwards both say the same there, and nothing else has changed."""

from dataclasses import replace

import drafts
import pytest

from hedgelens.corrections import apply
from hedgelens.corrections.edits import (
    AddAttribution,
    CarryOn,
    ChangeHedge,
    ChangeSource,
    GiveAttribution,
    MoveAttribution,
    RekindSentence,
    RelayAttribution,
    RemoveAttribution,
    RemoveHedge,
    RetypeAttribution,
)
from hedgelens.corrections.taking import Taking
from hedgelens.evaluation.places import places
from hedgelens.records import AttributionType, Category, HedgeLensError, Kind, Naming, SourceKind

ONE = drafts.small()
SPAN = ONE.attributions[0].content[0]

EDITS = {
    "another source": GiveAttribution("a1", name="Harbor Institute"),
    "a known source": GiveAttribution("a1", source_id=ONE.attributions[1].source_id),
    "another type": RetypeAttribution("a1", AttributionType.BELIEF),
    "other edges": MoveAttribution("a1", content=((SPAN[0] + 5, SPAN[1]),)),
    "through somebody": RelayAttribution("a1", ONE.attributions[1].source_id),
    "an attribution less": RemoveAttribution("a2"),
    "an attribution more": AddAttribution((ONE.body[-1].start and (ONE.body[-1].start, ONE.body[-1].end),), name="Harbor Institute"),
    "a hedge less": RemoveHedge("h1"),
    "another category": ChangeHedge("h1", category=Category.CONDITIONAL),
    "another owner": ChangeHedge("h2", owner="author"),
    "another kind of sentence": RekindSentence(0, Kind.HEADING),
    "an account carried on": CarryOn(ONE.body[-1].index, (ONE.attributions[0].source_id,)),
    "another kind of source": ChangeSource(ONE.attributions[0].source_id, kind=SourceKind.DOCUMENT, naming=Naming.GENERIC, role="chair"),
}  # fmt: skip


def taken(mine, theirs):
    """Takes all that another analysis says where both differ."""
    for place in places({"mine": mine, "theirs": theirs}, ("mine", "theirs")):
        taking = Taking(mine, theirs)
        ids = place.ids.get("mine"), place.ids.get("theirs")
        if place.mark == "sentence":
            taking.sentence(*map(int, ids))
        else:
            getattr(taking, place.mark)(*ids)
        mine = taking.analysis
    return mine


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("theirs_is_corrected", [True, False])
def test_what_was_taken_is_the_same_on_both_sides(edit, theirs_is_corrected):
    other = apply(ONE, edit)
    mine, theirs = (ONE, other) if theirs_is_corrected else (other, ONE)
    assert places({"mine": mine, "theirs": theirs}, ("mine", "theirs"))
    after = taken(mine, theirs)
    assert places({"mine": after, "theirs": theirs}, ("mine", "theirs")) == []
    assert len(after.attributions) == len(theirs.attributions)
    assert len(after.hedges) == len(theirs.hedges)


def test_all_corrections_together_can_be_taken():
    other = ONE
    for name in (
        "another source",
        "another type",
        "other edges",
        "an attribution less",
        "another category",
        "an account carried on",
    ):
        other = apply(other, EDITS[name])
    assert places({"mine": taken(ONE, other), "theirs": other}, ("mine", "theirs")) == []


def test_an_attribution_that_does_not_count_is_confirmed_and_not_added_again():
    unsure = replace(ONE, attributions=tuple(replace(a, confidence=0.1) for a in ONE.attributions), min_confidence=0.5)
    taking = Taking(unsure, ONE)
    taking.attribution(None, "a1")
    assert len(taking.analysis.attributions) == len(ONE.attributions)
    assert "a1" in {a.id for a in taking.analysis.counted}


def test_a_new_source_comes_with_what_is_said_of_it():
    other = apply(ONE, GiveAttribution("a1", name="Harbor Institute"))
    (new,) = (source for source in other.sources if source.name == "Harbor Institute")
    other = apply(other, ChangeSource(new.id, kind=SourceKind.ORGANISATION, role="think tank"))
    taking = Taking(ONE, other)
    taking.attribution("a1", "a1")
    (source,) = (source for source in taking.analysis.sources if source.name == "Harbor Institute")
    assert (source.kind, source.role) == (SourceKind.ORGANISATION, "think tank")


def test_the_doubt_of_somebody_who_is_not_there_is_not_taken():
    other = apply(apply(ONE, GiveAttribution("a1", name="Harbor Institute")), ChangeHedge("h1", owner="author"))
    (new,) = (source for source in other.sources if source.name == "Harbor Institute")
    other = apply(other, ChangeHedge("h1", owner=new.id))
    with pytest.raises(HedgeLensError, match="'Harbor Institute', who is no source here"):
        Taking(ONE, other).hedge("h1", "h1")
