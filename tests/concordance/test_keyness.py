"""Key words of two groups, with numbers counted by hand."""

from dataclasses import replace
from math import log, log2

import pytest
from drafts import Draft

from hedgelens.concordance import Spoken, keyness
from hedgelens.concordance.keyness import log_ratio
from hedgelens.records import HedgeLensError


def article(id="one", outlet="The Draft"):
    d = Draft(
        "Ann says rain falls, rain stays and rain goes.\nThe Board says snow falls on rain.\nSo they say.\nIt is said ice melts."
    )
    d.says(d.source("Ann", groups=("town",)), "Ann says", "rain falls, rain stays and rain goes")
    d.says(d.source("Tide Board", kind="government"), "The Board says", "snow falls on rain")
    d.says(None, "It is said", "ice melts")
    done = d.done()
    return replace(done, article=replace(done.article, id=id, outlet=outlet))


def test_a_key_word_has_its_counts_rates_and_strength():
    rows = {row.word: row for row in keyness(article(), "person", "government", fewest=1)}
    rain = rows["rain"]
    assert (rain.group, rain.count_one, rain.count_other, rain.words_one, rain.words_other) == ("person", 3, 1, 7, 4)
    assert (rain.per_1000_one, rain.per_1000_other) == (round(3000 / 7, 4), 250)
    cells = ((3, 7 * 4 / 11), (1, 4 * 4 / 11), (4, 7 * 7 / 11), (3, 4 * 7 / 11))
    assert rain.likelihood == pytest.approx(2 * sum(seen * log(seen / expected) for seen, expected in cells), abs=1e-4)
    assert rain.log_ratio == round(log2((3 / 7) / (1 / 4)), 4)
    assert rain.interval[0] < rain.log_ratio < rain.interval[1]
    assert (rows["snow"].group, rows["snow"].count_one) == ("government", 0)
    assert "ice" not in rows  # nobody known says it
    assert "and" not in rows
    assert "and" in {row.word for row in keyness(article(), "person", fewest=1, leave_out=())}


def test_rare_words_are_left_out_and_words_of_few_articles_are_warned_of():
    articles = [article(f"a{n}") for n in range(2)]
    rows = {row.word: row for row in keyness(articles, "person", fewest=3)}
    assert set(rows) == {"rain", "falls"}
    assert (rows["rain"].count_one, rows["rain"].articles_one) == (6, 2)
    assert rows["rain"].warning.startswith("N = 2 (articles of person)")
    assert keyness([article(f"a{n}") for n in range(3)], "person")[0].warning is None


@pytest.mark.parametrize(
    "one", ["Ann", "the Ann", "town", "person", lambda source: source.name == "Ann", Spoken("Ann", name="she")]
)
def test_sources_are_chosen_by_kind_name_group_or_a_function(one):
    (row,) = keyness(article(), one, fewest=4)
    assert (row.word, row.count_one, row.count_other) == ("rain", 3, 1)


def test_articles_are_chosen_by_a_function():
    articles = [article("a", "X"), article("b", "Y"), article("c", "Y")]
    of_x, of_y = (Spoken(articles=lambda article, outlet=outlet: article.outlet == outlet, name=outlet) for outlet in "XY")
    rain = next(row for row in keyness(articles, of_x, of_y, fewest=1) if row.word == "rain")
    assert (rain.count_one, rain.count_other, rain.words_one, rain.words_other) == (4, 8, 11, 22)
    assert (rain.likelihood, rain.log_ratio, rain.p) == (0, 0, 1)
    assert keyness(articles, of_x, fewest=1)[0].count_other == keyness(articles, of_x, of_y, fewest=1)[0].count_other


def test_words_that_both_groups_share_are_nobodys():
    d = Draft("Ann and the Board say rain falls.\nAnn says snow.\nThe Board says ice.")
    ann, board = d.source("Ann"), d.source("Board", kind="government")
    for id in (ann, board):
        d.says(id, "say", "rain falls")
    d.says(ann, "Ann says", "snow")
    d.says(board, "Board says", "ice")
    assert {row.word for row in keyness(d.done(), "person", fewest=1)} == {"snow", "ice"}


def test_corrections_and_groups_that_are_not_there():
    rows = {how: keyness(article(), "person", fewest=1, correction=how) for how in ("holm", "benjamini-hochberg")}
    for row, other in zip(rows["holm"], rows["benjamini-hochberg"], strict=True):
        assert row.p <= other.p_adjusted + 1e-9
        assert other.p_adjusted <= row.p_adjusted + 1e-4
    with pytest.raises(HedgeLensError, match="'bonferroni' is not one of"):
        keyness(article(), "person", correction="bonferroni")
    with pytest.raises(HedgeLensError, match="No words are attributed to 'media'"):
        keyness(article(), "media")


def test_a_word_that_one_group_never_has_counts_as_half_an_occurrence():
    ratio, (low, high) = log_ratio((4, 100), (0, 100))
    assert ratio == 3
    assert low < 3 < high
    assert log_ratio((0, 10), (5, 1000))[0] == -1  # half an occurrence in ten words would be more than five in a thousand
