from dataclasses import replace

import pytest

from hedgelens.hedging import UNKNOWN, HedgeRules, tag_hedges
from hedgelens.records import AUTHOR, Attribution, AttributionType, Quotation, Stance

RULES = HedgeRules.built_in()


def attribution(text, number, source, cue, *content, quotation="indirect", type="assertion", source_id="default", parent=None):
    def spans(*pieces):
        return tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces if piece)

    return Attribution(
        id=f"a{number}",
        sentence=0,
        source=spans(source),
        cue=spans(cue),
        content=spans(*content),
        quotation=Quotation(quotation),
        type=AttributionType(type),
        confidence=1.0,
        why="by hand",
        source_id=(f"s{number}" if source else None) if source_id == "default" else source_id,
        parent=parent,
    )


def owners(parse, text, *attributions):
    hedges = tag_hedges(parse(text), attributions, RULES)
    return {hedge.text: (hedge.owner, hedge.attribution) for hedge in hedges}


def test_a_hedge_outside_of_any_attribution_is_the_writers(parse):
    assert owners(parse, "The dam may break.") == {"may": (AUTHOR, None)}


def test_a_hedge_in_the_content_is_the_sources(parse):
    text = "The clerk said the dam may break."
    assert owners(parse, text, attribution(text, 1, "The clerk", "said", "the dam may break")) == {"may": ("s1", "a1")}


def test_the_innermost_source_owns_it(parse):
    text = "The clerk said the guard told her that the dam may break."
    outer = attribution(text, 1, "The clerk", "said", "the guard told her that the dam may break")
    inner = attribution(text, 2, "the guard", "told her that", "the dam may break", parent="a1")
    assert owners(parse, text, outer, inner) == {"may": ("s2", "a2")}


def test_a_belief_in_the_cue_is_the_believers(parse):
    text = "The clerk believes that the dam may break."
    relation = attribution(text, 1, "The clerk", "believes that", "the dam may break", type="belief")
    assert owners(parse, text, relation) == {"believes": ("s1", "a1"), "may": ("s1", "a1")}


def test_a_weasel_in_what_somebody_says_is_that_sources(parse):
    text = "The clerk said that experts warn of floods."
    outer = attribution(text, 1, "The clerk", "said", "that experts warn of floods")
    inner = attribution(text, 2, "experts", "warn of", "floods", parent="a1")
    assert owners(parse, text, outer, inner)["experts warn"] == ("s1", "a1")


def test_any_other_hedge_in_the_cue_is_the_writers(parse):
    text = "The clerk reportedly said that the dam was old."
    relation = attribution(text, 1, "The clerk", "reportedly said that", "the dam was old")
    assert owners(parse, text, relation) == {"reportedly": (AUTHOR, None)}


def test_a_weasel_is_the_writers_and_what_it_tells_is_not(parse):
    text = "Experts say that the dam may break."
    relation = attribution(text, 1, "Experts", "say that", "the dam may break")
    assert owners(parse, text, relation) == {"Experts say": (AUTHOR, None), "may": ("s1", "a1")}


def test_quoted_words_without_a_speaker_in_view_are_not_the_writers(parse):
    assert owners(parse, "“The old dam may break any day.”") == {"may": (UNKNOWN, None)}


def test_quoted_words_beside_a_source_are_that_sources(parse):
    text = "The clerk spoke of a wall that “might not hold” and said that it was old."
    relation = attribution(text, 1, "The clerk", "said that", "it was old")
    assert owners(parse, text, relation)["might"] == ("s1", "a1")


def test_scare_quotes_are_the_writers(parse):
    assert owners(parse, "The “likely” winner left.") == {"likely": (AUTHOR, None)}


def test_the_writers_own_voice_is_no_source(parse):
    text = "I think that the dam may break."
    relation = attribution(text, 1, "I", "think that", "the dam may break", type="belief")
    assert {owner for owner, _ in owners(parse, text, relation).values()} == {AUTHOR}


def test_an_intention_is_told_in_the_writers_words(parse):
    text = "The clerk refused to talk about possible cracks."
    relation = attribution(text, 1, "The clerk", "refused", "to talk about possible cracks", type="eventuality")
    assert owners(parse, text, relation) == {"possible": (AUTHOR, None)}


def test_a_vow_that_something_will_be_is_a_statement(parse):
    text = "The clerk vowed that the dam would probably hold."
    relation = attribution(text, 1, "The clerk", "vowed", "that the dam would probably hold", type="eventuality")
    assert owners(parse, text, relation) == {"probably": ("s1", "a1")}


def test_a_comment_that_sums_up_what_was_said_is_the_writers(parse):
    text = "The clerk said the dam would be closed, a step that could flood the road."
    relation = attribution(text, 1, "The clerk", "said", "the dam would be closed, a step that could flood the road")
    assert owners(parse, text, relation) == {"could": (AUTHOR, None)}


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("discussed", "possible cracks"),
        ("raised questions about", "what may be hidden"),
        ("spoke for", "mostly about cracks"),
    ],
)
def test_a_topic_is_told_in_the_writers_words(parse, cue, content):
    text = f"The letter {cue} {content}."
    found = owners(parse, text, attribution(text, 1, "The letter", cue, content))
    assert found
    assert {owner for owner, _ in found.values()} == {AUTHOR}


def test_what_a_view_is_holds_for_the_rest_of_the_sentence(parse):
    assert owners(parse, "In her view, the dam may break.") == {"In her view": (UNKNOWN, None), "may": (UNKNOWN, None)}
    assert owners(parse, "In my view, the dam may break.") == {"In my view": (AUTHOR, None), "may": (AUTHOR, None)}


def test_what_follows_a_colon_carries_on_the_content(parse):
    text = "The clerk described the flood: The dam could break at noon."
    relation = attribution(text, 1, "The clerk", "described", "the flood")
    assert owners(parse, text, relation) == {"could": ("s1", "a1")}


@pytest.mark.parametrize(("subject", "owner"), [("Farmers", UNKNOWN), ("I", AUTHOR)])
def test_a_belief_without_an_attribution_is_its_subjects(parse, subject, owner):
    assert owners(parse, f"{subject} fear that the frost will return.") == {"fear": (owner, None)}


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The report asks whether the dam was safe.", "whether"),
        ("The mill, in her view, is lost.", "in her view"),
    ],
)
def test_a_question_or_a_view_is_its_holders(parse, text, hedge):
    assert owners(parse, text) == {hedge: (UNKNOWN, None)}


def test_an_open_question_that_nobody_asks_is_the_writers(parse):
    assert owners(parse, "The court must decide whether the dam was safe.") == {"whether": (AUTHOR, None)}


def test_a_belief_without_a_believer_is_the_writers(parse):
    assert owners(parse, "The frost is expected to return.") == {"expected": (AUTHOR, None)}


@pytest.mark.parametrize(
    "text",
    [
        "Low sandy islands, thought to be parts of an old reef, make up 3 percent of the bay.",
        "The probe photographed a moon considered a good candidate in the hunt for microbes.",
        "There is every reason to suspect that the first account leaves something out.",
        "It is tempting to think that the old wall stands for ever.",
        "It is hard not to wonder whether the old wall stands.",
    ],
)
def test_a_belief_that_no_believer_is_named_for_is_the_writers(parse, text):
    assert {owner for owner, _ in owners(parse, text).values()} == {AUTHOR}


def test_what_somebody_plans_is_theirs(parse):
    text = "The mill plans to cut its waste by more than half."
    relation = attribution(text, 1, "The mill", "plans", "to cut its waste by more than half", type="eventuality")
    assert owners(parse, text, relation) == {"more than": ("s1", "a1")}


@pytest.mark.parametrize(
    "content",
    [
        "to effectively close the pier",
        "to discuss possible cracks",
        "to openly talk about possible cracks",
        "nothing that would possibly help",
    ],
)
def test_how_an_intention_is_worded_is_the_writers(parse, content):
    text = f"The clerk intended {content}."
    relation = attribution(text, 1, "The clerk", "intended", content, type="eventuality")
    assert {owner for owner, _ in owners(parse, text, relation).values()} == {AUTHOR}


@pytest.mark.parametrize(("stance", "owner"), [("denies", AUTHOR), (None, "s1")])
def test_who_denies_an_allegation_does_not_make_it(parse, stance, owner):
    text = "The clerk has denied the allegations."
    relation = attribution(text, 1, "The clerk", "has denied", "the allegations")
    found = owners(parse, text, replace(relation, stance=stance and Stance(stance)))
    assert found["allegations"][0] == owner


@pytest.mark.parametrize(
    "gloss", ["a possible reference to the flood", "perhaps a nod to the mayor", "in an apparent jab at the mayor"]
)
def test_what_the_writer_takes_a_statement_for_is_the_writers(parse, gloss):
    text = f"The clerk said the old wall would stay, {gloss}."
    relation = attribution(text, 1, "The clerk", "said", f"the old wall would stay, {gloss}")
    assert {owner for owner, _ in owners(parse, text, relation).values()} == {AUTHOR}
    text = "The clerk said the wall had cracks, a possible danger to boats."
    relation = attribution(text, 1, "The clerk", "said", "the wall had cracks, a possible danger to boats")
    assert owners(parse, text, relation) == {"possible": ("s1", "a1")}


def test_what_has_a_source_behind_the_colon_is_not_carried_on(parse):
    text = "The clerks agreed on the dam: By nearly two to one, the guards said it was sound."
    first = attribution(text, 1, "The clerks", "agreed on", "the dam")
    second = attribution(text, 2, "the guards", "said", "it was sound")
    assert owners(parse, text, first, second)["nearly"] == (AUTHOR, None)


def test_a_belief_is_not_carried_on_after_a_colon(parse):
    text = "The clerk sees some danger: Walls often break."
    relation = attribution(text, 1, "The clerk", "sees", "some danger", type="belief")
    assert owners(parse, text, relation)["often"] == (AUTHOR, None)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The clerk said that the dam is old and that, if it breaks, the road goes.", "s1"),
        ("The clerk told him that the dam is old, that it holds about ten boats and that it leaks.", "s1"),
        ("The clerk said that the dam is old and left, if it was true.", AUTHOR),
        ("The clerk said that the dam is old and the guard found that it might break.", AUTHOR),
    ],
)
def test_a_further_clause_of_what_somebody_says_is_theirs(parse, text, owner):
    cue = "told him" if "told him" in text else "said"
    relation = attribution(text, 1, "The clerk", cue, "that the dam is old")
    assert {owner for owner, _ in owners(parse, text, relation).values()} == {owner}
