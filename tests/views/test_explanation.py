"""Why a sentence is linked as it is, in plain words."""

import numpy as np
import pytest

from hedgelens import analyze
from hedgelens.records import HedgeLensError
from hedgelens.views.explanation import find_sentence

TEXT = (
    "Bridge stays shut\n\n"
    "Mayor Ada Okoro told Harbor Radio on Friday that the bridge might stay shut. She said that the “old” cables were worn. "
    "“We will perhaps not hurry,” she added.\n\n"
    "The weather was fair.\n\n"
    "According to a letter by Teo Brandvold, the Harbor Office reported that the cables were sound. "
    "By May he had painted half of them.\n"
)


@pytest.fixture(scope="module")
def analysis():
    return analyze(TEXT, engine="rules")


def test_an_attribution_is_told_with_cue_rule_medium_and_confidence(analysis):
    said = analysis.why(1)
    assert said.startswith("Sentence 1 of 'article', in the body:\n  Mayor Ada Okoro told")
    assert "a1: Ada Okoro is credited with “that the bridge might stay shut”" in said
    assert "cue     “told”; indirect assertion" in said
    assert "medium  passed on by Harbor Radio" in said
    assert f"sure    {analysis.attribution('a1').confidence:.2f}" in said
    assert "the name 'Ada Okoro'" in said


def test_a_pronoun_is_followed_to_the_name(analysis):
    said = " ".join(analysis.why("perhaps not hurry").split())
    assert (
        "pronoun 'she': antecedent 'She' in the sentence before, which refers to 'Mayor Ada Okoro' in the sentence before (Ada Okoro)"
        in said
    )
    assert "“perhaps” is a hedge (epistemic: possible or probable, not certain); the doubt is that of Ada Okoro" in said
    assert "rule epistemic/adverbs" in said


def test_nested_attributions_say_in_whose_words_they_stand(analysis):
    said = analysis.why("Harbor Office reported")
    assert "inside  a4, the words of Teo Brandvold" in said
    assert "issued by Teo Brandvold" in said


def test_a_continued_sentence_says_whose_account_it_carries_on(analysis):

    said = analysis.why("painted half")
    assert "It has no attribution to Teo Brandvold, but continues this source's account:" in said
    assert "the past perfect stays inside the account" in said
    assert f"sure    {analysis.continuations[0].confidence:.2f}" in said


def test_what_is_the_writers_own_says_so(analysis):
    said = analysis.why("weather")
    assert "It is the writer's own:" in " ".join(said.split())
    assert "No hedge was found in it." in said
    assert "the title; not counted" in analysis.why(0)


def test_lines_fit_a_terminal_and_hold_no_control_characters():
    text = "The mayor\x1b said that " + ", ".join(f"the bridge number {n} was shut" for n in range(40)) + ".\n\n" + TEXT
    said = analyze(text).why("bridge number 3 ")
    assert all(len(line) <= 96 for line in said.splitlines())
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (0, 0),
        (2.0, 2),
        (np.int64(3), 3),
        ("2", 2),
        ("the weather was FAIR", 4),
        ('the "old" cables', 2),
        ("stay  shut.", 1),
        ("3", 3),
    ],
)
def test_a_sentence_is_found_by_index_or_words(analysis, wanted, index):
    assert find_sentence(analysis, wanted).index == index


@pytest.mark.parametrize(
    ("wanted", "named"),
    [
        (7, "the sentences 0 to 6"),
        (-1, "no sentence -1"),
        (2.5, "no sentence 2.5"),
        ("77", "0 to 6"),
        ("tunnel", "holds 'tunnel'"),
        ("the", "sentences hold 'the'"),
        ("  ", "which sentence"),
    ],
)
def test_what_is_not_found_or_found_twice_is_said(analysis, wanted, named):
    with pytest.raises(HedgeLensError, match=named):
        analysis.why(wanted)


def test_every_sentence_of_an_annotation_can_be_asked_about(corpus):
    from hedgelens.evaluation.gold import read_gold

    gold = read_gold(corpus / "gold" / "ferry-agency.json", corpus / "articles" / "ferry-agency.txt")
    said = [gold.why(sentence.index) for sentence in gold.sentences]
    assert all("All of this was marked by language models under the codebook." in text for text in said)
    assert all(any(f"{a.id}: " in text for text in said) for a in gold.attributions)
    assert all(any(f"{h.id}: " in text for text in said) for h in gold.hedges)
