"""A reading does not turn with a name or a number in the sentence, where rules decide."""

import itertools

import pytest

from hedgelens import Analyzer

NAMES = (("Jon Lund", "Lena Fox"), ("Ada Okoro", "Ruth Bell"), ("Pim Vroom", "Ines Wren"), ("Tom Ash", "Greta Holm"))
NUMBERS = (3, 5, 12, 200)


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer()


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("{a} denied it, and the mayor, {b}, asked for a report in {n} days.", ["{a}", "the mayor, {b}"]),
        ("The pumps, {a} added, cost ${n} each.", ["{a}"]),
        ("“The lamp is out,” {a} rasped, and {b} lit it.", ["{a}"]),
        ("In the words of ranger {a}, the wood “breathes at night” for {n} hours.", ["ranger {a}"]),
        ("As {a} put it, the {n} pumps are old.", ["{a}"]),
        ("According to {a}, the wall will hold for {n} years.", ["{a}"]),
        ("The plan was called a farce by {a} on day {n}.", ["{a}"]),
        ("Residents were told by {a} that {n} roads were shut.", ["{a}"]),
        ("If the {n} walls break, {a} said, the town will flood.", ["{a}"]),
        ("{a} and {b} said that {n} boats were lost.", ["{a} and {b}"]),
        ("The council approved {n} piers for {a}.", []),
        ("A jury convicted {a} of arson in {n} cases.", []),
    ],
)
def test_sources_stay_whoever_they_are(sentence, sources, analyzer):
    for (a, b), n in itertools.product(NAMES, NUMBERS):
        words = {"a": a, "b": b, "n": n}
        analysis = analyzer.analyze(f"The town news\n\n{sentence.format(**words)} It rained all day long.\n")
        assert [analysis.article.quote(x.source) for x in analysis.attributions] == [s.format(**words) for s in sources]
