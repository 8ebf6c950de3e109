"""What is counted of an analysis once: the same as counted anew, kept where that is asked for, and nobody's to change."""

import pytest

from hedgelens import analyze
from hedgelens.measures import summary_rows, word_credit
from hedgelens.measures.remembering import remember, remembering

TEXT = "Bridge\n\nAda Okoro said that the bridge would open in May. It may take longer, the Harbor Institute said.\n"


@pytest.fixture
def analysis():
    return analyze(TEXT, engine="rules")


def test_it_is_what_would_be_counted_anew(analysis):
    anew = summary_rows(analysis), word_credit(analysis, level="inner"), analysis.to_json()
    remember(analysis)
    for _ in range(2):
        assert (summary_rows(analysis), word_credit(analysis, level="inner"), analysis.to_json()) == anew
    assert word_credit(analysis, level="inner") == word_credit(
        analysis, level="inner", types=["assertion", "belief", "fact", "eventuality"]
    )


def test_who_changes_a_copy_changes_no_other(analysis):
    remember(analysis)
    rows = summary_rows(analysis)
    summary_rows(analysis).clear()
    assert summary_rows(analysis) == rows != []


def test_it_is_kept_no_longer_than_asked_for(analysis):
    def kept():
        return summary_rows(analysis)[0] is summary_rows(analysis)[0]

    assert not kept()
    with remembering(analysis):
        assert kept()
    assert not kept()
