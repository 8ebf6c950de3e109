import re

import pytest
from exported import BAKER, FERRY, STORIES, Story, factiva, factiva_codes, factiva_page, factiva_xml
from papers import pdf, rich, word

from hedgelens.article import read_article, read_files
from hedgelens.records import Article, HedgeLensError, Kind

NOT_TEXT = re.compile(
    r"(?i)united states|general news|gcat|VACO|84|copyright|rights reserved|valley|english|factiva|document|15:32"
)


def write(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def body(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is Kind.BODY]


def coded_lines(stories, between):
    return [f"{code}{between}{value}" for number, story in enumerate(stories) for code, value in factiva_codes(story, number)]


def written(folder, form, stories=STORIES):
    match form:
        case "page":
            return write(folder, "export.html", factiva_page(stories))
        case "xml":
            return write(folder, "export.xml", factiva_xml(stories))
        case "plain":
            return write(
                folder, "export.txt", "\n\n".join(factiva(stories)) + "\n\nSearch Summary\nText\tferry\nResults Found\t3\n"
            )
        case "codes":
            return write(folder, "export.txt", "\n".join(coded_lines(stories, "\t")))
        case "plain page":
            shown = "".join(f"<div>{line}</div>" for line in factiva(stories))
            return write(folder, "export.html", f"<html><body><div class='article enArticle'>{shown}</div></body></html>")
        case "docx":
            return word(folder / "export.docx", *factiva(stories))
        case "docx codes":
            cells = [cell for number, story in enumerate(stories) for pair in factiva_codes(story, number) for cell in pair]
            return word(folder / "export.docx", *(part for cell in cells for part in cell.split("\n")))
        case "rtf codes":
            return rich_table(folder / "export.rtf", stories)
        case _:
            return rich(folder / "export.rtf", *factiva(stories))


def rich_table(path, stories):
    """A file in Rich Text Format with a table: a code and its field in each row."""
    rows = [pair for number, story in enumerate(stories) for pair in factiva_codes(story, number)]
    cells = [
        (code, "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in value).replace("\n", r"\par ")) for code, value in rows
    ]
    shown = (rf"\trowd\cellx1000\cellx9000\pard\intbl {{\b {code}}}\cell \pard\intbl {value}\cell\row" for code, value in cells)
    path.write_text("{\\rtf1\\ansi " + "\n".join(shown) + "}", encoding="ascii")
    return path


FORMS = ("page", "xml", "plain", "codes", "plain page", "docx", "docx codes", "rtf", "rtf codes")


@pytest.mark.parametrize("form", FORMS)
def test_every_document_of_an_export_is_an_article_with_its_fields(tmp_path, form):
    reading = read_files([written(tmp_path, form)])
    articles = reading.articles
    assert not reading.problems
    assert [article.id for article in articles] == ["export-1", "export-2", "export-3"]
    assert [article.title for article in articles] == ["Ferry stays in port", "Baker sells house", "Mayor may leave"]
    assert [article.outlet for article in articles] == ["Valley Courier", "Valley Courier", "The Tide (Harrow)"]
    assert [article.date for article in articles] == ["2021-03-02", "2021-03-09", "2021-03-16"]
    assert [article.author for article in articles] == ["Ada Okafor", "Lee Marsh", None]
    assert [article.section for article in articles] == ["NEWS", "LOCAL", "NEWS"]
    assert [article.page for article in articles] == ["6", "A12", "6"]
    assert [dict(article.fields)["document"] for article in articles] == [
        f"VACO000020210302eh320000{number}" for number in (0, 1, 2)
    ]
    assert dict(articles[2].fields)["edition"] == "Final Edition National"
    assert [tuple(body(article)) for article in articles] == [story.paragraphs for story in STORIES]
    assert len(reading.notes) == 1
    assert "3 documents" in reading.notes[0]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_the_database_writes_around_a_text_is_in_it(tmp_path, form):
    for article in read_files([written(tmp_path, form)]).articles:
        assert not NOT_TEXT.search(article.text)
        assert article.text.startswith(article.title)


@pytest.mark.parametrize("between", [" ", "|", "  "])
def test_codes_are_known_however_they_are_parted_from_what_follows(tmp_path, between):
    path = write(tmp_path, "a.txt", "\n".join(coded_lines(STORIES, between)))
    articles = read_files([path]).articles
    assert [article.title for article in articles] == [story.title for story in STORIES]
    assert [tuple(body(article)) for article in articles] == [story.paragraphs for story in STORIES]


@pytest.mark.parametrize("lines", [factiva(STORIES), coded_lines(STORIES, " ")], ids=["plain", "codes"])
def test_on_the_pages_of_a_pdf_file_documents_are_told_apart_too(tmp_path, lines):
    lines = [line for text in lines for line in text.translate(str.maketrans("“”()", '""[]')).split("\n")]
    pages = [[*lines[i : i + 20], f"Page {1 + i // 20} of 3"] for i in range(0, len(lines), 20)]
    reading = read_files([pdf(tmp_path / "a.pdf", *pages)])
    assert [(a.title, a.date, len(body(a))) for a in reading.articles] == [
        ("Ferry stays in port", "2021-03-02", 2),
        ("Baker sells house", "2021-03-09", 2),
        ("Mayor may leave", "2021-03-16", 2),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_one_document_is_one_article_and_one_of_several_is_not(tmp_path, form):
    article = read_article(written(tmp_path, form, STORIES[:1]))
    assert (article.id, article.title, tuple(body(article))) == ("export", "Ferry stays in port", FERRY)
    with pytest.raises(HedgeLensError, match="holds 3 documents from a newspaper database"):
        read_article(written(tmp_path, form))


@pytest.mark.parametrize(
    ("words", "language", "date"),
    [
        ("84 mots", "Anglais", "2 mars 2021"),
        ("1.084 Wörter", "Englisch", "2. März 2021"),
        ("84 palabras", "Inglés", "2 de marzo de 2021"),
    ],
)
def test_frames_in_other_languages_are_read(tmp_path, words, language, date):
    lines = factiva([Story(date=date), Story("Baker sells house", BAKER, date=date)], words=words, language=language)
    lines = [line.replace("Document", "Dokument") for line in lines] if "Wörter" in words else lines
    articles = read_files([write(tmp_path, "a.txt", "\r\n\r\n".join(lines), "cp1252")]).articles
    assert [(a.date, a.date_text, a.page, tuple(body(a))) for a in articles] == [
        ("2021-03-02", date, "6", FERRY),
        ("2021-03-02", date, "6", BAKER),
    ]


def test_section_title_and_byline_are_told_apart_by_their_form(tmp_path):
    def above(*lines):
        below = ["84 words", "2 March 2021", "Valley Courier", "VACO", "English", "(c) 2021 Valley Press", *FERRY]
        [article] = read_files(
            [write(tmp_path, "a.txt", "\n".join([*lines, *below, "Document VACO000020210302eh3200001"]))]
        ).articles
        return article.section, article.title, article.author

    assert above("Ferry stays in port") == (None, "Ferry stays in port", None)
    assert above("Ferry stays in port", "Ada Holm") == (None, "Ferry stays in port", "Ada Holm")
    assert above("World News", "Ferry stays in port", "Ada Holm and Per Lund") == (
        "World News",
        "Ferry stays in port",
        "Ada Holm and Per Lund",
    )
    assert above("BUSINESS", "Ferry stays in port") == ("BUSINESS", "Ferry stays in port", None)
    assert above("Ferry stays in port, the board", "says after a long night") == (
        None,
        "Ferry stays in port, the board says after a long night",
        None,
    )
    assert above("Ferry ........... 3", "Baker ........... 4", "Ferry stays in port") == (None, "Ferry stays in port", None)


def test_a_document_without_a_notice_of_copyright_loses_nothing(tmp_path):
    lines = [line for line in factiva() if not line.startswith("(c)")]
    assert [tuple(body(a)) for a in read_files([word(tmp_path / "a.docx", *lines)]).articles] == [
        story.paragraphs for story in STORIES
    ]


@pytest.mark.parametrize("form", ["page", "xml", "plain", "codes"])
def test_a_document_without_a_text_is_a_problem(tmp_path, form):
    reading = read_files([written(tmp_path, form, [STORIES[0], STORIES[1].but(paragraphs=())])])
    assert [article.id for article in reading.articles] == ["export-1"]
    assert [problem.article for problem in reading.problems] == ["export-2"]
    assert "'Baker sells house'" in reading.problems[0].reason


@pytest.mark.parametrize("form", ["plain", "codes", "page"])
def test_a_file_that_ends_in_the_middle_of_a_document_is_read_and_said_to_be_cut_off(tmp_path, form):
    path = written(tmp_path, form)
    path.write_text(path.read_text("utf-8").split("and a second bridge")[0], "utf-8")
    articles = read_files([path]).articles
    assert [any("ends in the middle" in warning for warning in article.warnings) for article in articles] == [False, False, True]


def test_an_xml_file_that_ends_in_the_middle_is_read_up_to_there(tmp_path):
    path = written(tmp_path, "xml")
    path.write_text(path.read_text("utf-8").split("and a second bridge")[0], "utf-8")
    reading = read_files([path])
    assert [article.id for article in reading.articles] == ["export-1", "export-2"]
    assert [problem.article for problem in reading.problems] == ["export-3"]
    assert "damaged in line" in reading.problems[0].reason


def test_fewer_articles_than_an_xml_file_counts_are_a_problem(tmp_path):
    reading = read_files([write(tmp_path, "a.xml", factiva_xml(count=5))])
    assert "5 documents by its own count, and 3 were found" in reading.problems[0].reason


def test_entities_of_an_xml_file_are_not_resolved(tmp_path):
    bomb = '<!DOCTYPE a [<!ENTITY a "ferry"><!ENTITY b "&a;&a;&a;">]>'
    path = write(tmp_path, "a.xml", factiva_xml().replace("?>", f"?>{bomb}").replace("Ferry", "&b;"))
    reading = read_files([path])
    assert not reading.articles
    assert "declares entities of its own" in reading.problems[0].reason


def test_other_xml_is_refused_where_it_is_named_and_passed_over_in_a_folder(tmp_path):
    path = write(tmp_path, "notes.xml", "<notes><note>Ferry</note></notes>")
    with pytest.raises(HedgeLensError, match="is XML, and the only XML files that are read are those from Factiva"):
        read_article(path)
    write(tmp_path, "ferry.txt", "\n\n".join(FERRY))
    write(tmp_path, "wide.xml", factiva_xml([STORIES[1]]).replace("utf-8", "utf-16"), "utf-16")
    reading = read_files([tmp_path])
    assert [article.id for article in reading.articles] == ["ferry", "wide"]
    assert not reading.problems
    assert any("notes.xml" in note for note in reading.notes)


TRAPS = (
    "IN the end nobody came, she said.",
    "BY the time she came, the ferry had left.",
    "84 words were struck from the report.",
    "RE the ferry: it stays.",
)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_text_says_itself_is_not_taken_for_a_field(tmp_path, form):
    traps = [FERRY[0], *TRAPS, FERRY[1]]
    article = read_article(written(tmp_path, form, [Story(paragraphs=traps)]))
    assert article.text.split("\n\n")[1:] == traps or article.text.split("\n")[2:] == traps


@pytest.mark.parametrize("line", ["Document VACO000020210302eh3200001", "84 words\n2 March 2021", "HD\tFerry\nSN\tCourier"])
def test_an_ordinary_article_with_one_such_line_stays_as_it_stands(tmp_path, line):
    text = f"Ferry stays in port\n\n{FERRY[0]}\n\n{line}\n\n{FERRY[1]}\n"
    assert read_article(write(tmp_path, "a.txt", text)).text == text
