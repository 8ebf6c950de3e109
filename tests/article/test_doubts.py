"""What is no article, or not one, or not English, is refused or said."""

import pytest

from hedgelens.article import article_from_text, read_article
from hedgelens.article.doubts import foreign
from hedgelens.records import HedgeLensError

TEXT = "The bridge may stay shut, the mayor said on Friday, and the boats that wait for it will have to wait until May."
GERMAN = (
    "Die Brücke bleibt wohl bis Mai gesperrt, sagte der Bürgermeister am Freitag, und die Boote müssen so lange am Ufer warten."
)

FOREIGN = {
    "rtf": ("RTF", r"{\rtf1\ansi\deff0 {\fonttbl{\f0 Times;}} " + TEXT + r"\par}"),
    "pdf": ("a PDF", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj"),
    "page": ("a web page", f"\n<!DOCTYPE html>\n<html><body><p>{TEXT}</p></body></html>"),
    "xhtml": ("a web page", f'<?xml version="1.0"?>\n<html><body><p>{TEXT}</p></body></html>'),
    "part of a page": ("a web page", f'<div class="story"><p>{TEXT}</p><p>{TEXT}</p></div>'),
    "xml": ("XML", f'<?xml version="1.0"?><nitf><block>{TEXT}</block></nitf>'),
    "json": ("JSON", f'{{"headline": "Bridge", "body": "{TEXT}"}}'),
    "json lines": ("JSON", f'[\n {{"body": "{TEXT}"}}\n]'),
    "mail": (
        "a mail",
        "Return-Path: <desk@example.org>\nFrom: Ada <ada@example.org>\nSubject: Bridge\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{TEXT}",
    ),
    "quoted-printable": (
        "a mail",
        "=E2=80=9CWe wait,=E2=80=9D she said.=20\nIt=E2=80=99s late, and caf=C3=A9s are shut. =\nShe left.",
    ),
    "table": ("a table", "id,outlet,text\n" + "".join(f'{n},The Post,"{TEXT}"\n' for n in range(5))),
    "tabs": ("a table", "id\toutlet\ttext\n" + f"1\tThe Post\t{TEXT}\n" * 3),
}
ARTICLES = [
    TEXT,
    f"Fire, flood, famine\n\n{TEXT}\n\nIt was late, wet, cold.\n",
    f"From: Ada Berg\nTo: all readers\nSubject: the bridge\n\n{TEXT}",
    "[Editor’s note: names were changed.] " + TEXT,
    "{“We wait”} " + TEXT,
    "[“We wait,” she said.]",
    "Scores, 3-2, 4-1\nNorth, 3, 2\nSouth, 4, 1, 9",
    f"<em>Bridge</em> closed\n\n{TEXT} <b>More</b> at https://example.org/?q=3D&p=20",
    f"Received wisdom: bridges last.\n\nContent-Type: a word the mayor used\n\n{TEXT}",
]


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_text_file_that_is_something_else_is_refused_and_a_string_is_warned_of(tmp_path, kind):
    what, text = FOREIGN[kind]
    path = tmp_path / "story.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HedgeLensError, match=f"'.*story.txt' is no article but .*{what}") as error:
        read_article(path)
    assert str(error.value).count("story.txt") == 1
    article = article_from_text(text)
    assert article.text == text
    assert what.split()[-1] in article.warnings[0]


@pytest.mark.parametrize("text", ARTICLES)
def test_an_article_is_an_article(text):
    assert foreign(text) is None


def test_a_word_document_named_like_a_text_is_refused(tmp_path):
    for name, content in {
        "a.txt": b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        "b.md": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40),
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(HedgeLensError, match="Word document"):
            read_article(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{TEXT}\n\n{TEXT}", None),
        (GERMAN, "does not look like English; it is analysed as if it were, so do not rely on the result"),
        (f"Bridge shut\n\n{TEXT}\n\n{GERMAN}\n\n{TEXT}", "About 31% of the text does not look like English"),
        (f"{TEXT} {TEXT} {TEXT}\n\n“{GERMAN}”\n\n{TEXT} {TEXT} {TEXT}", None),
        ("Fire!", None),
        (f"Bridge shut\n\n{TEXT}\n\nAda Berg, Lee Marsh, Ruth Hale, Per Lund, Ida Moss, Jon Moss, Hugo Marsh, Troy Pike, Lena Fox, Ben Dale, Ana Ortiz, Al Ray", None),
        ("The may\u00ador of the vil\u00adlage said that it was in no dan\u00adger of be\u00ading flood\u00aded.", None),
    ],
)  # fmt: skip
def test_what_is_not_english_is_said_and_how_much_of_it(text, said):
    warnings = article_from_text(text).warnings
    assert len(warnings) == (said is not None)
    assert said is None or said in warnings[0]


def test_several_articles_of_an_archive_in_one_file_are_said():
    one = f"Bridge shut\n\n{TEXT}\n\nEnd of Document\n\n"
    assert article_from_text(one).warnings == ()
    assert "3 articles" in article_from_text(one * 3).warnings[0]
