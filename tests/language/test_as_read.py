import re

import pytest

from hedgelens.article import article_from_text
from hedgelens.article.words import word_starts
from hedgelens.language.as_read import as_read

WORDS = frozenset("allegedly according well known water reservoir twelve year old mid season confirmed".split())


def read(text):
    found = as_read(article_from_text(text), WORDS.__contains__)
    return text if found is None else found.article.text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The boat was al-\nlegedly sold, ac-\ncording to the port, long before the war.", "The boat was allegedly sold, according to the port, long before the war."),
        ("A poet who is well-\nknown in the north read there, and a mid-\nseason match was put off by the club.", "A poet who is well-known in the north read there, and a mid-season match was put off by the club."),
        ("The pact of the towns was signed by the Anglo-\nSaxon kings, and in the end by nobody else,\nthe chronicle of the monks says.", "The pact of the towns was signed by the Anglo-Saxon kings, and in the end by nobody else, the chronicle of the monks says."),
        ("It is late.\n\n> The boat was sold to a bank of Oslo in the spring, al-\n> legedly, and the port of the isle has not yet seen a\n>penny for it, as the clerk of the council told us.", "It is late.\n\n> The boat was sold to a bank of Oslo in the spring, allegedly, and the port of the isle has not yet seen a penny for it, as the clerk of the council told us."),
        ("Ms. Vo\u00adgel re\u00adport\u00aded\u00adly left.", "Ms. Vogel reportedly left."),
        ("\ufeffShe s\u200baid it.\u200b", "She said it."),
        ("“It takes 30 min\\[ute\\]s,” she wrote as A\\_B.", "“It takes 30 min[ute]s,” she wrote as A_B."),
        ("The county, [whose ferry sank](https://x.example/a_b), has sued [the yard](/y).", "The county, whose ferry sank, has sued the yard."),
        ("_birdie_, a blogger, told _The Lakeside Courier_ so.", "birdie, a blogger, told The Lakeside Courier so."),
        ("The oﬃce of the ﬁre brigade conﬁrmed the ﬂood.", "The office of the fire brigade confirmed the flood."),
    ],
)  # fmt: skip
def test_it_is_read_as_one_reads_it(text, whole):
    assert read(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "The mill burned down.\n\nNobody was hurt.",
        "A fire-fighter, 👩🏽\u200d🚒, came – at 9.",
        "He has a well-known boat.\n\nIt is [sic] old (http://x.example), @ada_o __ says.",
    ],
)
def test_what_stands_there_just_so_is_not_written_anew(text):
    assert as_read(article_from_text(text), WORDS.__contains__) is None


def test_a_word_that_stands_elsewhere_in_the_article_tells_how_it_is_divided():
    text = "Ada Vanberg met the ferry-man of the old port on Monday, and Ms. Van-\nberg gave the ferry-\nman a letter for the owner of\nthe boat, who read it."
    assert "Ms. Vanberg gave the ferry-man a letter" in read(text)


def test_each_character_has_its_place_in_the_article():
    text = "Nobody con-\nﬁrmed that the wa-\nter of the reser\u00advoir, which is very old, was bad."
    found = as_read(article_from_text(text), WORDS.__contains__)
    for word in re.finditer(r"\w+", found.article.text):
        start, end = found.span(word.span())
        assert read(text[start:end]) == word.group()
        assert found.offset(start) == word.start()
    assert [text[a] for a in word_starts(text)] == list("Ncttwotrwivowb")


def test_blocks_stand_where_they_stood():
    text = "Reser\u00advoir low\n\nBy Ada Berg\n\nThe reser\u00advoir is low, the port said."
    article = article_from_text(text)
    found = as_read(article, WORDS.__contains__)
    assert [found.span((b.start, b.end)) for b in found.article.blocks] == [(b.start, b.end) for b in article.blocks]
    assert [b.kind for b in found.article.blocks] == [b.kind for b in article.blocks]


def test_a_word_without_end_and_blanks_without_end_take_no_time():
    assert read("a" * 200_000 + "-\nb " + " " * 200_000 + "c").endswith("c")
