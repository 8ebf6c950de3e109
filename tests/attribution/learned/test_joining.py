"""What the sieves add to what a network found; here the network's part is given by hand."""

import pytest

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
    found = join(syntax, [find], candidates_in(syntax))
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
    assert joined(parse, "The council seemed lost.", "The council", "seemed", "lost") == []
    suggests = joined(parse, "The council seemed to suggest a delay.", "The council", "seemed to suggest", "a delay")
    assert suggests[0][0] == "The council"
    assert joined(parse, blame["example"], "The council", "came under heavy criticism for", "the delay")[0][0] == ""
    assert joined(parse, blame["counter"], "The council", "voiced heavy criticism of", "the delay")[0][0] == "The council"
    to_somebody = joined(parse, "It seemed lost to the council.", "the council", "seemed", "lost")
    assert to_somebody[0][0] == "the council"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("In the words of ranger Teo Marsh, the wood “breathes at night”.", "ranger Teo Marsh"),
        ("The wall was, in the view of the builder, sound.", "the builder"),
        ("As the mayor put it, the wall is sound.", "the mayor"),
        ("The wall is safe, in the mayor's opinion.", "the mayor 's"),
        ("The wall is safe, in Lund’s opinion.", "Lund ’s"),
        ("By her own account, the wall is sound.", "her"),
        ("The crew was ordered by the captain to leave.", "the captain"),
        ("The pumps, Marsh added, cost $300 each.", "Marsh"),
        ("The wall is sound, the engineers reported.", "the engineers"),
        ("The plan was called a farce by the mayor.", "the mayor"),
        ("No injuries were reported.", ""),
        ("“Not the tax office,” deadpanned Jola.", "Jola"),
        ("“We know every lock.” — Ada Okoro, engineer", "Ada Okoro , engineer"),
        ("Ada Okoro: “The dam leaks.”", "Ada Okoro"),
        ("The wall is sound, according to the mayor.", "the mayor"),
    ],
)
def test_sure_sieves_stand_where_the_network_is_silent(parse, text, source):
    syntax = Syntax.of(parse(f"The news\n\n{text}"))
    assert [syntax.quote(c.source) for c in join(syntax, [], candidates_in(syntax))] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "The cost varies according to his mood.",
        "The wall, I say, is sound.",
        "The nets were criticized.",
        "She hopes that the wall is sound.",
        "The mayor praised the wall.",
    ],
)
def test_others_do_not(parse, text):
    syntax = Syntax.of(parse(f"The news\n\n{text}"))
    assert join(syntax, [], candidates_in(syntax)) == []


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        ("Lund said the dam may leak in 3 weeks.", "the dam may leak in 3", "the dam may leak in 3 weeks"),
        ("Lund said the dam may leak and the pier may fall.", "the dam may leak and", "the dam may leak and the pier may fall"),
        ("Lund said the dam was built by the old guild.", "the dam was built by", "the dam was built by the old guild"),
        ("Lund said the dam leaks, because the lid is old.", "the dam leaks", "the dam leaks , because the lid is old"),
        (
            "Lund said he hired ten guards, many of whom sleep.",
            "he hired ten guards",
            "he hired ten guards , many of whom sleep",
        ),
        ("Lund said the dam leaks, which is true.", "the dam leaks", "the dam leaks"),
        ("Lund said the dam leaks.", "the dam leaks", "the dam leaks"),
    ],
)
def test_a_content_ends_where_a_phrase_ends(parse, text, content, whole):
    ((_, _, found, _),) = [a for a in joined(parse, text, "Lund", "said", content) if a[1] == "said"]
    assert found == whole


def test_a_source_is_whole_and_of_its_own_verb(parse):
    text = "Teo Lund denied it, and the mayor, Ada Fox, asked for a report in 3 days."
    (found,) = [
        a
        for a in joined(parse, text, "Teo Lund denied it, and the mayor, Ada Fox", "asked for", "a report")
        if a[1] == "asked for"
    ]
    assert found[0].endswith("the mayor , Ada Fox")
    assert joined(parse, "The lid fell when a clerk read it out.", "a", "read", "it")[0][0] == "a clerk"
    assert joined(parse, "From Ada Okoro: “It leaks.”", "From Ada Okoro", ":", "“It leaks.”")[0][0] == "Ada Okoro"
    assert joined(parse, "It was believed that the dam leaks.", "It", "was believed", "that the dam leaks")[0][0] == ""
