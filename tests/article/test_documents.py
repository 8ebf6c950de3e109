import re
import zipfile
from email.message import EmailMessage

import pytest
from papers import pdf, rich, word

from hedgelens.article import read_article, read_files
from hedgelens.article.decoding import OLD_OFFICE
from hedgelens.records import HedgeLensError, Kind

PARAGRAPHS = ("The harbour wall is safe, Ada Okoro said.", "“It held for a hundred years,” she said. It may hold on.")
TEXT = "\n\n".join(PARAGRAPHS)
ODT = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted words.</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h>{}<office:annotation><text:p>A comment.</text:p></office:annotation></text:h>
<text:p>“It held for<text:s/>a hundred years,” she<text:line-break/>said.<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note> It may hold on.&secret;</text:p>
</office:text></office:body></office:document-content>"""


def odt(path, first):
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("content.xml", ODT.format(first))
    return path


@pytest.mark.parametrize("make", [word, rich], ids=["docx", "rtf"])
def test_paragraphs_of_a_document_are_those_of_the_text(tmp_path, make):
    path = make(tmp_path / f"wall.{'docx' if make is word else 'rtf'}", "Harbour wall holds", *PARAGRAPHS)
    article = read_article(path)
    assert (article.id, article.title, article.text) == ("wall", "Harbour wall holds", f"Harbour wall holds\n\n{TEXT}")
    assert [block.kind for block in article.blocks] == [Kind.TITLE, Kind.BODY, Kind.BODY]


def test_cells_of_a_table_are_paragraphs_and_page_heads_are_no_text(tmp_path):
    article = read_article(word(tmp_path / "a.docx", PARAGRAPHS[0], table=("The mayor agreed.", "The clerk did not.")))
    assert article.text == f"{PARAGRAPHS[0]}\n\nThe mayor agreed.\n\nThe clerk did not."


def test_notes_comments_and_deleted_words_are_no_text_and_entities_are_not_looked_up(tmp_path):
    assert read_article(odt(tmp_path / "a.odt", PARAGRAPHS[0])).text == TEXT


def test_a_caption_inside_of_a_paragraph_stands_once_and_behind_it(tmp_path):
    framed = odt(tmp_path / "a.odt", "The wall<text:p>The wall at noon.</text:p> holds, Ada Okoro said.")
    assert read_article(framed).text.startswith("The wall holds, Ada Okoro said.\n\nThe wall at noon.\n\n“It held")


def test_links_and_pictures_of_a_rich_text_are_no_words(tmp_path):
    path = tmp_path / "a.rtf"
    link = r'{\field{\*\fldinst{HYPERLINK "https://tide.example/wall"}}{\fldrslt{Ada Okoro}}}'
    picture = r"{\pict\pngblip " + ("89504e470d0a1a0a" * 8 + "\n") * 40_000 + "}"
    path.write_text(rf"{{\rtf1\ansi The wall holds, {link} said.{picture}\par It may hold on.}}", encoding="ascii")
    assert read_article(path).text == "The wall holds, Ada Okoro said.\n\nIt may hold on."


def merged(path, rows, across=""):
    """A Word file with a table whose first column is a single cell, and, in its last row, a cell that reaches over columns."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    first, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    cells = "".join(
        f"<w:tr><w:tc><w:tcPr>{below if row else first}</w:tcPr><w:p><w:r><w:t>Wall</w:t></w:r></w:p></w:tc>"
        f"<w:tc><w:tcPr>{across if row == rows - 1 else ''}</w:tcPr><w:p><w:r><w:t>Day {row}</w:t></w:r></w:p></w:tc></w:tr>"
        for row in range(rows)
    )
    document.element.body.insert(0, parse_xml(f"<w:tbl {nsdecls('w')}>{cells}</w:tbl>"))
    document.save(path)
    return path


def test_a_joined_cell_is_read_once_however_far_it_reaches(tmp_path):
    days = [f"Day {row}" for row in range(1_500)]
    path = merged(tmp_path / "a.docx", len(days), across='<w:gridSpan w:val="900000000"/>')
    assert read_article(path).text.split("\n\n") == ["Wall", *days]


def test_lines_of_a_pdf_are_read_without_what_stands_on_every_page(tmp_path):
    pages = [("The Daily Tide", f"The wall is safe on day {day}, Ada Okoro said.", str(day)) for day in (1, 2, 3)]
    text = read_article(pdf(tmp_path / "a.pdf", *pages)).text
    assert text.splitlines() == [f"The wall is safe on day {day}, Ada Okoro said." for day in (1, 2, 3)]


def test_a_mail_has_its_subject_as_title_and_its_day(tmp_path):
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = (
        "The wall holds",
        "Tide Letter <tide@example.org>",
        "Sat, 30 Aug 2025 07:05:00 +0200",
    )
    mail.set_content(TEXT)
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="run.exe")
    (tmp_path / "a.eml").write_bytes(bytes(mail))
    article = read_article(tmp_path / "a.eml")
    assert (article.title, article.date, article.text.strip()) == ("The wall holds", "2025-08-30", TEXT)


@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf", "pdf"])
def test_a_damaged_document_is_said_to_be_so(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(HedgeLensError, match=r"cannot be read as .* damaged, or something else"):
        read_article(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty: it has 0 bytes"),
        (OLD_OFFICE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (OLD_OFFICE + bytes(500) + "WordDocument".encode("utf-16-le"), "of the old kind. Save it as .docx"),
    ],
)
def test_a_word_file_that_cannot_be_opened_says_why(tmp_path, content, said):
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(HedgeLensError, match=re.escape(said)):
        read_article(path)


def test_a_file_without_an_ending_is_said_to_have_none(tmp_path):
    path = tmp_path / "ferry"
    path.write_text("The ferry is late.", "utf-8")
    with pytest.raises(HedgeLensError, match="has a name without an ending, and articles are read from"):
        read_article(path)


def test_pictures_of_pages_hold_no_text(tmp_path):
    with pytest.raises(HedgeLensError, match="images of pages and no text"):
        read_article(pdf(tmp_path / "scan.pdf", ()))


def test_a_blank_document_is_said_to_be_blank(tmp_path):
    with pytest.raises(HedgeLensError, match="holds no text"):
        read_article(word(tmp_path / "a.docx", "  "))


def test_many_documents_of_a_database_are_not_read_as_one_article(tmp_path):
    parts = [line for day in (1, 2, 3) for line in (f"Harbour {day}", PARAGRAPHS[0], "End of Document")]
    with pytest.raises(HedgeLensError, match="many documents from a newspaper database"):
        read_article(word(tmp_path / "a.docx", *parts))


def test_what_unpacks_to_far_more_is_not_unpacked(tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 201_000_000)
    with pytest.raises(HedgeLensError, match="unpacks to 201 MB"):
        read_article(path)


def zipped(path, name, content):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)


def mail(path, content):
    path.write_text(f"Subject: Wall\n{content}\n\n{TEXT}", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("a.docx", lambda path: zipped(path, "word/media/a.png", "<p>" + "a" * 20_000_000), "holds 20 MB without its pictures"),
        ("a.odt", lambda path: zipped(path, "content.xml", "<p/>" * 700_000), "holds 700,000 tags"),
        ("a.rtf", lambda path: rich(path, "word " * 1_000_000), "has 5 MB beside its pictures"),
        ("a.pdf", lambda path: pdf(path, *[("A wall.",)] * 1_001), "has 1,001 pages"),
        ("b.pdf", lambda path: pdf(path, *[("A wall." * 800_000,)] * 2), "has more than 10 MB on its pages"),
        ("a.eml", lambda path: mail(path, "X: boundary=a\n" * 61), "is parted 61 times"),
        ("b.eml", lambda path: mail(path, "Date: " + "((" * 20_000), "has 40,006 characters in one field of its head"),
    ],
    ids=["size", "tags", "rtf", "pages", "page", "parts", "field"],
)
def test_what_would_take_minutes_to_read_is_refused(tmp_path, name, make, said):
    make(tmp_path / name)
    with pytest.raises(HedgeLensError, match=f"{said}.* Save the article's text alone as a .txt file"):
        read_article(tmp_path / name)


def test_documents_lie_among_texts_in_a_folder(tmp_path):
    word(tmp_path / "a.docx", *PARAGRAPHS)
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"no PDF")
    reading = read_files([tmp_path])
    assert [article.id for article in reading.articles] == ["a", "b"]
    assert [problem.article for problem in reading.problems] == ["c.pdf"]
