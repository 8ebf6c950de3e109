"""What is said of a page: that more of the article stands on it, that less of it is article, or that it holds several stories."""

import pytest
from trafilatura import load_html

from hedgelens.article import article_from_html
from hedgelens.article.beside import doubts_of_page


def sentences(start, number):
    """So many sentences of thirteen words each, none like another."""
    return [f"On day {start + n} the keeper of lock {start + n} said that water was {start + n}." for n in range(number)]


def doubts(html, taken, sure=None):
    tree = load_html(f"<!doctype html><html><body>{html}</body></html>")
    return list(doubts_of_page(tree, "\n\n".join(taken), sure))


def paragraphs(texts):
    return "".join(f"<p>{text} {text}</p>" for text in texts)


def both(texts):
    return [f"{text} {text}" for text in texts]


ONE, TWO = sentences(0, 10), sentences(100, 10)


def test_of_an_article_that_was_taken_whole_nothing_is_said():
    page = f"<article><h1>Locks</h1>{paragraphs(ONE)}</article><aside>{paragraphs(TWO)}</aside><footer>{paragraphs(TWO)}</footer>"
    assert doubts(page, both(ONE), " ".join(both(ONE))) == []


def test_paragraphs_that_were_not_taken_are_said_wherever_they_stand():
    (said,) = doubts(f"<div class='a'>{paragraphs(ONE)}</div><div class='b'>{paragraphs(TWO)}</div>", both(ONE))
    assert "Paragraphs of 260 words" in said
    assert doubts(f"<div>{paragraphs(ONE)}</div><div>{paragraphs(TWO[:1])}</div>", both(ONE)) == []


@pytest.mark.parametrize(
    "around", ["<nav>{}</nav>", "<form>{}</form>", "<div class='newsletter-box'>{}</div>", "<div id='comments'>{}</div>"]
)
def test_what_stands_around_an_article_is_not_missed(around):
    assert doubts(paragraphs(ONE) + around.format(paragraphs(TWO)), both(ONE)) == []


@pytest.mark.parametrize("items", ["<table>{}</table>", "<ul>{}</ul>", "{}"], ids=["table", "list", "posts"])
def test_tables_lists_and_posts_among_the_paragraphs_are_said(items):
    kind = {"<table>{}</table>": "<tr><td>{}</td></tr>", "<ul>{}</ul>": "<li>{}</li>"}.get(items, "<blockquote>{}</blockquote>")
    inside = items.format("".join(kind.format(text) for text in TWO))
    (said,) = doubts(paragraphs(ONE[:5]) + inside + paragraphs(ONE[5:]), both(ONE))
    assert "Tables, lists or posts of 130 words" in said
    links = items.format("".join(kind.format(f"<a href='/x'>{text}</a>") for text in TWO))
    assert doubts(paragraphs(ONE[:5]) + links + paragraphs(ONE[5:]), both(ONE)) == []


def test_what_a_more_careful_look_leaves_out_is_said():
    taken = both(ONE)
    assert "About 30% of what was taken" in doubts(paragraphs(ONE), taken, " ".join(taken[:7]))[0]
    assert doubts(paragraphs(ONE), taken, " ".join(taken)) == []


def test_several_stories_are_said_whether_they_were_taken_or_not():
    stories = "".join(f"<article><h2>Lock {n}</h2>{paragraphs(sentences(n * 10, 5))}</article>" for n in range(3))
    taken = [text for n in range(3) for text in both(sentences(n * 10, 5))]
    assert "3 stories that were taken as one" in doubts(stories, taken)[0]
    assert "2 further stories" in doubts(stories, taken[:5])[0]
    teasers = "".join(f"<article><h3>Lock {n}</h3><p>{sentences(n, 1)[0]}</p></article>" for n in range(50, 60))
    assert doubts(f"<article><h1>Locks</h1>{paragraphs(ONE)}</article>{teasers}", both(ONE)) == []


@pytest.mark.parametrize("tag", ["div", "section", "li"])
def test_a_list_of_stories_under_headlines_that_lead_to_them_is_said(tag):
    story = "<{0} class='item'><h2><a href='/{1}'>Lock {1}</a></h2>{2}</{0}>"
    page = "".join(story.format(tag, n, paragraphs(sentences(n * 10, 3))) for n in range(3))
    taken = [text for n in range(3) for text in both(sentences(n * 10, 3))]
    assert "3 stories that were taken as one" in doubts(f"<h1>Valley Post</h1>{page}", taken)[0]
    own = f"<div><h1>Locks</h1>{paragraphs(ONE)}<h2><a href='/1'>Lock 1</a></h2>{paragraphs(TWO)}</div>"
    assert doubts(own, [*both(ONE), *both(TWO)]) == []


def test_the_doubts_are_warnings_of_the_article():
    page = "".join(f"<article><h2>Lock {n}</h2>{paragraphs(sentences(n * 10, 5))}</article>" for n in range(2))
    warnings = article_from_html(f"<!doctype html><html><body><main>{page}</main></body></html>").warnings
    assert any("2 stories" in warning for warning in warnings)
