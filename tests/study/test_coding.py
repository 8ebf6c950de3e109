"""Corrections by clicking in a study: each is kept at once, can be undone, and the results follow."""

import json

import pytest

from hedgelens.corrections.edits import AcceptAttribution, ChangeSource, GiveAttribution, RemoveAttribution
from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.study.coding import OvertakenError
from hedgelens.study.open_coding import OpenCoding


def names(analysis):
    return {source.name for source in analysis.sources}


def test_a_correction_is_there_when_the_study_is_opened_again(analysed):
    coding = analysed.coding("bridge", "Ines")
    coding.correct(GiveAttribution(coding.analysis.attributions[0].id, name="Mina Reese"))
    with Study.open(analysed.path) as again:
        assert "Mina Reese" in names(again.coding("bridge", "Ines").analysis)
        assert "Mina Reese" not in names(again.coding("bridge", "Jo").analysis)


def test_the_results_take_what_somebody_corrected(analysed):
    before = analysed["bridge"].summary()["words"].sum()
    coding = analysed.coding("bridge", "Ines")
    coding.correct(RemoveAttribution(coding.analysis.attributions[0].id))
    assert analysed["bridge"].summary()["words"].sum() < before
    assert analysed["bridge"].revisions[0].by == "Ines"
    assert "Ada Okoro" not in set(analysed.sources()["name"])
    coding.undo()
    assert "Ada Okoro" in set(analysed.sources()["name"])


def test_a_new_run_leaves_corrections_as_they_are(analysed):
    coding = analysed.coding("bridge", "Ines")
    coding.correct(ChangeSource(coding.analysis.sources[0].id, name="Dr. Okoro"))
    analysed.run(engine="learned")
    assert "Dr. Okoro" in names(analysed["bridge"])
    assert "Dr. Okoro" in names(analysed.coding("bridge", "Ines").analysis)


def test_undo_and_redo(analysed):
    coding = analysed.coding("bridge", "Ines")
    machine = coding.analysis.to_json()
    first = coding.analysis.attributions[0].id
    one = coding.correct(AcceptAttribution(first)).to_json()
    two = coding.correct(GiveAttribution(first, name="Mina Reese")).to_json()
    assert coding.undo().to_json() == one
    assert coding.undo().to_json() == machine
    with pytest.raises(HedgeLensError, match="no correction to undo"):
        coding.undo()
    assert coding.redo().to_json() == one
    assert coding.redo().to_json() == two
    with pytest.raises(HedgeLensError, match="do again"):
        coding.redo()


def test_what_was_undone_stays_listed_and_is_not_done_again_after_another_correction(analysed):
    coding = analysed.coding("bridge", "Ines")
    first = coding.analysis.attributions[0].id
    coding.correct(GiveAttribution(first, name="Mina Reese"))
    coding.undo()
    coding.correct(GiveAttribution(first, name="Lena Varga"))
    assert [(kept.edit.name, kept.undone) for kept in coding.history] == [("Mina Reese", True), ("Lena Varga", False)]
    with pytest.raises(HedgeLensError):
        coding.redo()
    assert "Mina Reese" not in names(analysed.coding("bridge", "Ines").analysis)


def test_after_another_correction_it_is_that_one_which_is_done_again(analysed):
    coding = analysed.coding("bridge", "Ines")
    first = coding.analysis.attributions[0].id
    coding.correct(AcceptAttribution(first))
    coding.correct(GiveAttribution(first, name="Mina Reese"))
    coding.undo()
    other = coding.correct(GiveAttribution(first, name="Lena Varga")).to_json()
    coding.undo()
    coding.undo()
    coding.redo()
    assert coding.redo().to_json() == other
    with pytest.raises(HedgeLensError, match="no correction to do again"):
        coding.redo()


def test_what_was_unpacked_gives_the_same_as_the_file(analysed):
    unpacked, first = OpenCoding(), analysed.coding("bridge", "Ines").analysis.attributions[0].id
    for edit in (AcceptAttribution(first), GiveAttribution(first, name="Mina Reese"), RemoveAttribution(first)):
        analysed.coding("bridge", "Ines").take_up(unpacked).correct(edit)
        assert analysed.coding("bridge", "Ines").take_up(unpacked).analysis == analysed.coding("bridge", "Ines").analysis
    analysed.coding("bridge", "Ines").undo()  # in another window, which has unpacked nothing of this
    held = analysed.coding("bridge", "Ines").take_up(unpacked)
    assert "Mina Reese" in names(held.analysis)
    assert held.undo() == analysed.coding("bridge", "Ines").analysis


def test_two_windows_lose_nothing_of_each_other(analysed):
    one, other = analysed.coding("bridge", "Ines"), analysed.coding("bridge", "Ines")
    source, first = one.analysis.sources[0].id, other.analysis.attributions[0].id
    one.correct(ChangeSource(source, role="mayor"))
    other.correct(AcceptAttribution(first))
    kept = analysed.coding("bridge", "Ines")
    assert [type(one.edit) for one in kept.history] == [ChangeSource, AcceptAttribution]
    assert kept.analysis.source(source).role == "mayor"
    assert len(list(analysed.codings("Ines"))) == 1


def test_what_was_overtaken_is_not_corrected(analysed):
    one, other = analysed.coding("bridge", "Ines"), analysed.coding("bridge", "Ines")
    first, seen = one.analysis.attributions[0].id, one.mark
    assert seen == other.mark
    one.correct(AcceptAttribution(first), seen=seen)
    with pytest.raises(OvertakenError, match="in another window"):
        other.correct(RemoveAttribution(first), seen=seen)
    assert len(analysed.coding("bridge", "Ines").history) == 1
    other.correct(RemoveAttribution(first), seen=one.mark)
    assert len(analysed.coding("bridge", "Ines").history) == 2


def test_what_cannot_be_done_changes_nothing(analysed):
    coding = analysed.coding("bridge", "Ines")
    with pytest.raises(HedgeLensError, match="no attribution 'a99'"):
        coding.correct(AcceptAttribution("a99"))
    assert not coding.begun
    assert not coding.history


def test_coders_work_side_by_side(analysed):
    ines, jo = analysed.coding("bridge", "Ines"), analysed.coding("bridge", "Jo")
    first = ines.analysis.attributions[0].id
    ines.correct(GiveAttribution(first, name="Mina Reese"))
    jo.correct(GiveAttribution(first, name="Lena Varga"))
    assert {coder: names(analysis) & {"Mina Reese", "Lena Varga"} for coder, analysis in analysed.codings()} == {
        "Ines": {"Mina Reese"},
        "Jo": {"Lena Varga"},
    }


def test_an_article_can_be_finished_without_a_correction(analysed):
    coding = analysed.coding("bridge", "Ines")
    assert not coding.done
    coding.finish()
    assert analysed.coding("bridge", "Ines").done


@pytest.mark.parametrize("name", ["", "  ", "x" * 100, "a\nb\x1b"])
def test_a_coder_has_a_name(analysed, name):
    with pytest.raises(HedgeLensError, match="name"):
        analysed.coding("bridge", name) if name != "a\nb\x1b" else analysed.coding("bridge", "a\x1bb")


def test_exports_hold_the_corrections(analysed, tmp_path):
    coding = analysed.coding("bridge", "Ines")
    coding.correct(GiveAttribution(coding.analysis.attributions[0].id, name="Mina Reese"))
    analysed.export(tmp_path / "all.jsonl")
    written = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    (bridge,) = (one for one in written if one["article"]["id"] == "bridge")
    assert "Mina Reese" in {source["name"] for source in bridge["sources"]}
