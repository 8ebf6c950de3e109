"""A sheet out and, unchanged, in again is the identical analysis; corrections come back as exactly those changes."""

import copy
import json
from dataclasses import replace

import drafts
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from sheet.sheets import Sheet

from hedgelens import bundled
from hedgelens.evaluation.gold import read_gold
from hedgelens.faces import Analysis
from hedgelens.records import HedgeLensError, Revision, SourceLink
from hedgelens.sheet import SheetError, read_sheet, write_sheet


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sheet.xlsx"


@pytest.mark.parametrize("make", [drafts.small, drafts.crowd])
def test_an_unchanged_sheet_gives_the_identical_analysis(make, path):
    analysis = make()
    write_sheet(analysis, path)
    read = read_sheet(path)
    assert read.analyses == (analysis,)
    assert read.changes == read.warnings == ()
    assert read.analyses[0].to_json() == analysis.to_json()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(analysis=drafts.analyses())
def test_any_analysis_comes_back_whatever_characters_it_holds(analysis, path):
    write_sheet(analysis, path)
    read = read_sheet(path)
    assert read.analyses == (analysis,)
    assert read.changes == ()


def test_sheets_of_the_first_format_are_read_as_they_were(path):
    d = drafts.Draft("The bridge may close, Ann told the Gazette.\nShe saw it.")
    ann, gazette = d.source("Ann"), d.source("Gazette")
    d.says(ann, "told", "The bridge may close", via=gazette)
    d.attributions[0] = replace(d.attributions[0], via_span=(d.span("the Gazette"),))
    d.carries_on(1, ann)
    analysis = d.done()
    write_sheet(analysis, path)
    contract = analysis.to_dict()
    beside = {
        "blocks": contract["article"].pop("blocks"),
        "continuations": [
            [c["sentence"], c["source_id"], c["confidence"] + 1e-6, c["why"]] for c in contract.pop("continuations")
        ],
        "attributions": [[a["confidence"] + 1e-6, a.pop("via_span")] for a in contract["attributions"]],
        "hedges": [h["confidence"] for h in contract["hedges"]],
    }
    book = load_workbook(path)
    data = {"format": 1, "text": analysis.article.text, "analysis": contract, "beside": beside}
    book["HedgeLens data"]["C2"] = json.dumps(data)
    book.save(path)
    assert read_sheet(path).analyses == (analysis,)


@pytest.mark.parametrize("name", bundled.names())
def test_hand_annotations_of_whole_articles_come_back_also_after_another_program_saved_the_sheet(name, path):
    gold = read_gold(bundled.gold_path(name), bundled.path(name))
    write_sheet(gold, path)
    load_workbook(path).save(path)
    assert read_sheet(path).analyses == (gold,)


def test_several_articles_stand_in_one_sheet_and_are_told_apart(path):
    one, other = drafts.small(), replace(drafts.crowd(3), article=replace(drafts.crowd(3).article, id="crowd"))
    write_sheet([one, other], path)
    sheet = Sheet(path)
    last = max(r for r in range(2, sheet.workbook["Hedges"].max_row + 1) if sheet.workbook["Hedges"].cell(r, 2).value)
    sheet.workbook["Hedges"].cell(last, sheet.columns("Hedges")["owner"]).value = "author"
    read = read_sheet(sheet.save())
    assert read.analyses[0] == one
    assert [(c.article, c.column) for c in read.changes] == [("crowd", "owner")]
    assert read.analyses[1].hedges[-1].owner == "author"
    with pytest.raises(HedgeLensError, match="Two articles are called 'draft'"):
        write_sheet([one, one], path)


def test_rows_may_be_sorted(path):
    analysis = drafts.small()
    write_sheet(analysis, path)
    book = load_workbook(path)
    for page in ("Sentences", "Attributions", "Hedges"):
        rows = [[cell.value for cell in row] for row in book[page].iter_rows(min_row=2) if row[1].value]
        for number, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                book[page].cell(number, column).value = value
    book.save(path)
    assert read_sheet(path).analyses == (analysis,)


TEXT = """Dam holds for now

The dam may fail within days, engineer Rosa Blum said on Monday.
Officials have denied it.

“We watch it day and night,” Blum told the Valley Herald.
The gates were opened twice.
She thinks the rain could stop soon, and she hopes so.

Farmers complained that about sixty fields are lost.
They asked for help.
The minister reportedly promised it.
Nobody has seen a plan.
"""


def dam():
    """An analysis with mistakes in it."""
    d = drafts.Draft(TEXT, kinds={0: drafts.Kind.TITLE})
    blum = d.source("Rosa Blum", aliases=("Blum",))
    she = d.source("she", naming="described")
    d.source("Valley Herald", kind="organisation")
    farmers = d.source("farmers", kind="group", naming="generic")
    d.source("officials", kind="government", naming="described")
    a1 = d.says(blum, "said", "The dam may fail within days", who="engineer Rosa Blum")
    d.says(blum, "told", "“We watch it day and night,”")
    a3 = d.says(she, "thinks", "the rain could stop soon", who="She", type="assertion")
    d.says(farmers, "asked for", "help", who="They", type="eventuality")
    d.carries_on(4, blum)
    d.hedge("may", owner=blum, attribution=a1)
    d.hedge("could", "conditional", owner=she, attribution=a3)
    d.hedge("about", "adaptor")
    d.hedge("reportedly", "epistemic")
    d.hedge("seen", "doxastic")
    return d.done()


def span(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


def test_twenty_corrections_come_back_as_exactly_these_changes(path):
    """Twenty marks or sentences are corrected; everything else in the output stays as it was."""
    before = dam()
    write_sheet(before, path)
    sheet = Sheet(path)
    sheet.sign("Ada Coder", "2026-03-04")
    sheet.set("Sentences", 0, "kind", "heading")  # 1
    sheet.set("Sentences", 4, "basis", "writer")  # 2: does not carry on Blum's account
    sheet.set("Sentences", 8, "carries on", "farmers")  # 3
    sheet.set("Sources", "s3", "kind", "media")  # 4
    sheet.set("Sources", "s4", "naming", "described")  # 5
    sheet.set("Sources", "s4", "name", "local farmers")  # 6
    sheet.set("Sources", "s5", "groups", "Government; Officials")  # 7
    sheet.add("Sources", article="draft", name="minister", kind="government", naming="described")  # 8
    sheet.set("Attributions", "a1", "source words", "Rosa Blum")  # 9
    sheet.set("Attributions", "a2", "quotation", "direct")  # 10
    sheet.set("Attributions", "a2", "via", "Valley Herald")  # 11
    sheet.set("Attributions", "a3", "source", "Rosa Blum")  # 12
    sheet.set("Attributions", "a3", "type", "belief")  # 13
    sheet.set("Attributions", "a3", "content words", "the rain could stop soon … she hopes so")  # 14
    sheet.set("Attributions", "a4", "delete", "delete")  # 15
    sheet.add(
        "Attributions", article="draft", sentence="2", source="officials", quotation="indirect", type="assertion",
        source_words="Officials", cue_words="have denied", content_words="it",
    )  # 16  # fmt: skip
    sheet.set("Hedges", "h2", "category", "epistemic")  # 17
    sheet.set("Hedges", "h2", "owner", "Rosa Blum")  # 18
    sheet.set("Hedges", "h3", "words", "about sixty")  # 19
    sheet.set("Hedges", "h5", "delete", "x")  # 20
    read = read_sheet(sheet.save())

    expected = json.loads(before.to_json())
    s, a, h = expected["sentences"], expected["attributions"], expected["hedges"]
    s[0]["kind"] = "heading"
    s[4]["continued"], s[8]["continued"] = [], ["s4"]
    sources = {source["id"]: source for source in expected["sources"]}
    sources["s3"]["kind"] = "media"
    sources["s4"] |= {"naming": "described", "name": "local farmers"}
    sources["s5"]["groups"] = ["Government", "Officials"]
    expected["sources"].append(
        {
            "id": "s6",
            "name": "minister",
            "kind": "government",
            "naming": "described",
            "aliases": [],
            "groups": [],
            "mentions": [],
            "role": None,
            "affiliation": None,
            "pronoun": None,
            "disclosure": [],
            "counted": True,
        }
    )
    a[0]["source"] = [span("Rosa Blum")]
    a[1] |= {"quotation": "direct", "via": "s3"}
    a[2] |= {"source_id": "s1", "type": "belief", "content": [span("the rain could stop soon"), span("she hopes so")]}
    del a[3]
    a.append({
        "id": "a5", "sentence": 2, "source": [span("Officials")], "cue": [span("have denied")], "content": [[TEXT.index("it.\n"), TEXT.index("it.\n") + 2]],
        "source_id": "s5", "via": None, "parent": None, "quotation": "indirect", "type": "assertion", "confidence": 1.0, "why": "marked by hand", "via_span": [],
        "rule": "", "link": None, "stance": "denies", "counted": True,
    })  # fmt: skip
    h[1] |= {"category": "epistemic", "owner": "s1"}
    h[2] |= {"start": span("about sixty")[0], "end": span("about sixty")[1], "text": "about sixty"}
    del h[4]
    # What follows from these: the links of sentences, and where sources are mentioned.
    s[2] |= {"sources": ["s5"], "attributions": ["a5"]}
    s[3]["sources"] = ["s1", "s3"]
    s[5] |= {"sources": ["s1"]}
    s[7] |= {"sources": [], "attributions": []}
    s[9]["hedges"] = []

    got = json.loads(read.analyses[0].to_json())
    for data in (expected, got):
        for mark in (*data["attributions"], *data["hedges"]):
            by_hand = "by hand" in mark["why"]
            assert (mark["confidence"] == 1.0) == by_hand
            del mark["why"], mark["confidence"]
        for source in data["sources"]:
            del source["mentions"]
            source.pop("colour", None)
    for key in ("article", "sentences", "sources", "attributions", "hedges"):
        assert got[key] == expected[key], key
    assert read.warnings == ()
    assert [c.cell for c in read.changes if c.page == "Hedges"] == ["E3", "F3", "D4", "H6"]
    assert len(read.changes) == 20
    assert read.analyses[0].revisions == (Revision("Ada Coder", "2026-03-04", 20),)
    assert got["measures"]["settings"]["corrected"] == [{"by": "Ada Coder", "date": "2026-03-04", "corrections": 20}]


def test_the_marks_of_a_person_survive_the_next_sheet(path):
    write_sheet(dam(), path)
    sheet = Sheet(path)
    sheet.sign("Ada", "2026-03-04")
    sheet.set("Hedges", "h4", "category", "hearsay")
    first = read_sheet(sheet.save()).analyses[0]
    write_sheet(first, path, force=True)
    sheet = Sheet(path)
    sheet.sign("Ben", "2026-03-05")
    second = read_sheet(sheet.save()).analyses[0]
    assert [(r.by, r.corrections) for r in second.revisions] == [("Ada", 1), ("Ben", 0)]
    assert replace(second, revisions=first.revisions) == first
    assert "Corrected by hand by Ada on 2026-03-04 (1 correction) and by Ben on 2026-03-05 (no corrections)." in str(second)
    again = type(second).from_dict(second.to_dict(), second.article.text)
    assert again.revisions == second.revisions


def test_sources_that_are_one_are_joined_and_shares_follow(path):
    analysis = dam()
    write_sheet(analysis, path)
    sheet = Sheet(path)
    sheet.set("Sources", "s2", "same as", "Rosa Blum")
    joined = read_sheet(sheet.save(), by="Ada", date="2026-03-04").analyses[0]
    assert [s.id for s in joined.sources] == ["s1", "s3", "s4", "s5"]
    assert joined.source("s1").aliases == ("Blum", "she")
    assert joined.attribution("a3").source_id == joined.hedges[1].owner == "s1"
    words = {row["name"]: row["words"] for row in joined.to_dict()["summary"]}
    before = {row["name"]: row["words"] for row in analysis.to_dict()["summary"]}
    assert words["Rosa Blum"] == before["Rosa Blum"] + before["she"]


def test_mentions_move_with_the_attribution(path):
    analysis = dam()
    sources = tuple(
        replace(s, mentions=tuple(x for a in analysis.attributions if a.source_id == s.id for x in a.source))
        for s in analysis.sources
    )
    analysis = replace(analysis, sources=sources)
    write_sheet(analysis, path)
    sheet = Sheet(path)
    sheet.set("Attributions", "a3", "source", "Rosa Blum")
    after = read_sheet(sheet.save()).analyses[0]
    assert after.source("s2").mentions == ()
    assert after.source("s1").mentions == tuple(sorted((*analysis.source("s1").mentions, *analysis.source("s2").mentions)))


def test_a_deleted_attribution_hands_its_children_on_and_its_hedges_are_warned_of(path):
    analysis = drafts.small()
    write_sheet(analysis, path)
    sheet = Sheet(path)
    sheet.set("Attributions", "a2", "delete", "delete")
    sheet.set("Attributions", "a3", "delete", "yes")
    read = read_sheet(sheet.save())
    assert [(x.id, x.parent) for x in read.analyses[0].attributions] == [("a1", None), ("a4", None)]
    assert read.analyses[0].hedges[1].owner == "s2"
    assert read.analyses[0].hedges[1].attribution is None
    (warning,) = read.warnings
    assert warning.startswith("Hedges!F3: the owner of the hedge is still 'engineers'")

    write_sheet(analysis, path, force=True)
    sheet = Sheet(path)
    sheet.set("Attributions", "a2", "delete", "delete")
    assert read_sheet(sheet.save()).analyses[0].attribution("a3").parent is None


def test_notes_are_listed_and_change_nothing(path):
    analysis = dam()
    write_sheet(analysis, path)
    sheet = Sheet(path)
    sheet.set("Sentences", 3, "note", "whose report?")
    read = read_sheet(sheet.save())
    assert read.analyses == (analysis,)
    assert [(c.column, c.after) for c in read.changes] == [("note", "whose report?")]


def test_corrected_text_is_found_where_the_mark_was(path):
    d = drafts.Draft("It may rain, she said.\nIt may snow, he said.\nIt may hail and may thaw.\n")
    she, he = d.source("she"), d.source("he")
    d.says(she, "", "It may rain")
    d.says(he, "", "It may snow", who="he")
    analysis = d.done()
    write_sheet(analysis, path)
    sheet = Sheet(path)
    sheet.set("Attributions", "a2", "content words", "may\n snow")
    sheet.set("Attributions", "a1", "cue words", "said")
    for _ in range(2):
        sheet.add("Hedges", sentence=2, words="may", category="epistemic", owner="author")
    after = read_sheet(sheet.save()).analyses[0]
    text = analysis.article.text
    assert after.attribution("a2").content == ((text.index("may snow"), text.index("may snow") + 8),)
    assert after.attribution("a1").cue == ((text.index("said"), text.index("said") + 4),)
    assert [(h.id, h.start) for h in after.hedges] == [("h1", text.index("may hail")), ("h2", text.index("may thaw"))]


def test_the_analysis_that_went_out_is_not_altered(path):
    analysis = dam()
    kept = copy.deepcopy(analysis)
    write_sheet(analysis, path)
    assert analysis == kept


def test_the_former_name_of_the_room_still_works():
    from hedgelens.interchange import read_sheet as former
    from hedgelens.interchange.codings import read_codings

    assert former is read_sheet
    assert callable(read_codings)


def test_an_attribution_that_a_person_gave_another_source_has_no_link_of_the_machines(path):
    analysis = drafts.small()
    first = analysis.attributions[0]
    other = next(s for s in analysis.sources if s.id != first.source_id)
    linked = replace(first, link=SourceLink("salient", (0, 3)))
    write_sheet(replace(analysis, attributions=(linked, *analysis.attributions[1:])), path)
    sheet = Sheet(path)
    sheet.set("Attributions", first.id, "source", other.name)
    (read,) = read_sheet(sheet.save()).analyses
    assert read.attribution(first.id).link is None
    assert read.source(read.attribution(first.id).source_id).name == other.name


def half_sure():
    d = drafts.Draft("Ada Okoro says the dam may hold.\nTeo said it broke.\n")
    ada, teo = d.source("Ada Okoro"), d.source("Teo")
    d.says(ada, "says", "the dam may hold", confidence=0.3)
    d.says(teo, "said", "it broke", confidence=0.8)
    d.hedge("may", owner=ada, attribution="a1")
    return d.done().counting(min_confidence=0.5)


def test_a_sheet_lists_all_and_a_coder_says_what_counts_after_all(path):
    write_sheet(half_sure(), path)
    sheet = Sheet(path)
    assert [sheet.cell("Attributions", id, "counted").value for id in ("a1", "a2")] == ["no", "yes"]
    assert sheet.cell("Sentences", 0, "basis").value == "writer"
    sheet.set("Attributions", "a1", "counted", "yes")
    read = read_sheet(sheet.save())
    (after,), (warning,) = read.analyses, read.warnings
    assert "the owner of the hedge is still 'author', although a1, which contains it, now counts" in warning
    assert after.hedges == half_sure().hedges
    assert after.min_confidence == 0.5
    assert [a.id for a in after.counted] == ["a1", "a2"]
    assert after.attributions[0].why.endswith("corrected by hand: counted")
    assert [links.basis for links in after.links] == ["explicit", "explicit"]


def test_what_does_not_count_is_deleted_and_not_called_so(path):
    write_sheet(half_sure(), path)
    sheet = Sheet(path)
    sheet.set("Attributions", "a2", "counted", "no")
    sheet.set("Sentences", 0, "basis", "explicit")
    with pytest.raises(SheetError) as caught:
        read_sheet(sheet.save())
    assert "says 'no'. Write 'yes', or remove the attribution with 'delete'" in str(caught.value)
    assert "no attribution in it counts (a1): write 'yes' in 'counted' of the right one" in str(caught.value)


def test_a_hedge_may_no_longer_be_that_of_an_attribution_that_is_gone(path):
    write_sheet(half_sure(), path)
    sheet = Sheet(path)
    sheet.set("Attributions", "a1", "delete", "delete")
    (after,) = read_sheet(sheet.save()).analyses
    assert [(h.owner, [o.attribution for o in h.owners]) for h in after.hedges] == [("author", [None])]
    assert Analysis.from_dict(after.to_dict(), after.article.text) == after


def test_a_sheet_without_the_column_is_read_as_before(path):
    write_sheet(half_sure(), path)
    sheet = Sheet(path)
    sheet.workbook["Attributions"].delete_cols(sheet.columns("Attributions")["counted"])
    assert read_sheet(sheet.save()).analyses == (half_sure(),)
