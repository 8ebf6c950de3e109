"""The list of corrections says what each was of at its time, whatever became of that since."""

from __future__ import annotations

import pytest

from hedgelens.corrections.edits import (
    AddAttribution,
    AddHedge,
    ChangeSource,
    GiveAttribution,
    MergeSources,
    RemoveAttribution,
    RemoveHedge,
)
from hedgelens.records import Category, HedgeLensError
from hedgelens.study import Study
from hedgelens.workbench import retelling
from hedgelens.workbench.retelling import Retelling

TEXT = "Bridge closed again\n\nBob Okoro said that the bridge is shut. It may close in May. It could close in June.\n"


@pytest.fixture
def coding(tmp_path):
    """A coder's work on an article of which the machine has marked one attribution."""
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    with Study.new(tmp_path / "floods.study", engine="rules") as study:
        study.add(tmp_path / "bridge.txt")
        study.run()
        coding = study.coding("bridge", "Ines")
        coding.correct(*(RemoveHedge(hedge.id) for hedge in coding.analysis.hedges))
        yield coding


def marked(word):
    return AddHedge(TEXT.index(word), TEXT.index(word) + len(word), Category.EPISTEMIC, "author")


def words(text):
    return ((TEXT.index(text), TEXT.index(text) + len(text)),)


def listed(coding, told=None):
    return [(one["edit"], one["of"], one["to"]) for one in (told or Retelling()).of(coding)]


def hedge(coding):
    return coding.analysis.hedges[0].id


def source(coding, name):
    return next(source.id for source in coding.analysis.sources if source.name == name)


def test_a_hedge_that_was_marked_and_removed_keeps_its_words_where_another_has_its_id(coding):
    begun = len(coding.history)
    coding.correct(marked("may"))
    first = hedge(coding)
    coding.correct(RemoveHedge(first))
    coding.correct(marked("could"))
    assert hedge(coding) == first
    coding.correct(RemoveHedge(first))
    assert [(edit, of) for edit, of, _ in listed(coding)[begun:]] == [
        ("AddHedge", "“may”"),
        ("RemoveHedge", "“may”"),
        ("AddHedge", "“could”"),
        ("RemoveHedge", "“could”"),
    ]


def test_so_does_an_attribution(coding):
    for content in ("It may close in May", "It could close in June"):
        coding.correct(AddAttribution(words(content), name="Mina Reese"))
        coding.correct(RemoveAttribution(next(a.id for a in coding.analysis.attributions if a.content == words(content))))
    removed = [of for edit, of, _ in listed(coding) if edit == "RemoveAttribution"]
    assert removed == ["“It may close in May”", "“It could close in June”"]


def test_a_source_is_named_as_it_was_called_then(coding):
    bob = source(coding, "Bob Okoro")
    coding.correct(ChangeSource(bob, name="Robert Okoro"))
    coding.correct(GiveAttribution(coding.analysis.attributions[0].id, name="Mina Reese"))
    coding.correct(MergeSources(source(coding, "Mina Reese"), bob))
    coding.correct(ChangeSource(bob, name="Rob Okoro"))
    assert listed(coding)[-4:] == [
        ("ChangeSource", "Bob Okoro", "Robert Okoro"),
        ("GiveAttribution", "“that the bridge is shut”", "Mina Reese"),
        ("MergeSources", "Mina Reese", "Robert Okoro"),
        ("ChangeSource", "Robert Okoro", "Rob Okoro"),
    ]


def test_what_was_taken_back_counts_for_what_came_before_that_alone(coding):
    coding.correct(marked("may"))
    coding.correct(RemoveHedge(hedge(coding)))
    coding.undo()
    coding.undo()
    coding.correct(marked("could"))
    coding.correct(RemoveHedge(hedge(coding)))
    coding.undo()
    assert [(edit, of) for edit, of, _ in listed(coding)[-4:]] == [
        ("AddHedge", "“may”"),
        ("RemoveHedge", "“may”"),
        ("AddHedge", "“could”"),
        ("RemoveHedge", "“could”"),
    ]


def test_a_click_makes_one_correction_anew_and_says_what_a_page_opened_anew_says(coding, monkeypatch):
    for number in range(6):
        coding.correct(ChangeSource(source(coding, "Bob Okoro"), role=f"mayor {number}"))
    told, made = Retelling(), []
    listed(coding, told)
    apply = retelling.changed
    monkeypatch.setattr(retelling, "changed", lambda analysis, edit: made.append(edit) or apply(analysis, edit))
    coding.correct(marked("may"))
    listed(coding, told)
    assert len(made) == 1
    coding.undo()
    coding.undo()
    coding.correct(marked("could"))
    made.clear()
    said = listed(coding, told)
    assert made == []
    assert said == listed(coding)
    assert len(made) < len(said)


def test_a_correction_of_what_is_unknown_is_named_by_its_id(coding, monkeypatch):
    coding.correct(marked("may"))
    id = hedge(coding)
    coding.correct(RemoveHedge(id))

    def fails(analysis, edit):
        raise HedgeLensError("no longer")

    monkeypatch.setattr(retelling, "changed", fails)
    assert listed(coding)[-1] == ("RemoveHedge", id, "")
