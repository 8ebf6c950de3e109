import pytest

from hedgelens.hedging.conditions import compile_condition
from hedgelens.hedging.pattern import compile_pattern
from hedgelens.language.tokens import Syntax

LISTS = {"grain": frozenset(["rye", "oats"])}


def matches(parsed, source):
    syntax, pattern = Syntax.of(parsed).without_space, compile_pattern(source, LISTS)
    found = [pattern.match_at(syntax, token) for token in range(len(syntax)) if fits(syntax, pattern, token)]
    return [parsed.article.text[syntax.start[m[0]] : syntax.end[m[1]]] for m in found if m]


def fits(syntax, pattern, token):
    return pattern.elements[pattern.anchor].accepts(syntax, token)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("whether", "Whether it rains is open.", ["Whether"]),
        ("GROW", "Rye grew where oats grow.", ["grew", "grow"]),
        ("rye|oats", "Rye grew where oats grow.", ["Rye", "oats"]),
        ("@grain GROW", "Rye grew where oats grow.", ["Rye grew", "oats grow"]),
        ("far (too) late", "It was far late, far too late.", ["far late", "far too late"]),
        ("as ... as", "He ran as fast as the wind.", ["as fast as"]),
        ("as ... as", "He came as one of the very last men and left as first.", []),
        ("as ... as", "He came as mayor. She came as clerk.", []),
        ("[about] <NUM>", "It held about 40 people.", ["about"]),
        ("not [sure] that", "She was not sure that he came.", ["sure"]),
        ("it's", "It’s late.", []),
    ],
)
def test_a_pattern_finds_its_words(parse, pattern, text, expected):
    assert matches(parse(text), pattern) == expected


@pytest.mark.parametrize("pattern", ["", "(maybe)", "<NUM>", "...", "a [ b", "a ] b", "a (b", "@nobody"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern):
    with pytest.raises(ValueError):
        compile_pattern(pattern, LISTS)


def holds(parsed, word, condition, names=None):
    syntax = Syntax.of(parsed).without_space
    token = syntax.lower.index(word)
    return compile_condition(condition, LISTS, names or {})(syntax, (token, token, token))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("pos:VERB", True),
        ("child:nsubj", True),
        ("child:nsubj lemma:miller|baker", True),
        ("child:nsubj not-lemma:miller", False),
        ("child:ccomp child:nsubj word:rye", True),
        ("lacks:neg", True),
        ("lacks:ccomp", False),
        ("child:nsubj head lemma:say", True),
        ("subtree word:wet", True),
        ("child:ccomp right", True),
        ("child:ccomp left", False),
        ("next word:that", True),
        ("before before word:the", True),
        ("sentence word:@grain", True),
        ("child:neg or child:nsubj", True),
        ("negated", False),
        ("not:negated", True),
    ],
)
def test_a_condition_walks_through_the_parse(parse, condition, expected):
    parsed = parse("The miller said that rye was wet.")
    assert holds(parsed, "said", condition, {"negated": "child:neg"}) is expected


def test_a_condition_asks_whether_words_are_quoted(parse):
    parsed = parse("“The rye is wet,” the miller said.")
    assert holds(parsed, "wet", "quoted")
    assert not holds(parsed, "wet", "unquoted")
    assert holds(parsed, "said", "unquoted")
    assert not holds(parsed, "said", "quoted")


@pytest.mark.parametrize("condition", ["", "chidl:nsubj", "lemma", "@grain", "lemma:@nobody", "head or "])
def test_a_condition_that_cannot_be_read_is_refused(condition):
    with pytest.raises(ValueError):
        compile_condition(condition, LISTS, {})
