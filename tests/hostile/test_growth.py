"""However a text is made, the time that it takes is bounded."""

import time

import pytest

from hedgelens import Analyzer

SIZE = 20_000
SECONDS = 30
"""Processor time for each text: far more than any takes, and far less than what grows with the square or faster would."""

KINDS = {
    "a British quotation that is not closed": "‘" + "I don’t know what they’re on about, it isn’t ours and we’d not say. " * 300,
    "an apostrophe turned round": "Back in the ‘90s " + "we didn’t ask and they couldn’t say, so it wasn’t known. " * 350,
    "blanks": "The mayor said so." + " " * SIZE + "It may rain.",
    "full stops": "The mayor said so" + "." * SIZE,
    "pairs of curly marks": "“a” " * (SIZE // 4),
    "brackets in brackets": "(" * (SIZE // 2) + ")" * (SIZE // 2),
    "hyphens": "A-" * (SIZE // 2),
    "pronouns": "he she they it " * (SIZE // 15),
    "semicolons": "he left; " * (SIZE // 9),
    "emoji": "😀" * (SIZE // 2),
    "underscores": "_" * (SIZE // 10),
    "names": "Ada Okoro, Teo Brandvold, " * (SIZE // 26) + "and Lena Fox said so.",
}


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer(engine="rules")


@pytest.mark.parametrize("kind", KINDS)
def test_twenty_thousand_characters_of_anything_are_analysed_in_bounded_time(kind, analyzer):
    start = time.process_time()
    analysis = analyzer.analyze(f"A headline\n\n{KINDS[kind][:SIZE]}\n\nThe dam holds, an engineer said.")
    assert analysis.to_json()
    assert time.process_time() - start < SECONDS
