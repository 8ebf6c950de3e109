import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgelens.article import article_from_text
from hedgelens.language import load_language
from hedgelens.language.boundaries import sentence_starts
from hedgelens.language.capitals import sentence_case
from hedgelens.records import HedgeLensError, sentence_at


def sentences(text):
    starts = [*sentence_starts(text), len(text)]
    return [text[a:b].strip() for a, b in zip(starts, starts[1:], strict=False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Berg met Sen. Ortega on Aug. 28 in the U.S. Senate at 9 a.m. sharp.",
        "“Is it over?” Ms. Berg asked.",
        "“Get out!” shouted the guard.",
        "He paid $3.5 million for No. 12 Mill Rd. in all.",
        "“I saw it . . . and ran,” she said.",
        "Smoke rises. (Ada Berg/AFP via Getty Images)",
        "J. P. Berg v. Lund was heard first.",
    ],
)
def test_what_does_not_end_a_sentence(sentence):
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    "expected",
    [
        ["She moved to the U.S. The boy stayed.".split(" The")[0], "The boy stayed."],
        ["“I am here.”", "She left."],
        ["“I am here,” she said.", "“He is not.”"],
        ["He works for Lund Corp. and Berg Inc.", "They pay well."],
        ["Was it “a gift”?", "No one knows."],
        ["“Is it over?”", "The room fell silent."],
    ],
)
def test_where_a_sentence_ends(expected):
    assert sentences(" ".join(expected)) == expected


def test_the_document_has_the_offsets_of_the_article(parse):
    text = "Mill\u00a0Burns\n\n“It\u00a0was dark,”  said Ms.\u00a0Berg.\r\nShe left.\n"
    parsed = parse(text)
    assert len(parsed.doc.text) == len(text)
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in parsed.doc if not t.is_space)
    assert [text[s.start : s.end] for s in parsed.sentences] == [
        "Mill\u00a0Burns",
        "“It\u00a0was dark,”  said Ms.\u00a0Berg.",
        "She left.",
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aB .,!?“”\"'’\n\u00a0\r1é😀", min_size=1, max_size=80).filter(lambda t: t.strip()))
def test_sentences_lie_in_the_text_in_order_and_hold_every_visible_character(text):
    parsed = load_language().parse(article_from_text(text))
    position = 0
    for sentence in parsed.sentences:
        assert position <= sentence.start < sentence.end <= len(text)
        assert not text[position : sentence.start].strip()
        position = sentence.end
    assert not text[position:].strip()


def test_sentence_at_finds_the_sentence_of_a_character(parse):
    parsed = parse("The mill burned down. Nobody was hurt.")
    assert [sentence_at(parsed.sentences, i) for i in (0, 20, 22, 37)] == [0, 0, 1, 1]


def test_capitals_of_headlines_are_undone_for_the_parser_but_not_in_the_document(parse):
    assert sentence_case("Berg Praises New Harbour Plan", frozenset({"Berg"})) == "Berg praises new harbour plan"
    assert sentence_case("The mill burned down", frozenset()) == "The mill burned down"
    parsed = parse("Lund Praises Harbour Plan\n\nThe plan is new, and Lund praised it at length on Monday.")
    assert [t.text for t in parsed.doc[:4]] == ["Lund", "Praises", "Harbour", "Plan"]
    assert parsed.doc[1].pos_ == "VERB"


def test_an_unknown_model_is_named():
    with pytest.raises(HedgeLensError, match="no_such_model"):
        load_language("no_such_model")
