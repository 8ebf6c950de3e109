"""A file is read as what it is by what is in it, and how it was read is said."""

import docx
import openpyxl
import pytest

from hedgelens.article import read_files

TEXT = "The café may stay shut until May, the mayor said on Friday, and nobody knows why."
PAGE = f"<!DOCTYPE html><html><head><title>Bridge</title></head><body><article><p>{TEXT}</p><p>{TEXT * 3}</p></article></body></html>"


def word(path):
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(path)


def sheet(path):
    book = openpyxl.Workbook()
    book.active.append(["text"])
    book.active.append([TEXT])
    book.save(path)


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("a.txt", word, ".docx"),
        ("a.rtf", word, ".docx"),
        ("a.csv", sheet, ".xlsx"),
        ("a.xls", sheet, ".xlsx"),
        ("a.docx", lambda path: path.write_text(PAGE, encoding="utf-8"), ".html"),
        ("a.xls", lambda path: path.write_text(f"text\ttitle\n{TEXT}\tBridge\n", encoding="utf-16"), ".csv"),
        ("a.doc", lambda path: path.write_text("{\\rtf1 It rained, he said.}"), ".rtf"),
    ],
)
def test_a_wrong_ending_does_not_matter_and_is_said(folder, name, make, kind):
    make(folder / name)
    reading = read_files([name])
    assert reading.problems == ()
    assert "said" in reading.articles[0].text
    assert reading.notes == (f"{name} is a {kind} file by what is in it, and was read as one.",)


def test_files_called_wrongly_are_read_in_folders_as_well(folder):
    (folder / "page.doc").write_text(PAGE, encoding="utf-8")
    (folder / "plain.doc").write_text(TEXT, encoding="utf-8")
    (folder / "rich.doc").write_text("{\\rtf1 It rained, he said.}")
    word(folder / "word.doc")
    sheet(folder / "sheet.xls")
    (folder / "tabs.xls").write_text(f"text\ttitle\n{TEXT}\tBridge\n", encoding="utf-16")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0 old")
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0 old")
    reading = read_files([folder])
    assert [article.id.split("-")[0].split("/")[0] for article in reading.articles] == [
        "page",
        "plain",
        "rich",
        "sheet",
        "tabs",
        "word",
    ]
    assert [problem.article for problem in reading.problems] == ["old.doc", "old.xls"]
    assert "Excel workbook (.xlsx)" in reading.problems[1].reason
    assert sum("by what is in" in note for note in reading.notes) >= 3


@pytest.mark.parametrize(
    ("name", "content"), [("a.xls", b"\xd0\xcf\x11\xe0\0"), ("a.docx", b"no document"), ("a.pdf", b""), ("a.xls", b"")]
)
def test_what_is_none_of_the_kinds_that_are_known_is_a_problem(folder, name, content):
    (folder / name).write_bytes(content)
    reading = read_files([name])
    assert reading.articles == ()
    assert len(reading.problems) == 1


def test_the_encodings_that_were_guessed_are_said_once(folder):
    for number in range(5):
        (folder / f"{number}.txt").write_bytes(f"{number}. {TEXT} It’s “so”.".encode("cp1252"))
    for name, encoding in (("6.txt", "utf-8"), ("7.txt", "utf-16"), ("8.txt", "utf-8-sig")):
        (folder / name).write_text(f"{name} {TEXT}", encoding=encoding)
    reading = read_files(["."])
    assert len(reading.articles) == 8
    assert reading.notes == ("5 files (0.txt, 1.txt, 2.txt and 2 more) are not in UTF-8; they were read as Windows-1252.",)
