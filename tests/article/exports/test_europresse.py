import re

import pytest
from exported import FERRY, STORIES, Story, europresse, europresse_articles

from hedgelens.article import read_article, read_files
from hedgelens.records import Article, HedgeLensError, Kind

NOT_TEXT = re.compile(r"(?i)valley|certificat|news·|©|droits|bibliothèque|5968|2021|mars|march|émission|lois")
FORMS = {"until 2013": europresse, "since 2013": europresse_articles}


def write(folder, text, encoding="utf-8"):
    path = folder / "export.html"
    path.write_bytes(text.encode(encoding))
    return path


def body(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is Kind.BODY]


@pytest.mark.parametrize("make", FORMS.values(), ids=FORMS)
def test_every_document_of_an_export_is_an_article_with_its_fields(tmp_path, make):
    reading = read_files([write(tmp_path, make())])
    articles = reading.articles
    assert not reading.problems
    assert [article.id for article in articles] == ["export-1", "export-2", "export-3"]
    assert [article.title for article in articles] == ["Ferry stays in port", "Baker sells house", "Mayor may leave"]
    assert [article.outlet for article in articles] == ["Valley Courier", "Valley Courier", "The Tide (Harrow)"]
    assert [article.date for article in articles] == ["2021-03-02"] * 3
    assert [article.author for article in articles] == ["Ada Okafor", "Lee Marsh", None]
    assert [article.section for article in articles] == ["NEWS", "LOCAL", "NEWS"]
    assert [article.page for article in articles] == ["6", "A12", "6"]
    assert [dict(article.fields)["issue"] for article in articles] == ["5968"] * 3
    assert [dict(article.fields)["document"] for article in articles] == ["news·20210302·CV·2040056000"] * 3
    assert [tuple(body(article)) for article in articles] == [story.paragraphs for story in STORIES]


@pytest.mark.parametrize("make", FORMS.values(), ids=FORMS)
def test_nothing_that_the_database_writes_around_a_text_is_in_it(tmp_path, make):
    for article in read_files([write(tmp_path, make())]).articles:
        assert not NOT_TEXT.search(article.text)


@pytest.mark.parametrize("make", FORMS.values(), ids=FORMS)
def test_an_export_of_one_document_is_one_article_and_one_of_several_is_not(tmp_path, make):
    article = read_article(write(tmp_path, make([Story(highlight="The board waits for a pilot.")])))
    assert (article.id, article.title, tuple(body(article))) == ("export", "Ferry stays in port", FERRY)
    assert article.blocks[1].kind is Kind.HEADING
    with pytest.raises(HedgeLensError, match="holds 3 documents from a newspaper database"):
        read_article(write(tmp_path, make()))


@pytest.mark.parametrize(
    ("date", "iso"),
    [("jeudi 4 octobre 2012", "2012-10-04"), ("Thursday, October 4, 2012", "2012-10-04"), ("4 octobre 2012", "2012-10-04")],
)
@pytest.mark.parametrize("make", FORMS.values(), ids=FORMS)
def test_the_day_is_read_in_either_language(tmp_path, make, date, iso):
    article = read_article(write(tmp_path, make([Story()], date=date)))
    assert (article.date, article.date_text, article.section, article.page) == (iso, date, "NEWS", "6")


def test_old_encodings_are_read(tmp_path):
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"></head>'
    page = europresse([Story(paragraphs=[*FERRY, "The café at the pier stays open, she said."])]).replace("<html>", head)
    assert "The café at the pier" in read_article(write(tmp_path, page, "cp1252")).text


def test_the_first_sentence_is_no_author(tmp_path):
    first = "Ada Holm Weeps"
    article = read_article(write(tmp_path, europresse([Story(author="", paragraphs=[f"{first}, as she did in May.", *FERRY])])))
    assert article.author is None
    assert article.text.split("\n\n")[1].startswith(first)


@pytest.mark.parametrize("make", FORMS.values(), ids=FORMS)
def test_a_document_without_a_text_is_a_problem(tmp_path, make):
    reading = read_files([write(tmp_path, make([STORIES[0], STORIES[2].but(paragraphs=())]))])
    assert [article.id for article in reading.articles] == ["export-1"]
    assert "'Mayor may leave'" in reading.problems[0].reason


@pytest.mark.parametrize("make", FORMS.values(), ids=FORMS)
def test_a_file_that_ends_in_the_middle_of_a_document_is_read_and_said_to_be_cut_off(tmp_path, make):
    articles = read_files([write(tmp_path, make().split("and a second bridge")[0])]).articles
    assert [any("ends in the middle" in warning for warning in article.warnings) for article in articles] == [False, False, True]


def test_a_page_with_one_of_the_classes_stays_a_page(tmp_path):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in (*FERRY, *STORIES[1].paragraphs))
    page = f'<html><head><title>Ferry stays in port</title></head><body><article><h1 class="titreArticleVisu">Ferry stays in port</h1>{story}</article></body></html>'
    assert read_article(write(tmp_path, page)).text.startswith("# Ferry stays in port")


def test_a_page_in_which_no_document_is_found_is_an_article_like_any_other(tmp_path):
    page = re.sub(r"(<span class=\"DocPublicationName\">)[^<]*", r"\1", europresse(STORIES[:1]))
    reading = read_files([write(tmp_path, page)])
    (article,) = reading.articles
    assert not reading.problems
    assert article.id == "export"
    assert STORIES[0].paragraphs[0] in article.text
