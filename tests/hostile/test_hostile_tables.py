"""Tables made to fill the memory, to run something or to lead elsewhere are refused or read as plain values."""

import tracemalloc
import zipfile

import openpyxl
import pytest

from hedgelens.article import Limits, ReadingOptions, read_files, read_listed
from hedgelens.article.listing import list_files
from hedgelens.records import Article

TEXT = "The bridge may stay shut, the mayor said."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(path, part, change):
    """Writes a workbook again with one part of it changed."""
    with zipfile.ZipFile(path) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


def workbook(rows, name="press.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(name)


def reason(name="press.xlsx", options=None):
    reading = read_files([name], options)
    assert reading.articles == ()
    (problem,) = reading.problems
    assert "HedgeLens failed" not in problem.reason
    return problem.reason


def test_a_workbook_that_unpacks_to_far_more_than_texts_is_not_opened(folder):
    workbook([["text"], [TEXT]])
    changed("press.xlsx", "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 50_000_000)
    assert "would take 50 MB unpacked" in reason()
    workbook([["text"], [TEXT]])
    assert "unpacked" in reason(options=ReadingOptions(limits=Limits(unpacked=100)))


def test_entities_of_a_workbook_are_not_expanded(folder):
    workbook([["text"], [TEXT]])
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    changed("press.xlsx", "xl/worksheets/sheet1.xml", lambda xml: bomb + xml.split(b"?>", 1)[-1])
    assert "defines entities" in reason()


def test_a_row_far_below_does_not_take_for_ever(folder):
    workbook([["text"], [TEXT]])
    changed("press.xlsx", "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<row r="2"', b'<row r="999999999999"'))
    assert len(read_files(["press.xlsx"]).articles) <= 1


def test_links_to_other_workbooks_are_not_followed(folder):
    workbook([["text", "title"], [TEXT, "='[http://example.org/other.xlsx]Sheet1'!A1"]])
    (article,) = read_files(["press.xlsx"]).articles
    assert (article.text, article.title) == (TEXT, None)


def test_what_steers_a_terminal_in_names_of_columns_is_not_passed_on(folder):
    (folder / "press.csv").write_text("\x1b[31mred,b\nx,y\n", encoding="utf-8")
    assert "\x1b" not in reason("press.csv")


@pytest.mark.slow
def test_memory_does_not_grow_with_a_table(folder):
    def peak(rows):
        with (folder / "press.csv").open("w", encoding="utf-8") as file:
            file.write("id,text\n")
            for number in range(rows):
                file.write(f'{number},"{TEXT * 200}"\n')
        tracemalloc.start()
        number = sum(isinstance(held, Article) for _, held in read_listed(list_files(["press.csv"])))
        assert number == rows
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    small, large = peak(300), peak(600)  # the first 200 lines are held to tell what parts their cells
    assert large < small + 400_000  # the file is 2.4 MB larger
