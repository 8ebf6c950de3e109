"""Who is behind a mention: names, titles, pronouns, descriptions, documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import read, unmark

from hedgelens.records import Naming, SourceKind, SourceLink


def test_marks_leave_the_text():
    text, spans = unmark("1[Ada] 1{said} 1<that it (all) leaks>.")
    assert text == "Ada said that it (all) leaks."
    assert spans[1] == {"source": [(0, 3)], "cue": [(4, 8)], "content": [(9, 28)]}


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "1[Mayor Ada Okoro] 1{said} 1<that the pier was safe>. 2[Okoro] 2{added} 2<that it was old>.",
            ["Ada Okoro", "Ada Okoro"],
            id="surname",
        ),
        pytest.param(
            "1[Sen. Ada Okoro, D-Varner,] 1{said} 1<that the pier was safe>. 2[Ms. Okoro] 2{added} 2<that it was old>.",
            ["Ada Okoro", "Ada Okoro"],
            id="titles",
        ),
        pytest.param(
            "Denholm Water spokesman Teo Brandvold came. 1[Brandvold] 1{said} 1<that it was over>.",
            ["Teo Brandvold"],
            id="occupation before the name",
        ),
        pytest.param(
            "1[Secretary of State Ada Okoro] 1{said} 1<so>. 2[Ohio Farm Party Chairman David Reese] 2{said} 2<no>.",
            ["Ada Okoro", "David Reese"],
            id="titles of several words",
        ),
        pytest.param(
            "Mary Okoro married Paul Okoro in May. 1[Mr. Okoro] 1{said} 1<it rained>. 2[Mrs. Okoro] 2{said} 2<it did not>.",
            ["Paul Okoro", "Mary Okoro"],
            id="one surname, two people",
        ),
        pytest.param(
            "Lin Weijun escaped in March. 1[Mr. Lin] 1{said} 1<that he had walked>.",
            ["Lin Weijun"],
            id="surname first",
        ),
        pytest.param(
            "1[The Ocean Research Agency (ORA)] 1{said} 1<that tides rise>. 2[ORA] 2{warned} 2<of floods>.",
            ["Ocean Research Agency", "Ocean Research Agency"],
            id="acronym in brackets",
        ),
        pytest.param(
            "1[OWF] 1{said} 1<that tides rise>. The Open Water Foundation is old.",
            ["Open Water Foundation"],
            id="acronym by its letters",
        ),
        pytest.param(
            "1[The Harbor Institute] 1{said} 1<that tides rise>. 2[The institute] 2{warned} 2<of floods>.",
            ["Harbor Institute", "Harbor Institute"],
            id="head of the name",
        ),
        pytest.param(
            "The Denholm Tax Court and the Varner Water Court met. 1[The tax court] 1{said} 1<no>. 2[The water court] 2{said} 2<yes>.",
            ["Denholm Tax Court", "Varner Water Court"],
            id="two courts stay two",
        ),
        pytest.param(
            "Ada Okoro lost in Denholm. 1[Her campaign] 1{said} 1<that it would appeal>. 2[The Okoro campaign] 2{filed} 2<nothing>.",
            ["Okoro campaign", "Okoro campaign"],
            id="whose campaign",
        ),
        pytest.param(
            "Ada Okoro has two children. 1[Her daughter] 1{said} 1<that she was ill>.",
            ["Ada Okoro's daughter"],
            id="somebody's daughter",
        ),
        pytest.param(
            "1[Ada Okoro and Teo Brandvold] 1{said} 1<that they would stay>.",
            ["Ada Okoro and Teo Brandvold"],
            id="conjoined",
        ),
        pytest.param("1[A senior union official] 1{said} 1<that it was over>.", ["senior union official"], id="described"),
        pytest.param("1[Some of the older growers] 1{said} 1<that it was over>.", ["older growers"], id="behind a measure"),
        pytest.param(
            "1[A three-member panel of the Denholm Tax Court] 1{ruled} 1<that the levy was void>.",
            ["Denholm Tax Court"],
            id="part of a body",
        ),
        pytest.param(
            "A court struck down the levy on Monday. 1[The Denholm Tax Court] 1{said} 1<that it was void>. 2[A court] 2{is} 2<no>.",
            ["Denholm Tax Court", "court"],
            id="indefinite late in the article is new",
        ),
        pytest.param(
            "1[A judge] 1{ruled} 1<that the levy was void>. 2[Judge Ada Okoro] 2{wrote} 2<that nobody had been told>.",
            ["Ada Okoro", "Ada Okoro"],
            id="described first, named later",
        ),
        pytest.param(
            "The deputy, Niamh Castellan, resigned. 1[The deputy] 1{said} 1<that she was tired>.",
            ["Niamh Castellan"],
            id="apposition, name second",
        ),
        pytest.param(
            "Libertarian nominee Mary Reese told a joke about Paul Ward. 1[The Republican nominee] 1{said} 1<no>.",
            ["Paul Ward"],
            id="of another party",
        ),
        pytest.param(
            "Mary Reese (D-Varner) told a joke about Paul Ward. 1[The Republican nominee] 1{said} 1<no>.",
            ["Paul Ward"],
            id="of another party by the letter",
        ),
        pytest.param(
            "Mary Reese left. It was Paul Ward who stayed. 1[The frontrunner] 1{said} 1<that frontrunner Mary Reese had left>.",
            ["Paul Ward"],
            id="a title that comes later",
        ),
        pytest.param(
            "A new group called River Votes met. Mary Reese of the Varner Party 1{said} 1<so>. 2[The group] 2{said} 2<no>.",
            [None, "new group"],
            id="the very noun comes before what is only of that sort",
        ),
        pytest.param("Mary Reese wrote an article. 1[Reese’s article] 1{said} 1<so>.", ["Mary Reese"], id="whose article it is"),
        pytest.param("1<It rained,”>1[Reese] 1{said}. Mary Reese left.", ["Mary Reese"], id="on the end of a quotation"),
        pytest.param("1[Many in Denholm] 1{said} 1<so>.", ["many in Denholm"], id="many, wherever"),
        pytest.param(
            "Mary Reese, a grower and a neighbor 2[who] 2{said} 2<no>, left.", ["Mary Reese"], id="two things are said of one"
        ),
        pytest.param(
            "Mary Reese hired an actor in May. 1[The Reese actor] 1{said} 1<no>.", ["Reese actor"], id="called after somebody"
        ),
        pytest.param(
            "Niamh Castellan, an orchard foreman, resigned. 1[The foreman] 1{said} 1<that it was time>.",
            ["Niamh Castellan"],
            id="apposition, name first",
        ),
    ],
)
def test_names_and_descriptions(marked, names):
    assert read(marked).names() == names


@pytest.mark.parametrize(
    ("marked", "number", "name"),
    [
        pytest.param("Mary Reese thanked Paul Ward. 1[She] 1{said} 1<it was late>.", 1, "Mary Reese", id="her gender"),
        pytest.param("Mary Reese thanked Paul Ward. 1[He] 1{said} 1<it was late>.", 1, "Paul Ward", id="his gender"),
        pytest.param(
            "Paul Ward met David Reese. 1[He] 1{said} 1<that it was late>.", 1, "Paul Ward", id="the subject comes first"
        ),
        pytest.param(
            "1[Paul Ward] 1{said} 1<that David Reese had left>. 2[He] 2{added} 2<that it was late>.",
            2,
            "Paul Ward",
            id="the speaker goes on",
        ),
        pytest.param(
            "1[Mary Reese] 1{said} 1<it was late>. 2[She] 2{laughed} 2<at it>. 3[She] 3{said} 3<that she had slept>.",
            3,
            "Mary Reese",
            id="chain",
        ),
        pytest.param(
            "The Harbor Institute published a study. 1[It] 1{warned} 1<of floods>.", 1, "Harbor Institute", id="it is no person"
        ),
        pytest.param(
            "Two growers sued the Denholm Water Board. 1[They] 1{said} 1<that their wells were dry>.", 1, "growers", id="they"
        ),
        pytest.param("The letter came from Mary Reese, 1[who] 1{said} 1<that the wells were dry>.", 1, "Mary Reese", id="who"),
        pytest.param(
            "It was Mary Reese, of Denholm, 1[who] 1{said} 1<that the wells were dry>.", 1, "Mary Reese", id="who is no place"
        ),
        pytest.param(
            "Aides of the Varner government, 1[which] 1{denied} 1<the claim>, left.",
            1,
            "Varner government",
            id="which is no person",
        ),
        pytest.param(
            "1[Mary Reese] 1{said}: 1<“2[I] 2{believe} 2<in rain>.”>", 2, "Mary Reese", id="I inside a quotation is the speaker"
        ),
        pytest.param("1[We] 1{believe} 1<that the wells are dry>.", 1, "author", id="we outside is the author"),
        pytest.param(
            "Mr. She was arrested in May. 1[She] 1{said} 1<that the wells were dry>.", 1, None, id="a surname is no pronoun"
        ),
    ],
)
def test_pronouns(marked, number, name):
    assert read(marked).name(number) == name


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "1[A survey by the Harbor Institute] 1{shows} 1<that tides rise>. 2[The survey] 2{warns} 2<of floods>.",
            ["Harbor Institute"] * 2,
            id="by",
        ),
        pytest.param(
            "1[Figures released on Monday by the Varner Tide Bureau] 1{show} 1<that tides rise>.",
            ["Varner Tide Bureau"],
            id="released by",
        ),
        pytest.param(
            "The Harbor Institute published a study in May. 1[The report] 1{says} 1<that tides rise>.",
            ["Harbor Institute"],
            id="published",
        ),
        pytest.param(
            "Tides rise, 1{as reported by} 1[Denholm Radio]. 2[The report] 2{says} 2<that they rise fast>. "
            "In June, the Harbor Institute issued a report of its own. 3[The report] 3{says} 3<that they do not>.",
            ["Denholm Radio", "Denholm Radio", "Harbor Institute"],
            id="the report, twice",
        ),
        pytest.param(
            "A film, “Low Water,” opens on Friday. 1[The movie] 1{shows} 1<how a river was sold>.",
            ["Low Water"],
            id="title of a work",
        ),
        pytest.param("1[A new audit] 1{names} 1<two of them>.", ["new audit"], id="nobody is named"),
        pytest.param(
            "Mary Reese gave up her tax returns, and 1[they] 1{show} 1<a loss>.",
            ["tax returns"],
            id="papers speak for themselves",
        ),
        pytest.param(
            "In a statement, 1[Mary Reese] 1{said} 1<that it was late>. 2[The statement] 2{adds} 2<that it rained>.",
            ["Mary Reese", "Mary Reese"],
            id="in a statement",
        ),
        pytest.param(
            "1[A notice on the Growers Union’s website] 1{says} 1<that the gate is shut>.",
            ["Growers Union"],
            id="on whose website",
        ),
    ],
)
def test_documents_stand_for_who_issued_them(marked, names):
    assert read(marked).names() == names


def test_nobody_is_named_where_nobody_can_be_found():
    found = read("1[She] 1{said} 1<that it was late>. 2{It is said} 2<that it rained>.")
    assert found.names() == [None, None]
    assert found.resolution.sources == ()


def test_a_quotation_without_a_cue_goes_on_from_the_one_before():
    found = read("1<“It is late,”> 1[Mary Reese] 1{said}. 2<“We must go.”>")
    assert found.name(2) == "Mary Reese"
    assert "without a cue" in found.why(2)


@pytest.mark.parametrize(("between", "name"), [("", "Ada Okoro"), (" The roof is old.", None)])
def test_a_paragraph_that_is_a_quotation_is_of_who_spoke_in_the_sentence_before(between, name):
    lead = "It rained all night in Denholm, and the mill stood under water on Monday."
    found = read(f"{lead}\n\n1[Ada Okoro] 1{{said}} 1<that it leaks>.{between}\n\n2<“It is old. Nobody looks at it.”>")
    assert found.name(2) == name


def test_a_quotation_elsewhere_does_not():
    found = read("1<“It is late,”> 1[Mary Reese] 1{said}.\n\nIt rained.\n\nThe sign read differently. 2<“Go away.”>")
    assert found.name(2) is None


def test_a_participle_has_the_subject_of_its_verb():
    assert read("1[Mary Reese] 1{said} 1<that it was late>, 2{adding} 2<that it rained>.").name(2) == "Mary Reese"


def test_the_relaying_medium_is_a_source_of_its_own():
    found = read("1[Mary Reese] 1{told} 1(the Denholm Courier) 1<that it was late>. 2[The Courier] 2{said} 2<that it rained>.")
    assert found.via(1) == "Denholm Courier"
    assert found.names() == ["Mary Reese", "Denholm Courier"]


@pytest.mark.parametrize(
    ("source", "kind", "naming"),
    [
        ("Mary Reese", SourceKind.PERSON, Naming.NAMED),
        ("The Harbor Institute", SourceKind.ORGANISATION, Naming.NAMED),
        ("The Water Ministry", SourceKind.GOVERNMENT, Naming.NAMED),
        ("The Denholm Gazette", SourceKind.MEDIA, Naming.NAMED),
        ("A senior official", SourceKind.PERSON, Naming.DESCRIBED),
        ("Critics", SourceKind.GROUP, Naming.GENERIC),
        ("Sources", SourceKind.GROUP, Naming.ANONYMOUS),
        ("A person familiar with the talks", SourceKind.PERSON, Naming.ANONYMOUS),
        ("An official who asked not to be named", SourceKind.PERSON, Naming.ANONYMOUS),
        ("A new audit", SourceKind.DOCUMENT, Naming.DESCRIBED),
        ("Mary Reese and Paul Ward", SourceKind.GROUP, Naming.NAMED),
        ("I", SourceKind.AUTHOR, Naming.NONE),
    ],
)
def test_kind_and_naming(source, kind, naming):
    found = read(f"1[{source}] 1{{said}} 1<that it was late>.").source(1)
    assert (found.kind, found.naming) == (kind, naming)


def test_each_link_is_explained():
    found = read("1[Mary Reese] 1{said} 1<it was late>. 2[She] 2{said} 2<that it rained>.")
    assert found.why(1) == "the name 'Mary Reese'"
    assert found.why(2) == "pronoun 'She': antecedent 'Mary Reese' in the sentence before (Mary Reese)"
    assert [a.link for a in found.resolution.attributions] == [SourceLink("name"), SourceLink("salient", (0, 10))]


def test_what_has_no_source_has_no_link():
    (nobody,) = read("1[Nobody] 1{said} 1<it was late>.").resolution.attributions
    assert (nobody.source_id, nobody.link) == (None, None)


def test_whoever_still_speaks_is_explained_by_name():
    found = read("1<“It is late,”> 1[Mary Reese] 1{said}. 1<“We must go.”> 2[She] 2{said} 2<more>.")
    assert found.why(2) == "pronoun 'She': antecedent 'Mary Reese', still speaking in the sentence before (Mary Reese)"


def test_ids_follow_the_first_mention_and_mentions_lie_in_the_text():
    found = read("1[Mary Reese] 1{said} 1<it was late>. 2[Paul Ward] 2{said} 2<no>. 3[She] 3{left}.")
    assert [source.id for source in found.resolution.sources] == ["s1", "s2"]
    first = found.resolution.sources[0]
    assert [found.text[start:end] for start, end in first.mentions] == ["Mary Reese", "She"]
    assert first.aliases == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "1[Mary Reese] 1{said} 1<that it was late>.",
                "2[He] 2{said} 2<no>.",
                "3[The report] 3{shows} 3<a loss>.",
                "4[They] 4{believe} 4<in rain>.",
                "5[Some] 5{say} 5<so>.",
                "6{It is said} 6<that it rained>.",
                "7<“Go.”>",
                "It rained.\n\n",
                "8[who] 8{said}",
            ]
        ),
        min_size=1,
        max_size=9,
        unique=True,
    )
)
def test_whatever_the_order_each_attribution_keeps_its_id_and_has_a_known_source_or_none(pieces):
    found = read(" ".join(pieces))
    ids = {source.id for source in found.resolution.sources}
    numbers = [a.id for a in found.resolution.attributions]
    assert numbers == sorted(numbers)
    assert set(found.resolution.explanations) == set(numbers)
    for attribution in found.resolution.attributions:
        assert attribution.source_id is None or attribution.source_id in ids
    for source in found.resolution.sources:
        assert source.name.strip() == source.name != ""
        assert all(0 <= start < end <= len(found.text) for start, end in source.mentions)


def test_a_label_names_the_speaker_of_a_turn():
    found = read("Teo Brandvold met Ada Okoro.\n\n1<“OKORO: It is late, and 2[I] 2{know} 2<that it rains>.”>")
    assert found.names() == ["Ada Okoro", "Ada Okoro"]


def test_whoever_is_told_is_no_medium():
    found = read("1[Ada Okoro] 1{told} 1(Teo Brandvold) 1<that it was late>. 2[She] 2{told} 2(us) 2<more>.")
    assert [found.via(1), found.via(2)] == [None, None]


@pytest.mark.parametrize("told", ["the jury", "the committee", "reporters", "the Harbor Committee", "Parliament", "a court"])
def test_a_body_that_is_told_is_no_medium(told):
    assert read(f"1[Ada Okoro] 1{{told}} 1({told}) 1<that it was late>.").via(1) is None


@pytest.mark.parametrize("told", ["the Riverton Herald", "a local newspaper", "Denholm Radio", "CNX"])
def test_an_outlet_that_is_told_relays(told):
    assert read(f"1[Ada Okoro] 1{{told}} 1({told}) 1<that it was late>.").via(1) is not None


def test_the_label_of_a_turn_tells_more_than_the_transcript():
    found = read("Teo Brandvold met Ada Okoro.\n\n1[A transcript] 1{reads}: 1<“OKORO: It is late.”>")
    assert found.name(1) == "Ada Okoro"
    assert "transcript" not in " ".join(found.source(1).aliases)


def test_members_of_a_group_are_sources_of_their_own():
    found = read("1[Three growers] 1{said} 1<no>. 2[One of them] 2{said} 2<yes>. 3[Another] 3{said} 3<maybe>.")
    assert found.names() == ["growers", "one of the growers", "another of the growers"]
    assert len(found.resolution.sources) == 3


@pytest.mark.parametrize(
    ("before", "picked", "name"),
    [
        ("Union leaders are furious.", "one", "one of the union leaders"),
        ("Police arrested two men.", "The other", "the other of the men"),
        ("Three banks raised their rates.", "One", "one of the banks"),
        ("Several of Ada Okoro's friends came.", "One", "one of Ada Okoro's friends"),
        ("Analysts read two surveys.", "One", "one"),
        ("Rain fell.", "One", "one"),
    ],
)
def test_one_is_picked_of_the_group_spoken_of_last(before, picked, name):
    assert read(f"{before} 1[{picked}] 1{{said}} 1<no>.").name(1) == name


def test_who_takes_up_the_people_and_not_what_they_are_involved_in():
    source = read(
        "It is false, 1{according to} 1[three officials involved in the drafting, who asked not to be named]. 1<It is>."
    )
    assert (source.name(1), str(source.source(1).naming)) == ("officials involved in the drafting", "anonymous")


@pytest.mark.parametrize("verb", ["accused", "suspected", "warned"])
def test_of_what_somebody_is_accused_is_no_part_of_a_name(verb):
    found = read(f"Ada Okoro 1{{{verb}}} the mayor of fraud. 2[The mayor] 2{{denied}} 2<it>.")
    assert found.name(2) == "mayor"
    found = read("Ada Okoro met the mayor of Denholm. 1[The mayor] 1{denied} 1<it>.")
    assert found.name(1) == "mayor of Denholm"


def test_who_answers_an_outlet_is_not_that_outlet():
    found = read("When asked by the Denholm Courier, 1[a spokeswoman for the mill] 1{wrote} 1<that it leaks>.")
    assert found.name(1) == "spokeswoman for the mill"
    found = read("1[Ada Okoro, the mayor of Denholm], 1{wrote} 1<that it leaks>.")
    assert found.name(1) == "Ada Okoro"


def test_an_age_is_a_whole_name():
    assert read("1[The 19-year-old] 1{told} the court 1<that it leaks>.").name(1) == "19-year-old"


def test_what_an_outlet_hands_on_is_not_its_own():
    found = read("The memo, first published by the Denholm Courier, was long. 1[The memo] 1{says} 1<that it leaks>.")
    assert found.name(1) == "memo"
    found = read("The survey, published by the Denholm Courier, was long. 1[The survey] 1{says} 1<that it leaks>.")
    assert found.name(1) == "Denholm Courier"


def test_what_explains_where_a_source_belongs_is_not_the_source():
    found = read("But 1[Per Okoro of the Harbor Institute, a think tank close to the mayor], 1{argued} 1<that it leaks>.")
    assert found.name(1) == "Per Okoro"


@pytest.mark.parametrize(
    "number",
    [
        "Three in four",
        "Nine out of 10",
        "Nine out of every ten",
        "About one in three",
        "Fewer than ten",
        "At least 20",
        "Between 20 and 30",
        "As many as 300",
    ],
)
def test_how_many_there_are_is_no_part_of_a_name(number):
    assert read(f"1[{number} growers] 1{{said}} 1<that it was late>.").name(1) == "growers"


def test_one_who_might_say_something_is_anybody():
    assert read("Three growers stayed. 1[One] 1{might say} 1<that it leaks>.").name(1) == "one"


@pytest.mark.parametrize("source", ["doctors she consulted", "engineers I trust", "people we asked"])
def test_a_relative_clause_without_a_pronoun_is_no_part_of_a_name(source):
    assert read(f"Ada Okoro left. 1[The {source}] 1{{said}} 1<that it was late>.").name(1) == source.split()[0]


def test_another_without_a_group_is_a_member_of_none():
    assert "of" not in (read("Rain fell. 1[Another] 1{said} 1<maybe>.").name(1) or "").split()


def test_a_noun_before_a_name_says_what_its_bearer_is():
    found = read("1[Ada Okoro] 1{told} 1(the newspaper Orsay Morgen) 1<that it was late>. 2[The paper] 2{said} 2<no>.")
    assert found.via(1) == "Orsay Morgen"
    assert found.name(2) == "Orsay Morgen"


def test_a_company_may_be_called_by_the_first_word_of_its_name():
    found = read("1[Okoro Mills Inc.] 1{said} 1<that it would close>. 2[Okoro] 2{added} 2<that it was late>.")
    assert found.names() == ["Okoro Mills Inc.", "Okoro Mills Inc."]


def test_a_place_does_not_stand_for_a_body_of_its_name():
    found = read("1[Varner University] 1{said} 1<no>. It rained in Varner. 2[Varner] 2{said} 2<yes>.")
    assert found.names() == ["Varner University", "Varner"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("1[Nobody] 1{said} 1<that the pier was safe>.", None),
        ("1[No one] 1{believed} 1<that the pier was safe>.", None),
        ("1[No one in the crowd] 1{said} 1<that the pier was safe>.", None),
        ("The Harbor Office is shut. 1[Nobody at the Harbor Office] 1{would say} 1<that the pier was safe>.", "Harbor Office"),
        ("1[No growers] 1{said} 1<that the pier was safe>.", "growers"),
    ],
)
def test_nobody_is_no_source(marked, name):
    found = read(marked)
    assert found.name(1) == name
    assert len(found.resolution.sources) == (name is not None)
    if name is None:
        assert found.why(1) == "nobody is no source"


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        pytest.param(
            "Ada Okoro Calls Out Teo Brandvold 1[Ada Okoro] 1{said} 1<that the pier had been shut>.",
            ["Ada Okoro"],
            id="a verb ends the name",
        ),
        pytest.param(
            "1[ORA] 1{said} 1<that tides rise>. The newsletter is called Asking ORA. 2[ORA] 2{said} 2<that it is free>.",
            ["ORA", "ORA"],
            id="a word before a name that is known without it",
        ),
        pytest.param(
            "Though Marsh Bell came, the pier was shut. 1[Bell] 1{said} 1<that it was late>.",
            ["Marsh Bell"],
            id="a conjunction opens no name",
        ),
        pytest.param(
            "It was a long and cold winter. The pier was shut. The boats lay on the shore. 1[Okoro] 1{said} 1<that it rained>. "
            "Teo Okoro had built the pier. 2[Ada Okoro] 2{said} 2<that it leaked>.",
            ["Teo Okoro", "Ada Okoro"],
            id="a surname before its name in full is that of who is named next",
        ),
    ],
)
def test_names_beside_capitals_that_are_none(marked, names):
    assert read(marked).names() == names


def test_pronouns_tell_the_gender_of_a_name_that_both_bear():
    found = read(
        "Ada Reese met Jamie Okoro on the pier. 1[Okoro] 1{said} 1<that he was late>. 2[He] 2{said} 2<that he had lost his boat>. "
        "3[He] 3{said} 3<that he would look for it>. 4[She] 4{said} 4<that it was late>."
    )
    assert found.names() == ["Jamie Okoro", "Jamie Okoro", "Jamie Okoro", "Ada Reese"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Amos Waters spoke. 1[Waters supporters] 1{said} 1<that he was late>.", "Waters supporters"),
        ("It rained. 1[Local supporters] 1{said} 1<that he was late>.", "local supporters"),
        ("It rained. 1[The MedTech polling average] 1{shows} 1<that he is late>.", "MedTech polling average"),
    ],
)
def test_names_keep_their_capital_in_a_description(marked, name):
    assert read(marked).names() == [name]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        (
            "1[Engineer Trebo Okoro] 1{said} 1<that it leaks>. 2[Okoro] 2{added} 2<that it was old>.",
            ["Trebo Okoro", "Trebo Okoro"],
        ),
        ("1[Engineer Trebo Okoro] 1{said} 1<that it leaks>.", ["Engineer Trebo Okoro"]),
        (
            "1[Baker Trebo Okoro] 1{said} 1<that it leaks>. 2[Okoro] 2{added} 2<that it was old>.",
            ["Baker Trebo Okoro", "Baker Trebo Okoro"],
        ),
    ],
)
def test_an_occupation_in_capitals_is_parted_from_a_name_whose_surname_stands_alone(marked, names):
    assert read(marked).names() == names
