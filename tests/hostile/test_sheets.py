"""Workbooks that were damaged, or made to fill the memory: refused in a sentence, or read as they are."""

from __future__ import annotations

import io
import zipfile
from random import Random

import drafts
import pytest
import texts
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from sheet.sheets import Sheet

from hedgelens.faces import Analysis
from hedgelens.records import HedgeLensError
from hedgelens.sheet import archive, is_sheet, read_sheet, write_sheet


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("sheets") / "whole.xlsx"
    write_sheet(drafts.small(), path)
    return path.read_bytes()


def damaged(random, data):
    """Returns an archive with a few bytes changed: anywhere, or in the small fields between its parts."""
    data = bytearray(data)
    heads = [i for i in range(len(data) - 4) if data[i : i + 2] == b"PK"]
    for _ in range(random.choice([1, 1, 2, 5])):
        place = (
            random.randrange(len(data))
            if random.random() < 0.4
            else min(random.choice(heads) + random.randrange(46), len(data) - 1)
        )
        data[place] = random.choice([0, 255, data[place] ^ (1 << random.randrange(8)), random.randrange(256)])
    return bytes(data) if random.random() < 0.9 else bytes(data[: random.randrange(len(data))])


@pytest.mark.parametrize("seed", range(60))
def test_a_workbook_with_other_bytes_is_refused_in_a_sentence_or_read(whole, tmp_path, seed):
    random = Random(f"sheet {seed}")
    path = tmp_path / "damaged.xlsx"
    for _ in range(8):
        path.write_bytes(damaged(random, whole))
        is_sheet(path)
        try:
            (analysis,) = read_sheet(path).analyses
        except HedgeLensError as error:
            assert "damaged.xlsx" in str(error)  # noqa: PT017
            continue
        assert Analysis.from_dict(analysis.to_dict(), analysis.article.text) == analysis


@pytest.mark.parametrize("seed", range(40))
def test_cells_that_hold_anything_are_named_or_read_as_a_sound_analysis(whole, tmp_path, seed):
    random = Random(f"cells {seed}")
    workbook = load_workbook(io.BytesIO(whole))
    for _ in range(random.choice([1, 2, 5])):
        sheet = workbook[random.choice(workbook.sheetnames[1:])]
        cell = sheet.cell(random.randint(1, sheet.max_row), random.randint(1, sheet.max_column))
        other = sheet.cell(random.randint(1, sheet.max_row), random.randint(1, sheet.max_column)).value
        words = [value for value in texts.VALUES if not isinstance(value, list | dict | str)]
        cell.value = random.choice(
            [*words, other, other, other, "delete", "=1+1", "#REF!", "a1", "author", "body", "the", "bridge"]
        )
    workbook.save(tmp_path / "cells.xlsx")
    try:
        (analysis,) = read_sheet(tmp_path / "cells.xlsx").analyses
    except HedgeLensError:
        return
    assert Analysis.from_dict(analysis.to_dict(), analysis.article.text) == analysis


def packed(path, whole, name, content):
    """Writes a workbook with one part more, or another one."""
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/worksheets/sheet2.xml", "xl/media/picture.png", "xl/workbook.xml"])
def test_what_fills_the_memory_when_it_is_unpacked_is_not_unpacked(whole, tmp_path, name):
    path = tmp_path / "bomb.xlsx"
    packed(path, whole, name, b"0" * 60_000_000)
    assert path.stat().st_size < 500_000
    assert not is_sheet(path)
    with pytest.raises(HedgeLensError, match="would take 60 MB unpacked, far more than a coding sheet does"):
        read_sheet(path)


def test_many_parts_that_are_too_much_together_are_not_unpacked(whole, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 50_000)
    (tmp_path / "large.xlsx").write_bytes(whole)
    with pytest.raises(HedgeLensError, match="unpacked"):
        read_sheet(tmp_path / "large.xlsx")


def test_a_cell_far_out_is_named_instead_of_all_cells_up_to_it_being_read(whole, tmp_path):
    workbook = load_workbook(io.BytesIO(whole))
    workbook["Hedges"]["XFD1048576"] = "x"
    workbook.save(tmp_path / "far.xlsx")
    with pytest.raises(
        HedgeLensError, match="The page 'Hedges' of '.*' extends as far as the cell XFD1048576. Delete the blank rows"
    ):
        read_sheet(tmp_path / "far.xlsx")


def test_macros_links_and_errors_are_no_danger(whole, tmp_path):
    path = tmp_path / "odd.xlsx"
    packed(path, whole, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 a macro")
    assert read_sheet(path).analyses == (drafts.small(),)
    packed(path, whole, "xl/externalLinks/externalLink1.xml", '<externalLink><externalBook r:id="rId1"/></externalLink>')
    assert read_sheet(path).analyses == (drafts.small(),)
    workbook = load_workbook(io.BytesIO(whole))
    workbook["Hedges"]["D2"] = "#REF!"
    workbook["Hedges"]["D2"].data_type = "e"
    workbook.save(path)
    with pytest.raises(HedgeLensError, match="Hedges!D2: holds the error #REF!"):
        read_sheet(path)


def test_a_chart_in_the_place_of_a_page_is_a_page_that_is_missing(whole, tmp_path):
    for title in ("Hedges", "Read me", "HedgeLens data"):
        workbook = load_workbook(io.BytesIO(whole))
        del workbook[title]
        workbook.create_chartsheet(title).add_chart(BarChart())
        workbook.save(tmp_path / "chart.xlsx")
        if title == "Read me":
            assert read_sheet(tmp_path / "chart.xlsx").analyses == (drafts.small(),)
            continue
        with pytest.raises(HedgeLensError, match=f"{title}: the page is missing|hidden page '{title}'"):
            read_sheet(tmp_path / "chart.xlsx")


def test_other_workbooks_are_no_coding_sheets(tmp_path):
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    assert not is_sheet(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(HedgeLensError, match="is not a coding sheet of HedgeLens"):
        read_sheet(path)


TEXT = "Police said that it burned, the Post wrote on Friday.\nNobody saw it, Ann added."


@pytest.fixture
def nested(tmp_path):
    d = drafts.Draft(TEXT)
    police, post, ann = (d.source(name) for name in ("Police", "Post", "Ann"))
    d.says(police, "said", "that it burned", who="Police")
    d.says(post, "wrote", "on Friday")
    d.says(ann, "Ann added", "Nobody saw it")
    write_sheet(d.done(), tmp_path / "nested.xlsx")
    return Sheet(tmp_path / "nested.xlsx")


def test_words_that_a_correction_gives_to_two_sources_are_pointed_out(nested):
    nested.set("Attributions", "a2", "content words", "Police said that it burned")
    (warning,) = read_sheet(nested.save()).warnings
    assert warning == (
        "Attributions!K3: some of these words are also in the content of a1 (row 2, Police), so both sources are credited with them. "
        "If one attribution is nested in the content of the other, write the id of the outer one in the cell 'parent' of the inner one."
    )


def test_nothing_is_pointed_out_where_one_stands_in_the_other_or_they_are_one(nested):
    nested.set("Attributions", "a2", "content words", "Police said that it burned")
    nested.set("Attributions", "a1", "parent", "a2")
    assert read_sheet(nested.save()).warnings == ()
    nested.set("Attributions", "a1", "parent", None)
    nested.set("Sources", "s2", "same as", "Police")
    assert read_sheet(nested.save()).warnings == ()


def test_another_source_for_one_of_two_that_share_their_words_is_pointed_out(nested):
    nested.set("Attributions", "a2", "content words", "Police said that it burned")
    nested.set("Attributions", "a2", "source", "Police")
    assert read_sheet(nested.save()).warnings == ()
    nested.set("Attributions", "a1", "source", "Ann")
    (warning,) = read_sheet(nested.save()).warnings
    assert warning.startswith("Attributions!K2: some of these words are also in the content of a2 (row 3, Police)")
