"""What the rule engine finds, shown on sentences of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgelens.article import article_from_text
from hedgelens.attribution import ENGINES, attribution_engine
from hedgelens.attribution.sieves import attribute_by_rules
from hedgelens.language import load_language
from hedgelens.records import HedgeLensError


def found(parse, text, nested=False):
    """Returns (source, cue, content) of each attribution, pieces joined by " … "."""
    quote = article_from_text(text).quote
    return [
        (quote(a.source), quote(a.cue), quote(a.content)) for a in attribute_by_rules(parse(text)) if nested or a.parent is None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that the bridge was safe.", ("The mayor", "said", "that the bridge was safe")),
        ("The bridge is safe, said the mayor.", ("the mayor", "said", "The bridge is safe")),
        ("The bridge, the mayor said, is safe.", ("the mayor", "said", "The bridge … is safe")),
        ("“The bridge is safe,” Ms. Lund said.", ("Ms. Lund", "said", "“The bridge is safe,”")),
        ("“Is the bridge safe?” asked Ms. Lund.", ("Ms. Lund", "asked", "“Is the bridge safe?”")),
        ("According to the Harbour Board, the bridge is safe.", ("the Harbour Board", "According to", "the bridge is safe")),
        (
            "The bridge is safe, according to the Harbour Board (HB).",
            ("the Harbour Board (HB)", "according to", "The bridge is safe"),
        ),
        ("The bridge is safe, as reported by the Herald on Monday.", ("the Herald", "as reported by", "The bridge is safe")),
        ("Ms. Lund told reporters that the bridge was safe.", ("Ms. Lund", "told", "that the bridge was safe")),
        ("The report mentions three cracks in the pier.", ("The report", "mentions", "three cracks in the pier")),
        ("Ms. Lund believes the bridge is safe.", ("Ms. Lund", "believes", "the bridge is safe")),
        ("The mayor wants to close the bridge.", ("The mayor", "wants", "to close the bridge")),
        ("Ms. Lund put it bluntly: “The bridge will fall.”", ("Ms. Lund", "put", "“The bridge will fall.”")),
        ("The closures have been widely reported.", ("", "have been widely reported", "The closures")),
        ("The panel came to the conclusion that it leaks.", ("The panel", "came to the conclusion", "that it leaks")),
        ("Ms. Lund took the view that it leaks.", ("Ms. Lund", "took the view", "that it leaks")),
        ("The union got the impression that it leaks.", ("The union", "got the impression", "that it leaks")),
        ("The findings show the pier had been rotten.", ("The findings", "show", "the pier had been rotten")),
        ("The mayor did not say whether the bridge was safe.", ("The mayor", "did not say", "whether the bridge was safe")),
    ],
)
def test_one_attribution(parse, text, expected):
    assert found(parse, text) == [expected]


def test_two_attributions_share_a_source(parse):
    assert found(parse, "The bridge is closed, said Ms. Lund, adding that the pier would follow.") == [
        ("Ms. Lund", "said", "The bridge is closed"),
        ("Ms. Lund", "adding", "that the pier would follow"),
    ]


def test_an_attribution_inside_another_has_it_as_parent(parse):
    inner, outer = attribute_by_rules(
        parse("Estimates by the police indicate that forty houses were flooded, reported the Herald on Monday.")
    )
    assert (inner.rule, outer.rule) == ("clause", "reporting clause")
    assert inner.parent == outer.id
    assert outer.parent is None


def test_a_quotation_belongs_to_its_speaker_as_a_whole(parse):
    text = "“The bridge is old. It will fall,” Ms. Lund said. “Nobody listens to us.”\n\n“They will be sorry.”"
    assert found(parse, text) == [
        (
            "Ms. Lund",
            "said",
            "“The bridge is old. It will fall,” … “Nobody listens to us.”\n\n“They will be sorry.”".replace("\n\n", " … "),
        )
    ] or found(parse, text)[0][2].endswith("“They will be sorry.”")


def test_a_quotation_over_paragraphs_whose_marks_are_repeated(parse):
    text = "Ms. Lund said: “The bridge is old.\n\n“It will fall in the spring.”\n\nThe mayor was silent."
    (only,) = found(parse, text)
    assert only[0] == "Ms. Lund"
    assert only[2].endswith("“It will fall in the spring.”")


def test_a_stray_quotation_mark_spoils_one_paragraph_at_most(parse):
    text = "The sign read “Closed for the season.\n\nMs. Lund said the bridge was old.\n\n“It will fall,” she said."
    assert ("Ms. Lund", "said", "the bridge was old") in found(parse, text)
    assert ("she", "said", "“It will fall,”") in found(parse, text)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry will leave at nine.",
        "She made a statement and left.",
        "The so-called “night market” is closed.",
        "It makes sure that the water is clean.",
        "The minister appeared in court on Monday.",
    ],
)
def test_no_attribution(parse, text):
    assert found(parse, text) == []


@pytest.mark.parametrize(
    "label", ["Nov. 4", "6 p.m.", "10:30 A.M.", "2021", "12/5", "Feb. 3, 2021", "FEB. 3", "$3.5", "1", "May 6, 2021", "MONDAY"]
)
def test_no_date_hour_or_number_speaks(parse, label):
    assert found(parse, f"The dam is old.\n\n{label}: The dam leaks for the first time.") == []


@pytest.mark.parametrize("label", ["MS. OKORO", "Dr. OKORO", "MR. MAY", "APRIL", "OKORO-MAY", "Q", "Q."])
def test_who_has_capitals_before_a_colon_speaks(parse, label):
    spoken = "The dam leaks for the first time"
    assert found(parse, f"The dam is old.\n\n{label}: {spoken}.") == [(label, ":", spoken)]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("“The bridge is old,” she said.", "direct"),
        ("She said the bridge was old.", "indirect"),
        ("She said the bridge was “an old heap of rust and stone.”", "mixed"),
        ("''The bridge is old,'' she said.", "direct"),
        ('"The bridge is old," she said.', "direct"),
    ],
)
def test_kind_of_quotation(parse, text, quotation):
    assert attribute_by_rules(parse(text))[0].quotation == quotation


def test_every_result_says_which_sieve_made_it_and_why(parse):
    (only,) = attribute_by_rules(parse("The mayor said that the bridge was safe."))
    assert only.why == "clause: “said” with the clause after it"
    assert 0 < only.confidence < 1


SNIPPETS = [
    "“A gift,” ",
    "Ms. Lund ",
    "said ",
    "that ",
    "the bridge fell",
    ", ",
    ". ",
    "\n\n",
    "according to ",
    "him",
    "“",
    "”",
    "\u00a0",
    "(",
    ")",
    "it is ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=25).map("".join).filter(lambda t: t.strip()))
def test_spans_lie_in_the_text_ordered_disjoint_and_not_blank(text):
    parsed = load_language().parse(article_from_text(text))
    attributions = attribute_by_rules(parsed)
    ids = {a.id for a in attributions}
    for attribution in attributions:
        assert attribution.content
        assert len(attribution.cue) <= 1
        assert attribution.parent is None or attribution.parent in ids - {attribution.id}
        for spans in (attribution.source, attribution.cue, attribution.content):
            ends = [0, *(end for _, end in spans)]
            assert all(previous <= start < end <= len(text) for previous, (start, end) in zip(ends, spans, strict=False))
            assert all(text[start:end].strip() == text[start:end] for start, end in spans)


def test_an_unknown_engine_is_named_with_the_known_ones():
    with pytest.raises(HedgeLensError, match="no engine 'magic'.*rules"):
        attribution_engine("magic")
    assert attribution_engine("rules") is ENGINES["rules"]
