"""Names that are a demand: "Save the Ferry" said so, but "Save the ferry", she said."""

import pytest

from hedgelens.language.tokens import Syntax
from hedgelens.sources.names.finding import find_names


@pytest.fixture
def names(parse):
    def names(text):
        return [(name.text, sorted(name.body)) for name in find_names(Syntax.of(parse(text)))]

    return names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Save the Ferry said the camp had no water.", "Save the Ferry"),
        ("The charity Feed the Valley said the camp had no water.", "Feed the Valley"),
        ("The camp had no water, according to Protect the Harvest.", "Protect the Harvest"),
        ("Keep Our Rivers Clean warned of floods.", "Keep Our Rivers Clean"),
        ("Keep the Bridge Open, a campaign group, said the plan was wrong.", "Keep the Bridge Open"),
        ("Stop the Tide (STT) says it will sue.", "Stop the Tide"),
        ("Aid workers of Teach the Valley International left.", "Teach the Valley International"),
    ],
)
def test_a_demand_with_capitals_that_does_something_or_stands_inside_a_sentence_is_a_name(names, text, name):
    assert (name, ["organisation"]) in names(text)


def test_what_stands_inside_a_sentence_elsewhere_is_a_name_at_the_beginning_of_one_too(names):
    found = names("Workers of Save the Ferry left. Save the Ferry’s boats stayed.")
    assert found == [("Save the Ferry", ["organisation"])] * 2


def test_a_programme_whose_noun_is_for_media_is_a_medium(names):
    assert names("The minister went on Meet the Press last week.") == [("Meet the Press", ["media"])]


@pytest.mark.parametrize(
    "text",
    [
        "“Save the Ferry,” she said.",
        "Close the dam, the mayor said.",
        "Ask the Fed, he said, and nobody answers.",
        "Fight the Harbor Board, he told them.",
        "They want to save the Ferry.",
    ],
)
def test_a_real_demand_is_no_name(names, text):
    assert not any(name.split()[0] in ("Save", "Close", "Ask", "Fight") for name, _ in names(text))
