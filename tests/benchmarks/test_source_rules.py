"""What each rule of reference is worth."""

from source_rules import read, rules, without, worths

from hedgelens.sources.reference import reading


def test_each_rule_is_left_out_once_and_names_are_worth_something(corpus):
    articles = read([(str(corpus / "gold" / "ferry-agency.json"), str(corpus / "articles" / "ferry-agency.txt"))])
    found = worths(articles)
    assert [worth.rule for worth in found[: len(rules())]] == [rule.name for rule in rules()]
    assert all(0 <= worth.right <= worth.linked for worth in found)
    assert next(worth for worth in found if worth.rule == "name").lost > 0
    assert [worth.lost for worth in found[len(rules()) :]] == [None] * (len(found) - len(rules()))


def test_a_rule_that_was_left_out_comes_back():
    before = dict(reading.ORDER)
    with without(rules()[0]):
        assert before != reading.ORDER
    assert before == reading.ORDER
