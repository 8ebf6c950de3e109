"""Saved web pages: the article alone, whatever the page is written in; what is none is said in a sentence."""

import pytest

from hedgelens.article import article_from_html, read_article
from hedgelens.records import HedgeLensError, Kind

TOLD = "The mayor said on Friday that the old café bridge would stay shut until engineers had looked at every one of its cables."
PAGE = f"""<!doctype html><html><head><meta charset="CHARSET"><title>Bridge shut | The Valley Post</title>
<meta property="og:site_name" content="The Valley Post"><meta name="author" content="Lena Hurst"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport of the day</a></nav>
<article><h1>Bridge shut after cables snap</h1><p>{TOLD}</p>
<p>“We wait,” said Ada Finch, who runs the ferry below. She said that nobody had told her how long it would take.</p></article>
<footer>All rights are with us</footer></body></html>"""


def test_the_article_is_taken_and_what_stands_around_it_is_left():
    article = article_from_html(PAGE, id="bridge")
    assert TOLD in article.text
    assert "Sport of the day" not in article.text
    assert "All rights" not in article.text
    assert (article.title, article.outlet, article.author) == ("Bridge shut after cables snap", "The Valley Post", "Lena Hurst")
    kinds = [(b.kind, article.text[b.start : b.end]) for b in article.blocks]
    assert kinds[0] == (Kind.TITLE, "Bridge shut after cables snap")
    assert [kind for kind, _ in kinds[1:]] == [Kind.BODY, Kind.BODY]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_a_page_is_decoded_as_it_says_itself(tmp_path, encoding):
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.replace("CHARSET", encoding).encode(encoding))
    assert TOLD in read_article(path).text


def test_a_page_with_the_wrong_encoding_declared_is_read_all_the_same(tmp_path):
    path = tmp_path / "page.htm"
    path.write_bytes(PAGE.replace("CHARSET", "utf-8").encode("windows-1252"))
    assert "would stay shut until engineers" in read_article(path).text


def test_a_date_is_the_one_that_the_page_gives_and_no_year_of_its_text():
    text = PAGE.replace("every one of its cables", "every one of its cables, as in 2019")
    assert article_from_html(text).date is None
    dated = text.replace("<title>", '<meta property="article:published_time" content="2026-03-04T10:00:00Z"><title>')
    assert article_from_html(dated).date == "2026-03-04"


def test_tags_that_are_never_closed_are_no_trouble():
    broken = PAGE.replace("</p>", "").replace("</article>", "").replace("</body></html>", "")
    assert TOLD in article_from_html(broken).text


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("", "is empty"),
        ("  \n", "is empty"),
        (b"%PDF-1.7 \x00\x01", "is not a web page: it holds bytes that no page has"),
        ("Only words,\nand no tag at all.", "is not a web page: it begins with 'Only words, and no tag at all.'"),
        ("<html><body><p>", "No article was found in the web page 'mine'"),
        ("<html><body><div>Please wait", "No article was found"),
        ("<html><body><script>start()</script></body></html>", "No article was found"),
    ],
)
def test_what_holds_no_article_is_said_in_a_sentence(page, said):
    with pytest.raises(HedgeLensError, match=said):
        article_from_html(page, id="mine")


@pytest.mark.parametrize(
    "odd", ["&#x1;", "&#1;", "&#11;", "&#x0C;", "&#xFFFE;", "&#xD800;", "&#99999999;", "\x01", "\x0b", "\x00", "\ufffe", "\ud800"]
)
def test_characters_that_no_page_may_hold_are_read_around(odd):
    found = article_from_html(PAGE.replace("until engineers", f"until {odd}engineers"))
    assert TOLD in " ".join(found.text.split())
    assert found.blocks == article_from_html(PAGE).blocks


def test_references_of_old_windows_pages_are_read_as_browsers_show_them():
    found = article_from_html(
        PAGE.replace("“We wait,” said", "&#147;We wait,&#x94; said").replace("nobody had", "nobody&#129; had")
    )
    assert "“We wait,” said Ada Finch" in found.text
    assert "nobody had told" in found.text


@pytest.mark.parametrize(
    ("encoding", "word"),
    [
        ("iso-8859-1", "café’s"),
        ("windows-1251", "Правда"),
        ("shift_jis", "名古屋"),
        ("nonsense", "café’s"),
        ("unicode_escape", "café’s"),
    ],
)
def test_pages_in_old_encodings_are_read_as_they_say_or_as_it_fits(encoding, word):
    page = PAGE.replace("CHARSET", encoding).replace("old café", f"old {word}").replace("“", '"').replace("”", '"')
    raw = page.encode({"iso-8859-1": "cp1252", "nonsense": "cp1252", "unicode_escape": "cp1252"}.get(encoding, encoding))
    assert f"the old {word} bridge" in article_from_html(raw).text


def test_whatever_the_libraries_stumble_over_is_said_with_the_name_of_the_page(monkeypatch):
    def stumble(*_, **__):
        raise TypeError("odd")

    monkeypatch.setattr("trafilatura.extract", stumble)
    with pytest.raises(HedgeLensError, match="'mine' cannot be parsed .TypeError."):
        article_from_html(PAGE, id="mine")


def test_a_page_that_is_far_too_large_is_not_taken_apart():
    with pytest.raises(HedgeLensError, match="100,0.. tags"):
        article_from_html(PAGE.replace("<footer>", "<i>x</i>" * 50_000))


def test_underlined_words_have_no_marks_in_the_text():
    assert "the old café bridge would stay" in article_from_html(PAGE.replace("café bridge", "<u>café bridge</u>")).text
