import re

import pytest
from exported import BAKER, FERRY, STORIES, Story, classic, classic_page, uni
from papers import pdf, rich, word

from hedgelens.article import read_article, read_files
from hedgelens.records import Article, HedgeLensError, Kind

NOT_TEXT = re.compile(
    r"(?i)load-date|language|publication-type|classification|subject:|industry|copyright|rights reserved|byline|length|section|"
    r"documents|search terms|valley courier"
)


def text_file(folder, text, name="export.txt", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def read(path):
    reading = read_files([path])
    return reading.articles, reading.problems, reading.notes


def body(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is Kind.BODY]


def written(folder, form, stories=STORIES):
    if form == "txt":
        return text_file(folder, classic(stories))
    if form == "html":
        return text_file(folder, classic_page(stories), "export.html")
    if form == "docx":
        return word(folder / "export.docx", *uni(stories))
    if form == "rtf":
        return rich(folder / "export.rtf", *uni(stories))
    return text_file(folder, "\n\n".join(uni(stories)))


FORMS = ("txt", "html", "docx", "rtf", "uni.txt")


@pytest.mark.parametrize("form", FORMS)
def test_every_document_of_an_export_is_an_article_with_its_fields(tmp_path, form):
    articles, problems, notes = read(written(tmp_path, form))
    assert not problems
    assert [article.id for article in articles] == ["export-1", "export-2", "export-3"]
    assert [article.title for article in articles] == ["Ferry stays in port", "Baker sells house", "Mayor may leave"]
    assert [article.outlet for article in articles] == ["Valley Courier", "Valley Courier", "The Tide (Harrow)"]
    assert [article.date for article in articles] == ["2021-03-02", "2021-03-09", "2021-03-16"]
    assert [article.author for article in articles] == ["Ada Okafor", "Lee Marsh", None]
    assert [article.section for article in articles] == ["NEWS", "LOCAL", "NEWS"]
    assert [article.page for article in articles] == ["6", "A12", "6"]
    assert [tuple(body(article)) for article in articles] == [story.paragraphs for story in STORIES]
    assert "Final Edition" in dict(articles[2].fields)["edition"]
    name = tmp_path / f"export.{form.removeprefix('uni.')}"
    assert notes == (f"'{name}': 3 documents by the file's own count, 3 read.",)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_a_database_writes_around_a_text_is_in_it(tmp_path, form):
    for article in read(written(tmp_path, form))[0]:
        assert not NOT_TEXT.search(article.text)
        assert article.text.startswith(article.title)


def test_on_the_pages_of_a_pdf_file_documents_are_told_apart_too(tmp_path):
    plain = [story.but(paragraphs=[p.translate(str.maketrans("“”", '""')) for p in story.paragraphs]) for story in STORIES]
    lines = [line.replace("\u00a0", " ") for line in uni(plain)]
    articles, problems, _ = read(pdf(tmp_path / "export.pdf", *(lines[i : i + 20] for i in range(0, len(lines), 20))))
    assert not problems
    assert [(a.title, a.date, a.page) for a in articles] == [
        ("Ferry stays in port", "2021-03-02", "6"),
        ("Baker sells house", "2021-03-09", "A12"),
        ("Mayor may leave", "2021-03-16", "6"),
    ]
    assert [len(body(article)) for article in articles] == [2, 2, 2]


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_one_document_is_one_article(tmp_path, form):
    article = read_article(written(tmp_path, form, STORIES[:1]))
    assert (article.id, article.title, article.date) == ("export", "Ferry stays in port", "2021-03-02")
    assert tuple(body(article)) == FERRY


@pytest.mark.parametrize("form", FORMS)
def test_where_one_article_is_asked_for_several_documents_are_an_error_that_says_what_to_do(tmp_path, form):
    with pytest.raises(
        HedgeLensError, match=r"holds 3 documents from a newspaper database.*hl\.Collection\.analyze.*hedgelens analyze"
    ):
        read_article(written(tmp_path, form))


@pytest.mark.parametrize("form", FORMS)
def test_a_title_over_several_lines_is_one_title_and_a_highlight_is_a_heading(tmp_path, form):
    long = "A title that goes on for longer than one line of eighty characters can hold; and then has a second part of its own"
    [article] = read(written(tmp_path, form, [Story(long, highlight="The board waits for a pilot." if form != "html" else "")]))[
        0
    ]
    assert article.title == long
    assert article.blocks[0].kind is Kind.TITLE
    assert form == "html" or article.blocks[1].kind is Kind.HEADING
    assert tuple(body(article)) == FERRY


@pytest.mark.parametrize(("encoding", "end"), [("utf-8-sig", "\r\n"), ("utf-16", "\n"), ("cp1252", "\r\n"), ("utf-8", "\r")])
def test_encodings_and_line_ends_do_not_matter(tmp_path, encoding, end):
    text = classic().replace("\n", end).replace("1 of", "\f1 of")
    articles, problems, _ = read(text_file(tmp_path, text, "EXPORT.TXT", encoding))
    assert not problems
    assert [tuple(body(article)) for article in articles] == [story.paragraphs for story in STORIES]


@pytest.mark.parametrize("form", FORMS)
def test_fields_that_are_missing_are_missing_and_no_more(tmp_path, form):
    bare = Story(author="", section="NEWS")
    [article] = read(written(tmp_path, form, [bare]))[0]
    assert (article.author, article.page, article.section) == (None, None, "NEWS")
    assert tuple(body(article)) == FERRY


def test_a_document_without_its_date_keeps_outlet_and_title(tmp_path):
    text = classic(STORIES[:2]).replace("March 2, 2021 Tuesday", "")
    [first, second] = read(text_file(tmp_path, text))[0]
    assert (first.outlet, first.title, first.date) == ("Valley Courier", "Ferry stays in port", None)
    assert second.date == "2021-03-09"


def test_a_document_without_a_text_is_a_problem_with_a_reason(tmp_path):
    articles, problems, notes = read(text_file(tmp_path, classic([STORIES[0], STORIES[1].but(paragraphs=())])))
    assert [article.id for article in articles] == ["export-1"]
    assert [problem.article for problem in problems] == ["export-2"]
    assert "'Baker sells house'" in problems[0].reason
    assert "has no text" in problems[0].reason
    assert "2 found, 1 with a text" in notes[0]


def test_fewer_documents_than_the_file_counts_are_a_problem(tmp_path):
    text = classic().replace("2 of 3 DOCUMENTS", "")
    _, problems, _ = read(text_file(tmp_path, text))
    assert problems[0].article == "export"
    assert "3 documents by its own count, and 2 were found" in problems[0].reason
    lines = uni()
    lines[2] = "Documents (4)"
    assert "4 documents by its own count, and 3 were found" in read(word(tmp_path / "a.docx", *lines))[1][0].reason


def test_a_part_of_a_result_says_which_part_it_is(tmp_path):
    _, problems, notes = read(text_file(tmp_path, classic(first=201, total=900)))
    assert not problems
    assert "3 read. They are numbered 201 to 203 of 900." in notes[0]


@pytest.mark.parametrize("form", ["txt", "uni.txt", "docx"])
def test_a_file_that_ends_in_the_middle_of_a_document_is_read_and_said_to_be_cut_off(tmp_path, form):
    path = written(tmp_path, form)
    if form == "docx":
        path = word(path, *uni()[:-6])
    else:
        path.write_text(path.read_text("utf-8").split("The mayor may leave")[0] + "The mayor may leave the town bef", "utf-8")
    articles, _, _ = read(path)
    assert len(articles) == 3
    assert [any("ends in the middle" in warning for warning in article.warnings) for article in articles] == [False, False, True]


@pytest.mark.parametrize("form", ["txt", "html"])
def test_corrections_are_a_field_and_a_warning(tmp_path, form):
    story = Story(edition=("Late Edition", "Correction Appended"), further=("CORRECTION: The ferry is made of oak.",))
    [article] = read(written(tmp_path, form, [story]))[0]
    assert "The ferry is made of oak." in dict(article.fields)["correction"]
    assert any("correction" in warning for warning in article.warnings)
    assert "oak" not in article.text


def test_a_graphic_behind_a_text_is_a_field(tmp_path):
    [article] = read(text_file(tmp_path, classic([Story(further=("GRAPHIC: The pier at dawn, and a man with a rope" * 3,))])))[0]
    assert dict(article.fields)["graphic"].startswith("The pier at dawn")
    lines = uni([Story(further=("Graphic", "The pier at dawn"))])
    [article] = read(word(tmp_path / "a.docx", *lines))[0]
    assert dict(article.fields)["graphic"] == "The pier at dawn"
    assert tuple(body(article)) == FERRY


def test_older_files_with_a_label_for_everything_are_read(tmp_path):
    document = (
        "{number} of 2 DOCUMENTS\n\n          Copyright 2001 Valley Press Ltd.\n             Valley Courier (Harrow) - Final Edition\n\n"
        "                 March {number}, 2001, Thursday\n\nSECTION: NEWS, Pg. 6\n\nLENGTH: 84 words\n\nHEADLINE: Ferry stays in port\n\n"
        "BYLINE: Ada Okafor\n\nBODY:\n{text}\n\nLOAD-DATE: March 3, 2001\n\n"
    )
    text = "".join(document.format(number=number, text="\n\n".join(FERRY)) for number in (1, 2))
    articles, problems, _ = read(text_file(tmp_path, text))
    assert not problems
    assert [(a.title, a.outlet, a.date, a.section, a.page, a.author) for a in articles] == [
        ("Ferry stays in port", "Valley Courier (Harrow)", f"2001-03-0{number}", "NEWS", "6", "Ada Okafor") for number in (1, 2)
    ]
    assert dict(articles[0].fields)["edition"] == "Final Edition"
    assert dict(articles[0].fields)["copyright"] == "Copyright 2001 Valley Press Ltd."
    assert [tuple(body(article)) for article in articles] == [FERRY, FERRY]


def test_fields_that_stand_in_one_paragraph_are_parted(tmp_path):
    fields = "SECTION: NEWS; Pg. 6\nLENGTH: 84 words\nHEADLINE: Ferry stays in port\nBYLINE: Ada Okafor\n\nLANGUAGE: ENGLISH\n\n"
    top = "1 of 1 DOCUMENTS\n\nCopyright 2001 Valley Press\nValley Courier\n\nMarch 2, 2001 Friday\n\n"
    [article] = read(text_file(tmp_path, top + fields + "\n\n".join(FERRY) + "\n\nLOAD-DATE: March 3, 2001\n"))[0]
    assert (article.title, article.author, article.section, article.page) == ("Ferry stays in port", "Ada Okafor", "NEWS", "6")
    assert dict(article.fields)["language"] == "ENGLISH"
    assert tuple(body(article)) == FERRY


def test_an_abstract_above_a_text_is_a_field(tmp_path):
    lines = uni([Story()])
    place = lines.index("Body")
    [article] = read(
        word(tmp_path / "a.docx", *lines[:place], "Abstract", "The board waits.", "A pilot is missing.", *lines[place:])
    )[0]
    assert (article.author, dict(article.fields)["abstract"]) == ("Ada Okafor", "The board waits. A pilot is missing.")
    assert tuple(body(article)) == FERRY


@pytest.mark.parametrize(
    ("length", "warned"), [("84 words", False), ("55 words", False), ("1,084 words", True), ("120 words", True)]
)
def test_far_fewer_words_than_the_database_counts_are_warned_of(tmp_path, length, warned):
    [article] = read(text_file(tmp_path, classic([Story()]).replace("84 words", length)))[0]
    assert (
        any(
            f"counts {length.removesuffix(' words')} words, and {len(' '.join(FERRY).split())} were read" in warning
            for warning in article.warnings
        )
        is warned
    )


TRAPS = (
    "The report, “1 of 10 DOCUMENTS”, was lost.",
    "Length: 500 words, the editor told her.",
    "PERSON: that was all that the note said, and nobody knew who was meant.",
    "Update: the board said later that it had not yet decided anything.",
    "Subject: your ferry. So began the letter that the board received in March.",
    "Notes: she kept them for years, and then the baker burned them all.",
    "Copyright, she said, is what the board knows least about.",
)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_text_says_itself_is_not_taken_for_a_field(tmp_path, form):
    traps = [FERRY[0], *TRAPS, FERRY[1]]
    [article] = read(written(tmp_path, form, [Story(paragraphs=traps)]))[0]
    assert article.text.split("\n\n")[1:] == traps


@pytest.mark.parametrize(
    "line",
    [
        "1 of 10 DOCUMENTS",
        "End of Document",
        "LENGTH: 500 words",
        "Length: 500 words",
        "LOAD-DATE: March 2, 2021",
        "Documents (10)",
    ],
)
def test_an_ordinary_article_with_one_such_line_stays_as_it_stands(tmp_path, line):
    text = f"Ferry stays in port\n\n{FERRY[0]}\n\n{line}\n\n{FERRY[1]}\n\n{BAKER[0]}\n"
    assert read_article(text_file(tmp_path, text)).text == text


def test_an_ordinary_page_stays_a_page(tmp_path):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in (*FERRY, *BAKER))
    page = f"<html><head><title>Ferry stays in port</title></head><body><article><h1>Ferry stays in port</h1>{story}<p>1 of 10 DOCUMENTS</p></article></body></html>"
    assert read_article(text_file(tmp_path, page, "a.html")).text.startswith("# Ferry stays in port")


def test_a_report_of_our_own_is_refused_among_many_files_too(tmp_path):
    path = text_file(tmp_path, '<meta name="generator" content="HedgeLens 1">', "a.html")
    assert "is a report that HedgeLens wrote" in read(path)[1][0].reason


def test_documents_in_german_frames_are_read(tmp_path):
    text = classic([Story(), Story("Baker sells house", BAKER)])
    for english, german in (("of 2 DOCUMENTS", "von 2 DOKUMENTEN"), ("BYLINE", "AUTOR"), ("SECTION", "RUBRIK"), ("LENGTH", "LÄNGE"),
                            ("LANGUAGE", "SPRACHE"), ("LOAD-DATE", "UPDATE"), ("March 2, 2021 Tuesday", "2. März 2021 Dienstag")):  # fmt: skip
        text = text.replace(english, german)
    articles, problems, _ = read(text_file(tmp_path, text))
    assert not problems
    assert [(a.author, a.section, a.page, a.date) for a in articles] == [("Ada Okafor", "NEWS", "6", "2021-03-02")] * 2
    assert [tuple(body(article)) for article in articles] == [FERRY, BAKER]
