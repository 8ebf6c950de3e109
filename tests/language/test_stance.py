"""The stance of a cue: what its words make of the content."""

import pytest

from hedgelens.language.stance import stance_at, stance_of


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("said", None),
        ("according to", None),
        ("", None),
        ("believes", None),
        ("wanted", None),
        ("refused", None),
        ("hopes to confirm", None),
        ("denied", "denies"),
        ("flatly denied", "denies"),
        ("ruled out", "denies"),
        ("dismissed", "denies"),
        ("disputed", "denies"),
        ("doubts", "doubts"),
        ("cast doubt on", "doubts"),
        ("questioned whether", "doubts"),
        ("don’t believe", "doubts"),
        ("isn't convinced", "doubts"),
        ("is not sure", "doubts"),
        ("no longer thinks", "doubts"),
        ("did not prove", "doubts"),
        ("failed to show", "doubts"),
        ("confirmed", "confirms"),
        ("had to admit", "confirms"),
        ("not only confirmed", "confirms"),
        ("did not confirm", "withholds"),
        ("has not yet confirmed", "withholds"),
        ("couldn’t confirm", "withholds"),
        ("could not be reached to confirm", "withholds"),
        ("stopped short of confirming", "withholds"),
        ("neither confirmed nor denied", "withholds"),
        ("refused to deny", "withholds"),
        ("won't rule out", "withholds"),
        ("cannot rule out", "withholds"),
        ("would not say", "withholds"),
        ("declined to comment", "withholds"),
        ("without revealing", "withholds"),
        ("never doubted", None),
        ("left little doubt", None),
        ("was under questioning by", None),
        ("never missed an opportunity to remind", "shows"),
        ("did not claim", None),
        ("showed", "shows"),
        ("has found", "shows"),
        ("noted", "shows"),
        ("CLAIMED", "claims"),
        ("accused", "claims"),
        ("denied claims", "denies"),
    ],
)
def test_a_cue_has_the_stance_of_its_words(cue, stance):
    assert stance_of(cue) == stance


def test_the_stance_of_a_cue_is_read_from_its_place():
    text = "The keeper denied it."
    assert stance_at(text, [(11, 17)]) == "denies"
    assert stance_at(text, [(0, 10)]) is None
    assert stance_at(text, []) is None
