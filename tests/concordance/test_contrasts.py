from hedgelens.concordance import contrast_counts

TEXT = "The dam certainly holds. The mayor said it may break, and she knew that it was old. She said little.\n"


def test_words_are_counted_by_list_beside_the_hedges():
    rows = [(row.list, row.word, row.count) for row in contrast_counts([TEXT])]
    assert rows == [("booster", "certainly", 1), ("factive", "knew", 1), ("reporting", "said", 2), ("hedge", "may", 1)]


def test_rates_are_per_thousand_words_of_the_body():
    rates = {row.word: row.per_1000 for row in contrast_counts([TEXT])}
    assert rates["said"] == round(2000 / 20, 2)


def test_the_lists_can_be_added_to(tmp_path):
    rules = tmp_path / "mine.toml"
    rules.write_text('[[rule]]\ncategory = "booster"\nname = "holds"\nmatch = "holds"\n', encoding="utf-8")
    assert ("booster", "holds") in [(row.list, row.word) for row in contrast_counts([TEXT], hedges=rules)]
