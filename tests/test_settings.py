import math
from fractions import Fraction

import numpy as np
import pytest

from hedgelens.records import AttributionType, HedgeLensError
from hedgelens.settings import ALL_TYPES, confidence_of, in_words, types_of


def test_types_are_in_their_order_whatever_the_order_they_are_named_in():
    assert types_of("fact, assertion") == types_of(["fact", AttributionType.ASSERTION]) == ("assertion", "fact")
    assert types_of(None) == ALL_TYPES
    assert types_of(()) == ()


@pytest.mark.parametrize("types", ["facts", "assertion,", ["a"], [5]])
def test_what_is_no_type_is_refused(types):
    with pytest.raises(HedgeLensError, match="There are: assertion, belief, fact, eventuality"):
        types_of(types)


@pytest.mark.parametrize("number", [0, 1, 0.42, np.float32(0.5), np.float64(0.42), np.int64(0), Fraction(1, 4)])
def test_a_confidence_is_a_number_from_0_to_1(number):
    assert confidence_of(number) == number
    assert type(confidence_of(number)) is float


@pytest.mark.parametrize(
    "number", [-0.01, 1.01, math.nan, math.inf, "0.5", None, True, np.float32(1.5), np.float64("nan"), np.bool_(True), 1j]
)
def test_what_is_no_confidence_is_refused(number):
    with pytest.raises(HedgeLensError, match="it must be a number from 0"):
        confidence_of(number)


@pytest.mark.parametrize(
    ("confidence", "types", "words"),
    [
        (0.5, ALL_TYPES, "Counted: confidence ≥ .5, all types."),
        (0.25, ("assertion", "belief"), "Counted: confidence ≥ .25, assertion, belief."),
        (1, ALL_TYPES, "Counted: confidence ≥ 1, all types."),
        (0, ("fact",), "Counted: confidence ≥ 0, fact."),
        (0, (), "Counted: confidence ≥ 0, no type."),
        (0, ALL_TYPES, ""),
    ],
)
def test_what_counts_in_words(confidence, types, words):
    assert in_words(confidence, types) == words
