"""What stands around a text: lists of links, galleries, teasers, graphics; told by their place and form."""

import pytest

from hedgelens.article import article_from_text
from hedgelens.records import Kind

STORY = """# Ferry stays in port

The ferry to Lund stays in port until the spring, the harbour said on Monday.

The council heard of it from a newspaper, and the mayor of the town was cross.

Nobody knows who will pay for the pilots, who have been on leave since March.

"""


def kinds_after_story(tail, before=STORY):
    article = article_from_text(before + tail, markdown=True)
    return [block.kind for block in article.blocks if block.start >= len(before)]


@pytest.mark.parametrize(
    "links",
    [
        "- THE SHORT GUIDE: How do I get to Lund?\n- BY BOAT: When the other lines sail\n- VIDEO: A pilot on his last day",
        "- Pilots Want More Than a Boat\n- Here's Where Lund Keeps Its Old Ferries\n- Why Nobody Swims in Port Ellery",
        "## More from the Courier\n\n- A day on the quay\n- What pilots eat",
        "## Related\n\n- A day on the quay, and a night\n- What do pilots eat?",
    ],
)
def test_a_list_of_headlines_is_no_body(links):
    assert set(kinds_after_story(links + "\n\nThe mayor waits for a letter, she said.\n")[:-1]) == {Kind.BOILERPLATE}


@pytest.mark.parametrize(
    "items",
    [
        "- The quay is old\n- The pilots are on leave\n- Nobody has counted the boats",
        "- Lund Ferries, Port Ellery, Westmark\n- Holm Lines, Lund, Westmark",
        "- No pilot should sail alone, said Ada Okoro.\n- The county “must pay for nights”, according to Ben Holm.",
    ],
)
def test_a_list_of_what_the_article_says_is_body(items):
    assert Kind.BOILERPLATE not in kinds_after_story(f"The council said:\n\n{items}\n\nIt meets again on Friday, she said.\n")


def test_a_list_of_one_is_a_picture_of_a_gallery():
    found = kinds_after_story("- Ada Okoro at her boat, in which she came to the island\n\nShe has not sold it, she said.\n")
    assert found == [Kind.CAPTION, Kind.BODY]


def test_figures_above_their_source_are_those_of_a_graphic():
    found = kinds_after_story(
        "- **33%** of all boats are old\n- **12%** of all pilots are ill\n\nSource: County of Lund, Harbour Office\n"
    )
    assert found == [Kind.BOILERPLATE] * 3


@pytest.mark.parametrize(
    "items",
    ["- The quay is old, Ada Okoro said.\n- The pilots are ill, Ben Holm said.", "- The quay is old\n- The pilots were on leave", "- Nobody pays for 40 boats, Okoro said."],
)  # fmt: skip
def test_what_somebody_says_above_a_source_is_body(items):
    assert Kind.BOILERPLATE not in kinds_after_story(f"{items}\n\nSource: County of Lund\n")[:-1]


def test_names_above_their_source_are_those_of_a_graphic():
    assert kinds_after_story("- Old boats\n- Old pilots\n\nSource: County of Lund\n") == [Kind.BOILERPLATE] * 3


@pytest.mark.parametrize("quoted", ["“{}”", '"{}"', "„{}“", "«{}»"])
def test_a_list_of_one_that_is_quoted_is_body(quoted):
    words = quoted.format("No pilot should have to sail alone at night")
    assert kinds_after_story(f"- {words}\n\nThe union wrote that, she said.\n")[0] is Kind.BODY


def test_a_list_of_one_behind_a_colon_is_body():
    found = kinds_after_story("The union asks for one thing:\n\n- A second pilot on each boat to Lund\n\nIt meets on Friday.\n")
    assert found == [Kind.BODY] * 3


TEASERS = [
    "A baker in Holm has been told to take down the sign above his shop, which shows a loaf of bread and a glass of beer and",
    "The owner of a gym was found at home on Sunday, and the police said that they had been called by a neighbour. Officers found a man",
    "It rained. Bakers on the quay have had their cellars under water twice since Sunday, and some of them keep their flour in the church, where",
]


def test_paragraphs_that_break_off_at_the_end_are_teasers_of_other_stories():
    assert set(kinds_after_story("\n\n".join(TEASERS))) == {Kind.BOILERPLATE}
    more = [" ".join(teaser.split()[:12]) + "... more" for teaser in TEASERS]
    assert set(kinds_after_story("\n\n".join([*more, "Letters that you send us may be cut."]))) == {Kind.BOILERPLATE}


def test_a_text_that_has_no_full_stops_stays_body():
    text = "\n\n".join(["# Ferry stays in port", *TEASERS, *TEASERS[::-1]])
    assert {block.kind for block in article_from_text(text, markdown=True).blocks[1:]} == {Kind.BODY}


def test_quotations_that_are_signed_do_not_break_off():
    signed = "“The ferry was all that we had on this side, and nobody asked us before it was sold to a man who has never been on board.” — {}"
    found = kinds_after_story(
        "\n\n".join(signed.format(name) for name in ("Ada Okoro", "Ben Holm, pilot", "Greta Lund", "Jon Moss"))
    )
    assert set(found) == {Kind.BODY}


ARCHIVE = """{title}

Lakeside Courier

March 2, 2021 Tuesday

Section: NEWS; Pg. 2

Length: 84 words

Byline: DANA OKAFOR

Highlight: The council weighs a plan.

Body

The ferry stays in port, said Mayor Lena Fox.

“We have no pilots,” Fox said.

Classification

Language: ENGLISH

Load-Date: March 3, 2021

End of Document
"""


def test_the_fields_that_an_archive_puts_around_an_article_are_no_body():
    text = ARCHIVE.format(title="Ferry stays in port") + "\nSearch Summary\nText\tferry and (port or money)\nResults Found\t1\n"
    article = article_from_text(text)
    assert [text[b.start : b.end] for b in article.blocks if b.kind is Kind.BODY] == [
        "The ferry stays in port, said Mayor Lena Fox.",
        "“We have no pilots,” Fox said.",
    ]
    assert (article.title, article.author) == ("Ferry stays in port", "DANA OKAFOR")


def test_several_articles_in_one_file_have_a_title_each_and_are_warned_of():
    text = ARCHIVE.format(title="Ferry stays in port") + "\n" + ARCHIVE.format(title="Baker sells house")
    article = article_from_text(text)
    assert [text[b.start : b.end] for b in article.blocks if b.kind is Kind.TITLE] == ["Ferry stays in port", "Baker sells house"]
    assert "2 articles" in article.warnings[0]


def test_what_a_press_release_says_of_its_sender_at_the_end_is_no_body():
    title = "# Lund Ferries stays in port\n\n"
    sender = "Lund Ferries is a leading provider of boats for islands and their people.\n\nLund Ferries is headquartered in Port Ellery.\n"
    told = STORY.split("\n\n", 1)[1]
    assert kinds_after_story(sender, title + told) == [Kind.BOILERPLATE] * 2
    assert kinds_after_story(f"{sender}\nThe mayor waits for a letter, she said.\n", title + told) == [Kind.BODY] * 3
    said = "Lund Ferries is the leading employer on the island, a town without a bank, the mayor said.\n"
    assert kinds_after_story(said, title + told) == [Kind.BODY]
    assert kinds_after_story("Lund Ferries was founded in hope, her mother said.\n", title + told) == [Kind.BODY]
    assert kinds_after_story("Holm Lines is a leading provider of boats.\n", title + told) == [Kind.BODY]
