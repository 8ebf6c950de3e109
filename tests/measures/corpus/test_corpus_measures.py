"""Measures of many articles: numbers counted by hand on a few tallies, and what holds of any."""

import time
import warnings
from dataclasses import replace
from math import log, log2

import invented
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgelens import measures as m
from hedgelens.analysis import UNKNOWN_NAME
from hedgelens.measures import Tally
from hedgelens.measures.bootstrap import article_interval, difference_interval
from hedgelens.measures.corpus.association import log_likelihood, p_value
from hedgelens.measures.corpus.source_tally import Owned, Shared, SourceTally
from hedgelens.measures.rates import wilson
from hedgelens.records import HedgeLensError, HedgeLensWarning, Naming, SourceKind


def source(id, name, words, kind="person", naming="named", **more):
    return SourceTally(id, name, SourceKind(kind), Naming(naming), words=words, sentences=1, attributions=1, **more)


def article(id, *sources, words=100, unknown=0, rate=None, n=10, **about):
    """A tally whose sources share no words; `rate` is its anonymity."""
    attributed = sum(one.words for one in sources) + unknown
    values = {} if rate is None else {"anonymity_share": (rate, n)}
    return Tally(id, words=words, attributed=attributed, unknown=unknown, sources=sources, values=values, **about)


ANN, BOARD = source("s1", "Ann Lund", 30), source("s2", "Tide Board", 10, "government", groups=("officials",))


# -- groups -------------------------------------------------------------------------------------------------------------


def test_a_mean_weighs_articles_alike_and_a_pooled_number_by_what_it_is_taken_over():
    articles = [article("a", rate=0.2, n=30, outlet="X"), article("b", rate=0.6, n=10, outlet="X"), article("c", outlet="X")]
    (mean,) = m.rates_by_group(articles, "anonymity_share")
    assert (mean.group, mean.articles, mean.n, mean.value) == ("X", 3, 2, 0.4)
    assert mean.warning.startswith("N = 2 (articles)")
    (pooled,) = m.rates_by_group(articles, "anonymity_share", average="pooled")
    assert pooled.value == pytest.approx((0.2 * 30 + 0.6 * 10) / 40)


def test_articles_are_parted_by_what_is_known_of_them_and_those_without_it_are_a_group():
    articles = [article("a", rate=0.1, fields={"party": "blue"}), article("b", rate=0.3), article("c", rate=0.5)]
    found = {row.group: row.value for row in m.rates_by_group(articles, "anonymity_share", by="party")}
    assert found == {"blue": 0.1, m.NOT_GIVEN: 0.4}
    assert [row.group for row in m.rates_by_group(articles, "anonymity_share", by={"a": "x", "b": "y", "c": "y"})] == ["y", "x"]
    with pytest.raises(HedgeLensError, match="No article has a field 'colour'"):
        m.rates_by_group(articles, by="colour")


def test_what_cannot_be_asked_is_said():
    with pytest.raises(HedgeLensError, match="no article measure 'truth'"):
        m.rates_by_group([], "truth")
    with pytest.raises(HedgeLensError, match="'effective_number' is not a ratio"):
        m.rates_by_group([], "effective_number", average="pooled")
    with pytest.raises(HedgeLensError, match="'median' is not one of 'mean', 'pooled'"):
        m.rates_by_group([], average="median")
    with pytest.raises(HedgeLensError, match="does not say how to compute it from a tally"):
        m.rates_by_group([], m.Described("length", False, lambda analysis: None))


def test_differences_are_those_to_the_reference_with_all_tests_adjusted_together():
    rates = {"X": (0.1, 0.2, 0.3), "Y": (0.5, 0.6, 0.7), "Z": (0.1, 0.3, 0.2)}
    articles = [article(f"{group}{n}", rate=rate, outlet=group) for group, some in rates.items() for n, rate in enumerate(some)]
    far, same = m.differences(articles, "anonymity_share", reference="X")
    assert (far.group, far.n, far.n_reference, far.mean, far.mean_reference, far.difference) == ("Y", 3, 3, 0.6, 0.2, 0.4)
    assert (far.p, far.p_holm) == (0.1, 0.2)  # 2 of the 20 divisions into three and three are as far apart
    assert far.interval[0] < 0.4 < far.interval[1]
    assert (same.group, same.difference, same.p) == ("Z", 0, 1)
    assert far.warning.startswith("N = 3")
    with pytest.raises(HedgeLensError, match="no group 'W' with this number to compare with. There are: 'X', 'Y', 'Z'"):
        m.differences(articles, "anonymity_share", reference="W")


def test_means_of_two_groups_are_drawn_independently():
    same = [float(n % 10) for n in range(400)]
    low, high = difference_interval(same, same)
    error = (2 * 8.25 / 400) ** 0.5
    assert high - low == pytest.approx(2 * 1.96 * error, rel=0.15)


# -- over time ----------------------------------------------------------------------------------------------------------


def test_empty_periods_are_rows_and_the_undated_are_counted():
    days = {"a": "2026-01-30", "b": "2026-01-01", "c": "2026-04-02", "d": None, "e": "spring 2026"}
    articles = [article(id, rate=0.1 * n, date=day) for n, (id, day) in enumerate(days.items(), start=1)]
    found = [(row.period, row.start, row.articles, row.n, row.value) for row in m.over_time(articles, "anonymity_share")]
    assert found == [
        ("2026-01", "2026-01-01", 2, 2, pytest.approx(0.15)),
        ("2026-02", "2026-02-01", 0, 0, None),
        ("2026-03", "2026-03-01", 0, 0, None),
        ("2026-04", "2026-04-01", 1, 1, pytest.approx(0.3)),
        ("undated", None, 2, 2, pytest.approx(0.45)),
    ]


def test_weeks_are_those_of_iso_8601_which_may_belong_to_another_year():
    articles = [article("a", rate=0.5, date="2024-12-31"), article("b", rate=0.5, date="2025-01-06T08:00")]
    assert [(row.period, row.start) for row in m.over_time(articles, "anonymity_share", every="week")] == [
        ("2025-W01", "2024-12-30"),
        ("2025-W02", "2025-01-06"),
    ]
    assert [row.period for row in m.over_time(articles, "anonymity_share", every="year")] == ["2024", "2025"]


def test_smoothed_values_weigh_periods_by_their_articles():
    days = ("2026-01-01", "2026-02-01", "2026-02-02", "2026-02-03", "2026-04-01")
    articles = [
        article(str(n), rate=rate, date=day) for n, (day, rate) in enumerate(zip(days, (0.9, 0.1, 0.1, 0.1, 0.5), strict=True))
    ]
    rows = m.over_time(articles, "anonymity_share", smooth=3)
    assert [(row.smoothed, row.smoothed_over) for row in rows] == [(0.3, 2), (0.3, 2), (0.2, 2), (0.5, 1)]
    assert [row.value for row in rows] == [0.9, 0.1, None, 0.5]
    for number in (0, 2, -1):
        with pytest.raises(HedgeLensError, match="give an odd number"):
            m.over_time(articles, smooth=number)


def test_every_group_has_every_period():
    articles = [article("a", rate=0.5, outlet="X", date="2025-01-01"), article("b", rate=0.5, outlet="Y", date="2026-01-01")]
    found = [(row.group, row.period, row.n) for row in m.over_time(articles, "anonymity_share", every="year", by="outlet")]
    assert found == [("X", "2025", 1), ("X", "2026", 0), ("Y", "2025", 0), ("Y", "2026", 1)]


def test_the_share_of_one_source_and_of_a_kind():
    articles = [article("a", ANN, BOARD, date="2026-01-01"), article("b", replace(BOARD, words=60), date="2026-01-09")]
    (row,) = m.over_time(articles, m.share_of("the Tide Board"))
    assert row.value == pytest.approx((0.1 + 0.6) / 2)
    assert m.over_time(articles, m.share_of("officials"))[0].value == row.value
    assert m.over_time(articles, m.share_given_to("government"))[0].value == pytest.approx((0.25 + 1) / 2)
    pooled = m.over_time(articles, m.share_given_to("government"), average="pooled")
    assert pooled[0].value == pytest.approx(70 / 100)


ASKED = {
    "over time": lambda articles, measure: m.over_time(articles, measure),
    "by group": lambda articles, measure: m.rates_by_group(articles, measure),
    "differences": lambda articles, measure: m.differences(articles, measure, reference="X"),
}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (m.share_of("Ann Lunt"), "Nothing in any of the 2 articles is attributed to 'Ann Lunt'.* Did you mean 'Ann Lund'?"),
        (m.share_of("Official"), "Did you mean 'officials'?"),
        (m.share_of("Ferry Users"), r"the share of words of Ferry Users is 0\.$"),
        (m.share_given_to("official", by="group"), "Did you mean 'officials'?"),
    ],
)
def test_what_no_article_has_is_0_and_a_warning_names_what_is_called_nearly_so(name, measure, said):
    articles = [article("a", ANN, outlet="X"), article("b", BOARD, outlet="Y")]
    with pytest.warns(HedgeLensWarning, match=said):
        rows = ASKED[name](articles, measure)
    assert {getattr(row, "value", 0) for row in rows} == {0}


@pytest.mark.parametrize("name", ASKED)
def test_what_one_article_of_many_has_is_nothing_to_be_warned_of(name):
    articles = [article("a", ANN, outlet="X"), article("b", BOARD, outlet="Y"), article("c", outlet="Y")]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for measure in (m.share_of("the tide board"), m.share_of("officials"), m.share_given_to("officials", by="group")):
            assert ASKED[name](articles, measure)
        assert ASKED["over time"]([], m.share_of("Ann Lunt")) == []


def test_a_kind_that_there_is_not_is_said():
    with pytest.raises(HedgeLensError, match=r"No source has the kind 'goverment'\. Use one of: person, .* unknown source\."):
        m.share_given_to("goverment")
    with pytest.raises(HedgeLensError, match="No source has the naming 'nameless'"):
        m.share_given_to("nameless", by="naming")
    unknown = m.share_given_to(UNKNOWN_NAME)
    assert m.over_time([article("a", ANN, unknown=30)], unknown)[0].value == 0.5


def test_a_time_without_articles_has_no_rows():
    assert m.over_time([]) == []


# -- shares of words ----------------------------------------------------------------------------------------------------


def test_both_averages_of_word_shares_are_given():
    articles = [article("a", ANN, BOARD), article("b", replace(BOARD, words=160)), article("c")]
    board, ann = m.word_shares(articles)
    assert (board.name, board.articles, board.n, board.words) == ("government", 2, 2, 170)
    assert (board.share, board.mean) == (round(170 / 200, 4), 0.625)
    assert (ann.share, ann.mean) == (round(30 / 200, 4), 0.375)


def test_words_of_whoever_has_no_role_are_a_row_of_their_own_and_shared_words_are_split():
    clerk = replace(ANN, role="clerk")
    one = replace(article("a", clerk, BOARD, unknown=10), attributed=40, shared=(Shared(("s1", "s2"), 10),))
    rows = {row.name: row.words for row in m.word_shares([one], by="role")}
    assert rows == {"clerk": 30, m.NOT_GIVEN: 10}
    assert {row.name: row.words for row in m.word_shares([one])} == {"person": 25, "government": 5, UNKNOWN_NAME: 10}
    with pytest.raises(HedgeLensError, match="For single sources there is common_sources"):
        m.word_shares([one], by="source")


# -- whose doubt --------------------------------------------------------------------------------------------------------


def test_hedges_are_taken_per_thousand_words_of_the_same_owners():
    ann = replace(ANN, owned=Owned(50, {"epistemic": 2, "hearsay": 1}))
    board = replace(BOARD, owned=Owned(10, {}))
    articles = [
        replace(article("a", ann, board), writer=Owned(40, {"hearsay": 1}), others=Owned(20, {"epistemic": 1})),
        replace(article("b", replace(ann, owned=Owned(150, {}))), writer=Owned(60, {})),
    ]
    rows = {row.owner: row for row in m.hedging_by_owner(articles)}
    assert list(rows) == ["the writer", "person", UNKNOWN_NAME, "government"]
    person = rows["person"]
    assert (person.hedges, person.words, person.n, person.per_1000) == (3, 200, 2, 15)
    assert person.interval[0] == 0 < 15 < person.interval[1] == 60
    assert [rows[owner].per_1000 for owner in ("the writer", UNKNOWN_NAME, "government")] == [10, 50, 0]
    hearsay = {row.owner: row.hedges for row in m.hedging_by_owner(articles, category="hearsay")}
    assert hearsay == {"the writer": 1, "person": 1, UNKNOWN_NAME: 0, "government": 0}
    assert {row.owner for row in m.hedging_by_owner(articles, by="role")} == {"the writer", UNKNOWN_NAME, m.NOT_GIVEN}
    with pytest.raises(HedgeLensError, match="no category of hedges 'doubt'"):
        m.hedging_by_owner(articles, category="doubt")


def test_near_duplicates_can_be_left_out():
    articles = [article("a"), article("b", near_duplicate_of="a"), article("c")]
    assert [tally.id for tally in m.without_duplicates(articles)] == ["a", "c"]


# -- one source ---------------------------------------------------------------------------------------------------------


def test_an_article_rests_on_one_source_from_half_of_the_attributed_words():
    articles = [
        article("half", ANN, unknown=30),
        article("less", ANN, unknown=31),
        article("two", ANN, BOARD),
        article("three", ANN, BOARD, source("s3", "Bob Vik", 30)),
        article("nobody known", unknown=9),
        article("nothing"),
    ]
    rows = {row.what: row for row in m.one_source(articles)}
    assert {what: row.articles for what, row in rows.items()} == {
        "rests on one source": 2,
        "no known source": 1,
        "one source": 2,
        "two sources": 1,
        "three or more sources": 1,
        "no attributed words": 1,
    }
    assert (rows["rests on one source"].n, rows["rests on one source"].share) == (5, 0.4)
    assert rows["rests on one source"].interval == wilson(2, 5)
    assert rows["no attributed words"].n == 6
    assert {row.articles for row in m.one_source(articles, threshold=0.9) if row.what == "rests on one source"} == {0}
    for threshold in (0, 1.1):
        with pytest.raises(HedgeLensError, match="must be a share of the attributed words"):
            m.one_source(articles, threshold=threshold)


def test_wilson_is_as_in_the_literature():
    assert wilson(2, 10) == pytest.approx((0.0567, 0.5098), abs=1e-4)


# -- together -----------------------------------------------------------------------------------------------------------


def test_who_is_quoted_with_whom_beside_what_chance_would_have():
    agency, bob = source("s3", "Ocean Research Agency", 5, "organisation", aliases=("ORA",)), source("s4", "Bob Vik", 5)
    articles = [
        article("1", ANN, BOARD),
        article("2", ANN, replace(BOARD, name="the Tide Board")),
        article("3", ANN, agency),
        article("4", BOARD, source("s9", "ORA", 5, "organisation")),
        article("5", bob, replace(ANN, words=0)),
        article("6", source("s1", "critics", 9, "group", "generic")),
        article("7"),
    ]
    (pair,) = m.quoted_together(articles)
    assert (pair.one, pair.other, pair.articles, pair.articles_one, pair.articles_other, pair.n) == (
        "Ann Lund",
        "Tide Board",
        2,
        3,
        3,
        6,
    )
    assert (pair.expected, pair.lift, pair.pmi) == (1.5, round(2 / 1.5, 4), round(log2(2 / 1.5), 4))
    assert pair.interval == wilson(2, 6)
    assert {(row.one, row.other) for row in m.quoted_together(articles, fewest=1)} == {
        ("Ann Lund", "Tide Board"), ("Ann Lund", "Ocean Research Agency"), ("Ocean Research Agency", "Tide Board"),
    }  # fmt: skip
    assert m.quoted_together(articles, most=1) == []


def test_the_log_likelihood_of_a_table():
    expected = 2 * (10 * log(10 / 6) + 20 * log(20 / 24) + 10 * log(10 / 14) + 60 * log(60 / 56))
    assert log_likelihood(10, 20, 10, 60) == pytest.approx(expected)
    assert log_likelihood(4, 16, 16, 64) == pytest.approx(0)
    assert p_value(3.841459) == pytest.approx(0.05, abs=1e-6)


def test_benjamini_and_hochberg_adjust_from_the_largest():
    assert m.benjamini_hochberg({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.2}) == pytest.approx(
        {"a": 0.04, "b": 0.16 / 3, "c": 0.16 / 3, "d": 0.2}
    )


# -- what holds of any --------------------------------------------------------------------------------------------------

corpora = st.builds(lambda n, seed: invented.tallies(n, names=30, days=60, seed=seed), st.integers(1, 12), st.integers(0, 99))


@settings(max_examples=30, deadline=None)
@given(corpora, st.sampled_from(["kind", "naming", "role", "affiliation"]))
def test_shares_add_up_to_the_whole(articles, by):
    rows = m.word_shares(articles, by=by)
    if rows:
        assert sum(row.share for row in rows) == pytest.approx(1, abs=0.001)
        assert sum(row.mean for row in rows) == pytest.approx(1, abs=0.001)
    number = [
        row
        for row in m.one_source(articles)
        if row.what in ("no known source", "one source", "two sources", "three or more sources")
    ]
    assert sum(row.articles for row in number) == number[0].n
    assert sum(row.articles for row in m.over_time(articles)) == len(articles)


ALL = {
    "common_sources": m.common_sources,
    "rates_by_group": lambda articles: m.rates_by_group(articles, m.share_given_to("government"), by="section", average="pooled"),
    "over_time": lambda articles: m.over_time(articles, "writer_hedges_per_1000", every="week", by="outlet", smooth=5),
    "share of one source over time": lambda articles: m.over_time(articles, m.share_of("Number2"), every="week"),
    "word_shares": lambda articles: m.word_shares(articles, by="naming", within="outlet"),
    "one_source": lambda articles: m.one_source(articles, by="section"),
    "hedging_by_owner": lambda articles: m.hedging_by_owner(articles, by="naming", within="outlet"),
    "quoted_together": lambda articles: m.quoted_together(articles, fewest=1),
    "differences": lambda articles: m.differences(articles, "words_attributed", reference="Outlet 0"),
}


@settings(max_examples=10, deadline=None)
@given(corpora, st.randoms())
@pytest.mark.parametrize("name", ALL)
def test_the_order_of_articles_does_not_matter(name, articles, random):
    shuffled = random.sample(articles, len(articles))
    assert _without_ties(ALL[name](shuffled)) == _without_ties(ALL[name](articles))


def test_a_mean_at_the_middle_of_two_figures_rounds_alike_in_any_order():
    articles = invented.tallies(9, names=30, days=60, seed=36)
    one, other = (
        m.differences(some, "words_attributed", reference="Outlet 0") for some in (articles, articles[4:] + articles[:4])
    )
    assert one == other


def _without_ties(rows):
    """Rows without the names that were taken for one, whose order is that of the articles where they are equally frequent."""
    return [replace(row, forms=tuple(sorted(row.forms))) if hasattr(row, "forms") else row for row in rows]


@pytest.mark.parametrize("name", ALL)
def test_articles_are_read_once_one_at_a_time(name):
    articles = invented.tallies(40, names=30)
    assert ALL[name](iter(articles)) == ALL[name](articles)


@pytest.fixture(scope="module")
def very_many():
    return invented.tallies(100_000)


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_a_hundred_thousand_articles_take_seconds(name, very_many):
    start = time.process_time()
    assert ALL[name](very_many)
    assert time.process_time() - start < 10


def test_an_interval_over_articles_holds_its_number_and_narrows_as_they_become_more():
    widths = []
    for n in (10, 100, 1000, 10_000):
        numbers = [float(i % 7) for i in range(n)]
        low, high = article_interval(*map(_array, (numbers, [1.0] * n)))
        assert low < sum(numbers) / n < high
        widths.append(high - low)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == pytest.approx(2 * 1.96 * 2 / 100, rel=0.1)  # the standard deviation is 2


def _array(numbers):
    import numpy as np

    return np.array(numbers)


def test_many_articles_are_compared_by_the_normal_distribution():
    one, other = [float(n % 5) for n in range(1500)], [float(n % 5) + 0.1 for n in range(1500)]
    found = m.permutation_test(one, other)
    assert (found.divisions, found.exact) == (0, False)
    assert found.p == pytest.approx(0.0531, abs=0.001)
    assert "normal approximation" in str(found)
    assert m.permutation_test([1.0] * 1500, [1.0] * 1500).p == 1
