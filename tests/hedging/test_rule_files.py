import pytest

from hedgelens.hedging import HedgeRules, tag_hedges
from hedgelens.records import HedgeLensError

RULE = """
[[rule]]
category = "adaptor"
name = "in-a-manner"
match = "in a manner of speaking"
"""


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "mine.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def texts(parse, text, rules):
    return [hedge.text for hedge in tag_hedges(parse(text), (), rules)]


def test_a_rule_of_the_user_adds_to_the_built_in_ones(parse, write):
    text = "It was, in a manner of speaking, probably a loan."
    assert texts(parse, text, HedgeRules.built_in()) == ["probably"]
    assert texts(parse, text, HedgeRules.built_in(write(RULE))) == ["in a manner of speaking", "probably"]


@pytest.mark.parametrize("off", ["epistemic", "epistemic/adverbs"])
def test_a_category_or_a_rule_can_be_switched_off(parse, write, off):
    rules = HedgeRules.built_in(write(f'off = ["{off}"]'))
    assert texts(parse, "It was probably often late.", rules) == ["often"]


def test_a_rule_of_the_user_takes_the_place_of_one_of_its_name(parse, write):
    mine = 'category = "epistemic"\n[[rule]]\nname = "adverbs"\nmatch = "mayhap"\n'
    assert texts(parse, "It was probably late, mayhap.", HedgeRules.built_in(write(mine))) == ["mayhap"]


def test_a_pseudo_rule_of_the_user_stops_hedges(parse, write):
    mine = '[[pseudo]]\nname = "a-title"\nmatch = "probably mad"\n'
    assert texts(parse, "She wrote Probably Mad last year.", HedgeRules.built_in(write(mine))) == []


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("\nrules = 3\n", 2, "rules"),
        (RULE + 'kategory = "x"\n', 6, "kategory"),
        (RULE + RULE.replace("adaptor", "maybe"), 8, "category"),
        (RULE.replace("name =", "# name ="), 2, "name"),
        (RULE + "must = 3\n", 6, "must"),
        (RULE + 'must = ["child:zz qq"]\n', 6, "must"),
        (RULE + "confidence = true\n", 6, "confidence"),
        (RULE.replace('"in a manner of speaking"', '"in [ a"'), 5, "match"),
        (RULE.replace('"in a manner of speaking"', '"(maybe)"'), 5, "match"),
        (RULE.replace('"in a manner of speaking"', '"@no-such-list"'), 5, "match"),
        (RULE + RULE, 9, "name"),
        ('\noff = ["epistemic/nonsense"]\n', 2, "off"),
        ('off = "epistemic"\n', 1, "off"),
        ("\n[lists]\nthings = 3\n", 3, "things"),
        ('\n[rule]\nname = "x"\n', 2, "rule"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_key(write, text, line, key):
    path = write(text)
    with pytest.raises(HedgeLensError) as error:
        HedgeRules.built_in(path)
    assert str(error.value).startswith(f"Hedge rules '{path}', line {line}, key '{key}': ")


def test_broken_toml_is_said_with_its_line(write):
    with pytest.raises(HedgeLensError, match=r"mine\.toml.*line 2"):
        HedgeRules.built_in(write('name = "x"\nmatch = = 3\n'))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(HedgeLensError, match=r"no file of hedge rules '.*nowhere\.toml'"):
        HedgeRules.built_in(tmp_path / "nowhere.toml")
