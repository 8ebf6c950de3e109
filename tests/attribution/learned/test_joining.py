"""What the sieves add to what a network found; here the network's part is given by hand."""

from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.cues import CUES
from hedgelens.attribution.learned.joining import join
from hedgelens.attribution.sieves import candidates_in
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import tables
from hedgelens.records import AttributionType


def joined(parse, text, source, cue, content):
    """Returns what comes of one find of a network, as words: source, cue, content and type of each attribution."""
    syntax = Syntax.of(parse(text))

    def tokens(words):
        start = text.index(words) if words else -1
        return frozenset(syntax.between(start, start + len(words))) if words else frozenset()

    find = Candidate("network", tokens(source), tokens(cue), tokens(content), AttributionType.ASSERTION, "a find")
    found = join(syntax, [find], candidates_in(syntax, range(len(syntax))))
    return [(syntax.quote(c.source), syntax.quote(c.cue), syntax.quote(c.content), c.type.value) for c in found]


def test_type_and_evidence_come_from_the_sieve_with_the_same_cue(parse):
    ((source, _, content, kind),) = joined(parse, "The union vowed to strike.", "The union", "vowed", "to strike")
    assert (source, content, kind) == ("The union", "to strike", "eventuality")


def test_a_source_that_was_missed_is_the_sieves(parse):
    text = "The dam would hold, reported the Harbour Herald on Monday."
    ((source, cue, _, _),) = joined(parse, text, "", "reported", "The dam would hold")
    assert (source, cue) == ("the Harbour Herald", "reported")


def test_a_content_gets_the_part_in_which_somebody_says_something(parse):
    text = "Court papers show that the pier was sold in May, according to the Harbour Herald."
    outer, inner = joined(parse, text, "the Harbour Herald", "according to", "that the pier was sold in May")
    assert outer[2].startswith("Court papers show that")
    assert inner[:2] == ("Court papers", "show")


def test_who_speaks_inside_a_content_is_not_its_source(parse):
    text = "According to the Harbour Herald, court papers show that the pier was sold in May."
    outer, inner = joined(parse, text, "the Harbour Herald, court papers", "According to", "that the pier was sold in May")
    assert outer[0] == "the Harbour Herald ,"
    assert outer[2].startswith("court papers show that the pier was sold in May")
    assert inner[:2] == ("court papers", "show")


def test_who_relays_a_find_is_the_sieves(parse):
    text = "Court papers show that the pier was sold in May, according to the Harbour Herald."
    found = joined(parse, text, "Court papers", "show", "that the pier was sold in May")
    assert [(source, cue) for source, cue, _, _ in found] == [("Court papers", "show"), ("the Harbour Herald", "according to")]
    assert joined(parse, "Papers show it fell. Mr. Oke said so.", "Papers", "show", "it fell")[1:] == []


def test_a_content_is_not_lengthened_without_such_a_part(parse):
    text = "On Monday the pier was sold, according to the Harbour Herald."
    ((_, _, content, _),) = joined(parse, text, "the Harbour Herald", "according to", "the pier was sold")
    assert content == "the pier was sold"


def test_what_stands_inside_a_content_is_the_sieves(parse):
    text = "Estimates by the police indicate that forty houses were flooded, the Herald reported."
    content = "Estimates by the police indicate that forty houses were flooded"
    found = joined(parse, text, "the Herald", "reported", content)
    assert [cue for _, cue, _, _ in found][0] == "reported"
    assert len(found) > 1


def test_the_title_of_a_work_is_no_content(parse):
    rule = tables(CUES)["work_title"][0].values
    assert joined(parse, rule["example"], "The guild", "titled", "“Who Owns the Harbour?”") == []
    assert joined(parse, rule["counter"], "The guild", "called", "the harbour “a swamp of debts.”")


def test_hearsay_has_no_source(parse):
    assert [
        a[0] for a in joined(parse, "The caretaker allegedly sold the bells.", "The caretaker", "allegedly sold", "the bells")
    ] == [""]
    assert [a[0] for a in joined(parse, "The caretaker openly sold the bells.", "The caretaker", "openly sold", "the bells")] == [
        "The caretaker"
    ]
    reported = joined(parse, "The mayor reportedly said that it fell.", "The mayor", "reportedly said", "that it fell")
    assert reported[0][0] == "The mayor"


def test_the_subject_of_an_impression_or_of_blame_is_no_source(parse):
    blame = tables(CUES)["blame"][0].values
    assert [a[0] for a in joined(parse, "The council seemed lost.", "The council", "seemed", "lost")] == [""]
    suggests = joined(parse, "The council seemed to suggest a delay.", "The council", "seemed to suggest", "a delay")
    assert suggests[0][0] == "The council"
    assert joined(parse, blame["example"], "The council", "came under heavy criticism for", "the delay")[0][0] == ""
    assert joined(parse, blame["counter"], "The council", "voiced heavy criticism of", "the delay")[0][0] == "The council"
    to_somebody = joined(parse, "It seemed lost to the council.", "the council", "seemed", "lost")
    assert to_somebody[0][0] == "the council"
