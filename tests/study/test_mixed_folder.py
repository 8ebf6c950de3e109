"""A folder as a scholar has it: articles in ten formats, tables and archives among them, and files that are none."""

from __future__ import annotations

import csv
import json
import zipfile
from email.message import EmailMessage

import docx
import openpyxl
import pytest

from hedgelens.study import Study

EACH = 30


def text(number):
    """The text of an article that is like no other."""
    return f"Bridge {number} closed\n\nAda Okoro{number} said that bridge number {number} would open in week {number}."


def paragraphs(number):
    return text(number).split("\n\n")


def page(path, number):
    more = "".join(f"<p>Rain fell on bridge {number} for the whole of week {week}.</p>" for week in range(8))
    body = f"<h1>Bridge {number} closed</h1><p>{paragraphs(number)[1]}</p>{more}"
    path.write_text(f"<html><head><title>Bridge {number}</title></head><body><article>{body}</article></body></html>", "utf-8")


def word(path, number):
    document = docx.Document()
    for one in paragraphs(number):
        document.add_paragraph(one)
    document.save(path)


def mail(path, number):
    message = EmailMessage()
    message["Subject"] = f"Bridge {number} closed"
    message.set_content(paragraphs(number)[1])
    path.write_bytes(bytes(message))


def semicolons(path, numbers):
    with path.open("w", newline="", encoding="utf-16") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["Headline", "Publication", "Date", "Body"])
        rows.writerows([f"Bridge {n} closed", "Wharfside", f"{n % 28 + 1}.3.2024", text(n)] for n in numbers)


def workbook(path, numbers):
    book = openpyxl.Workbook()
    book.active.append(["title", "text"])
    for number in numbers:
        book.active.append([f"Bridge {number} closed", text(number)])
    book.save(path)


def lines(path, numbers):
    path.write_text("".join(json.dumps({"id": f"j{n}", "text": text(n)}) + "\n" for n in numbers), "utf-8")


def archive(path, numbers):
    with zipfile.ZipFile(path, "w") as packed:
        for number in numbers:
            packed.writestr(f"Tribune/{number}.txt", text(number))


ALONE = {
    "Courier/{}.txt": lambda path, number: path.write_text(text(number), "utf-8"),
    "Courier/{}.md": lambda path, number: path.write_text(f"# {text(number)}", "utf-8"),
    "Gazette/{}.html": page,
    "Gazette/{}.docx": word,
    "Post/{}.rtf": lambda path, n: path.write_text("{\\rtf1\\ansi " + "\\par ".join(paragraphs(n)) + "}", "ascii"),
    "Post/{}.eml": mail,
}
TOGETHER = {"table.csv": semicolons, "table.xlsx": workbook, "lines.jsonl": lines, "packed.zip": archive}
BROKEN = {
    "Courier/empty.txt": b"",
    "Courier/broken.docx": b"PK\x03\x04 broken",
    "Gazette/old.doc": b"\xd0\xcf\x11\xe0 old",
    "Post/picture.pdf": b"%PDF-1.4 no page",
    "broken.zip": b"PK\x03\x04 broken",
}


@pytest.fixture
def folder(tmp_path):
    """Three hundred articles, thirty in each of ten formats, and five files that cannot be read."""
    folder = tmp_path / "in"
    for name in ("Courier", "Gazette", "Post"):
        (folder / name).mkdir(parents=True)
    for place, (name, write) in enumerate([*ALONE.items(), *TOGETHER.items()]):
        numbers = range(place * EACH, (place + 1) * EACH)
        if name in TOGETHER:
            write(folder / name, numbers)
            continue
        for number in numbers:
            write(folder / name.format(number), number)
    for name, content in BROKEN.items():
        (folder / name).write_bytes(content)
    return folder


def test_nothing_is_lost_and_everything_is_said(folder, tmp_path):
    with Study.new(tmp_path / "mixed.study", engine="rules") as study:
        added = study.add(folder)
        assert added.new == 10 * EACH
        texts = [study.article(id).text for id in study.articles()["id"]]
        for number in range(10 * EACH):
            assert sum(f"bridge number {number} would" in one for one in texts) == 1
        named = " ".join(problem.article for problem in added.problems)
        assert {
            name for name in ("empty.txt", "broken.docx", "old.doc", "picture.pdf", "broken.zip") if name not in named
        } == set()
        assert len(added.problems) == 5
        dated = study.articles()
        assert list(dated.loc[dated["outlet"] == "Wharfside", "date"])[:1] == ["2024-03-13"]
        assert study.add(folder).new == 0


@pytest.mark.slow
def test_all_of_it_is_analysed(folder, tmp_path):
    with Study.new(tmp_path / "mixed.study", engine="rules") as study:
        study.add(folder)
        status = study.run(jobs=2)
        assert (status.articles, status.analysed, status.to_do) == (10 * EACH, 10 * EACH, 0)
        assert study.table("attributions")["article"].nunique() == 10 * EACH
