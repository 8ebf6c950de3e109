"""Attributions of which nobody is the source: they are listed without one, and do not count."""

from dataclasses import replace

import pytest
from marked import parse

from hedgelens.sources import Registry, resolve_sources
from hedgelens.sources.nobody import CONFIDENCE


def resolved(marked, rule, registry=None):
    parsed, attributions = parse(marked)
    last = replace(attributions[-1], rule=rule, confidence=0.8)
    return resolve_sources(parsed, [*attributions[:-1], last], registry or Registry())


@pytest.mark.parametrize(
    ("marked", "rule"),
    [
        ("The mill closed. “1[It]’s hard 1{to say} 1<when it began>,” he said.", "clause"),
        ("The mill closed. “1[It] takes a week 1{to ask} 1<whether the lock is open>.”", "clause"),
        ("The mill closed. “1[It] means 1{pretending} 1<that nobody drowned>.”", "clause"),
        ("The mill closed. “1[This] 1{shows} 1<that nobody cared>.”", "clause"),
        ("The rope snapped, and 1[the wind] 1{could explain} 1<why it had>.", "clause"),
        ("There is 1[no reason] 1{to believe} 1<that the lock was open>.", "clause"),
        ("1[The flood] 1{raised fears} 1<that the lock had broken>.", "learned"),
        ("“1[You] 1{think} 1<that the lock was open>.”", "clause"),
    ],
)
def test_nobody_is_the_source_and_it_does_not_count(marked, rule):
    found = resolved(marked, rule)
    last = found.attributions[-1]
    assert last.source_id is None
    assert last.confidence == CONFIDENCE
    assert found.explanations[last.id]


@pytest.mark.parametrize(
    ("marked", "rule"),
    [
        ("1[The Tide Office] 1{said} 1<so>. 2[It] 2{plans} 2<to close the lock>.", "infinitive"),
        ("1[The Tide Office] 1{said} 1<so>. 2[It] 2{was forced to admit} 2<that the lock was open>.", "clause"),
        ("1[The report] 1{shows} 1<that the lock was open>.", "clause"),
        ("1[A defector] 1{called} 1<the lock a trap>.", "object"),
        ("1[The gleeman] 1{said} 1<that the lock was open>.", "learned"),
        ("1[The thingamajig] 1{said} 1<that the lock was open>.", "learned"),
    ],
)
def test_somebody_stays_the_source(marked, rule):
    found = resolved(marked, rule)
    assert found.attributions[-1].source_id is not None
    assert found.attributions[-1].confidence == 0.8


def test_a_thing_that_the_registry_knows_is_somebody(tmp_path):
    path = tmp_path / "outlets.toml"
    path.write_text('[[source]]\nname = "Wind"\n', "utf-8")
    found = resolved("The rope snapped, and 1[the wind] 1{could explain} 1<why it had>.", "clause", Registry.read(path))
    assert found.attributions[-1].source_id is not None
