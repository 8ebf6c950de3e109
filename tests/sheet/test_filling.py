"""A sheet that is filled in as an annotation has it gives what the annotation says, and nobody's work is written over."""

import drafts
import pytest
from sheet.sheets import Sheet

from hedgelens.records import AUTHOR, HedgeLensError
from hedgelens.sheet import read_sheet, write_sheet
from hedgelens.sheet.filling import fill_in

TEXT = "The bridge may close, Ann said.\nIt rains, Bo said.\nIt perhaps snows, Cy said."
STUDENT = {"by": "a student", "date": "2026-05-31"}


def found():
    d = drafts.Draft(TEXT)
    d.says(d.source("Ann"), "Ann said", "bridge may close")
    d.says(d.source("Bo"), "Bo said", "It rains")
    d.hedge("may")
    return d.done()


def right():
    d = drafts.Draft(TEXT)
    ann, cy = d.source("Ann"), d.source("Cy", kind="organisation")
    d.says(ann, "Ann said", "The bridge may close", who="Ann", type="belief")
    d.says(cy, "Cy said", "It perhaps snows", who="Cy")
    d.hedge("may", owner=ann)
    d.hedge("perhaps", category="hearsay", owner=cy)
    return d.done()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "sheet.xlsx"
    write_sheet(found(), path)
    return path


def said(analysis):
    attributions = {
        (analysis.source(a.source_id).name, analysis.article.quote(a.content), str(a.type)) for a in analysis.attributions
    }
    return attributions, {(h.text, str(h.category), analysis.name_of(h.owner)) for h in analysis.hedges}


def test_all_of_an_annotation_comes_into_the_sheet(path):
    fill_in(path, found(), right(), **STUDENT)
    (corrected,) = read_sheet(path).analyses
    assert said(corrected) == said(right())
    assert next(str(source.kind) for source in corrected.sources if source.name == "Cy") == "organisation"
    assert [(revision.by, revision.date) for revision in corrected.revisions] == [("a student", "2026-05-31")]


def test_what_stands_behind_the_last_sentence_stays(path):
    fill_in(path, found(), right(), until=0, **STUDENT)
    attributions, hedges = said(read_sheet(path).analyses[0])
    assert attributions == {("Ann", "The bridge may close", "belief"), ("Bo", "It rains", "assertion")}
    assert hedges == {("may", "epistemic", "Ann")}


def test_an_annotation_that_says_the_same_changes_nothing(path):
    fill_in(path, found(), found(), **STUDENT)
    assert read_sheet(path).changes == ()
    assert {hedge.owner for hedge in read_sheet(path).analyses[0].hedges} == {AUTHOR}


def test_a_sheet_that_somebody_corrected_stays(path):
    sheet = Sheet(path)
    sheet.sign("Ben Coder", "2026-05-31")
    sheet.set("Hedges", "h1", "category", "conditional")
    kept = sheet.save().read_bytes()
    with pytest.raises(HedgeLensError, match="may hold corrections"):
        fill_in(path, found(), right(), **STUDENT)
    assert path.read_bytes() == kept
