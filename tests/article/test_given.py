"""What is given for an article: a path is never analysed as if its letters were the article, and a text is never a path."""

import io
import math

import pandas as pd
import pytest

from hedgelens.article import as_article, given_path
from hedgelens.records import Article, HedgeLensError

TEXT = "The bridge may stay shut, the mayor said."

PATHS = [
    "movie.docx", "movie-exposes.tx", "paper.pdf", "my article.docx", "my article.wps", "MY ARTICLE.TXT", " article.txt ", "article.txt\n",
    "folder/missing", "archive/2020", "Word", "C:\\news\\ferry late.txt", "/home/ada/ferry late", "../ferry late", "~/ferry late",
    "https://example.org/story", "www.example.org", "table.xlsx", "story.pages",
    "A long headline of many words, as a browser saves it – and then some more | The Valley Post.html",
]  # fmt: skip
TEXTS = [
    "He said so.", "Prices rose 3.5", "See example.com/news", "See example.com", "He works at Ferry.com", "It sails at 5 p.m", "He left the U.S.A",
    "She said “no.”", "Ferry runs aground", "“We wait,” she said", "It was Mr. Lee", "He left.Then it rained", "He left. Then", "No.10 said so",
    "The mayor said that the bridge may stay shut until the engineers from the capital have looked at it.wait", "One line.\nAnother.txt",
    "/s/ Ada Finch said so.", "町長は橋が閉まると言った。", "a " * 3000 + "b.txt",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_line_that_looks_like_a_path_is_none_of_an_article(path):
    assert given_path(path) is not None
    with pytest.raises(HedgeLensError, match="There is no file|is a web address"):
        as_article(path)


@pytest.mark.parametrize("text", TEXTS)
def test_a_sentence_is_a_text(text):
    assert as_article(text).text == text


def test_what_is_there_is_read_or_said_to_be_no_article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a b").write_text(TEXT)
    (tmp_path / "a b.txt").write_text(TEXT)
    (tmp_path / "movie.doc").write_bytes(b"PK\3\4")
    (tmp_path / "some news").mkdir()
    assert as_article("a b.txt").text == TEXT
    with pytest.raises(HedgeLensError, match=r"use hl\.Collection\.analyze\('some news'\)"):
        as_article("some news")
    for name in ("a b", "movie.doc"):
        with pytest.raises(HedgeLensError, match="articles are read from"):
            as_article(name)
    with pytest.raises(HedgeLensError, match=r"Did you mean 'a b\.txt'"):
        as_article("a c.txt")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, "'NoneType'.*Give its text"),
        (math.nan, "'float'"),
        (7, "'int'"),
        (TEXT.encode(), "decode"),
        (io.StringIO(TEXT), r"file\.read"),
        ([TEXT], r"'list'.*hl\.Collection\.analyze"),
        ((text for text in [TEXT]), r"hl\.Collection\.analyze"),
        ({"a": TEXT}, r"hl\.Collection\.analyze"),
        (pd.Series([TEXT]), r"'Series'.*hl\.Collection\.analyze"),
        (pd.DataFrame({"text": [TEXT]}), r"'DataFrame'.*hl\.Collection\.analyze"),
        ("", "empty"),
        (" \n", "empty"),
    ],
    ids=lambda value: repr(value) if isinstance(value, str) else type(value).__name__,
)
def test_what_is_no_article_is_said_with_the_right_call(given, said):
    with pytest.raises(HedgeLensError, match=said) as error:
        as_article(given)
    assert "\n" not in str(error.value)


def test_an_article_is_taken_as_it_is():
    article = as_article(TEXT, id="mine")
    assert article.id == "mine"
    assert isinstance(article, Article)
    assert as_article(article, id="other") is article
