"""Records read the quick way are those that are read the slow way, and what is wrong is said in the same words."""

from dataclasses import dataclass

import pytest

from hedgelens.files.checking import MisfitError, records, value
from hedgelens.files.many_records import read_records, read_value
from hedgelens.records import Kind


@dataclass(frozen=True, slots=True)
class Ferry:
    name: str
    kind: Kind
    seats: tuple[int, ...]
    weight: float = 1.0
    owner: str | None = None


MAY_LACK = ("owner",)
GOOD = {"name": "Night ferry", "kind": "body", "seats": [1, 2], "weight": 3, "owner": None}


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [GOOD],
        [{**GOOD, "colour": "#ffffff"}],
        [{key: GOOD[key] for key in GOOD if key != "owner"}],
        ({**GOOD, "owner": "Ada"},),
    ],
)
def test_records_are_read_as_the_slow_way_reads_them(rows):
    found = read_records(Ferry, rows, "ferries", may_lack=MAY_LACK)
    assert found == records(Ferry, rows, "ferries", may_lack=MAY_LACK)
    assert len(found) == len(rows)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([GOOD, {**GOOD, "name": 5}], r"ferries\[1\].name: expected a text, found 5"),
        ([{**GOOD, "kind": "boat"}], r"ferries\[0\].kind: expected one of"),
        ([{**GOOD, "seats": [1, "2"]}], r"ferries\[0\].seats\[1\]: expected a whole number"),
        ([{**GOOD, "weight": float("inf")}], r"ferries\[0\].weight: expected a number"),
        ([{key: GOOD[key] for key in GOOD if key != "weight"}], r"ferries\[0\].weight: is missing"),
        ([3], r"ferries\[0\]: expected an object, found 3"),
        ({}, "ferries: expected a list"),
        (None, "ferries: expected a list, found null"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(rows, said):
    with pytest.raises(MisfitError, match=said):
        read_records(Ferry, rows, "ferries", may_lack=MAY_LACK)


def test_a_value_is_read_as_the_slow_way_reads_it():
    shape = tuple[tuple[int, Kind], ...]
    assert read_value(shape, [[1, "body"]], "blocks") == value(shape, [[1, "body"]], "blocks") == ((1, Kind.BODY),)
    with pytest.raises(MisfitError, match=r"blocks\[0\]\[0\]: expected a whole number"):
        read_value(shape, [["1", "body"]], "blocks")
