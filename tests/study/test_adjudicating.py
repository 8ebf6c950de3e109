"""Settling where coders disagree: whose version is taken, what the results take then, and what is kept of it."""

import json
import sqlite3

import pytest
from coded import give, names, remove

from hedgelens.corrections.edits import GiveAttribution, RemoveHedge
from hedgelens.records import HedgeLensError
from hedgelens.study.adjudicating import BY_HAND
from hedgelens.study.coding import MACHINE


@pytest.fixture
def differing(analysed):
    """A study in which two coders finished an article and differ in it."""
    give(analysed, "bridge", "Ines", "Mina Reese", done=True)
    remove(analysed, "bridge", "Jo")
    coding = analysed.coding("bridge", "Jo")
    coding.correct(RemoveHedge(coding.analysis.hedges[-1].id))
    return analysed


def settle(study, whose, name="Kim"):
    adjudication = study.adjudicate("bridge", name)
    for place in adjudication.places:
        adjudication.take(place.key, whose)
    return adjudication


def test_places_say_what_each_said_and_the_machine(differing):
    adjudication = differing.adjudicate("bridge", "Kim")
    assert adjudication.coders == ("Ines", "Jo")
    (place,) = (place for place in adjudication.places if place.mark == "attribution")
    assert place.differ == ("marked",)
    assert place.said["Ines"]["source"] == "Mina Reese"
    assert place.said[MACHINE]["source"] == "Ada Okoro"
    assert "Jo" not in place.said
    found = differing.disagreements()
    (row,) = found[(found["variable"] == "marked") & (found["mark"] == "attribution")].to_dict("records")
    assert (row["Ines"], row["Jo"], row[MACHINE]) == ("marked", "not marked", "marked")


@pytest.mark.parametrize(("whose", "sources"), [("Ines", {"Mina Reese"}), ("Jo", set()), (MACHINE, {"Ada Okoro"})])
def test_what_was_taken_is_the_result_when_it_is_finished(differing, whose, sources):
    before = {a.source_id for a in differing["bridge"].counted}
    adjudication = settle(differing, whose)
    assert {a.source_id for a in differing["bridge"].counted} == before
    adjudication.finish()
    result = differing["bridge"]
    assert {result.name_of(a.source_id) for a in result.counted} == sources
    remove(differing, "bridge", "Ines")  # a coder goes on, and the result stays
    assert {result.name_of(a.source_id) for a in differing["bridge"].counted} == sources


def test_where_it_came_from_is_kept(differing):
    settle(differing, "Ines").finish()
    assert [(one.by, one.corrections) for one in differing["bridge"].revisions] == [("Ines", 1), ("Jo", 2), ("Kim", 0)]
    settle(differing, "Jo")
    assert [(one.by, one.corrections) for one in differing["bridge"].revisions] == [("Ines", 1), ("Jo", 2), ("Kim", 2)]
    (decision, *_) = differing.adjudicate("bridge", "Kim").decisions.values()
    assert decision.took == "Jo"
    with sqlite3.connect(differing.path) as file:
        (codings,) = file.execute("SELECT codings FROM adjudications").fetchone()
        mine = file.execute("SELECT number FROM codings WHERE coder IN ('Ines', 'Jo') ORDER BY coder").fetchall()
    assert codings == str([number for (number,) in mine])


def test_the_lines_of_codings_tell_every_decision(differing, tmp_path):
    settle(differing, "Ines")
    settle(differing, "Jo").finish()
    differing.export_codings(tmp_path / "kim.jsonl", "Kim")
    settled = json.loads((tmp_path / "kim.jsonl").read_text("utf-8"))["coding"]["adjudicates"]
    assert settled["of"] == ["Ines", "Jo"]
    assert [one["took"] for one in settled["decisions"]] == ["Ines", "Ines", "Jo", "Jo"]


def test_a_place_can_be_settled_again_and_by_hand(differing):
    adjudication = settle(differing, "Ines")
    place = adjudication.places[0]
    adjudication.take(place.key, MACHINE)
    coding = differing.coding("bridge", "Kim")
    coding.correct(GiveAttribution(coding.analysis.attributions[0].id, name="Lena Varga"))
    again = differing.adjudicate("bridge", "Kim")
    again.take(place.key, BY_HAND)
    again.finish()
    assert "Lena Varga" in names(differing["bridge"])
    assert again.decisions[place.key].took == BY_HAND


def test_how_far_the_settling_is(differing):
    (row,) = differing.differing().itertuples()
    assert (row.article, row.coders, row.places, row.adjudicator, row.finished) == ("bridge", ("Ines", "Jo"), 2, None, False)
    adjudication = differing.adjudicate("bridge", "Kim")
    adjudication.take(adjudication.places[0].key, "Ines")
    with pytest.raises(HedgeLensError, match="1 of 2 places are still open"):
        adjudication.finish()
    (row,) = differing.differing().itertuples()
    assert (row.settled, row.adjudicator, row.finished) == (1, "Kim", False)


def test_adjudicated_codings_are_no_coders(differing):
    settle(differing, "Jo").finish()
    assert "Kim" not in " ".join(differing.agreement()["coders"])


def test_who_cannot_settle_what_is_said(differing):
    with pytest.raises(HedgeLensError, match="'Ines' coded 'bridge', so a third person has to settle it"):
        differing.adjudicate("bridge", "Ines")
    with pytest.raises(HedgeLensError, match="nothing to compare in 'ferry'"):
        differing.adjudicate("ferry", "Kim")
    differing.name_coders(blind=True)
    give(differing, "bridge", "Lena", "Mina Reese")
    with pytest.raises(HedgeLensError, match="Not all coders of 'bridge' have finished"):
        differing.adjudicate("bridge", "Kim")


def test_what_cannot_be_taken_changes_nothing(differing):
    adjudication = differing.adjudicate("bridge", "Kim")
    with pytest.raises(HedgeLensError, match="no longer disagree there"):
        adjudication.take("attribution 1-2", "Ines")
    with pytest.raises(HedgeLensError, match="'Lena' did not code this article"):
        adjudication.take(adjudication.places[0].key, "Lena")
    assert not adjudication.coding.begun
    assert not differing.coding("bridge", "Kim").begun
