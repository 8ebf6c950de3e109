import time

import pytest

from hedgelens.article import article_from_text
from hedgelens.article.words import WORD, found_as_read, word_starts
from hedgelens.language.as_read import as_read


def words(text, start=0, end=None):
    return [word for _, _, word in found_as_read(WORD, text, start, end)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The [old ferry](https://news.example/2024/old-ferry-sold) sank.", "The old ferry sank."),
        ("The ferry [sank](/archive/2024/05) and [rose](#later).", "The ferry sank and rose."),
        ("[Ada Quist](https://x.example/a_b?c=d&e=f)’s boat, [co](/y)-owned by Bo Lind", "Ada Quist’s boat, co-owned by Bo Lind"),
        ("It took 30 min\\[ute\\]s, or 1\\.5 hours, of A\\_B\\*s time.", "It took 30 min[ute]s, or 1.5 hours, of A_B*s time."),
        ("**[Mill burns](https://x.example/mill)** – _twice_", "**Mill burns** – _twice_"),
    ],
)
def test_what_nobody_reads_has_no_words(text, read):
    assert words(text) == words(read)
    found = as_read(article_from_text(text), frozenset().__contains__)
    assert [found.places[start] for start in word_starts(found.article.text)] == list(word_starts(text))


@pytest.mark.parametrize(
    "text", ["See https://x.example/a now.", "The dam [sic] (built in 1902) holds.", "a[1](2) b", "](x)", ""]
)
def test_what_one_reads_counts(text):
    assert words(text) == WORD.findall(text)


def test_words_stand_where_they_stand_in_the_text():
    text = "So [the mill](https://x.example/m) is Ada\\-Lena’s, [she](/s) said."
    for start, end, word in found_as_read(WORD, text):
        assert text[start:end].replace("\\", "") == word
    assert [text[start] for start in word_starts(text)] == list("StmiAss")
    start = text.index("is")
    assert words(text, start, text.index(" said")) == ["is", "Ada-Lena’s", "she"]


def test_many_open_brackets_take_no_time():
    began = time.perf_counter()
    assert words("[a " * 100_000)[:2] == ["a", "a"]
    assert time.perf_counter() - began < 5
