"""What is done to a page so that its article is found whole, alone, and with the marks of its quotations."""

import pytest
from trafilatura import load_html

from hedgelens.article import article_from_html
from hedgelens.article.page import join_parts
from hedgelens.records import Kind

FIRST = (
    "The ferry to Lund stays in port until the spring, the harbour said on Monday, after a long night of talks with the pilots."
)
LAST = "The council heard of it from a newspaper, and the mayor of the town was cross, her office said in a short letter."


def read(inner, around="{}", head=""):
    body = around.format(f"<h1>Ferry stays in port</h1><p>{FIRST}</p>{inner}<p>{LAST}</p>")
    return article_from_html(
        f"<!doctype html><html><head><title>Ferry</title>{head}</head><body><article>{body}</article></body></html>"
    )


def between(article):
    """Returns the blocks between the first and the last paragraph."""
    blocks = [article.text[b.start : b.end] for b in article.blocks]
    return blocks[blocks.index(FIRST) + 1 : blocks.index(LAST)]


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<p><q>We wait</q>, said Ada Okoro, who lives here.</p>", "“We wait”, said Ada Okoro, who lives here."),
        ("<p><q>We <b>wait</b> here</q>, said Ada Okoro.</p>", "“We **wait** here”, said Ada Okoro."),
        ("<p>The <u>Gazette</u> said that he left on Sunday.</p>", "The Gazette said that he left on Sunday."),
        ("<p>He has <s>two</s> three boats, the port said.</p>", "He has three boats, the port said."),
        ("<p>The port has no record of a call<sup>1</sup> that night, she said.</p>", "The port has no record of a call that night, she said."),
        ('<p>The port has no record<sup><a href="#n2">[2]</a></sup> of it, she said.</p>', "The port has no record of it, she said."),
        ("<p>The quay of 90 m<sup>2</sup> was lost on the 4<sup>th</sup> of May.</p>", "The quay of 90 m2 was lost on the 4th of May."),
        ("<p>The CO<sub>2</sub> of the ferry fell, the port said.</p>", "The CO2 of the ferry fell, the port said."),
        ("<blockquote><p>We wait, and it does not come.</p><cite>Ada Okoro, baker</cite></blockquote>", "“We wait, and it does not come.” — Ada Okoro, baker"),
        ("<blockquote>We wait, and it does not come. <cite>Ada Okoro</cite></blockquote>", "“We wait, and it does not come.” — Ada Okoro"),
        ("<blockquote><p>“We wait, all of us.”</p><footer>— <cite>Ada Okoro</cite>, baker</footer></blockquote>", "“We wait, all of us.” — Ada Okoro, baker"),
        ("<figure><blockquote><p>We wait, and it does not come.</p></blockquote><figcaption>Ada Okoro</figcaption></figure>", "“We wait, and it does not come.” — Ada Okoro"),
        (
            '<div class="social-media-embed"><blockquote class="twitter-tweet"><p lang="en">The boat is late again.</p>&mdash; Ada Okoro (@adaokoro) '
            '<a href="https://x.example/1">March 3, 2020</a></blockquote></div>',
            "“The boat is late again.” — Ada Okoro (@adaokoro) March 3, 2020",
        ),
    ],
)  # fmt: skip
def test_a_quotation_keeps_its_marks_and_who_signed_it(inner, shown):
    article = read(inner)
    assert between(article) == [shown]
    assert Kind.HEADING not in {block.kind for block in article.blocks}


def test_a_quotation_of_several_paragraphs_is_signed_behind_the_last():
    inner = "<blockquote><p>We wait for the boat.</p><p>It does not come, and nobody knows why.</p><cite>Ada Okoro</cite></blockquote>"
    assert between(read(inner)) == ["“We wait for the boat.", "“It does not come, and nobody knows why.” — Ada Okoro"]


@pytest.mark.parametrize(
    "box",
    [
        '<div class="related-stories"><p>Ten ways to cook rye, and why bakers like Ida Moss say that it wants patience.</p></div>',
        '<p><a href="/rye">Ten ways to cook rye bread at home</a></p>',
        '<ul><li><a href="/a">Ten ways to cook rye</a></li><li><a href="/b">A night on the quay</a></li><li>Pilots: <a href="/c">what they eat</a></li></ul>',
        '<ul><li><a href="/a"><h3>Ten ways to cook rye</h3><h4>A baker tells it all</h4></a></li></ul>',
        '<article class="teaser"><h2>Ten ways to cook rye</h2><p>Baker Ida Moss said that rye wants patience and a hot stone.</p></article>',
        '<div class="reader-comments"><h3>Comments</h3><ul><li><b>mill67</b><p>The bell could never be heard beyond the mill, believe me.</p></li></ul></div>',
        '<ul><li><img src="a.jpg"><span>Rowers pass the old mill at dawn on Sunday.</span></li><li><img src="b.jpg"><span>A child waves</span></li></ul>',
    ],
)
def test_boxes_of_other_stories_are_left_out(box):
    assert between(read(box)) == []


def test_what_opens_over_a_name_is_left_out_and_the_name_stays():
    inner = (
        '<p>The mayor met <span class="rollover-people"><a href="/ada">Ada Okoro</a><span class="rollover-people-block"><a href="/1">Ten ways '
        "to cook rye</a> <a href='/2'>A night on the quay</a></span></span> at the port on Monday.</p>"
    )
    assert between(read(inner)) == ["The mayor met Ada Okoro at the port on Monday."]


@pytest.mark.parametrize("classes", [("body", "body"), ("col body-a", "col body-b"), ("text-1", "text-2")])
def test_an_article_that_an_advertisement_parts_is_taken_whole(classes):
    one, other = classes
    pilots = "The pilots want a house of their own on the island, and a boat that does not leak when it is loaded with mail."
    pages = (
        f'<!doctype html><html><body><div class="grid"><div class="{one}"><h1>Ferry stays in port</h1><p>{FIRST}</p><p>{FIRST[::-1]}</p></div>'
        f'<aside class="ad">Buy rye</aside><div class="{other}"><p>{pilots}</p><p>{LAST}</p></div></div></body></html>'
    )
    text = article_from_html(pages).text
    assert text.index(FIRST) < text.index(pilots) < text.index(LAST)


def test_parts_that_stand_before_the_largest_stay_before_it():
    told = [
        f"{name} has waited for the boat to the island since Monday, and nobody in the harbour has told anybody why."
        for name in ("Ada", "Ben", "Greta", "Jon", "Ida")
    ]
    first, *rest = (f"<p>{words}</p>" for words in told)
    page = f'<html><body><div class="body-1">{first}</div><div class="body-2">{"".join(rest)}</div></body></html>'
    tree = load_html(page)
    assert join_parts(tree, "\n".join(told[1:]))
    assert [p.text_content() for p in tree.iter("p")] == told


@pytest.mark.parametrize("story", ["{}<br><br>{}<br><br>{}", "<div>{}</div><div>{}</div><div>{}</div>"])
def test_a_story_without_elements_for_its_paragraphs_is_read_whatever_its_box_is_called(story):
    inner = story.format(FIRST, "Nobody knows who will pay for the pilots, who have been on leave since March.", LAST)
    page = f'<html><body><h1>Ferry stays</h1><div class="story related-enabled">{inner}</div><p><a href="/">More of the port</a></p></body></html>'
    assert FIRST in (text := article_from_html(page).text)
    assert LAST in text


@pytest.mark.parametrize("tag", ["article", "div", "section", "aside"])
@pytest.mark.parametrize("name", ["teaser", "related", "story-card recommended", "read-next", "most-read", "promo"])
def test_a_teaser_beside_a_short_story_is_left_out_however_much_of_the_page_it_is(tag, name):
    live = '<section class="entry"><time>10:05</time><h2>{}</h2><p>{}</p></section>'
    entries = live.format("Harbour speaks", FIRST) + live.format("Council hears", LAST)
    other = "Singer Mina Falk said that she would rest until the autumn, and her brother asked the fans of both to leave their house alone."
    box = f'<{tag} class="{name}"><h2>Tour called off</h2><p>{other}</p><p>Nobody has paid her for the nine concerts in the spring, he said.</p></{tag}>'
    page = f'<html><body><main><article class="live"><h1>Ferry stays</h1>{entries}</article>{box}</main></body></html>'
    article = article_from_html(page)
    assert FIRST in article.text
    assert LAST in article.text
    assert "Falk" not in article.text


def test_a_box_with_more_text_than_the_head_of_a_page_may_be_its_story():
    inner = "".join(
        f"<p>{words}</p>"
        for words in (FIRST, LAST, "Nobody knows who will pay for the pilots, who have been on leave since March.")
    )
    page = f'<html><body><article class="hero"><h1>Ferry stays</h1><p>The pilots wait for the spring.</p></article><div class="read-more">{inner}</div></body></html>'
    assert FIRST in article_from_html(page).text


def test_the_paragraph_under_the_headline_that_the_page_gives_as_its_summary_is_taken():
    summary = (
        "Nobody will sail to Lund before May, and the pilots who sit at home say that the harbour never asked them about it."
    )
    meta = f'<meta name="description" content="{summary[:60]}">'
    page = f'<html><head>{meta}</head><body><div class="intro">{summary}</div><article><h1>Ferry stays</h1><p>{FIRST}</p><p>{LAST}</p></article></body></html>'
    assert summary in article_from_html(page).text


def test_a_list_between_paragraphs_is_taken():
    items = "<ul><li>No pilot should sail alone, said Lund.</li><li>The county “must pay for nights”, according to nurse Ben Acheson.</li></ul>"
    assert len(between(read(f"<p>The pilots have two demands:</p>{items}"))) == 3


def test_a_page_whose_only_text_has_the_name_of_a_box_is_read():
    article = read("", '<div class="related promo">{}</div>')
    assert FIRST in article.text
    assert LAST in article.text


@pytest.mark.parametrize("around", ["<article>{}</article>", "<aside>{}</aside>", "<footer>{}</footer>"])
def test_other_stories_of_the_same_form_are_not_joined(around):
    other = "The baker of the island has sold his house to a man from Lund who has never baked bread, his sister said."
    story = f'<article><div class="text"><h1>Ferry stays</h1><p>{FIRST}</p><p>{LAST}</p></div></article>'
    box = f'<div class="text"><h2>Baker sells</h2><p>{other}</p></div>'
    assert not join_parts(load_html(f"<html><body>{story}{around.format(box)}</body></html>"), f"{FIRST}\n\n{LAST}")
