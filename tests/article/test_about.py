import pytest

from hedgelens.article import article_from_text
from hedgelens.article.about import author_of, headline


@pytest.mark.parametrize(
    ("title", "outlet", "shown", "expected"),
    [
        ("Bridge shut | The Valley Post", "The Valley Post", None, "Bridge shut"),
        ("Bridge shut – Valley Post", "The Valley Post", None, "Bridge shut"),
        ("Valley Post: Bridge shut", "Valley Post", None, "Valley Post: Bridge shut"),
        ("Valley Post - Bridge shut", "Valley Post", None, "Bridge shut"),
        ("Boats | Bridges: a tale", "Valley Post", None, "Boats | Bridges: a tale"),
        ("Valley Post", "Valley Post", "Bridge shut after cables snap", "Bridge shut after cables snap"),
        (None, "Valley Post", "Bridge shut", "Bridge shut"),
        ("Holiday ideas – Sunny beaches for March", "The Sun", None, "Holiday ideas – Sunny beaches for March"),
        ("Harbour sorry - Apology comes late", "AP", None, "Harbour sorry - Apology comes late"),
        ("Bridge shut | Timetable for repairs", "Time", None, "Bridge shut | Timetable for repairs"),
        ("Bridge shut | Time runs out", "Time", None, "Bridge shut | Time runs out"),
        ("Bridge shut | Valley News", "Valley", None, "Bridge shut"),
        ("Bridge shut | Valley Post", "ValleyPost.com", None, "Bridge shut"),
        ("Bridge shut | Valley Post", "Valley Post Online", None, "Bridge shut"),
        ("Bridge shut | Valley Post of Lund", "Valley Post", None, "Bridge shut"),
        ("Well-known baker sues - again", "Valley Post", None, "Well-known baker sues - again"),
    ],
)
def test_a_headline_is_without_the_name_of_its_site(title, outlet, shown, expected):
    assert headline(title, outlet, shown) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Username", None),
        ("No Author", None),
        ("Valley Post", None),
        ("Valley Post Staff", None),
        ("The Valley Post Newsroom", None),
        ("Valley Post Editorial Board; Lena Hurst", "Lena Hurst"),
        ("newsdesk@valleypost.example", None),
        ("Lena Hurst; Valley Post", "Lena Hurst"),
        ("Lena Hurst; Lena Hurst; Staff writer", "Lena Hurst"),
        ("Lena Hurst is a reporter", "Lena Hurst"),
        ("Lena Hurst Published", "Lena Hurst"),
        ("Lena Hurst; Ada Finch", "Lena Hurst; Ada Finch"),
        ("Hilda May", "Hilda May"),
        ("Lena April", "Lena April"),
        ("Hilda May 3 March 2020", "Hilda May"),
        ("Lena Hurst March 3, 2020", "Lena Hurst"),
        ("Lakeside Courier Staff November", "Lakeside Courier Staff"),
        ("Lena Hurst 12 June", "Lena Hurst"),
        ("Lena Hurst Nov. 3, 2020", "Lena Hurst"),
        ("Dwayne April-Jones", "Dwayne April-Jones"),
    ],
)
def test_an_author_is_somebody(given, expected):
    assert author_of(given, "The Valley Post") == expected


@pytest.mark.parametrize("byline", ["By Username", "By Admin", "By No Author"])
def test_a_byline_without_a_name_gives_no_author(byline):
    assert article_from_text(f"Bridge shut\n\n{byline}\n\nThe bridge stays shut until the spring.").author is None


@pytest.mark.parametrize(
    "byline", ["Court reporter: Dana Okafor", "Words: Dana Okafor", "Dana Okafor · Science reporter", "**By Dana Okafor**"]
)
def test_the_author_of_any_byline_is_the_name_in_it(byline):
    assert article_from_text(f"Bridge shut\n\n{byline}\n\nThe bridge stays shut until the spring.").author == "Dana Okafor"
