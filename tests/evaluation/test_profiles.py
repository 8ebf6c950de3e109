"""Profiles of sources are scored where the gold has the source."""

from dataclasses import replace

import pytest
from drafts import small

from hedgelens.evaluation.analyses import score_analyses
from hedgelens.evaluation.profiles import same_role, score_profiles
from hedgelens.records import Disclosure, Pronoun, Speaking


def with_first(analysis, **told):
    first, *others = analysis.sources
    return replace(analysis, sources=(replace(first, **told), *others))


def figures(gold, found):
    return {name: (score.right, score.predicted, score.gold) for name, score in score_profiles([(gold, found)]).items()}


def test_what_the_gold_says_of_nobody_is_not_scored():
    assert score_profiles([(small(), small())]) == {}
    assert "source role" not in score_analyses([(small(), small())])
    assert "source role" in score_analyses([(with_first(small(), role="mayor"), small())])


def test_a_profile_is_right_where_it_says_the_same():
    refusal = Disclosure(Speaking.DECLINED, (0, 4))
    told = {"role": "harbor master", "affiliation": "Ocean Agency", "pronoun": Pronoun.SHE, "disclosure": (refusal,)}
    gold = with_first(small(), **told)
    assert set(figures(gold, gold).values()) == {(1, 1, 1)}
    assert set(figures(gold, small()).values()) == {(0, 0, 1)}
    other = {
        "role": "the former harbor master of Denholm",
        "affiliation": "OA",
        "pronoun": Pronoun.HE,
        "disclosure": (replace(refusal, what=Speaking.NO_RESPONSE),),
    }
    assert figures(gold, with_first(small(), **other)) == {
        "source role": (1, 1, 1),
        "role exact": (0, 1, 1),
        "source affiliation": (1, 1, 1),
        "source pronoun": (0, 1, 1),
        "source disclosure": (0, 1, 1),
    }


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("mayor", "former mayor of Denholm", True),
        ("chief engineer of Corran Mills", "Corran Mills' chief engineer", True),
        ("mayor", "treasurer", False),
        ("mayor", None, False),
    ],
)
def test_one_wording_of_a_role_holds_the_other(gold, found, same):
    assert same_role(gold, found) is same
