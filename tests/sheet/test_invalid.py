"""What cannot be read is named by page and cell, all of it at once; nothing of an article is ever a formula."""

import zipfile
from dataclasses import replace

import drafts
import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from sheet.sheets import Sheet

from hedgelens.article.words import word_starts
from hedgelens.records import HedgeLensError
from hedgelens.sheet import SheetError, is_sheet, read_sheet, write_sheet


@pytest.fixture
def path(tmp_path):
    write_sheet(drafts.small(), tmp_path / "sheet.xlsx")
    return tmp_path / "sheet.xlsx"


def problems(sheet):
    with pytest.raises(SheetError) as caught:
        read_sheet(sheet.save())
    assert all(problem in str(caught.value) for problem in caught.value.problems)
    return caught.value.problems


CASES = {
    "source that is none": (("Attributions", "a1", "source", "Ida Majer"), "no source 'Ida Majer'"),
    "medium that is none": (("Attributions", "a1", "via", "Nobody"), "no source 'Nobody'"),
    "owner that is none": (("Hedges", "h1", "owner", "somebody"), "no source 'somebody'"),
    "no owner": (("Hedges", "h1", "owner", None), "is blank"),
    "no such kind of sentence": (("Sentences", "1", "kind", "text"), "says 'text'. Use one of: title"),
    "no kind": (("Sentences", "1", "kind", None), "is blank. Use one of: title"),
    "no such category": (("Hedges", "h1", "category", "modal"), "says 'modal'"),
    "no such quotation": (("Attributions", "a1", "quotation", "reported"), "says 'reported'"),
    "no such type": (("Attributions", "a1", "type", "claim"), "says 'claim'"),
    "no such kind of source": (("Sources", "s1", "kind", "human"), "says 'human'"),
    "no such naming": (("Sources", "s1", "naming", "known"), "says 'known'"),
    "no name": (("Sources", "s1", "name", None), "Give the source a name"),
    "name of an owner": (("Sources", "s1", "name", "Author"), "reserved for owners of hedges"),
    "name of another source": (("Sources", "s1", "name", "agency"), "also the name of another source"),
    "same as itself": (("Sources", "s1", "same as", "Ida Mayor"), "leads back to itself"),
    "same as nobody": (("Sources", "s1", "same as", "Ida"), "no source 'Ida'"),
    "source deleted in use": (("Sources", "s1", "delete", "delete"), "still has attributions"),
    "words that are not there": (("Attributions", "a1", "content words", "that the bridge is unsafe"), "does not occur in the article"),
    "no content": (("Attributions", "a1", "content words", None), "is blank"),
    "cue in two pieces": (("Attributions", "a1", "cue words", "said … old"), "2 pieces"),
    "pieces that overlap": (("Attributions", "a1", "content words", "the old bridge … old bridge is"), "overlap"),
    "hedge that is not there": (("Hedges", "h1", "words", "might"), "does not occur in the article"),
    "no hedge": (("Hedges", "h1", "words", None), "is blank"),
    "parent that is none": (("Attributions", "a1", "parent", "a9"), "no attribution 'a9'"),
    "parent of itself": (("Attributions", "a1", "parent", "a1"), "its own content"),
    "parent in a circle": (("Attributions", "a2", "parent", "a3"), "its own content"),
    "attribution of a hedge that is none": (("Hedges", "h1", "attribution", "a9"), "no attribution 'a9'"),
    "no yes or no": (("Hedges", "h1", "delete", "perhaps"), "Write 'delete', or nothing"),
    "basis that is none": (("Sentences", "1", "basis", "implicit"), "says 'implicit'"),
    "no basis": (("Sentences", "1", "basis", None), "is blank"),
    "continued from nobody": (("Sentences", "5", "basis", "continued"), "'carries on' is blank: enter whose account"),
    "explicit without an attribution": (("Sentences", "5", "basis", "explicit"), "no attribution in the sentence"),
    "the writer's own with an attribution": (("Sentences", "1", "basis", "writer"), "there are attributions in it (a1)"),
    "account of nobody": (("Sentences", "5", "carries on", "Agency; Nobody"), "no source 'Nobody'"),
    "text of the article": (("Sentences", "1", "text", "The mayor lied."), "this column is not read"),
    "formula": (("Attributions", "a1", "source", "=A1"), "holds a formula"),
    "id changed": (("Hedges", "h1", "id", "h7"), "there is no id 'h7'"),
    "id twice": (("Hedges", "h1", "id", "h2"), "is also in row"),
    "article changed": (("Hedges", "h1", "article", "other"), "there is no article 'other'"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_named_by_page_and_cell(path, case):
    (page, key, column, value), message = CASES[case]
    sheet = Sheet(path)
    cell = sheet.set(page, key, column, value)
    found = problems(sheet)
    assert any(problem.startswith(f"{page}!") and message in problem for problem in found), found
    if case not in ("id twice", "parent in a circle"):
        assert any(problem.startswith(f"{page}!{cell}: ") for problem in found), found


def test_all_problems_are_named_at_once_and_nothing_is_imported(path):
    sheet = Sheet(path)
    cells = [
        sheet.set("Hedges", "h1", "category", "modal"),
        sheet.set("Attributions", "a4", "source", "Nobody"),
        sheet.set("Hedges", "h2", "owner", "agency"),  # fine, in other letters
        sheet.set("Sentences", 2, "kind", "verse"),
    ]
    found = problems(sheet)
    assert [p.split(":")[0] for p in found] == [f"Attributions!{cells[1]}", f"Hedges!{cells[0]}", f"Sentences!{cells[3]}"]


NEW = {
    "hedge in a sentence without it": ("Hedges", {"sentence": 3, "words": "may", "category": "epistemic", "owner": "author"}, "does not occur there"),
    "hedge that is marked": ("Hedges", {"sentence": 2, "words": "may", "category": "epistemic", "owner": "author"}, "already marked as a hedge"),
    "hedge without category": ("Hedges", {"sentence": 3, "words": "found", "owner": "author"}, "is blank. Use one of: hearsay"),
    "hedge without words": ("Hedges", {"sentence": 3, "category": "epistemic", "owner": "author"}, "is blank. Copy the words"),
    "hedge in no sentence": ("Hedges", {"sentence": 77, "words": "found", "category": "epistemic", "owner": "author"}, "no sentence '77'"),
    "hedge anywhere, twice": ("Hedges", {"words": "the", "category": "epistemic", "owner": "author"}, "more than once"),
    "confidence of a new row": ("Hedges", {"sentence": 3, "words": "found", "category": "epistemic", "owner": "author", "confidence": 1}, "must be blank"),
    "attribution without content": ("Attributions", {"sentence": 5, "quotation": "direct", "type": "fact"}, "is blank. Copy what is attributed"),
    "attribution without type": ("Attributions", {"sentence": 5, "content_words": "hurt", "quotation": "direct"}, "is blank. Use one of: assertion"),
    "attribution in another sentence": ("Attributions", {"sentence": 5, "content_words": "rust", "quotation": "direct", "type": "fact"}, "says 5, but"),
    "sentence": ("Sentences", {"text": "More.", "kind": "body"}, "there is no sentence ''"),
    "source without kind": ("Sources", {"article": "draft", "name": "Council"}, "is blank. Use one of: person"),
}  # fmt: skip


@pytest.mark.parametrize("case", NEW)
def test_new_rows_that_say_too_little_are_named(path, case):
    page, cells, message = NEW[case]
    sheet = Sheet(path)
    row = sheet.add(page, **cells)
    found = problems(sheet)
    assert any(p.startswith(f"{page}!") and p.split(":")[0].endswith(str(row)) and message in p for p in found), found


def test_columns_and_pages_that_are_missing_are_named(path):
    sheet = Sheet(path)
    sheet.workbook["Hedges"].delete_cols(sheet.columns("Hedges")["owner"])
    sheet.workbook["Attributions"].cell(1, 1).value = "text"
    del sheet.workbook["Sources"]
    found = problems(sheet)
    assert found == (
        "Attributions!1:1: the column 'article' is missing. Put it back (its heading is 'article').",
        "Hedges!1:1: the column 'owner' is missing. Put it back (its heading is 'owner').",
        "Sources: the page is missing. Put it back under this name.",
    )


def test_columns_may_be_moved_and_added_and_the_programs_own_left_out(path):
    sheet = Sheet(path)
    sheet.workbook["Hedges"].delete_cols(sheet.columns("Hedges")["why"])
    sheet.workbook["Hedges"].insert_cols(1)
    sheet.workbook["Hedges"]["A1"] = "mood"
    read = read_sheet(sheet.save())
    assert read.analyses == (drafts.small(),)
    assert read.warnings == ("Hedges!A1: the column 'mood' is not one of the sheet's and was not read.",)


def test_a_removed_row_is_no_silent_deletion(path):
    sheet = Sheet(path)
    sheet.workbook["Attributions"].delete_rows(3)
    assert problems(sheet) == (
        "Attributions: the row of id 'a2' of 'draft' is missing. Put it back. To remove a mark, keep its row and write 'delete' in it.",
    )


def test_who_and_when(path):
    sheet = Sheet(path)
    sheet.sign("Ada", "last week")
    assert problems(sheet) == ("Read me!B4: 'last week' is not a date. Write it as in 2026-05-31.",)
    sheet.sign("Ada", "2026-05-31")
    assert str(read_sheet(sheet.save()).analyses[0].revisions[0]) == "Ada on 2026-05-31 (no corrections)"
    assert str(read_sheet(path, by="Ben", date="2026-06-01").analyses[0].revisions[0]) == "Ben on 2026-06-01 (no corrections)"
    with pytest.raises(HedgeLensError, match="'June' is not a date"):
        read_sheet(path, date="June")
    sheet.sign()
    sheet.set("Hedges", "h1", "category", "hearsay")
    read = read_sheet(sheet.save())
    assert read.by == read.analyses[0].revisions[0].by == "an unnamed coder"
    assert read.date == load_workbook(path).properties.modified.date().isoformat()


HOSTILE = [
    '=HYPERLINK("http://x.example","y")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "'quoted",
    "<script>alert(1)</script>",
    "a\x0bb\x0cc",
    "_x000D_ _x005F_",
    "\ufffe\uffff",
    "1990",
    "TRUE",
    "#N/A",
    "x" * 40_000,
]


def test_hostile_words_are_text_in_every_cell_and_come_back(tmp_path):
    target = tmp_path / "hostile.xlsx"
    d = drafts.Draft("\n".join(f"Line {number} {word} end{number}." for number, word in enumerate(HOSTILE)))
    words = list(word_starts(d.text))
    d.lines = [
        (start, start + len(line), 0, sum(start <= word < start + len(line) for word in words))
        for line in d.text.split("\n")
        for start in [d.text.index(line)]
    ]
    for number, word in enumerate(HOSTILE):
        start = d.text.index(f"Line {number} ") + len(f"Line {number} ")
        source = d.source(word)
        d.attributions.append(
            drafts.Attribution(
                f"a{number}",
                number,
                ((start, start + len(word)),),
                (),
                ((start, start + len(word)),),
                drafts.Quotation.DIRECT,
                drafts.AttributionType.FACT,
                0.5,
                word,
                source_id=source,
            )
        )
        d.hedges.append(
            drafts.Hedge(
                f"h{number}", number, start, start + len(word), word, drafts.Category.EPISTEMIC, source, f"a{number}", 0.5, word
            )
        )
    analysis = d.done()
    analysis = replace(analysis, article=replace(analysis.article, id="=1+1"))
    write_sheet(analysis, target)
    book = load_workbook(target)
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}
    numbers = {
        page.title
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "n" and cell.value is not None
    }
    assert numbers <= {"HedgeLens data"}
    for page in ("Attributions", "Hedges", "Sources"):  # words of the article, and the names of its sources
        prefixed = {cell.value for row in book[page].iter_rows() for cell in row if cell.quotePrefix}
        assert {"=1+1", *HOSTILE[:5]} <= prefixed, page
    with zipfile.ZipFile(target) as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist())
    assert read_sheet(target).analyses == (analysis,)
    book.save(target)
    assert read_sheet(target).analyses == (analysis,)


def test_a_mark_that_does_not_fit_into_a_cell_is_kept_and_cannot_be_corrected_there(tmp_path):
    target = tmp_path / "long.xlsx"
    d = drafts.Draft("He said it was " + "very " * 9_000 + "long.")
    d.says(d.source("he"), "said", "it was " + "very " * 9_000 + "long")
    write_sheet(d.done(), target)
    assert read_sheet(target).analyses == (d.done(),)
    sheet = Sheet(target)
    cell = sheet.cell("Attributions", "a1", "content words")
    cell.value = cell.value.replace("it was ", "")
    (problem,) = problems(sheet)
    assert "cannot be corrected here" in problem


def test_other_files_are_no_coding_sheets(tmp_path, path):
    assert is_sheet(path)
    other = tmp_path / "other.xlsx"
    book = load_workbook(path)
    del book["HedgeLens data"]
    book.save(other)
    (tmp_path / "text.xlsx").write_text("no workbook")
    for name, message in (
        ("other.xlsx", "not a coding sheet"),
        ("text.xlsx", "not a coding sheet"),
        ("none.xlsx", "There is no file"),
    ):
        assert not is_sheet(tmp_path / name)
        with pytest.raises(HedgeLensError, match=message):
            read_sheet(tmp_path / name)


def test_a_damaged_data_page_is_said_and_a_changed_text_refused(path):
    book = load_workbook(path)
    cell = book["HedgeLens data"]["C2"]
    whole = cell.value
    for content in (
        "{}",
        whole[:-50],
        whole.replace("the old bridge", "the new bridge"),
        whole.replace('"format": 2', '"format": 3'),
    ):
        cell.value = content
        book.save(path)
        with pytest.raises(HedgeLensError, match="hidden page 'HedgeLens data'"):
            read_sheet(path)


def test_a_sheet_has_drop_downs_for_each_article_and_a_page_that_explains(path):
    book = load_workbook(path)
    assert book.sheetnames == ["Read me", "Sentences", "Attributions", "Hedges", "Sources", "HedgeLens data"]
    assert book["HedgeLens data"].sheet_state == "veryHidden"
    offered = {}
    for page in ("Sentences", "Attributions", "Hedges", "Sources"):
        heads = {cell.column_letter: cell.value for cell in book[page][1]}
        for validation in book[page].data_validations.dataValidation:
            for area in validation.sqref.ranges:
                if area.min_row == 2:
                    offered[page, heads[get_column_letter(area.min_col)]] = validation.formula1
    assert set(offered) == {
        ("Sentences", "kind"), ("Sentences", "basis"), ("Sentences", "carries on"),
        ("Attributions", "source"), ("Attributions", "via"), ("Attributions", "quotation"), ("Attributions", "type"), ("Attributions", "counted"), ("Attributions", "delete"),
        ("Hedges", "category"), ("Hedges", "owner"), ("Hedges", "delete"),
        ("Sources", "kind"), ("Sources", "naming"), ("Sources", "pronoun"), ("Sources", "same as"), ("Sources", "delete"),
    }  # fmt: skip
    names = [row[0].value for row in book["Sources"][offered["Attributions", "source"].split("!")[1].replace("$", "")]]
    assert names == ["Ida Mayor", "engineers", "Agency", *[None] * 5]
    owners = [row[0].value for row in book["Sources"][offered["Hedges", "owner"].split("!")[1].replace("$", "")]]
    assert owners == ["author", "unknown", *names]
    explained = {(row[0], row[1]) for row in book["Read me"].iter_rows(min_row=14, max_col=2, values_only=True)}
    assert {("Hedges", "owner"), ("Sources", "same as")} <= explained


def test_columns_of_equal_names_have_distinct_drop_downs(tmp_path):
    d = drafts.Draft("One said this.\nTwo said that.\n")
    one, two = d.source("clerk"), d.source("Clerk")
    d.says(one, "", "this")
    d.says(two, "", "that")
    write_sheet(d.done(), tmp_path / "x.xlsx")
    sheet = Sheet(tmp_path / "x.xlsx")
    assert sheet.cell("Attributions", "a2", "source").value == "Clerk [s2]"
    sheet.set("Attributions", "a1", "source", "Clerk [s2]")
    after = read_sheet(sheet.save()).analyses[0]
    assert [a.source_id for a in after.attributions] == [two, two]
    assert after.source(two).name == "Clerk"
