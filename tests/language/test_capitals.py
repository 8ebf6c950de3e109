"""Articles in capitals throughout are read with the capitals of sentences, names and days alone."""

import pytest

from hedgelens import analyze
from hedgelens.article import article_from_text
from hedgelens.language.capitals import without_capitals


def plain(text):
    return without_capitals(text, article_from_text(text).blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SENATOR ADA OKORO SAID THAT THE DAM MAY LEAK.", "Senator Ada Okoro said that the dam may leak."),
        ("THE DAM LEAKS. MAYOR OKORO SAID SO IN MAY.", "The dam leaks. Mayor Okoro said so in May."),
        ("IT RAINED ON MONDAY, CAPTAIN LUND OF THE GUARD SAID.", "It rained on Monday, Captain Lund of the guard said."),
        ('"WE LEAVE," GOVERNOR LUND SAID. LUND LEFT.', '"We leave," Governor Lund said. Lund left.'),
        ("The dam leaks, and NATO and the EU said nothing.", "The dam leaks, and NATO and the EU said nothing."),
        ("NO.", "NO."),
    ],
)
def test_capitals_of_names_and_sentences_stay(text, expected):
    assert plain(text) == expected


def test_a_line_in_capitals_stays_in_an_article_that_is_not():
    text = "DAM LEAKS AGAIN IN THE VALLEY\n\nThe dam leaks, the mayor said on Monday. It will be mended soon."
    assert plain(text) == text


def test_speakers_and_doubts_of_an_article_in_capitals_are_found():
    analysis = analyze(
        'SENATOR SAYS DAM MAY FAIL\n\nSENATOR ADA OKORO SAID ON SUNDAY THAT THE DAM MAY FAIL.\n\n"WE HAVE WEEKS," OKORO SAID.\n'
    )
    assert [(s.name, s.kind, s.naming) for s in analysis.sources] == [("Ada Okoro", "person", "named")]
    assert {h.text for h in analysis.hedges} == {"MAY"}
