from dataclasses import replace

import pytest
from drafts import Draft

from hedgelens import measures as m
from hedgelens.records import Pronoun


def article(id, *said, kind="organisation"):
    """An article whose sources each say some words: (name, words, further names)."""
    d = Draft("\n".join(f"{name} says {words}." for name, words, *_ in said))
    for name, words, *aliases in said:
        d.says(d.source(name, kind=kind, aliases=aliases), f"{name} says", words)
    analysis = d.done()
    return replace(analysis, article=replace(analysis.article, id=id))


def test_sources_of_one_name_are_one_over_all_articles_and_rank_by_their_words():
    articles = [article("one", ("Ora Office", "rain and snow"), ("Tide Board", "ice")), article("two", ("the Ora Office", "fog"))]
    first, second = m.common_sources(articles)
    assert (first.name, first.articles, first.first, first.attributions, first.words) == ("Ora Office", 2, 2, 2, 4)
    assert first.forms == ("Ora Office", "the Ora Office")
    assert (second.name, second.articles, second.first) == ("Tide Board", 1, 0)
    assert first.share_words == round(4 / sum(s.words for a in articles for s in a.body), 4)


def test_a_body_is_joined_with_the_short_form_that_another_article_has_alone():
    articles = [
        article("one", ("Ocean Research Agency", "rain", "ORA")),
        article("two", ("ORA", "snow")),
        article("three", ("ORA", "ice")),
    ]
    (found,) = m.common_sources(articles)
    assert (found.name, found.articles, found.forms) == ("Ocean Research Agency", 3, ("Ocean Research Agency", "ORA"))


def test_a_short_form_that_two_bodies_claim_is_neithers():
    articles = [
        article("one", ("Ocean Research Agency", "rain", "ORA")),
        article("two", ("Office of Road Affairs", "snow", "ORA")),
        article("three", ("ORA", "ice")),
    ]
    assert {row.name for row in m.common_sources(articles)} == {"Ocean Research Agency", "Office of Road Affairs", "ORA"}


def test_a_surname_alone_is_not_joined_with_somebody_of_another_article():
    articles = [article("one", ("Ada Okoro", "rain", "Okoro"), kind="person"), article("two", ("Okoro", "snow"), kind="person")]
    assert {row.name for row in m.common_sources(articles)} == {"Ada Okoro", "Okoro"}


def test_the_unnamed_and_those_who_speak_together_have_no_row():
    d = Draft("Critics say rain.\nAda and Teo say snow.\nTeo says ice.")
    d.says(d.source("critics", kind="group", naming="generic"), "Critics say", "rain")
    d.says(d.source("Ada and Teo", kind="group"), "Ada and Teo say", "snow")
    d.says(d.source("Teo"), "Teo says", "ice")
    assert [row.name for row in m.common_sources([d.done()])] == ["Teo"]


def test_kinds_join_the_sources_of_a_kind_and_keep_the_unknown_apart():
    d = Draft("Ann says rain.\nBob says snow and ice.\nA Board says fog.\nIt is said that hail comes.")
    d.says(d.source("Ann"), "Ann says", "rain")
    d.says(d.source("Bob"), "Bob says", "snow and ice")
    d.says(d.source("A Board", kind="government"), "A Board says", "fog")
    d.says(None, "It is said", "that hail comes")
    analysis = d.done()
    rows = {row.source: row.words for row in m.summary_rows(analysis, by="kind")}
    assert rows == {"person": 4, "government": 1, None: 3}
    assert analysis.summary(by="naming").set_index("name")["words"].to_dict() == {"named": 5, "unknown source": 3}
    assert m.composition(analysis) == {"person": 0.5, "government": 0.125, "unknown source": 0.375}
    assert analysis.table("kinds")["source"].tolist()[:2] == ["person", "government"]


def test_words_that_two_kinds_share_are_split_so_that_shares_add_up():
    d = Draft("Ann told the Board it rains.\nNo.")
    d.says(d.source("Ann"), "told", "it rains", via=d.source("Board", kind="government"))
    assert sum(m.composition(d.done()).values()) == 1


def test_the_mean_of_compositions_weighs_articles_and_leaves_out_those_that_attribute_nothing():
    one = article("one", ("Ora Office", "rain and snow and ice"), kind="government")
    two = article("two", ("Ann Lund", "fog"), kind="person")
    nothing = Draft("It rains.").done()
    assert m.mean_composition([one, two, nothing]) == {"government": 0.5, "person": 0.5}
    assert m.mean_composition([nothing]) == {}


def test_diversity_by_kind_is_that_of_kinds():
    analysis = article("one", ("Ann Lund", "rain"), ("Bob Vik", "snow"), kind="person")
    assert (m.diversity(analysis).sources, m.diversity(analysis, by="kind").sources) == (2, 1)


def test_a_house_is_what_it_says_itself_and_what_its_people_say():
    d = Draft("Ann says rain.\nBob says snow and ice.\nA Board says fog.\nCy says hail.")
    d.says(d.source("Ann", role="chair", affiliation="s3"), "Ann says", "rain")
    d.says(d.source("Bob", affiliation="Tide League", role="clerk"), "Bob says", "snow and ice")
    d.says(d.source("A Board", kind="government"), "A Board says", "fog")
    d.says(d.source("Cy", role="clerk"), "Cy says", "hail")
    analysis = d.done()
    assert {row.name: row.words for row in m.summary_rows(analysis, by="affiliation")} == {"Tide League": 3, "A Board": 2}
    assert {row.name: row.words for row in m.summary_rows(analysis, by="role")} == {"clerk": 4, "chair": 1}
    assert analysis.table("affiliations")["name"].tolist() == ["Tide League", "A Board"]


def test_pronouns_are_those_of_the_article_and_people_without_one_are_counted_apart():
    d = Draft("Ann says rain.\nThen she says snow.\nBob says ice.\nCy says hail.\nA Board says fog.")
    ann = d.source("Ann", pronoun=Pronoun.SHE)
    d.says(ann, "Ann says", "rain")
    d.says(ann, "she says", "snow")
    d.says(d.source("Bob", pronoun=Pronoun.HE), "Bob says", "ice")
    d.says(d.source("Cy"), "Cy says", "hail")
    d.says(d.source("A Board", kind="government", pronoun=Pronoun.IT), "A Board says", "fog")
    found = m.pronouns(d.done())
    assert found["n"] == 4
    assert found["attributions"] == {"he": 1, "she": 2, "they": 0, "none": 1}
    assert found["people"] == {"he": 1, "she": 1, "they": 0, "none": 1}
    assert found["she_share"] == round(2 / 3, 4)
    assert m.pronouns(Draft("It rains.").done())["she_share"] is None


def test_tallies_give_what_their_analyses_give():
    articles = [article("one", ("Ora Office", "rain and snow"), ("Tide Board", "ice")), article("two", ("ORA", "fog"))]
    assert m.common_sources(map(m.Tally.of, articles)) == m.common_sources(articles)


def test_the_share_of_all_words_has_its_interval_over_articles():
    articles = [article(f"a{n}", ("Ora Office", "rain and snow"), ("Tide Board", "ice")) for n in range(12)]
    everywhere, _ = m.common_sources(articles)
    assert everywhere.interval == (everywhere.share_words, everywhere.share_words)  # all articles are the same
    assert everywhere.warning is None
    (once,) = (row for row in m.common_sources([*articles, article("b", ("Rare Club", "fog"))]) if row.name == "Rare Club")
    assert once.interval[0] == 0 < once.share_words < once.interval[1]
    assert once.warning.startswith("N = 1 (articles)")
    assert m.common_sources(articles[:1])[0].interval is None


def test_the_order_of_the_articles_does_not_matter():
    articles = [article(f"a{n}", ("Ora Office", "rain " * n), ("Tide Board", "ice")) for n in range(2, 9)]
    assert m.common_sources(articles) == m.common_sources(articles[::-1])


def test_many_articles_are_drawn_in_groups():
    tallies = [m.Tally.of(article("a", ("Ora Office", "rain" + " and rain" * n))) for n in range(3)]
    many = [replace(tallies[n % 3], id=f"a{n}") for n in range(5000)]
    (found,) = m.common_sources(many)
    low, high = found.interval
    assert low < found.share_words < high
    assert high - low == pytest.approx(2 * 1.96 * _error([t.sources[0].words for t in many], [t.words for t in many]), rel=0.1)


def _error(parts, wholes):
    """The standard error of a ratio of sums (Cochran 1977, section 6.4)."""
    ratio = sum(parts) / sum(wholes)
    return sum((part - ratio * whole) ** 2 for part, whole in zip(parts, wholes, strict=True)) ** 0.5 / sum(wholes)


def test_the_name_of_the_registry_stands_first():
    one = article("one", ("Office of Rain", "rain and snow", "Rain Office"), ("Other", "x"))
    two = article("two", ("Rain Office", "ice"))
    registered = replace(two, sources=(replace(two.sources[0], groups=("offices",)),))
    (found, _) = m.common_sources([one, registered])
    assert found.forms == ("Rain Office", "Office of Rain")
    assert (found.name, found.groups) == ("Rain Office", ("offices",))
