"""Alpha with its interval: the same as that of NLTK, and wider where articles are few or differ."""

import random
from dataclasses import replace

import drafts
import pytest

from hedgelens.evaluation.alpha import alphas, counted_codes
from hedgelens.evaluation.coders import reliabilities
from hedgelens.evaluation.units import SOURCES, Code, codes, disagreements
from hedgelens.records import SourceKind


def article(number, rows, variable="v"):
    """The codes of an article: a row a unit, a letter a coder; several letters where the codes are sets, and none for a blank."""
    return [
        Code(variable, f"{number} {unit}", str(coder), frozenset(label))
        for unit, row in enumerate(rows)
        for coder, label in enumerate(row)
        if label
    ]


def found(articles):
    (one,) = alphas(counted_codes(codes) for codes in articles)
    return one


@pytest.mark.parametrize("variable", ["v", SOURCES])
def test_it_is_the_alpha_of_nltk_also_with_missing_codes_and_sets(variable):
    draw = random.Random(5)
    labels = ["a", "b", "ab", "bc", ""] if variable == SOURCES else ["a", "b", "c", ""]
    articles = [article(number, [[draw.choice(labels) for _ in range(3)] for _ in range(8)], variable) for number in range(6)]
    mine = found(articles)
    (theirs,) = reliabilities(code for codes in articles for code in codes)
    assert mine.alpha == pytest.approx(theirs.alpha)
    assert (mine.units, mine.observed) == (theirs.units, pytest.approx(theirs.observed))


def test_the_interval_holds_alpha_and_is_narrower_for_more_articles():
    rows = [["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]]
    worse = [["a", "b"], ["b", "a"], ["a", "a"], ["b", "b"]]
    few, many = ([article(number, rows if number % 2 else worse) for number in range(n)] for n in (4, 40))
    low, high = found(few).interval
    assert low <= found(few).alpha <= high
    assert found(many).interval[1] - found(many).interval[0] < high - low
    assert "N = 4 (articles)" in found(few).warning
    assert found(many).warning is None


def test_articles_that_are_all_alike_leave_no_doubt_and_one_has_no_interval():
    rows = [["a", "a"], ["b", "b"], ["a", "b"]]
    same = found([article(number, rows) for number in range(5)])
    assert same.interval == (round(same.alpha, 4), round(same.alpha, 4))
    assert found([article(0, rows)]).interval is None


def test_one_code_only_says_nothing_about_chance():
    one = found([article(number, [["a", "a"], ["a", "a"]]) for number in range(3)])
    assert (one.observed, one.alpha, one.interval) == (1.0, None, None)


def test_kind_and_role_of_a_source_are_coded():
    one = drafts.small()
    first = one.attributions[0].source_id
    other = replace(
        one, sources=tuple(replace(s, kind=SourceKind.DOCUMENT, role="Mayor") if s.id == first else s for s in one.sources)
    )
    by_coder = {"A": one, "B": other}
    by_variable = {v.variable: v for v in alphas([counted_codes(codes(by_coder, words=False))])}
    assert by_variable["source: kind"].observed < 1
    assert by_variable["source: naming"].observed == 1
    assert not any(variable.startswith("words of") for variable in by_variable)
    said = {d.variable: d.codes for d in disagreements(by_coder)}
    assert said["source: role"] == {"A": "none", "B": "mayor"}
