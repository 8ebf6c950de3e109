from pathlib import Path

import pytest

from hedgelens.article import article_from_text, read_article
from hedgelens.records import HedgeLensError, Kind


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_text_is_kept_as_it_stands_with_its_line_ends_and_blanks(tmp_path):
    text = "A\u00a0title\r\n\r\nThe mill\u2009burned “down”—all of it.\r\n"
    article = read_article(write(tmp_path, "mill.txt", text.encode()))
    assert article.text == text
    assert article.id == "mill"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_are_read(tmp_path, encoding):
    text = "The café burned down, the “owner” said – twice."
    assert read_article(write(tmp_path, "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty or blank"),
        ("blank.txt", b" \n\t\n", "empty or blank"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "not a text file"),
        ("odd.txt", b"\x81\x8d\x01\x02", "not a text file"),
        ("page.pdf", b"%PDF", "cannot be read as a PDF file"),
        ("page.doc", b"PK", "articles are read from"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence_with_the_file(tmp_path, name, content, message):
    with pytest.raises(HedgeLensError, match=message) as error:
        read_article(write(tmp_path, name, content))
    assert Path(name).stem in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(HedgeLensError, match="There is no file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(HedgeLensError, match="is a web address, and only files are read"):
        read_article("https://example.org/story.html")
    with pytest.raises(HedgeLensError, match="is a folder"):
        read_article(tmp_path)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that the bridge would be closed for a week.", "en"),
        ("Der Bürgermeister sagte, dass die Brücke eine Woche lang gesperrt werde.", None),
        ("Le maire a dit que le pont serait fermé pendant une semaine.", None),
    ],
)
def test_the_language_is_english_or_not_known(text, language):
    assert article_from_text(text).language == language


def test_markdown_marks_stay_in_the_text_and_out_of_the_blocks():
    text = "---\ntitle: A Fire\noutlet: Valley Post\n---\n# A fire at the mill\n\n> “It burned,” she said.\n\n## Causes\n\n![Smoke over the mill](smoke.jpg)\n\n- Nobody knows, the brigade said.\n"
    article = article_from_text(text, markdown=True)
    pieces = [(text[b.start : b.end], b.kind) for b in article.blocks[1:]]
    assert pieces == [
        ("A fire at the mill", Kind.TITLE),
        ("“It burned,” she said.", Kind.BODY),
        ("Causes", Kind.HEADING),
        ("Smoke over the mill", Kind.CAPTION),
        ("Nobody knows, the brigade said.", Kind.BODY),
    ]
    assert (article.title, article.outlet) == ("A Fire", "Valley Post")


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("---\ntitle: A Fire\ndate: 2024-05-01\ntags:\n  - fire\n  - mill\n---\n", ("A Fire", "2024-05-01")),
        ("---\ntags:\n- fire\n- mill\n# a remark\nTitle: 'A Fire'\n---\n", ("A Fire", None)),
        ("---  \r\nTitle: A Fire\r\n---\r\n", ("A Fire", None)),
        ("---\n---\n", (None, None)),
    ],
)
def test_properties_at_the_head_of_a_note_are_no_text(head, fields):
    article = article_from_text(head + "It burned, she said.", markdown=True)
    assert (article.title, article.date) == fields
    assert [article.text[b.start : b.end] for b in article.blocks if b.kind is Kind.BODY] == ["It burned, she said."]


@pytest.mark.parametrize(
    "between", ["The mayor said it.", "It burned: all of it.\nShe said so.\nHe did not.", "One.\n\nTwo: she said so.\n\nThree."]
)
def test_text_between_two_rules_is_text(between):
    article = article_from_text(f"---\n\n{between}\n\n---\n\nThe end.", markdown=True)
    words = " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind is not Kind.BOILERPLATE).split()
    assert words == f"{between} The end.".split()


def test_a_note_of_properties_alone_is_said_to_be_empty():
    with pytest.raises(HedgeLensError, match="'note' holds nothing but properties"):
        article_from_text("---\ntitle: A Fire\n---\n", id="note", markdown=True)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("0:00", None),
        ("Updated: 9:30 p.m. EST", None),
        ("12:30:05", None),
        ("Updated at 4 p.m.", None),
        ("Updated: Oct. 3, 6:42 p.m.", "Oct. 3, 6:42 p.m."),
        ("Published 3/10/24", "3/10/24"),
        ("Tue 7:05 am", "Tue 7:05 am"),
        ("14 March 2023", "14 March 2023"),
    ],
)
def test_a_time_is_no_date(line, date):
    article = article_from_text(f"A fire at the mill\n\n{line}\n\nThe mill burned down on Friday, and nobody knows why.")
    assert article.date_text == date
    assert article.date == ("2023-03-14" if line == "14 March 2023" else None)
