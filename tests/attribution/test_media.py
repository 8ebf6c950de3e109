"""The medium that a phrase beside the verb names relays what is said."""

import pytest

from hedgelens import Analyzer


@pytest.fixture(scope="module", params=["rules", "learned"])
def via(request):
    analyzer = Analyzer(engine=request.param)

    def media(sentence):
        analysis = analyzer.analyze(f"The town news\n\nAda Okoro came home on Monday. {sentence} It rained all day long.\n")
        return [analysis.source(a.via).name for a in analysis.attributions if a.via]

    return media


@pytest.mark.parametrize(
    ("sentence", "medium"),
    [
        ("Okoro said in an interview with the Harbour Herald that the pier leaks.", "Harbour Herald"),
        ("In an interview with the Harbour Herald, Okoro said that the pier leaks.", "Harbour Herald"),
        ("“The pier leaks,” Okoro said in an email to the Harbour Herald.", "Harbour Herald"),
        ("Okoro told Radio Corran host Ines Wren that the pier leaks.", "Radio Corran"),
        ("Okoro told the host of Radio Corran that the pier leaks.", "Radio Corran"),
        ("“The pier leaks,” Okoro said on Radio Corran.", "Radio Corran"),
        ("“It was a poor year,” Okoro said on KQRV’s “Morning Desk” on Monday.", "KQRV"),
        ("Moths steer by the hum, the researchers report in the journal Night Ecology.", "Night Ecology"),
        ("“The pier leaks,” Okoro told KQRV in an interview on Friday.", "KQRV"),
    ],
)
def test_a_phrase_names_the_medium(sentence, medium, via):
    assert via(sentence) == [medium]


@pytest.mark.parametrize(
    "sentence",
    [
        "“The pier leaks,” Okoro said on Twitter.",
        "“The pier leaks,” Okoro said on Monday.",
        "Okoro said in an interview that the pier leaks.",
        "Okoro said in an interview with police that the pier leaks.",
        "Okoro said in a letter to the board that the pier leaks.",
        "Okoro told Ines Wren’s lawyer that the pier leaks.",
    ],
)
def test_no_medium(sentence, via):
    assert via(sentence) == []
