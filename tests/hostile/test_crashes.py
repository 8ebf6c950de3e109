"""Articles that no writer writes: forms, lists without end, broken characters, deep nesting. Each is analysed, by both engines."""

import json

import pytest

from hedgelens import Analyzer

ENGINES = ("rules", "learned")
FIRST = "Ada Ben Cora Dan Eva Finn Gina Hugo Ines Jon Kira Lars Mona Nils Olga Piet Rosa Sven Tara Ulf".split()
LAST = "Adler Berg Claes Dorn Ekman Falk Grau Holm Ivers Jansen Kolb Lind Moor Nagel Okoro Pohl Quist Rask Strand".split()


@pytest.fixture(scope="module", params=ENGINES)
def analyze(request):
    """Analyses a text between two ordinary sentences, and looks whether those are still understood."""
    analyzer = Analyzer(engine=request.param)

    def analyzed(text):
        whole = f"The harbour\n\nThe mayor said that the bridge was safe.\n\n{text}\n\nMs. Lund said that it would rain.\n"
        analysis = analyzer.analyze(whole)
        assert analysis.article.text == whole
        assert json.loads(analysis.to_json()) == analysis.to_dict()
        spans = [(s.start, s.end) for s in analysis.sentences]
        assert spans == sorted(spans)
        assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
        named = {source.name for source in analysis.sources}
        assert any("mayor" in name for name in named)
        assert any("Lund" in name for name in named)
        return analysis

    return analyzed


def people(number):
    """So many names, all different."""
    return [f"{FIRST[i % len(FIRST)]} {LAST[i // len(FIRST) % len(LAST)]}{'son' * (i // 380)}" for i in range(number)]


@pytest.mark.parametrize(
    "word",
    [
        "_" * 127,
        "_" * 5_000,
        "漢" * 127,
        "a_" * 70,
        "Ha" * 300,
        "x" * 100_000,
        "𝔸😀" * 100,
        "é" * 500,
        "https://a.org/" + "b/" * 400,
    ],
)
def test_a_word_without_end(analyze, word):
    analyze(word)
    analyze(f"The mayor said that {word} was here.")


@pytest.mark.parametrize("number", [65, 100, 500])
def test_a_list_of_names_without_end(analyze, number):
    names = people(number)
    analyze(f"The letter was signed by {', '.join(names[:-1])} and {names[-1]}.")
    analyze(f"{', '.join(names[:-1])} and {names[-1]} said that they would vote, and they did.")
    analyze(f"{' and '.join(names)} said so.")


@pytest.mark.parametrize(
    "text",
    [
        "He said" + " that he said" * 600 + " so.",
        "The man " + "who saw the man " * 600 + "left.",
        "(" * 3_000 + "she said" + ")" * 3_000,
        "“‘" * 2_000 + "It rained" + "’”" * 2_000,
        "the boat of " * 1_500,
    ],
)
def test_nesting_without_end(analyze, text):
    analyze(text)


@pytest.mark.parametrize("sign", ["\ud83d", "\0", "\ufffe", "\u200d", "\u202e", "\u0301", "\x1c", "\x85", "\U000e0001"])
def test_signs_that_are_no_characters(analyze, sign):
    analysis = analyze(f"“It broke{sign},” Ada Berg said, {sign} and{sign}left. {sign * 300}")
    assert "Ada Berg" in {source.name for source in analysis.sources}
