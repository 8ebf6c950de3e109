import pytest

from hedgelens.language import grammar
from hedgelens.language.tokens import Syntax


@pytest.fixture
def syntax_of(parse):
    return lambda text: Syntax.of(parse(text))


def words(syntax, tokens):
    return " ".join(syntax.text[i] for i in sorted(tokens))


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The mayor of Lund said that it rained.", "said", "mayor"),
        ("The mayor smiled and said that it rained.", "said", "mayor"),
        ("The mayor wants to say that it rained.", "say", "mayor"),
        ("The report, which says that it rained, is old.", "says", "which"),
        ("The claims were denied by the mayor.", "denied", "claims"),
        ("The paper quoted the mayor as saying that it rained.", "saying", "mayor"),
        ("The mayor was quoted as saying that it rained.", "saying", "mayor"),
        ("The mayor worked as a guide, saying that it rained.", "saying", "mayor"),
        ("Say it!", "Say", None),
    ],
)
def test_the_subject_of_a_verb_is_its_own_or_one_that_it_shares(syntax_of, text, verb, expected):
    syntax = syntax_of(text)
    found = grammar.subject(syntax, syntax.text.index(verb))
    assert (None if found is None else syntax.text[found]) == expected


def test_a_passive_has_an_agent(syntax_of):
    syntax = syntax_of("The claims were firmly denied by the mayor of Lund.")
    verb = syntax.text.index("denied")
    assert grammar.is_passive(syntax, verb)
    assert syntax.text[grammar.agent(syntax, verb)] == "mayor"
    assert words(syntax, grammar.verb_group(syntax, verb)) == "were firmly denied"
    assert not grammar.is_passive(syntax_of("The mayor denied it."), 2)


def test_a_noun_phrase_ends_where_something_else_is_told_of_it(syntax_of):
    syntax = syntax_of("The old mayor of Lund, who was ill, said it.")
    mayor = syntax.text.index("mayor")
    assert words(syntax, grammar.noun_phrase(syntax, mayor)) == "The old mayor of Lund"
    assert words(syntax, grammar.subtree(syntax, mayor)).startswith("The old mayor of Lund , who was ill")
    assert (syntax.left[mayor], syntax.text[grammar.clause_head(syntax, mayor)]) == (0, "said")
