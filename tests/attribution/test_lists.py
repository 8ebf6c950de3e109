"""Lists that a saying introduces are what is said."""

import pytest

from hedgelens.attribution.cues import CUES
from hedgelens.attribution.sieves import attribute_by_rules
from hedgelens.language.words import tables

ITEMS = "- The cranes had not been oiled. Rust came first.\n\n- Nobody had counted the ropes.\n\n- Two gates stood open."


def said(parsed):
    """Returns (source, content) of each attribution, white space made single blanks."""
    text = parsed.article.text
    return [
        tuple(" ".join(" ".join(text[a:b] for a, b in spans).split()) for spans in (found.source, found.content))
        for found in attribute_by_rules(parsed)
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "The auditors said the harbour office had broken four rules:",
        "The auditors warned of three faults:",
        "The auditors blamed the harbour office. Among the findings:",
        "The auditors blamed the harbour office.\n\nTheir main findings:",
    ],
)
def test_items_are_what_the_opening_says(parse, opening):
    sources = {
        source for source, content in said(parse(f"Harbour audit\n\n{opening}\n\n{ITEMS}\n")) if "Two gates stood open" in content
    }
    assert sources == {"The auditors"}


@pytest.mark.parametrize(
    "opening",
    [
        "The yard has four rules:",  # nobody says so
        "The auditors said the office had broken four rules.",  # no list is announced
        "Three men came to the yard:",
        "The auditors blamed the harbour office. Among the guests:",
    ],
)
def test_items_of_other_lists_are_nobodys(parse, opening):
    assert not any("Two gates stood open" in content for _, content in said(parse(f"Harbour audit\n\n{opening}\n\n{ITEMS}\n")))


def test_an_item_with_a_speaker_of_its_own_stays_his(parse):
    text = "Harbour audit\n\nThe auditors said the office had broken three rules:\n\n- The cranes were dry.\n\n"
    found = said(parse(f"{text}- “We had no oil,” said Ada Lind.\n\n- Two gates stood open.\n"))
    (listed,) = (content for source, content in found if source == "The auditors")
    assert "dry" in listed
    assert "Two gates" in listed
    assert "oil" not in listed
    assert ("Ada Lind", "“We had no oil,”") in found


def test_one_paragraph_with_a_dash_is_no_list(parse):
    found = said(
        parse("Harbour audit\n\nThe auditors warned of this:\n\n- The cranes were dry.\n\nThe yard lies in the north.\n")
    )
    assert not any("dry" in content for _, content in found)


@pytest.mark.parametrize("entry", tables(CUES)["listed"])
def test_nouns_for_what_was_said(parse, entry):
    for name, is_said in (("example", True), ("counter", False)):
        assert any("Nobody had counted" in content for _, content in said(parse(entry.values[name]))) is is_said
