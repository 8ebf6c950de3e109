import re
import tomllib
from importlib.resources import files

import pytest

from hedgelens.article import article_from_text
from hedgelens.article.lines import patterns
from hedgelens.language.words import word_set
from hedgelens.records import Kind

RULES = [
    (kind, pattern, rule)
    for kind, rules in tomllib.loads((files("hedgelens.article") / "blocks.toml").read_text("utf-8")).items()
    for pattern, rule in zip(patterns()[kind], rules, strict=True)
]


@pytest.mark.parametrize(
    ("pattern", "rule"), [found[1:] for found in RULES], ids=[f"{kind}: {rule['example'][:30]}" for kind, _, rule in RULES]
)
def test_each_pattern_finds_its_example_and_not_its_counter_example(pattern, rule):
    assert pattern.search(rule["example"])
    assert not pattern.search(rule["counter"])


def test_months_and_days_are_those_of_the_language():
    words = [
        word
        for word in word_set("calendar") - {"i"}
        if not any(re.fullmatch(p.pattern, word) for k in ("month", "weekday") for p in patterns()[k])
    ]
    assert words == []


def kinds(text):
    return [(text[b.start : b.end], b.kind) for b in article_from_text(text).blocks]


PAGE = """Ferry Runs Aground Off Lund Island

Ferry Runs Aground Off Lund Island
A ferry lies on a sandbank at dusk. Ada Berg/Coastline Press via Getty Images
Ada Berg
Updated:
0:00

A ferry with ninety people on board ran aground on Monday, the coast guard said.
Nobody was hurt.

What went wrong

The pilot said that a light had failed.
The light that failed stands on a rock. (Ada Berg/AFP)
The light that failed stands on a rock. Ada Berg/AFP

Ada Berg is a reporter who covers the sea.
Related Topics
"""


def test_a_page_copied_as_text_falls_into_its_blocks():
    assert [kind for _, kind in kinds(PAGE)] == [
        Kind.TITLE,
        Kind.TITLE,
        Kind.CAPTION,
        Kind.CREDIT,
        Kind.BYLINE,
        Kind.BOILERPLATE,
        Kind.BOILERPLATE,
        Kind.BODY,
        Kind.BODY,
        Kind.HEADING,
        Kind.BODY,
        Kind.CAPTION,
        Kind.CAPTION,
        Kind.CREDIT,
        Kind.AUTHOR_NOTE,
        Kind.BOILERPLATE,
    ]


def test_what_the_page_says_of_itself():
    article = article_from_text(PAGE)
    assert article.title == "Ferry Runs Aground Off Lund Island"
    assert article.author == "Ada Berg"
    assert article.outlet is None
    assert article.language == "en"


def test_blocks_hold_every_visible_character_once_and_in_order():
    article = article_from_text(PAGE)
    position = 0
    for block in article.blocks:
        assert block.start >= position
        assert not PAGE[position : block.start].strip()
        position = block.end
    assert not PAGE[position:].strip()


def test_lines_wrapped_to_a_width_make_one_paragraph():
    text = "A mill burned down on Friday night, and the fire\nspread to two barns before the brigade of the\nvalley could put it out, an officer said.\n\nNo one was hurt."
    assert [piece for piece, _ in kinds(text)][0].endswith("an officer said.")


def test_a_text_of_one_paragraph_is_body():
    assert kinds("The mill burned down.") == [("The mill burned down.", Kind.BODY)]


def test_the_same_caption_twice_is_found_by_its_twin():
    text = "Mill Burns Down\n\nThe mill burned down on Friday, and nobody knows why it did.\n\nSmoke over the valley.\nSmoke over the valley. (Ada Berg/AFP)\n\nThe owner was abroad."
    assert [kind for _, kind in kinds(text)] == [Kind.TITLE, Kind.BODY, Kind.CAPTION, Kind.CAPTION, Kind.BODY]


def test_an_agency_named_in_a_sentence_is_no_credit():
    text = "Mill Burns Down\n\nThe mill burned down on Friday, and nobody knows why.\n\nThe fire was first reported by Reuters"
    assert kinds(text)[-1][1] is Kind.BODY


BEFORE = "A headline about the county\n\nThe county began its campaign on Monday, after a long night of talks.\n\n"
AFTER = "\n\nThe council meets again next week, and the mayor will be there, her office said.\n"


def kind_of(line):
    """Returns the kind of the block that a line between two paragraphs begins in."""
    article = article_from_text(f"{BEFORE}{line}{AFTER}")
    return next(block.kind for block in article.blocks if block.start <= len(BEFORE) < block.end)


@pytest.mark.parametrize(
    "line",
    [
        "The county began the campaign led by Gov. Mabel Stone.",
        "“We shall see,” said U.S. Attorney Paula Cole.",
        "The old quarters are the poorest of the county, says the U.S. Ferry Board.",
        "**The council faced sharp criticism, while the mayor cheered the move.**",
        "*The road stays shut until the spring, the county says.*",
    ],
)
def test_a_paragraph_that_says_something_is_body_whatever_stands_at_its_end_or_sets_it_off(line):
    assert kind_of(line) is Kind.BODY


@pytest.mark.parametrize("line", ["**A road for everybody**", "**2. Mind Your Step**", "__What comes next__"])
def test_a_short_line_in_bold_is_a_heading(line):
    assert kind_of(line) is Kind.HEADING


@pytest.mark.parametrize(
    "line",
    [
        "\\_\\_\\_",
        "*© The Lakeside Courier*",
        "**READ MORE: Bridge may close for a year, mayor says**",
        "**Related: *Boats burn at the old pier***",
        "**BRIDGE SHUT: Nobody knows for how long \\[WARNING\\]**",
        "**DON'T MISS**",
        "*Follow the Courier on Telegram and its boats on YouTube.*",
        "*This article originally appeared in the Lakeside Courier.*",
        "**Harbour fees:** Council wants more from the owners of yachts",
        "*For the boats of today tap here*",
        "Do you know more about the ferry? Write to us at news@courier.example.",
        "Get the Courier's morning news by e-mail and miss nothing Free Sign Up",
        "Read the full letter of the council",
        "More on the port: https://courier.example/port",
        "From the section Harbour & Sea",
        "Sorry: in Lund this media is unavailable.",
        "Page 2 of 3",
    ],
)
def test_links_and_marks_of_the_page_are_boilerplate_in_bold_or_italics_too(line):
    assert kind_of(line) is Kind.BOILERPLATE


@pytest.mark.parametrize(
    "line",
    [
        "The report published by the county on Monday found that 40 bridges are unsafe.",
        "The story ran in Monday's paper and angered the mayor.",
        "The interview was published on Tuesday, and Okoro denied every word of it.",
        "The article appeared in spring.",
        "The video is unavailable to the public, the police said.",
        "This video is unavailable to the court, the judge said.",
        "Children click here and there, a teacher said.",
        "This story changed how the town sees its harbour, Okoro said.",
        "This report was corrected by the council, the mayor told the pilots.",
        "If you ask the pilots, they will tell me that nobody pays, Okoro said.",
        "If you ask the bakers, they will tell us another story.",
        "Do you want to tell us why you left the harbour?",
        "Did you reach me by letter or by phone?",
        "Have a seat, they will tell us when it is over.",
        "Support the reporting of crimes, the poster asks those who live here.",
        "Subscribe or lose the house, the letter said.",
        "You have used the last of the free boats, the pilot told her.",
        "You have reached the limit of what a port can bear.",
        "Already a father of two, he went to sea.",
        "This is a developing port, and its story is old.",
        "Check back with me at noon, the clerk said.",
        "More to follow him than the band, thousands came to the quay.",
        "Get the boats in and stay home, the harbour told all crews.",
        "Listen: nobody rang the bell.",
        "Printed on both sides, the notes were hard to forge.",
        "Our work was supported by steel beams of 1911.",
        "To read his letters, Okoro had to sign a form of nine pages.",
        "This article of the law is for members of the guild only, the judge held.",
    ],
)
def test_a_sentence_of_the_article_that_begins_as_the_page_does_is_body(line):
    assert kind_of(line) is Kind.BODY


@pytest.mark.parametrize(
    "line",
    [
        "This story was first published in the Lakeside Courier.",
        "This report originally ran in the Harbour Post and is printed with thanks.",
        "The interview was first published on Tuesday.",
        "Video is unavailable",
        "Click here to see the boats.",
        "If you were on the ferry, please tell us what you saw.",
        "Were you on board? Call us at noon.",
        "This article was lightly edited for length.",
        "If you were on the ferry, we'd like to hear from you.",
        "Have a tip? Email our newsroom at desk@courier.example.",
        "Don't miss a story: sign up for The Harbour Brief, sent at six each morning.",
        "Get more of the port on your phone: download the Courier app",
        "For more from the port, download our free app.",
        "Support independent journalism with a gift of any size.",
        "Our reporting is made possible by readers like you.",
        "The Courier is run by its members. Donate here.",
        "Become a member: make a donation today.",
        "You have reached your limit of free articles this month.",
        "You've used up all your free stories.",
        "Already a subscriber? Log in",
        "Subscribe today to keep reading and see all photos.",
        "Register for free to continue.",
        "To read the rest of the story, please sign in.",
        "This article is for subscribers only.",
        "Keep reading with a subscription",
        "This is a developing story and may be updated.",
        "Check back for updates.",
        "More details to come",
        "ALSO READ | Ferry prices double in the islands",
        "Read also: Ferry prices double",
        "Listen: How a lock works",
        "URL: https://courier.example/2021/ferry",
        "Printed on 3 October 2024",
    ],
)
def test_what_the_page_says_of_itself_in_a_sentence_is_boilerplate(line):
    assert kind_of(line) is Kind.BOILERPLATE


@pytest.mark.parametrize(
    "line", ["Opinion: Harbour Fees Must Go Now", "Analysis: Bridge Plan Fails Voters", "Comment: Why Lund Will Lose", "Opinion: Lund Loses Again"]
)  # fmt: skip
def test_a_headline_behind_a_label_is_no_byline(line):
    blocks = article_from_text(f"{line}\n\nThe county began its campaign on Monday.{AFTER}").blocks
    assert blocks[0].kind is Kind.TITLE


def test_a_title_without_a_mark_is_one_though_a_marked_heading_follows_in_the_middle():
    text = "Ferry runs aground\n\nA ferry ran aground on Monday.\n\n## What went wrong\n\nA light had failed.\n"
    assert [kind for _, kind in markdown_kinds(text)] == [Kind.TITLE, Kind.BODY, Kind.HEADING, Kind.BODY]
    late = text.replace("Ferry runs aground\n\n", "").replace("## What went wrong", "# Ferry runs aground")
    assert markdown_kinds(late)[1] == ("Ferry runs aground", Kind.TITLE)


@pytest.mark.parametrize(
    "note",
    [
        "*Email Dana Okafor at okafor@courier.example or follow her @okafor.*",
        "Dana Okafor can be reached at okafor@courier.example.",
        "(Edited by Dana Okafor)",
        "Translated by Dana de la Cruz and Lee Marsh.",
        "With files from the Lakeside Courier",
        "– With reporting from our bureau in Lund",
    ],
)
def test_how_to_reach_the_writer_and_who_helped_is_a_note(note):
    text = f"{BEFORE}It rained.\n\nNobody came, and nobody asked.{AFTER}\n{note}\n"
    assert article_from_text(text).blocks[-1].kind is Kind.AUTHOR_NOTE


@pytest.mark.parametrize(
    "line",
    [
        "Dunne wrote on X: “The strike is over 🎉”",
        "Dunne wrote to all: “The strike is over”",
        "»The tower is too high«, said Beat Furrer. »We will not build it.«",
        "The strike is over, all of you 🙏🏽🚆",
        "The union asked its members one thing:",
        "#RailStrike was on top in Dublin, ahead of #Rain",
        "Furrer asked: »Who will pay for it?«",
    ],
)
def test_a_paragraph_without_a_full_stop_at_its_end_is_body_where_somebody_says_something(line):
    assert kind_of(line) is Kind.BODY


@pytest.mark.parametrize(
    "line",
    ["Court reporter: Dana Okafor", "Analysis: Dana de la Cruz", "Words: Dana Okafor and Lee Marsh", "Dana Okafor · Science reporter", "Dana Okafor, Lakeside harbour correspondent", "By Dana Okafor | okafor@courier.example | May 12, 2021"],
)  # fmt: skip
def test_who_wrote_it_stands_in_many_forms(line):
    assert kind_of(line) is Kind.BYLINE


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Clockwise from top: the quay; the ferry; a pilot with his dog.", Kind.CAPTION),
        ("*This graphic, made by the county, shows the bridges that are shut.*", Kind.CAPTION),
        ("This graphic, the county says, shows all the bridges that are shut.", Kind.BODY),
        ("Credit: Dana Okafor / Lakeside Courier", Kind.CREDIT),
        ("The quay from above on the day after the storm (Dana Okafor/Lakeside Courier)", Kind.CAPTION),
        ("The quay was bought by a firm of two (Okoro/Marsh), and sold.", Kind.BODY),
        ("Photo of Ferry Angers a Town", Kind.HEADING),
        ("By Dana Okafor, a letter was sent to the council in the night.", Kind.BODY),
    ],
)
def test_captions_and_credits_are_told_by_their_form(line, kind):
    assert kind_of(line) is kind


def markdown_kinds(text):
    return [(text[b.start : b.end], b.kind) for b in article_from_text(text, markdown=True).blocks]


def test_the_headline_of_the_page_below_that_of_its_window_is_a_title_and_the_section_above_it_is_none():
    text = "# Ferry runs aground | Courier\n\n### Sea\n\n# Ferry runs aground off Lund\n\nA ferry ran aground on Monday.\n\n## What went wrong\n\nA light had failed.\n"
    assert [kind for _, kind in markdown_kinds(text)] == [
        Kind.TITLE,
        Kind.BOILERPLATE,
        Kind.TITLE,
        Kind.BODY,
        Kind.HEADING,
        Kind.BODY,
    ]


def test_a_first_paragraph_that_is_set_as_a_small_heading_is_body():
    text = "# Ferry runs aground\n\n## A ferry with ninety people on board ran aground off Lund on Monday, the harbour said.\n\nNobody was hurt.\n"
    assert markdown_kinds(text)[1][1] is Kind.BODY


def test_a_line_above_the_headline_is_a_heading():
    text = "The port wants to save money on pilots\n\n# Ferry runs aground\n\nA ferry ran aground on Monday.\n"
    assert [kind for _, kind in markdown_kinds(text)] == [Kind.HEADING, Kind.TITLE, Kind.BODY]


@pytest.mark.parametrize(
    "note", ["This piece has been amended with what the harbour says.", "*Clarification: This report was corrected on Monday.*"]
)
def test_what_is_said_of_the_text_at_its_end_is_a_note_of_its_author(note):
    assert (
        markdown_kinds(f"# Ferry runs aground\n\nA ferry ran aground on Monday.\n\nNobody was hurt.\n\n{note}\n")[-1][1]
        is Kind.AUTHOR_NOTE
    )


def test_a_first_paragraph_that_ends_with_what_somebody_wrote_is_body():
    text = "Minister deletes post\n\nThe minister, Orla Dunne, wrote on X: “The strike is over. Thank you all 🙏🏽”\n\nThe union answered at once.\n"
    assert [kind for _, kind in kinds(text)] == [Kind.TITLE, Kind.BODY, Kind.BODY]


def test_a_question_of_an_interview_that_is_set_as_a_heading_is_body():
    text = "# A pilot speaks\n\nAda Okoro left on Monday.\n\n### **Q: What did you learn on the island?**\n\nA: That nobody pays.\n\n### What comes next\n\nShe rests.\n"
    assert [kind for _, kind in markdown_kinds(text)][2:5] == [Kind.BODY, Kind.BODY, Kind.HEADING]


def test_a_line_whose_first_words_alone_are_in_bold_is_no_heading():
    assert kind_of("**Path A**: Lund, Ellery, Holm and the coast") is Kind.BODY


@pytest.mark.parametrize(
    ("opens", "line"),
    [
        ("Three of the islands were cut off:", "Orr, Tull and Little Fenn"),
        ("The board gave one reason:", "No money for pilots"),
        ("The harbour replied with one word —", "“Sorry”"),
        ("The harbour replied with one word —", "Sorry"),
    ],
)
def test_what_a_colon_or_a_dash_leads_to_is_no_heading(opens, line):
    text = f"{BEFORE}{opens}\n\n{line}\n\nNobody came, and nobody asked.{AFTER}"
    found = dict(kinds(text))
    assert (found[opens], found[line]) == (Kind.BODY, Kind.BODY)


def test_a_heading_in_capitals_behind_a_colon_is_one():
    text = f"{BEFORE}These are the islands that were hit:\n\nORR AND TULL\n\nNobody came, and nobody asked.{AFTER}"
    assert dict(kinds(text))["ORR AND TULL"] is Kind.HEADING


@pytest.mark.parametrize(
    "line",
    [
        "Ada Okoro, who lives beside the harbor, owns no shares in Delta Works, the yard that the council chose.",
        "The mayor owns no shares in the ferry line, her office said.",
        "Neither the mayor nor her brother, the filing says, owns no shares in the yard that the city wants to buy.",
        "He has no financial interest in the plan, Mr. Rill told the court.",
        "Delta Works, which owns no shares in the yard, was asked to leave.",
        "“I own no shares in it, and she owns no shares in it,” said Ms. Osei.",
        "The names of the streets have been changed twice since the flood.",
        "Since names have been changed on every deed, nobody knows who owned the mill.",
        "The author of the report holds shares in two of the firms, the ministry said.",
        "A fund that has no financial interest in the harbor paid for the survey.",
        "The writer has a position in the guild, and the council has no say in it, she said.",
    ],
)
def test_a_text_that_holds_what_notes_say_is_no_note(line):
    (block,) = article_from_text(line, id="a").blocks
    assert block.kind is Kind.BODY


@pytest.mark.parametrize(
    "line",
    [
        "Some names in this article have been changed.",
        "The names of the patients have been changed to protect their privacy.",
        "Her name has been changed at her request.",
        "The author owns no shares in any of the companies that are named here.",
        "Neither of the authors holds shares in Delta Works.",
        "Dana Okafor owns no shares in the companies mentioned in this column.",
        "The writer has no financial interest in the ferry line.",
        "Disclosure: the paper's owner holds shares in the ferry line.",
        "Dana Okafor held no position in Delta Works at the time of writing; she holds no shares in it.",
        "Children’s names have been changed.",
    ],
)
def test_a_paragraph_that_is_a_note_is_one(line):
    text = f"The ferry stays in port, the mayor said.\n\nIt may sail on Monday.\n\nNobody knows why.\n\n{line}"
    assert article_from_text(text, id="a").blocks[-1].kind is Kind.AUTHOR_NOTE
