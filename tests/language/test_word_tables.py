"""Every table of words does what it is for in its example, and does not in its counter-example."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from marked import read

from hedgelens.article import article_from_text
from hedgelens.attribution.sieves import attribute_by_rules
from hedgelens.hedging import HedgeRules
from hedgelens.hedging.matcher import find_marks
from hedgelens.hedging.owners import holder_of
from hedgelens.language import load_language
from hedgelens.language.boundaries import sentence_starts
from hedgelens.language.stance import stance_of
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, tables, word_set
from hedgelens.records import Category, Naming
from hedgelens.sources.mentions.finding import nominal, pronoun_of
from hedgelens.sources.mentions.mention import Determiner
from hedgelens.sources.names.finding import find_names
from hedgelens.sources.names.parts import is_bare_label, is_short_title
from hedgelens.sources.profile.disclosures import formulas_in
from hedgelens.views.proposal import is_proper

RULES = [(table, i, rule.values) for table, rules in tables().items() for i, rule in enumerate(rules) if rule.table == table]
LAST = re.compile(r"^(.*[.] )?([^.]*?) (says?|shows?|want|admit)\b( .*)\.$")


def unmark(example):
    start = example.index("[")
    end = example.index("]") - 1
    return example.replace("[", "").replace("]", ""), start, end


def syntax_of(text):
    return Syntax.of(load_language().parse(article_from_text(text)))


def token_at(syntax, offset):
    return max(i for i, start in enumerate(syntax.start) if start < offset)


def name_at(example):
    text, start, end = unmark(example)
    syntax = syntax_of(text)
    found = [name for name in find_names(syntax) if syntax.start[name.start] < end and start < syntax.end[name.last]]
    return (found[0] if found else None), text[start:end]


def in_brackets(example):
    text, start, end = unmark(example)
    return text[start:end]


def asked_stance(rule):
    """The stance that an entry is for: that of its words, else that of its words with a negation."""
    plain = rule.get("stance", "none")
    return rule["negated"] if plain == "none" else plain


def last_speaker(example):
    """The source of the last sentence, with what stands before that sentence."""
    text, _, _ = unmark(example)
    before, source, cue, content = LAST.match(text).groups()
    return read(f"{before or ''}1[{source}] 1{{{cue}}} 1<{content.strip()}>.").source(1), before or ""


def takes_up_a_name(rule, example):
    source, before = last_speaker(example)
    return source is not None and source.name[0].isupper() and source.name in before


def noun_denotes(rule, example):
    text, _, end = unmark(example)
    syntax = syntax_of(text)
    mention = nominal(syntax, token_at(syntax, end))
    gender = marked("noun", "gender").get(mention.noun) or marked("noun", "gender").get(syntax.lower[mention.head])
    return set(rule.get("class", "person").split()) <= mention.classes and ("gender" not in rule or gender == rule["gender"])


def title_before_name(rule, example):
    name, _ = name_at(example)
    return name is not None and name.person is True and (name.title or "") in rule["words"].split()


def is_anonymous(rule, example):
    text, start, end = unmark(example)
    return read(f"1[{text[start:end]}] 1{{said}} 1<so>.").source(1).naming is Naming.ANONYMOUS


def discloses(rule, example):
    """The words in brackets are a formula of this kind, all of it."""
    return [(str(said.what), unmark(example)[0][slice(*said.span)]) for said in formulas_in(unmark(example)[0])] == [
        (rule["what"], in_brackets(example))
    ]


def event_is_taken_up(rule, example):
    text, start, end = unmark(example)
    source, rest = text[: start - 1], text[end + 1 :]
    first, last = re.match(r"(.*?)\. (.*)", rest).groups()
    subject, verb, content = re.match(r"(.*?) (says) (.*)\.", last).groups()
    marked = f"1[{source}] 1{{{text[start:end]}}} 1<{first}>. 2[{subject}] 2{{{verb}}} 2<{content}>."
    return read(marked).name(2) == read(marked).name(1)


def carries_on(rule, example):
    text, _, _ = unmark(example)
    source, cue, content, rest = re.match(r"(.*?) (said|reported) (.*?)\. (.*)", text).groups()
    return bool(read(f"1[{source}] 1{{{cue}}} 1<{content}>. {rest}").resolution.continuations)


def tells(rule, example):
    """The verb in brackets tells an account, which the next sentence carries on."""
    source, cue, content, rest = re.match(r"(.*?) \[(.*?)\] (.*?)\. (.*)", example).groups()
    return bool(read(f"1[{source}] 1{{{cue}}} 1<{content}>. {rest}").resolution.continuations)


def speaker_holds(word):
    return lambda rule, example: (found := last_speaker(example)[0]) is not None and word in found.name


def source_name(example):
    text, _, _ = unmark(example)
    return read(f"1[{text.split(' said')[0]}] 1{{said}} 1<so>.").name(1)


def source_kind(example):
    text, _, _ = unmark(example)
    found = read(f"1[{text.split(' printed')[0]}] 1{{printed}} 1<so>.").source(1)
    return found.kind if found is not None else None


def source_naming(example):
    text, _, _ = unmark(example)
    return read(f"1[{text.split(' said')[0]}] 1{{said}} 1<so>.").source(1).naming


def keeps_a_state(rule, example):
    """The noun in brackets, in the apposition of a state, makes no person of it."""
    text, _, _ = unmark(example)
    name, rest = re.match(r"(\w+)(, .*?) printed", text).groups()
    return read(f"1[{name}]{rest} 1{{said}} 1<so>.").source(1).kind == "government"


def is_state(rule, example):
    *before, last = unmark(example)[0].split(". ")
    return read(f"{'. '.join(before)}. 1[{last.split(' printed')[0]}] 1{{printed}} 1<so>.").source(1).kind == "government"


def holds_and(rule, example):
    name, _ = name_at(example)
    return name is not None and "and" in name.words


def answers(rule, example):
    verb = unmark(example)[0].split("She ")[1].rstrip(".")
    return read(f"1[A clerk] 1{{asked}} Ada Okoro. 2[She] 2{{{verb}}}.").name(2) == "Ada Okoro"


def is_one_person(rule, example):
    before, full = re.match(r"(.*) left\. \[(.*)\]", example).groups()
    return read(f"1[{before}] 1{{left}}. 2[{full}] 2{{refused}} 2<to sign>.").resolution.sources[1:] == ()


def last_description(rule, example):
    text, start, end = unmark(example)
    return read(f"1[{text[start - 2 : end]}] 1{{said}} 1<so>.").name(1)


def relays(rule, example):
    text, start, end = unmark(example)
    return read(f"1[Ada Okoro] 1{{told}} 1({text[start - 1 : end + 1].strip()}) 1<that it leaks>.").via(1) is not None


def picks(rule, example):
    text, start, end = unmark(example)
    before, source = text[: start - 1], text[start - 1 : end + 1].strip()
    name = read(f"{before.strip()} 1[{source}] 1{{said}} 1<so>.").name(1)
    return name is not None and name.endswith("of the growers")


def is_nobody(rule, example):
    before, cue = re.match(r"(.*)It (.*) that tides rise", unmark(example)[0]).groups()
    return read(f"{before}1[It] 1{{{cue}}} 1<that tides rise>.").name(1) is None


def mention_of(example):
    text, _, end = unmark(example)
    syntax = syntax_of(text)
    return nominal(syntax, next(i for i in syntax.tokens_of(0) if syntax.end[i] >= end and syntax.pos[i] in ("NOUN", "PROPN")))


def has_words(rule, example):
    """What is in brackets is one of the words, or ends like one: all that is shown of a table that has no check of its own."""
    text, start, end = unmark(example)
    if "pattern" in rule:
        return re.search(rule["pattern"], text[start:end]) is not None
    word, ends = text[start:end].lower().rstrip("."), tuple(rule["words"].split())
    return word in ends or word.endswith(ends)


def is_marked(rules, category=None):
    """The words in brackets are, or are part of, what the rules mark."""

    def check(rule, example):
        text, start, end = unmark(example)
        syntax = syntax_of(text).without_space
        marks = [m for m in find_marks(syntax, rules) if m.rule.category is category or category is None]
        return any(syntax.start[m.first] <= start and end <= syntax.end[m.last] for m in marks)

    return check


def by_rules(example):
    return attribute_by_rules(load_language().parse(article_from_text(example.replace("[", "").replace("]", ""))))


def is_held(rule, example):
    syntax = syntax_of(unmark(example)[0]).without_space
    return any(holder_of(syntax, mark) is not None for mark in find_marks(syntax, RULES_OF_HEDGING.hedges))


def is_nobodys_belief(rule, example):
    return is_marked(RULES_OF_HEDGING, Category.DOXASTIC)(rule, example) and not is_held(rule, example)


def is_one_sentence(rule, example):
    return len(sentence_starts(example)) == 1


RULES_OF_HEDGING = HedgeRules.built_in()
HEDGE = is_marked(RULES_OF_HEDGING.hedges)

CHECKS = {
    "title": title_before_name,
    "noun": noun_denotes,
    "person_ending": noun_denotes,
    "same": takes_up_a_name,
    "issuing": takes_up_a_name,
    "stands_for": takes_up_a_name,
    "event": event_is_taken_up,
    "part": speaker_holds("Denholm Tax Court"),
    "measure": lambda rule, example: last_speaker(example)[0].name == "growers",
    "anonymity": is_anonymous,
    "disclosure": discloses,
    "remainder": carries_on,
    "hearsay": carries_on,
    "story": carries_on,
    "additive": carries_on,
    "telling": tells,
    "record": carries_on,
    "case": carries_on,
    "case_teller": carries_on,
    "going_on": carries_on,
    "going_on_in_past": carries_on,
    "counted_only": carries_on,
    "showing_round": lambda rule, example: not carries_on(rule, f"The survey said that 40 percent fish. {example}"),
    "document_verb": speaker_holds("records"),
    "epithet": takes_up_a_name,
    "named_after": speaker_holds("Okoro campaign"),
    "whereabouts": lambda rule, example: last_description(rule, example) == "waiter",
    "time": lambda rule, example: last_description(rule, example) == "grower",
    "quantifier": lambda rule, example: source_name(example) == "growers",
    "calendar": lambda rule, example: name_at(example)[0] is None,
    "conjunction": lambda rule, example: name_at(example)[0] is None,
    "relaying": relays,
    "the_press": lambda rule, example: not relays(rule, example),
    "dummy": is_nobody,
    "people_ending": lambda rule, example: (found := name_at(example)[0]) is not None and found.people,
    "outlet": lambda rule, example: source_kind(example) == "media",
    "public_body": lambda rule, example: source_kind(example) == "government",
    "known_organisation": lambda rule, example: source_kind(example) == "organisation",
    "common_in_names": lambda rule, example: source_kind(example) == "organisation",
    "team_name": lambda rule, example: source_kind(example) == "organisation",
    "world_body": lambda rule, example: source_kind(example) == "organisation",
    "party_members": lambda rule, example: source_kind(example) == "organisation",
    "source_kind": lambda rule, example: source_kind(example) == rule["kind"],
    "bare_generic": lambda rule, example: source_naming(example) == "generic",
    "issuing_body": lambda rule, example: last_speaker(example)[0].kind == "government",
    "body_data": lambda rule, example: last_speaker(example)[0].kind == "government",
    "generic_group": lambda rule, example: source_naming(example) == "generic",
    "anybody_of": lambda rule, example: source_naming(example) == "generic",
    "particular": lambda rule, example: source_naming(example) == "described",
    "body_of_place": lambda rule, example: source_naming(example) == "named",
    "state": is_state,
    "role_of_state": keeps_a_state,
    "body_topic": holds_and,
    "writing": lambda rule, example: " of " not in source_name(example),
    "about": lambda rule, example: "Okoro" in last_speaker(example)[0].name and last_speaker(example)[0].kind == "document",
    "answering": answers,
    "nickname": is_one_person,
    "party": takes_up_a_name,
    "alike": takes_up_a_name,
    "picking": picks,
    "inside_name": lambda rule, example: is_proper(example[example.index("[") + 1 : example.index("]")]),
    "particle": lambda rule, example: (found := name_at(example))[0] is not None and found[0].text == found[1],
    "seeming": is_nobody,
    "agent_ending": lambda rule, example: (
        read(f"1[{unmark(example)[0].split(' said')[0]}] 1{{said}} 1<so>.").source(1).kind == "person"
    ),
    "linking": is_nobody,
    "nobody": lambda rule, example: source_name(example) is None,
    "short_name": takes_up_a_name,
    "other_name": takes_up_a_name,
    "legal_form": lambda rule, example: last_speaker(example)[0].name == "Okoro Corp.",
    "other_firm": lambda rule, example: not takes_up_a_name(rule, example),
    "former": takes_up_a_name,
    "place_of_issue": lambda rule, example: last_speaker(example)[0].name == "Varner College",
    "definite": lambda rule, example: mention_of(example).determiner is Determiner.DEFINITE,
    "indefinite": lambda rule, example: mention_of(example).determiner is Determiner.INDEFINITE,
    "plural": lambda rule, example: mention_of(example).plural,
    "short_title": lambda rule, example: is_short_title(unmark(example)[0].split()[0]),
    "interview_label": lambda rule, example: is_bare_label(syntax_of(unmark(example)[0]), 0),
    "pronoun": lambda rule, example: (
        pronoun_of(syntax_of(text := unmark(example)[0]), token_at(syntax_of(text), example.index("]") - 1)) == rule["form"]
    ),
    "holding": lambda rule, example: any(a.rule == "document" for a in by_rules(example)),
    "opens_clause": lambda rule, example: any(a.rule == "clause" for a in by_rules(example)),
    "name_prefix": lambda rule, example: (found := name_at(example))[0] is not None and found[0].text == found[1],
    "name_link": lambda rule, example: (found := name_at(example))[0] is not None and found[0].text == found[1],
    "possessive": is_held,
    "writer_or_reader": lambda rule, example: not is_held(rule, example),
    "open_question": is_held,
    "raising_belief": is_nobodys_belief,
    "abbreviation_inside": is_one_sentence,
    "abbreviation_or_word": is_one_sentence,
    "abbreviation_either": is_one_sentence,
    "sentence_opener": lambda rule, example: not is_one_sentence(rule, example),
    "speech_after_quotation": is_one_sentence,
    "groups": HEDGE,
    "opinion": HEDGE,
    "see_whether": is_marked(RULES_OF_HEDGING.hedges, Category.INVESTIGATIVE),
    "magnitude": HEDGE,
    "time_unit": HEDGE,
    "regulation": HEDGE,
    "reporting": lambda rule, example: any(a.rule == "reporting clause" for a in by_rules(example)),
    "place_word": lambda rule, example: (found := name_at(example)[0]) is not None and found.person is not True,
    "stance": lambda rule, example: stance_of(in_brackets(example)) == asked_stance(rule),
    "stance_negation": lambda rule, example: stance_of(in_brackets(example)) == "withholds",
}


@pytest.mark.parametrize(("table", "index", "rule"), RULES, ids=[f"{table}-{i}" for table, i, _ in RULES])
def test_example_and_counter_example(table, index, rule):
    check = CHECKS.get(table, has_words)
    if table == "part":
        # A critic of the court is none of its parts: the court must not be the whole name.
        assert last_speaker(rule["example"])[0].name == "Denholm Tax Court"
        assert last_speaker(rule["counter"])[0].name != "Denholm Tax Court"
        return
    assert check(rule, rule["example"])
    assert not check(rule, rule["counter"])


def test_every_table_is_used():
    package = Path(str(files("hedgelens")))
    source = "".join(file.read_text("utf-8") for pattern in ("*.py", "hedging/lexicon/*.toml") for file in package.rglob(pattern))
    assert [table for table in tables() if not re.search(rf'"{table}"|@{table}\b', source, re.IGNORECASE)] == []


def test_no_word_is_listed_twice_in_one_entry():
    for table, _, rule in RULES:
        words = rule.get("words", "")
        words = words.split() if isinstance(words, str) else words
        assert len(words) == len(set(words)) or table == "noun", (table, [w for w in words if words.count(w) > 1])


def test_no_reporting_verb_stands_in_two_entries():
    entries = [rule["words"].split() for table, _, rule in RULES if table == "reporting"]
    words = [word for entry in entries for word in entry]
    assert len(entries) > 1
    assert [word for word in words if words.count(word) > 1] == []


@pytest.mark.parametrize("adverb", sorted(word_set("hearsay")))
def test_every_adverb_of_hearsay_is_a_hedge_and_carries_on_an_account(adverb):
    assert HEDGE(None, f"The diver was [{adverb}] pushed off a pier.")
    told = "1[Local papers] 1{reported} 1<the case of a missing diver>."
    assert bool(read(f"{told} He was {adverb} pushed off a pier.").resolution.continuations)


def test_what_one_room_knew_of_a_word_all_rooms_know():
    assert read("1[Det. Okoro] 1{said} 1<so>.").source(1).name == "Okoro"
    assert len(sentence_starts("The diver met Drs. Okoro and Bell.")) == 1
    assert read("1[Countless growers] 1{said} 1<so>.").name(1) == "growers"
    assert (
        read("1[Forecasters] 1{said} 1<so>.").source(1).naming == read("1[Experts] 1{said} 1<so>.").source(1).naming == "generic"
    )
