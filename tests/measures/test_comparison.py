import warnings
from itertools import combinations, pairwise

import numpy as np
import pytest
from drafts import Draft, analyses, small
from hypothesis import given, settings

from hedgelens import measures
from hedgelens.measures import Link, article_rows, group_means, hands, holm, measure_article, permutation_test, report_links
from hedgelens.records import AUTHOR, HedgeLensError, HedgeLensWarning


def test_numbers_of_an_article_are_those_of_the_measures():
    analysis = small()
    cover = measures.coverage(analysis)
    assert measure_article(analysis, "words_attributed").value == cover.words_attributed
    assert measure_article(analysis, "sentences_attributed").value == round(1 - cover.sentences_unattributed, 4)
    assert measure_article(analysis, "anonymity_share").value == measures.anonymity(analysis)["anonymity_share"]
    assert measure_article(analysis, "official_share").value == measures.official_share(analysis) == 0.5
    assert measure_article(analysis, "direct_share").value == 0
    assert measure_article(analysis, "writer_hedges_per_1000").value == pytest.approx(1000 / (37 - 14), abs=60)


@settings(max_examples=60)
@given(analyses())
def test_the_same_number_by_two_ways(analysis):
    rates = {rate.owner: rate for rate in measures.hedge_rates(analysis)}
    own = measure_article(analysis, "writer_hedges_per_1000").value
    assert own == pytest.approx(rates[AUTHOR].per_1000, abs=0.06) if AUTHOR in rates and rates[AUTHOR].words else own is None
    cover = measures.coverage(analysis)
    if cover.words:
        assert measure_article(analysis, "words_attributed").value == cover.words_attributed
    assert measure_article(analysis, "anonymity_share").value == measures.anonymity(analysis)["anonymity_share"]
    assert measure_article(analysis, "official_share").value == measures.official_share(analysis)
    for row in measures.ranked(measures.summary_rows(analysis)):
        if cover.words and sum(s.name == row.name for s in analysis.sources) == 1:
            assert measures.share_of(row.name).of(analysis).value == row.share_words


def test_intervals_hold_the_value_and_come_with_a_warning_where_there_is_little():
    found = measure_article(small(), "words_attributed")
    assert found.interval[0] <= found.value <= found.interval[1]
    assert found.warning is None
    assert "N = 3 (attributions)" in measure_article(small(), "direct_share").warning


def test_a_measure_that_is_not_there_is_named():
    with pytest.raises(HedgeLensError, match="no article measure 'truth'"):
        measure_article(small(), "truth")


def test_the_share_of_a_source_that_an_article_lacks_is_0_and_a_slip_in_its_name_is_asked_after():
    analysis = small()
    name = analysis.sources[0].name
    with pytest.warns(HedgeLensWarning, match=f"Nothing in the article is attributed to '{name}x'.* Did you mean '{name}'?"):
        assert measure_article(analysis, measures.share_of(f"{name}x")).value == 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert measure_article(analysis, measures.share_of("Quuxley")).value == 0
        assert measure_article(analysis, measures.share_of(name)).value > 0


def test_an_article_without_attributions_has_no_share_of_them():
    quiet = Draft("Nobody said a word.").done()
    assert measure_article(quiet, "direct_share").value is None
    assert measure_article(quiet, "words_attributed").value == 0
    assert article_rows([quiet])[0]["effective_number"] is None


def test_group_means_are_sorted_and_few_articles_are_warned_of():
    means = group_means({"one": [1.0, 3.0], "two": [5.0], "none": []})
    assert [(m.group, m.n, m.mean) for m in means] == [("two", 1, 5.0), ("one", 2, 2.0)]
    assert means[0].interval is None
    assert means[1].interval == (1.0, 3.0)
    assert all("below 10" in m.warning for m in means)


def test_the_interval_of_a_mean_covers_it_as_often_as_it_says():
    generator = np.random.default_rng(1)
    held = 0
    for _ in range(1000):
        drawn = generator.normal(10, 2, size=30)
        low, high = group_means({"g": drawn.tolist()})[0].interval
        held += low <= 10 <= high
    assert 0.92 <= held / 1000 <= 0.97


def test_permutation_test_looks_at_all_divisions_of_few_articles():
    one, other = [5.0, 6.0, 7.0], [1.0, 2.0, 3.0]
    found = permutation_test(one, other)
    # By hand: of 20 divisions two (this one and its mirror) are as far apart.
    assert (found.difference, found.p, found.divisions, found.exact) == (4.0, 0.1, 20, True)
    pooled = one + other
    assert sum(abs(sum(c) - (sum(pooled) - sum(c))) >= 12 for c in combinations(pooled, 3)) == 2
    assert "all 20 divisions" in str(found)


def test_permutation_test_draws_where_there_are_too_many_and_is_never_0():
    one, other = [float(n) for n in range(20)], [float(n) + 30 for n in range(20)]
    found = permutation_test(one, other, permutations=500)
    assert not found.exact
    assert found.p == round(1 / 501, 4)
    assert found == permutation_test(one, other, permutations=500)
    assert permutation_test(one, list(one), permutations=500).p > 0.9
    assert permutation_test([], other) is None


def test_holm_adjusts_from_the_smallest():
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == {"a": 0.03, "b": 0.06, "c": 0.06}


def test_links_follow_nesting_and_via():
    d = Draft("Agency reported that rust was found by nobody.\nIt rained, Ann told the Post.")
    agency, engineers, ann, post = (d.source(n) for n in ("Agency", "engineers", "Ann", "Post"))
    outer = d.says(agency, "reported", "that rust was found by nobody")
    d.says(engineers, "found", "rust", parent=outer)
    d.says(ann, "told", "It rained", via=post)
    found = {tuple(link) for link in report_links(d.done())}
    assert found == {
        (AUTHOR, agency, False, 1),
        (agency, engineers, False, 1),
        (AUTHOR, post, False, 1),
        (post, ann, True, 1),
    }
    assert hands(report_links(d.done())) == {AUTHOR: 0, agency: 1, post: 1, engineers: 2, ann: 2}


def test_a_statement_may_go_through_as_many_hands_as_it_does():
    names = [AUTHOR, *map(str, range(5000))]
    links = [Link(*pair, relayed=False, number=1) for pair in pairwise(names)]
    assert hands(links) == {name: place for place, name in enumerate(names)}


@settings(max_examples=60)
@given(analyses())
def test_hands_end_also_where_sources_report_each_other(analysis):
    links = report_links(analysis)
    depth = hands(links)
    reached = {AUTHOR}
    for _ in links:
        reached |= {link.reported for link in links if link.reporter in reached}
    assert set(depth) == reached
    assert all(depth[link.reported] >= 1 for link in links if link.reporter in reached and link.reported != AUTHOR)


def test_intervals_of_few_articles_hold_the_mean_less_often_than_they_say():
    held = measures.interval_coverage([4, 40], draws=200)
    assert held[4] < held[40]
    assert 0.6 < held[4] < 0.93
    assert 0.9 < held[40] <= 1
