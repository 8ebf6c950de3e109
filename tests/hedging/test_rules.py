"""Every rule is tested with the sentences that it brings along."""

import pytest

from hedgelens.hedging import HedgeRules, Rule
from hedgelens.hedging.matcher import find_marks, find_matches
from hedgelens.language.tokens import Syntax
from hedgelens.records import Category

RULES = HedgeRules.built_in()


def marked(parsed, rule: Rule) -> list[str]:
    """What a rule marks in a text, after all rules have settled who marks what."""
    syntax = Syntax.of(parsed).without_space
    group = RULES.hedges if rule in RULES.hedges.rules else RULES.contrasts
    marks = find_matches(syntax, group) if rule.category is None else find_marks(syntax, group)
    return [parsed.article.text[syntax.start[m.first] : syntax.end[m.last]] for m in marks if m.rule is rule]


def cases(kind: str):
    return [pytest.param(rule, text, id=f"{rule.name}-{i}") for rule in RULES.rules for i, text in enumerate(getattr(rule, kind))]


@pytest.mark.parametrize(("rule", "example"), cases("examples"))
def test_a_rule_marks_what_its_example_brackets(parse, rule, example):
    before, mark, after = example.replace("]", "[").split("[")
    assert mark in marked(parse(before + mark + after), rule)


@pytest.mark.parametrize(("rule", "counter"), cases("counters"))
def test_a_rule_marks_nothing_in_its_counter_example(parse, rule, counter):
    assert marked(parse(counter), rule) == []


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.name)
def test_every_rule_brings_an_example_and_a_counter_example(rule):
    assert rule.examples
    assert rule.counters
    assert all(example.count("[") == example.count("]") == 1 for example in rule.examples)


@pytest.mark.parametrize("category", Category)
def test_every_category_has_rules(category):
    assert RULES.of(category)


def test_rules_are_known_by_unique_names():
    names = [rule.name for rule in RULES.rules]
    assert len(names) == len(set(names))
