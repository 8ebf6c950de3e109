"""Every table of cues.toml finds its example and leaves its counter-example alone."""

import pytest

from hedgelens.attribution.cues import CUES
from hedgelens.attribution.sieves import SIEVES, attribute_by_rules
from hedgelens.language.words import tables

SIEVE_OF = {
    "clause_never": "clause",
    "clause_marked_only": "clause",
    "asking": "clause",
    "estimate": "object",
    "taking": "object",
    "stating": "clause",
    "light": "object",
    "personal": "object",
    "phrase": "according to",
    "opinion_phrase": "according to",
} | {name: name.replace("_", " ") for name in (sieve.__name__ for sieve in SIEVES)}
ELSEWHERE = {
    "addressee",
    "type",
    "impersonal",
    "having",
    "work_title",
    "blame",
    "raising",
    "told_of",
    "listed",
    *("act", "vote", "decision", "verdict", "naming", "acquaintance", "picturing", "silence", "aspect", "yielding"),
    "moving",
    "talk",
    "host",
}  # below, in test_joining.py, test_acts.py and test_lists.py
ENTRIES = [
    pytest.param(name, entry, id=f"{name}: {entry.values['example'][:40]}")
    for name, rows in tables(CUES).items()
    for entry in rows
]


def test_every_table_is_tested():
    assert {name for name in tables(CUES) if name not in SIEVE_OF} == ELSEWHERE | {"object", "passive"}


@pytest.mark.parametrize(("table", "entry"), ENTRIES)
def test_example_and_counter_example(parse, table, entry):
    def made_by_sieve(text):
        return [a for a in attribute_by_rules(parse(text)) if a.rule == SIEVE_OF.get(table, table)]

    if table not in ELSEWHERE:
        assert made_by_sieve(entry.values["example"])
        assert not made_by_sieve(entry.values["counter"])


def test_the_addressee_is_kept_apart(parse):
    (rule,) = tables(CUES)["addressee"]
    (told,) = attribute_by_rules(parse(rule.values["example"]))
    assert told.via_span
    assert all(not a.via_span for a in attribute_by_rules(parse(rule.values["counter"])))


def test_a_pronoun_that_is_nobody_supports_nothing(parse):
    (rule,) = tables(CUES)["impersonal"]
    assert not attribute_by_rules(parse(rule.values["example"]))
    assert attribute_by_rules(parse(rule.values["counter"]))


def test_who_has_a_conviction_is_its_source(parse):
    (rule,) = tables(CUES)["having"]
    assert attribute_by_rules(parse(rule.values["example"]))[0].source
    assert not attribute_by_rules(parse(rule.values["counter"]))[0].source


@pytest.mark.parametrize("entry", tables(CUES)["type"], ids=lambda entry: entry.values["type"])
def test_types(parse, entry):
    kind = entry.values["type"]
    assert attribute_by_rules(parse(entry.values["example"]))[0].type == kind
    assert attribute_by_rules(parse(entry.values["counter"]))[0].type != kind
