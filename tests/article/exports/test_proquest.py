import re

import pytest
from exported import BAKER, FERRY, STORIES, Story, proquest, proquest_page
from papers import rich, word

from hedgelens.article import read_article, read_files
from hedgelens.records import Article, Kind

NOT_TEXT = re.compile(
    r"(?i)proquest|subject|maine|publi|valley|document|odd new|copyright|http|contact|abstract|database|the board waits\.|okafor"
)


def write(folder, name, text):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def body(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is Kind.BODY]


def written(folder, form, stories=STORIES):
    match form:
        case "txt":
            return write(folder, "export.txt", proquest(stories))
        case "page":
            return write(folder, "export.html", proquest_page(stories))
        case "page without anchors":
            return write(folder, "export.html", proquest_page(stories, anchors=False))
        case "docx":
            return word(folder / "export.docx", *filter(None, proquest(stories).split("\n")))
        case _:
            return rich(folder / "export.rtf", *filter(None, proquest(stories).split("\n")))


FORMS = ("txt", "page", "page without anchors", "docx", "rtf")


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
    assert [article.url for article in articles] == [f"https://example.org/docview/{number}" for number in (1, 2, 3)]
    assert [dict(article.fields)["document"] for article in articles] == ["900000001", "900000002", "900000003"]
    assert dict(articles[2].fields)["edition"] == "Final Edition National"
    assert [tuple(body(article)) for article in articles] == [story.paragraphs for story in STORIES]
    assert [article.warnings for article in articles] == [(), (), ()]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_the_database_writes_around_a_text_is_in_it(tmp_path, form):
    for article in read_files([written(tmp_path, form)]).articles:
        assert not NOT_TEXT.search(article.text)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_one_document_is_one_article(tmp_path, form):
    article = read_article(written(tmp_path, form, STORIES[:1]))
    assert (article.id, article.title, tuple(body(article))) == ("export", "Ferry stays in port", FERRY)


@pytest.mark.parametrize("form", FORMS)
def test_a_document_with_no_more_than_an_abstract_is_a_problem(tmp_path, form):
    reading = read_files([written(tmp_path, form, [STORIES[0], STORIES[1].but(paragraphs=()), STORIES[2]])])
    assert [article.id for article in reading.articles] == ["export-1", "export-3"]
    assert [problem.article for problem in reading.problems] == ["export-2"]
    assert "holds no more than an abstract" in reading.problems[0].reason


def test_a_text_that_is_not_available_is_no_text(tmp_path):
    reading = read_files(
        [write(tmp_path, "a.txt", proquest([Story(paragraphs=["None available."])], abstract="None available."))]
    )
    assert not reading.articles
    assert "has no text" in reading.problems[0].reason


def test_outlet_date_and_page_are_read_from_where_it_was_printed_where_nothing_else_says_them(tmp_path):
    text = re.sub(r"(?m)^(Publication title|Publication date|Pages):.*\n", "", proquest())
    articles = read_files([write(tmp_path, "a.txt", text)]).articles
    assert [(a.outlet, a.date, a.page) for a in articles] == [
        ("Valley Courier", "2021-03-02", "6"),
        ("Valley Courier", "2021-03-09", "A12"),
        ("The Tide (Harrow)", "2021-03-16", "6"),
    ]


def test_the_number_of_documents_is_held_against_the_count_of_the_file(tmp_path):
    reading = read_files([write(tmp_path, "a.txt", proquest(total=4))])
    assert "4 documents by its own count, and 3 were found" in reading.problems[0].reason
    assert "3 documents by the file's own count, 3 read" in read_files([write(tmp_path, "b.txt", proquest())]).notes[0]


def test_a_file_that_ends_in_the_middle_of_a_document_is_read_and_said_to_be_cut_off(tmp_path):
    path = write(tmp_path, "a.txt", proquest().split("ProQuest document ID: 900000003")[0])
    assert [len(article.warnings) for article in read_files([path]).articles] == [0, 0, 1]


TRAPS = (
    "Subject: your ferry. So began the letter that the board received in March.",
    "People: that is what a harbour is made of, she wrote in the book.",
    "Title: the word that he had never liked to hear from anyone, he said.",
)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_text_says_itself_is_not_taken_for_a_field(tmp_path, form):
    traps = [FERRY[0], *TRAPS, FERRY[1]]
    assert read_article(written(tmp_path, form, [Story(paragraphs=traps)])).text.split("\n\n")[1:] == traps


@pytest.mark.parametrize(
    "line", ["ProQuest document ID: 900000001", "Full text: none", "_" * 60, "Publication title: Courier\nSubject: ProQuest"]
)
def test_an_ordinary_article_with_one_such_line_stays_as_it_stands(tmp_path, line):
    text = f"Ferry stays in port\n\n{FERRY[0]}\n\n{line}\n\n{BAKER[1]}\n"
    assert read_article(write(tmp_path, "a.txt", text)).text == text
