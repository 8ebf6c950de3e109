import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgelens.hedging import Contrast, HedgeRules, tag_contrasts, tag_hedges
from hedgelens.records import Category

RULES = HedgeRules.built_in()

PIECES = [
    "It may rain. ",
    "Experts say that the dam could break. ",
    "“I think so,” she said. ",
    "\n\n",
    "He left—perhaps—on May 4.\r\n",
    "About 40 people, ",
    "if any, ",
    "\xa0",
    "could not possibly ",
    "it is widely believed that ",
    "’",
    '"',
    "🌧 ",
    "unclear whether ",
]


def tagged(parse, text):
    return [(hedge.text, hedge.category.value) for hedge in tag_hedges(parse(text), (), RULES)]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join).filter(str.strip))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_hedge_lies_in_the_text_says_what_stands_there_and_overlaps_no_other(parse, text):
    parsed = parse(text)
    hedges = tag_hedges(parsed, (), RULES)
    assert [hedge.id for hedge in hedges] == [f"h{i}" for i in range(1, len(hedges) + 1)]
    for hedge in hedges:
        assert hedge.text == text[hedge.start : hedge.end] != ""
        assert parsed.sentences[hedge.sentence].start <= hedge.start < hedge.end <= parsed.sentences[hedge.sentence].end
    for one, other in zip(hedges, hedges[1:], strict=False):
        assert one.end <= other.start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It may rain on May 4.", [("may", "epistemic")]),
        ("They could not possibly have known.", []),
        ("The minister talked about taxes and about 40 mayors.", [("about", "approximator")]),
        ("She appeared in court and appeared to smile.", [("appeared", "inferential")]),
        ("Come as soon as possible.", []),
        ("The bank hedged its bets.", []),
        ("If the mill closed, the town would shrink.", [("If", "conditional"), ("would", "conditional")]),
        ("He said he would come.", []),
        ("It is unclear whether he came.", [("unclear whether", "epistemic")]),
        ("The price could likely fall.", [("could", "epistemic"), ("likely", "epistemic")]),
        ("She was accused of theft.", [("accused of", "hearsay")]),
        ("The union accused her of theft.", []),
        ("Many of his friends believe that he fled.", [("believe", "doxastic")]),
        ("It is widely believed that he fled.", [("is widely believed", "vague-attribution")]),
        ("She looked to all of us as if she knew.", [("looked to all of us as if", "inferential")]),
        ("The firm expects a loss, as expected.", [("expects", "doxastic")]),
        ("The board considered the offer on Monday.", []),
        ("The offer is considered generous.", [("considered", "doxastic")]),
    ],
)
def test_look_alikes_are_told_from_hedges(parse, text, expected):
    assert tagged(parse, text) == expected


def test_the_longest_mark_stands(parse):
    assert tagged(parse, "It could not be independently verified.") == [("could not be independently verified", "unverified")]


def test_why_names_the_rule_and_the_reason_for_the_owner(parse):
    (hedge,) = tag_hedges(parse("It will probably rain."), (), RULES)
    assert hedge.why == "rule epistemic/adverbs; stands outside of any attribution's content"
    assert hedge.rule == "epistemic/adverbs"
    assert 0 < hedge.confidence <= 1


def test_contrast_words_are_counted_apart_and_are_no_hedges(parse):
    parsed = parse("The mayor said that the dam was certainly old. She knew that it might break.")
    assert [hedge.text for hedge in tag_hedges(parsed, (), RULES)] == ["might"]
    found = tag_contrasts(parsed, RULES)
    words = {contrast: [parsed.article.text[start:end] for start, end in spans] for contrast, spans in found.items()}
    assert words == {Contrast.BOOSTER: ["certainly"], Contrast.FACTIVE: ["knew"], Contrast.REPORTING: ["said"]}


def test_the_four_categories_beside_the_core_can_be_told_apart(parse):
    categories = [hedge.category for hedge in tag_hedges(parse("About 40 people often came, mostly if it rained."), (), RULES)]
    assert categories == [Category.APPROXIMATOR, Category.FREQUENCY, Category.ADAPTOR, Category.CONDITIONAL]
