"""Role, house and pronoun of sources in the sheet."""

from dataclasses import replace

import pytest
from drafts import Draft
from sheet.sheets import Sheet

from hedgelens.records import Disclosure, Pronoun, Speaking
from hedgelens.sheet import SheetError, read_sheet, write_sheet


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sheet.xlsx"


def story():
    d = Draft(
        "The quay is safe, Ida Mayor thinks.\nShe would not say more.\nThe Harbor Office agreed that it is.\nThe office said so."
    )
    ida, office, second = d.source("Ida Mayor"), d.source("Harbor Office"), d.source("office")
    d.says(ida, "thinks", "The quay is safe")
    d.says(office, "agreed", "that it is")
    d.says(second, "said", "so")
    analysis = d.done()
    first, other, third = analysis.sources
    refusal = Disclosure(Speaking.DECLINED, d.span("would not say more"))
    first = replace(first, role="harbor master", affiliation=third.id, pronoun=Pronoun.SHE, disclosure=(refusal,))
    return replace(analysis, sources=(first, other, third))


def corrected(path, *cells, added=None):
    write_sheet(story(), path, force=True)
    sheet = Sheet(path)
    sheet.sign("Ada Coder", "2026-03-04")
    for id, column, text in cells:
        sheet.set("Sources", id, column, text)
    if added:
        sheet.add("Sources", article="draft", **added)
    return read_sheet(sheet.save()).analyses[0]


def test_who_a_source_is_comes_back_unchanged(path):
    write_sheet(story(), path)
    assert read_sheet(path).analyses == (story(),)


def test_role_house_and_pronoun_are_corrected(path):
    cells = ("s1", "role", "former harbor master"), ("s1", "affiliation", "Harbor Office"), ("s1", "pronoun", "they")
    ida = corrected(path, *cells).source("s1")
    assert (ida.role, ida.affiliation, ida.pronoun) == ("former harbor master", "s2", Pronoun.THEY)
    ida = corrected(path, ("s1", "role", ""), ("s1", "affiliation", "Quay Union"), ("s1", "pronoun", "")).source("s1")
    assert (ida.role, ida.affiliation, ida.pronoun) == (None, "Quay Union", None)
    assert ida.disclosure == story().sources[0].disclosure


def test_a_new_source_has_a_role_and_a_house(path):
    added = {"name": "Teo Brandvold", "kind": "person", "naming": "named", "role": "pilot", "affiliation": "office"}
    teo = corrected(path, added=added).sources[-1]
    assert (teo.role, teo.affiliation, teo.pronoun) == ("pilot", "s3", None)


def test_the_house_follows_when_two_sources_are_one(path):
    joined = corrected(path, ("s3", "same as", "Harbor Office"))
    assert joined.source("s1").affiliation == "s2"
    assert joined.affiliation_of(joined.source("s1")) == "Harbor Office"


def test_of_a_house_that_is_no_source_any_more_the_name_stays(path):
    write_sheet(story(), path)
    sheet = Sheet(path)
    sheet.sign("Ada Coder", "2026-03-04")
    sheet.set("Sources", "s3", "delete", "delete")
    sheet.set("Attributions", "a3", "delete", "delete")
    assert read_sheet(sheet.save()).analyses[0].source("s1").affiliation == "office"


def test_no_source_is_its_own_house_and_there_are_four_pronouns(path):
    with pytest.raises(SheetError, match="cannot belong to itself"):
        corrected(path, ("s1", "affiliation", "Ida Mayor"))
    with pytest.raises(SheetError, match="Use one of: he, she, they, it"):
        corrected(path, ("s1", "pronoun", "we"))
