import math

import numpy as np
import pytest
from drafts import Draft, analyses, crowd, small
from hypothesis import given, settings

from hedgelens import charts
from hedgelens import measures as m
from hedgelens.measures.bootstrap import interval
from hedgelens.measures.diversity import gini, hhi, shannon
from hedgelens.measures.position import chain
from hedgelens.records import AUTHOR, Category, HedgeLensError, Kind

# The words of drafts.TEXT by hand: 37 in the body (9 + 7, 6 + 7, 8).


def test_coverage_leaves_the_rest_to_the_writer():
    cover = m.coverage(small())
    assert (cover.words, cover.sentences) == (37, 5)
    assert cover.words_attributed == round(14 / 37, 4)
    assert cover.words_unattributed == round(23 / 37, 4)
    assert cover.words_unattributed_inclusive == round(16 / 37, 4)
    assert cover.words_unknown_source == round(5 / 37, 4)
    assert cover.sentences_unattributed == 0.4
    assert cover.sentences_unattributed_inclusive == 0.2


def test_shares_are_strict_and_inclusive():
    mayor = m.shares(small())[0]
    assert (mayor.words, mayor.words_inclusive) == (round(6 / 37, 4), round(13 / 37, 4))
    assert (mayor.sentences, mayor.sentences_inclusive) == (0.2, 0.4)


def test_shares_by_group_join_the_members():
    d = Draft("Ann says rain.\nBob says snow and ice.\nMore.")
    ann, bob = d.source("Ann", groups=("G",)), d.source("Bob", groups=("G", "H"))
    d.says(ann, "Ann says", "rain")
    d.says(bob, "Bob says", "snow and ice")
    d.carries_on(2, bob)
    group, other = m.shares(d.done(), by="group")
    assert (group.name, group.words, group.words_inclusive, group.sentences_inclusive) == ("G", 0.4444, 0.5556, 1.0)
    assert (other.name, other.words) == ("H", 0.3333)


def test_a_group_counts_a_sentence_of_two_members_once():
    d = Draft("Ann told Bob it rains.\nNo.")
    ann, bob = d.source("Ann", groups=("G",)), d.source("Bob", groups=("G",))
    d.says(ann, "told", "it rains", via=bob)
    assert m.summary_rows(d.done(), by="group")[0].sentences_explicit == 1


def test_levels_credit_the_outer_or_the_inner_source():
    words = {level: {r.name: r.words for r in m.summary_rows(small(), level=level)} for level in ("outer", "inner", "all")}
    assert [words["outer"][name] for name in ("Agency", "engineers")] == [3, 0]
    assert [words["inner"][name] for name in ("Agency", "engineers")] == [2, 1]
    assert [words["all"][name] for name in ("Agency", "engineers")] == [3, 1]


def test_an_inner_attribution_is_outermost_where_its_holder_is_of_a_type_that_does_not_count():
    assert [a.id for a in m.credited(small(), types=["fact"])] == ["a3"]


@pytest.mark.parametrize("types", ["fact, assertion", ("fact", "assertion"), {"assertion", "fact"}, "assertion,fact"])
def test_types_are_a_name_several_names_or_a_collection(types):
    analysis = small()
    assert [a.id for a in m.credited(analysis, level="all", types=types)] == ["a1", "a2", "a3"]
    assert m.summary_rows(analysis, types=types) == m.summary_rows(analysis, types=["assertion", "fact"])
    assert analysis.counting(types=types).types == ("assertion", "fact")


@pytest.mark.parametrize(
    "ask",
    [
        lambda analysis: m.diversity(analysis, of="sentences"),
        lambda analysis: m.diversity(analysis, by="colour"),
        lambda analysis: m.share_at_top(analysis, by="colour"),
        lambda analysis: charts.share(analysis, of="letters"),
    ],
)
def test_a_word_that_an_option_does_not_take_is_answered_by_those_it_takes(ask):
    with pytest.raises(HedgeLensError, match="is not one of '"):
        ask(small())


def test_one_type_is_one_type_and_not_its_letters():
    assert [*small().summary(types="fact")["name"]] == ["engineers"]
    with pytest.raises(HedgeLensError, match="no type of attribution 'facts'. There are: assertion, belief, fact, eventuality"):
        small().summary(types="facts")
    with pytest.raises(HedgeLensError, match="'5'"):
        m.credited(small(), types=[5])


def test_officials_are_of_one_kind_or_group_by_its_name():
    assert m.official_share(small(), kinds="media") == 0.5
    assert m.official_share(small(), kinds="government,media") == 1
    assert m.official_share(small(), kinds=(), groups="press") == 0.5


def test_fractional_counts_split_sentences_and_words():
    rows = {r.name: r for r in m.summary_rows(small(), count="fractional", level="all")}
    assert (rows["Agency"].sentences_explicit, rows["engineers"].sentences_explicit) == (0.5, 0.5)
    assert (rows["Agency"].words, rows["engineers"].words) == (2.5, 0.5)


def test_captions_are_not_counted():
    d = Draft("Ann says rain.\nBob says snow.", kinds={1: Kind.CAPTION})
    d.says(d.source("Ann"), "Ann says", "rain")
    d.says(d.source("Bob"), "Bob says", "snow")
    assert [r.name for r in m.summary_rows(d.done())] == ["Ann"]


def test_the_unknown_source_comes_last_however_much_it_has():
    rows = m.summary_rows(small())
    assert rows[-1].source is None
    assert rows[-1].words > rows[-2].words
    assert m.ranked(rows) == rows[:-1]


@settings(max_examples=50)
@given(analyses())
def test_fractional_shares_and_the_rest_make_up_the_body(analysis):
    total = sum(r.share_words for r in m.summary_rows(analysis, count="fractional", level="all"))
    words = sum(s.words for s in analysis.body)
    if words:
        assert total + m.coverage(analysis).words_unattributed == pytest.approx(1, abs=0.002)
    owned = m.owned_words(analysis)
    assert sum(n for mine in owned.values() for n in mine.values()) == words
    inner = m.word_credit(analysis, level="inner")
    assert set(inner) == set(m.word_credit(analysis, level="all"))


def test_diversity_of_two_equal_sources():
    found = m.diversity(small())
    assert (found.n, found.sources) == (2, 2)
    assert found.shannon == round(math.log(2), 4)
    assert (found.evenness, found.simpson, found.hhi, found.effective_number, found.gini) == (1, 0.5, 0.5, 2, 0)
    assert "N = 2" in found.warning


def test_diversity_of_one_source_and_of_none():
    d = Draft("Ann says rain.")
    assert m.diversity(d.done()).shannon is None
    d.says(d.source("Ann"), "says", "rain")
    one = m.diversity(d.done())
    assert (one.shannon, one.evenness, one.simpson, one.effective_number) == (0, None, 0, 1)


def test_diversity_reads_as_a_sentence():
    assert str(m.diversity(small())).startswith(
        "2 attributions to 2 known sources; effective number 2.0 (95% interval 1.0 to 3.0). N = 2 ("
    )
    assert "no diversity" in str(m.diversity(Draft("It rains.").done()))


def test_diversity_by_words_weighs_contents():
    assert m.diversity(small(), of="words").hhi == round((6 / 9) ** 2 + (3 / 9) ** 2, 4)


@pytest.mark.parametrize(
    ("index", "numbers", "value"),
    [
        (gini, [1, 1, 1], 0.0),
        (gini, [1, 3], 0.25),
        (gini, [0, 3, 1], 0.25),
        (hhi, [0.75, 0.25], 0.625),
        (shannon, [0.5, 0.5, 0], math.log(2)),
        (shannon, [1, 0], 0.0),
    ],
)
def test_indices_by_hand(index, numbers, value):
    assert index(np.array([numbers], dtype=float))[0] == pytest.approx(value)


def test_twelve_attributions_give_an_interval_and_no_warning():
    d = Draft("\n".join(f"Voice{n} says word{n}." for n in range(12)))
    sources = [d.source(name) for name in "ABC"]
    for n in range(12):
        d.says(sources[n % 3], f"Voice{n} says", f"word{n}.")
    found = m.diversity(d.done())
    low, high = found.intervals["effective_number"]
    assert found.warning is None
    assert 1 <= low < found.effective_number == 3 < high
    assert m.diversity(d.done()) == found, "the draws are the same in every run"


def test_the_interval_of_a_diversity_holds_its_estimate():
    found = m.diversity(crowd(30))
    low, high = found.intervals["effective_number"]
    assert low < found.effective_number == 30 < high


def test_interval_of_a_mean_is_about_two_standard_errors():
    values = np.arange(100, dtype=float)
    low, high = interval(100, lambda drawn: drawn @ values / 100)
    error = values.std() / 10
    assert low == pytest.approx(49.5 - 1.96 * error, abs=0.8)
    assert high == pytest.approx(49.5 + 1.96 * error, abs=0.8)
    assert interval(1, lambda drawn: drawn[:, 0]) is None


def test_hedges_are_counted_per_1000_words_of_their_owner():
    rates = {rate.owner: rate for rate in m.hedge_rates(small())}
    assert (rates[AUTHOR].hedges, rates[AUTHOR].words, rates[AUTHOR].per_1000) == (1, 23, 43.5)
    assert (rates["s2"].words, rates["s2"].per_1000, rates["s2"].core) == (1, 1000.0, 0)
    assert rates["s3"].words == 2, "the agency's words without those of the engineers inside of them"
    assert rates["unknown"].words == 5
    assert rates[AUTHOR].warning


def test_the_cue_of_a_belief_is_the_believers_word():
    d = Draft("Ann fears that it rains.")
    d.says(d.source("Ann"), "fears", "that it rains", type="belief")
    d.hedge("fears", "doxastic", owner="s1", attribution="a1")
    owned = m.owned_words(d.done())
    assert (sum(owned["s1"].values()), sum(owned[AUTHOR].values())) == (4, 1)


def test_hedged_share_is_that_of_the_owners_own_words():
    d = Draft("Ann said it may rain on two days.\nBob fled.\nAnn said that it snows.")
    d.hedge("Bob", "approximator")
    analysis = d.done()
    (writer,) = m.hedged_shares(analysis, core_only=False)
    assert (writer.sentences, writer.hedged_sentences, writer.words, writer.hedged_words) == (3, 1, 15, 2)
    assert (writer.share_sentences, writer.share_words) == (round(1 / 3, 4), round(2 / 15, 4))
    assert m.hedged_shares(analysis)[0].share_words == 0


def test_a_hedge_of_somebody_else_does_not_hedge_the_words_beside_it():
    shares = {share.owner: share for share in m.hedged_shares(small(), core_only=False)}
    assert (shares[AUTHOR].hedged_sentences, shares[AUTHOR].hedged_words, shares[AUTHOR].words) == (1, 7, 23)
    assert (shares["s2"].share_words, shares["s2"].words) == (1.0, 1)
    assert shares["s1"].share_words == 0
    assert shares[AUTHOR].warning
    low, high = shares[AUTHOR].interval
    assert 0 <= low <= shares[AUTHOR].share_words <= high <= 1


def test_a_row_an_owner_holds_rate_share_and_categories():
    rows = {row["owner_id"]: row for row in m.owner_rows(small())}
    assert (rows[AUTHOR]["owner"], rows[AUTHOR]["epistemic"], rows[AUTHOR]["per_1000"]) == ("the writer", 1, 43.5)
    assert (rows["s2"]["adaptor"], rows["s2"]["hedges"], rows["s2"]["hedged_share"]) == (1, 1, 0.0)
    table = small().table("owners")
    assert [*table["owner_id"]] == [*rows]
    assert "owner,owner_id,words" in small().to_csv(table="owners")


@given(analyses())
def test_hedged_words_are_never_more_than_words(analysis):
    for share in m.hedged_shares(analysis, core_only=False):
        assert 0 <= share.hedged_words <= share.words
        assert 0 <= share.hedged_sentences <= share.sentences


def test_hedge_counts_put_the_writer_first():
    assert list(m.hedge_counts(small()).items()) == [(AUTHOR, {Category.EPISTEMIC: 1}), ("s2", {Category.ADAPTOR: 1})]
    assert list(m.hedge_counts(small(), core_only=True)) == [AUTHOR]


def test_naming_officials_directness_and_chains():
    analysis = small()
    assert m.anonymity(analysis)["anonymity_share"] == round(1 / 3, 4)
    assert m.anonymity(analysis)["named_sources"] == 2
    assert m.official_share(analysis) == 0.5
    assert m.official_share(analysis, kinds=(), groups=("press",)) == 0.5
    assert m.directness(analysis) == {"n": 3, "direct": 0.0, "indirect": 1.0, "mixed": 0.0}
    assert m.chain_depth(analysis) == round(4 / 3, 4)
    assert chain(analysis, "a3") == ["Agency", "engineers"]


def test_position_of_sources():
    analysis = small()
    assert m.first_mention(analysis) == {"s1": 0.0, "s3": 0.5, "s2": 0.5}
    assert m.share_at_top(analysis, paragraphs=1) == {"s1": 0.375}
    assert m.share_at_top(analysis, paragraphs=2, by="group") == {"officials": round(6 / 29, 4), "press": round(3 / 29, 4)}


def test_a_chain_names_the_relaying_medium_before_the_source():
    d = Draft("Ann told the Gazette it rains.")
    d.says(d.source("Ann"), "told", "it rains", via=d.source("Gazette"))
    assert chain(d.done(), "a1") == ["Gazette", "Ann"]
    assert m.chain_depth(d.done()) == 2


def test_stance_counts_what_cues_make_of_their_contents():
    d = Draft(
        "Ann claimed it rains. Ann doubted it snows. Ann denied it hails. Ann confirmed fog. The map shows ice. Ann said so."
    )
    ann, map_ = d.source("Ann"), d.source("map")
    for cue, content in {"claimed": "it rains", "doubted": "it snows", "denied": "it hails", "confirmed": "fog"}.items():
        d.says(ann, cue, content)
    d.says(map_, "shows", "ice")
    d.says(ann, "said", "so")
    assert m.stance(d.done()) == {"neutral": 2, "distancing": 2, "endorsing": 2}


def test_verdict_says_who_and_whose_doubt_in_plain_words():
    assert m.verdict(small()) == (
        "38% of the 37 words in the body are attributed to a source; 62% are the writer's own. "
        "It rests mainly on Ida Mayor (16% of the words) and Agency (8%). Of 2 hedges, 1 is the writer's and 1 the sources'."
    )


def test_verdict_of_an_article_without_attributions():
    d = Draft("It may rain.\nIt snows.")
    d.hedge("may")
    assert m.verdict(d.done()) == (
        "No attribution was found: all 2 sentences of the body are the writer's own. The one hedge is the writer's."
    )


def test_a_share_with_what_is_carried_on_is_no_smaller_than_without_and_parts_are_no_more_than_all():
    d = Draft("Rain fell.")
    for name in ("Ada", "Teo", "Ida"):
        d.says(d.source(name), None, "Rain")
    split = m.shares(d.done(), count="fractional")
    assert [share.words for share in split] == [0.1667] * 3
    assert all(share.words <= share.words_inclusive for share in split)

    d = Draft("Rain fell down on us all.")
    for name, words in (("Ada", "Rain"), ("Teo", "fell"), ("Ida", "down"), ("Eva", "on us all")):
        d.says(d.source(name), None, words)
    for count in ("full", "fractional"):
        assert sorted(share.words for share in m.shares(d.done(), count=count)) == [0.1666, 0.1667, 0.1667, 0.5]


def test_a_sentence_that_is_split_already_is_not_split_again_with_those_whose_account_it_carries_on():
    d = Draft("Ann says rain.\nMore of it.")
    ann, bob = d.source("Ann"), d.source("Bob")
    d.says(ann, "Ann says", "rain")
    d.carries_on(0, bob)
    d.carries_on(1, bob)
    rows = {r.name: r for r in m.summary_rows(d.done(), count="fractional")}
    assert [(rows[name].share_sentences_explicit, rows[name].share_sentences_inclusive) for name in ("Ann", "Bob")] == [
        (0.5, 0.5),
        (0, 0.5),
    ]
    assert m.summary_rows(d.done())[1].share_sentences_inclusive == 1
