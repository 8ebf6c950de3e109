"""Files that were damaged at random: each is read, or refused in a sentence."""

import random
import re
import warnings

import pytest
from hard_article import hard

from hedgelens.formats import FORMATS, READABLE
from hedgelens.interchange import read_all
from hedgelens.records import HedgeLensError

ENDING = {format.name: format.suffixes[0] for format in FORMATS}
STRANGE = [b'"', b"}", b"[", b"null", b"-1", b"9" * 15, b"\t", b"\n", b"<", b"&", b"\xff", b"\x00", b"Hedge", b"1e400"]


def damaged(whole, rng):
    """Returns a file with one to three of its places changed."""
    data = bytearray(whole)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(data))
        numbers = list(re.finditer(rb"\d+", data))
        texts = list(re.finditer(rb'"[^"]{0,40}"', data))
        way = rng.randrange(5)
        if way == 0:
            del data[at : at + rng.randint(1, 30)]
        elif way == 1:
            data[at:at] = rng.choice(STRANGE)
        elif way == 2 and numbers:
            data[slice(*rng.choice(numbers).span())] = str(rng.choice([-1, 0, 1, 244, 10**9, 10**20])).encode()
        elif way == 3 and texts:
            data[slice(*rng.choice(texts).span())] = rng.choice(
                [b"null", b"[]", b"{}", b"3", b'"a1"', b'""', b'" "', b'"\\ud83d"']
            )
        else:
            data[at : at + 1] = bytes([rng.randrange(256)])
    return bytes(data)


@pytest.mark.slow
@pytest.mark.parametrize("name", READABLE)
def test_what_was_damaged_is_read_or_refused_in_a_sentence(name, tmp_path):
    path, rng, refused = tmp_path / f"ferry{ENDING[name]}", random.Random(7), 0
    hard().export(path, format=name)
    whole = path.read_bytes()
    for number in range(60):
        path.write_bytes(damaged(whole, rng))
        with warnings.catch_warnings():
            warnings.simplefilter("error", RuntimeWarning)
            try:
                read_all(path, name, [hard().article] if number % 2 else [])
            except HedgeLensError as error:
                assert re.search(r"[.=]$", str(error)), error  # noqa: PT017
                refused += 1
    assert refused > 10
