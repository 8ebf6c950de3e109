"""Every rule of reference links the mention between asterisks in its example, and leaves the one in its counter-example alone."""

import re
from pathlib import Path

import pytest
from marked import parse, unmark

from hedgelens.language.tokens import Syntax
from hedgelens.sources.mentions.mention import Form
from hedgelens.sources.mentions.source_spans import SourceMap
from hedgelens.sources.reference.reading import ORDER, PERSONS, read

DOCS = Path(__file__).parents[3] / "docs"
RULES = list(dict.fromkeys(rule for order in (*ORDER.values(), PERSONS) for step in order for rule in step))


def rule_for(marked):
    """Returns the name of the rule that links the mention between asterisks."""
    before, words, after = marked.split("*")
    parsed, attributions = parse(before + words + after)
    syntax = Syntax.of(parsed)
    discourse = read(syntax, SourceMap(syntax, attributions), {})
    start = len(unmark(before)[0])
    links = [discourse.links[i] for i in syntax.touching((start, start + len(words))) if i in discourse.links]
    return links[0].rule if links else None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_links_the_mention_of_its_example(rule):
    assert rule_for(rule.example) == rule.name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_leaves_the_mention_of_its_counter_example_alone(rule):
    assert rule.counter.count("*") == 2
    assert rule_for(rule.counter) != rule.name


def test_the_docs_have_a_row_for_each_rule_in_the_order_in_which_they_are_tried():
    rows = re.findall(r"^\|[^|]+\| `([a-z-]+)` \| [^`|]+\|", (DOCS / "sources.md").read_text("utf-8"), re.MULTILINE)
    orders = (ORDER[Form.PROPER], ORDER[Form.PRONOUN], PERSONS, ORDER[Form.NOMINAL])
    assert rows == [rule.name for order in orders for step in order for rule in step]


def test_each_rule_has_a_name_of_its_own_and_a_sentence_that_says_what_it_finds():
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.find.__doc__ for rule in RULES)
    assert set(ORDER) == set(Form)


def test_rules_say_how_often_they_are_right_as_the_docs_do():
    table = re.findall(
        r"^\|[^|]+\| `([a-z-]+)` \| [^`|]+\| \d+ \| ([^|]+) \|", (DOCS / "sources.md").read_text("utf-8"), re.MULTILINE
    )
    said = {name: None if share.strip() == "–" else float(share) for name, share in table}
    assert {rule.name: rule.precision for rule in RULES} == said
