"""Attributions keep to their contract: three marks apart, content never empty, no piece with blanks at its ends."""

from hedgelens import analyze
from hedgelens.article import article_from_text
from hedgelens.attribution.assembly import _apart
from hedgelens.attribution.candidates import Candidate
from hedgelens.records import AttributionType


def candidate(source, cue, content):
    return Candidate("test", frozenset(source), frozenset(cue), frozenset(content), AttributionType.ASSERTION, "test")


def marks(candidate):
    return sorted(candidate.source), sorted(candidate.cue), sorted(candidate.content)


def test_what_stands_in_the_phrase_of_a_source_is_said_and_no_word_of_its_name():
    analysis = analyze("The rule gave way to a milder letter calling for proper care.\n", engine="rules")
    [asked] = analysis.attributions
    assert [analysis.article.quote(spans) for spans in (asked.source, asked.cue, asked.content)] == [
        "a milder letter", "calling for", "proper care",
    ]  # fmt: skip


def test_marks_are_parted():
    assert marks(_apart(candidate([2, 3], [3, 4], [4, 5, 6]))) == ([2], [3, 4], [5, 6])
    assert marks(_apart(candidate([2, 3], [], [3, 4]))) == ([2, 3], [], [4])
    assert marks(_apart(candidate([1, 2, 5, 6], [3, 4], [5, 6]))) == ([1, 2], [3, 4], [5, 6])


def test_a_cue_is_one_piece_that_the_source_does_not_stand_in():
    assert marks(_apart(candidate([5], [3, 7], [8])))[1] == [7]
    assert marks(_apart(candidate([6], [3, 5, 7], [8])))[1] == [3, 4, 5]
    assert marks(_apart(candidate([1], [3, 5], [4, 8]))) == ([1], [3, 4, 5], [8])


def test_no_source_passes_on_what_it_tells_itself():
    [told] = analyze("The Valley Herald told the Valley Herald it was not safe.\n", engine="rules").attributions
    assert told.source_id is not None
    assert told.via is None


def test_the_mark_of_a_heading_ends_no_content():
    text = "Ada Okoro: ‘it is over’\n# Bridge shut\n"
    analysis = analyze(article_from_text(text, markdown=True), engine="rules")
    assert [analysis.article.quote(a.content) for a in analysis.attributions] == ["‘it is over’"]
