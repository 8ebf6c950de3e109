"""Every rule of cues.toml finds its example and leaves its counter-example alone."""

import pytest

from hedgelens.attribution.lexicon import data
from hedgelens.attribution.sieves import attribute_by_rules

SIEVES = {
    "clause": "clause",
    "reporting": "reporting clause",
    "infinitive": "infinitive",
    "gerund": "gerund",
    "estimate": "object",
    "raising": "raising",
    "object": "object",
    "light": "object",
    "personal": "object",
    "preposition": "preposition",
    "passive": "passive",
    "phrase": "according to",
    "as_clause": "as clause",
    "noun": "noun",
    "adjective": "adjective",
    "copula": "copula",
    "document": "document",
}


def rules():
    for table, content in data().items():
        for rule in content if isinstance(content, list) else [content]:
            name = rule.get("name", table)
            if name in SIEVES:
                yield pytest.param(SIEVES[name], rule, id=f"{name}: {rule['example'][:40]}")


def test_every_table_is_tested():
    assert {name for name in data() if name not in SIEVES} == {
        "complement",
        "addressee",
        "types",
        "confidence",
        "title",
        "hearsay",
        "blame",
    }  # the last three in test_joining.py


@pytest.mark.parametrize(("sieve", "rule"), list(rules()))
def test_example_and_counter_example(parse, sieve, rule):
    def made_by_sieve(text):
        return [a for a in attribute_by_rules(parse(text)) if a.rule == sieve]

    assert made_by_sieve(rule["example"])
    assert not made_by_sieve(rule["counter"])


def test_the_addressee_is_kept_apart(parse):
    rule = data()["addressee"]
    (told,) = attribute_by_rules(parse(rule["example"]))
    assert told.via_span
    assert all(not a.via_span for a in attribute_by_rules(parse(rule["counter"])))


def test_types(parse):
    rule = data()["types"]
    assert attribute_by_rules(parse(rule["example"]))[0].type == "belief"
    assert attribute_by_rules(parse(rule["counter"]))[0].type == "assertion"
